"""Ways out: the Share menu, sheets with a live preview, printing, copies, pages and tables."""
