"""The guide, the keys, hints, and what Twinset is."""
