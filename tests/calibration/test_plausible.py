"""Calibration: true firms are found again, what is not shown is not learned, and nothing is lost when it is stopped."""

from pathlib import Path

import pytest

from experiments.calibration.crm import read_crm
from experiments.calibration.ensemble import read_ensemble, uncalibrated, write_ensemble
from experiments.calibration.learned import not_told_apart, report_text, table_rows
from experiments.calibration.mapping import Mapping
from experiments.calibration.plausible import Asked, calibrate_firm, kept_of, open_calibration
from experiments.calibration.prior import FITTED, OPEN
from experiments.calibration.reference import look
from experiments.calibration.targets import Targets
from experiments.calibration.telltales import SEEN, known, telltales
from experiments.calibration.typed import Reading
from simulation import Scenario, load_scenario, run
from simulation.crm_log import crm_tables
from simulation.parameters.check import ScenarioError
from tests.calibration.made_up_looks import SHOWN, WINDOW, looks_made_up, targets_of

ASKED = Asked(draws=300, members=8, workers=1)
TRUE = load_scenario(overrides={"prospecting.leads_per_week": 2.5, "selling.rival_per_week": 0.03})
TINY = {"organization.teams": 2, "organization.reps_per_team": 4, "calendar.burn_in_years": 1}


def calibrated(folder: Path, asked: Asked = ASKED, true: Scenario = TRUE):
    study = open_calibration(folder, load_scenario(), targets_of(true), asked)
    found = calibrate_firm(load_scenario(), targets_of(true), study, asked)
    write_ensemble(found, study, 1.0)
    return found


@pytest.fixture
def found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    looks_made_up(monkeypatch)
    return calibrated(tmp_path / "firms")


def test_what_shows_is_learned_around_the_truth_and_what_does_not_is_not(found) -> None:
    rows = found.parameters.set_index("parameter")
    for path, value in (("prospecting.leads_per_week", 2.5), ("selling.rival_per_week", 0.03)):
        assert rows.loc[path, "learned"], path
        assert rows.loc[path, "low"] <= value <= rows.loc[path, "high"]
    for path in ("talent.productivity_cv", "quitting.quits_per_year"):
        assert not rows.loc[path, "learned"], path
        assert rows.loc[path, "narrowed"] > 0.8
    assert not rows.loc[list(OPEN), "learned"].any()
    assert rows.loc[list(FITTED), "held"].between(0.7, 1.0).all()


def test_what_is_pressed_against_its_range_by_data_beyond_is_not_learned(tmp_path: Path, monkeypatch) -> None:
    looks_made_up(monkeypatch)
    beyond = load_scenario(overrides={"prospecting.leads_per_week": 6.0, "selling.rival_per_week": 0.03})
    found = calibrated(tmp_path / "firms", true=beyond)
    rows = found.parameters.set_index("parameter")
    assert rows.loc["prospecting.leads_per_week", ["at_edge", "learned"]].tolist() == [True, False]
    assert rows.loc["selling.rival_per_week", ["at_edge", "learned"]].tolist() == [False, True]
    _, _, rest = report_text(found).partition("## What was not learned")
    assert "at the edge of its range: the data lie beyond" in rest
    assert ("prospecting.leads_per_week", "at the edge") in [(row[0], row[-1]) for row in table_rows(found)]


def test_members_show_what_the_data_show(found) -> None:
    fit = found.fit.set_index("target")
    assert list(fit.index) == list(SHOWN)
    assert fit["reachable"].all()
    assert fit.loc[["won_share", "rival_share"], "met"].all()
    assert fit.loc["arrivals_per_seat_week", "simulated"] == pytest.approx(targets_of(TRUE).numbers[SHOWN[0]], rel=0.06)
    assert found.members["prospecting.leads_per_week"].between(2.3, 2.7).all()
    assert found.members["helping.withheld"].max() - found.members["helping.withheld"].min() > 1.0


def test_the_report_says_what_was_learned_and_what_cannot_be(found) -> None:
    text = report_text(found)
    learned, _, rest = text.partition("## What was not learned")
    assert "`prospecting.leads_per_week`" in learned
    assert "`talent.productivity_cv`" in rest
    assert "sellers hardly ever change seats" in rest
    assert "`helping.withheld`: 0 to 3" in rest
    assert "played its part" in rest
    assert "no table of people" in text  # the targets that were made up hold no rates of leaving
    assert not_told_apart(found) == []


