"""Companies: doses and levers over a firm, and sliders from declarations."""

import pytest

from experiments.calibration.importer import TITLE as IMPORTED
from experiments.report.firm_titles import firm_title, firm_titles
from simulation import ScenarioError, load_policy, load_scenario
from simulation.layers import CATALOGUE, shipped
from workshop.command import FIRM as SHOWN_FIRM
from workshop.company import AS_IT_IS, Company, habits, levers_of, span_of
from workshop.levers import NAMED, OF_THE_RACE, meaning, translations, uncertainties

FIRM = load_scenario()


def test_a_company_that_decides_nothing_is_the_firm_itself() -> None:
    assert AS_IT_IS.on(FIRM) is FIRM


def test_there_are_the_seven_habits_and_a_full_dose_is_their_overlay() -> None:
    assert len(habits()) == 7
    for habit in habits():
        under = AS_IT_IS.with_dose(habit, 1.0).on(FIRM)
        assert under.fingerprint() == load_scenario("midmarket", [load_policy(habit)]).fingerprint()


def test_half_a_dose_moves_half_as_far() -> None:
    under = AS_IT_IS.with_dose("3-common_enemy", 0.5).on(FIRM)
    assert under.enemy.salience == pytest.approx(0.25 + 0.5 * (0.6 - 0.25))


def test_levers_lie_over_habits_and_a_dose_of_none_takes_the_habit_away() -> None:
    company = AS_IT_IS.with_dose("3-common_enemy", 1.0).with_lever("enemy.salience", 0.1)
    assert company.on(FIRM).enemy.salience == 0.1
    assert company.with_lever("enemy.salience", None).with_dose("3-common_enemy", 0.0) == AS_IT_IS


def test_the_order_of_deciding_does_not_matter() -> None:
    one = AS_IT_IS.with_lever("helping.norm", 0.5).with_lever("coaching.hours_per_rep", 1.0)
    other = AS_IT_IS.with_lever("coaching.hours_per_rep", 1.0).with_lever("helping.norm", 0.5)
    assert one == other


def test_a_company_cannot_decide_what_the_world_is_like() -> None:
    with pytest.raises(ScenarioError, match="no lever"):
        Company(levers=(("selection.threat_margin", 2.0),)).on(FIRM)


@pytest.mark.parametrize("path", [*OF_THE_RACE, "peers.prize_weeks"])
def test_a_slider_covers_the_plausible_range_as_declared(path: str) -> None:
    span, declared = span_of(path, FIRM), CATALOGUE.find(path)
    assert declared.plausible == (span.low, span.high)
    assert span.unit == declared.unit
    assert span.low <= span.value <= span.high


def test_a_slider_reaches_a_firm_that_lies_outside_the_plausible_range() -> None:
    odd = FIRM.with_overrides({"selection.cull_fraction": 0.45})
    assert span_of("selection.cull_fraction", odd).high == 0.45


def test_every_lever_of_every_habit_has_a_name_and_every_name_is_a_lever() -> None:
    assert {path for habit in habits() for path in levers_of(habit)} <= set(NAMED)
    assert set(OF_THE_RACE) <= set(NAMED)
    assert {CATALOGUE.find(path).kind for path in NAMED} == {"lever"}


def test_every_named_lever_is_explained_in_both_languages() -> None:
    assert set(translations("sv")) == {*NAMED, *uncertainties()}
    assert meaning("spirit.recognition", "sv") == ("Hur mycket de bästa äras.", "sv")
    assert meaning("spirit.recognition", "en") == (CATALOGUE.find("spirit.recognition").meaning, "en")
    assert meaning("quota.ambition", "sv")[1] == "en"


def test_every_shipped_firm_has_a_name_in_both_languages_and_ones_own_keeps_its_own() -> None:
    files = (*shipped("scenario").values(), SHOWN_FIRM)
    assert set(firm_titles("sv")) == {IMPORTED, *(load_scenario(path).title for path in files)}
    assert firm_title("A mid-sized firm with three teams", "sv") == ("Ett medelstort företag med tre lag", "sv")
    assert firm_title("A mid-sized firm with three teams", "en") == ("A mid-sized firm with three teams", "en")
    assert firm_title("Järnhandel & Co", "sv") == ("Järnhandel & Co", "")
