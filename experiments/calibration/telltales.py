"""What a CRM shows of a firm as a whole: the numbers by which plausible firms are found.

Every number is taken from cleaned tables by the code of the import, so that a simulated firm is seen just as the export
was: in its window, and cut off where it ends. None belongs to one person.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import isfinite, log, nan

import numpy as np
import pandas as pd

from experiments.calibration.ageing import endings
from experiments.calibration.between import spreads
from experiments.calibration.clean import is_closed
from experiments.calibration.days import cycle_days, days_from
from experiments.calibration.exposure import head_years, seat_weeks
from experiments.calibration.measure import arrival_spread, new_customer_share, rival_share, top_fifth, won_share_spread
from experiments.calibration.periods import Window

Tables = Mapping[str, pd.DataFrame]
DAYS_A_YEAR = 365.25


def odds(share: float) -> float:
    """Log odds of a share, which is kept off the ends."""
    inside = min(0.999, max(0.001, share))
    return log(inside / (1.0 - inside))


def logarithm(amount: float) -> float:
    """Logarithm of an amount, which is kept above nothing."""
    return log(max(1e-4, amount))


def plain(value: float) -> float:
    """The number itself."""
    return value


@dataclass(frozen=True)
class Telltale:
    """One number: its name in files, in words, its unit, and the scale on which firms are near to each other.

    Only what is `signed` may lie below zero.
    """

    name: str
    words: str
    unit: str
    scale: Callable[[float], float]
    signed: bool = False


SEEN = (
    Telltale("arrivals_per_seat_week", "opportunities created", "per seat and week", logarithm),
    Telltale("won_share", "won share of closed", "share", odds),
    Telltale("rival_share", "rival's part of the losses", "share", odds),
    Telltale("won_cycle_days", "median cycle of won deals", "days", logarithm),
    Telltale("other_cycle_days", "median cycle of all other closed deals", "days", logarithm),
    Telltale("undecided_cycle_days", "median cycle of deals that ended without a decision", "days", logarithm),
    Telltale("upper_cycle_days", "upper quartile of the cycle", "days", logarithm),
    Telltale("arrivals_spread", "spread of arrivals between seats, net of chance", "coefficient of variation", plain),
    Telltale("won_share_spread", "spread of won shares between sellers, net of chance", "sd of shares", plain),
    Telltale("top_fifth_share", "top fifth of sellers", "share of won value", odds),
    Telltale("new_customer_share", "won deals with accounts not met before", "share", odds),
    Telltale("resigned_per_year", "resignations", "per head and year", plain),
    Telltale("dismissed_per_year", "dismissals", "per head and year", plain),
    Telltale("tenure_years", "mean tenure at the end", "years", logarithm),
    Telltale("won_early", "won, of deals up to 4 weeks old", "per deal and week", logarithm),
    Telltale("won_middle", "won, of deals 4 to 13 weeks old", "per deal and week", logarithm),
    Telltale("won_late", "won, of deals 13 to 39 weeks old", "per deal and week", logarithm),
    Telltale("lost_early", "ended without a win, of deals up to 4 weeks old", "per deal and week", logarithm),
    Telltale("lost_middle", "ended without a win, of deals 4 to 13 weeks old", "per deal and week", logarithm),
    Telltale("lost_late", "ended without a win, of deals 13 to 39 weeks old", "per deal and week", logarithm),
    Telltale("rival_share_early", "rival's part of losses up to 4 weeks old", "share", odds),
    Telltale("rival_share_middle", "rival's part of losses 4 to 13 weeks old", "share", odds),
    Telltale("rival_share_late", "rival's part of losses 13 to 39 weeks old", "share", odds),
    Telltale(
        "steady_arrivals_spread",
        "spread of arrivals between sellers there for half a year, net of chance",
        "coefficient of variation",
        plain,
    ),
    Telltale(
        "steady_wins_spread",
        "spread of wins between sellers there for half a year, net of chance",
        "coefficient of variation",
        plain,
    ),
    Telltale(
        "odds_on_arrivals",
        "how the odds of winning go with a seller's arrivals",
        "log odds per log rate",
        plain,
        signed=True,
    ),
    Telltale("repeat_share", "opportunities with accounts met before", "share", odds),
    Telltale("repeat_spread", "spread of repeat business between sellers, net of chance", "sd of shares", plain),
)
"""What the tables of an export show."""

TOLD = (
    Telltale("satisfaction", "satisfaction of customers, by a survey", "points of 100", plain),
    Telltale("share_at_quota", "sellers at their yearly quota", "share", odds),
)
"""What no table of an import shows, and a targets file may add."""

TELLTALES = {one.name: one for one in (*SEEN, *TOLD)}


def telltales(tables: Tables, leaving: pd.Series | None, window: Window) -> dict[str, float]:
    """Every number of `SEEN` by name; not a number where the tables do not tell it.

    `leaving` is the kind of leaving of everybody with an end, by row of the table of people.
    """
    rows = tables["opportunities"]
    arrived, closed = rows[window.holds(rows["created"])], rows[is_closed(rows) & window.holds(rows["closed"])]
    if not len(cycle_days(closed)):
        return dict.fromkeys((one.name for one in SEEN), nan)
    won, other = closed[closed["outcome"] == "won"], closed[closed["outcome"] != "won"]
    exposure = seat_weeks(rows, tables.get("people"), window)
    between_seats, between_sellers = arrival_spread(arrived, exposure), won_share_spread(closed)
    new = new_customer_share(won, window)
    valued = won[won["value"] > 0]
    return {
        "arrivals_per_seat_week": len(arrived) / float(exposure.sum()) if len(exposure) else nan,
        "won_share": len(won) / len(closed),
        "rival_share": rival_share(closed),
        "won_cycle_days": _quantile(won, 0.5),
        "other_cycle_days": _quantile(other, 0.5),
        "undecided_cycle_days": _quantile(other[other["outcome"] == "no_decision"], 0.5),
        "upper_cycle_days": _quantile(closed, 0.75),
        "arrivals_spread": between_seats.value if between_seats else nan,
        "won_share_spread": between_sellers.value if between_sellers else nan,
        "top_fifth_share": top_fifth(valued, len(exposure)) if len(valued) else nan,
        "new_customer_share": new.value if new else nan,
        **endings(rows, window),
        **spreads(arrived, closed, exposure, window),
        **_people(tables.get("people"), leaving, window),
    }


def _quantile(rows: pd.DataFrame, level: float) -> float:
    days = cycle_days(rows)
    return float(np.quantile(days, level)) if len(days) else nan


def _people(people: pd.DataFrame | None, leaving: pd.Series | None, window: Window) -> dict[str, float]:
    """Exits a head and year, and the tenure of those still there whose start is known."""
    if people is None or leaving is None:
        return dict.fromkeys(("resigned_per_year", "dismissed_per_year", "tenure_years"), nan)
    years = head_years(people, window)
    gone = leaving[window.holds(people.loc[leaving.index, "end"])]
    rates = {kind: float((gone == kind).sum()) / years if years > 0.0 else nan for kind in ("resigned", "dismissed")}
    there = people[(people["start"] <= window.end) & ~(people["end"] <= window.end)]
    tenures = [days_from(start, window.end) / DAYS_A_YEAR for start in there["start"]]
    return {
        "resigned_per_year": rates["resigned"],
        "dismissed_per_year": rates["dismissed"],
        "tenure_years": float(np.mean(tenures)) if tenures else nan,
    }


def known(numbers: Mapping[str, float]) -> dict[str, float]:
    """Those numbers that are numbers."""
    return {name: value for name, value in numbers.items() if isfinite(value)}
