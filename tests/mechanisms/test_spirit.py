"""Spirit: what holds a team together, what it expects, and what that does to whoever falls short."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from simulation import SalesOrganization
from simulation.mechanisms.effort import chosen_effort
from simulation.mechanisms.morale import feel
from simulation.mechanisms.opening import open_week
from simulation.mechanisms.spirit import (
    blame_shown,
    effect_of_recognition,
    move_spirit,
    pull_of_norm,
    shame,
    share_of_leads,
    sustained_cohesion,
)
from simulation.parameters.spirit import RecognitionShape, Spirit
from simulation.records import ManagerState, RepState, TeamState
from simulation.scenario import Scenario
from tests.mechanisms.builders import calm_firm, make

pytestmark = pytest.mark.jitoff

BONDS = {
    "spirit.rituals": 0.5,
    "spirit.ritual_cohesion": 0.4,
    "spirit.fair_cohesion": 0.5,
    "spirit.inner_rivalry": 0.8,
    "spirit.privileges": 0.2,
    "spirit.envy": 0.5,
}


@pytest.mark.parametrize(
    ("overrides", "stars", "fairness", "cohesion"),
    [
        ({}, 0, 0.8, 0.6),  # rituals 0.2 and fairness 0.4
        ({}, 0, 0.0, 0.2),
        ({"pay.relative_share": 0.25}, 0, 0.8, 0.4),  # less 0.8 x a quarter of pay
        ({}, 2, 0.8, 0.5),  # privileges of somebody who is here: 0.5 x 0.2
        ({"spirit.privileges": 0.0}, 2, 0.8, 0.6),  # honours alone are not envied
        ({"pay.relative_share": 1.0}, 0, 0.8, 0.0),
        ({"spirit.rituals": 1.0, "spirit.fair_cohesion": 1.0}, 0, 0.9, 1.0),
    ],
)
def test_rituals_and_fairness_hold_a_team_together(
    overrides: dict[str, object], stars: int, fairness: float, cohesion: float
) -> None:
    p = Scenario().with_overrides({**BONDS, **overrides})
    assert sustained_cohesion(make(TeamState, stars=stars, fairness=fairness), p) == pytest.approx(cohesion)


@pytest.mark.parametrize(
    ("failures", "outside", "accountability", "shown"),
    [
        (4.0, 1.0, 0.5, 0.25),  # what the members say
        (4.0, 1.0, 0.0, 0.25 * 1.4),  # a manager without accountability passes blame on: 0.4 more
        (4.0, 1.0, 1.0, 0.25 * 0.6),  # an accountable one stops part of it
        (4.0, 4.0, 0.0, 1.0),
        (0.0, 0.0, 0.5, 0.3),  # nothing failed: the norm stays what it was
    ],
)
def test_blame_is_what_members_say_after_their_manager_s_example(
    failures: float, outside: float, accountability: float, shown: float
) -> None:
    team = make(TeamState, failures=failures, outside=outside, blame_norm=0.3)
    p = Scenario().with_overrides({"attribution.passing_down": 0.4})
    assert blame_shown(team, make(ManagerState, accountability=accountability), p) == pytest.approx(shown)


@pytest.mark.parametrize(
    ("effort", "cohesion", "pull"),
    [
        (0.8, 1.0, 0.06),  # 0.3 of the 0.2 that is missing
        (0.8, 0.5, 0.03),  # as far as the team is cohesive
        (0.8, 0.0, 0.0),
        (1.0, 1.0, 0.0),
        (1.3, 1.0, 0.0),  # nobody is pulled down
    ],
)
def test_the_norm_pulls_only_who_is_below_it_and_only_as_far_as_the_team_is_cohesive(
    effort: float, cohesion: float, pull: float
) -> None:
    team = make(TeamState, effort_norm=1.0, cohesion=cohesion)
    assert pull_of_norm(effort, team, Spirit(norm_pull=0.3)) == pytest.approx(pull)


@pytest.mark.parametrize(
    ("shape", "onlooker", "star"),
    [
        (RecognitionShape.ONLOOKERS, 0.02, 0.0),  # never in the honoured
        (RecognitionShape.HONOURED, 0.0, 0.02),
        (RecognitionShape.NONE, 0.0, 0.0),
    ],
)
def test_recognition_acts_on_onlookers_and_in_a_rival_shape_on_the_honoured(
    shape: RecognitionShape, onlooker: float, star: float
) -> None:
    spirit = Spirit(recognition_effort=0.04, recognition_shape=shape)
    assert effect_of_recognition(0, 0.5, spirit) == pytest.approx(onlooker)
    assert effect_of_recognition(1, 0.5, spirit) == pytest.approx(star)


def test_where_nobody_can_be_honoured_nobody_looks_on() -> None:
    assert effect_of_recognition(0, 1.0, Spirit(star_share=0.0)) == 0.0


@pytest.mark.parametrize(
    ("standing", "standard", "cohesion", "lost"),
    [(0.0, 1.0, 1.0, 0.03), (0.25, 1.0, 1.0, 0.015), (0.5, 1, 1, 0), (1.0, 1, 1, 0), (0.0, 0.5, 0.5, 0.0075)],
)
def test_the_last_of_a_close_team_with_a_standard_feel_it(
    standing: float, standard: float, cohesion: float, lost: float
) -> None:
    team = make(TeamState, standard=standard, cohesion=cohesion)
    assert shame(make(RepState, standing=standing), team, Spirit(shame=0.03)) == pytest.approx(lost)


@pytest.mark.parametrize("stars", [1, 2, 4])
def test_privileges_are_taken_from_the_team(stars: int) -> None:
    team, spirit = make(TeamState, heads=5, stars=stars), Spirit(privileges=0.2)
    star, other = (share_of_leads(make(RepState, star=which), team, spirit) for which in (1, 0))
    assert star == pytest.approx(1.2)
    assert stars * star + (5 - stars) * other == pytest.approx(5.0)


def test_where_all_or_none_are_honoured_leads_are_dealt_evenly() -> None:
    spirit = Spirit(privileges=0.2)
    assert share_of_leads(make(RepState), make(TeamState, heads=5), spirit) == 1.0
    assert share_of_leads(make(RepState, star=1), make(TeamState, heads=2, stars=2), spirit) == 1.0


# --- a team's weeks ---------------------------------------------------------------------------------------------------


def team_after(weeks: int, overrides: Mapping[str, object] = {}, **attributes: float) -> TeamState:
    """A team with these attributes at the start of every week, some weeks later."""
    o = calm_firm({**BONDS, "spirit.half_life_weeks": 2.0, "spirit.privileges": 0.0, **overrides})
    open_week(o, o.p)
    o.managers[0].accountability = 0.5
    for name, value in attributes.items():
        setattr(o.teams[0], name, value)
    for _ in range(weeks):
        move_spirit(o, o.ps)
    return o.teams[0]


def test_states_of_a_team_get_half_way_in_a_half_life() -> None:
    team = team_after(
        2,
        {"spirit.standard_lift": 0.1},
        fairness=0.8,
        effort=0.9,
        standard=1.0,
        failures=4.0,
        outside=1.0,
        cohesion=0.0,
        effort_norm=1.2,
        blame_norm=0.45,
    )
    assert team.cohesion == pytest.approx(0.3)  # of the 0.6 that rituals and fairness sustain
    assert team.effort_norm == pytest.approx(1.1)  # between 1.2 and what members show and 0.1 more
    assert team.blame_norm == pytest.approx(0.35)


def test_partings_cost_cohesion_by_the_share_of_the_team_that_left() -> None:
    o = {"spirit.parting": 0.5, "spirit.half_life_weeks": 260.0}
    pair = team_after(1, o, fairness=0.8, cohesion=0.6, left_last_week=1)
    eight = team_after(1, {**o, "organization.reps_per_team": 8}, fairness=0.8, cohesion=0.6, left_last_week=1)
    assert pair.cohesion == pytest.approx(0.6 - 0.5 / 2)
    assert eight.cohesion == pytest.approx(0.6 - 0.5 / 8)
    assert team_after(1, {**o, "spirit.parting": 10.0}, cohesion=0.1, left_last_week=2).cohesion == 0.0


def laggard(cohesion: float, norm_pull: float = 0.3) -> tuple[SalesOrganization, float]:
    """A rep who has given up, in a team whose norm is ordinary effort, and the effort that is left."""
    o = calm_firm({"effort.giving_up": 0.2, "spirit.norm_pull": norm_pull})
    open_week(o, o.p)
    rep = o.reps[0]
    o.seats[0].quota_money, rep.year_asked_money, rep.resilience = 100.0, 75.0, 0.5  # outlook 25 / 100: out of reach
    o.teams[0].effort_norm, o.teams[0].cohesion = 1.0, cohesion
    return o, chosen_effort(rep, o, o.p, 0.0)


def test_a_cohesive_team_draws_a_laggard_along_and_a_loose_one_does_not() -> None:
    assert laggard(0.0)[1] == pytest.approx(0.8)
    assert laggard(1.0)[1] == pytest.approx(0.8 + 0.3 * 0.2)
    assert laggard(1.0, norm_pull=0.0)[1] == pytest.approx(0.8)


def test_and_makes_the_last_feel_it() -> None:
    o, _ = laggard(1.0)
    o.use_arms((o.p.with_overrides({"spirit.shame": 0.05}),))
    o.teams[0].standard = 1.0
    for rep, standing in zip(o.reps, (0.0, 1.0), strict=True):
        rep.standing, rep.morale = standing, o.p.morale.par
        feel(rep, o, o.p)
    assert o.reps[1].morale - o.reps[0].morale == pytest.approx(0.05)
