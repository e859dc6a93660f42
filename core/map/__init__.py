"""The map: all photos laid out by their looks, loose or in the cells of a grid."""
