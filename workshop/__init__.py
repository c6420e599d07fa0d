"""The workshop: a page on which a room, or one strategist, sees what policies and habits do to a simulated firm."""
