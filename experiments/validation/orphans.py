"""P9: what a customer buys in the year after losing its rep, against like customers who kept theirs, and by heir.

Every four weeks the account book is read. An account is *orphaned* if whoever serves it leaves within the next four
weeks, and a *control* if that person stays for the next 56. Each orphan is compared with its five nearest controls of
the same moment, by revenue of the last year, satisfaction, and tenure with the rep, over the same 52 weeks. What
difference there was before is divided out. Whoever serves the account next is its heir: a newcomer or an incumbent.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy.spatial import cKDTree

from experiments.validation.accounts import NOBODY, Ground, ground
from experiments.validation.estimates import Estimate, Table, bootstrapped, cannot_tell
from experiments.validation.panel import WEEKS_PER_YEAR
from experiments.validation.recorder import Array, Lived

NEIGHBOURS = 5
NEWCOMER_WEEKS = 26
SUMS = ("after", "control_after", "before", "control_before")
NONE, NEWCOMER, STAR, ORDINARY = 0, 1, 2, 3
HEIRS = {
    "newcomer": ((NEWCOMER,), "a new hire"),
    "incumbent": ((STAR, ORDINARY), "an incumbent"),
    "star": ((STAR,), "a star incumbent"),
    "ordinary": ((ORDINARY,), "an ordinary incumbent"),
    "any": ((NONE, NEWCOMER, STAR, ORDINARY), "anybody"),
}


def extract(lived: Lived) -> dict[str, float]:
    """Sums over one firm's orphans, of each kind of heir: spending after and before, their own and their controls'."""
    table = orphans(ground(lived))
    return {
        f"{name}_{column}": float(table.loc[table["heir"].isin(kinds), column].sum())
        for name, (kinds, _) in HEIRS.items()
        for column in SUMS
    }


def orphans(at: Ground) -> pd.DataFrame:
    """One row an orphan that has controls: `SUMS`, and its heir."""
    last = at.weeks - WEEKS_PER_YEAR - at.every
    first = -(-WEEKS_PER_YEAR // at.every) * at.every
    rows = [moment(at, week) for week in range(first, last + 1, at.every)]
    return pd.concat([pd.DataFrame(columns=[*SUMS, "heir"], dtype=float), *rows], ignore_index=True)


def moment(at: Ground, week: int) -> pd.DataFrame:
    """The orphans of the weeks that follow one reading of the book."""
    codes, book = at.books[week // at.every]
    leaving = at.left[week : week + at.every]
    leaves = leaving.any(axis=0) & (at.tenure[week] >= 0)
    stays = ~at.left[week : week + at.every + WEEKS_PER_YEAR].any(axis=0) & (at.tenure[week] >= 0)
    treated, control = leaves[book["holder"]], stays[book["holder"]]
    if not treated.any() or control.sum() < NEIGHBOURS:
        return pd.DataFrame()
    like = likeness(at, codes, book, week)
    near = nearest(like[treated], like[control])
    start = week + 1 + leaving.argmax(axis=0)[book["holder"][treated]]
    table = compared(at, codes[treated], codes[control][near], start, week)
    table["heir"] = settled_heirs(heirs(at, codes[treated], start), book["holder"][treated])
    return table


def likeness(at: Ground, codes: Array, book: Array, week: int) -> Array:
    """What accounts are matched by: log revenue of the last year, satisfaction, years with the rep (two at most)."""
    now = np.full(len(codes), week)
    revenue = at.spent(codes, now - WEEKS_PER_YEAR, now)
    together = np.minimum(at.tenure[week][book["holder"]], week - at.known_since(codes))
    years = np.minimum(together, 2 * WEEKS_PER_YEAR) / WEEKS_PER_YEAR
    return np.stack([np.log1p(revenue), book["satisfaction"], years], axis=1)


def nearest(wanted: Array, offered: Array) -> Array:
    """For each wanted row the places of its nearest offered ones, each column in standard deviations of the offered."""
    spread = offered.std(axis=0)
    scale = np.where(spread > 0.0, spread, 1.0)
    return np.asarray(cKDTree(offered / scale).query(wanted / scale, k=NEIGHBOURS)[1])


def compared(at: Ground, own: Array, others: Array, start: Array, week: int) -> pd.DataFrame:
    """Spending of each orphan and the mean of its controls, in the year from `start` and in the year before `week`."""
    starts, now = np.repeat(start[:, None], NEIGHBOURS, axis=1), np.full(len(own), week)
    nows = np.full(others.shape, week)
    return pd.DataFrame({
        "after": at.spent(own, start, start + WEEKS_PER_YEAR),
        "control_after": at.spent(others, starts, starts + WEEKS_PER_YEAR).mean(axis=1),
        "before": at.spent(own, now - WEEKS_PER_YEAR, now),
        "control_before": at.spent(others, nows - WEEKS_PER_YEAR, nows).mean(axis=1),
    })  # fmt: skip


def heirs(at: Ground, codes: Array, start: Array) -> Array:
    """Who first serves each account after its rep left; `NONE` if it is gone, or nobody came within a year."""
    found, open_still = np.full(len(codes), NONE), np.ones(len(codes), bool)
    for reading in range(int(start.min()) // at.every, min(len(at.books) - 1, int(start.max() + 52) // at.every + 1)):
        week = reading * at.every
        seats = at.holders(codes, reading)
        due = open_still & (week >= start) & (week < at.weeks)
        open_still &= ~(due & (seats == NOBODY))
        served = due & (seats != NOBODY) & (at.tenure[min(week, at.weeks - 1)][seats] >= 0)
        if served.any():
            found[served] = kinds(at, seats[served], week)
            open_still &= ~served
    return found


def kinds(at: Ground, seats: Array, week: int) -> Array:
    """Newcomer, or incumbent: a star if the last year's sales are among the best fifth of the tenured."""
    star = at.sold[week][seats] >= at.star_level(week)
    return np.where(at.tenure[week][seats] < NEWCOMER_WEEKS, NEWCOMER, np.where(star, STAR, ORDINARY))


def settled_heirs(found: Array, holders: Array) -> Array:
    """An account lost before it had an heir counts with most of the same rep's accounts."""
    settled = found.copy()
    for holder in np.unique(holders):
        own = holders == holder
        if (found[own] != NONE).any():
            usual = np.bincount(found[own & (found != NONE)]).argmax()
            settled[own & (found == NONE)] = usual
    return settled


def loss(table: Table, heir: str) -> float:
    """Spending of orphans against controls, after over before, minus one."""
    after, control, before, control_before = (float(table[f"{heir}_{name}"].sum()) for name in SUMS)
    if min(control, before, control_before) <= 0.0:
        return float("nan")
    return (after / control) / (before / control_before) - 1.0


def gap(table: Table, heir: str, other: str) -> Estimate:
    """Difference in loss between two kinds of heirs."""
    for name in (heir, other):
        if table[f"{name}_control_after"].sum() == 0.0:
            return cannot_tell(f"no account went to {HEIRS[name][1]} in this version of the model")
    return bootstrapped(lambda drawn: loss(drawn, heir) - loss(drawn, other), table)


def estimate(table: Table) -> dict[str, Estimate]:
    """Rows P9."""
    return {
        "P9.loss": bootstrapped(lambda drawn: loss(drawn, "any"), table),
        "P9.newcomers": gap(table, "newcomer", "incumbent"),
        "P9.stars": gap(table, "star", "ordinary"),
    }
