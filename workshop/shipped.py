"""Files that come with the page, read and checked alike: presets and lessons, with every text in each language."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from simulation import ScenarioError
from simulation.toml_text import read_toml

FORMAT = 1
LANGUAGES = frozenset({"en", "sv"})


def read_shipped(path: Path, keys: Collection[str], what: str) -> Mapping[str, Any]:
    """The tables of a file; ScenarioError if it has another format, or keys that `what` does not have."""
    tables = read_toml(path)
    if tables.get("format") != FORMAT:
        raise ScenarioError(f"{path.name}: this version reads format = {FORMAT}")
    refuse_strays(path.name, tables, keys, what)
    return tables


def refuse_strays(where: str, table: Mapping[str, Any], keys: Collection[str], what: str) -> None:
    """ScenarioError if a table has keys that it should not."""
    strays = sorted(set(table) - set(keys))
    if strays:
        raise ScenarioError(f"{where}: {', '.join(strays)} is not what {what} has; it has {', '.join(sorted(keys))}")


def texts(where: str, table: Mapping[str, Any], key: str) -> Mapping[str, str]:
    """A text in each language; ScenarioError if one is missing or empty."""
    found = table.get(key)
    if not isinstance(found, dict) or set(found) != LANGUAGES or not all(found.values()):
        raise ScenarioError(f"{where}: {key} must be a table of texts for {' and '.join(sorted(LANGUAGES))}")
    return dict(found)
