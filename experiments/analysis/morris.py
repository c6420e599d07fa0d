"""Morris screening with the luck of single runs taken out: which of many parameters matter at all.

Along a trajectory one parameter after another moves a step; the change of the outcome a unit of the step is its
elementary effect (Morris 1991). `mu` is the mean effect, `mu_star` that of its size (Campolongo et al. 2007), `sigma`
its spread: not linear, or not alone. Luck alone would give every parameter a size and a spread. Here each seed's effect
takes its sign from the other seeds, so that a parameter without any effect has a `mu_star` of zero on average, and the
variance between seeds is subtracted from `sigma`. Where luck hides the sign, `mu_star` is too small, never too large.
Hence `rms`, the root of the mean squared effect, from products of different seeds: it is right however large luck is,
and never below the true mean size. Drop a parameter by the upper bound of its `rms`, not by its `mu_star`.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from experiments.analysis.two_layers import means


def elementary_effects(table: pd.DataFrame, metric: str) -> pd.DataFrame:
    """Effects by (`trajectory`, `seed`), one column a parameter, in the metric's unit a unit of `delta`.

    `table` has one run a row: `trajectory`, `step` (from 0), `moved` (the parameter moved to get here; empty at step
    0), `delta` (how far), `seed` and the metric. A trajectory's steps share their seeds. ValueError if one is missing.
    """
    ordered = table.sort_values(["trajectory", "seed", "step"])
    change = ordered.groupby(["trajectory", "seed"])[metric].diff() / ordered["delta"]
    moves = ordered.assign(effect=change)[ordered["step"] > 0]
    effects = moves.pivot_table(index=["trajectory", "seed"], columns="moved", values="effect", aggfunc="first")
    if effects.isna().to_numpy().any():
        raise ValueError("a trajectory does not move every parameter once with every one of its seeds")
    return effects


def morris(table: pd.DataFrame, metric: str) -> pd.DataFrame:
    """One row a parameter: `mu`, `mu_star`, `rms`, each with its 95 % interval, and `sigma`; largest `mu_star` first.

    ValueError if a trajectory has fewer than two seeds: then luck cannot be told from effect.
    """
    effects = elementary_effects(table, metric).rename_axis(index={"trajectory": "world"})
    groups = effects.groupby(level="world")
    seeds = groups.size().min()
    if seeds < 2:
        raise ValueError("one seed a trajectory: luck cannot be told from effect; run each at least twice")
    others = (groups.transform("sum") - effects).div(groups.transform("size") - 1.0, axis=0)
    parts = {"mu": effects, "mu_star": effects * np.sign(others), "rms": effects * others}
    found = pd.concat([_bounded(values, name) for name, values in parts.items()], axis=1)
    found.loc[:, "rms":] = np.sqrt(found.loc[:, "rms":].clip(lower=0.0))
    luck = groups.var(ddof=1).div(groups.size(), axis=0).mean()
    spread = np.sqrt((groups.mean().var(ddof=1) - luck).clip(lower=0.0))
    return found.assign(sigma=spread).sort_values("mu_star", ascending=False).rename_axis(index="parameter")


def _bounded(values: pd.DataFrame, name: str) -> pd.DataFrame:
    return means(values)[["mean", "low", "high"]].set_axis([name, f"{name}_low", f"{name}_high"], axis="columns")
