"""Searching: the budget and the limits are kept, a killed search goes on to the same bytes, and luck is no skill."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from itertools import product
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from typer.testing import CliRunner

from experiments import cli
from experiments.analysis.fronts import non_dominated, spread_out
from experiments.analysis.verdict import BETTER, EQUAL, UNTOLD
from experiments.optimise.found import Found, as_json
from experiments.optimise.goals import GOALS, PROFIT, REGRET, SPENT, worth, yardstick
from experiments.optimise.judge import judge
from experiments.optimise.live import Lives, life, live_again
from experiments.optimise.question import Effort, Search, Wanted, ask, command_of, read_spend
from experiments.optimise.search import POPULATION, Tried, decoded, explore, proposal, unknowns
from experiments.optimise.space import Mix, read_space
from experiments.report.searched import page
from experiments.store import Manifest, open_study
from simulation import ScenarioError, burn_in, load_policy, load_scenario, run
from tests.experiments import made_up_lives

pytest.importorskip("optuna", reason='the search needs its extra: pip install "salesorg[search]"')

ROOT = Path(__file__).parents[2]
SIZE = ("organization.teams=2", "organization.reps_per_team=4", "calendar.burn_in_years=1")
SETTINGS = [word for setting in SIZE for word in ("--set", setting)]
ASKED = [
    "optimise",
    "midmarket",
    *SETTINGS,
    "--policy",
    "coaching",
    "--policy",
    "team_pay",
    "--policy",
    "4-coopetition",
]
EFFORT = ["--years", "1", "--futures", "2", "--rescore", "4", "--budget", "320", "--front", "3"]


@pytest.fixture(autouse=True)
def few_firms(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("experiments.whatif.question.FIRMS_DRAWN", 8)


def asked(budget: int = 800, **kinds: object) -> Search:
    """Three policies in eight firms, through two futures each: eight lives a mix."""
    names = ("coaching", "team_pay", "4-coopetition")
    wanted = Wanted("midmarket", names, years=1, settings=SIZE)
    return ask(replace(wanted, **kinds), Effort(budget, 2, 8, 3))  # type: ignore[arg-type]


def lived_by(search: Search, gain, noise: float = 0.0, *, judging: bool = False):
    """Lives in which a mix brings `gain(mix)`, and luck that is its own."""

    def of(mix: Mix) -> pd.DataFrame:
        rows = []
        for world in search.held_out if judging == "unseen" else search.searched:
            for seed in search.seeds(world, judging=bool(judging)):
                luck = float(np.random.default_rng([seed, *mix]).normal())
                rows.append(
                    {
                        "world": world,
                        "seed": seed,
                        "profit_money": 1_000.0 + gain(mix) + noise * luck,
                        "revenue_money": 5_000.0,
                        "satisfaction": 60.0,
                        "turnover": 0.3,
                        SPENT: 500.0 + 10.0 * mix[0],
                        "overflows": 0.0,
                    }
                )
        return pd.DataFrame(rows)

    return of


def again(search: Search, tried: Tried, gain, noise: float) -> pd.DataFrame:
    """Fresh lives of a front, in all firms."""
    tables = [
        lived_by(search, gain, noise, judging=kind)(mix).assign(arm=search.space.label(mix))
        for mix in (search.space.nothing, *tried.chosen)
        for kind in (True, "unseen")
    ]
    return pd.concat(tables, ignore_index=True)


def nothing_acts(_: Mix) -> float:
    return 0.0


def first_acts(mix: Mix) -> float:
    return 40.0 * mix[0] - 10.0 * mix[1] ** 2


# --- killed, and gone on ---------------------------------------------------------------------------------------------


def command(results: Path, seconds_a_life: float = 0.0) -> subprocess.Popen[bytes]:
    environment = os.environ | {"PYTHONPATH": str(ROOT), made_up_lives.SLOWLY: str(seconds_a_life)}
    words = [*ASKED, *EFFORT, "--workers", "1", "--results", str(results)]
    return subprocess.Popen(
        [sys.executable, "-m", "tests.experiments.made_up_lives", *words],
        cwd=results.parent,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )


def finished(process: subprocess.Popen[bytes]) -> str:
    said = process.communicate(timeout=300)[0].decode()
    assert process.returncode == 0, said
    return said


def contents(results: Path) -> dict[str, bytes]:
    """Every file of a search but its manifest, which says how long it took."""
    (folder,) = results.iterdir()
    files = (path for path in folder.rglob("*") if path.is_file() and path.name not in {"manifest.json", ".lock"})
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


@pytest.mark.long
def test_a_search_killed_at_any_moment_goes_on_to_the_same_bytes(tmp_path: Path) -> None:
    whole, killed = tmp_path / "whole", tmp_path / "killed"
    finished(command(whole))
    for parts in (4, 20, 42):
        process = command(killed, seconds_a_life=0.01)
        while len(list(killed.glob("*/raw/*.parquet"))) < parts and process.poll() is None:
            time.sleep(0.01)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        assert process.returncode == -signal.SIGKILL, "it was done before it was killed"
        assert not list(killed.glob("*/optimise.json"))
    finished(command(killed))
    assert contents(killed) == contents(whole)
    assert len(contents(whole)) > 40


# --- the budget and the limits ---------------------------------------------------------------------------------------


def test_the_budget_is_kept_and_used() -> None:
    search, lived = asked(budget=407), []
    tried = explore(search, lambda mix: lived.append(mix) or lived_by(search, first_acts, 1.0)(mix))
    assert len(lived) == len(set(lived)) == len(tried.table)
    assert len(lived) * search.lives_a_mix == 400
    with pytest.raises(ScenarioError, match="the mixes that open a search take 64 lives"):
        asked(budget=63)


def test_a_larger_budget_goes_on_where_a_smaller_one_ended() -> None:
    search = asked(budget=320)
    shorter = explore(search, lived_by(search, first_acts, 30.0))
    longer = explore(asked(budget=640), lived_by(search, first_acts, 30.0))
    assert len(shorter.mixes) > POPULATION, "the second generation hangs on what the first was worth"
    assert longer.mixes[: len(shorter.mixes)] == shorter.mixes
    assert search.fingerprint("optuna") == asked(budget=640).fingerprint("optuna")
    assert search.fingerprint("optuna") != asked(budget=320, seed=1).fingerprint("optuna")


def test_a_space_that_the_budget_pays_for_is_lived_whole_without_an_optimiser() -> None:
    search = asked(budget=10_000)
    tried = explore(search, lived_by(search, first_acts))
    assert len(tried.mixes) == search.space.size == 5**3
    assert (set(tried.mixes), tried.proposals) == (set(product(range(5), repeat=3)), 0)


def test_no_mix_pulls_more_than_is_allowed() -> None:
    search = asked(budget=200, at_most=2)
    tried = explore(search, lived_by(search, lambda mix: 10.0 * sum(mix)))
    pulled = [sum(map(bool, mix)) for mix in tried.mixes]
    assert max(pulled) == 2
    assert search.space.size == 1 + 3 * 4 + 3 * 16 == len(list(search.space.every()))


@pytest.mark.parametrize(("spend", "most"), [("20", 20.0), ("2%", 10.0)])
def test_what_costs_more_than_may_be_spent_is_never_judged(spend: str, most: float) -> None:
    search = asked(budget=400, spend=spend)
    tried = explore(search, lived_by(search, first_acts))
    assert tried.table.loc[tried.table["chosen"], SPENT].max() == most
    assert (tried.table[SPENT] > most).any()
    found = judge(search, tried, again(search, tried, first_acts, 1.0))
    assert set(found.spending["kept"]) == {"yes"}
    assert float(found.spending["limit"].iloc[0]) == most


def test_a_mix_that_contradicts_itself_is_counted_and_costs_nothing() -> None:
    search = asked(budget=400)
    real = lived_by(search, first_acts)
    tried = explore(search, lambda mix: None if mix[1:] == (4, 4) else real(mix))
    assert tried.contradictions
    assert (4, 4, 4) in tried.contradictions
    assert all(mix[1:] == (4, 4) for mix in tried.contradictions)
    assert len(tried.mixes) == 50
    found = as_json(Found(search, tried, None, "optuna"), "salesorg optimise")
    assert len(found["search"]["contradictions"]) == len(tried.contradictions)


# --- what it finds ---------------------------------------------------------------------------------------------------


def test_a_search_finds_what_is_nearly_best_within_a_third_of_the_space() -> None:
    def hill(mix: Mix) -> float:
        return 40.0 * mix[0] - 15.0 * (mix[1] - 2) ** 2 - 5.0 * mix[2]

    search = asked(budget=320)
    tried = explore(search, lived_by(search, hill))
    assert max(map(hill, search.space.opening())) == 100.0 < 0.85 * hill((4, 2, 0)) <= hill(tried.chosen[0])


def test_where_nothing_is_better_in_any_goal_there_is_nothing_to_judge() -> None:
    search = asked(budget=320)
    tried = explore(search, lived_by(search, lambda mix: -100.0 * sum(mix)))
    assert tried.chosen == ()
    found = as_json(Found(search, tried, None, "optuna"), "salesorg optimise")
    assert "nothing to judge" in page(found)


def test_what_is_as_good_as_doing_nothing_does_not_stand_out() -> None:
    search = asked(budget=320)
    tried = explore(search, lived_by(search, lambda mix: 0.01 * sum(mix)))  # margin: 10
    assert tried.chosen == ()
    assert tried.table.loc[tried.table["foremost"], "mix"].tolist() == [search.space.label(search.space.nothing)]


def test_mixes_that_cost_too_much_are_not_called_no_better() -> None:
    search = asked(budget=320, spend="5")
    tried = explore(search, lived_by(search, lambda mix: 80.0 * mix[0] - 100.0 * sum(mix[1:])))
    assert tried.chosen == ()
    assert "None of them that keeps within the limit is better" in page(
        as_json(Found(search, tried, None, "optuna"), "x")
    )


def test_what_does_nothing_looks_good_in_the_search_and_is_no_better_when_lived_again() -> None:
    search = asked(budget=640)
    tried = explore(search, lived_by(search, nothing_acts, 60.0))
    found = judge(search, tried, again(search, tried, nothing_acts, 60.0)).outcomes
    best = found[found["metric"] == PROFIT].iloc[0]
    assert best["mix"] == search.space.label(tried.chosen[0])
    assert (best["search_verdict"], best["search_mean"] > 40.0) == (BETTER, True)
    assert best["luck"] == pytest.approx(best["search_mean"] - best["same_mean"])
    assert abs(best["mean"]) < 0.7 * best["search_mean"]
    assert best["luck"] > 0.4 * best["search_mean"]
    assert set(found.loc[found["metric"] == PROFIT, "verdict"]) <= {EQUAL, UNTOLD}


def test_what_acts_survives_fresh_luck_and_firms_that_no_search_saw() -> None:
    search = asked(budget=640)
    tried = explore(search, lived_by(search, first_acts, 10.0))
    found = judge(search, tried, again(search, tried, first_acts, 10.0))
    best = found.outcomes[found.outcomes["metric"] == PROFIT].iloc[0]
    assert best["verdict"] == BETTER
    assert best["low"] < first_acts(tried.chosen[0]) < best["high"]
    regrets = found.regrets.set_index("mix")
    assert regrets["expected"].idxmax() == "nothing"
    assert regrets.loc["nothing", "expected"] == pytest.approx(first_acts(tried.chosen[0]), rel=0.1)


def test_searching_and_judging_share_no_luck_and_held_out_firms_are_not_searched() -> None:
    search = asked()
    assert not set(search.searched) & set(search.held_out)
    assert sorted([*search.searched, *search.held_out]) == list(range(8))
    luck = [seed for judging in (False, True) for w in range(8) for seed in search.seeds(w, judging=judging)]
    assert len(set(luck)) == len(luck)


def test_worth_is_measured_against_the_reference_and_regret_by_a_yardstick_that_stays() -> None:
    search = asked()
    lived = lived_by(search, first_acts)
    by = yardstick(lived(search.space.nothing), [lived((2, 0, 0))])
    found = worth(lived((4, 1, 0)), by)
    assert found == pytest.approx({PROFIT: 150.0, REGRET: -70.0, "satisfaction": 0.0, "turnover": 0.0, SPENT: 40.0})


# --- the command -----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a search over made-up lives."""
    folder = tmp_path_factory.mktemp("search")
    finished(command(folder / "results"))
    (made,) = (folder / "results").iterdir()
    return made


