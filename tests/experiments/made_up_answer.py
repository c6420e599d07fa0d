"""An answer to a question whose futures follow a formula: no firm is lived."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from experiments import files
from experiments.store import Manifest, open_study
from experiments.whatif.answer import ANSWERED, WATCHED, answer
from experiments.whatif.as_json import as_json
from experiments.whatif.kept import ANSWER
from experiments.whatif.question import Question, ask, command_of

SIZE = ["organization.teams=2", "organization.reps_per_team=4", "calendar.burn_in_years=1"]
LEVELS = {"revenue_money": 41.7e6, "profit_money": 12.3e6, "satisfaction": 71.0, "turnover": 0.24, "overflows": 0.0}
SPREAD = {"revenue_money": 3.0e6, "profit_money": 1.2e6, "satisfaction": 2.0, "turnover": 0.03}
EFFECT = {"revenue_money": -1.1e6, "profit_money": -4.0e5, "satisfaction": -0.6, "turnover": 0.04}


def made_up_data(policies: Sequence[str] = ("culling=10%",), years: int = 5) -> dict[str, Any]:
    """The plain data of an answer: each further policy does more of the same, and more where help is withheld."""
    question = ask("midmarket", policies, against="ordinary", futures=2, years=years, settings=SIZE)
    return as_json(answer(question, _lived(question)), command_of(question, SIZE))


def _lived(question: Question) -> pd.DataFrame:
    luck, rows = np.random.default_rng(7), []
    columns = dict.fromkeys({*WATCHED, *(metric.name for metric in ANSWERED)}, 0.5) | LEVELS
    for world, values in question.ensemble.values.iterrows():
        for seed in question.seeds(world):
            common = {name: luck.normal(0.0, width) for name, width in SPREAD.items()}
            for place, arm in enumerate((question.against, *question.contenders)):
                for year, trial in [*((year, False) for year in range(question.years + 1)), *[(1, True)] * (place > 0)]:
                    moved = {
                        name: LEVELS[name]
                        + common[name]
                        + place * size * values["helping.withheld"] * luck.normal(1.0, 0.2)
                        for name, size in EFFECT.items()
                    }
                    where = {"world": world, "arm": arm.name, "seed": seed, "year": year, "trial": trial}
                    rows.append(columns | moved | where)
    return pd.DataFrame(rows)


def keep(folder: Path, data: dict[str, Any]) -> Path:
    """The answer as `salesorg whatif` keeps it."""
    study = open_study(
        folder, Manifest("whatif", data["question"], data["made"]["command"], {}, {"first": 0, "count": 2})
    )
    files.write_json(folder / ANSWER, data)
    study.close(1.0)
    return folder
