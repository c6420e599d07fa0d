"""R1, R2, R4, R5, R6 and the impulse of P3, against effects that were planted."""

from __future__ import annotations

import numpy as np
import pytest

from experiments.validation import arms, impulse, recession, resilience, spillover, switched
from experiments.validation.estimates import Table
from experiments.validation.levers import LINEAR_PAY, missing, pulled, released
from experiments.validation.recorder import Wanted, firm_of, record
from simulation import burn_in, load_scenario
from simulation.layers import CATALOGUE
from tests.validation.lives import lived

SMALL = {"organization.teams": 2, "organization.reps_per_team": 5, "calendar.burn_in_years": 1}


@pytest.fixture(scope="module")
def small():  # type: ignore[no-untyped-def]
    scenario = load_scenario("midmarket", overrides=SMALL)
    return scenario, burn_in(scenario, [3])[0]


# --- the impulse -----------------------------------------------------------------------------------------------------


def bump(cycles: float, width: float = 0.3, cycle: float = 60.0) -> Table:
    """Excess bookings around a lag, in median cycles, after the middle of the impulse."""
    lag = impulse.lags(cycle)
    return {"excess": np.stack([np.exp(-0.5 * ((lag - cycles) / width) ** 2)] * 3), "cycle": np.full(3, cycle)}


@pytest.mark.parametrize("cycles", [0.7, 1.0, 1.3])
def test_a_planted_peak_is_found_where_it_is(cycles: float) -> None:
    assert impulse.peak(bump(cycles)) == pytest.approx(cycles, abs=0.03)


def test_the_early_share_is_what_has_come_within_three_tenths_of_a_cycle() -> None:
    excess = np.zeros((2, impulse.days()))
    day = int(14 + 0.3 * 60)  # the middle of the impulse, and 18 days
    excess[:, day - 1], excess[:, day] = 1.0, 3.0
    assert impulse.early_share({"excess": excess, "cycle": np.full(2, 60.0)}) == 0.25


def test_half_of_the_seats_are_chosen_by_lot_and_again_the_same() -> None:
    one = impulse.random_half(7, 0, 80)
    assert one.sum() == 40
    assert (one == impulse.random_half(7, 0, 80)).all()
    assert (one != impulse.random_half(7, 1, 80)).any()


def test_extra_hours_bring_leads_to_the_chosen_only_and_end_after_four_weeks(small) -> None:  # type: ignore[no-untyped-def]
    scenario, state = small
    wanted = Wanted(("prospecting_hours", "employed"), ("leads",))
    usual = record(firm_of(scenario, state), 6, wanted)
    chosen = (np.arange(10) < 5) & (usual.people["employed"] == 1).all(axis=0)  # an empty seat prospects for nobody
    assert chosen.sum() >= 2
    more = record(firm_of(scenario, state), 6, wanted, impulse.Extra(scenario, chosen))
    raised = more.people["prospecting_hours"][1:] / usual.people["prospecting_hours"][1:]  # of the week before
    assert raised[0, chosen] == pytest.approx(1.5)
    assert raised[3, chosen].min() > 1.3
    assert raised[4, chosen].max() < 1.1
    assert (raised[0, ~chosen] == 1.0).all()
    assert (more.flows["leads"][0] >= usual.flows["leads"][0]).all()
    assert (more.flows["leads"][0, ~chosen] == usual.flows["leads"][0, ~chosen]).all()


