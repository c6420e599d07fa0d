"""Statistics: pure functions of tables, which know nothing of the model that made them."""
