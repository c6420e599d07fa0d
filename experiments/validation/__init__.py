"""Pattern-oriented validation: whether the simulated firm shows, all at once, what is known of real ones."""
