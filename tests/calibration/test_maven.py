"""The real export: every trap of its README is named, no name gets out, and it stays the negative control it is."""

import csv
import json

import pandas as pd
import pytest

from experiments.calibration import compare_with_export, import_crm, report_data, report_text
from experiments.calibration.importer import fitted_scenario
from simulation.scenario import load_scenario


@pytest.fixture(scope="module")
def folder(shared):
    return shared / "maven-crm"


@pytest.fixture(scope="module")
def result(folder):
    return import_crm(folder, simulate=False)


@pytest.fixture(scope="module")
def fitted(folder):
    return import_crm(folder)


TRAPS = {
    "product_spelling": (1480, ["'GTXPro'", "'GTX Pro'"]),
    "no_account": (1425, []),
    "no_dates": (500, ["100% of them open"]),
    "sellers_without_deals": (5, []),
    "sector_spelling": (12, ["'technolgy'", "'technology'"]),
    "partial_first_period": (647, ["March only", "0.82"]),
    "stale_open": (1291, ["81%", "138 days"]),
    "values_are_list_prices": (4238, ["+-10%", "not one lognormal"]),
    "two_bumps": (3163, ["8 days", "83"]),
    "won_shares_are_noise": (6711, ["p = 0.26", "0.013"]),
    "losses_not_split": (2473, ["stated assumption"]),
}


@pytest.mark.parametrize("code", list(TRAPS))
def test_every_trap_is_named_with_its_count(result, code) -> None:
    count, words = TRAPS[code]
    (finding,) = [one for one in result.findings if one.code == code]
    assert finding.count == count
    assert all(word in finding.message for word in words), finding.message
    assert f"[{code}]" in report_text(result)


def test_what_its_readme_says_is_measured(result) -> None:
    measured = result.measurements
    assert (measured.sellers, measured.teams, measured.currency) == (30, 6, "USD")
    assert measured.won_share.value == pytest.approx(0.632, abs=0.0005)
    assert measured.cycle_days.value == 45
    assert measured.top_fifth_share == pytest.approx(0.34, abs=0.005)
    assert {product.name for product in measured.products if product.listed} == {
        "GTK 500", "GTX Basic", "GTX Plus Basic", "GTX Plus Pro", "GTX Pro", "MG Advanced", "MG Special"
    }  # fmt: skip


def test_its_sellers_close_alike_and_the_fit_says_so(result) -> None:
    spread = result.measurements.won_share_spread
    assert spread is not None
    assert spread.value == pytest.approx(0.013, abs=0.001)
    assert spread.low == 0.0
    assert spread.noise_p == pytest.approx(0.26, abs=0.005)
    scenario = fitted_scenario(result.measurements, list(result.fitted))
    assert scenario.talent.productivity_cv < 0.12, "the default is 0.34: strong and weak closers"


def test_no_name_of_the_export_is_in_any_output(folder, result) -> None:
    with (folder / "sales_pipeline.csv").open() as file:
        rows = list(csv.DictReader(file))
    with (folder / "sales_teams.csv").open() as file:
        sellers = list(csv.DictReader(file))
    names = {row["sales_agent"] for row in rows + sellers} | {row["manager"] for row in sellers}
    names |= {row["account"] for row in rows if row["account"]}
    assert len(names) == 35 + 6 + 85
    text = "\n".join([result.scenario_toml, report_text(result), json.dumps(report_data(result)), repr(result)])
    assert [name for name in names if name in text] == []


def test_everything_not_fitted_is_listed_as_left_at_default(result) -> None:
    fitted = {found.path for found in result.fitted}
    left = {path for unknown in result.left_at_default for path in unknown.paths}
    assert fitted | left == set(load_scenario().resolved())
    assert not fitted & left
    assert {"market.season_q1", "market.season_q4", "traits.resilience_mean", "quota.error_sd"} <= left


def test_the_file_loads_as_the_firm_that_was_fitted(fitted, tmp_path) -> None:
    fitted.write(tmp_path / "firm.toml")
    loaded = load_scenario(tmp_path / "firm.toml")
    assert loaded.fingerprint() == fitted_scenario(fitted.measurements, list(fitted.fitted)).fingerprint()
    left = sorted(path.name for path in tmp_path.iterdir())
    assert left == ["firm.targets.toml", "firm.toml"], "no temporary file stays"


def test_the_simulated_firm_meets_its_export(fitted) -> None:
    compared = compare_with_export(fitted, seeds=range(1, 25))
    assert [one.target.name for one in compared if not one.met] == []


@pytest.mark.long
def test_the_simulated_firm_meets_its_export_over_a_hundred_seeds(fitted) -> None:
    compared = {one.target.name: one for one in compare_with_export(fitted)}
    assert all(one.met for one in compared.values()), compared
    assert abs(compared["arrivals"].difference) < 0.05
    assert abs(compared["won_share"].difference) < 0.02
    assert abs(compared["median_cycle_days"].difference) < 0.15
    assert abs(compared["mean_value_money"].difference) < 0.05
    assert abs(compared["top_fifth_share"].difference) < 0.04


def test_the_window_is_the_recorded_one(result) -> None:
    window = result.measurements.window
    assert (window.start, window.end) == (pd.Timestamp("2017-03-01"), pd.Timestamp("2017-12-31"))
