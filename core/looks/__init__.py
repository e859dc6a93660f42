"""What a photo looks like, as numbers: the network, and what is measured beside it."""
