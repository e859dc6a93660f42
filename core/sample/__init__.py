"""A drawn wardrobe to try the program with."""
