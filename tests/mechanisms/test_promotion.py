"""Promotion: managers leave, posts stand vacant, and whoever is promoted leaves a hole and stays the person she was."""

from __future__ import annotations

import pytest

from simulation import SalesOrganization
from simulation.mechanisms.promotion import SELLER, choose_candidate, claim, consider_post, leave_post
from simulation.mechanisms.teams import meet
from simulation.records import ManagerState, RepState
from tests.mechanisms.builders import calm_firm

pytestmark = pytest.mark.jitoff

TRAITS = ("competitiveness", "helpfulness", "accountability", "resilience")
SKILLS = ("coaching_skill", "people_skill", "selling_skill")
FOUR = {"organization.teams": 2, "organization.reps_per_team": 4, "promotion.least_tenure_weeks": 52}


def veterans(overrides: dict[str, object]) -> SalesOrganization:
    """Two teams of four who have all been here for two years, and sold nothing."""
    o = calm_firm({**FOUR, **overrides})
    for rep in o.reps:
        rep.hired_week = -104
    return o


def fall_vacant(o: SalesOrganization, team: int = 0) -> ManagerState:
    """The team's post, vacant for long enough."""
    manager = o.managers[team]
    manager.in_post, manager.post_vacant_until = 0, 0.0
    return manager


def drawn(o: SalesOrganization) -> tuple[float, ...]:
    """Traits and skills of whoever would come from outside into the first team."""
    other = fall_vacant(calm_firm({**FOUR, "promotion.rule": "outside"}, seed=1))
    consider_post(other, other.model, other.model.p)
    return tuple(getattr(other, name) for name in (*TRAITS, *SKILLS))


def test_the_best_seller_is_who_sold_most_in_four_quarters() -> None:
    o = veterans({"promotion.rule": "seller"})
    rep, o.firm.plan_money = o.reps[0], 100.0
    rep.quarter_money, rep.quarter_1_ago_money = 10.0, 20.0
    rep.quarter_2_ago_money, rep.quarter_3_ago_money = 30.0, 40.0
    assert claim(rep, o, o.p.promotion.rule) == pytest.approx(1.0)


def test_the_best_collaborator_is_who_helped_and_is_helpful() -> None:
    o = veterans({"promotion.rule": "collaborator"})
    o.reps[0].helped_others, o.reps[0].helpfulness = 3.0, 0.25
    assert claim(o.reps[0], o, o.p.promotion.rule) == 3.25


def test_a_lot_has_no_memory_and_no_favourite() -> None:
    o, chosen = veterans({"promotion.rule": "lot"}), []
    for o.firm.seed in range(400):
        chosen.append(choose_candidate(o, o.p, 1, o.p.promotion.rule))
    shares = [chosen.count(seat) / 400 for seat in range(4, 8)]
    assert sum(shares) == 1.0
    assert shares == pytest.approx([0.25] * 4, abs=4 * (0.25 * 0.75 / 400) ** 0.5)


def test_the_strongest_claim_of_the_own_team_counts() -> None:
    o = veterans({"promotion.rule": "seller"})
    for rep, money in zip(o.reps, (1.0, 3.0, 2.0, 0.0, 9.0, 0.0, 0.0, 0.0), strict=True):
        rep.quarter_money = money
    assert [choose_candidate(o, o.p, team, o.p.promotion.rule) for team in (0, 1)] == [1, 4]


@pytest.mark.parametrize("unfit", [{"employed": 0}, {"weeks_to_go": 3}, {"hired_week": -51}])
def test_whoever_is_gone_going_or_new_is_not_asked(unfit: dict[str, int]) -> None:
    o = veterans({"promotion.rule": "seller"})
    o.reps[1].quarter_money, o.reps[2].quarter_money = 3.0, 2.0
    for name, value in unfit.items():
        setattr(o.reps[1], name, value)
    assert choose_candidate(o, o.p, 0, o.p.promotion.rule) == 2


def test_where_nobody_can_be_asked_somebody_comes_from_outside() -> None:
    o = veterans({"promotion.rule": "seller", "promotion.least_tenure_weeks": 520})
    manager = fall_vacant(o)
    consider_post(manager, o, o.p)
    assert (manager.in_post, [seat.promoted for seat in o.seats]) == (1, [0] * 8)


def test_by_default_nobody_is_promoted() -> None:
    o = veterans({})
    o.reps[0].quarter_money = 9.0
    manager = fall_vacant(o)
    before = [getattr(manager, name) for name in TRAITS]
    consider_post(manager, o, o.p)
    assert manager.in_post == 1
    assert [getattr(manager, name) for name in TRAITS] != before
    assert [(rep.employed, seat.promoted) for rep, seat in zip(o.reps, o.seats, strict=True)] == [(1, 0)] * 8


def promoted(rule: str) -> tuple[SalesOrganization, ManagerState, RepState]:
    """A firm that has just filled the first team's post from within."""
    o = veterans({"promotion.rule": rule, "promotion.helpful_teaches": 0.4, "promotion.seller_sells": 0.1})
    people = ((2.0, 0.1, 9.0), (-1.0, 0.9, 1.0), (0.0, 0.5, 2.0), (0.0, 0.5, 3.0))
    for rep, (ability, kindness, sold) in zip(o.reps[:4], people, strict=True):
        rep.ability, rep.helpfulness, rep.quarter_money = ability, kindness, sold
        rep.competitiveness, rep.accountability, rep.resilience = 0.9 - kindness, 0.3, 0.7
    manager = fall_vacant(o)
    consider_post(manager, o, o.p)
    return o, manager, o.reps[0 if rule == "seller" else 1]


