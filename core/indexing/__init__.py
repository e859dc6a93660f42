"""Bringing the catalog up to date with the folders."""
