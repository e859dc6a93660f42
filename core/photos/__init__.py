"""Photo files: found, read, decoded whatever is wrong with them, and made small."""
