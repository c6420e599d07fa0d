"""Figures: each answers the question in its title, shows how sure the answer is, and reads on paper and on a wall."""
