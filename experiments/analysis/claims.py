"""A claim that is made for every industry, held against the verdicts of several worlds; and sums of single effects."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from experiments.analysis.verdict import BETTER, DEPENDS_ON, EQUAL, UNTOLD, Verdict

SUPPORTED, CONTRADICTED, DEPENDS, IDLE = "supported", "contradicted", "depends", "no effect that matters"
CLAIM_WORDS = (SUPPORTED, IDLE, CONTRADICTED, DEPENDS, UNTOLD)


def claim_word(verdicts: Sequence[Verdict]) -> str:
    """What several worlds say of the claim that something is better everywhere.

    Supported: better in each. No effect that matters: practically equal in each. Contradicted: better in none, worse in
    some, and all of them settled. Depends: better in some, and
    settled otherwise in others, or a verdict that depends itself. Cannot tell yet: all else.
    """
    better = sum(verdict.word == BETTER for verdict in verdicts)
    otherwise = sum(verdict.settled and verdict.word != BETTER for verdict in verdicts)
    if (better and otherwise) or any(verdict.word == DEPENDS_ON for verdict in verdicts):
        return DEPENDS
    if better == len(verdicts):
        return SUPPORTED
    if all(verdict.word == EQUAL for verdict in verdicts):
        return IDLE
    return CONTRADICTED if otherwise == len(verdicts) else UNTOLD


def with_sum(table: pd.DataFrame, arms: Sequence[str], against: str, name: str) -> pd.DataFrame:
    """The table with one more arm: in each world the reference plus the differences of all these arms from it.

    `table` has one row an arm and world, with columns `arm`, `seed` and metrics.
    """
    by_arm = {arm: rows.drop(columns="arm").set_index("seed").sort_index() for arm, rows in table.groupby("arm")}
    total = by_arm[against].copy()
    for arm in arms:
        total += by_arm[arm] - by_arm[against]
    return pd.concat([table, total.reset_index().assign(arm=name)], ignore_index=True)