def test_an_answer_says_what_was_searched_and_what_was_judged(place: Path) -> None:
    found = json.loads((place / "optimise.json").read_text("utf-8"))
    assert found["search"]["lives"] == 320 == found["search"]["budget"]
    assert (found["search"]["firms"], found["judging"]["firms"], found["search"]["possible"]) == (4, 4, 124)
    assert found["mixes"][0]["mix"].startswith("coaching")
    assert PROFIT in found["mixes"][0]["favourite_in"]
    profit = next(row for row in found["mixes"][0]["outcomes"] if row["metric"] == PROFIT)
    assert profit["verdict"] == BETTER
    assert profit["search_mean"] != profit["same_mean"] != profit["mean"]
    assert str(place.parent.parent) not in json.dumps(found)
    text = (place / "README.md").read_text("utf-8")
    assert "firms never searched" in text
    assert found["made"]["command"] in text
    assert len(pd.read_csv(place / "tried.csv")) == 40


def test_a_mix_is_a_policy_that_any_command_takes(place: Path) -> None:
    found = json.loads((place / "optimise.json").read_text("utf-8"))
    for one in found["mixes"]:
        policy = load_policy(str(place / one["file"]))
        laid = load_scenario("midmarket", [policy]).resolved()
        assert {path: laid[path] for path in one["levers"]} == one["levers"]
        assert laid["selection.ordinary_dismissals"] is True or laid["selection.ordinary_dismissals"] == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--policy", "coching"], "did you mean coaching?"),
        (["--lever", "coaching.hours_per_rap"], "did you mean coaching.hours_per_rep?"),
        (["--lever", "market.demand_volatility"], "no lever but an uncertainty"),
        (["--policy", "coaching", "--lever", "coaching.hours_per_rep"], "both set coaching.hours_per_rep"),
        (["--policy", "ordinary"], "changes nothing about the firm under ordinary"),
        (["--policy", "1-command_and_freedom", "--most-dose", "9"], "--most-dose says how far doses go"),
        (["--spend", "much"], "write money a year, as 150000"),
        (["--budget", "10"], "the mixes that open a search take"),
        (["--against", "ordinery"], "did you mean ordinary?"),
    ],
)
def test_a_wrong_question_is_refused_before_anything_is_written(tmp_path: Path, words: list[str], said: str) -> None:
    done = CliRunner().invoke(cli.app, ["optimise", "midmarket", *SETTINGS, *words, "--results", str(tmp_path / "r")])
    assert done.exit_code == 2
    assert said in " ".join(done.output.split())
    assert not (tmp_path / "r").exists()


