"""`python -m workshop` is `salesorg workshop`."""

import sys

from workshop.cli import main

sys.argv.insert(1, "workshop")
main()
