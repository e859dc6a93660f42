"""Ways out: what is shared as one value, and drawn as pictures, written as a page or tables, copied as files."""
