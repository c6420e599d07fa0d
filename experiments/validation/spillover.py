"""R1: whether a rep's effort follows that of team-mates, under team pay and under individual relative pay.

Effort of a week is regressed on the mean effort of the others in the team in the week before, on the rep's own effort
then, net of what is always so of the rep and of what is so of the week in the whole firm. The team's week before cannot
reflect the rep's week now, which it would in a regression on the same week.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from experiments.validation.estimates import Estimate, Table, Values, mean_of
from experiments.validation.panel import at_work
from experiments.validation.recorder import Array, Lived

SWEEPS = 30


def extract(arms: Mapping[str, Lived]) -> dict[str, float]:
    """The spillover in one firm under each pay plan, in the long run of a lasting change."""
    return {arm: of_firm(lived) for arm, lived in arms.items()}


def of_firm(lived: Lived) -> float:
    """The spillover in one firm. Effort as a week begins is that of the week before, so weeks count from the second."""
    working, effort = at_work(lived), lived.people["effort"]
    mates = leave_one_out(effort, working, lived.people["team"][0])
    both = working[1:] & working[:-1] & np.isfinite(mates[:-1])
    both &= lived.people["hire"][1:] == lived.people["hire"][:-1]
    return spillover(effort[1:], effort[:-1], mates[:-1], both)


def leave_one_out(values: Values, there: Array, team: Array) -> Values:
    """Weeks x seats: mean of the others in the team; not a number for who is alone or absent."""
    present = np.where(there, values, 0.0)
    member = (team[:, None] == team[None, :]).astype(float)
    heads, total = there @ member, present @ member
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(there & (heads > 1), (total - present) / (heads - 1), np.nan)


def spillover(now: Values, own: Values, mates: Values, known: Array) -> float:
    """Coefficient of team-mates' effort, over one minus that of one's own: what a lasting change comes to."""
    columns = [centred(np.where(known, column, 0.0), known)[known] for column in (now, own, mates)]
    design = np.stack(columns[1:], axis=1)
    if len(design) < 3 or np.linalg.matrix_rank(design) < 2:
        return float("nan")
    (kept, followed), *_ = np.linalg.lstsq(design, columns[0], rcond=None)
    return float(followed / (1.0 - kept))


def centred(values: Values, known: Array) -> Values:
    """Net of each seat's and each week's mean, taken out in turns because not everybody is there every week."""
    rest = values.copy()
    for _ in range(SWEEPS):
        for axis in (0, 1):
            counts = np.maximum(known.sum(axis=axis, keepdims=True), 1)
            rest = np.where(known, rest - rest.sum(axis=axis, keepdims=True) / counts, 0.0)
    return rest


def estimate(table: Table) -> dict[str, Estimate]:
    """Rows R1."""
    return {"R1.team_pay": mean_of(table["team_pay"]), "R1.relative_pay": mean_of(table["relative_pay"])}
