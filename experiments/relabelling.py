"""The same firm with its seats and teams in another order: everybody keeps their team, and what they have."""

from typing import Any

import numpy as np

from simulation.records import NOBODY
from simulation.state import State

IDENTITIES = {  # where a seat is named by number: itself, or the one where a deal or an account was found
    "seats": ("seat", "partner"),
    "reps": ("seat", "partner", "helper", "helping", "big_deal_seat"),
    "deals": ("seat", "account_seat"),
    "accounts": ("seat",),
}
OF_TEAMS = ("seats", "reps", "managers")


def new_order(teams: int, size: int, seed: int) -> tuple[Any, Any]:
    """Old team at each new place, and old seat at each: teams shuffled, and within each its seats."""
    luck = np.random.default_rng(seed)
    order = luck.permutation(teams)
    return order, np.concatenate([team * size + luck.permutation(size) for team in order])


def relabelled(state: State, seed: int) -> State:
    """The state in which the firm is called otherwise, and is the same in all else."""
    teams, seats = len(state.arrays["teams"]), len(state.arrays["seats"])
    team_order, seat_order = new_order(teams, seats // teams, seed)
    arrays = dict(state.arrays)
    for name in ("teams", "managers"):
        arrays[name] = arrays[name][team_order]
    for name in ("seats", "reps", "deals", "accounts"):
        arrays[name] = arrays[name][seat_order]
    for name, keys in IDENTITIES.items():
        for key in keys:
            arrays[name][key] = _renamed(arrays[name][key], seat_order)
    for name in OF_TEAMS:
        arrays[name]["team"] = _renamed(arrays[name]["team"], team_order)
    return State(arrays)


def _renamed(numbers: Any, order: Any) -> Any:
    """Old numbers as new ones; -1 for none stays."""
    return np.where(numbers == NOBODY, NOBODY, np.argsort(order)[numbers])
