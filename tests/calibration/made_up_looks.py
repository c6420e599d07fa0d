"""Firms that are looked at without being lived: numbers that follow from parameters by a formula, with some luck."""

import numpy as np
import pandas as pd

from experiments.calibration import plausible, reference
from experiments.calibration.periods import Window
from experiments.calibration.targets import Targets
from experiments.calibration.telltales import TELLTALES

WINDOW = Window(pd.Timestamp("2024-01-01"), pd.Timestamp("2024-12-29"))
SHOWN = ("arrivals_per_seat_week", "won_share", "rival_share", "won_share_spread", "satisfaction")


class Looks:
    """Stands in for `look`; counts its calls, and may break off at one of them."""

    def __init__(self, stop_at: int | None = None) -> None:
        self.calls, self.stop_at = 0, stop_at

    def __call__(self, scenario, seed: int, targets: Targets) -> dict[str, float]:
        self.calls += 1
        if self.calls == self.stop_at:
            raise KeyboardInterrupt
        luck = np.random.default_rng(seed).normal(size=len(SHOWN))
        selling = scenario.selling
        numbers = (
            scenario.prospecting.leads_per_week * np.exp(0.02 * luck[0]),
            selling.win_per_week / (selling.win_per_week + 0.1) * np.exp(0.02 * luck[1]),
            selling.rival_per_week / (selling.rival_per_week + 0.1) * np.exp(0.02 * luck[2]),
            0.05 * abs(luck[3]),
            70.0 + luck[4],
        )
        return dict.fromkeys(TELLTALES, float("nan")) | {name: float(n) for name, n in zip(SHOWN, numbers, strict=True)}


def looks_made_up(monkeypatch, stop_at: int | None = None) -> Looks:
    made = Looks(stop_at)
    monkeypatch.setattr(reference, "look", made)
    monkeypatch.setattr(plausible, "look", made)
    return made


def targets_of(scenario, seed: int = 77) -> Targets:
    shown = Looks()(scenario, seed, Targets(WINDOW, people=True, numbers={}))
    return Targets(WINDOW, people=True, numbers={name: shown[name] for name in SHOWN})
