"""Lives by formula, so that searches are tested in seconds; run as a module it is the command line over them.

Firms settle at once, and a life's profit is what its levers earn by a rule, plus luck of that firm, seed and mix.
"""

from __future__ import annotations

import os
import sys
import time
from unittest.mock import patch

import numpy as np

from experiments.optimise.goals import SPENT
from simulation import Scenario

GAIN = {"coaching.hours_per_rep": 40_000.0, "pay.team_share": -900_000.0}
"""Profit for a unit of a lever: more coaching earns, pay by team loses."""

NOISE = 30_000.0
SLOWLY = "SECONDS_A_LIFE"


def settled(_scenario: Scenario, seeds: range, workers: int = 1) -> list[int]:
    """Firms that need no settling in."""
    return list(seeds)


def life(scenario: Scenario, seed: int, years: int, state: object) -> dict[str, float]:
    """One life by the rule."""
    time.sleep(float(os.environ.get(SLOWLY, "0")))
    values = scenario.resolved()
    own = np.random.default_rng([seed, int(scenario.fingerprint()[:8], 16)])
    earned = sum(gain * float(values[path]) for path, gain in GAIN.items())
    return {
        "revenue_money": 9_000_000.0 + earned,
        "profit_money": 3_000_000.0 + earned + NOISE * float(own.normal()),
        "satisfaction": 60.0 + 2.0 * float(values["coaching.hours_per_rep"]),
        "turnover": 0.3 + float(values["pay.team_share"]),
        SPENT: 5_000_000.0 + 100_000.0 * float(values["coaching.hours_per_rep"]),
        "overflows": 0.0,
    }


def made_up() -> list[object]:
    """What has to be replaced: the seams to the model, and the number of firms drawn."""
    return [
        patch("experiments.optimise.live.life", life),
        patch("experiments.optimise.live.burn_in", settled),
        patch("experiments.whatif.question.FIRMS_DRAWN", 8),
    ]


def main() -> None:
    """The command line over made-up lives."""
    from experiments.cli import app

    for replaced in made_up():
        replaced.start()  # type: ignore[attr-defined]
    sys.exit(app(sys.argv[1:]))


if __name__ == "__main__":
    main()
