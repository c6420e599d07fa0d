"""Parameters in people's words: names in both languages, meanings translated; all else is as declared."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from simulation.layers import CATALOGUE
from simulation.parameters.declare import Declaration
from simulation.toml_text import read_toml

NAMED: Mapping[str, str] = {
    "selection.cull_fraction": "page.lever.cull_fraction",
    "selection.probation_standard": "page.lever.probation_standard",
    "pay.team_share": "page.lever.team_share",
    "pay.relative_share": "page.lever.relative_share",
    "pay.accelerator": "page.lever.accelerator",
    "coaching.hours_per_rep": "page.lever.coaching_hours",
    "recruiting.candidates_per_hire": "page.lever.candidates_per_hire",
    "recruiting.bench": "page.lever.bench",
    "recruiting.hunger_wanted": "page.lever.hunger_wanted",
    "leadership.direction": "page.lever.direction",
    "leadership.autonomy": "page.lever.autonomy",
    "leadership.control_hours_per_rep": "page.lever.control_hours",
    "leadership.people_hours_per_rep": "page.lever.people_hours",
    "leadership.process_hours": "page.lever.process_hours",
    "leadership.use_of_power": "page.lever.use_of_power",
    "conduct.clarity": "page.lever.clarity",
    "conduct.enforcement": "page.lever.enforcement",
    "attribution.outcome_pressure": "page.lever.outcome_pressure",
    "attribution.process_accountability": "page.lever.process_accountability",
    "enemy.salience": "page.lever.salience",
    "peers.contest": "page.lever.contest",
    "peers.prize_weeks": "page.lever.prize_weeks",
    "helping.norm": "page.lever.help_norm",
    "knowledge.meeting_hours": "page.lever.meeting_hours",
    "knowledge.playbook_hours": "page.lever.playbook_hours",
    "accountability.ritual": "page.lever.ritual",
    "attention.forward_norm": "page.lever.forward_norm",
    "attention.qualify_out": "page.lever.qualify_out",
    "spirit.rituals": "page.lever.team_rituals",
    "spirit.standard": "page.lever.standard",
    "spirit.recognition": "page.lever.recognition",
    "spirit.privileges": "page.lever.privileges",
}

OF_THE_RACE = (
    "selection.cull_fraction",
    "coaching.hours_per_rep",
    "recruiting.candidates_per_hire",
    "pay.team_share",
    "leadership.use_of_power",
    "leadership.autonomy",
)
"""The levers that stand beside a race; the mixer has those of the habits."""

HERE = Path(__file__).parent
TRANSLATED = {"sv": (HERE / "meanings.sv.toml", HERE / "world.sv.toml")}
"""Meanings in other languages than that of the declarations: of levers, and of what a world can be like."""


def uncertainties() -> dict[str, Declaration]:
    """Every uncertain number, by path."""
    return {
        path: declared
        for path, declared in CATALOGUE.by_path.items()
        if declared.kind == "uncertainty" and declared.type is float and declared.plausible is not None
    }


@cache
def translations(language: str) -> Mapping[str, str]:
    """Meanings by path, in a language that has files of them."""
    tables = [read_toml(path) for path in TRANSLATED.get(language, ())]
    return {f"{group}.{name}": text for file in tables for group, table in file.items() for name, text in table.items()}


def meaning(path: str, language: str) -> tuple[str, str]:
    """What a lever means, and the code of the language that it is said in: English where there is no translation."""
    found = translations(language).get(path)
    return (CATALOGUE.find(path).meaning, "en") if found is None else (found, language)
