"""Designs: each has the rows that its name promises, keeps levers and uncertainties apart, and refuses nonsense."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from scipy.stats import qmc

import experiments
from experiments.design import (
    Plan,
    Row,
    between,
    factors,
    from_csv,
    full_factorial,
    latin_hypercube,
    morris,
    one_at_a_time,
    policies,
    problem,
    read_plan,
    read_study,
    saltelli,
    subsets,
)
from experiments.design.sampled import hypercube
from simulation import ScenarioError
from simulation.layers import CATALOGUE, shipped

SMALL = {"organization.teams": 2, "organization.reps_per_team": 4, "calendar.burn_in_years": 1}
TWO = {"market.demand_volatility": between(0.1, 0.3), "selection.cull_fraction": [0.0, 0.1, 0.2]}


# --- what varies -----------------------------------------------------------------------------------------------------


def test_a_parameter_alone_varies_over_its_own_plausible_range() -> None:
    (factor,) = factors(["market.demand_volatility"])
    assert factor.span == CATALOGUE.find("market.demand_volatility").plausible


def test_all_is_every_lever_and_uncertainty_and_no_setting() -> None:
    kinds = {name: {CATALOGUE.find(f.path).kind for f in factors(name)} for name in ("levers", "uncertainties", "all")}
    assert kinds == {"levers": {"lever"}, "uncertainties": {"uncertainty"}, "all": {"lever", "uncertainty"}}
    assert len(factors("all")) == len([d for d in CATALOGUE.by_path.values() if d.kind != "setting"])


def test_switches_and_words_vary_over_all_they_can_be() -> None:
    assert factors(["selection.ordinary_dismissals"])[0].levels == (False, True)
    assert factors(["selection.cull_scope"])[0].levels == CATALOGUE.find("selection.cull_scope").choices


def test_levels_and_whole_numbers_each_take_an_equal_part() -> None:
    (levels,) = factors({"selection.cull_fraction": [0.0, 0.1, 0.2]})
    assert Counter(levels.at(share) for share in np.linspace(0, 1, 300)) == {0.0: 100, 0.1: 100, 0.2: 100}
    (whole,) = factors({"selection.cull_strikes": between(1, 4)})
    counts = Counter(whole.at(share) for share in np.linspace(0, 1, 401)[:-1])
    assert counts == {1: 100, 2: 100, 3: 100, 4: 100}
    assert whole.at(1.0) == 4
    assert all(type(value) is int for value in (*counts, *whole.grid(3)))


@pytest.mark.parametrize(
    ("vary", "sentence"),
    [
        (
            ["market.demand_volatilty"],
            "market.demand_volatilty is no parameter; did you mean market.demand_volatility?",
        ),
        (
            {"selection.cull_fraction": [0.1, 0.6]},
            "selection.cull_fraction = 0.6, but it must be a number from 0 to 0.5",
        ),
        ({"selection.cull_fraction": between(0.2, 0.1)}, "from must lie below to"),
        ({"selection.cull_fraction": {"from": 0.1}}, "a range has exactly from and to"),
        ({"selection.cull_fraction": "wide"}, "it must be a list"),
        (["organization.teams"], "organization.teams has no plausible range"),
        (["marke.*"], "marke is no group of parameters; did you mean market?"),
        ([], "vary is empty"),
    ],
)
def test_what_cannot_vary_is_refused_with_the_nearest_right_thing(vary, sentence: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(ScenarioError, match=re.escape(sentence)):
        factors(vary)


# --- designs ---------------------------------------------------------------------------------------------------------


def test_a_full_factorial_has_every_combination_once() -> None:
    rows = full_factorial(TWO, levels=4)
    assert len({tuple(row.values.values()) for row in rows}) == len(rows) == 12
    assert sorted({row.values["market.demand_volatility"] for row in rows})[0::3] == [0.1, 0.3]


def test_one_at_a_time_changes_one_thing_around_the_firm_as_it_is() -> None:
    rows = one_at_a_time(TWO, levels=2)
    assert [len(row.values) for row in rows] == [0, 1, 1, 1, 1, 1]


def test_a_latin_hypercube_meets_every_part_of_every_range_once() -> None:
    values = np.array([row.values["market.demand_volatility"] for row in latin_hypercube(TWO, 10, seed=3)])
    assert sorted(((values - 0.1) / 0.02).astype(int)) == list(range(10))


@pytest.mark.parametrize(("count", "samples", "seed"), [(1, 1, 0), (2, 10, 3), (8, 2_000, 0), (40, 97, 5)])
def test_a_latin_hypercube_is_that_of_scipy_bit_by_bit(count: int, samples: int, seed: int) -> None:
    theirs = qmc.LatinHypercube(count, rng=np.random.default_rng(seed)).random(samples)
    assert np.array_equal(hypercube(count, samples, seed), theirs)


def test_a_latin_hypercube_does_without_the_libraries_that_a_sweep_would_keep_in_memory() -> None:
    asked = "import sys; from experiments.design import latin_hypercube as lhs; lhs('market.*', 3); print(*sys.modules)"
    found = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True).stdout.split()
    assert "experiments.design.sampled" in found
    assert not {"scipy.stats", "SALib"} & set(found)


def test_the_shipped_sweep_of_a_million_runs_has_a_million_runs() -> None:
    plan = read_study(Path(experiments.__file__).with_name("sweeps") / "million.toml")
    assert len(plan.worlds) * len(plan.arms) * len(plan.seeds) >= 1_000_000
    assert plan.reference in {row.name for row in plan.arms}
    assert len(read_plan(replace(plan, worlds=plan.worlds[:1], arms=plan.arms[:2])).cells) == 2


def test_drawn_designs_are_the_same_again_and_differ_by_seed() -> None:
    for design in (
        lambda s: latin_hypercube(TWO, 8, seed=s),
        lambda s: saltelli(TWO, 8, s),
        lambda s: morris(TWO, 3, 4, s),
    ):
        assert design(1) == design(1)
        assert design(1) != design(2)


def test_saltelli_has_its_blocks_and_changes_one_column_between_them() -> None:
    rows = saltelli(TWO, 8)
    assert len(rows) == 8 * (2 + 2)
    first, ab, ba, second = ([*row.values.values()] for row in rows[:4])
    assert ab[0] == second[0]
    assert ab[1] == first[1]
    assert (ba[0], ba[1]) == (first[0], second[1])
    assert len(saltelli(TWO, 8, second_order=True)) == 8 * (2 * 2 + 2)


def test_morris_takes_one_step_at_a_time() -> None:
    rows = morris(["market.*"], trajectories=3)
    size = len(factors(["market.*"])) + 1
    assert len(rows) == 3 * size
    for first in range(0, len(rows), size):
        for one, next_one in pairwise(rows[first : first + size]):
            assert sum(one.values[path] != next_one.values[path] for path in one.values) == 1


def test_a_problem_for_the_estimators_names_the_factors_in_order() -> None:
    assert problem(TWO) == {"num_vars": 2, "names": list(TWO), "bounds": [[0.0, 1.0]] * 2}


def test_the_seven_overlays_have_128_subsets_and_all_of_them_set_what_each_sets() -> None:
    rows = subsets()
    assert len({row.policies for row in rows}) == len(rows) == 128
    assert (rows[0].name, rows[0].values) == ("none", {})
    singles = [row for row in rows if len(row.policies) == 1]
    assert len(singles) == 7
    assert dict(rows[-1].values) == {path: value for row in singles for path, value in row.values.items()}


def test_a_list_reads_policies_values_and_blanks(tmp_path: Path) -> None:
    path = tmp_path / "cells.csv"
    path.write_text(
        "name,policies,coaching.hours_per_rep,selection.cull_scope\nbase,,,\nmore,culling=10%,2,team\n", "utf-8"
    )
    base, more = from_csv(path)
    assert (base.name, base.values) == ("base", {})
    assert more.policies == ("culling=10%",)
    assert more.values["selection.cull_fraction"] == 0.1
    assert (more.values["coaching.hours_per_rep"], more.values["selection.cull_scope"]) == (2.0, "team")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("coaching.hours_per\n1\n", r"cells.csv: line 2: .*; did you mean coaching.hours_per_rep"),
        ("coaching.hours_per_rep\n999\n", "line 2: .*it must be a number from"),
        ("name,coaching.hours_per_rep\na\n", "line 2 has more or fewer fields"),
        ("name\n", "has no rows below its header"),
    ],
)
def test_a_wrong_list_is_refused_with_its_line(tmp_path: Path, text: str, sentence: str) -> None:
    (tmp_path / "cells.csv").write_text(text, "utf-8")
    with pytest.raises(ScenarioError, match=sentence):
        from_csv(tmp_path / "cells.csv")


def test_sizes_that_a_design_cannot_have_are_refused() -> None:
    with pytest.raises(ScenarioError, match="did you mean 8"):
        saltelli(TWO, 12)
    with pytest.raises(ScenarioError, match="even number"):
        morris(TWO, 2, levels=3)
    with pytest.raises(ScenarioError, match="levels = 1"):
        full_factorial(TWO, levels=1)


# --- plans -----------------------------------------------------------------------------------------------------------


def test_every_arm_runs_in_every_world_and_worlds_come_first() -> None:
    worlds = latin_hypercube(["market.demand_volatility"], 3)
    found = read_plan(Plan("?", settings=SMALL, worlds=worlds, arms=policies(["ordinary", "culling=10%"]), years=1))
    assert [(cell.world, cell.arm) for cell in found.cells] == [
        (world, arm) for world in "012" for arm in ("ordinary", "culling=10%")
    ]
    assert len({cell.key for cell in found.cells}) == 6
    settled, under = found.scenarios(found.cells[1])
    assert settled.market.demand_volatility == worlds[0].values["market.demand_volatility"]
    assert (settled.selection.cull_fraction, under.selection.cull_fraction) == (0.0, 0.1)


def test_levers_and_uncertainties_are_kept_apart() -> None:
    with pytest.raises(ScenarioError, match=r"worlds: selection.cull_fraction is a lever, so it belongs under arms"):
        read_plan(Plan("?", worlds=full_factorial({"selection.cull_fraction": [0.1]})))
    with pytest.raises(ScenarioError, match=r"arms: market.demand_volatility is no lever, so it belongs under worlds"):
        read_plan(Plan("?", arms=full_factorial({"market.demand_volatility": [0.1]})))


def test_what_is_drawn_together_is_split_row_by_row() -> None:
    found = read_plan(Plan("?", settings=SMALL, together=latin_hypercube(TWO, 5)))
    assert [set(cell.conditions) for cell in found.cells] == [{"market.demand_volatility"}] * 5
    assert [set(cell.levers) for cell in found.cells] == [{"selection.cull_fraction"}] * 5


def test_pairs_say_which_arm_runs_in_which_world() -> None:
    worlds = latin_hypercube({"market.demand_volatility": [0.1, 0.2]}, 2)
    ordinary, culling = policies(["ordinary", "culling=10%"])
    found = read_plan(Plan("?", settings=SMALL, pairs=[(worlds[0], ordinary), (worlds[1], culling)]))
    assert [(cell.world, cell.arm) for cell in found.cells] == [("0", "ordinary"), ("1", "culling=10%")]
    with pytest.raises(ScenarioError, match=r"worlds: selection.cull_fraction is a lever"):
        read_plan(Plan("?", settings=SMALL, pairs=[(culling, ordinary)]))


def test_worlds_with_seeds_of_their_own_share_none_and_must_differ() -> None:
    worlds = latin_hypercube(["market.demand_volatility"], 3)
    given = {"settings": SMALL, "arms": policies(["ordinary", "culling=10%"]), "own_seeds": True}
    assert [cell.shift for cell in read_plan(Plan("?", worlds=worlds, **given)).cells] == [
        0,
        0,
        10**6,
        10**6,
        2 * 10**6,
        2 * 10**6,
    ]  # type: ignore[arg-type]
    with pytest.raises(ScenarioError, match="the world again is the same as another"):
        read_plan(Plan("?", worlds=[worlds[0], Row("again", (), worlds[0].values)], **given))  # type: ignore[arg-type]
    with pytest.raises(ScenarioError, match="1,000,000 each"):
        read_plan(Plan("?", worlds=worlds, seeds=range(2_000_000), **given))  # type: ignore[arg-type]


def test_a_key_stands_for_all_that_the_runs_depend_on() -> None:
    def keys(**changed) -> list[str]:  # type: ignore[no-untyped-def]
        given = {"settings": SMALL, "arms": policies(["ordinary", "culling=10%"]), "years": 1} | changed
        return [cell.key for cell in read_plan(Plan("?", **given)).cells]

    same = keys()
    assert keys(seeds=range(50), reference="ordinary") == same
    assert keys(arms=policies(["culling=10%", "ordinary"])) == same[::-1]
    for changed in ({"years": 2}, {"by": "year"}, {"settings": SMALL | {"organization.teams": 3}}):
        assert not set(keys(**changed)) & set(same)


def test_every_problem_of_a_plan_is_named() -> None:
    with pytest.raises(ScenarioError) as caught:
        read_plan(Plan("?", years=0, seeds=range(0), metric="profit", reference="culing", arms=[Row("culling")]))
    assert [problem.split(" ")[0] for problem in caught.value.problems] == ["years", "seeds", "metric", "reference"]
    assert "did you mean culling?" in caught.value.problems[-1]


def test_a_contradiction_in_one_cell_is_found_before_anything_runs() -> None:
    arms = full_factorial({"pay.team_share": [0.2, 0.7], "pay.relative_share": [0.2, 0.6]})
    with pytest.raises(ScenarioError, match="more than the whole commission"):
        read_plan(Plan("?", arms=arms))


def test_two_rows_of_one_name_are_refused() -> None:
    with pytest.raises(ScenarioError, match="two rows have the name ordinary"):
        read_plan(Plan("?", arms=policies(["ordinary", "ordinary"])))


def test_the_table_of_cells_has_a_value_for_everything_that_varies() -> None:
    table = read_plan(Plan("?", settings=SMALL, arms=policies(["nobody_dismissed", "culling=10%"]))).table()
    assert table["selection.cull_fraction"].tolist() == [0.0, 0.1]
    assert not table.isna().any(axis=None)


# --- study files -----------------------------------------------------------------------------------------------------

AS_TOML = """
format = 1
question = "Where does it pay?"
years = 1
seeds = { first = 3, count = 4 }
reference = "ordinary"
[set]
organization.teams = 2
"organization.reps_per_team" = 4
[[worlds]]
design = "latin_hypercube"
samples = 3
seed = 7
[worlds.vary]
"market.demand_volatility" = "plausible"
"market.slumps_per_year" = { from = 0.0, to = 0.2 }
[[arms]]
design = "policies"
names = ["ordinary", "culling=10%"]
[[arms]]
design = "list"
file = "more.csv"
"""
AS_SCRIPT = """
from pathlib import Path
from experiments.design import Plan, between, from_csv, latin_hypercube, policies

