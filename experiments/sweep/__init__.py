"""Sweeps: every cell of a plan through every seed, only what is missing, on threads, processes or a cluster."""
