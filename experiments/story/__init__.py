"""Stories: one simulated seller's career, told in plain sentences from the log of events."""
