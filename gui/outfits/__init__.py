"""The page "Goes with": for one garment pieces of other kinds that suit it, with the reason of each."""
