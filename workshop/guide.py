"""Where the facilitator's guide lies: in the documentation of a work tree, and beside this file once installed."""

from __future__ import annotations

from pathlib import Path

HERE = Path(__file__).parent
FILES = {"en": "facilitator.md", "sv": "facilitator.sv.md"}


def guide(language: str) -> str:
    """The guide in a language; OSError if the installation lacks it."""
    name = FILES[language]
    installed, documentation = HERE / name, HERE.parent / "docs" / name
    return (installed if installed.exists() else documentation).read_text("utf-8")
