"""The study of winners and their habits, at toy size."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from experiments.design import read_plan
from experiments.doses import overlays
from experiments.studies import what_the_author_saw as study
from experiments.studies.frame import Size, firm_years
from tests.experiments.studies.tiny import done


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    results = tmp_path_factory.mktemp("results")
    done(study.STUDY, results)
    return results / "what_the_author_saw" / "raw" / "preview"


def test_every_firm_lives_again_with_each_habit_the_other_way_round() -> None:
    lives = list(study.firms(20))
    assert len(lives) == 20 * 8
    for first in range(0, len(lives), 8):
        drawn, *others = [set(arm.policies) for _, arm in lives[first : first + 8]]
        assert [drawn ^ other for other in others] == [{factor} for factor in overlays()]
        assert len({world.name for world, _ in lives[first : first + 8]}) == 1


def test_habits_are_drawn_by_lot_as_often_as_not_and_apart_from_each_other() -> None:
    drawn = [set(arm.policies) for _, arm in study.firms(2_000) if arm.name == study.DRAWN]
    table = pd.DataFrame([{factor: factor in some for factor in overlays()} for some in drawn]).astype(float)
    assert table.mean().between(0.45, 0.55).all()
    assert (
        table.corr().abs() - pd.DataFrame(1.0, table.columns, table.columns).where(table.corr() > 0.99, 0.0)
    ).max().max() < 0.1


def test_what_a_habit_does_is_with_minus_without_whatever_was_drawn() -> None:
    one, two = overlays()[:2]
    lives = {study.DRAWN: 10.0} | {f"{study.OTHERWISE}{factor}": 10.0 for factor in overlays()}
    lives |= {f"{study.OTHERWISE}{one}": 7.0, f"{study.OTHERWISE}{two}": 4.0}  # it has the first habit, not the second
    runs = pd.DataFrame(
        [("0", arm, one, value) for arm, value in lives.items()], columns=["world", "arm", "policies", "x"]
    )
    found = study.caused(runs, "x").iloc[0]
    assert (found[one], found[two]) == (3.0, -6.0)
    assert (found.drop([one, two]) == 0.0).all()


def test_the_study_is_within_its_budget_and_gives_each_firm_a_world_and_luck_of_its_own(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    full = study.FIRMS
    monkeypatch.setattr(study, "FIRMS", 40)
    cells = read_plan(study.plans(Size(), {})["firms"])
    assert firm_years(cells) * full / 40 <= study.STUDY.budget
    assert len({cell.shift for cell in cells.cells}) == 40 == len({cell.world for cell in cells.cells})


def test_the_page_answers_for_both_kinds_of_winners(folder: Path) -> None:
    page = (folder / "README.md").read_text("utf-8")
    assert "An interviewer of winners by new revenue would report" in page
    assert "An interviewer of winners by satisfaction would report" in page
    found = pd.read_csv(folder / "habits.csv")
    assert len(found) == 2 * len(overlays())
    assert found["lives"].eq(study.PREVIEW).all()
