"""The guide, the keys, hints, what went wrong, and what Twinset is."""
