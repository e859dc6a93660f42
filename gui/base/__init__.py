"""What every room stands on: looks, words, keys, settings in use, work in the background."""
