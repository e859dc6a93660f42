"""The window. Depends on `core`; nothing in `core` knows of it."""
