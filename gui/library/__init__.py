"""The user's folders, indexed and ready to be searched."""
