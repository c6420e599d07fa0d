"""What a CRM can tell, measured with intervals. Everything is an aggregate: no figure belongs to one person."""

from dataclasses import dataclass
from math import fsum

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import signal, stats

from experiments.calibration import spread, staff
from experiments.calibration.clean import is_closed
from experiments.calibration.crm import Crm
from experiments.calibration.days import cycle_days, in_days
from experiments.calibration.errors import CrmError
from experiments.calibration.exposure import EDGE_WEEKS, busiest_heads, head_years, seat_weeks, team_count
from experiments.calibration.periods import Window
from experiments.calibration.prices import ProductMeasures, follows_list_prices, product_measures
from experiments.calibration.seasons import seasons
from experiments.calibration.slopes import load_on_odds, size_on_cycle, size_on_odds
from experiments.calibration.spread import Estimate, Spread


@dataclass(frozen=True)
class Bumps:
    """A cycle with two bumps: the share of deals in the quick one, and the median days of either."""

    quick_share: float
    quick_days: float
    slow_days: float


@dataclass(frozen=True)
class Headline:
    """The numbers by which a simulated firm is held against its export, taken from either by the same code.

    `arrivals_spread` is between seats, net of Poisson noise; `rival_share` is the rival's part of the losses whose
    reason is told. Both are not a number where nothing tells them.
    """

    arrivals: float
    won_share: float
    median_cycle_days: float
    mean_value_money: float
    top_fifth_share: float
    upper_cycle_days: float
    arrivals_spread: float
    rival_share: float


@dataclass(frozen=True)
class Measurements:
    """Everything measured. Shares and rates are per occupied seat; days are calendar days."""

    currency: str
    window: Window
    sellers: int
    seats: int
    teams: int | None
    seat_weeks: float
    arrivals: int
    arrivals_per_seat_week: Estimate
    arrivals_spread: Spread | None
    won_share: Estimate
    won_share_spread: Spread | None
    cycle_days: Estimate
    cycle_won_days: Estimate | None
    mean_cycle_days: float
    bumps: Bumps | None
    value_money: Estimate
    value_log_sd: float
    products: tuple[ProductMeasures, ...]
    list_prices: bool
    top_fifth_share: float
    stale_share: float
    size_on_odds: Estimate | None
    size_on_cycle: Estimate | None
    load_on_odds: Estimate | None
    outcomes: dict[str, int]
    head_years: float
    seasons: dict[int, Estimate]
    other: dict[str, Estimate]
    headline: Headline


def measure(crm: Crm) -> Measurements:
    """Every measurement of a cleaned CRM. Raises CrmError where the least that a fit needs is missing."""
    tables, window = crm.tables, crm.window
    rows = tables["opportunities"]
    arrived, closed = rows[window.holds(rows["created"])], rows[is_closed(rows) & window.holds(rows["closed"])]
    won = closed[closed["outcome"] == "won"]
    valued = won[won["value"] > 0]
    _refuse_too_little(arrived, closed, valued)
    exposure = seat_weeks(rows, tables.get("people"), window)
    days = cycle_days(closed)
    products = product_measures(arrived, valued, tables.get("products"))
    return Measurements(
        currency=crm.currency,
        window=window,
        sellers=len(exposure),
        seats=busiest_heads(rows, tables.get("people"), window),
        teams=team_count(rows, tables.get("teams")),
        seat_weeks=fsum(exposure),
        arrivals=len(arrived),
        arrivals_per_seat_week=arrival_rate(arrived, window, exposure),
        arrivals_spread=arrival_spread(arrived, exposure),
        won_share=spread.share(len(won), len(closed), "of closed deals"),
        won_share_spread=won_share_spread(closed),
        cycle_days=spread.median(days, "days", "creation to close, all ended deals"),
        cycle_won_days=spread.median(cycle_days(won), "days", "won deals") if won["created"].notna().any() else None,
        mean_cycle_days=float(np.mean(days)),
        bumps=two_bumps(days),
        value_money=spread.mean(valued["value"].to_numpy(dtype=float), "money", "won deals"),
        value_log_sd=float(np.log(valued["value"]).std()) if len(valued) > 1 else 0.0,
        products=products,
        list_prices=follows_list_prices(valued, tables.get("products")),
        top_fifth_share=top_fifth(valued, len(exposure)),
        stale_share=stale_share(rows, window),
        size_on_odds=size_on_odds(closed, products),
        size_on_cycle=size_on_cycle(closed, products),
        load_on_odds=load_on_odds(arrived, closed, exposure),
        outcomes={str(outcome): int(count) for outcome, count in rows["outcome"].value_counts().sort_index().items()},
        head_years=head_years(tables["people"], window) if "people" in tables else 0.0,
        seasons=seasons(arrived, rows, window),
        other=_other(crm, won),
        headline=headline(tables, window),
    )


def _other(crm: Crm, won: pd.DataFrame) -> dict[str, Estimate]:
    """What optional tables and columns add."""
    new = new_customer_share(won, crm.window)
    found = {"new_customer_share": new} if new else {}
    if "quotas" in crm.tables:
        found |= staff.quota_measures(won, crm.tables["quotas"], crm.window)
    if crm.leaving is not None:
        found |= staff.people_measures(crm.tables["people"], crm.leaving, crm.window)
    return found


