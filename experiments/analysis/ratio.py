"""The ratio of two means from the same worlds: a share of the lift, or what a unit of cost buys."""

from __future__ import annotations

import pandas as pd

from experiments.analysis.two_layers import means


def ratios(over: pd.DataFrame, under: pd.DataFrame) -> pd.DataFrame:
    """Mean over mean of columns of the same names, one row a column: `ratio`, `low`, `high` (95 %).

    Both have an index of `seed`, or of (`world`, `seed`). The interval is that of the mean of `over - ratio * under`,
    in units of `under` (the delta method). All is nan where the mean of `under` itself may be zero.
    """
    below = means(under)
    ratio = means(over)["mean"] / below["mean"].where((below["low"] > 0.0) | (below["high"] < 0.0))
    off = means(over - under * ratio)[["low", "high"]].div(below["mean"], axis=0)
    return pd.DataFrame({"ratio": ratio, "low": ratio + off.min(axis=1), "high": ratio + off.max(axis=1)})