def test_without_the_optimiser_a_sentence_says_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "optuna", None)
    done = CliRunner().invoke(cli.app, [*ASKED, *EFFORT, "--results", str(tmp_path / "r")])
    assert done.exit_code == 2
    assert 'pip install "salesorg[search]"' in done.output
    assert not (tmp_path / "r").exists()


def test_the_command_that_a_page_names_asks_the_same() -> None:
    wanted = Wanted("midmarket", ("coaching",), ("pay.accelerator",), spend="2%", at_most=1, years=1, settings=SIZE)
    search = ask(wanted, Effort(8_000, 2, 8, 8))
    words = command_of(search, wanted).split()
    assert words[:3] == ["salesorg", "optimise", "midmarket"]
    assert {"--lever", "pay.accelerator", "--spend", "2%", "--at-most", "1", "--budget", "8000"} <= set(words)


# --- its parts -------------------------------------------------------------------------------------------------------


def test_a_life_books_every_cost() -> None:
    firm = load_scenario("midmarket", (), {"organization.teams": 2, "calendar.burn_in_years": 1})
    (state,) = burn_in(firm, [3])
    found, weekly = life(firm, 3, 1, state), run(firm, 3, years=1, state=state).weekly.mean() * 52
    commission = weekly["commission_money"] * (1.0 + firm.ledger.payroll_overhead)
    assert found[SPENT] + commission == pytest.approx(weekly["gross_margin_money"] - found[PROFIT])
    assert found[SPENT] > weekly["pay_money"] > 0.0


