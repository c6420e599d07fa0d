"""Spellings of products: repaired where exactly one product of the price list can be meant."""

from collections.abc import Iterable

import pandas as pd
from rapidfuzz import fuzz

from experiments.calibration.findings import Finding, rows_shown

CLOSE_ENOUGH = 88.0
"""Similarity (0-100) from which a spelling may be a slip of a known product."""

CLEAR_LEAD = 5.0
"""By how much the best candidate must beat the second."""


def plain(spelling: str) -> str:
    """A spelling without case, spaces and marks."""
    return "".join(letter for letter in spelling.casefold() if letter.isalnum())


def repair_for(spelling: str, known: Iterable[str]) -> str | None:
    """The one known product that a spelling can mean, or `None` if there is none or more than one."""
    same = [name for name in known if plain(name) == plain(spelling)]
    if same:
        return same[0] if len(same) == 1 else None
    ranked = sorted(((fuzz.ratio(plain(name), plain(spelling)), name) for name in known), reverse=True)
    if not ranked or ranked[0][0] < CLOSE_ENOUGH or _digits(ranked[0][1]) != _digits(spelling):
        return None
    return ranked[0][1] if len(ranked) == 1 or ranked[0][0] - ranked[1][0] >= CLEAR_LEAD else None


def _digits(spelling: str) -> str:
    """Model numbers tell products apart: GTK 500 is no slip of GTK 600."""
    return "".join(letter for letter in spelling if letter.isdigit())


def repair_products(opportunities: pd.DataFrame, listed: list[str]) -> tuple[pd.DataFrame, list[Finding]]:
    """Opportunities with products as the price list spells them (or as most rows do), and what was found."""
    spellings = opportunities["product"].dropna()
    known = listed or _commonest(spellings)
    strange = sorted(set(spellings) - set(known))
    repairs = {spelling: name for spelling in strange if (name := repair_for(spelling, known))}
    repaired = opportunities.assign(
        product=opportunities["product"].replace(repairs) if repairs else opportunities["product"]
    )
    findings = [_repaired(spellings, spelling, name) for spelling, name in repairs.items()]
    unknown = [spelling for spelling in strange if spelling not in repairs]
    return repaired, findings + [_unknown(spellings, spelling) for spelling in unknown if listed]


def _commonest(spellings: pd.Series) -> list[str]:
    """Of spellings that differ by case, spaces and marks only, the commonest."""
    counts = spellings.value_counts().sort_index(ascending=False).sort_values(ascending=False, kind="stable")
    best: dict[str, str] = {}
    for spelling in counts.index:
        best.setdefault(plain(spelling), spelling)
    return sorted(best.values())


def _repaired(spellings: pd.Series, spelling: str, name: str) -> Finding:
    rows = spellings.index[spellings == spelling]
    message = f"product spelt {spelling!r} is {name!r} in the price list"
    return Finding(
        "product_spelling", "opportunities", len(rows), len(spellings), message, "repaired", rows_shown(rows)
    )


def _unknown(spellings: pd.Series, spelling: str) -> Finding:
    rows = spellings.index[spellings == spelling]
    message = f"product {spelling!r} is not in the price list; it is kept as a product without list price"
    return Finding("product_unknown", "opportunities", len(rows), len(spellings), message, "kept", rows_shown(rows))
