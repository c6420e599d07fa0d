"""The families of rows: which experiment each is read off, by what, and which levers it needs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from experiments.validation import (
    arms,
    attainment,
    concentration,
    cycle,
    funnel,
    impulse,
    orphans,
    ramp,
    recession,
    resilience,
    retention,
    season,
    spillover,
    stability,
    switched,
    turnover,
)
from experiments.validation.estimates import Estimate, Table


@dataclass(frozen=True)
class Family:
    """Rows that one reading gives: `extract` reads one firm's experiment, `estimate` pools the firms."""

    rows: tuple[str, ...]
    experiment: arms.Experiment
    extract: Callable[[Any], dict[str, Any]]
    estimate: Callable[[Table], dict[str, Estimate]]
    needs: tuple[str, ...] = ()

    @property
    def pattern(self) -> str:
        """The pattern that the rows belong to."""
        return self.rows[0].partition(".")[0]


def _family(names: str, experiment: arms.Experiment, module: Any, *needs: str) -> Family:
    return Family(tuple(names.split()), experiment, module.extract, module.estimate, needs)


FAMILIES = (
    _family("P1.turnover P1.voluntary P1.tenure P1.first_year", arms.as_it_is, turnover),
    _family("P2.won P2.undecided P2.rival P2.sum P2.size", arms.as_it_is, funnel),
    _family("P3.median P3.skew P3.size", arms.as_it_is, cycle),
    _family("P3.peak P3.early", arms.prospect_more, impulse),
    _family("P4.top_fifth P4.cv P4.tail", arms.as_it_is, concentration),
    _family("P5.correlation P5.regression P5.again P5.within", arms.as_it_is, stability),
    _family("P6.share P6.mean P6.bunching P6.kinks", arms.pay, attainment),
    _family("P7.last_quarter P7.first_quarter P7.last_month P7.kinks", arms.pay, season),
    _family("P8.ramp P8.spread", arms.as_it_is, ramp),
    _family("P9.loss P9.newcomers P9.stars", arms.as_it_is, orphans),
    _family(
        "R1.team_pay R1.relative_pay", arms.team_or_relative_pay, spillover,
        "pay.team_share", "pay.relative_share",
    ),
    _family("R2.sales R2.quits", arms.as_it_is, resilience),
    _family("R3.logos R3.dollars R3.retention", arms.as_it_is, retention),
    _family("R4.cycle R4.win_rate R4.share_at_quota", arms.recede, recession),
    Family(
        ("R5.leaderboard",), arms.leaderboard, switched.extract, switched.estimate_leaderboard,
        ("peers.leaderboard",),
    ),
    Family(
        ("R6.effort", "R6.discounts"), arms.rivalry, switched.extract, switched.estimate_rivalry,
        ("enemy.salience",),
    ),
)  # fmt: skip
