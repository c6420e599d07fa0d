"""The command line `salesorg`: what can be asked, and which module answers.

Nothing heavy is imported here, so that `--help` is quick; each command imports what it needs.
"""

import sys

from experiments.cli import firms, own_data, studies
from experiments.cli.frame import BAD_INPUT, CHECK_FAILED, DONE, INTERRUPTED, RUN_FAILED, Tongue, app

__all__ = [
    "BAD_INPUT",
    "CHECK_FAILED",
    "DONE",
    "INTERRUPTED",
    "RUN_FAILED",
    "Tongue",
    "app",
    "firms",
    "main",
    "own_data",
    "studies",
]


def main() -> None:
    """The entry point `salesorg`."""
    sys.exit(app(prog_name="salesorg"))
