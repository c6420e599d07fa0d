"""Studies at toy size: small firms, one year, the designs of the preview."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module
from pathlib import Path

from experiments.design import Plan
from experiments.studies.frame import Crew, Inquiry, Size, perform

FIRM = {"organization.teams": 2, "organization.reps_per_team": 4, "calendar.burn_in_years": 1}


def smaller(plan: Plan) -> Plan:
    return replace(plan, settings={**plan.settings, **FIRM}, years=1)


TINY = Size(quick=True, trim=smaller, firm=FIRM)


def inquiry(name: str) -> Inquiry:
    found = import_module(f"experiments.studies.{name}").STUDY
    assert isinstance(found, Inquiry)
    return found


def done(study: Inquiry, results: Path, size: Size = TINY) -> str:
    return perform(study, results, size, Crew(workers=1))
