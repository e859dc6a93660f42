"""The Duplicates page: photos that are the same picture or garment, side by side, and what may be deleted of them."""
