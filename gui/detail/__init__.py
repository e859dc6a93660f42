"""Photos large, side by side."""
