"""The Boards page: collections made by hand, whose photos lie where the user puts them."""
