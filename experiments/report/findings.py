"""The page of all results: each study's question and answer, as its own page gives them, and how to make it again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from experiments.fingerprint import SHORT
from experiments.report.words import counted

HEAD = """\
# What the model says so far

Written by `python -m experiments.studies.findings` from the pages and manifests of the studies below: change a study,
not this page. Every answer here stands with its intervals, tables, figures and limits on the study's own page. *Cannot
tell yet* is an answer, and so is a contradiction. `make results` makes everything again."""

MISSING = "No study has been done at full size yet: `make results` does them all."
STALE = "**Made by another version of the model** (code {code}): make it again before quoting it."


@dataclass(frozen=True)
class Told:
    """A study: its folder's name, its manifest, and its page."""

    name: str
    manifest: Mapping[str, Any]
    page: str

    @property
    def answer(self) -> str:
        """The first paragraph below the question."""
        paragraphs = [part.strip() for part in self.page.split("\n\n")[1:]]
        return next((part for part in paragraphs if part and part[0] not in "#!|>"), "")


def findings_page(studies: Iterable[Told], code: str) -> str:
    """The page; `code` is the fingerprint of the model as it is now."""
    parts = [_section(told, code) for told in studies if told.manifest["state"] == "complete"]
    return "\n\n".join([HEAD, *(parts or [MISSING])]) + "\n"


def _section(told: Told, code: str) -> str:
    manifest = told.manifest
    seeds, spent = manifest["seeds"], manifest["settings"].get("firm_years")
    size = f", {spent:,} firm-years" if spent else ""
    stale = [STALE.format(code=manifest["code"][:SHORT])] if manifest["code"] != code else []
    return "\n\n".join(
        [
            f"## [{manifest['question']}]({told.name}/README.md)",
            told.answer,
            *stale,
            f"`{manifest['command']}` ({counted(seeds['count'], 'seed')}{size})",
        ]
    )
