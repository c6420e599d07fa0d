"""A script in both bodies: lived the same, begun and ended on its dates, gone on with, and no trace of itself."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd
import pytest

from simulation import SalesOrganization, Scenario, Script, State, burn_in, load_script, run, run_many
from simulation.crm_log import crm_tables
from simulation.invariants import violations
from simulation.layers import CATALOGUE, SHIPPED, check_overrides
from simulation.parameters.check import ScenarioError
from simulation.parameters.promotion import PromotionRule
from simulation.parameters.scripts import Consequence, Heirs, Newcomers, Results, Seats, Step, Unit
from simulation.schedule import Schedule
from simulation.script import (
    Assignment,
    Change,
    HiringFreeze,
    Layoff,
    ManagerVacancy,
    NewManagers,
    Rating,
    RatingClass,
    Removal,
    Ultimatum,
)
from simulation.steps import steps_of
from tests.strategies import Life
from tests.two_bodies import begin, differences, unequal_states

SMALL = {
    "organization.teams": 3,
    "organization.reps_per_team": 4,
    "calendar.burn_in_years": 1,
    "quitting.quits_per_year": 0.5,
    "selection.cull_fraction": 0.1,
}
FIRM = Scenario().with_overrides(SMALL)
EXAMPLES = sorted(path.stem for path in (SHIPPED / "scripts").glob("*.toml"))

HALF = Assignment(name="half", week=5, arms={"x": 0.5})
SEATS = Assignment(name="seats", week=5, arms={"x": 0.3, "y": 0.4}, newcomers=Newcomers.SEAT)
TEAMS = Assignment(name="teams", week=5, unit=Unit.TEAM, arms={"x": 0.5})
DRAWN = (HALF, SEATS, TEAMS)
BUSY = Script(
    assignments=DRAWN,
    changes=(
        Change(from_week=8, until_week=200, who="half.x", set={"pay.accelerator": 3.0}),
        Change(from_week=100, until_week=300, who="teams.x", set={"coaching.hours_per_rep": 3.0}),
        Change(from_week=260, who="seats.y", set={"recruiting.candidates_per_hire": 8.0}),
    ),
    actions=(
        Layoff(week=30, fraction=0.3, who="teams.x", notice_weeks=8, by=Results.LOT, fair=False),
        Ultimatum(week=250, share=0.3, horizon_weeks=26, carried_out=True),
        NewManagers(week=255, who="teams.x"),
        HiringFreeze(week=258, weeks=10),
        ManagerVacancy(week=259, weeks=10),
    ),
)

CLASSES = (
    RatingClass(share=0.3, consequence=Consequence.PAY, raise_share=0.2, raise_weeks=40),
    RatingClass(share=0.3),
    RatingClass(share=0.2, consequence=Consequence.WARNING, horizon_weeks=10, carried_out=True),
    RatingClass(share=0.2, consequence=Consequence.EXIT),
)
TERMS = Script(
    assignments=DRAWN,
    changes=(Change(from_week=8, until_week=60, who="half.x", set={"pay.pair_bonus": 0.5}),),
    actions=(
        ManagerVacancy(week=8, weeks=3, filled_by=PromotionRule.SELLER),
        Rating(week=12, classes=CLASSES, heirs=Heirs.LOT, seats=Seats.CLOSED, closed_weeks=9, every_weeks=26, times=3),
        *(
            Removal(week=14 + 5 * heirs, called="resignation", heirs=heirs, notice_weeks=2, seats=Seats.AT_ONCE)
            for heirs in Heirs
        ),
        ManagerVacancy(week=40, weeks=1, who="teams.x", filled_by=PromotionRule.LOT),
    ),
)
PROMOTING = SMALL | {"promotion.least_tenure_weeks": 4}


# --- both bodies -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", EXAMPLES)
def test_both_bodies_live_a_shipped_script_byte_for_byte(name: str) -> None:
    model, firm = begin(Life(SMALL, script=load_script(name)))
    for _ in range(65):
        model.step()
        firm.live(1)
    assert differences(model, firm) == []


def test_both_bodies_live_every_term_byte_for_byte_and_all_of_them_happen() -> None:
    model, firm = begin(Life(PROMOTING, script=TERMS))
    seen: set[str] = set()
    for _ in range(70):
        before = model.to_state()
        model.step()
        firm.live(1)
        assert differences(model, firm) == []
        assert violations(model, model.p, before) == []
        seen |= happening(model)
    assert seen == {"class 1", "class 2", "class 3", "class 4", "raise", "warning", "candidate", "promotion", "heir"}


def happening(model: SalesOrganization) -> set[str]:
    """What of the terms shows in a week."""
    seen = {f"class {rep.rating_class}" for rep in model.reps if rep.rating_class > 0}
    seen |= {"raise" for seat in model.seats if seat.raise_share > 0.0}
    seen |= {"warning" for rep in model.reps if rep.named > 0}
    seen |= {"candidate" for rep in model.reps if rep.candidate == 1}
    seen |= {"promotion" for seat in model.seats if seat.promoted == 1}
    deals = (deal.seat != seat.seat for seat in model.seats for deal in model.deals[seat.seat][: seat.open_deals])
    return seen | {"heir" for inherited in deals if inherited}


def test_the_terms_go_on_from_a_state_and_leave_no_trace_under_another_script() -> None:
    firm = FIRM.with_overrides({"promotion.least_tenure_weeks": 4})
    start = burn_in(firm, [11], workers=1)[0]
    whole, first = (run(firm, 11, years=years, state=start, script=TERMS) for years in (2, 1))
    second = run(firm, 11, years=1, state=first.state, script=TERMS)
    assert list(unequal_states(whole.state, second.state)) == []
    assert first.state.arrays["reps"]["rating_class"].max() > 0
    alone = run(firm, 11, years=0, state=first.state).state
    for key in ("heirs", "rated_place", "rating_class", "raise_share", "raise_until_week"):
        assert not alone.arrays["reps"][key].any()
    assert not alone.arrays["managers"]["filled_by"].any()


def test_a_crm_knows_a_deal_by_who_found_it_and_gives_it_to_the_heir() -> None:
    firm = FIRM.with_overrides({"selling.inherited_share": 1.0})
    lived = run(firm, 11, years=1, script=TERMS, record=("events",))
    deals = crm_tables(lived.events, lived.state, firm)["opportunities"]
    assert deals["opportunity_id"].is_unique
    found = "Seller " + deals["opportunity_id"].str.extract(r"D(\d+)\.")[0]
    inherited = deals[found != deals["owner"].str.partition("-")[0]]
    assert 0 < len(inherited) < len(deals) / 2
    assert (deals["closed"].isna() | (deals["closed"] >= deals["created"])).all()


def test_weeks_lived_one_by_one_or_at_once_are_the_same_script() -> None:
    _, one_by_one = begin(Life(SMALL, script=BUSY))
    _, at_once = begin(Life(SMALL, script=BUSY))
    for _ in range(70):
        one_by_one.live(1)
    at_once.live(70)
    assert list(unequal_states(one_by_one.keep(), at_once.keep())) == []


def test_living_no_weeks_does_nothing() -> None:
    script = Script(actions=(Layoff(week=0, fraction=0.5, notice_weeks=9),))
    _, firm = begin(Life(SMALL, script=script))
    before = firm.keep()
    assert len(firm.live(0)) == 0
    assert list(unequal_states(before, firm.keep())) == []


# --- no trace --------------------------------------------------------------------------------------------------------


OF_A_SCRIPT = {"arm", "arm_at_work", "lot", "score", "script"}  # what says who is in which arm, and nothing else


def differing(one: State, other: State) -> set[str]:
    """The attributes in which two states differ."""
    return {
        key
        for name, array in one.arrays.items()
        for key in array.dtype.names or ()
        if array[key].tobytes() != other.arrays[name][key].tobytes()
    }


def ordinary(paths: Iterable[str]) -> dict[str, object]:
    """Some levers at the values that they have anyway."""
    values = FIRM.resolved()
    return {path: values[path] for path in paths}


def levers(*reaches: str) -> list[str]:
    return [d.path for d in CATALOGUE.by_path.values() if d.kind == "lever" and d.reach in reaches]


ORDINARY = Script(
    assignments=DRAWN,
    changes=(
        Change(from_week=8, until_week=70, who="half.x", set=ordinary(levers("person"))),
        Change(from_week=9, who="teams.x", set=ordinary(levers("team"))),
        Change(from_week=10, until_week=90, who="seats.y", set=ordinary(levers("seat"))),
        Change(from_week=11, set=ordinary(levers("person", "seat", "team", "firm"))),
    ),
)


def test_levers_set_to_their_ordinary_values_change_no_byte() -> None:
    start = burn_in(FIRM, [3], workers=1)[0]
    plain, scripted = (run(FIRM, 3, years=4, state=start, script=script) for script in (None, ORDINARY))
    assert plain.weekly.to_numpy().tobytes() == scripted.weekly.to_numpy().tobytes()
    assert differing(plain.state, scripted.state) <= OF_A_SCRIPT
    assert set(scripted.state.arrays["reps"]["arm"]) > {0}


def test_a_script_that_only_draws_changes_no_byte_either() -> None:
    start = burn_in(FIRM, [3], workers=1)[0]
    plain, drawn = (run(FIRM, 3, years=2, state=start, script=script) for script in (None, Script(assignments=DRAWN)))
    assert plain.weekly.to_numpy().tobytes() == drawn.weekly.to_numpy().tobytes()


def test_control_feels_nothing_in_the_first_week_of_a_treatment() -> None:
    start = burn_in(FIRM, [4], workers=1)[0]
    script = Script(
        assignments=(TEAMS,), changes=(Change(from_week=5, who="teams.x", set={"accountability.ritual": 1.0}),)
    )
    plain, tried = (run(FIRM, 4, years=1, state=start, script=one, record=("rep_weeks",)) for one in (None, script))
    usual, lived = (frame[frame["week"] == 5] for frame in (plain.rep_weeks, tried.rep_weeks))
    treated = lived["team"].isin(set(lived.loc[lived["arm"] > 0, "team"]))
    assert (usual["prospecting_hours"] == lived["prospecting_hours"])[~treated].all()
    assert (usual["prospecting_hours"] < lived["prospecting_hours"])[treated].any()
    before = [frame[frame["week"] < 5]["prospecting_hours"].tolist() for frame in (plain.rep_weeks, tried.rep_weeks)]
    assert before[0] == before[1]


# --- dates -----------------------------------------------------------------------------------------------------------


def test_changes_hold_from_their_first_week_to_the_one_before_their_last() -> None:
    changes = (
        Change(from_week=8, until_week=20, set={"pay.accelerator": 3.0}),
        Change(from_week=10, until_week=12, who="half.x", set={"pay.accelerator": 4.0}),
    )
    schedule = Schedule(FIRM, Script(assignments=(HALF,), changes=changes))
    usual = FIRM.pay.accelerator
    held = {week: [p.pay.accelerator for p in schedule.parameters_at(week)] for week in range(22)}
    expected = {week: [usual, usual] for week in range(22)} | {week: [3.0, 3.0] for week in range(8, 20)}
    assert held == expected | {10: [3.0, 4.0], 11: [3.0, 4.0]}


def test_what_has_ended_is_taken_back_to_the_byte_in_the_parameters() -> None:
    schedule = Schedule(FIRM, BUSY)
    before, amid, after = (schedule.rows_at(week) for week in (4, 150, 300))
    assert before[0].tobytes() == before[-1].tobytes() == after[0].tobytes()
    assert amid.tobytes() != before.tobytes()
    only_the_lasting = [np.count_nonzero([row != before[0] for row in rows]) for rows in (before, amid, after)]
    assert only_the_lasting[0] == 0 < only_the_lasting[2] < only_the_lasting[1]


def test_the_bodies_change_parameters_on_the_same_week() -> None:
    script = Script(changes=(Change(from_week=3, until_week=6, set={"coaching.hours_per_rep": 0.0}),))
    model, firm = begin(Life(SMALL, script=script))
    hours = []
    for _ in range(8):
        model.step()
        firm.live(1)
        hours.append([manager.coaching_hours_per_rep > 0.0 for manager in model.managers])
        assert (firm.arrays.managers["coaching_hours_per_rep"] > 0.0).tolist() == hours[-1]
    assert hours == 3 * [[True] * 3] + 3 * [[False] * 3] + 2 * [[True] * 3]


# --- going on --------------------------------------------------------------------------------------------------------


def test_ten_years_are_five_and_five_more_under_a_script() -> None:
    whole = run(FIRM, 11, years=10, script=BUSY)
    first = run(FIRM, 11, years=5, script=BUSY)
    second = run(FIRM, 11, years=5, state=first.state, script=BUSY)
    assert list(unequal_states(whole.state, second.state)) == []
    assert whole.weekly.to_numpy().tobytes() == first.weekly.to_numpy().tobytes() + second.weekly.to_numpy().tobytes()
    assert whole.weekly["laid_off"].sum() > 0


def test_the_mesa_body_goes_on_in_the_midst_of_a_script() -> None:
    first = run(FIRM, 11, years=5, script=BUSY).state
    model = SalesOrganization(FIRM, 11, first, script=BUSY)
    for _ in range(52):
        model.step()
    assert list(unequal_states(model.to_state(), run(FIRM, 11, years=1, state=first, script=BUSY).state)) == []


def test_without_the_script_everybody_is_ordinary_again_and_nothing_is_closed_or_frozen() -> None:
    amid = run(FIRM, 11, years=5, script=BUSY).state
    assert amid.arrays["reps"]["arm"].max() > 0
    assert amid.arrays["teams"]["hiring_frozen"].max() > 0
    alone = run(FIRM, 11, years=0, state=amid).state
    assert alone.arrays["firm"]["script"][0] == 0
    for name, key in (
        ("reps", "arm"),
        ("seats", "arm"),
        ("managers", "arm"),
        ("reps", "named"),
        ("reps", "seat_after"),
    ):
        assert alone.arrays[name][key].max() == 0
    assert alone.arrays["teams"]["hiring_frozen"].max() == 0


def test_notice_given_by_a_script_closes_no_seat_under_another() -> None:
    script = Script(actions=(Layoff(week=2, fraction=0.3, notice_weeks=20, seats=Seats.CLOSED),))
    amid = lived_weeks(script, 4)
    assert amid.arrays["reps"]["weeks_to_go"].max() > 0
    assert run(FIRM, 11, years=1, state=amid).state.arrays["seats"]["closed"].max() == 0


def lived_weeks(script: Script, weeks: int) -> State:
    model = SalesOrganization(FIRM, 11, burn_in(FIRM, [11], workers=1)[0], script=script)
    for _ in range(weeks):
        model.step()
    state = model.to_state()
    assert state.arrays["reps"]["seat_after"].max() > 0
    return state


def test_teams_keep_their_arm_and_seats_until_the_last_action_for_it() -> None:
    of_teams = Script(
        assignments=(TEAMS,), changes=(Change(from_week=6, until_week=20, who="teams.x", set={"pay.accelerator": 3.0}),)
    )
    assert Step.LAPSE not in steps_of(of_teams)["kind"]
    late = Layoff(week=40, fraction=0.1, who="seats.x")
    of_seats = Script(
        assignments=(SEATS,),
        changes=(Change(from_week=6, until_week=20, who="seats.x", set={"coaching.hours_per_rep": 1.0}),),
    )
    for script, week in ((of_seats, 20), (Script(assignments=(SEATS,), changes=of_seats.changes, actions=(late,)), 41)):
        steps = steps_of(script)
        assert steps["week"][steps["kind"] == Step.LAPSE].tolist() == [week]


def test_a_new_script_cannot_begin_in_the_past_of_a_state() -> None:
    later = run(FIRM, 11, years=1).state
    with pytest.raises(ScenarioError, match=r"script: it begins in week 5, and this firm goes on in week 52"):
        run(FIRM, 11, years=1, state=later, script=BUSY)
    soon = Script(changes=(Change(from_week=52, set={"pay.accelerator": 3.0}),))
    assert run(FIRM, 11, years=1, state=later, script=soon).state.arrays["firm"]["script"][0] == soon.key


# --- what is recorded ------------------------------------------------------------------------------------------------


def test_frames_say_who_is_in_which_arm_and_how_people_left() -> None:
    lived = run(FIRM, 11, years=1, script=BUSY, record=("rep_weeks", "rep_quarters"))
    weeks = lived.rep_weeks
    assert set(weeks.loc[weeks["week"] < 5, "arm_name"]) == {""}
    after = weeks[(weeks["week"] == 5) & (weeks["employed"] == 1)]
    assert set("+".join(after["arm_name"]).split("+")) - {""} == {"half.x", "seats.x", "seats.y", "teams.x"}
    assert (after.loc[after["arm_name"].str.contains("half.x"), "lot"] >= 0.0).all()
    laid_off = weeks[weeks["exit_kind"] == "laid_off"]
    assert set(laid_off["week"]) == {38}
    assert laid_off["arm_name"].str.contains("teams.x").all()
    exits = weeks["exit_kind"].ne("").sum()
    columns = ["resigned", "dismissed", "laid_off", "other_exits", "promoted"]
    assert exits == lived.weekly[columns].to_numpy().sum()
    assert {"arm", "score", "manager", "week_pipeline_money", "week_qualified"} <= set(lived.rep_quarters.columns)
    pairs = weeks[weeks["paired_with"] >= 0]
    assert (pairs["paired_with"] != pairs["seat"]).all()
    assert len(pairs) > len(weeks) / 2
    assert weeks["week_pipeline_money"].sum() > 0.0


def test_frames_say_among_whom_a_promotion_chose_and_whom() -> None:
    firm = FIRM.with_overrides({"promotion.least_tenure_weeks": 4, "recruiting.vacancy_weeks": 8.0})
    vacant = ManagerVacancy(week=8, weeks=3, filled_by=PromotionRule.SELLER)
    weeks = run(firm, 11, years=1, script=Script(actions=(vacant,)), record=("rep_weeks",)).rep_weeks
    considered = weeks[weeks["candidate"] == 1]
    chosen = considered[considered["exit_kind"] == "promoted"]
    assert set(considered["week"]) == {10}
    assert sorted(chosen["team"]) == sorted(considered["team"].unique())
    assert (considered.groupby("team")["claim"].max() == chosen.set_index("team")["claim"]).all()
    assert len(considered) > len(chosen)


def test_many_runs_under_a_script_are_single_runs_under_it() -> None:
    states = burn_in(FIRM, [5, 6], workers=1)
    table = run_many([FIRM], [5, 6], years=2, states=states, script=BUSY, workers=2)
    single = run(FIRM, 6, years=2, state=states[1], script=BUSY).weekly
    assert table["profit_money"].iloc[1] == pytest.approx(single["profit_money"].sum() / 2, rel=1e-12)
    unscripted = run_many([FIRM], [5, 6], years=2, states=states, workers=1)
    assert not table["profit_money"].equals(unscripted["profit_money"])
    assert isinstance(table, pd.DataFrame)


def test_every_ordinary_value_passes_the_check_of_a_file() -> None:
    assert len(check_overrides(ordinary(levers("person", "seat", "team", "firm")), "script")) > 20
