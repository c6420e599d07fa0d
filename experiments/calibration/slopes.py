"""Whether size and load change the odds of winning and the cycle: slopes with intervals."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import stats

from experiments.calibration.days import cycle_days
from experiments.calibration.prices import ProductMeasures
from experiments.calibration.spread import Estimate


def size_on_odds(closed: pd.DataFrame, products: tuple[ProductMeasures, ...]) -> Estimate | None:
    """Slope of the log odds of winning on the log of the product's price: below zero, large deals are won less."""
    if len(products) < 3:
        return None
    size, won = _log_price(closed, products), closed["outcome"] == "won"
    table = pd.DataFrame({"size": size, "won": won}).dropna().groupby("size")["won"].agg(["sum", "size"])
    hits, trials = table["sum"].to_numpy(dtype=float) + 0.5, table["size"].to_numpy(dtype=float) + 1.0
    return _slope(
        table.index.to_numpy(dtype=float),
        np.log(hits / (trials - hits)),
        hits * (trials - hits) / trials,
        "log odds per log money",
    )


def size_on_cycle(lasted: pd.DataFrame, products: tuple[ProductMeasures, ...]) -> Estimate | None:
    """Slope of the log cycle on the log of the product's price: above zero, large deals take longer."""
    if len(products) < 3:
        return None
    lasted = lasted.dropna(subset=["created", "closed"])
    logs = pd.DataFrame(
        {"size": _log_price(lasted, products), "log": np.log(np.maximum(cycle_days(lasted), 0.5))}
    ).dropna()
    table = logs.groupby("size")["log"].agg(["mean", "size"])
    return _slope(
        table.index.to_numpy(dtype=float),
        table["mean"].to_numpy(dtype=float),
        table["size"].to_numpy(dtype=float) / float(logs["log"].var()),
        "log days per log money",
    )


def load_on_odds(arrived: pd.DataFrame, closed: pd.DataFrame, exposure: pd.Series) -> Estimate | None:
    """Slope of the log odds of winning on a seller's log arrival rate: below zero, a full plate costs wins.

    A seller counts by the information of her deals; the slope says nothing of anyone.
    """
    won = (closed["outcome"] == "won").groupby(closed["owner"]).agg(["sum", "size"])
    table = won.join((arrived["owner"].value_counts() / exposure).rename("rate")).dropna()
    table = table[table["rate"] > 0].sort_values(["rate", "sum", "size"])  # sums must not depend on the sellers' order
    if len(table) < 5:
        return None
    hits, trials = table["sum"].to_numpy(dtype=float) + 0.5, table["size"].to_numpy(dtype=float) + 1.0
    rates = np.log(table["rate"].to_numpy(dtype=float))
    return _slope(rates, np.log(hits / (trials - hits)), hits * (trials - hits) / trials, "log odds per log rate")


def _log_price(rows: pd.DataFrame, products: tuple[ProductMeasures, ...]) -> pd.Series:
    """Log of the product's typical price: what a deal was worth is told of won ones only."""
    prices = {product.name: np.log(product.price_money) for product in products}
    return rows["product"].fillna("unspecified").map(prices).astype(float)


def _slope(x: NDArray[np.float64], y: NDArray[np.float64], weights: NDArray[np.float64], unit: str) -> Estimate:
    """A weighted slope; products scatter more than counts allow, so the interval takes the larger of both errors."""
    centred = x - np.average(x, weights=weights)
    information = float((weights * centred * centred).sum())
    slope = float((weights * centred * y).sum()) / information
    residual = y - np.average(y, weights=weights) - slope * centred
    excess = max(1.0, float((weights * residual * residual).sum()) / max(1, len(x) - 2))
    error = float(stats.t.ppf(0.975, max(1, len(x) - 2))) * float(np.sqrt(excess / information))
    return Estimate(slope, slope - error, slope + error, unit, len(x))
