"""What comes with the program: the network, icons, translations, the guide."""
