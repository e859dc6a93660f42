"""Twinset's engine: decoding, embedding, catalog, ranking. Nothing here knows Qt."""