def test_a_mix_lives_through_the_luck_of_the_reference(tmp_path: Path) -> None:
    search = ask(Wanted("midmarket", ("coaching",), years=1, settings=SIZE), Effort(60, 1, 4, 1))
    lives = Lives(search, open_study(tmp_path, Manifest("optimise", "", "", {}, {"first": 0, "count": 1})), 1)
    nothing, full = lives.of((0,)), lives.of((4,))
    assert nothing is not None
    assert full is not None
    assert list(nothing["seed"]) == list(full["seed"]) == [search.seeds(world).start for world in search.searched]
    assert (nothing[PROFIT] != full[PROFIT]).all()
    fresh = live_again(search, 1, [(4,)], 1)
    assert list(fresh["arm"].unique()) == ["nothing", "coaching"]
    assert set(fresh["seed"]) == set(search.seeds(1, judging=True))


def test_numbers_and_mixes_stand_for_each_other() -> None:
    space = asked(at_most=2).space
    for mix in space.every():
        assert decoded(space, proposal(space, mix)) == mix
    assert unknowns(space)["coaching"] == (-3, 4)
    crowded = {one.name: 4 for one in space.ingredients}
    assert [decoded(space, crowded | {"first": first}) for first in range(3)] == [(4, 4, 0), (0, 4, 4), (4, 0, 4)]


