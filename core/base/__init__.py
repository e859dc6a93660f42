"""What every room stands on: places, settings, sentences, files, locks, the terminal."""
