"""The bands are those that were set: every row is complete, and nobody has moved an end."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from experiments.validation.bands import bands, chosen, patterns, titles
from experiments.validation.families import FAMILIES
from experiments.verification import BANDS as CHECKS
from simulation.layers import CATALOGUE
from simulation.parameters.check import ScenarioError

ROOT = Path(__file__).parents[2]
EVIDENCE = ROOT.parent / "shared" / "design" / "evidence.md"
PARAMETER = re.compile(r"[a-z]+\.[a-z_0-9]+")

SET = {  # typed from the page of evidence, apart from the file that the program reads
    "P1.turnover": (0.22, 0.38),
    "P1.voluntary": (0.50, 0.75),
    "P1.tenure": (1.2, 3.2),
    "P1.first_year": (0.20, 0.45),
    "P2.won": (0.17, 0.30),
    "P2.undecided": (0.40, 0.60),
    "P2.rival": (0.12, None),
    "P2.sum": (0.999999, 1.000001),
    "P2.size": (0.4, 0.8),
    "P3.median": (55, 95),
    "P3.skew": (1.15, 1.8),
    "P3.size": (0.2, 0.8),
    "P3.peak": (0.6, 1.4),
    "P3.early": (None, 0.15),
    "P4.top_fifth": (0.33, 0.55),
    "P4.cv": (0.45, 1.0),
    "P4.tail": (0.70, None),
    "P5.correlation": (0.33, 0.70),
    "P5.regression": (0.33, 0.70),
    "P5.again": (0.18, 0.47),
    "P5.within": (0.5, None),
    "P6.share": (0.40, 0.60),
    "P6.mean": (0.75, 1.05),
    "P6.bunching": (1.15, None),
    "P6.kinks": (1.2, None),
    "P7.last_quarter": (0.01, 0.08),
    "P7.first_quarter": (-0.09, -0.01),
    "P7.last_month": (0.38, 0.60),
    "P7.kinks": (0.60, None),
    "P8.ramp": (4, 10),
    "P8.spread": (4, None),
    "P9.loss": (-0.20, -0.10),
    "P9.newcomers": (None, -0.02),
    "P9.stars": (-0.03, 0.03),
    "P11.year_2": (0.21, 0.27),
    "P11.year_4": (0.29, 0.37),
    "P11.year_10": (0.35, 0.45),
    "P11.late": (-0.20, 0.20),
    "P11.year_4_no_quits": (0.46, 0.56),
    "P11.year_10_no_quits": (0.79, 0.93),
    "P11.quits_15": (0.0, None),
    "P11.quits_25": (0.0, None),
    "P11.cull_10": (0.0, None),
    "P11.cull_15": (0.0, None),
    "P11.cull_20": (0.0, None),
    "P11.reliability": (0.0, None),
    "R1.team_pay": (0.03, 0.22),
    "R1.relative_pay": (None, 0.0),
    "R2.sales": (0.10, 0.40),
    "R2.quits": (0.4, 0.8),
    "R3.logos": (0.07, 0.14),
    "R3.dollars": (0.05, 0.12),
    "R3.retention": (0.96, 1.10),
    "R4.cycle": (0.24, 0.38),
    "R4.win_rate": (-0.34, -0.18),
    "R4.share_at_quota": (-0.25, -0.08),
    "R5.leaderboard": (-0.15, 0.02),
    "R6.effort": (0.005, 0.04),
    "R6.discounts": (0.0, None),
}


def test_no_band_has_moved_and_none_is_missing() -> None:
    assert {name: (band.low, band.high) for name, band in bands().items()} == SET


@pytest.mark.parametrize("name", SET)
def test_a_row_has_a_band_a_kind_what_it_pins_what_it_rests_on_and_its_wording(name: str) -> None:
    band = bands()[name]
    assert band.low is not None or band.high is not None
    assert band.kind in ("emerged", "echo")
    assert all([band.name, band.unit, band.pins, band.source, band.quote])


@pytest.mark.parametrize("name", SET)
def test_the_wording_stands_in_the_evidence(name: str) -> None:
    if not EVIDENCE.exists():
        pytest.skip("the page of evidence is not beside this repository")
    evidence = EVIDENCE.read_text(encoding="utf-8")
    assert [quote for quote in bands()[name].quote if quote not in evidence] == []


def test_parameters_that_are_pinned_exist() -> None:
    named = {pin for band in bands().values() for pin in band.pins if PARAMETER.fullmatch(pin)}
    assert sorted(named - set(CATALOGUE.by_path)) == []


def test_every_source_is_a_work_of_the_bibliography_or_assumed() -> None:
    works = set(re.findall(r"^### (\S+)", (ROOT / "docs" / "bibliography.md").read_text("utf-8"), re.MULTILINE))
    works |= {declaration.source for declaration in CATALOGUE.by_path.values()}  # tests of the pages see to these
    assert sorted({key for band in bands().values() for key in band.source} - works - {"assumed"}) == []


def test_every_row_has_one_measure() -> None:
    measured = [row for family in FAMILIES for row in family.rows]
    assert len(measured) == len(set(measured))
    assert set(measured) == {name for name, band in bands().items() if not band.check}
    assert all(row.startswith(f"{family.pattern}.") for family in FAMILIES for row in family.rows)


def test_the_selection_engine_has_the_bands_of_its_verification() -> None:
    names = {band.check for band in bands().values() if band.check}
    assert names == {check.name for check in CHECKS if check.name.startswith("P11")}


def test_every_pattern_has_a_title() -> None:
    assert tuple(titles()) == patterns()


def test_a_band_holds_its_ends_and_what_lies_between() -> None:
    both, low = bands()["P1.turnover"], bands()["P2.rival"]
    assert [both.holds(value) for value in (0.2199, 0.22, 0.3, 0.38, 0.3801)] == [False, True, True, True, False]
    assert [low.holds(value) for value in (0.119, 0.12, 9.0)] == [False, True, True]


def test_of_a_mere_sign_nothing_at_all_is_not_enough() -> None:
    rising = bands()["R6.discounts"]
    assert [rising.holds(value) for value in (-0.1, 0.0, 0.1)] == [False, False, True]


def test_patterns_are_chosen_in_their_order_and_an_unknown_one_is_refused_with_the_nearest() -> None:
    assert chosen(["P4", "P1"]) == ("P1", "P4")
    assert chosen(None) == patterns()
    with pytest.raises(ScenarioError, match="P10 is no pattern; known are P1, "):
        chosen(["P10"])
    with pytest.raises(ScenarioError, match="no pattern is asked for"):
        chosen([])
