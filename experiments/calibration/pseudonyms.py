"""Names of people and companies become pseudonyms before anything is measured, and are then forgotten."""

import random
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from experiments.calibration.folder import CrmTable
from experiments.calibration.layout import Kind

PERSONAL = {Kind.OWNER: "seller", Kind.TEAM: "team", Kind.ACCOUNT: "account"}
"""Kinds of columns that hold names, and the word that replaces them."""


@dataclass(frozen=True)
class Pseudonyms:
    """For each kind of name its pseudonyms. Numbers are dealt in a random order that is never written down."""

    by_kind: dict[Kind, dict[str, str]]

    def of(self, kind: Kind, name: Any) -> str | None:
        """The pseudonym of a name; `None` for an empty cell."""
        return None if name is None or pd.isna(name) else self.by_kind[kind][name_key(name)]

    def veiled(self, text: Any) -> str | None:
        """A text, or the pseudonym if it is the name of a person or company: some sell services named after them."""
        if text is None or pd.isna(text):
            return None
        known = [self.by_kind[kind].get(name_key(text)) for kind in (Kind.OWNER, Kind.ACCOUNT)]
        return next((pseudonym for pseudonym in known if pseudonym), " ".join(str(text).split()))

    def hides(self, text: Any) -> bool:
        """Whether a text is the name of a person, a team or a company."""
        return any(name_key(text) in names for names in self.by_kind.values())


def name_key(name: Any) -> str:
    """A name without its accidents of case and space: what makes two cells the same person."""
    return " ".join(str(name).split()).casefold()


def pseudonyms_for(tables: Iterable[CrmTable]) -> Pseudonyms:
    """Pseudonyms for every name in the tables, dealt from the operating system's randomness."""
    names: dict[Kind, set[str]] = {kind: set() for kind in PERSONAL}
    for table in tables:
        for name, kind in _personal_columns(table):
            names[kind] |= {name_key(cell) for _, cell in table.cells(name)}
    return Pseudonyms({kind: _dealt(found, PERSONAL[kind]) for kind, found in names.items()})


def _personal_columns(table: CrmTable) -> list[tuple[str, Kind]]:
    return [
        (column.name, column.kind)
        for column in table.layout.columns
        if column.kind in PERSONAL and table.has(column.name)
    ]


def _dealt(names: set[str], word: str) -> dict[str, str]:
    order = sorted(names)
    random.SystemRandom().shuffle(order)
    digits = max(2, len(str(len(order))))
    return {name: f"{word}-{number:0{digits}}" for number, name in enumerate(order, start=1)}
