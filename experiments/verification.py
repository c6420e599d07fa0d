"""Verification of the selection engine: pattern P11, culling with every behavioural mechanism off.

Then culling is arithmetic, and a short calculation says what must come out: a yearly rating with a stated reliability,
the lowest share dismissed, resignations that ask nobody's ability, newcomers chosen with a stated validity.

When a year is read: the calculation's year is review, then resignations, then the mean. The engine reviews in the last
week of the calendar year. So these firms begin in that week (week -1), and a year of the check reaches from one review
to the eve of the next: 52 weeks, read in the last of them, when whoever resigned has been replaced.

Why continuous resignations are the same thing: at rate h a year, a person who survives the review is gone 52 weeks
later with probability 1 - exp(-h), whatever their ability; h = -ln(1 - q) makes that q. Those who came meanwhile may be
replaced again, by somebody from the same distribution, which changes nothing. So ability at the end of a year has
exactly the law of the calculation, in which each survivor resigns with probability q.
"""

import math
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from simulation import Scenario, State, burn_in, load_scenario
from simulation.purposes import FOUNDER
from simulation.randomness import uniform
from simulation.runs import Workshop
from simulation.variates import normal

Values: TypeAlias = npt.NDArray[np.float64]

SCENARIO = "selection_engine"
EVE_OF_REVIEW = -1  # the last week of a calendar year
WEEKS_PER_YEAR = 52
YEARS = 10
LONG_RUN_YEARS = 20
NORMAL_95 = 1.96

CULL = {"selection.cull_fraction": 0.10}
NO_QUITS = {"quitting.quits_per_year": 0.0}
MANY_QUITS = {"quitting.quits_per_year": -math.log(1.0 - 0.25)}


class Gain(NamedTuple):
    """What culling adds, one row a firm and one column a year; dismissals are shares of heads."""

    ability: Values
    dismissed: Values


Twins: TypeAlias = dict[tuple[str, int], Gain]
"""Firms without culling, by scenario and years: several arms have the same twin."""


class Arm(NamedTuple):
    """A culling firm (its overrides) and for how long; its twin is the same without any cull."""

    overrides: Mapping[str, object]
    years: int = YEARS


ARMS = {
    "reference": Arm(CULL),
    "no_quits": Arm(CULL | NO_QUITS),
    "many_quits": Arm(CULL | MANY_QUITS),
    "poor_rating": Arm(CULL | {"selection.judgement_reliability": 0.4}),
    "cull_5": Arm({"selection.cull_fraction": 0.05}, LONG_RUN_YEARS),
    "cull_15": Arm({"selection.cull_fraction": 0.15}, LONG_RUN_YEARS),
    "cull_20": Arm({"selection.cull_fraction": 0.20}, LONG_RUN_YEARS),
    "two_strikes": Arm(CULL | {"selection.cull_strikes": 2, "selection.strikes_lapse": False}, LONG_RUN_YEARS),
}


@dataclass(frozen=True)
class Band:
    """What the mean over firms of a measure must come to; `high` is None where only the direction counts."""

    name: str
    arms: tuple[str, ...]
    measure: Callable[..., Values]
    low: float
    high: float | None = None


def in_year(year: int) -> Callable[[Gain], Values]:
    """Net gain of mean ability at the end of a year."""
    return lambda gain: gain.ability[:, year - 1]


