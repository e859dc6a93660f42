"""The same picture found again in other files, which of them is best, and what may be deleted."""
