"""What firms are called in each language: those that are shipped, and one that an import made and nobody named yet."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from experiments.report.language import LOCALES
from simulation.toml_text import read_toml

FILES = {"sv": LOCALES / "firms.sv.toml"}
"""Titles in other languages than that of the firms' own files."""


@cache
def firm_titles(language: str) -> Mapping[str, str]:
    """Titles by their English title, in a language that has a file of them."""
    return read_toml(FILES[language])["titles"] if language in FILES else {}


def firm_title(title: str, language: str) -> tuple[str, str]:
    """What a firm is called, and the code of the language that it is said in; empty for a title that a user gave."""
    found = firm_titles(language).get(title)
    if found is not None:
        return found, language
    return title, "en" if title in firm_titles("sv") else ""
