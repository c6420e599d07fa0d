"""What deals are worth, per product around its list price."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

LIST_PRICE_BAND = 0.2
LIST_PRICE_SHARE = 0.9
"""Values are list prices when so many won deals lie within this band around them."""


@dataclass(frozen=True)
class ProductMeasures:
    """One product: its share of deals, its typical won value and the spread around it."""

    name: str
    price_money: float
    share: float
    price_log_sd: float
    listed: bool
    won_deals: int


def product_measures(
    arrived: pd.DataFrame, valued: pd.DataFrame, listed: pd.DataFrame | None
) -> tuple[ProductMeasures, ...]:
    """Every product with a won deal. Where no product is told, all deals are one."""
    names = arrived["product"].fillna("unspecified")
    prices = {} if listed is None else listed.dropna(subset=["list_price"]).set_index("product")["list_price"].to_dict()
    won_names = valued["product"].fillna("unspecified")
    counts = {str(name): int(count) for name, count in names[names.isin(set(won_names))].value_counts().items()}
    total = sum(counts.values())
    return tuple(
        _product(name, valued.loc[won_names == name, "value"], count / total, prices.get(name))
        for name, count in sorted(counts.items())
    )


def _product(name: str, values: pd.Series, share: float, list_price: float | None) -> ProductMeasures:
    logs = np.log(values.to_numpy(dtype=float))
    price = list_price or float(np.exp(logs.mean()))
    return ProductMeasures(name, float(price), float(share), float(logs.std()), bool(list_price), len(logs))


def follows_list_prices(valued: pd.DataFrame, listed: pd.DataFrame | None) -> bool:
    """Whether values are list prices give or take a little, not a lognormal of their own."""
    ratio = price_ratios(valued, listed)
    return len(ratio) > 0 and float((abs(ratio - 1) <= LIST_PRICE_BAND).mean()) >= LIST_PRICE_SHARE


def price_ratios(valued: pd.DataFrame, listed: pd.DataFrame | None) -> pd.Series:
    """Won value over list price, where there is one."""
    if listed is None:
        return pd.Series(dtype=float)
    prices = listed.drop_duplicates("product").set_index("product")["list_price"]
    return (valued["value"] / valued["product"].map(prices)).dropna()
