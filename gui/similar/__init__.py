"""The Similar page."""
