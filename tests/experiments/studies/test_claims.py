"""Claims: how the file is read, what each verdict says of a claim, and the whole at toy size."""

from __future__ import annotations

import json
import re
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from typer.testing import CliRunner

from experiments.analysis.claims import CONTRADICTED, DEPENDS, SUPPORTED, claim_word
from experiments.cli import app
from experiments.commands import claims as command
from experiments.design import read_plan
from experiments.doses import overlays
from experiments.studies import claims
from experiments.studies.frame import Size, firm_years
from simulation import ScenarioError
from tests.experiments.studies.tiny import done

HEAD = 'format = 1\nyears = 1\nseeds = { first = 0, count = 3 }\nhome = "midmarket"\n'
CLAIM = """
[[claim]]
id = "one"
says = "It pays."
policy = "culling=10%"
against = "ordinary"
metric = "profit_money"
direction = "up"
worlds = ["midmarket"]
"""


def written(folder: Path, text: str) -> Path:
    (folder / "claims.toml").write_text(HEAD + text, "utf-8")
    return folder / "claims.toml"


def test_each_of_the_seven_traits_is_claimed_to_raise_revenue_and_satisfaction_everywhere() -> None:
    found = claims.read_claims()
    for factor in overlays():
        mine = {
            claim.metric.name: claim for claim in found.claims if claim.policy == factor and claim.direction == "up"
        }
        assert {"revenue_money", "satisfaction"} <= set(mine)
        assert all(len(claim.worlds) == 7 for claim in mine.values())


def test_a_margin_of_its_own_replaces_the_metric_s(tmp_path: Path) -> None:
    (claim,) = claims.read_claims(written(tmp_path, CLAIM + "margin = 0.03\n")).claims
    assert claim.metric.margin == 0.03


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('"profit_money"', '"profit"', 'one: metric = "profit"; did you mean profit_money?'),
        ('"up"', '"upwards"', 'direction = "upwards", but it must be one of up, down'),
        ("against", "agianst", "agianst is no key of a claim; did you mean against?"),
        ('says = "It pays."\n', "", "one: says is missing"),
        ("[[claim]]", "[[claims]]", r"there is no \[\[claim\]\]"),
    ],
)
def test_a_wrong_claim_is_named(tmp_path: Path, old: str, new: str, sentence: str) -> None:
    with pytest.raises(ScenarioError, match=sentence.replace("?", r"\?")):
        claims.read_claims(written(tmp_path, CLAIM.replace(old, new)))


def claim(direction: str) -> claims.Claim:
    metric = claims.metric_named("satisfaction")
    return claims.Claim("it", "It is so.", "new", "old", metric, direction, ("a", "b"))


@pytest.mark.parametrize(
    ("direction", "words", "answer"),
    [
        ("up", ["better", "better"], SUPPORTED),
        ("up", ["better", "worse"], DEPENDS),
        ("up", ["practically equal", "worse"], CONTRADICTED),
        ("up", ["better", "cannot tell yet"], "cannot tell yet"),
        ("down", ["worse", "lower"], SUPPORTED),
        ("down", ["better", "practically equal"], CONTRADICTED),
        ("same", ["practically equal", "practically equal"], SUPPORTED),
        ("not up", ["practically equal", "worse"], SUPPORTED),
        ("not up", ["better", "worse"], DEPENDS),
    ],
)
def test_what_verdicts_say_of_a_claim(direction: str, words: list[str], answer: str) -> None:
    assert claim_word([claim(direction).true_by(word) for word in words]) == answer


def test_a_claim_is_about_its_own_two_policies() -> None:
    lucky = np.arange(12.0)
    arms = {"old": lucky, "new": lucky + 5.0, "other": lucky - 50.0}
    runs = pd.concat([pd.DataFrame({"arm": a, "seed": range(12), "satisfaction": v}) for a, v in arms.items()])
    found = claims.verdicts(runs, [claim("up")])
    assert (found["mean"].item(), found["verdict"].item()) == (5.0, "better")


