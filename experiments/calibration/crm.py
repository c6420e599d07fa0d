"""A folder of an export to a cleaned, pseudonymous CRM with everything that was found on the way."""

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from experiments.calibration.clean import clean_opportunities
from experiments.calibration.cross_check import cross_check
from experiments.calibration.errors import CrmError
from experiments.calibration.findings import Finding
from experiments.calibration.folder import read_folder
from experiments.calibration.mapping import Mapping
from experiments.calibration.periods import Window, period_findings, window_of
from experiments.calibration.products import repair_products
from experiments.calibration.pseudonyms import pseudonyms_for
from experiments.calibration.typed import Reading, TypedTable, leaving_kinds, one_currency, split_losses, type_table


@dataclass(frozen=True)
class Crm:
    """Cleaned tables by name, indexed by row in their file; owners, teams and accounts are pseudonyms."""

    tables: dict[str, pd.DataFrame]
    sources: dict[str, str]
    leaving: pd.Series | None
    currency: str
    currency_from: str
    window: Window
    findings: tuple[Finding, ...]


def read_crm(folder: Path, mapping: Mapping, reading: Reading) -> Crm:
    """Everything in a folder. Raises CrmError; writes nothing and keeps no name."""
    read = read_folder(folder, mapping)
    currency, currency_from = one_currency(read.tables, mapping, reading)
    pseudonyms = pseudonyms_for(read.tables.values())
    typed = {name: type_table(table, mapping, reading, pseudonyms) for name, table in read.tables.items()}
    tables, findings = clean_tables({name: table.frame for name, table in typed.items()}, mapping)
    window = window_of(tables["opportunities"])
    return Crm(
        tables={name: frame for name, frame in tables.items() if name != "dictionary"},
        sources={name: f"{table.source} ({read.tables[name].how})" for name, table in typed.items()},
        leaving=leaving_kinds(typed["people"], pseudonyms) if "people" in typed else None,
        currency=currency,
        currency_from=currency_from,
        window=window,
        findings=(
            *_of_reading(typed),
            *findings,
            *period_findings(tables["opportunities"], window),
            *_unread(read.unread),
        ),
    )


def _of_reading(typed: dict[str, TypedTable]) -> list[Finding]:
    return [finding for table in typed.values() for finding in table.findings]


def clean_tables(tables: dict[str, pd.DataFrame], mapping: Mapping) -> tuple[dict[str, pd.DataFrame], list[Finding]]:
    """Typed tables without the rows that cannot be used, and everything found on the way. Raises CrmError."""
    opportunities = split_losses(tables["opportunities"], mapping)
    if opportunities.empty:
        raise CrmError("opportunities: the table has headers but no rows")
    listed = sorted(set(tables["products"]["product"].dropna())) if "products" in tables else []
    repaired, spelling = repair_products(opportunities, listed)
    cleaned, found = clean_opportunities(repaired)
    tables = tables | {"opportunities": cleaned}
    return tables, [*spelling, *found, *cross_check(tables)]


def _unread(sources: tuple[str, ...]) -> list[Finding]:
    message = f"tables were not recognised and not read: {', '.join(sources)}"
    return [Finding("unread_files", "folder", len(sources), len(sources), message, "left out")] if sources else []