def test_an_impulse_that_nobody_gets_changes_no_bookings(small, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    scenario, state = small
    monkeypatch.setattr(impulse, "random_half", lambda *_: np.zeros(10, bool))
    found = impulse.live(scenario, state, 2)
    assert [year.first_week for year in found.treated] == [0, 17]
    assert found.control.weeks == 2 * 17 + 52
    monkeypatch.setattr(impulse, "random_half", lambda *_: np.ones(10, bool))
    everybody = np.ones(10, bool)
    alike = [
        impulse.won_by_day(year, everybody) == impulse.won_by_day(found.control, everybody, year.first_week)
        for year in found.treated
    ]
    assert np.array(alike).all()


# --- recession -------------------------------------------------------------------------------------------------------


def slumps(at_quota: float) -> Table:
    """Three firms whose cycle and win rate stand in the middle of their bands at a slump of 0.4."""
    sizes = np.array([0.0, *recession.SIZES])
    ended = np.full((3, len(sizes)), 1_000.0)
    return {
        "cycle": np.tile(60.0 * (1.0 + 0.31 / 0.4 * sizes), (3, 1)),
        "won": ended * 0.25 * (1.0 - 0.26 / 0.4 * sizes),
        "ended": ended,
        "at_quota": np.tile(0.5 + at_quota / 0.4 * sizes, (3, 1)),
    }


def test_the_share_at_quota_is_read_at_the_slump_that_meets_both_conditions() -> None:
    found = recession.at_the_chosen_size(slumps(-0.12))
    assert found["size"] == pytest.approx(0.4, abs=0.006)
    assert found["R4.cycle"] == pytest.approx(0.31, abs=0.01)
    assert found["R4.win_rate"] == pytest.approx(-0.26, abs=0.01)
    assert found["R4.share_at_quota"] == pytest.approx(-0.12, abs=0.005)
    assert recession.estimate(slumps(-0.12))["R4.share_at_quota"].mean == pytest.approx(-0.12, abs=0.005)


def test_a_slump_is_held(small) -> None:  # type: ignore[no-untyped-def]
    scenario, state = small
    firm = firm_of(scenario, state)
    demand = record(firm, 30, Wanted(), recession.Held(0.5)).report["demand"]
    assert firm.arrays.market["slump"][0] == pytest.approx(0.5, abs=0.02)
    assert demand.mean() < 0.7


# --- peers -----------------------------------------------------------------------------------------------------------


def test_a_planted_spillover_is_recovered_exactly() -> None:
    rng, weeks, team = np.random.default_rng(9), 20, np.repeat([0, 1], 6)
    shown = np.zeros((weeks, 12), bool)
    shown[np.arange(weeks), rng.integers(0, 6, weeks)] = True
    shown[np.arange(weeks), 6 + rng.integers(0, 6, weeks)] = True
    base, nudged = rng.normal(1.0, 0.1, (weeks, 12)), np.zeros((weeks, 12))
    worked = np.zeros(12)
    for week in range(weeks):
        nudged[week] = base[week] + worked + spillover.HARDER * shown[week]
        worked = 0.15 * spillover.leave_one_out(nudged[week] - base[week], np.ones(12, bool), team)
        worked += 0.5 * spillover.HARDER * shown[week]  # who was shown may keep some of it, which is no spillover
    usual, other = (lived(weeks, 12, effort=effort, team=team) for effort in (base, nudged))
    assert spillover.of_pair(spillover.Pair(usual, other, shown)) == pytest.approx(0.15)


def test_one_member_of_each_team_is_shown_to_have_worked_harder_another_every_week(small) -> None:  # type: ignore[no-untyped-def]
    scenario, state = small
    pair = spillover.live(scenario, state)
    assert pair.shown.shape == (spillover.WEEKS, 10)
    assert (pair.shown.reshape(-1, 2, 5).sum(axis=2) == 1).all()
    assert pair.shown.any(axis=0).sum() > 5


def test_who_is_alone_has_no_mates() -> None:
    there = np.array([[True, False, True, True]])
    mates = spillover.leave_one_out(np.array([[1.0, 9.0, 2.0, 4.0]]), there, np.array([0, 0, 1, 1]))
    assert np.isnan(mates[0, :2]).all()
    assert mates[0, 2:].tolist() == [4.0, 2.0]


# --- resilience ------------------------------------------------------------------------------------------------------


def test_planted_differences_between_halves_are_recovered() -> None:
    trait = np.linspace(0.0, 1.0, 40)
    top = trait > 0.5
    rng = np.random.default_rng(2)
    quits = (rng.random((520, 40)) < np.where(top, 0.01, 0.02)).astype(int)
    record_ = lived(520, 40, resilience=trait, bookings_money=np.where(top, 1.2, 1.0), resigned=quits)
    found = {name: np.array([value, value]) for name, value in resilience.extract(record_).items()}
    estimates = resilience.estimate(found)
    assert estimates["R2.sales"].mean == pytest.approx(0.2)
    assert estimates["R2.quits"].mean == pytest.approx(0.5, abs=0.1)


def test_halves_part_at_the_median_of_those_who_are_there() -> None:
    trait, working = np.array([[0.1, 0.2, 0.9, 0.3]]), np.array([[True, True, False, True]])
    top, bottom = resilience.halves(trait, working)
    assert top.tolist() == [[False, False, False, True]]
    assert bottom.tolist() == [[True, True, False, False]]


# --- levers ----------------------------------------------------------------------------------------------------------


def test_switches_are_read_as_changes_of_the_same_firm() -> None:
    table = {"off_revenue": [100.0, 200.0], "on_revenue": [95.0, 190.0], "off_effort": [1.0, 1.0]}
    table |= {"on_effort": [1.02, 1.02], "off_discount": [0.01, 0.02], "on_discount": [0.03, 0.04]}
    made = {name: np.array(values) for name, values in table.items()}
    assert switched.estimate_leaderboard(made)["R5.leaderboard"].mean == pytest.approx(-0.05)
    rivalry = switched.estimate_rivalry(made)
    assert rivalry["R6.effort"].mean == pytest.approx(0.02)
    assert rivalry["R6.discounts"].mean == pytest.approx(0.02)


def test_discounts_are_a_share_of_list_prices() -> None:
    record_ = lived(4, 1)
    record_.report["bookings_money"], record_.report["conceded_money"] = 95.0, 5.0
    assert switched.totals(record_)["discount"] == pytest.approx(0.05)


def test_every_lever_that_the_arms_pull_exists_and_can_be_pulled(small) -> None:  # type: ignore[no-untyped-def]
    scenario, _ = small
    for path in ("pay.team_share", "pay.relative_share", "enemy.salience"):
        assert released(path) < pulled(path)
        scenario.with_overrides({path: pulled(path)})
        scenario.with_overrides({path: released(path)})
    assert missing([*LINEAR_PAY, "peers.leaderboard"]) == ""
    assert missing(["pay.accelerator", "pay.no_such_thing"]) == "pay.no_such_thing"


def test_linear_pay_has_no_kink_that_the_firm_knows_of() -> None:
    kinks = [path for path in CATALOGUE.by_path if path.startswith("pay.") and ("lump" in path or "accel" in path)]
    assert sorted(LINEAR_PAY) == sorted(kinks)


def test_all_arms_go_on_from_the_same_firm(small) -> None:  # type: ignore[no-untyped-def]
    scenario, state = small
    lives = arms.pay(scenario, state, arms.Size(pay_years=1))
    first = {name: life.people["year_bookings_money"][0] for name, life in lives.items()}
    assert (first["own"] == first["linear"]).all()
    assert (lives["own"].flows["bookings_money"] != lives["linear"].flows["bookings_money"]).any()
