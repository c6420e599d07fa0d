"""The one exception of the CRM import, and how a cell is shown in its message."""


class CrmError(ValueError):
    """An export that cannot be read. The message names the culprit (file, column, row) and what would settle it."""


def masked(cell: object) -> str:
    """A cell for a message, in quotes: its digits and marks, every letter an x, since it may be somebody's name."""
    return repr("".join("x" if letter.isalpha() else letter for letter in str(cell))[:40])
