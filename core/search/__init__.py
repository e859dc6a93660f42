"""From a query to the most similar photos."""
