"""Figures of the study of the factors: the right marks in the right places."""

from __future__ import annotations

import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from experiments.analysis.verdict import BETTER
from experiments.figures.behaviour import PERCENT, SPREAD, behaviour_figure
from experiments.figures.doses import doses_figure
from experiments.figures.everywhere import MARKS, Drawn, everywhere_figure
from experiments.figures.scales import with_axis, with_percent, with_spread
from experiments.figures.style import BLUE, GREY, ORANGE, narrow

WORDS = ("What is better?", "20 worlds")


def marks(axes: Axes, shapes: str) -> list[Line2D]:
    return [line for line in axes.lines if line.get_marker() in set(shapes)]


def effect(**changes: object) -> dict[str, object]:
    usual: dict[str, object] = {
        "scenario": "home", "title": "habit", "metric": "profit_money", "label": "profit", "group": "people",
        "size": 1.0, "reference_mean": 200.0, "mean": 4.0, "low": 2.0, "high": 6.0, "effect": 2.0, "hurts": 0,
        "verdict": "better", "mark": "assumed",
    }  # fmt: skip
    return usual | changes


# --- scales ----------------------------------------------------------------------------------------------------------


def test_percent_is_of_what_the_firm_earns_or_loses() -> None:
    table = with_percent(pd.DataFrame([effect(), effect(reference_mean=-200.0)]))
    assert table[["percent_low", "percent", "percent_high"]].to_numpy().tolist() == [[1.0, 2.0, 3.0]] * 2


def test_each_metric_is_drawn_in_its_own_unit_with_its_margin() -> None:
    rows = [effect(), effect(metric="turnover", mean=0.05, low=0.04, high=0.06, reference_mean=0.3)]
    drawn = with_axis(pd.DataFrame(rows)).set_index("metric")
    assert drawn.loc["profit_money", ["axis", "shown", "shown_margin"]].tolist() == ["profit, %", 2.0, 1.0]
    assert drawn.loc["turnover", ["axis", "shown", "shown_margin"]].tolist() == ["turnover, points", 5.0, 2.0]


def test_the_spread_scales_the_interval_and_knows_what_is_clear_and_what_hurts() -> None:
    rows = [
        effect(hurts=1),
        effect(hurts=-1),
        effect(low=-2.0, hurts=1),
        effect(mean=0.0, low=0.0, high=0.0, effect=0.0),
    ]
    table = with_spread(pd.DataFrame(rows))
    assert table["effect_low"].tolist() == [1.0, 1.0, -1.0, 0.0]
    assert table["clear"].tolist() == [True, True, False, False]
    assert table["harm"].tolist() == [True, False, False, False]


# --- where -----------------------------------------------------------------------------------------------------------


def test_every_verdict_has_its_own_shape_and_filling_at_its_mean() -> None:
    rows = [effect(title=word, verdict=word, mean=float(place)) for place, word in enumerate(MARKS)]
    figure = everywhere_figure(with_percent(pd.DataFrame(rows)), {"home": "at home"}, 1.0, WORDS)
    (axes,) = figure.axes
    drawn = marks(axes, "osD")
    assert [line.get_xdata()[0] for line in drawn] == [0.0, 0.5, 1.0, 1.5]
    looks = [(line.get_marker(), line.get_color(), line.get_markerfacecolor()) for line in drawn]
    assert looks == list(MARKS.values())
    assert len(set(looks)) == 4
    assert [label.get_text() for label in axes.get_yticklabels()] == list(MARKS)


def test_there_is_a_panel_a_scenario_in_the_order_asked_for() -> None:
    table = with_percent(pd.DataFrame([effect(), effect(scenario="away", mean=-4.0, low=-6.0, high=-2.0)]))
    figure = everywhere_figure(table, {"away": "far away", "home": "at home"}, 1.0, WORDS)
    assert [axes.get_title() for axes in figure.axes] == ["far away", "at home"]
    assert [marks(axes, "osD")[0].get_xdata()[0] for axes in figure.axes] == [-2.0, 2.0]
    assert [text.get_text() for text in figure.texts[:2]] == list(WORDS)


