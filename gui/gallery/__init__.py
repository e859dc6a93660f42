"""Photos in a grid, and their thumbnails."""
