"""The study of least regret: which worlds are kept, and all of it at toy size."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from experiments.studies import robust_policy as study
from tests.experiments.studies.tiny import done


def sifted(worlds: int, **strange: float) -> pd.DataFrame:
    """Worlds like real ones, of which the first has something strange."""
    usual = {name: (low + high) / 2 for name, (low, high) in study.REAL.items()} | {"profit_money": 1.0}
    table = pd.DataFrame([{"world": str(world), **usual} for world in range(worlds)])
    for name, value in strange.items():
        table.loc[0, name] = value
    return table


@pytest.mark.parametrize(("name", "value"), [("profit_money", -1.0), ("turnover", 0.9), ("win_share", 0.01)])
def test_a_world_unlike_any_real_firm_is_sifted_out(name: str, value: float) -> None:
    assert study.real(sifted(study.FEWEST + 1, **{name: value})) == [str(n) for n in range(1, study.FEWEST + 1)]


def test_with_too_few_worlds_left_all_are_kept() -> None:
    assert len(study.real(sifted(study.FEWEST, turnover=0.9))) == study.FEWEST


@pytest.mark.parametrize(("width", "told"), [(0.2, "it is least for *as it is*"), (2.0, "1 of the 1 other policies")])
def test_the_safest_policy_is_named_only_if_the_intervals_tell_it(width: float, told: str) -> None:
    found = pd.DataFrame({"arm": [study.AS_IS, "culling=10%"], "maximal": [1.0, 2.0]})
    found = found.assign(maximal_low=found["maximal"] - width, maximal_high=found["maximal"] + width)
    assert told in study.safest(found)


def test_every_policy_is_judged_in_every_world_through_new_luck(tmp_path: Path) -> None:
    page = done(study.STUDY, tmp_path)
    folder = tmp_path / "robust_policy" / "raw" / "preview"
    assert set(pd.read_csv(folder / "regret.csv")["arm"]) == set(study.titles())
    assert "Regret in profit is least for" in page
    assert len(pd.read_csv(folder / "verdicts.csv")) == 2 * (len(study.titles()) - 1)


def test_at_full_size_the_budget_holds_every_world_that_may_be_kept() -> None:
    settle, years, arms = study.FIRM["calendar.burn_in_years"], study.YEARS, len(study.arms())
    asked = study.DRAWN * 2 * (settle + years) + study.MOST * study.SEEDS * (settle + arms * years)
    assert asked <= study.STUDY.budget
