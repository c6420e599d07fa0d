"""What somebody would report who interviews winners, beside what the same traits do: selection, survival, cause.

`firms` has one row a firm: an outcome, and for each trait a column of its own that says whether the firm has it.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from experiments.analysis.bootstrap import Values
from experiments.analysis.depends import welch_interval
from experiments.analysis.intervals import wilson_interval


def winners(outcome: pd.Series[float], share: float) -> pd.Series[bool]:
    """Whether each firm is in the top share by an outcome; at least one firm is. Ties fall to the earlier firm."""
    count = max(1, round(share * len(outcome)))
    return outcome.rank(ascending=False, method="first") <= count


def survivors(outcome: pd.Series[float], closed: float) -> pd.Series[bool]:
    """Whether each firm is still there when those in the bottom share by an outcome have closed."""
    return ~winners(-outcome, closed) if closed > 0.0 else outcome.notna()


def reported(firms: pd.DataFrame, won: pd.Series[bool], traits: Sequence[str]) -> pd.DataFrame:
    """One row a trait: the share of winners that have it, with Wilson's interval, and the share of all firms.

    `reports` is what an interviewer who sees winners only would do: name the trait, if clearly more than half of them
    have it. How many of the others have it she cannot know.
    """
    shares = firms.loc[won, list(traits)].mean()
    bounds = [wilson_interval(float(share), int(won.sum())) for share in shares]
    found = pd.DataFrame({"of_winners": shares, "of_all": firms[list(traits)].mean()}).rename_axis(index="trait")
    found["low"], found["high"] = zip(*bounds, strict=True)
    return found.assign(reports=found["low"] > 0.5, winners=int(won.sum()))


def gaps(firms: pd.DataFrame, outcome: str, traits: Sequence[str]) -> pd.DataFrame:
    """One row a trait: mean outcome of firms that have it minus that of those that do not, with Welch's interval.

    nan where fewer than two firms are on a side.
    """
    rows = [_gap(firms.loc[firms[trait], outcome], firms.loc[~firms[trait], outcome]) for trait in traits]
    return pd.DataFrame(rows, index=pd.Index(traits, name="trait"), columns=["mean", "low", "high"])


def _gap(having: pd.Series[float], lacking: pd.Series[float]) -> tuple[float, float, float]:
    if min(len(having), len(lacking)) < 2:
        return np.nan, np.nan, np.nan
    first, second = _values(having), _values(lacking)
    return float(first.mean() - second.mean()), *welch_interval(first, second)


def _values(column: pd.Series[float]) -> Values:
    return np.asarray(column, dtype=np.float64)
