"""The pages of the study of the factors, on made-up worlds whose answer is known."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from experiments.analysis.metrics import METRICS
from experiments.analysis.paired import PairedDifference
from experiments.analysis.verdict import Finding, judge
from experiments.report.factor_audit import audit
from experiments.report.factor_tables import claims_table, effects_table, levers_table, seen, short
from experiments.report.factors import factors_page, scenario_page
from experiments.report.numbers import change_cells, level
from experiments.store import Manifest
from tests.experiments.made_up_factors import EARLY, ENEMY, FORWARD, book, effects, scene

MANIFEST = Manifest("factors", "Which?", "the command", {}, {"first": 0, "count": 12}, code="c0de", versions={})
CHANGES = {ENEMY: {"salience": 50.0, "rival_share": -5.0, "concession": 20.0, "dismissed": 5.0, "effort": 0.3}}


@pytest.fixture(scope="module")
def page() -> str:
    """One habit pays at home and not elsewhere, the other nowhere."""
    return factors_page(
        book(scene("midmarket", {ENEMY: 3.0, FORWARD: -3.0}, CHANGES), scene("stable", {ENEMY: 0.2})), MANIFEST
    )


# --- the answer ------------------------------------------------------------------------------------------------------


def test_the_answer_comes_first_and_says_of_each_habit_what_became_of_the_claim(page: str) -> None:
    question, answer, table = page.split("\n\n")[:3]
    assert question == "# Which?"
    assert answer == (
        "Earning more everywhere: 0 of 2 habits. By profit against the firm as it is, at full dose, over years 1-5, in "
        "2 scenarios: **contradicted**: forward motion; **it depends on the world**: a common enemy."
    )
    assert "| a common enemy | **depends** | midmarket | stable | - | - | depends | depends |" in table
    assert "| forward motion | **contradicted** | - | stable | midmarket | - | contradicted | contradicted |" in table


def test_warnings_stand_before_the_results(page: str) -> None:
    for warning in ("Halo", "Assumed or emerged", "The reference is the firm as it is", "Many intervals", "Shapes"):
        assert page.index(f"**{warning}") < page.index("## What each habit earns")
    assert "`enemy.shape`" in page


def test_what_programmes_cost_is_told_beside_what_other_prices_would_decide(page: str) -> None:
    section = "## What the price of programmes decides\n\n"
    assert f"{section}Not looked at here." in page
    told = book(scene("midmarket", {ENEMY: 3.0}, CHANGES))
    dear = {one.arm.name: told.home.finding(told.early, one.arm, "profit_money") for one in told.habits_of(told.home)}
    table = factors_page(replace(told, prices={1.0: dear}), MANIFEST).split(section)[1].split("\n\n")[1]
    assert table.startswith("| Habit | 0.5 hours (assumed) | 1 hours |")
    assert "| a common enemy | +3.0 % " in table


def test_the_command_and_the_seeds_are_named(page: str) -> None:
    assert "One command: `the command`.\nSeeds 0 to 11, code c0de" in page


# --- what changes, and by which assumption ---------------------------------------------------------------------------


def test_costs_come_first_and_every_change_is_marked(page: str) -> None:
    section = page.split("### A common enemy")[1].split("###", maxsplit=1)[0]
    rows = [line.strip("| ").split(" | ") for line in section.splitlines() if line.startswith("| ")][2:]
    assert [row[0] for row in rows] == [
        "price given away", "people dismissed", "rival in mind", "effort", "deals lost to the rival",
    ]  # fmt: skip
    assert [row[5] for row in rows] == ["yes", "yes", "", "", ""]
    assert [row[6].partition(":")[0] for row in rows] == ["assumed", "emerged", "assumed", "assumed", "assumed"]
    assert rows[3][2].endswith("(small)")
    assert "No clear change in 30 of 35 indicators." in section


def test_the_page_of_a_scenario_has_every_dose_and_every_change() -> None:
    home = scene("midmarket", {ENEMY: 3.0}, CHANGES)
    text = scenario_page(book(home), home)
    for dose in ("half", "full", "double"):
        assert f"| a common enemy | {dose} | +3.0" in text.replace("+3.00", "+3.0")
    assert "| all 2 together | full |" in text
    assert "## Forward motion, full dose" in text
    assert "in 12 worlds" in text


# --- tables ----------------------------------------------------------------------------------------------------------


def test_the_table_of_effects_holds_every_finding_with_its_mark() -> None:
    home = scene("midmarket", {ENEMY: 3.0}, CHANGES)
    table = effects_table([home], effects())
    assert len(table) == 7 * (5 + 35)
    row = table[(table["factor"] == ENEMY) & (table["dose"] == "half") & (table["metric"] == "rival_share")].iloc[0]
    assert (row["mark"], row["through"], row["size"], row["verdict"]) == ("assumed", "enemy.preparation", 0.5, "lower")
    assert set(table[table["kind"] == "earning"]["metric"]) == {
        "revenue_money", "profit_money", "satisfaction", "turnover", "ability",
    }  # fmt: skip


def test_numbers_in_files_have_as_many_figures_as_anybody_can_use() -> None:
    table = effects_table([scene("midmarket", {ENEMY: 3.0})], effects())
    assert short(table)["mean"].map(lambda value: len(f"{value:g}")).max() < 14
    assert short(table)["mean"].tolist() == pytest.approx(table["mean"].tolist(), rel=1e-6)


def test_claims_name_the_scenarios_behind_each_word() -> None:
    table = claims_table([scene("midmarket", {ENEMY: 3.0}), scene("stable", {ENEMY: -3.0})], EARLY)
    row = table[(table["factor"] == ENEMY) & (table["metric"] == "profit_money")].iloc[0]
    assert (row["claim"], row["better"], row["worse"], row["practically equal"]) == (
        "depends",
        "midmarket",
        "stable",
        "",
    )


def test_a_lever_that_stands_elsewhere_in_a_scenario_is_named_with_its_doses() -> None:
    firm = scene("midmarket", {})
    higher = firm.firm.with_overrides({"enemy.salience": 0.9})
    text = factors_page(book(firm, replace(firm, name="alert", firm=higher)), MANIFEST)
    assert (
        "- alert: `enemy.salience` is 0.9 (default 0.25); 0.425 at half dose, 0.6 at full dose, 0.95 at double dose. "
        "**The overlay turns it the other way than it means to.**"
    ) in text
    table = levers_table([firm, replace(firm, name="alert", firm=higher)])
    assert table[table["turned_round"]][["scenario", "lever"]].to_numpy().tolist() == [["alert", "enemy.salience"]]


# --- audit -----------------------------------------------------------------------------------------------------------


def test_no_audit_is_due_when_some_are_supported_and_some_are_not() -> None:
    text = audit(book(scene("midmarket", {ENEMY: 3.0, FORWARD: -3.0})))
    assert text.startswith("1 of 2 habits come out supported, neither all nor none")


@pytest.mark.parametrize(("gain", "which"), [(3.0, "All"), (-3.0, "None")])
def test_all_or_none_supported_is_audited(gain: float, which: str) -> None:
    text = audit(book(scene("midmarket", {ENEMY: gain, FORWARD: gain}, CHANGES)))
    assert text.startswith(f"**{which} of the 2 habits come out supported.**")
    assert "without a clear cost or risk in midmarket: forward motion." in text
    assert "4 of 5 clear changes of behaviour in midmarket are assumed." in text
    assert f"half dose, 2 {'better' if gain > 0 else 'worse'}" in text


# --- numbers ---------------------------------------------------------------------------------------------------------


def difference(mean: float, low: float, high: float, reference: float = 0.5) -> PairedDifference:
    return PairedDifference("a", "b", 9, reference, mean, low, high, 1.0, (low, high), 1.0, 0.5, (0.0, 1.0), 1.0)


def test_a_change_is_seen_only_if_its_interval_leaves_out_zero() -> None:
    found = [difference(*ends) for ends in ((0.2, 0.1, 0.3), (-0.2, -0.3, -0.1), (0.2, -0.1, 0.5), (0.0, 0.0, 0.0))]
    assert [seen(Finding(METRICS[2], one, judge(one, METRICS[2]))) for one in found] == [1, -1, 0, 0]


def test_levels_are_read_in_their_unit() -> None:
    assert level(0.1234, "share of heads/year") == "12.3 %"
    assert level(12_500_000.0, "money/year") == "12.5 m"
    assert level(0.4567, "0-1") == "0.457"
    assert level(5.04, "hours/week and head") == "5.04 hours/week and head"
    assert level(1020.4, "deals") == "1,020 deals"


def test_changes_have_the_digits_that_their_interval_bears() -> None:
    assert change_cells(difference(0.0123, 0.0101, 0.0145), "share of heads/year") == ("+1.23 points", "+1.01 to +1.45")
    assert change_cells(difference(5.0, 2.5, 7.5, reference=100.0), "money/year") == ("+5.0 %", "+2.5 to +7.5")
    assert change_cells(difference(-0.031, -0.035, -0.027), "0-1") == ("-0.0310", "-0.0350 to -0.0270")
    assert change_cells(difference(0.0, 0.0, 0.0), "0-1") == ("+0.00", "+0.00 to +0.00")
    assert change_cells(difference(1.0, -math.inf, math.inf), "0-1")[0] == "+1.00"
