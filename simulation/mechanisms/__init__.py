"""One mechanism a file: pure rules on top, the behaviour that uses them below."""
