"""The chronicle of one future: what a quarter is remembered for, read from the log of events."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from simulation import Scenario, State, run

if TYPE_CHECKING:
    from workshop.desk import View

WEEKS_PER_QUARTER = 13
QUARTERS_A_YEAR = 4
TOP_STANDING = 0.8
"""Place in the ranking, from 0 to 1, from which somebody counts as a top seller."""
SHOCKS = {
    "slump": "page.news.slump",
    "regulation": "page.news.regulation",
    "rival_launch": "page.news.rival_launch",
    "backlash": "page.news.backlash",
    "cancellations": "page.news.cancellations",
}
LEFT_BY_CHOICE = ("resigned", "poached")


@dataclass(frozen=True)
class News:
    """What happened in one quarter: leavers by choice (of them top sellers), dismissals, hires, wins, and a shock."""

    resigned: int
    top_resigned: int
    dismissed: int
    hired: int
    won: int
    shock: str = ""


def of(scenario: Scenario, seed: int, state: State, years: int) -> list[News]:
    """Live one future with its log; one entry a quarter."""
    lived = run(scenario, seed, years=years, state=state, record=("events", "rep_quarters"))
    return read(lived.events, lived.rep_quarters, years * QUARTERS_A_YEAR)


def read(events: pd.DataFrame, quarters: pd.DataFrame, length: int) -> list[News]:
    """The news of each quarter from a run's log and its people at the ends of quarters."""
    quarter = events["week"] // WEEKS_PER_QUARTER
    top = {
        (quarter + 1, seat, hire)
        for quarter, seat, hire in _rows(quarters[quarters["standing"] >= TOP_STANDING], "quarter", "seat", "hire")
    }
    return [_news(place, events[quarter == place], top) for place in range(length)]


def _news(place: int, events: pd.DataFrame, top: set[tuple[int, int, int]]) -> News:
    counts = events["kind"].value_counts()
    leavers = events[events["kind"].isin(LEFT_BY_CHOICE)]
    known = sum((place, seat, hire) in top for seat, hire in _rows(leavers, "seat", "hire"))
    shock = next((kind for kind in SHOCKS if kind in counts), "")
    return News(
        resigned=len(leavers),
        top_resigned=known,
        dismissed=int(counts.get("dismissed", 0)),
        hired=int(counts.get("hired", 0)),
        won=int(counts.get("deal_won", 0)),
        shock=shock,
    )


def _rows(frame: pd.DataFrame, *names: str) -> list[tuple[int, ...]]:
    return [tuple(row) for row in frame[list(names)].to_numpy(int).tolist()]


def headline(view: View, period: int, told: Sequence[Sequence[News]], names: Sequence[str]) -> str:
    """One quarter of two companies in a line: the shock that struck both, then the weightiest of each."""
    year, quarter = divmod(period, QUARTERS_A_YEAR)
    when = view.text("page.news.when", year=year + 1, quarter=quarter + 1)
    shock = next((news[period].shock for news in told if news[period].shock), "")
    parts = [view.text(SHOCKS[shock])] if shock else []
    parts += [
        view.text("page.news.of", name=name, what=said)
        for name, news in zip(names, told, strict=True)
        if (said := weightiest(view, news[period]))
    ]
    return f"{when}: {' · '.join(parts)}" if parts else when


def weightiest(view: View, news: News) -> str:
    """What is told of a quarter: top sellers who leave, then dismissals, then others who leave, then wins."""
    plural = view.language.plural
    if news.top_resigned:
        return plural("page.news.top_resigned", news.top_resigned)
    if news.dismissed >= max(1, news.resigned):
        return plural("page.news.dismissed", news.dismissed)
    if news.resigned:
        return plural("page.news.resigned", news.resigned)
    return plural("page.news.won", news.won) if news.won else ""
