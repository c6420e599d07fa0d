"""What the import has to say about the rows it met: one finding a kind of trouble, with counts and examples."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Action = Literal["repaired", "dropped", "left out", "kept", "note"]


@dataclass(frozen=True)
class Finding:
    """One kind of trouble in one table.

    `action` says what was done: `repaired` the cells, `dropped` the rows, `left out` of the measurements that need the
    cell, `kept` although doubted, or `note`: nothing is wrong, but a reader should know.
    """

    code: str
    table: str
    count: int
    of: int
    message: str
    action: Action
    examples: tuple[str, ...] = ()

    @property
    def share(self) -> float:
        """Share of the table's rows (or of whatever `of` counts)."""
        return self.count / self.of if self.of else 0.0


def rows_shown(rows: Iterable[int], most: int = 3) -> tuple[str, ...]:
    """The first few row numbers as examples."""
    return tuple(f"row {row}" for row in sorted(rows)[:most])