def test_an_ensemble_is_read_as_it_was_written_and_every_member_is_a_scenario(found, tmp_path: Path) -> None:
    ensemble = read_ensemble(tmp_path / "firms")
    assert len(ensemble.members) == 8
    assert ensemble.values.to_numpy() == pytest.approx(found.members[list(ensemble.values)].to_numpy())
    assert "prospecting.leads_per_week" in ensemble.learned
    assert "helping.withheld" not in ensemble.learned
    third = load_scenario(tmp_path / "firms" / "firm-003.toml")
    assert third.resolved()["selling.win_per_week"] == found.members["selling.win_per_week"][2]
    assert ensemble.firm == load_scenario().model_copy()


def test_an_interrupted_calibration_goes_on_and_ends_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looks_made_up(monkeypatch, stop_at=131)
    with pytest.raises(KeyboardInterrupt):
        calibrated(tmp_path / "stopped")
    with pytest.raises(ScenarioError, match="interrupted"):
        read_ensemble(tmp_path / "stopped")
    again = looks_made_up(monkeypatch)
    calibrated(tmp_path / "stopped")
    assert again.calls == 300 - 120 + 8  # six parts of twenty were there
    calibrated(tmp_path / "whole")
    for path in (tmp_path / "whole").glob("*.*"):
        if path.suffix in (".toml", ".csv", ".md"):
            assert path.read_bytes() == (tmp_path / "stopped" / path.name).read_bytes()


def test_fewer_members_leave_none_of_the_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looks_made_up(monkeypatch)
    calibrated(tmp_path / "firms")
    calibrated(tmp_path / "firms", Asked(draws=300, members=5, workers=1))
    assert len(read_ensemble(tmp_path / "firms").members) == 5


@pytest.mark.parametrize(
    ("asked", "said"),
    [(Asked(draws=20), "--draws 20: at least 200"), (Asked(draws=200, members=60), "--members 60: ask for 2 to 50")],
)
def test_too_few_firms_are_refused(asked: Asked, said: str) -> None:
    with pytest.raises(ScenarioError, match=said):
        asked.check()


@pytest.mark.parametrize(
    ("firms", "members", "kept"), [(2000, 40, 400), (700, 40, 140), (300, 8, 100), (150, 8, 75), (700, 140, 280)]
)
def test_a_fifth_of_the_firms_speak_but_never_too_few_for_a_line_nor_more_than_half(firms, members, kept) -> None:
    assert kept_of(firms, members) == kept


def test_a_folder_without_plausible_firms_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError, match="holds no plausible firms; salesorg calibrate"):
        read_ensemble(tmp_path)


def test_a_firm_that_nobody_calibrated_is_drawn_from_its_ranges() -> None:
    drawn = uncalibrated(load_scenario(), "midmarket", 5, seed=1)
    assert not drawn.calibrated
    assert not drawn.learned
    assert len({member.fingerprint() for member in drawn.members}) == 5


def test_a_simulated_firm_is_seen_just_as_its_own_export_is(tmp_path: Path) -> None:
    scenario = load_scenario(overrides=TINY)
    lived = run(scenario, 3, years=1, record=("events",))
    for name, table in crm_tables(lived.events, lived.state, scenario).items():
        table.to_csv(tmp_path / f"{name}.csv", index=False)
    crm = read_crm(tmp_path, Mapping(), Reading())
    exported = known(telltales(crm.tables, crm.leaving, WINDOW))
    seen = look(scenario, 3, Targets(WINDOW, people=True, numbers={}))
    assert {name: seen[name] for name in exported} == pytest.approx(exported)
    assert set(exported) == {one.name for one in SEEN}


def test_a_firm_without_a_table_of_people_is_seen_without_one() -> None:
    seen = look(load_scenario(overrides=TINY), 3, Targets(WINDOW, people=False, numbers={}))
    assert not set(known(seen)) & {"resigned_per_year", "dismissed_per_year", "tenure_years"}
    assert seen["arrivals_per_seat_week"] > 0.0


@pytest.mark.long
def test_a_simulated_firm_is_calibrated_from_its_own_export(tmp_path: Path) -> None:
    """The real thing at toy size: what is learned of ten people in a year is little, and held."""
    scenario = load_scenario(overrides=TINY | {"calendar.burn_in_years": 3})
    numbers = known(look(scenario, 11, Targets(WINDOW, people=True, numbers={})))
    targets = Targets(WINDOW, people=True, numbers={one.name: numbers[one.name] for one in SEEN})
    asked = Asked(draws=240, members=10)
    study = open_calibration(tmp_path / "firms", scenario, targets, asked)
    found = calibrate_firm(scenario, targets, study, asked)
    rows, true = found.parameters[found.parameters["kind"] == "fitted"], scenario.resolved()
    held = [row["low"] <= float(true[row["parameter"]]) <= row["high"] for row in rows.to_dict("records")]
    assert sum(held) >= 6
    assert found.fit["reachable"].all()