def new_customer_share(won: pd.DataFrame, window: Window) -> Estimate | None:
    """Share of deals won in the later half of the window whose account had bought nothing before."""
    named = won.dropna(subset=["account"]).sort_values("closed", kind="stable")
    first = ~named.duplicated("account")
    later = named["closed"] > window.start + (window.end - window.start) / 2
    if not later.any():
        return None
    return spread.share(int((first & later).sum()), int(later.sum()), "of won deals with a known account")


def headline(tables: dict[str, pd.DataFrame], window: Window) -> Headline:
    """Those numbers of a cleaned CRM without the rest of the measurements: quick, for many simulated ones."""
    rows = tables["opportunities"]
    arrived, closed = rows[window.holds(rows["created"])], rows[is_closed(rows) & window.holds(rows["closed"])]
    won = closed[closed["outcome"] == "won"]
    valued = won[won["value"] > 0]
    if valued.empty or closed["created"].notna().sum() == 0:
        raise CrmError("opportunities: nothing was won inside the recorded time")
    days, exposure = cycle_days(closed), seat_weeks(rows, tables.get("people"), window)
    spread_found = arrival_spread(arrived, exposure)
    return Headline(
        arrivals=float(len(arrived)),
        won_share=len(won) / len(closed),
        median_cycle_days=float(np.median(days)),
        mean_value_money=float(valued["value"].mean()),
        top_fifth_share=top_fifth(valued, len(exposure)),
        upper_cycle_days=float(np.quantile(days, 0.75)),
        arrivals_spread=spread_found.value if spread_found else float("nan"),
        rival_share=rival_share(closed),
    )


def rival_share(closed: pd.DataFrame) -> float:
    """Share of the losses with a told reason that went to a rival; not a number where no reason is told."""
    rival, undecided = ((closed["outcome"] == word).sum() for word in ("lost_to_rival", "no_decision"))
    return float(rival / (rival + undecided)) if rival + undecided else float("nan")


def _refuse_too_little(arrived: pd.DataFrame, closed: pd.DataFrame, valued: pd.DataFrame) -> None:
    if valued.empty:
        raise CrmError(
            f"opportunities: none of {len(closed)} closed deals is won with a value above zero; nothing can be fitted"
        )
    if arrived.empty:
        raise CrmError("opportunities: no deal has a creation date inside the recorded time; arrivals are unknown")
    if closed["created"].notna().sum() == 0:
        raise CrmError("opportunities: no closed deal has a creation date before its close date; the cycle is unknown")


def arrival_rate(arrived: pd.DataFrame, window: Window, exposure: pd.Series) -> Estimate:
    """Dated deals a seat-week; the interval from whole weeks, so that bunching widens it."""
    rate = len(arrived) / fsum(exposure)
    weekly = (
        (in_days(arrived["created"] - window.start) // 7)
        .value_counts()
        .reindex(range(max(1, int(window.weeks))), fill_value=0)
    )
    relative = float(stats.sem(weekly) / weekly.mean()) if len(weekly) > 1 else 1.0
    return Estimate(
        rate, rate * max(0.0, 1 - 1.96 * relative), rate * (1 + 1.96 * relative), "deals/(seat and week)", len(arrived)
    )


def arrival_spread(arrived: pd.DataFrame, exposure: pd.Series) -> Spread | None:
    """Spread of arrival rates between seats, net of Poisson noise, as a coefficient of variation."""
    there = exposure[exposure >= EDGE_WEEKS]
    counts = arrived["owner"].value_counts().reindex(there.index, fill_value=0)
    return spread.of_rates(counts.to_numpy().astype(float), there.to_numpy(dtype=float)) if len(there) >= 3 else None


def won_share_spread(closed: pd.DataFrame) -> Spread | None:
    """Spread of sellers' won shares, net of binomial noise."""
    by_owner = (closed["outcome"] == "won").groupby(closed["owner"]).agg(["sum", "size"])
    if len(by_owner) < 3 or by_owner["sum"].sum() in (0, by_owner["size"].sum()):
        return None
    return spread.of_shares(by_owner["sum"].to_numpy(dtype=float), by_owner["size"].to_numpy(dtype=float))


def two_bumps(days: NDArray[np.float64]) -> Bumps | None:
    """The two bumps of a cycle, or `None` where it has one: peaks of a smoothed histogram parted by a clear valley."""
    if len(days) < 200 or np.ptp(days) < 8:
        return None
    grid = np.linspace(0.0, float(np.quantile(days, 0.995)), 400)
    density = stats.gaussian_kde(days, bw_method=0.12)(grid)
    peaks, _ = signal.find_peaks(density, prominence=0.1 * float(density.max()))
    if len(peaks) != 2:
        return None
    valley = grid[peaks[0] + int(np.argmin(density[peaks[0] : peaks[1]]))]
    quick = days <= valley
    return Bumps(float(quick.mean()), float(np.median(days[quick])), float(np.median(days[~quick])))


def top_fifth(valued: pd.DataFrame, sellers: int) -> float:
    """Share of the won value that the top fifth of sellers brought: the firm's concentration, naming nobody."""
    totals = np.sort(valued.groupby("owner")["value"].sum().to_numpy(dtype=float))[::-1]
    return float(totals[: max(1, round(0.2 * sellers))].sum() / totals.sum())


def stale_share(rows: pd.DataFrame, window: Window) -> float:
    """Share of open dated deals that are older than any deal that ever closed."""
    waiting = rows.loc[(rows["outcome"] == "open") & rows["created"].notna(), "created"]
    oldest = (rows["closed"] - rows["created"]).max()
    return float(((window.end - waiting) > oldest).mean()) if len(waiting) else 0.0
