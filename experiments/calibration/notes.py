"""What measurements show that a reader should know: nothing is wrong with the rows, but the fit rests on it."""

import numpy as np
import pandas as pd

from experiments.calibration.clean import is_closed
from experiments.calibration.findings import Finding
from experiments.calibration.measure import Measurements
from experiments.calibration.prices import price_ratios

RHYTHM_GAP = 0.1


def notes(measured: Measurements, tables: dict[str, pd.DataFrame]) -> list[Finding]:
    """Every note that applies."""
    return [
        *_list_prices(measured, tables),
        *_two_bumps(measured),
        *_rhythm(measured, tables["opportunities"]),
        *_no_closers(measured),
        *_unsplit(measured),
    ]


def _note(code: str, count: int, of: int, message: str) -> list[Finding]:
    return [Finding(code, "opportunities", count, of, message, "note")]


def _list_prices(measured: Measurements, tables: dict[str, pd.DataFrame]) -> list[Finding]:
    if not measured.list_prices:
        return []
    opportunities = tables["opportunities"]
    won = opportunities[(opportunities["outcome"] == "won") & (opportunities["value"] > 0)]
    ratio = price_ratios(won, tables.get("products"))
    off = float(np.log(ratio).std())
    message = f"won values are list prices +-{off:.0%} (standard deviation), not one lognormal: fitted per product"
    return _note("values_are_list_prices", len(ratio), len(won), message)


def _two_bumps(measured: Measurements) -> list[Finding]:
    bumps, closed = measured.bumps, measured.cycle_days.of
    if bumps is None:
        return []
    message = (
        f"the cycle has two bumps: {bumps.quick_share:.0%} of closed deals end around {bumps.quick_days:.0f} days, "
        f"the others around {bumps.slow_days:.0f}; the median ({measured.cycle_days.value:.0f} days) lies between them"
    )
    return _note("two_bumps", round(bumps.quick_share * closed), closed, message)


def _rhythm(measured: Measurements, rows: pd.DataFrame) -> list[Finding]:
    """Won shares that depend on the month of the quarter, which a part of a quarter cannot speak for."""
    closed = rows[is_closed(rows) & measured.window.holds(rows["closed"])]
    shares = (closed["outcome"] == "won").groupby((closed["closed"].dt.month - 1) % 3).mean()
    if len(shares) < 3 or shares.max() - shares.min() < RHYTHM_GAP or len(closed) < 500:
        return []
    by_month = ", ".join(f"{share:.2f}" for share in shares)
    message = f"the won share follows the month of the quarter: {by_month} in its first, second and third"
    return _note("quarter_rhythm", len(closed), len(closed), message)


def _no_closers(measured: Measurements) -> list[Finding]:
    found = measured.won_share_spread
    if found is None or found.noise_p < 0.05:
        return []
    message = (
        f"the won shares of {found.sellers} sellers differ no more than by chance (p = {found.noise_p:.2f}; true "
        f"spread about {found.value:.3f}, at most {found.high:.3f}): nobody here is seen to be a strong or weak closer"
    )
    return _note("won_shares_are_noise", measured.won_share.of, measured.won_share.of, message)


def _unsplit(measured: Measurements) -> list[Finding]:
    counts = measured.outcomes
    lost, told = counts.get("lost", 0), counts.get("lost_to_rival", 0) + counts.get("no_decision", 0)
    if not lost or told:
        return []
    evidence = f", and the {measured.stale_share:.0%} of open deals beyond the oldest close are its evidence"
    message = (
        "losses do not tell a rival's win from no decision: they are not split; no-decision stays a stated assumption"
        f"{evidence if measured.stale_share else ''}"
    )
    return _note("losses_not_split", lost, lost, message)