def test_a_check_breaks_an_answer_only_if_both_are_settled_and_differ() -> None:
    up = claim("up")
    assert claims._survives(up, "better", "practically equal") == claims.BROKEN
    assert claims._survives(up, "worse", "practically equal") == claims.HELD
    assert claims._survives(up, "better", "cannot tell yet") == "cannot tell yet"


def test_the_checks_are_other_seeds_a_finer_step_and_a_larger_firm() -> None:
    asked = claims.read_claims()
    plans = claims.plans(asked, Size(), {})
    home = plans["midmarket"]
    assert not set(home.seeds) & set(plans[claims.SEEDS].seeds)
    assert plans[claims.STEP].settings == {"calendar.steps_per_week": 2}
    assert read_plan(plans[claims.SIZE]).firm.organization.teams == 2 * read_plan(home).firm.organization.teams
    renamed = len(home.seeds) * (20 + len(asked.arms) * asked.years)
    assert sum(firm_years(read_plan(plan)) for plan in plans.values()) + renamed <= claims.STUDY.budget


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    results = tmp_path_factory.mktemp("results")
    file = written(results, CLAIM)
    done(claims.inquiry(claims.read_claims(file)), results)
    return results / "claims" / "raw" / "preview"


def test_the_page_has_the_claim_its_answer_and_every_check(folder: Path) -> None:
    page = (folder / "README.md").read_text("utf-8")
    assert "1 claim was tested. *" in page
    assert ": 1 (It pays)." in page
    assert "| It pays. | **" in page
    assert "One command: `salesorg claims --quick`." in page
    found = pd.read_csv(folder / "worlds.csv")
    assert set(found["world"]) == {"midmarket", *(f"at home, {check}" for check in claims.CHECKS)}


def test_seats_with_other_names_are_another_luck_of_the_same_firm(folder: Path) -> None:
    found = pd.read_csv(folder / "worlds.csv").set_index("world")["reference_mean"]
    renamed, usual = found[f"at home, {claims.RENAMED}"], found["midmarket"]
    assert renamed != usual
    assert renamed == pytest.approx(usual, rel=0.5)


def test_a_program_gets_one_object(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = pd.read_csv(folder / "claims.csv")
    command.show(found, folder, quick=True, as_program=True)
    told = json.loads(capsys.readouterr().out)
    assert (told["schema"], told["preview"], told["claims"][0]["id"]) == ("salesorg-claims-1", True, "one")
    assert list(told["claims"][0]["checks"]) == list(claims.CHECKS)
    assert list(told) == list(shown := json.loads(fenced("json")))
    assert list(told["claims"][0]) == list(shown["claims"][0])
    assert list(told["claims"][0]["checks"]) == list(shown["claims"][0]["checks"])
    command.show(found, folder, quick=True, as_program=False)
    assert "quote nothing" in capsys.readouterr().out


def fenced(kind: str) -> str:
    page = (Path(__file__).parents[3] / "docs" / "formats.md").read_text("utf-8")
    (found,) = re.findall(rf"```{kind} claims\n(.*?)```", page, re.DOTALL)
    return str(found)


def test_the_example_of_the_page_of_formats_can_be_judged(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(fenced("toml"), "utf-8")
    (claim,) = claims.read_claims(tmp_path / "mine.toml").claims
    assert (claim.policy, claim.against, claim.worlds, claim.metric.margin) == (
        "culling=10%",
        "ordinary",
        ("midmarket",),
        0.02,
    )


def test_a_wrong_file_ends_with_2_and_one_sentence(tmp_path: Path) -> None:
    ended = CliRunner().invoke(app, ["claims", str(written(tmp_path, CLAIM.replace('"up"', '"on"')))])
    assert ended.exit_code == 2
    assert "direction" in ended.stderr
