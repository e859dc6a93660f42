"""What is asked for in words, English or German, understood."""