def test_a_promoted_best_seller_leaves_a_hole() -> None:
    o, _, star = promoted("seller")
    seat = o.seats[star.seat]
    assert (star.employed, seat.promoted, seat.departed, seat.resigned, seat.dismissed) == (0, 1, 1, 0, 0)
    assert seat.vacant_until > o.firm.week
    assert star not in o.agents


def test_and_takes_her_traits_along() -> None:
    o, manager, star = promoted("seller")
    assert [getattr(manager, name) for name in TRAITS] == [getattr(star, name) for name in TRAITS]
    *_, coaching, people, selling = drawn(o)
    assert manager.selling_skill == pytest.approx(min(1.0, selling + 0.1 * 2.0))
    assert manager.coaching_skill == pytest.approx(max(0.0, coaching + 0.4 * (0.1 - 0.5)))
    assert manager.people_skill == pytest.approx(max(0.0, people + 0.4 * (0.1 - 0.5)))


def test_a_collaborator_teaches_better_and_sells_worse_than_a_seller() -> None:
    _, helpful, _ = promoted("collaborator")
    _, star, _ = promoted("seller")
    assert helpful.coaching_skill > star.coaching_skill
    assert helpful.people_skill > star.people_skill
    assert helpful.selling_skill < star.selling_skill


def test_a_promoted_colleague_is_still_around() -> None:
    o, _, _ = promoted("seller")
    o.seats[1].departed = o.seats[1].resigned = 1
    meet(o, o.ps)
    assert o.teams[0].left_last_week == 1


@pytest.mark.parametrize("vacancy", [0.0, 1.0, 3.0])
def test_a_post_is_vacant_for_as_many_weeks_as_it_says(vacancy: float) -> None:
    o = calm_firm({"promotion.exits_per_year": 1.0, "promotion.vacancy_weeks": vacancy})
    manager = o.managers[0]
    manager.leave_limit = 1e-9  # leaves at the end of this week
    o.step()
    assert manager.left_post == 1
    led = []
    for _ in range(5):
        led.append(manager.in_post)
        manager.leave_limit = 1e9
        o.step()
    assert led == [0] * int(vacancy) + [1] * (5 - int(vacancy))


def test_managers_leave_at_their_rate() -> None:
    # 40 posts that are filled at once for 40 years, 0.25 exits a year: 400 expected, with a standard error of 20.
    o = calm_firm({"organization.teams": 40, "organization.reps_per_team": 1, "promotion.exits_per_year": 0.25,
                   "promotion.vacancy_weeks": 0.0})  # fmt: skip
    exits = 0
    for o.firm.week in range(40 * 52):
        for manager in o.managers:
            manager.left_post = 0
            consider_post(manager, o, o.p)
            exits += manager.left_post
    assert exits == pytest.approx(400, abs=60)


def test_each_appointment_is_somebody_else() -> None:
    o = calm_firm()
    manager, seen = o.managers[0], set()
    for _ in range(3):
        leave_post(manager, o, o.p)
        manager.post_vacant_until = 0.0
        consider_post(manager, o, o.p)
        seen.add((manager.coaching_skill, manager.resilience, manager.leave_limit))
    assert len(seen) == 3
    assert manager.appointments == 3


def test_a_promotion_records_among_whom_it_chose_and_by_what() -> None:
    o = veterans({"promotion.rule": "seller"})
    o.firm.plan_money = 10.0
    for rep, money in zip(o.reps, (1.0, 3.0, 2.0, 0.0, 9.0, 0.0, 0.0, 0.0), strict=True):
        rep.quarter_money = money
    o.reps[3].hired_week = -3
    fall_vacant(o)
    consider_post(o.managers[0], o, o.p)
    assert [rep.candidate for rep in o.reps] == [1, 1, 1, 0] + [0] * 4
    assert [rep.candidacies for rep in o.reps] == [1, 1, 1, 0] + [0] * 4
    assert [rep.claim for rep in o.reps[:4]] == pytest.approx([0.1, 0.3, 0.2, 0.0])
    assert [seat.promoted for seat in o.seats] == [0, 1, 0, 0] + [0] * 4
    o.step()
    assert [rep.candidate for rep in o.reps] == [0] * 8
    assert [rep.candidacies for rep in o.reps if rep.seat != 1] == [1, 1, 0] + [0] * 4


def test_nobody_is_a_candidate_where_managers_come_from_outside() -> None:
    o = veterans({"promotion.rule": "outside"})
    fall_vacant(o)
    consider_post(o.managers[0], o, o.p)
    assert [(rep.candidate, rep.candidacies, rep.claim) for rep in o.reps] == [(0, 0, 0.0)] * 8


def test_a_rule_that_a_script_leaves_with_a_post_comes_before_the_firm_s_and_holds_once() -> None:
    o = veterans({"promotion.rule": "outside"})
    o.reps[2].quarter_money = 5.0
    manager = fall_vacant(o)
    manager.filled_by = SELLER
    consider_post(manager, o, o.p)
    assert ([seat.promoted for seat in o.seats], manager.filled_by) == ([0, 0, 1, 0] + [0] * 4, 0)
    fall_vacant(o)
    consider_post(manager, o, o.p)
    assert [seat.promoted for seat in o.seats] == [0, 0, 1, 0] + [0] * 4
