"""Search: the mix of policies that is best in expectation and in regret, and how much of what it shows was luck."""
