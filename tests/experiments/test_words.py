"""Findings in sentences, checked word by word on numbers made for it."""

from __future__ import annotations

import math

import pytest

from experiments.analysis.metrics import metric_named
from experiments.analysis.paired import PairedDifference
from experiments.analysis.payback import Payback
from experiments.analysis.verdict import Finding, judge
from experiments.report.tables import markdown, row
from experiments.report.words import counted, headline, listed, money, payback_cells, payback_sentence, shown

TITLES = {"culling=10%": "culling 10 % a year", "ordinary": "ordinary dismissals"}


def finding(metric: str, mean: float, half: float, reference: float, share: float = 0.23) -> Finding:
    difference = PairedDifference(
        "culling=10%",
        "ordinary",
        100,
        reference,
        mean,
        mean - half,
        mean + half,
        1.0,
        (0.0, 0.0),
        0.0,
        share,
        (0, 1),
        9.0,
    )
    return Finding(metric_named(metric), difference, judge(difference, metric_named(metric)))


def test_the_headline_is_one_sentence_and_a_verdict() -> None:
    found = finding("profit_money", -80_000.0, 30_000.0, 10_000_000.0)
    assert headline(found, TITLES, (1, 5), "EUR") == (
        "Over years 1-5, culling 10 % a year earns 0.8 %, or 80,000 EUR a year, less profit than ordinary dismissals "
        "(95 % interval -1.1 to -0.5 %); it earns more in 23 of 100 worlds. Verdict: worse."
    )


def test_a_policy_that_has_not_acted_yet_gets_no_verdict() -> None:
    sentence = headline(finding("profit_money", 0.0, 0.0, 10_000_000.0), TITLES, (1, 1), "EUR")
    assert sentence.startswith("Over year 1, culling 10 % a year changes nothing against ordinary dismissals")
    assert "erdict" not in sentence


def test_a_firm_that_loses_money_is_told_in_money() -> None:
    found = finding("profit_money", 50_000.0, 10_000.0, -1_000_000.0)
    sentence = headline(found, TITLES, (1, 5), "EUR")
    assert (
        "earns 50,000 a year more profit than ordinary dismissals (95 % interval +40,000 to +60,000 a year)" in sentence
    )
    assert "%);" not in sentence


def test_turnover_is_told_in_points_and_a_tie_counts_half() -> None:
    found = finding("turnover", 0.041, 0.004, 0.326, share=0.225)
    assert row(found) == ("Turnover", "32.6 %", "+4.1 points", "+3.7 to +4.5", "22.5 of 100", "higher")


@pytest.mark.parametrize(
    ("mean", "half", "text"), [(0.0, 1e6, "0.0"), (-10.0, 1e6, "0.0"), (-1e5, 1e6, "-1.0"), (1.2e4, 1e3, "+0.12")]
)
def test_decimals_follow_the_width_of_the_interval_and_zero_has_no_sign(mean: float, half: float, text: str) -> None:
    view = shown(finding("profit_money", mean, half, 1e7))
    assert view.number(view.mean) == text


@pytest.mark.parametrize(
    ("amount", "text"), [(49_400_000.0, "49.4 m"), (-2_000_000.0, "-2.0 m"), (999_999.0, "999,999")]
)
def test_money_is_short(amount: float, text: str) -> None:
    assert money(amount) == text


def test_payback_says_when_and_how_often_never() -> None:
    early = Payback(200, 624, 88.0, (60.0, 130.0), 0.1, (0.06, 0.15))
    assert payback_sentence(early, "culling", "ordinary dismissals") == (
        "culling is ahead of ordinary dismissals for good after 88 weeks in the median world; in 20 of 200 worlds it "
        "never is within 12 years."
    )
    never = Payback(200, 624, math.inf, (400.0, math.inf), 0.7, (0.6, 0.8))
    assert payback_sentence(never, "culling", "ordinary dismissals") == (
        "culling does not get ahead of ordinary dismissals for good in most worlds: in 140 of 200 worlds it never does "
        "within 12 years."
    )


def test_markdown_escapes_bars() -> None:
    assert markdown(("a", "b"), [("x|y", 1)]) == "| a | b |\n| --- | --- |\n| x\\|y | 1 |\n"  # type: ignore[list-item]


def test_payback_in_a_table() -> None:
    found = Payback(200, 624, 88.0, (60.0, math.inf), 0.3, (0.2, 0.4))
    assert payback_cells(found) == ("week 88", "week 60 to never", "60 of 200 worlds")
    assert payback_cells(Payback(200, 624, math.inf, (math.inf, math.inf), 1.0, (0.9, 1.0)))[:2] == ("never", "never")


def test_lists_and_counts_read_like_sentences() -> None:
    assert [listed(["a"]), listed(["a", "b"]), listed(["a", "b", "c"])] == ["a", "a and b", "a, b and c"]
    assert [counted(1, "seed"), counted(2_000, "firm")] == ["1 seed", "2,000 firms"]
