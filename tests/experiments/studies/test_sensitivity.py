"""The sensitivity study: which parameter moved, by how much, and all of it at toy size."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from experiments.design import Plan, morris, read_plan, saltelli
from experiments.design.trajectories import grouped
from experiments.studies import sensitivity
from experiments.studies.frame import Size
from tests.experiments.studies.tiny import FIRM, done

PATHS = ["market.demand_volatility", "coaching.hours_per_rep", "enemy.shape", "selection.review_strikes"]


def walk(trajectories: int = 3) -> pd.DataFrame:
    """Trajectories whose outcome is three times the first parameter's share of its range, plus luck all steps share."""
    pairs = grouped(morris(PATHS, trajectories), len(PATHS) + 1)
    cells = read_plan(Plan("?", settings=FIRM, years=1, pairs=pairs, own_seeds=True)).table()
    share = (cells[PATHS[0]] - 0.02) / 0.18
    runs = [cells.assign(seed=seed, profit_money=100.0 + seed + 3.0 * share) for seed in range(2)]
    return pd.concat(runs, ignore_index=True)


def test_each_step_moves_one_parameter_and_each_parameter_moves_once() -> None:
    found = sensitivity.steps(walk())
    for _, rows in found.groupby(["trajectory", "seed"]):
        assert sorted(rows["moved"]) == sorted(["", *PATHS])
    assert set(found["delta"].abs().round(9)) == {round(2 / 3, 9)}


def test_the_effect_of_a_known_parameter_is_found_and_no_other() -> None:
    found = sensitivity.screened(sensitivity.steps(walk()), "profit_money")
    assert found.loc[PATHS[0], "mu"] == pytest.approx(3.0)
    assert found.drop(PATHS[0])[["mu", "rms"]].abs().to_numpy().max() == pytest.approx(0.0, abs=1e-9)


def test_two_parameters_that_move_at_once_are_refused() -> None:
    broken = walk()
    broken = broken[broken["arm"] != "2"]
    with pytest.raises(ValueError, match="moves more or less than one parameter"):
        sensitivity.steps(broken)


def test_a_base_row_is_a_world_whose_arms_are_the_matrices() -> None:
    pairs = grouped(saltelli(PATHS[:2], 2), 4, ["A", *PATHS[:2], "B"])
    assert [(world.name, arm.name) for world, arm in pairs[:5]] == [
        ("0", "A"), ("0", PATHS[0]), ("0", PATHS[1]), ("0", "B"), ("1", "A"),
    ]  # fmt: skip
    first = [{**world.values, **arm.values} for world, arm in pairs[:4]]
    for place, path in enumerate(PATHS[:2], start=1):
        assert {name for name in first[0] if first[place][name] != first[0][name]} == {path}
        assert first[place][path] == first[3][path]


def test_one_trajectory_through_all_parameters_is_a_plan_without_contradictions() -> None:
    paths = sensitivity.vary(Size())
    cells = read_plan(Plan("?", settings=FIRM, pairs=grouped(morris(paths, 1), len(paths) + 1), own_seeds=True))
    assert len(cells.cells) == len(paths) + 1 > 300
    each = sensitivity.TRAJECTORIES * (len(paths) + 1) + sensitivity.ROWS * (sensitivity.SURVIVORS + 2)
    assert each * sensitivity.SEEDS * (sensitivity.YEARS + sensitivity.FIRM["calendar.burn_in_years"]) <= (
        sensitivity.STUDY.budget
    )


def test_the_study_goes_on_with_what_survives(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sensitivity, "FEW", ("prospecting.*", "planning.*"))
    monkeypatch.setattr(sensitivity, "FEW_ROWS", 8)
    page = done(sensitivity.STUDY, tmp_path)
    folder = tmp_path / "sensitivity" / "raw" / "preview"
    found = pd.read_csv(folder / "screening.csv")
    profit = found[found["metric"] == "profit_money"].nlargest(sensitivity.SURVIVORS, "rms_high")
    assert set(pd.read_csv(folder / "shares.csv")["parameter"]) == set(profit["parameter"])
    assert "which_matter.png" in page
    assert "who_owns_the_variance.png" in page
