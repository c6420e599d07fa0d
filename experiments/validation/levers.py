"""Levers that arms of the validation pull, by name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from simulation.layers import CATALOGUE

LINEAR_PAY: Mapping[str, float] = {"pay.accelerator": 1.0, "pay.year_lump_share": 0.0, "pay.quarter_lump_share": 0.0}
"""Pay without a kink at any quota."""


def missing(paths: Iterable[str]) -> str:
    """The first lever that does not exist; empty if all do."""
    return next((path for path in paths if path not in CATALOGUE.by_path), "")


def pulled(path: str) -> float:
    """A lever as far as it is plausibly pulled: the upper end of its range."""
    return float((CATALOGUE.by_path[path].plausible or (0.0, 0.0))[1])


def released(path: str) -> float:
    """A lever not pulled at all: its lower bound."""
    return float((CATALOGUE.by_path[path].bounds or (0.0, 0.0))[0])
