"""What a wardrobe is made of: how much of each kind, colour and pattern, what is alike, what is unlike all else."""
