"""What was decided before: undo, and the change that can be looked at again."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Generic, TypeVar

Shown = TypeVar("Shown")
MOST_STEPS = 200


@dataclass
class History(Generic[Shown]):
    """The state shown now, and those before it, at most so many."""

    now: Shown
    _before: list[Shown] = field(default_factory=list)
    _begun: Shown | None = None

    def change(self, new: Shown, *, in_hand: bool = False) -> None:
        """Show something else; while a slider is `in_hand`, all its positions are one step of undo."""
        if new == self.now:
            return
        if self._begun is None:
            self._remember(self.now)
        self._begun = self.now if in_hand else None
        self.now = new

    def settle(self) -> None:
        """The slider is let go: the next change is a step of its own."""
        self._begun = None

    @property
    def in_hand(self) -> bool:
        """Whether a slider is being dragged."""
        return self._begun is not None

    def undo(self) -> bool:
        """Go back one step; False if there is none."""
        self.settle()
        if not self._before:
            return False
        self.now = self._before.pop()
        return True

    @property
    def last(self) -> Shown | None:
        """What was shown before the last change."""
        return self._before[-1] if self._before else None

    def _remember(self, old: Shown) -> None:
        self._before.append(old)
        del self._before[:-MOST_STEPS]
