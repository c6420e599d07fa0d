"""Charts: bands stack up to their quantiles, and what is hidden is not sent."""

import numpy as np
import pytest

from workshop import charts
from workshop.metrics import SHOWN, shown
from workshop.pictures import QUANTILES, fan

MANY = fan(np.random.default_rng(0).normal(10.0, 2.0, (60, 8)))
FEW = fan(np.ones((3, 8)))


def data(option: charts.Option) -> dict[str, list[list[float]]]:
    return {series["id"]: series["data"] for series in option["series"]}


def test_stacked_bands_end_at_the_quantiles() -> None:
    drawn = data(charts.drawn(MANY, FEW, (0.0, 20.0)))
    heights = np.cumsum([[y for _, y in drawn[f"band{place}"]] for place in range(len(QUANTILES))], axis=0)
    assert MANY.bands is not None
    np.testing.assert_allclose(heights, MANY.bands, rtol=1e-4)


def test_few_futures_are_single_lines_and_many_are_bands() -> None:
    few, many = data(charts.drawn(FEW, FEW, (0.0, 2.0))), data(charts.drawn(MANY, FEW, (0.0, 2.0)))
    assert few["band0"] == []
    assert sum(bool(few[f"one{place}"]) for place in range(12)) == 3
    assert not any(many[f"one{place}"] for place in range(12))


def test_a_future_is_shown_up_to_some_period_and_the_ghost_in_full() -> None:
    drawn = data(charts.drawn(MANY, FEW, (0.0, 2.0), 3))
    assert [len(drawn[name]) for name in ("band1", "median", "ghost")] == [3, 3, 8]
    assert drawn["median"][-1][0] == 0.75


def test_every_line_that_a_picture_names_is_on_the_panel_and_can_be_emptied() -> None:
    panel = {series["id"] for series in charts.panel("#000", SHOWN[0], "", "en-GB", "EUR")["series"]}
    assert set(data(charts.drawn(MANY, FEW, (0.0, 1.0)))) == panel
    assert set(data(charts.empty())) == panel - {"ghost"}


def test_the_scale_stays_until_something_leaves_it_or_it_is_twice_too_wide() -> None:
    assert charts.held(None, (0.0, 1.0)) == (0.0, 1.0)
    assert charts.held((0.0, 10.0), (2.0, 9.0)) == (0.0, 10.0)
    assert charts.held((0.0, 10.0), (2.0, 11.0)) == (2.0, 11.0)
    assert charts.held((0.0, 10.0), (4.0, 8.0)) == (4.0, 8.0)


@pytest.mark.parametrize(
    ("name", "sign"), [("profit_money", "currency"), ("turnover", "percent"), ("morale", "Digits")]
)
def test_the_browser_writes_the_axis_in_the_language(name: str, sign: str) -> None:
    written = charts.formatter(shown(name), "sv-SE", "SEK")
    assert sign in written
    assert "sv-SE" in written
    assert "\\u2212" in written
