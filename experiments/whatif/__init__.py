"""What if: every policy over all plausible firms and through the same luck, and what can be said of one's own firm."""
