"""What an import gives back."""

from dataclasses import dataclass
from pathlib import Path

from experiments.calibration.findings import Finding
from experiments.calibration.fit import Fitted
from experiments.calibration.measure import Measurements
from experiments.calibration.targets import beside
from experiments.calibration.unknown import Unknown
from experiments.calibration.write_firm import write_text


@dataclass(frozen=True)
class ImportResult:
    """A fitted firm and how it came about. Nothing in it names, ranks or scores a person.

    `search_steps` counts the steps of the search for rates; 0 if nothing was simulated. `targets_toml` is what
    `salesorg calibrate` has to match.
    """

    scenario_toml: str
    sources: dict[str, str]
    currency_from: str
    findings: tuple[Finding, ...]
    measurements: Measurements
    fitted: tuple[Fitted, ...]
    left_at_default: tuple[Unknown, ...]
    search_steps: int = 0
    targets_toml: str = ""

    def write(self, path: str | Path) -> None:
        """Write the scenario file, and beside it what the data showed, each whole or not at all. Raises CrmError."""
        write_text(Path(path), self.scenario_toml)
        write_text(beside(Path(path)), self.targets_toml)
