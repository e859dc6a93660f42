"""What the user made, kept for good."""
