"""Spreads between sellers: territories show in arrivals, talent in wins too, and neither is luck."""

import numpy as np
import pandas as pd
import pytest

from experiments.calibration.between import spreads
from experiments.calibration.periods import Window

WINDOW = Window(pd.Timestamp("2024-01-01"), pd.Timestamp("2025-12-28"))
SELLERS, WEEKS = 60, 104.0


def told(territory: float, talent: float, *, book: float = 50.0, seed: int = 1) -> dict[str, float]:
    """Sellers whose territories and talents differ by so much (log sd); talent finds more, and wins more of it."""
    luck = np.random.default_rng(seed)
    able = talent * luck.normal(size=SELLERS)
    rates = 2.0 * np.exp(territory * luck.normal(size=SELLERS) + 0.3 * able)
    owner = np.repeat(np.arange(SELLERS), luck.poisson(rates * WEEKS))
    won = luck.random(len(owner)) < 1.0 / (1.0 + np.exp(1.0 - able[owner]))
    known = luck.random(len(owner)) < 0.4
    account = np.where(known, luck.integers(0, int(book), len(owner)), 1_000 + np.arange(len(owner)))
    rows = pd.DataFrame(
        {
            "owner": np.char.add("S", owner.astype(str)),
            "account": pd.Series(owner).astype(str) + "-" + pd.Series(account).astype(str),
            "created": WINDOW.start + pd.to_timedelta(luck.integers(0, 727, len(owner)), unit="D"),
            "outcome": np.where(won, "won", "no_decision"),
        }
    )
    names = [f"S{number}" for number in range(SELLERS)]
    return spreads(rows, rows, pd.Series(WEEKS, index=names), WINDOW)


def test_sellers_who_do_not_differ_have_no_spread() -> None:
    found = told(territory=0.0, talent=0.0)
    assert found["steady_arrivals_spread"] < 0.04
    assert found["steady_wins_spread"] < 0.08
    assert found["repeat_spread"] < 0.06


def test_talent_and_territory_leave_different_traces() -> None:
    rich, able = told(territory=0.3, talent=0.0), told(territory=0.0, talent=0.6)
    assert rich["steady_arrivals_spread"] == pytest.approx(0.3, abs=0.08)
    assert able["steady_wins_spread"] > able["steady_arrivals_spread"] + 0.2
    assert abs(rich["odds_on_arrivals"]) < 0.2
    assert able["odds_on_arrivals"] > 1.0


def test_repeat_business_shows_in_accounts_met_before() -> None:
    assert told(0.0, 0.0, book=20.0)["repeat_share"] > told(0.0, 0.0, book=200.0)["repeat_share"] + 0.1


def test_who_was_there_too_briefly_does_not_count() -> None:
    nobody = spreads(
        pd.DataFrame({"owner": [], "account": [], "created": pd.to_datetime([])}),
        pd.DataFrame({"owner": [], "outcome": []}),
        pd.Series({"S1": 20.0}),
        WINDOW,
    )
    assert np.isnan(list(nobody.values())).all()
