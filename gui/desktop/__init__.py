"""The user's other programs: what comes from them, and what goes to them."""
