"""The Wardrobe page: what there is of each kind, colour and pattern, what is alike, what is like no other."""
