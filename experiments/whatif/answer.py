"""What the futures say: differences by year and in all, chance of being worse, what it hangs on, signs, and a trial."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from experiments.analysis.metrics import Metric, metric_named
from experiments.analysis.paired import difference_by_seed
from experiments.analysis.signs import Sign, first_signs
from experiments.analysis.two_layers import Layered, layered, means
from experiments.analysis.why import Judged, judge_firm
from experiments.whatif.live import EARLY
from experiments.whatif.question import Question
from experiments.whatif.trial import Trial, cost_of, everywhere

ANSWERED = tuple(metric_named(name) for name in ("revenue_money", "profit_money", "satisfaction", "turnover"))
PROFIT = "profit_money"
LEVELS = {"low": 0.05, "lower": 0.25, "median": 0.5, "upper": 0.75, "high": 0.95}
WATCHED = (
    "morale", "energy", "vacancy", "resigned", "dismissed", "win_share", "open_deals", "qualified", "prospecting_hours",
    "helps_within", "cohesion", "know_how", "satisfaction", "churn", "concession", "coverage", "revenue_money",
)  # fmt: skip
"""What a firm can see of itself within half a year."""


@dataclass(frozen=True)
class Outcome:
    """One metric of one contender against the reference, over the whole horizon.

    `chance` is the share of futures that end worse (for turnover: higher), with its 95 % interval over firms.
    """

    metric: Metric
    reference_mean: float
    found: Layered
    judged: Judged
    chance: tuple[float, float, float]


@dataclass(frozen=True)
class Verdicts:
    """All about one contender."""

    arm: str
    outcomes: tuple[Outcome, ...]
    by_year: pd.DataFrame
    signs: tuple[Sign, ...]
    trial: Trial

    def of(self, name: str) -> Outcome:
        """The outcome in one metric."""
        return next(one for one in self.outcomes if one.metric.name == name)


@dataclass(frozen=True)
class Answer:
    """The verdicts on all contenders, and what each arm looks like by year over all futures (`fans`)."""

    question: Question
    verdicts: tuple[Verdicts, ...]
    fans: pd.DataFrame
    overflows: float


def answer(question: Question, lived: pd.DataFrame) -> Answer:
    """Judge every contender over all plausible firms."""
    wholly = lived[~lived["trial"]]
    years = wholly[wholly["year"] != EARLY]
    verdicts = tuple(_verdicts(question, lived, arm.name) for arm in question.contenders)
    return Answer(question, verdicts, fans(years), float(lived["overflows"].max()))


def _verdicts(question: Question, lived: pd.DataFrame, arm: str) -> Verdicts:
    wholly, reference = lived[~lived["trial"]], question.against.name
    years = wholly[wholly["year"] != EARLY]
    whole = years.groupby(["world", "arm", "seed"], as_index=False)[[metric.name for metric in ANSWERED]].mean()
    outcomes = tuple(_outcome(question, whole, metric, arm) for metric in ANSWERED)
    half = wholly[wholly["year"] == EARLY]
    early = pd.DataFrame({name: difference_or_none(half, name, arm, reference) for name in WATCHED})
    profit = difference_by_seed(whole, PROFIT, arm, reference)
    return Verdicts(
        arm=arm,
        outcomes=outcomes,
        by_year=by_year(years, arm, reference),
        signs=first_signs(early, profit),
        trial=trial_of(question, lived, arm),
    )


def difference_or_none(table: pd.DataFrame, metric: str, arm: str, against: str) -> pd.Series[float]:
    """Arm minus reference by (world, seed); not a number where either is none."""
    by = table.set_index(["world", "seed"])[["arm", metric]]
    difference: pd.Series[float] = (
        by.loc[by["arm"] == arm, metric] - by.loc[by["arm"] == against, metric]
    ).sort_index()
    return difference


def _outcome(question: Question, whole: pd.DataFrame, metric: Metric, arm: str) -> Outcome:
    values = difference_by_seed(whole, metric.name, arm, question.against.name)
    reference = float(whole.loc[whole["arm"] == question.against.name, metric.name].mean())
    ensemble = question.ensemble
    judged = judge_firm(values, metric, reference, ensemble.values.rename_axis("world"), ensemble.learned)
    return Outcome(metric, reference, layered(values), judged, chance_of_worse(values, higher=not metric.judged))


def chance_of_worse(values: pd.Series[float], *, higher: bool = False) -> tuple[float, float, float]:
    """The share of futures below zero (above it if `higher`), a tie counted half, with its 95 % interval over firms."""
    below = (values < 0.0).astype(float) + 0.5 * (values == 0.0)
    worse = (1.0 - below if higher else below).to_frame("worse")
    mean, low, high = means(worse)[["mean", "low", "high"]].to_numpy()[0]
    return float(mean), max(0.0, float(low)), min(1.0, float(high))


def by_year(years: pd.DataFrame, arm: str, against: str) -> pd.DataFrame:
    """One row a metric and year: mean difference with its interval, and the reference's mean."""
    rows = []
    for metric in ANSWERED:
        for year, table in years.groupby("year"):
            found = means(difference_by_seed(table, metric.name, arm, against).to_frame("difference")).iloc[0]
            rows.append(
                {
                    "metric": metric.name,
                    "year": int(str(year)),
                    "mean": float(found["mean"]),
                    "low": float(found["low"]),
                    "high": float(found["high"]),
                    "reference_mean": float(table.loc[table["arm"] == against, metric.name].mean()),
                }
            )
    return pd.DataFrame(rows)


def fans(years: pd.DataFrame) -> pd.DataFrame:
    """One row a metric, arm and year: where the futures of all plausible firms lie."""
    rows = []
    for (arm, year), table in years.groupby(["arm", "year"], sort=False):
        for metric in ANSWERED:
            values = np.quantile(table[metric.name], list(LEVELS.values()))
            row = {"metric": metric.name, "arm": str(arm), "year": int(str(year))}
            rows.append(row | dict(zip(LEVELS, map(float, values), strict=True)))
    return pd.DataFrame(rows)


def trial_of(question: Question, lived: pd.DataFrame, arm: str) -> Trial:
    """What it costs to try a policy in a region as large as a team, from the firm in which one did."""
    reference, first = question.against, lived[lived["year"] == 1]
    contender = next(one for one in question.contenders if one.name == arm)
    untried = everywhere(contender.scenario, reference.scenario)
    usual, tried = first[(first["arm"] == reference.name) & ~first["trial"]], first[first["arm"] == arm]
    both = pd.concat([usual, tried[tried["trial"] != bool(untried)]])
    change = difference_by_seed(both, PROFIT, arm, reference.name)
    return cost_of(change, 1.0 / question.ensemble.firm.organization.teams, untried)
