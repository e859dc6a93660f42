"""What a page of the window is, and what every page may use."""
