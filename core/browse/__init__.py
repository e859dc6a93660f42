"""All photos as a list: filtered, sorted, stacked."""
