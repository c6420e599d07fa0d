"""Levers that arms of the validation pull, by name, as far as this version of the model has them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from simulation.layers import CATALOGUE
from simulation.parameters.declare import Declaration

LINEAR_PAY: Mapping[str, float] = {"pay.accelerator": 1.0, "pay.year_lump_share": 0.0, "pay.quarter_lump_share": 0.0}
"""Pay without a kink at any quota; a lump that this version does not have is none already."""


def known(overrides: Mapping[str, object]) -> dict[str, object]:
    """The overrides whose levers exist."""
    return {path: value for path, value in overrides.items() if path in CATALOGUE.by_path}


def missing(paths: Iterable[str]) -> str:
    """The first lever that does not exist; empty if all do."""
    return next((path for path in paths if path not in CATALOGUE.by_path), "")


def pulled(path: str) -> object:
    """A lever as far as it is plausibly pulled: the upper end of its range, the switch on, the last word."""
    lever = CATALOGUE.by_path[path]
    return _of_numbers(lever)[1] if lever.plausible else _of_words(lever)[-1]


def released(path: str) -> object:
    """A lever not pulled at all: the lower bound, the switch off, the first word."""
    lever = CATALOGUE.by_path[path]
    return _of_numbers(lever)[0] if lever.plausible else _of_words(lever)[0]


def _of_numbers(lever: Declaration) -> tuple[object, object]:
    low, high = (lever.bounds or (0.0, 0.0))[0], (lever.plausible or (0.0, 0.0))[1]
    return lever.type(low), lever.type(high)


def _of_words(lever: Declaration) -> tuple[object, ...]:
    return lever.choices or (False, True)
