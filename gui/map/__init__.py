"""The Map page: all photos laid out by their looks."""
