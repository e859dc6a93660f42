"""What is known about the photos, on disk: files, states and rows of features."""
