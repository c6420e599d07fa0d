"""The page of all results: what it takes from each study, and what it says of results of an older model."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from experiments.fingerprint import code_fingerprint
from experiments.studies.findings import write

PAGE = "# Does it pay?\n\n> **Note.** Not this.\n\n![a figure](a.png)\n\nIt does, by 1 %.\n\n## More\n\nOther.\n"


def study(results: Path, name: str, **changed: object) -> None:
    manifest = {
        "study": name, "question": "Does it pay?", "command": f"make {name}", "code": code_fingerprint(),
        "state": "complete", "seeds": {"first": 0, "count": 40}, "settings": {"firm_years": 12_000}, "format": 2,
    }  # fmt: skip
    (results / name).mkdir()
    (results / name / "manifest.json").write_text(json.dumps(manifest | changed), "utf-8")
    (results / name / "README.md").write_text(PAGE, "utf-8")


@pytest.fixture
def results(tmp_path: Path) -> Path:
    study(tmp_path, "zebra")
    study(tmp_path, "seven_factors")
    study(tmp_path, "broken_off", state="running")
    return tmp_path


def test_each_complete_study_stands_with_question_answer_and_command(results: Path) -> None:
    page = write(results)
    assert page == (results / "README.md").read_text("utf-8")
    section = "## [Does it pay?](seven_factors/README.md)\n\nIt does, by 1 %.\n\n"
    assert f"{section}`make seven_factors` (40 seeds, 12,000 firm-years)" in page
    assert page.index("seven_factors") < page.index("zebra")
    assert "broken_off" not in page
    assert "Not this" not in page


def test_results_of_an_older_model_are_said_to_be_so(results: Path) -> None:
    assert "another version of the model" not in write(results)
    study(results, "old", code="0123456789abcdef")
    assert "**Made by another version of the model** (code 0123456789ab)" in write(results)


def test_without_any_study_the_page_says_how_to_make_them(tmp_path: Path) -> None:
    assert "`make results` does them all" in write(tmp_path)
