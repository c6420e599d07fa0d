"""From a firm and what its data showed to plausible firms: simulate, compare, keep, and say what was learned."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from experiments.analysis.abc import Posterior, Table, covered
from experiments.analysis.bootstrap import Values
from experiments.calibration.prior import Prior, prior_of
from experiments.calibration.reference import Reference, look, reference_table
from experiments.calibration.targets import Targets
from experiments.calibration.telltales import TELLTALES
from experiments.store import Manifest, Study, open_study
from simulation.scenario import Scenario, ScenarioError

Progress = Callable[[str, int, int], None]
MEMBERS, DRAWS = 40, 1000
KEPT_SHARE, FEWEST_KEPT = 0.2, 100
"""Of the drawn firms, those nearest to the observed one that speak: a share, and a number that a line needs to be sure.

Never more than half of them.
"""

FEWEST_DRAWS = 200
MOST_REHEARSED = 100
FIT_LUCK = 5_000_000_000
"""Seeds by which members are held against the data: not those of the table."""


@dataclass(frozen=True)
class Calibrated:
    """What came of it.

    `parameters` has one row an uncertain parameter, `fit` one a target, `members` one a plausible firm with its value
    of each parameter; `posterior` is of the fitted parameters, `rehearsed` the number of simulated firms that played
    the observed one, `unseen` the drawn firms that did not show some target and were left out.
    """

    firm: Scenario
    targets: Targets
    prior: Prior
    posterior: Posterior
    parameters: pd.DataFrame
    fit: pd.DataFrame
    members: pd.DataFrame
    draws: int
    unseen: int
    rehearsed: int


@dataclass(frozen=True)
class Asked:
    """How to calibrate: firms to simulate and to give back, the seed of it all, threads, and whether to begin anew."""

    draws: int = DRAWS
    members: int = MEMBERS
    seed: int = 0
    workers: int | None = None
    fresh: bool = False

    def check(self) -> None:
        """ScenarioError if so few firms cannot tell anything."""
        if self.draws < FEWEST_DRAWS:
            raise ScenarioError(
                f"--draws {self.draws}: at least {FEWEST_DRAWS} simulated firms are needed; better {DRAWS}"
            )
        if self.members < 2 or 4 * self.members > self.draws:
            raise ScenarioError(
                f"--members {self.members}: ask for 2 to {self.draws // 4}, a quarter of the simulated firms"
            )


def open_calibration(folder: Path, firm: Scenario, targets: Targets, asked: Asked) -> Study:
    """Begin or go on in a folder. StoreError if it holds what other code made."""
    manifest = Manifest(
        study="calibrate",
        question="Which firms are plausible, given what the data of this one show?",
        command=f"salesorg calibrate FIRM --draws {asked.draws} --members {asked.members} --seed {asked.seed}",
        parameters={"firm": firm.fingerprint()},
        seeds={"first": asked.seed, "count": 1},
        settings={"draws": asked.draws, "members": asked.members, "targets": dict(targets.numbers)},
    )
    return open_study(folder, manifest, fresh=asked.fresh)


def calibrate_firm(
    firm: Scenario, targets: Targets, study: Study, asked: Asked, progress: Progress | None = None
) -> Calibrated:
    """Simulate firms of the prior in the store of `study`, and find those that show what the data showed."""
    asked.check()
    of, workers = Reference(firm, targets, prior_of(firm), asked.seed), asked.workers or os.cpu_count() or 1
    rows = reference_table(of, asked.draws, study, workers, _told(progress, "simulating firms"))
    return infer(of, rows, asked, study, _told(progress, "holding plausible firms against the data"))


def _told(progress: Progress | None, what: str) -> Callable[[int, int], None] | None:
    return None if progress is None else lambda done, total: progress(what, done, total)


def infer(
    of: Reference,
    rows: pd.DataFrame,
    asked: Asked,
    study: Study,
    progress: Callable[[int, int], None] | None = None,
) -> Calibrated:
    """What a table of simulated firms says about the observed one; members are lived once more, under other luck."""
    table, seen = table_of(rows, of.prior, of.targets)
    kept = kept_of(len(seen), asked.members)
    posterior = table.posterior(scaled(of.targets.numbers), kept)
    nearest = posterior.rows[:MOST_REHEARSED]
    ranks = table.rehearse(nearest, kept)
    members = _members(of, seen, posterior, asked)
    shown = _shown(of, members, study, asked.workers or os.cpu_count() or 1, progress)
    return Calibrated(
        firm=of.firm,
        targets=of.targets,
        prior=of.prior,
        posterior=posterior,
        parameters=_parameters(of.prior, posterior, seen, covered(ranks)),
        fit=_fit(of.targets, seen, shown),
        members=members,
        draws=len(rows),
        unseen=len(rows) - len(seen),
        rehearsed=len(nearest),
    )


def kept_of(firms: int, members: int = 0) -> int:
    """How many of the drawn firms speak: at least two for each member."""
    return min(firms // 2, max(int(KEPT_SHARE * firms), FEWEST_KEPT, 2 * members))


def scaled(numbers: Mapping[str, float]) -> Values:
    """Targets on the scales on which firms are near to each other."""
    return np.array([TELLTALES[name].scale(value) for name, value in numbers.items()])


def table_of(rows: pd.DataFrame, prior: Prior, targets: Targets) -> tuple[Table, pd.DataFrame]:
    """The fitted parameters and the targets of all rows that show every target. ScenarioError if most do not."""
    seen = rows.dropna(subset=list(targets.numbers)).reset_index(drop=True)
    if 2 * len(seen) < len(rows):
        least = str(rows[list(targets.numbers)].notna().sum().idxmin())
        raise ScenarioError(f"most simulated firms do not show {least}: remove it from the targets")
    showed = np.stack([seen[name].map(TELLTALES[name].scale) for name in targets.numbers], axis=1)
    return Table(seen[[one.path for one in prior.fitted]].to_numpy(float), showed.astype(np.float64)), seen


def _members(of: Reference, seen: pd.DataFrame, posterior: Posterior, asked: Asked) -> pd.DataFrame:
    """Draws of the fitted parameters, each with the open ones of the firm that it came from."""
    places = posterior.chosen(asked.members, asked.seed)
    open_paths = [one.path for one in of.prior.open]
    others = seen.loc[posterior.rows[places], open_paths].to_numpy(float)
    shares = np.concatenate([posterior.shares[places], others], axis=1)
    return pd.DataFrame([of.prior.values(row) for row in shares])


def _shown(
    of: Reference, members: pd.DataFrame, study: Study, workers: int, progress: Callable[[int, int], None] | None
) -> pd.DataFrame:
    """What the members show, each lived once under luck of its own."""
    done = count(1)

    def one(number: int, values: Mapping[Any, Any]) -> pd.DataFrame:
        scenario = of.firm.with_overrides({str(path): value for path, value in values.items()})
        key = of.key(number, 1) | {"member": scenario.fingerprint()}
        make = lambda: pd.DataFrame([look(scenario, FIT_LUCK + number, of.targets)])  # noqa: E731
        shown = study.part("members", key, make)
        if progress is not None:
            progress(next(done), len(members))
        return shown

    with ThreadPoolExecutor(workers) as pool:
        return pd.concat(pool.map(one, range(len(members)), members.to_dict("records")), ignore_index=True)


def _parameters(prior: Prior, posterior: Posterior, seen: pd.DataFrame, held: Values) -> pd.DataFrame:
    """Prior against posterior, one row a parameter; of open ones by the weights of the firms that were kept."""
    others = seen.loc[posterior.rows, [one.path for one in prior.open]].to_numpy(float)
    whole = Posterior(np.concatenate([posterior.shares, others], axis=1), posterior.weights, posterior.rows)
    (low, high), median, fitted = whole.interval(), whole.median, len(prior.fitted)
    narrowed, learned, at_edge = whole.narrowed, whole.learned, whole.at_edge
    rows = []
    for place, one in enumerate(prior.ranges):
        rows.append(
            {
                "parameter": one.path,
                "kind": "fitted" if place < fitted else "open",
                "prior_low": one.low,
                "prior_high": one.high,
                "low": one.at(float(low[place])),
                "median": one.at(float(median[place])),
                "high": one.at(float(high[place])),
                "narrowed": float(narrowed[place]),
                "learned": place < fitted and bool(learned[place]),
                "at_edge": place < fitted and bool(at_edge[place]),
                "held": float(held[place]) if place < fitted else float("nan"),
                "widened": one.widened,
            }
        )
    return pd.DataFrame(rows)


def _fit(targets: Targets, seen: pd.DataFrame, shown: pd.DataFrame) -> pd.DataFrame:
    """Each target in the data, over the members, and whether any firm of the prior shows such a number."""
    rows = []
    for name, value in targets.numbers.items():
        simulated = shown[name].dropna()
        low, high = np.quantile(simulated, (0.05, 0.95)) if len(simulated) else (np.nan, np.nan)
        rows.append(
            {
                "target": name,
                "observed": value,
                "simulated": float(simulated.mean()) if len(simulated) else np.nan,
                "low": float(low),
                "high": float(high),
                "met": bool(low <= value <= high),
                "reachable": bool(seen[name].min() <= value <= seen[name].max()),
            }
        )
    return pd.DataFrame(rows)