# --- doses -----------------------------------------------------------------------------------------------------------


def test_a_dose_response_begins_at_the_firm_as_it_is() -> None:
    rows = [effect(size=size, mean=4.0 * size, low=0.0, high=8.0 * size) for size in (2.0, 0.5, 1.0)]
    (axes,) = doses_figure(with_axis(pd.DataFrame(rows)), ["profit_money"], WORDS).axes
    (line,) = marks(axes, "o")
    assert list(line.get_xdata()) == [0.0, 0.5, 1.0, 2.0]
    assert list(line.get_ydata()) == [0.0, 1.0, 2.0, 4.0]
    assert axes.get_ylabel() == "profit, %"


# --- behaviour -------------------------------------------------------------------------------------------------------


@pytest.fixture
def changed() -> dict[str, Line2D]:
    """The marks of a figure of every kind of change, by indicator."""
    rows = [
        effect(label="assumed"),
        effect(label="emerged", mark="emerged"),
        effect(label="harmful", hurts=1),
        effect(label="unclear", low=-1.0),
        effect(label="far", effect=100.0, group="together"),
        effect(label="cost", group="money", mean=6.0),
    ]
    figure = behaviour_figure(with_spread(with_percent(pd.DataFrame(rows))), WORDS)
    above, below = figure.axes
    labels = [label.get_text() for axes in (above, below) for label in axes.get_yticklabels()]
    return dict(zip(labels, [*marks(above, "os|><"), *marks(below, "os|><")], strict=True))


def test_what_was_put_in_is_filled_and_what_emerged_is_hollow(changed: dict[str, Line2D]) -> None:
    assert changed["assumed"].get_markerfacecolor() == BLUE
    assert changed["emerged"].get_markerfacecolor() == "white"


def test_harm_has_its_own_colour_and_shape(changed: dict[str, Line2D]) -> None:
    assert (changed["harmful"].get_color(), changed["harmful"].get_marker()) == (ORANGE, "s")
    assert (changed["assumed"].get_color(), changed["assumed"].get_marker()) == (BLUE, "o")


def test_what_is_not_clear_is_a_grey_tick(changed: dict[str, Line2D]) -> None:
    assert (changed["unclear"].get_color(), changed["unclear"].get_marker()) == (GREY, "|")


def test_what_lies_beyond_the_axis_is_an_arrow_at_its_end(changed: dict[str, Line2D]) -> None:
    assert (changed["far"].get_marker(), changed["far"].get_xdata()[0]) == (">", SPREAD.ends[1])


def test_money_stands_below_in_percent(changed: dict[str, Line2D]) -> None:
    assert changed["assumed"].get_xdata()[0] == 2.0  # standard deviations
    assert changed["cost"].get_xdata()[0] == 3.0  # percent: 6 of 200
    assert list(changed)[-1] == "cost"
    assert PERCENT.within(1e9) == PERCENT.ends[1]


def test_a_number_that_is_none_stands_at_zero() -> None:
    assert SPREAD.within(float("nan")) == 0.0


def test_titles_are_broken_into_short_lines() -> None:
    assert narrow("strong command, freedom inside the frame") == "strong command,\nfreedom inside\nthe frame"
    assert narrow("individual accountability") == "individual\naccountability"
    assert narrow("midmarket") == "midmarket"


def test_sizes_start_at_zero_and_differences_have_it_in_the_middle() -> None:
    row = {"scenario": "home", "title": "habit", "percent": 8.0, "percent_low": 6.0, "percent_high": 10.0}
    table = pd.DataFrame([row | {"verdict": BETTER}])
    ends = {
        sizes: everywhere_figure(table, {"home": "at home"}, 1.0, WORDS, Drawn(sizes=sizes)).axes[0].get_xlim()
        for sizes in (False, True)
    }
    assert ends[False][0] == -ends[False][1]
    assert -1.0 < ends[True][0] < 0.0
    assert ends[True][1] == ends[False][1]
