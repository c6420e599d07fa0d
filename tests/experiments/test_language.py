"""Languages: numbers, money, dates and plurals as Swedes and Britons write them, and errors that help."""

from __future__ import annotations

import datetime as dt

import pytest

from experiments.report.language import Language, languages

EN, SV = Language("en"), Language("sv")
NBSP, MINUS = "\N{NO-BREAK SPACE}", "\N{MINUS SIGN}"


def test_there_is_english_and_swedish() -> None:
    assert set(languages()) >= {"en", "sv"}


@pytest.mark.parametrize(
    ("value", "digits", "english", "swedish"),
    [
        (1234567.0, 0, "1,234,567", f"1{NBSP}234{NBSP}567"),
        (-1234.56, 1, f"{MINUS}1,234.6", f"{MINUS}1{NBSP}234,6"),
        (0.5, 2, "0.50", "0,50"),
        (-0.001, 1, "0.0", "0,0"),
    ],
)
def test_numbers(value: float, digits: int, english: str, swedish: str) -> None:
    assert (EN.number(value, digits), SV.number(value, digits)) == (english, swedish)


@pytest.mark.parametrize(
    ("share", "digits", "english", "swedish"),
    [
        (0.112, 0, "11%", f"11{NBSP}%"),
        (-0.1236, 1, f"{MINUS}12.4%", f"{MINUS}12,4{NBSP}%"),
        (-0.001, 0, "0%", f"0{NBSP}%"),
        (12.5, 0, "1,250%", f"1{NBSP}250{NBSP}%"),
    ],
)
def test_shares(share: float, digits: int, english: str, swedish: str) -> None:
    assert (EN.percent(share, digits), SV.percent(share, digits)) == (english, swedish)


@pytest.mark.parametrize(
    ("amount", "currency", "english", "swedish"),
    [
        (48_230.4, "EUR", "€48,230", f"48{NBSP}230{NBSP}€"),
        (-1200.0, "EUR", f"{MINUS}€1,200", f"{MINUS}1{NBSP}200{NBSP}€"),
        (1200.0, "SEK", f"SEK{NBSP}1,200", f"1{NBSP}200{NBSP}kr"),
        (-0.2, "EUR", "€0", f"0{NBSP}€"),
    ],
)
def test_money_is_whole_and_never_converted(amount: float, currency: str, english: str, swedish: str) -> None:
    assert (EN.money(amount, currency), SV.money(amount, currency)) == (english, swedish)


@pytest.mark.parametrize(
    ("amount", "text"), [(1_234_567.0, "€1,230,000"), (48_251.0, "€48,300"), (0.0, "€0"), (-987.6, f"{MINUS}€988")]
)
def test_money_can_be_rounded_to_significant_figures(amount: float, text: str) -> None:
    assert EN.money(amount, "EUR", 3) == text


def test_dates_of_the_calendar_and_of_the_simulation() -> None:
    day = dt.date(2024, 1, 31)
    assert (EN.date(day), SV.date(day)) == ("31 January 2024", "31 januari 2024")
    assert (EN.week(0), EN.week(51), EN.week(52)) == ("year 1, week 1", "year 1, week 52", "year 2, week 1")
    assert SV.week(135) == "år 3, vecka 32"


@pytest.mark.parametrize(
    ("weeks", "english", "swedish"),
    [
        (0, "0 weeks", "0 veckor"),
        (1, "1 week", "1 vecka"),
        (52, "1 year", "1 år"),
        (109, "2 years and 5 weeks", "2 år och 5 veckor"),
    ],
)
def test_durations(weeks: int, english: str, swedish: str) -> None:
    assert (EN.duration(weeks), SV.duration(weeks)) == (english, swedish)


def test_things_in_a_row() -> None:
    assert (EN.listed("abc"), SV.listed(["a", "b"]), EN.listed([])) == ("a, b and c", "a och b", "")


def test_whole_numbers_in_a_message_are_written_as_the_language_does() -> None:
    assert SV.plural("time.weeks", 1200) == f"1{NBSP}200 veckor"
    assert EN.text("story.year", year=3) == "Year 3"


def test_an_unknown_language_is_refused_and_the_others_are_named() -> None:
    with pytest.raises(ValueError, match=r"'fr'.*en, sv"):
        Language("fr")


def test_an_unknown_message_is_refused_and_the_nearest_is_named() -> None:
    with pytest.raises(KeyError, match=r"sv\.po has no message time\.wekes; did you mean time\.weeks"):
        SV.plural("time.wekes", 2)


def test_a_blank_without_a_value_is_an_error() -> None:
    with pytest.raises(KeyError, match="year"):
        EN.text("story.year")
