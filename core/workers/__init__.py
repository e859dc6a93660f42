"""Processes of their own in which photos are decoded and computed, so that none can harm the program."""
