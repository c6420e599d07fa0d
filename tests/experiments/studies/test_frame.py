"""The frame of all studies: what it keeps, what it refuses, and what its page says."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from experiments.commands.results import list_studies
from experiments.design import Plan, policies, read_plan
from experiments.report.study_page import Answer, Spent
from experiments.store import StoreError, Study
from experiments.studies import frame
from experiments.studies.frame import Crew, Inquiry, Runs, Size, firm_years, perform, whole
from experiments.sweep import jobs
from simulation import ScenarioError
from tests.experiments.studies.tiny import FIRM, done, smaller


def first(size: Size, _: Runs) -> Mapping[str, Plan]:
    return {"one": Plan("?", seeds=size.seeds(9, 2), arms=policies(["ordinary", "culling=10%"]))}


def second(_: Size, runs: Runs) -> Mapping[str, Plan]:
    """Goes on with the arm that earned most."""
    best = runs["one"].groupby("arm")["profit_money"].mean().idxmax()
    return {"two": Plan("?", seeds=range(3), arms=policies([str(best)]))}


def answer(runs: Runs) -> Answer:
    table = pd.concat(runs, names=["plan"]).reset_index("plan")[["plan", "arm", "seed", "profit_money"]]
    return Answer(["It is so."], {"What was seen": "A table."}, ["Nothing more."], {"seen": table})


STUDY = Inquiry("toy", "Is it so?", budget=60, stages=(first, second), answer=answer)
PREVIEW = Path("toy", "raw", "preview")


def test_a_later_stage_looks_at_the_runs_of_an_earlier_one(tmp_path: Path) -> None:
    done(STUDY, tmp_path)
    seen = pd.read_csv(tmp_path / PREVIEW / "seen.csv")
    best = seen[seen["plan"] == "one"].groupby("arm")["profit_money"].mean().idxmax()
    assert set(seen.loc[seen["plan"] == "two", "arm"]) == {best}


def test_the_page_has_question_answer_limits_command_and_cost(tmp_path: Path) -> None:
    page = done(STUDY, tmp_path)
    assert page == (tmp_path / PREVIEW / "README.md").read_text("utf-8")
    assert page.startswith("# Is it so?\n\n> **Preview.**")
    assert "\n\nIt is so.\n\n## What was seen" in page
    assert "- Nothing more." in page
    assert "One command: `python -m experiments.studies.toy --quick`." in page
    assert "Seeds 0 to 2, code " in page
    assert "7 runs, 12 firm-years" in page


def test_full_size_lies_in_the_study_s_own_folder_and_is_no_preview(tmp_path: Path) -> None:
    page = done(STUDY, tmp_path, Size(trim=smaller))
    assert page.startswith("# Is it so?\n\nIt is so.")
    assert sorted(path.name for path in (tmp_path / "toy").iterdir()) == [
        "README.md",
        "manifest.json",
        "raw",
        "seen.csv",
    ]


def test_a_second_time_nothing_is_run_and_nothing_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done(STUDY, tmp_path)
    before = {path.name: path.read_bytes() for path in (tmp_path / PREVIEW).iterdir() if path.is_file()}
    monkeypatch.setattr(jobs, "run_many", None)
    done(STUDY, tmp_path)
    assert {path.name: path.read_bytes() for path in (tmp_path / PREVIEW).iterdir() if path.is_file()} == before
    assert json.loads(before["manifest.json"])["state"] == "complete"


def test_the_list_of_results_counts_the_runs_of_all_sweeps_of_a_study(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    done(STUDY, tmp_path, Size(trim=smaller))
    done(STUDY, tmp_path)
    list_studies(tmp_path, as_program=True)
    (about,) = json.loads(capsys.readouterr().out)["studies"]
    assert (about["study"], about["state"], about["runs"], about["failed"]) == ("toy", "complete", 21, 0)


def test_more_than_the_budget_is_refused_before_it_runs(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError, match="would take 6 firm-years, more than its budget of 5"):
        done(replace(STUDY, budget=5), tmp_path)
    assert not list((tmp_path / PREVIEW).rglob("runs-*"))


def test_what_no_sweep_makes_counts_too_and_has_its_workers(tmp_path: Path) -> None:
    asked: list[int | None] = []

    def made(size: Size, how: Crew, study: Study) -> tuple[Runs, Spent]:
        asked.append(how.workers)
        return {}, Spent(1, 0, 50, 0.0)

    with pytest.raises(ScenarioError, match="would take 50 firm-years, more than its budget of 49"):
        perform(replace(STUDY, made=made, budget=49), tmp_path, Size(quick=True), Crew(workers=1))
    assert asked == [1]
    assert not list((tmp_path / PREVIEW).glob("*.md"))


def test_results_of_other_code_are_refused(tmp_path: Path) -> None:
    done(STUDY, tmp_path)
    manifest = tmp_path / PREVIEW / "manifest.json"
    manifest.write_text(manifest.read_text("utf-8").replace('"code": "', '"code": "0123'), "utf-8")
    with pytest.raises(StoreError, match="--fresh"):
        done(STUDY, tmp_path)


def test_fewer_seeds_than_were_swept_are_fewer_seeds_in_the_tables(tmp_path: Path) -> None:
    done(STUDY, tmp_path)
    done(
        replace(STUDY, stages=(lambda size, runs: {"one": replace(first(size, runs)["one"], seeds=range(1))},)),
        tmp_path,
    )
    assert set(pd.read_csv(tmp_path / PREVIEW / "seen.csv")["seed"]) == {0}


def test_firm_years_count_each_firm_and_the_settling_in_of_each_world_once() -> None:
    plan = Plan("?", settings=FIRM, years=2, seeds=range(5), arms=policies(["ordinary", "culling=10%"]))
    assert firm_years(read_plan(plan)) == 5 * (2 * 2 + 1)


def test_a_seed_in_which_one_firm_failed_is_left_out_of_every_firm() -> None:
    runs = pd.DataFrame(
        {"world": "w", "arm": ["a", "a", "b", "b"], "seed": [0, 1, 0, 1], "error": [None, None, "broke", None]}
    )
    assert list(whole(runs)["seed"]) == [1, 1]


def test_what_failed_is_counted_on_the_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frame, "_spent", lambda *_: Spent(9, 2, 9, 3.0))
    page = done(STUDY, tmp_path)
    assert "2 runs failed" in page
    assert "3 leads or customers of all firms together found no room" in page
