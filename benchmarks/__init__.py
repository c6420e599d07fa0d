"""How fast the model is, and a plain Mesa model of the same firm to hold it against."""
