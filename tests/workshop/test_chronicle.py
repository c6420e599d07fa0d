"""The chronicle: what a quarter is remembered for, by hand."""

import pandas as pd

from experiments.report.language import Language
from simulation import burn_in, load_scenario
from workshop.chronicle import News, headline, of, read, weightiest
from workshop.desk import Desk, View

TINY = {"organization.teams": 1, "organization.reps_per_team": 4, "calendar.burn_in_years": 1, "calendar.years": 1}
FIRM = load_scenario("midmarket", (), TINY)
VIEW = View(Desk(FIRM), Language("en"))
QUIET = News(0, 0, 0, 0, 0)


def events(*rows: tuple[str, int, int, int]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["kind", "week", "seat", "hire"])


def quarters(*rows: tuple[int, int, int, float]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["quarter", "seat", "hire", "standing"])


def test_who_stood_high_at_the_end_of_a_quarter_leaves_the_next_one_as_a_top_seller() -> None:
    log = events(("resigned", 14, 1, 0), ("poached", 15, 2, 0), ("dismissed", 14, 3, 0), ("slump", 20, 0, -1))
    found = read(log, quarters((0, 1, 0, 0.9), (0, 2, 0, 0.5), (1, 3, 0, 0.9)), 2)
    assert found == [QUIET, News(resigned=2, top_resigned=1, dismissed=1, hired=0, won=0, shock="slump")]


def test_somebody_else_in_the_same_seat_is_no_top_seller() -> None:
    (_, second) = read(events(("resigned", 14, 1, 1)), quarters((0, 1, 0, 0.9)), 2)
    assert (second.resigned, second.top_resigned) == (1, 0)


def test_the_weightiest_is_told() -> None:
    assert weightiest(VIEW, News(2, 2, 3, 0, 9)) == "2 top sellers leave"
    assert weightiest(VIEW, News(1, 0, 1, 0, 9)) == "one has to go"
    assert weightiest(VIEW, News(2, 0, 1, 0, 9)) == "2 resign"
    assert weightiest(VIEW, News(0, 0, 0, 0, 9)) == "9 deals won"
    assert weightiest(VIEW, QUIET) == ""


def test_a_shock_that_strikes_both_is_told_once() -> None:
    struck = News(0, 0, 0, 0, 1, "slump")
    assert headline(VIEW, 5, [[QUIET] * 5 + [struck]] * 2, ("A", "B")) == (
        "Year 2, quarter 2: a slump begins · A: one deal won · B: one deal won"
    )
    assert headline(VIEW, 0, [[QUIET]] * 2, ("A", "B")) == "Year 1, quarter 1"


def test_a_future_has_news_for_each_of_its_quarters() -> None:
    (state,) = burn_in(FIRM, [1], workers=1)
    found = of(FIRM, 1, state, 1)
    assert len(found) == 4
    assert sum(news.won for news in found) > 0
