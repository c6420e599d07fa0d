"""One question, one short script, one folder of results."""
