"""An ensemble of plausible firms as a folder: scenario files that differ in what is uncertain, and what made them.

`common.toml` is the firm, complete; `firm-001.toml` and its like build on it and state their own values. Every one is a
scenario file like any other. `parameters.csv` holds prior against posterior, `fit.csv` each target, `README.md` the
report, `manifest.json` what all of it was made from.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from experiments import files
from experiments.calibration.learned import report_text
from experiments.calibration.plausible import Calibrated
from experiments.calibration.prior import prior_of
from experiments.store import Study, read_manifest
from simulation.scenario import Scenario, ScenarioError, load_scenario
from simulation.toml_text import write_value

COMMON, MEMBER, PARAMETERS, FIT = "common.toml", "firm-{:03}.toml", "parameters.csv", "fit.csv"
COMPLETE = "complete"


@dataclass(frozen=True)
class Ensemble:
    """Plausible firms: scenario files or scenarios by name, one row of parameters each, and what is known of those.

    `known` has the columns of `parameters.csv`; it is empty for a firm that was never calibrated.
    """

    name: str
    firm: Scenario
    members: tuple[Scenario, ...]
    values: pd.DataFrame
    known: pd.DataFrame
    fit: pd.DataFrame

    @property
    def calibrated(self) -> bool:
        """Whether the firm's own data spoke."""
        return not self.known.empty

    @cached_property
    def learned(self) -> frozenset[str]:
        """The parameters that the data told."""
        return frozenset(self.known.loc[self.known["learned"], "parameter"]) if self.calibrated else frozenset()


def write_ensemble(found: Calibrated, study: Study, seconds: float) -> None:
    """Write everything into the folder of a study, each file whole, and declare it complete last, after so long."""
    folder = study.folder
    files.write_text(folder / COMMON, found.firm.to_toml())
    for number, values in enumerate(found.members.to_dict("records"), 1):
        files.write_text(folder / MEMBER.format(number), _member({str(path): value for path, value in values.items()}))
    for stale in folder.glob("firm-*.toml"):
        if int(stale.stem.partition("-")[2]) > len(found.members):
            stale.unlink()
    files.write_csv(folder / PARAMETERS, found.parameters)
    files.write_csv(folder / FIT, found.fit)
    files.write_text(folder / "README.md", report_text(found))
    study.close(seconds)


def _member(values: Mapping[str, Any]) -> str:
    """A scenario file with some values by path."""
    lines = ["format = 1", f"base = {write_value(COMMON)}"]
    group = ""
    for path, value in sorted(values.items()):
        if path.partition(".")[0] != group:
            group = path.partition(".")[0]
            lines += ["", f"[{group}]"]
        lines.append(f"{path.partition('.')[2]} = {write_value(float(value))}")
    return "\n".join(lines) + "\n"


def read_ensemble(folder: Path) -> Ensemble:
    """The ensemble of a folder. ScenarioError if there is none, or it was left half-done."""
    manifest = read_manifest(folder)
    if manifest is None or manifest.get("study") != "calibrate":
        raise ScenarioError(
            f"{folder}: this folder holds no plausible firms; salesorg calibrate FIRM -o {folder} makes some"
        )
    if manifest.get("state") != COMPLETE:
        raise ScenarioError(f"{folder}: the calibration was interrupted; the same salesorg calibrate goes on with it")
    known = pd.read_csv(folder / PARAMETERS)
    members = tuple(load_scenario(path) for path in sorted(folder.glob("firm-*.toml")))
    values = pd.DataFrame([one.resolved() for one in members])[list(known["parameter"])].astype(float)
    return Ensemble(folder.name, load_scenario(folder / COMMON), members, values, known, pd.read_csv(folder / FIT))


def uncalibrated(firm: Scenario, name: str, count: int, seed: int) -> Ensemble:
    """Plausible firms of a firm whose data nobody looked at: everything uncertain drawn from its range."""
    prior = prior_of(firm)
    rows = [prior.values(prior.draws_of(seed, row)) for row in range(count)]
    members = tuple(firm.with_overrides(values, "drawn") for values in rows)
    return Ensemble(name, firm, members, pd.DataFrame(rows), pd.DataFrame(), pd.DataFrame())