vary = {"market.demand_volatility": None, "market.slumps_per_year": between(0.0, 0.2)}
PLAN = Plan(
    question="Where does it pay?",
    settings={"organization.teams": 2, "organization.reps_per_team": 4},
    years=1,
    seeds=range(3, 7),
    worlds=latin_hypercube(vary, samples=3, seed=7),
    arms=policies(["ordinary", "culling=10%"]) + from_csv(Path(__file__).with_name("more.csv")),
    reference="ordinary",
)
"""


def test_a_script_and_a_toml_file_give_the_same_cells(tmp_path: Path) -> None:
    (tmp_path / "more.csv").write_text("name,coaching.hours_per_rep\ncoach,2\n", "utf-8")
    (tmp_path / "study.toml").write_text(AS_TOML, "utf-8")
    (tmp_path / "study.py").write_text(AS_SCRIPT, "utf-8")
    toml, script = (read_plan(read_study(tmp_path / name)) for name in ("study.toml", "study.py"))
    assert len(toml.cells) == 9
    assert toml.cells == script.cells
    assert (
        (toml.plan.seeds, toml.plan.reference)
        == (script.plan.seeds, script.plan.reference)
        == (range(3, 7), "ordinary")
    )


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (("format = 1", ""), "study.toml: format is missing"),
        (("format = 1", "format = 2"), "but this version reads format = 1"),
        (
            ("samples", "sample"),
            "study.toml: worlds: sample is no key of the design latin_hypercube; did you mean samples?",
        ),
        (("samples = 3", ""), "worlds: the design latin_hypercube needs samples"),
        (("latin_hypercube", "latin_cube"), 'design = "latin_cube"; did you mean latin_hypercube?'),
        (("reference", "referense"), "referense is no key of a study; did you mean reference?"),
        (("culling=10%", "culing=10%"), 'no policy "culing" is shipped; did you mean culling?'),
        (("years = 1", 'years = "one"'), 'years = "one", but it must be a whole number'),
        (("count = 4", "cnt = 4"), "seeds: write whole numbers"),
        (('[[arms]]\ndesign = "policies"', '[[together]]\ndesign = "policies"'), "together stands for worlds and arms"),
        (("question", "# question"), "question is missing"),
    ],
)
def test_a_wrong_study_file_is_refused_in_a_sentence(tmp_path: Path, change: tuple[str, str], sentence: str) -> None:
    (tmp_path / "more.csv").write_text("name\na\n", "utf-8")
    (tmp_path / "study.toml").write_text(AS_TOML.replace(*change, 1), "utf-8")
    with pytest.raises(ScenarioError, match=re.escape(sentence)):
        read_study(tmp_path / "study.toml")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("x = 1", "PLAN is missing"),
        ("import nothing_like_it", "the script failed: ModuleNotFoundError"),
        ("x =", "SyntaxError"),
    ],
)
def test_a_wrong_script_is_refused_in_a_sentence(tmp_path: Path, text: str, sentence: str) -> None:
    (tmp_path / "study.py").write_text(text, "utf-8")
    with pytest.raises(ScenarioError, match=sentence):
        read_study(tmp_path / "study.py")


SHIPPED = sorted((Path(__file__).parents[2] / "experiments" / "sweeps").glob("*.toml"))


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_shipped_studies_can_be_read(path: Path) -> None:
    plan = read_study(path)
    assert plan.question.endswith("?")
    assert read_plan(replace(plan, together=plan.together[:3], worlds=plan.worlds[:1])).cells


def test_there_are_shipped_studies_and_their_names_are_no_policies() -> None:
    assert SHIPPED
    assert not {path.stem for path in SHIPPED} & set(shipped("policy"))
