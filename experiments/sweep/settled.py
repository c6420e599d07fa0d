"""Settled firms, kept while in use: all arms of a world go on from the same one, which takes longest to make."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock

from simulation import Scenario, State, burn_in

MOST_BYTES = 24_000_000
"""A settled firm of 20 reps takes 0.4 MB. Jobs of one world come one after another, so few are in use at a time."""


class Settled:
    """The settled firm of each world and seed; those not used for longest go first. Threads share it."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self._most_bytes = most_bytes
        self._states: OrderedDict[tuple[str, int], State] = OrderedDict()
        self._making: dict[tuple[str, int], Lock] = {}
        self._lock = Lock()

    def state(self, world: Scenario, fingerprint: str, seed: int) -> State:
        """The firm settled in a world (of that fingerprint) under a seed; who asks while it is made waits for it."""
        key = (fingerprint, seed)
        with self._lock:
            making = self._making.setdefault(key, Lock())
        with making:
            found = self._find(key)
            if found is None:
                found = burn_in(world, [seed], workers=1)[0]
                self._keep(key, found)
        with self._lock:
            self._making.pop(key, None)
        return found

    def forget(self) -> None:
        """Let all of them go, when no job is left that may need them."""
        with self._lock:
            self._states.clear()

    def _find(self, key: tuple[str, int]) -> State | None:
        with self._lock:
            found = self._states.get(key)
            if found is not None:
                self._states.move_to_end(key)
            return found

    def _keep(self, key: tuple[str, int], state: State) -> None:
        with self._lock:
            self._states[key] = state
            while len(self._states) > 1 and sum(map(_bytes, self._states.values())) > self._most_bytes:
                self._states.popitem(last=False)


def _bytes(state: State) -> int:
    return sum(array.nbytes for array in state.arrays.values())
