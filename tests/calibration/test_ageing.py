"""How deals end by age: rates behind a known law are found, whatever is cut off, and what is not seen is not told."""

import numpy as np
import pandas as pd
import pytest

from experiments.calibration.ageing import endings, open_weeks
from experiments.calibration.periods import Window

WINDOW = Window(pd.Timestamp("2024-01-01"), pd.Timestamp("2025-12-28"))


def deals(won: float, rival: float, undecided: float, count: int = 20_000, seed: int = 2) -> pd.DataFrame:
    """Deals that end at constant rates a week; those that outlast the window are open."""
    luck = np.random.default_rng(seed)
    created = WINDOW.start + pd.to_timedelta(luck.integers(0, 720, count), unit="D")
    total = won + rival + undecided
    closed = created + pd.to_timedelta(luck.exponential(7.0 / total, count), unit="D")
    words = luck.choice(["won", "lost_to_rival", "no_decision"], count, p=np.array([won, rival, undecided]) / total)
    late = closed > WINDOW.end
    return pd.DataFrame(
        {"created": created, "closed": closed.where(~late, pd.NaT), "outcome": np.where(late, "open", words)}
    )


def test_rates_are_found_at_every_age_though_many_deals_are_still_open() -> None:
    found = endings(deals(won=0.02, rival=0.01, undecided=0.04), WINDOW)
    for age in ("early", "middle", "late"):
        assert found[f"won_{age}"] == pytest.approx(0.02, rel=0.06)
        assert found[f"lost_{age}"] == pytest.approx(0.05, rel=0.06)
        assert found[f"rival_share_{age}"] == pytest.approx(0.2, abs=0.02)


def test_deals_from_before_the_window_are_those_that_lasted_and_do_not_count() -> None:
    rows = deals(won=0.02, rival=0.01, undecided=0.04)
    old = rows.head(2_000).assign(created=WINDOW.start - pd.Timedelta(days=90))
    assert endings(pd.concat([rows, old]), WINDOW) == endings(rows, WINDOW)


def test_without_reasons_the_rivals_part_is_not_told_and_without_ends_nothing_is() -> None:
    rows = deals(won=0.02, rival=0.01, undecided=0.04)
    unsaid = rows.assign(outcome=rows["outcome"].replace(["lost_to_rival", "no_decision"], "lost"))
    found = endings(unsaid, WINDOW)
    assert found["lost_early"] == pytest.approx(0.05, rel=0.06)
    assert np.isnan(found["rival_share_early"])
    assert np.isnan(list(endings(rows.head(5), WINDOW).values())).all()


def test_weeks_count_at_the_age_at_which_they_were_open() -> None:
    assert open_weeks(np.array([2.0, 10.0, 50.0]), (4.0, 13.0)) == 0.0 + 6.0 + 9.0