def plateau(gain: Gain) -> Values:
    """Net gain of the second half of a long run, in which it no longer moves."""
    return np.asarray(gain.ability[:, LONG_RUN_YEARS // 2 :].mean(axis=1))


def plateau_dismissals(gain: Gain) -> Values:
    """Share of heads dismissed a year in the second half of a long run."""
    return np.asarray(gain.dismissed[:, LONG_RUN_YEARS // 2 :].mean(axis=1))


def more(better: Gain, worse: Gain) -> Values:
    """By how much one arm gains more than the other by the tenth year."""
    return np.asarray(better.ability[:, YEARS - 1] - worse.ability[:, YEARS - 1])


def late_share(gain: Gain) -> Values:
    """Gain added by the sixth year over that of the first: a ratio of means, written as a mean over firms.

    Each firm's value is the ratio plus its linearised deviation, so that mean and interval are those of the ratio.
    """
    late, early = gain.ability[:, 5] - gain.ability[:, 4], gain.ability[:, 0]
    ratio = late.mean() / early.mean()
    return np.asarray(ratio + (late - ratio * early) / early.mean())


BANDS = (
    Band("P11 gain after 2 years", ("reference",), in_year(2), 0.21, 0.27),
    Band("P11 gain after 4 years", ("reference",), in_year(4), 0.29, 0.37),
    Band("P11 gain after 10 years", ("reference",), in_year(10), 0.35, 0.45),
    Band("P11 sixth year's gain over the first's", ("reference",), late_share, -0.20, 0.20),
    Band("P11 gain after 4 years, nobody resigns", ("no_quits",), in_year(4), 0.46, 0.56),
    Band("P11 gain after 10 years, nobody resigns", ("no_quits",), in_year(10), 0.79, 0.93),
    Band("P11 less gain with 15 % resigning than with none", ("no_quits", "reference"), more, 0.0),
    Band("P11 less gain with 25 % resigning than with 15 %", ("reference", "many_quits"), more, 0.0),
    Band("P11 more gain from 10 % than from 5 %", ("reference", "cull_5"), more, 0.0),
    Band("P11 more gain from 15 % than from 10 %", ("cull_15", "reference"), more, 0.0),
    Band("P11 more gain from 20 % than from 15 %", ("cull_20", "cull_15"), more, 0.0),
    Band("P11 more gain with reliability 0.6 than with 0.4", ("reference", "poor_rating"), more, 0.0),
    Band("C4 gain after 1 year, reliability 0.4", ("poor_rating",), in_year(1), 0.10, 0.16),
    Band("C4 gain after 2 years, reliability 0.4", ("poor_rating",), in_year(2), 0.18, 0.24),
    Band("C4 gain after 4 years, reliability 0.4", ("poor_rating",), in_year(4), 0.26, 0.34),
    Band("C4 gain after 10 years, reliability 0.4", ("poor_rating",), in_year(10), 0.29, 0.39),
    Band("C4 plateau of 5 %", ("cull_5",), plateau, 0.22, 0.32),
    Band("C4 plateau of 15 %", ("cull_15",), plateau, 0.42, 0.52),
    Band("C4 plateau of 20 %", ("cull_20",), plateau, 0.46, 0.56),
    Band("C4 plateau of two strikes", ("two_strikes",), plateau, 0.16, 0.26),
    Band("C4 dismissed a year by two strikes", ("two_strikes",), plateau_dismissals, 0.030, 0.040),
)


def founded(state: State) -> State:
    """The firm on the eve of its first review, with founders drawn from the whole labour market: ability N(0, 1).

    Founders are otherwise chosen like anybody else, which a calculation of what choosing brings must not begin with.
    """
    reps, firm = state.arrays["reps"].copy(), state.arrays["firm"].copy()
    reps["ability"] = [normal(uniform(state.seed, FOUNDER, seat, 0, 1)) for seat in range(len(reps))]
    firm["week"] = EVE_OF_REVIEW
    return State(state.arrays | {"reps": reps, "firm": firm})


def founded_firms(firms: int, workers: int | None = None) -> list[State]:
    """So many firms on the eve of their first review, one a seed."""
    return [founded(state) for state in burn_in(load_scenario(SCENARIO), range(firms), workers=workers)]


def live(scenario: Scenario, states: Sequence[State], years: int, workers: int | None = None) -> Gain:
    """Mean ability at the end, and share dismissed in the course, of each year from review to review; firms x years."""
    workshop = Workshop()
    seats = scenario.organization.teams * scenario.organization.reps_per_team

    def one(state: State) -> Any:
        firm = workshop.firm(scenario)
        firm.restore(state)
        return firm.live(WEEKS_PER_YEAR * years)[["ability", "dismissed"]].reshape(years, WEEKS_PER_YEAR)

    with ThreadPoolExecutor(workers or os.cpu_count() or 1) as pool:
        weeks = np.stack(list(pool.map(one, states)))
    return Gain(weeks["ability"][:, :, -1], weeks["dismissed"].sum(axis=2) / seats)


def net_gain(arm: Arm, states: Sequence[State], twins: Twins | None = None, workers: int | None = None) -> Gain:
    """What culling adds to the same firms with the same luck; `twins` remembers the firms without culling."""
    known = {} if twins is None else twins
    culled = live(load_scenario(SCENARIO, overrides=arm.overrides), states, arm.years, workers)
    spared = load_scenario(SCENARIO, overrides={**arm.overrides, "selection.cull_fraction": 0.0})
    twin = (spared.fingerprint(), arm.years)
    if twin not in known:
        known[twin] = live(spared, states, arm.years, workers)
    kept = known[twin]
    return Gain(culled.ability - kept.ability, culled.dismissed - kept.dismissed)


def years_needed(arm: str, asked: Iterable[Band]) -> int:
    """How long an arm has to live for the bands that are asked for: long runs are for plateaus only."""
    plateaus = any(arm in band.arms and band.measure in (plateau, plateau_dismissals) for band in asked)
    return LONG_RUN_YEARS if plateaus else YEARS


def judge(band: Band, values: Values) -> dict[str, Any]:
    """A row of the table: `band` is [low, high], `mean` comes with its 95 % interval from `low` to `high`."""
    mean, error = float(values.mean()), float(values.std(ddof=1) / math.sqrt(len(values)))
    return {
        "id": band.name,
        "band": [band.low, band.high],
        "mean": mean,
        "low": mean - NORMAL_95 * error,
        "high": mean + NORMAL_95 * error,
        "passed": bool(band.low <= mean and (band.high is None or mean <= band.high)),
    }


def selection_engine_check(
    firms: int = 400, bands: Iterable[Band] = BANDS, workers: int | None = None
) -> list[dict[str, Any]]:
    """Pattern P11: one row a band with `id, band, mean, low, high, passed`, over so many firms of 100 seats."""
    asked, states = tuple(bands), founded_firms(firms, workers)
    twins: Twins = {}
    gains = {}
    for name in dict.fromkeys(name for band in asked for name in band.arms):
        arm = ARMS[name]._replace(years=years_needed(name, asked))
        gains[name] = net_gain(arm, states, twins, workers)
    return [judge(band, band.measure(*(gains[name] for name in band.arms))) for band in asked]
