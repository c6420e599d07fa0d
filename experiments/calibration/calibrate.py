"""Parameters that only a simulation can invert: rates solved until the simulated export looks like the real one.

A fixed point, on common seeds: live some firms, look at each through its CRM with the code that read the export, and
move each rate by the ratio between what is seen and what is wanted. Leads answer arrivals; the rates of losing answer
the won share; all rates together answer the cycle. Where the cycle has two bumps, the share of quick deals answers the
median and the pace answers the upper quartile. The spread of territories answers the spread of arrivals. The mean value
and the share of the top fifth are not aimed at: they test the fit.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, isnan

import numpy as np
from scipy import optimize

from experiments.calibration.fit import Fitted, fit_odds, shrunk_spread
from experiments.calibration.measure import Headline, Measurements
from experiments.calibration.simulated import Observed, Progress, mean_headline, observe_many
from experiments.calibration.spread import Estimate
from simulation.scenario import Scenario

SEEDS = tuple(range(1_000_001, 1_000_021))
"""Luck of the fit; `compare` uses other seeds."""

MOST_STEPS = 16
QUICK_SHARE_KEPT = 0.4
"""Part of the quick bump that is quick deals, to start from: slow deals of the model end early too, now and then."""

KEPT_LEADS = 0.75
"""Share of leads that pass qualification, to start the search from."""

DAMPING = 0.8
LARGEST_MOVE = 3.0
"""No step changes a rate by more than this factor."""

LOSING = ("undecided_early_per_week", "undecided_late_per_week", "rival_per_week")
RATES = ("advance_per_week", "win_per_week", *LOSING)
NEAR = {
    "arrivals": 0.01,
    "won_share": 0.01,
    "median_cycle_days": 0.06,
    "upper_cycle_days": 0.06,
    "arrivals_spread": 0.05,
    "rival_share": 0.03,
}
"""Relative distances of the numbers aimed at, below which the search ends."""


@dataclass(frozen=True)
class Calibration:
    """The solved parameters, how far the last firms were from the export, and after how many steps."""

    fitted: tuple[Fitted, ...]
    reached: Headline
    steps: int


def calibrate(
    measured: Measurements,
    scenario: Scenario,
    *,
    seeds: Sequence[int] = SEEDS,
    steps: int = MOST_STEPS,
    progress: Progress | None = None,
) -> Calibration:
    """Solve the rates of a scenario that holds everything fitted directly."""
    hours = scenario.planning.deal_hours_per_week * scenario.planning.normal_open_deals
    scenario = scenario.with_overrides(first_guess(measured, scenario))
    reached, step = measured.headline, 0
    for step in range(1, steps + 1):
        observed = observe_many(scenario, seeds, measured.window)
        reached = mean_headline(observed)
        if progress is not None:
            progress(step, steps)
        if is_close(reached, measured):
            break
        if step < steps:
            scenario = scenario.with_overrides(moved(scenario, reached, measured, mean_open_deals(observed), hours))
    return Calibration(tuple(_fitted(scenario, measured)), reached, step)


def mean_open_deals(observed: Sequence[Observed]) -> float:
    """Open deals a head, over firms."""
    return float(np.mean([one.open_deals_per_head for one in observed]))


def is_close(reached: Headline, measured: Measurements) -> bool:
    """Whether every number aimed at is near enough."""
    aims = aimed_at(measured)
    return all(abs(getattr(reached, name) / max(1e-9, wanted) - 1.0) <= NEAR[name] for name, wanted in aims.items())


def aimed_at(measured: Measurements) -> dict[str, float]:
    """The numbers that the search looks for, as far as the export tells them; the spread is the shrunk one."""
    wanted = measured.headline
    aims = {"arrivals": wanted.arrivals, "won_share": wanted.won_share, "median_cycle_days": wanted.median_cycle_days}
    if measured.bumps is not None:
        aims["upper_cycle_days"] = wanted.upper_cycle_days
    if measured.arrivals_spread is not None and measured.arrivals_spread.value > 0:
        aims["arrivals_spread"] = shrunk_spread(measured.arrivals_spread, Scenario().territories.potential_cv)
    if not isnan(wanted.rival_share):
        aims["rival_share"] = wanted.rival_share
    return aims


def first_guess(measured: Measurements, scenario: Scenario) -> dict[str, object]:
    """Rates that would meet the won share and the mean cycle if all deals, sellers and weeks were at par."""
    losing = float(
        optimize.brentq(lambda log_factor: won_at_par(scenario, log_factor) - measured.won_share.value, -9, 9)
    )
    kept = {name: getattr(scenario.selling, name) * (exp(losing) if name in LOSING else 1.0) for name in RATES}
    quick = {"selling.quick_share": QUICK_SHARE_KEPT * scenario.selling.quick_share}
    guess = scenario.with_overrides({f"selling.{name}": min(20.0, rate) for name, rate in kept.items()} | quick)
    pace = weeks_at_par(guess) / (max(1.0, measured.mean_cycle_days) / 7)
    return (
        quick
        | {f"selling.{name}": min(20.0, rate * pace) for name, rate in kept.items()}
        | {"prospecting.leads_per_week": min(200.0, measured.arrivals_per_seat_week.value / KEPT_LEADS)}
    )


def gates(scenario: Scenario, log_factor: float = 0.0) -> tuple[float, float, float, float]:
    """At par: rate and chance of advancing from talks, then rate of ending and chance of winning, losses scaled."""
    selling, losing = scenario.selling, exp(log_factor)
    early = selling.advance_per_week + losing * selling.undecided_early_per_week
    late_loss = losing * (scenario.rival.present_share * selling.rival_per_week + selling.undecided_late_per_week)
    late = selling.win_per_week + late_loss
    return early, selling.advance_per_week / early, late, selling.win_per_week / late


def won_at_par(scenario: Scenario, log_factor: float) -> float:
    """Won share of a deal at par when all rates of losing are scaled."""
    _, advancing, _, winning = gates(scenario, log_factor)
    return advancing * winning


def weeks_at_par(scenario: Scenario) -> float:
    """Mean weeks until a deal at par ends, quick ones among them."""
    early, advancing, late, _ = gates(scenario)
    saved = scenario.selling.quick_share * (1.0 - 1.0 / scenario.selling.quick_factor)
    return (1.0 / early + advancing / late) * (1.0 - saved)


def moved(
    scenario: Scenario, reached: Headline, measured: Measurements, open_deals: float, hours: float
) -> dict[str, object]:
    """The next values, by path. `hours` is what a normal pipeline takes a week, whatever its size."""
    wanted, selling = measured.headline, scenario.selling
    leads = scenario.prospecting.leads_per_week * step(wanted.arrivals / reached.arrivals)
    losing = step(odds(reached.won_share) / odds(wanted.won_share), DAMPING * 0.8)
    pace = pace_step(reached, measured)
    rates = {name: getattr(selling, name) * pace * (losing if name in LOSING else 1.0) for name in RATES}
    rates["rival_per_week"] *= rival_step(reached, wanted)
    values: dict[str, object] = {f"selling.{name}": min(20.0, rate) for name, rate in rates.items()}
    values |= {found.path: found.value for found in fit_odds(measured, scenario)}
    values |= quick_share(scenario, reached, measured) | territories(scenario, reached, measured)
    values["prospecting.leads_per_week"] = min(200.0, leads)
    expected = min(500.0, max(1.0, open_deals * open_deals_step(reached, measured)))
    values["planning.normal_open_deals"] = expected
    values["planning.deal_hours_per_week"] = min(40.0, hours / expected)
    return values


def open_deals_step(reached: Headline, measured: Measurements) -> float:
    """By how much open deals change once arrivals and cycle are met (Little's law); without it the search swings."""
    return bounded(measured.headline.arrivals / reached.arrivals) / bounded(cycle_ratio(reached, measured))


def pace_step(reached: Headline, measured: Measurements) -> float:
    """By how much everything should go faster."""
    return step(cycle_ratio(reached, measured))


def cycle_ratio(reached: Headline, measured: Measurements) -> float:
    """The simulated cycle against the export's: of the slow deals where there are two bumps."""
    wanted = measured.headline
    if measured.bumps is not None:
        return reached.upper_cycle_days / wanted.upper_cycle_days
    return reached.median_cycle_days / max(1.0, wanted.median_cycle_days)


def quick_share(scenario: Scenario, reached: Headline, measured: Measurements) -> dict[str, object]:
    """The next share of quick deals, where there are two bumps: more of them lower the median."""
    if measured.bumps is None:
        return {}
    share = min(0.95, max(0.01, scenario.selling.quick_share))
    longer = step(reached.median_cycle_days / measured.headline.median_cycle_days, 1.5)
    new = odds(share) * longer
    return {"selling.quick_share": new / (1.0 + new)}


def territories(scenario: Scenario, reached: Headline, measured: Measurements) -> dict[str, object]:
    """The next spread of territories: what sellers do about thin and full pipelines hides part of it."""
    wanted = aimed_at(measured).get("arrivals_spread")
    if wanted is None:
        return {}
    spread = max(0.02, scenario.territories.potential_cv) * step(wanted / max(0.01, reached.arrivals_spread), 1.0)
    return {"territories.potential_cv": min(1.5, spread)}


def rival_step(reached: Headline, wanted: Headline) -> float:
    """By how much the rival should take more, where the export tells its part of the losses."""
    if isnan(wanted.rival_share) or isnan(reached.rival_share) or reached.rival_share in (0.0, 1.0):
        return 1.0
    return step(odds(wanted.rival_share) / odds(reached.rival_share))


def odds(share: float) -> float:
    """Odds of a share, kept off the ends."""
    kept = min(0.999, max(0.001, share))
    return kept / (1.0 - kept)


def step(ratio: float, damping: float = DAMPING) -> float:
    """A damped and bounded move by a ratio."""
    return bounded(max(ratio, 1e-9) ** damping)


def bounded(ratio: float) -> float:
    """A ratio that no step exceeds."""
    return min(LARGEST_MOVE, max(1.0 / LARGEST_MOVE, ratio))


def _fitted(scenario: Scenario, measured: Measurements) -> list[Fitted]:
    """What was solved, as it stands in the last scenario tried."""
    solved = "solved by simulation: "
    losing = "the won share" if isnan(measured.headline.rival_share) else "the won share and the rival's part of losses"
    how = {
        "prospecting.leads_per_week": (solved + "arrivals", measured.arrivals_per_seat_week),
        **{f"selling.{name}": (solved + f"the cycle and {losing}", None) for name in LOSING},
        "selling.advance_per_week": (solved + "the cycle", measured.cycle_days),
        "selling.win_per_week": (solved + "the cycle and the won share", measured.won_share),
        "planning.normal_open_deals": ("mean open deals of the simulated firm", None),
        "planning.deal_hours_per_week": ("assumed: open deals take as many hours a week as at default", None),
    }
    if "arrivals_spread" in aimed_at(measured):
        told = measured.arrivals_spread
        how["territories.potential_cv"] = (
            solved + "the spread of arrivals between seats, net of Poisson noise and shrunk to the default",
            Estimate(told.value, told.low, told.high, "coefficient of variation", told.sellers) if told else None,
        )
    if measured.bumps is not None:
        how["selling.quick_share"] = (solved + "the median of a cycle with two bumps", None)
    values = scenario.resolved()
    found = [Fitted(path, significant(values[path]), why, told) for path, (why, told) in how.items()]
    return [*found, *(Fitted(f.path, float(values[f.path]), f.how, f.estimate) for f in fit_odds(measured, scenario))]


def significant(value: float | str) -> float:
    """A float cut to five digits."""
    return float(f"{float(value):.5g}")
