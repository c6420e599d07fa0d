"""Tables against each other: sellers, teams, accounts and prices that do not meet."""

import pandas as pd
from rapidfuzz import fuzz, process

from experiments.calibration.findings import Finding, rows_shown

SECTORS = (
    "agriculture",
    "automotive",
    "aerospace",
    "banking",
    "chemicals",
    "construction",
    "consulting",
    "consumer",
    "defence",
    "education",
    "employment",
    "energy",
    "engineering",
    "entertainment",
    "finance",
    "food",
    "government",
    "healthcare",
    "hospitality",
    "insurance",
    "legal",
    "logistics",
    "manufacturing",
    "marketing",
    "media",
    "medical",
    "mining",
    "pharmaceutical",
    "public",
    "retail",
    "services",
    "software",
    "technology",
    "telecommunications",
    "telecommunication",
    "transport",
    "travel",
    "utilities",
    "wholesale",
)
"""Words for sectors, to notice misspelt ones; the import uses sectors for nothing else."""


def cross_check(tables: dict[str, pd.DataFrame]) -> list[Finding]:
    """Everything that one table says and another does not. Tables hold pseudonyms."""
    opportunities = tables["opportunities"]
    findings: list[Finding] = []
    if "teams" in tables:
        findings += sellers_and_teams(opportunities, tables["teams"])
    if "accounts" in tables:
        findings += accounts_known(opportunities, tables["accounts"]) + sector_spelling(tables["accounts"])
    for name in ("quotas", "people"):
        if name in tables:
            findings += _strangers(tables[name], opportunities["owner"], name)
    return findings


def sellers_and_teams(opportunities: pd.DataFrame, teams: pd.DataFrame) -> list[Finding]:
    """Listed sellers without a deal, and sellers with deals but without a team."""
    selling, listed = set(opportunities["owner"].dropna()), set(teams["owner"].dropna())
    idle, teamless = sorted(listed - selling), sorted(selling - listed)
    deals = opportunities["owner"].isin(teamless)
    found = []
    if idle:
        message = "listed sellers own no opportunity; they are not counted as seats"
        found.append(
            Finding("sellers_without_deals", "teams", len(idle), len(listed), message, "left out", tuple(idle[:3]))
        )
    if teamless:
        message = f"deals belong to {len(teamless)} seller(s) whom the teams table does not list"
        found.append(
            Finding(
                "unknown_owners", "opportunities", int(deals.sum()), len(deals), message, "kept", tuple(teamless[:3])
            )
        )
    return found


def accounts_known(opportunities: pd.DataFrame, accounts: pd.DataFrame) -> list[Finding]:
    """Deals of accounts that the accounts table does not list."""
    named = opportunities["account"].dropna()
    strange = named[~named.isin(set(accounts["account"]))]
    message = "deals are with accounts that the accounts table does not list"
    return (
        [
            Finding(
                "unknown_accounts",
                "opportunities",
                len(strange),
                len(named),
                message,
                "kept",
                rows_shown(strange.index),
            )
        ]
        if len(strange)
        else []
    )


def sector_spelling(accounts: pd.DataFrame) -> list[Finding]:
    """Sectors that look like a slip of a common word."""
    if "sector" not in accounts:
        return []
    words = accounts["sector"].dropna().str.lower()
    slips = {word: meant for word in sorted(set(words)) if (meant := _slip(word))}
    return [_sector(accounts, words, word, meant) for word, meant in slips.items()]


def _slip(word: str) -> str | None:
    if word in SECTORS:
        return None
    best = process.extractOne(word, SECTORS, scorer=fuzz.ratio, score_cutoff=85)
    return best[0] if best else None


def _sector(accounts: pd.DataFrame, words: pd.Series, word: str, meant: str) -> Finding:
    rows = words.index[words == word]
    message = f"sector spelt {word!r} looks like {meant!r}; sectors are not used"
    return Finding("sector_spelling", "accounts", len(rows), len(accounts), message, "kept", rows_shown(rows))


def _strangers(table: pd.DataFrame, owners: pd.Series, name: str) -> list[Finding]:
    strange = table[table["owner"].notna() & ~table["owner"].isin(set(owners.dropna()))]
    message = f"rows of {name} are about sellers without any opportunity"
    found = Finding(f"{name}_of_strangers", name, len(strange), len(table), message, "kept", rows_shown(strange.index))
    return [found] if len(strange) else []
