"""The demonstration and the simulated CRM, on a firm small enough for a test."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

from experiments import cli, demo
from experiments.calibration import import_crm

SMALL = """\
format = 1
title = "Two teams of five"
base = "midmarket"
[organization]
teams = 2
reps_per_team = 5
[calendar]
burn_in_years = 1
"""


@pytest.fixture
def firm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small firm in an otherwise empty working directory."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "small.toml"
    path.write_text(SMALL)
    return path


def test_the_demonstration_answers_and_draws(firm: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demo, "WORLDS", 3)
    monkeypatch.setattr(demo, "YEARS_DRAWN", 2)
    found = demo.demonstrate(firm, firm.parent / "out")
    assert [arm.name for arm in found.answer.question.arms] == [*demo.POLICIES, "ordinary"]
    assert {path.stem for path in found.figures} == {"does_it_pay", "what_else", "when_does_it_pay"}
    assert all(path.stat().st_size > 10_000 for path in found.figures)


def test_demo_prints_a_verdict_for_every_policy_and_where_the_figures_are(
    firm: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(demo, "WORLDS", 3)
    monkeypatch.setattr(demo, "YEARS_DRAWN", 1)
    done = CliRunner().invoke(cli.app, ["demo"])
    assert done.exit_code == 0, done.output
    assert done.stdout.count("Verdict: ") == 4
    assert "results/demo/does_it_pay.png" in done.stdout
    assert (firm.parent / "results" / "demo" / "does_it_pay.svg").is_file()


def test_an_exported_crm_is_read_by_the_import(firm: Path) -> None:
    done = CliRunner().invoke(cli.app, ["export-crm", str(firm), "--years", "2", "-o", "crm", "--json"])
    told = json.loads(done.stdout)
    assert told["rows"] == {path.stem: len(pd.read_csv(path)) for path in Path("crm").iterdir()}
    result = import_crm("crm", simulate=False)
    assert result.measurements.teams == 2
    assert result.measurements.currency == "EUR"


def test_an_export_never_mixes_with_other_files(firm: Path) -> None:
    done = CliRunner().invoke(cli.app, ["export-crm", str(firm), "-o", "."])
    assert done.exit_code == 2
    assert "not empty" in done.stderr
    assert [path.name for path in firm.parent.iterdir()] == ["small.toml"]
