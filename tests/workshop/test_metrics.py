"""Indicators in people's words."""

import pytest

from experiments.report.language import Language
from simulation.indicators import UNITS
from workshop.metrics import NAMES, change, compact_money, said, shown

EN, SV = Language("en"), Language("sv")


def test_only_indicators_of_the_model_are_shown() -> None:
    assert set(NAMES) <= set(UNITS)


@pytest.mark.parametrize(
    ("amount", "english", "swedish"),
    [
        (28_731_417.0, "€28.7m", "28,7 mn €"),
        (-1_250_000.0, "−\N{WORD JOINER}€1.25m", "−\N{WORD JOINER}1,25 mn €"),
        (990_400.0, "€990k", "990 tn €"),
        (0.0, "€0", "0 €"),
    ],
)
def test_money_is_short_and_has_three_figures(amount: float, english: str, swedish: str) -> None:
    assert compact_money(amount, EN, "EUR") == english
    assert compact_money(amount, SV, "EUR").replace("\xa0", " ") == swedish


def test_shares_are_percents_and_their_changes_points() -> None:
    assert said(shown("turnover"), 0.376, EN, "EUR") == "37.6%"
    assert change(shown("turnover"), -0.032, SV, "EUR") == "−3,2 %-enheter"
    assert change(shown("satisfaction"), 0.4, EN, "EUR") == "+0.40"


def test_an_unknown_indicator_is_answered_with_those_there_are() -> None:
    with pytest.raises(KeyError, match="profit_money"):
        shown("profit")
