"""What goes with a garment: pieces of other kinds whose colours suit it, by named rules, each with its reason."""
