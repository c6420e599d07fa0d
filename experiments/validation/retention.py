"""R3: how many customers, and how much of their recurring revenue, are still there a year later."""

from __future__ import annotations

import numpy as np

from experiments.validation.estimates import Estimate, Table, ratio_of
from experiments.validation.panel import WEEKS_PER_YEAR, account_codes
from experiments.validation.recorder import Array, Lived


def extract(lived: Lived) -> dict[str, float]:
    """Sums over the years of one firm: accounts and revenue at the start, and what is left of both a year later."""
    step = WEEKS_PER_YEAR // lived.books_every
    starts = range(0, len(lived.books) - step, step)
    years = [kept(lived.books[start], lived.books[start + step]) for start in starts]
    return {name: sum(year[name] for year in years) for name in ("accounts", "stayed", "revenue", "held", "later")}


def kept(before: Array, after: Array) -> dict[str, float]:
    """One year: `held` is what each account still pays of what it paid, `later` all that the same accounts pay."""
    codes = account_codes(after)
    order = np.argsort(codes)
    place = np.minimum(np.searchsorted(codes[order], account_codes(before)), len(codes) - 1) if len(codes) else None
    if place is None:
        later, stayed = np.zeros(len(before)), np.zeros(len(before), bool)
    else:
        stayed = codes[order][place] == account_codes(before)
        later = np.where(stayed, after["revenue_money"][order][place], 0.0)
    return {
        "accounts": float(len(before)),
        "stayed": float(stayed.sum()),
        "revenue": float(before["revenue_money"].sum()),
        "held": float(np.minimum(later, before["revenue_money"]).sum()),
        "later": float(later.sum()),
    }


def estimate(table: Table) -> dict[str, Estimate]:
    """Rows R3."""
    return {
        "R3.logos": ratio_of(table["accounts"] - table["stayed"], table["accounts"]),
        "R3.dollars": ratio_of(table["revenue"] - table["held"], table["revenue"]),
        "R3.retention": ratio_of(table["later"], table["revenue"]),
    }
