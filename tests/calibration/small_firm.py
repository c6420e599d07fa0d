"""A small invented firm, for the tests of the import to read, break and write in other dialects."""

import datetime as dt

import numpy as np
import pandas as pd

SELLERS = ("Ada Quill", "Bo Ferro", "Cyd Marlow", "Dee Okafor", "Eli Sund", "Fay Ostrow", "Gus Wren", "Hal Ibsen")
MANAGERS = ("Ina Thorvald", "Jon Pemberly")
ACCOUNTS = tuple(f"Quorbex {number} Holdings" for number in range(40))
PRICES = {"Anvil": 1_000.0, "Bellows": 4_000.0, "Crucible": 12_000.0}
FIRST_CLOSE = dt.date(2024, 1, 2)
LAST_DAY = dt.date(2025, 12, 30)


def opportunities(deals: int = 700, seed: int = 1, start: dt.date = dt.date(2023, 11, 1)) -> pd.DataFrame:
    """Deals of eight equal sellers over two years and a bit: about half won, six weeks long, at list price +-10 %."""
    luck = np.random.default_rng(seed)
    days = (LAST_DAY - start).days
    created = pd.Timestamp(start) + pd.to_timedelta(np.sort(luck.integers(0, days, deals)), unit="D")
    closed = created + pd.to_timedelta(1 + luck.gamma(3.0, 14.0, deals).astype(int), unit="D")
    won = luck.random(deals) < 0.45
    product = luck.choice(list(PRICES), deals)
    value = np.round([PRICES[name] for name in product] * luck.normal(1.0, 0.08, deals), 2)
    frame = pd.DataFrame(
        {
            "opportunity_id": [f"op-{number:05}" for number in range(deals)],
            "owner": luck.choice(SELLERS, deals),
            "account": luck.choice(ACCOUNTS, deals),
            "product": product,
            "created": created,
            "closed": closed,
            "outcome": np.where(won, "won", "lost"),
            "value": np.where(won, value, value * 0.9),
        }
    )
    frame = frame[frame["closed"] >= pd.Timestamp(FIRST_CLOSE)]
    late = frame["closed"] > pd.Timestamp(LAST_DAY)
    return frame.assign(closed=frame["closed"].mask(late), outcome=frame["outcome"].mask(late, "open"))


def teams() -> pd.DataFrame:
    return pd.DataFrame({"owner": SELLERS, "team": [MANAGERS[number // 4] for number in range(8)]})


def products() -> pd.DataFrame:
    return pd.DataFrame({"product": list(PRICES), "list_price": list(PRICES.values())})