def test_a_policy_without_doses_is_taken_whole_and_a_lever_over_its_range() -> None:
    reference = asked().against
    space = read_space(["culling=20%", "promote_by_lot"], ["pay.accelerator"], 1.0, None, reference)
    assert [len(one.steps) for one in space.ingredients][:2] == [1, 1]
    levels = [step.values["pay.accelerator"] for step in space.ingredients[2].steps]
    assert levels == sorted(levels)
    assert len(levels) >= 4


def test_what_may_be_spent_is_money_or_a_share() -> None:
    assert read_spend(None) is None
    money, share = read_spend("150000"), read_spend("2%")
    assert money is not None
    assert share is not None
    assert (money.money(1e6), share.money(1e6), str(share)) == (150_000.0, 20_000.0, "2%")
    for wrong in ("-1", "nan", "2 percent"):
        with pytest.raises(ScenarioError, match="--spend"):
            read_spend(wrong)


def test_a_front_is_told_in_steps_of_the_margins() -> None:
    goals = np.array([[0.0, 0.0], [3.0, -3.0], [3.2, -3.2], [1.0, -4.0], [0.3, 0.3], [0.0, -3.0]])
    assert non_dominated(goals, np.ones(2)).tolist() == [False, True, False, False, True, False]


def test_those_judged_are_the_best_in_each_goal_and_then_the_farthest() -> None:
    goals = np.array([[0.0, 10.0], [10.0, 0.0], [1.0, 9.5], [5.0, 5.0]])
    assert spread_out(goals, 3) == [1, 0, 3]
    assert spread_out(goals, 9) == [1, 0, 3, 2]
    assert spread_out(goals, 1) == [1]


def test_goals_are_those_of_the_question() -> None:
    assert list(GOALS) == [PROFIT, REGRET, "satisfaction", "turnover"]
