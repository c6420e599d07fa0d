"""Contracts of how deals, customers, pay, help, setbacks and shocks go: bounds, directions, the same in both bodies."""

from __future__ import annotations

import pytest

from simulation.mechanisms import (
    attention,
    attribution,
    covering,
    customers,
    deadline,
    energy,
    handover,
    helping,
    knowledge,
    leaving,
    morale,
    pay,
    quitting,
    recruiting,
    rival,
    selling,
    shocks,
)
from simulation.parameters import Parameters
from simulation.parameters.attention import Attention
from simulation.parameters.attribution import Attribution
from simulation.parameters.customers import Customers
from simulation.parameters.energy import Energy
from simulation.parameters.handover import Handover
from simulation.parameters.helping import Helping
from simulation.parameters.knowledge import Knowledge
from simulation.parameters.pay import Pay
from simulation.parameters.recruiting import Recruiting
from simulation.records import DealState, ManagerState, RepState, SeatState, TeamState
from tests.mechanisms.contracts import Contract, Some, check

pytestmark = pytest.mark.jitoff

SHARE = (0.0, 1.0)
UNIFORM = (1e-6, 1.0 - 1e-6)
MONEY = (0.0, 1e6)
POINTS = (0.0, 100.0)
RATE = (0.0, 3.0)
ATTAINED = (0.0, 3.0)
TRAITS = dict.fromkeys(("competitiveness", "helpfulness", "accountability", "resilience"), SHARE)
BARGAINER = Some(
    RepState, {"gap_money": MONEY, "concession": (0.0, 0.3), "hurried_concession": (0.0, 0.1), "closing_factor": RATE}
)
CONTRACTS = (
    Contract(
        attention.fading,
        {"step": SHARE, "resilience": SHARE, "forward": SHARE, "attention": Attention},
        0.0,
        1.0,
        rises=("step", "resilience", "forward", "attention.moving_on"),
    ),
    Contract(
        attention.patience,
        {"skill": SHARE, "attention": Attention},
        low=0.0,
        rises=("attention.patience_weeks",),
        falls=("skill", "attention.qualify_out"),
    ),
    Contract(
        attention.streak,
        {"confidence": SHARE, "wins": (1, 5), "setbacks": (1, 5), "step": SHARE},
        0.0,
        1.0,
        rises=("confidence", "wins"),
        falls=("setbacks",),
    ),
    Contract(
        attribution.outside_share,
        {"accountability": SHARE, "blame_norm": SHARE, "group": Attribution},
        0.0,
        1.0,
        rises=("blame_norm", "group.blame"),
        falls=("accountability", "group.process_accountability"),
    ),
    Contract(
        attribution.process_share,
        {"outside": SHARE, "group": Attribution},
        0.0,
        1.0,
        rises=("group.process_accountability",),
        falls=("outside", "group.outcome_pressure"),
    ),
    Contract(
        attribution.pain,
        {"outside": (0.0, 0.5), "process": (0.0, 0.5), "group": Attribution},
        0.0,
        3.0,
        rises=("group.sting",),
        falls=("outside", "process", "group.shield"),
    ),
    Contract(
        covering.hours_asked,
        {"seat": Some(SeatState, {"open_deals": (0, 40), "accounts": (0, 90)}), "p": Parameters},
        low=0.0,
        rises=("seat.open_deals", "seat.accounts", "p.customers.vacancy_service"),
    ),
    Contract(
        customers.word_of_mouth,
        {"reputation": (-100.0, 100.0), "customers": Customers},
        low=0.4,
        high=2.5,
        rises=("reputation",),
    ),
    Contract(deadline.year_stake, {"pay": Pay}, 0.0, 52.0, rises=("pay.year_lump_share",), falls=("pay.team_share",)),
    Contract(
        deadline.quarter_stake,
        {"pay": Pay},
        0.0,
        13.0,
        rises=("pay.quarter_lump_share",),
        falls=("pay.relative_share",),
    ),
    Contract(
        deadline.hurried_price,
        {"rep": BARGAINER, "deal": Some(DealState, {"value_money": MONEY})},
        low=0.0,
        rises=("deal.value_money",),
        falls=("rep.concession", "rep.hurried_concession"),
    ),
    Contract(
        deadline.decides,
        {"rep": BARGAINER, "deal": Some(DealState, {"value_money": MONEY})},
        0.0,
        1.0,
        rises=("deal.value_money",),
        falls=("rep.gap_money",),
    ),
    Contract(
        energy.drain,
        {
            "rep": Some(RepState, {"effort": (0.0, 1.6)}),
            "team": Some(TeamState, {"salience": SHARE, "standard": SHARE}),
            "pressure": (0.0, 0.1),
            "energy": Energy,
        },
        low=0.0,
        rises=("rep.effort", "team.salience", "team.standard", "pressure"),
    ),
    Contract(
        handover.likeness,
        {"rep": Some(RepState, TRAITS), "one": SHARE, "two": SHARE, "three": SHARE, "four": SHARE},
        0.0,
        1.0,
    ),
    Contract(handover.bond_kept, {"alike": SHARE, "handover": Handover}, 0.0, 1.2, rises=("alike",)),
    Contract(
        helping.willing,
        {
            "rep": Some(RepState, {"helpfulness": SHARE}),
            "team": Some(TeamState, {"help_norm": SHARE, "fairness": SHARE}),
            "p": Parameters,
        },
        0.0,
        1.0,
        rises=("rep.helpfulness", "team.help_norm", "team.fairness"),
        falls=("p.pay.relative_share", "p.selection.cull_fraction", "p.helping.withheld"),
    ),
    Contract(
        helping.lending,
        {
            "manager": Some(ManagerState, {"competitiveness": SHARE, "helpfulness": SHARE}),
            "contest": SHARE,
            "helping": Helping,
        },
        0.0,
        1.5,
        rises=("manager.helpfulness",),
        falls=("manager.competitiveness", "contest", "helping.rivalry_wall"),
    ),
    Contract(knowledge.partner_of, {"seat": (0, 39), "seats": (40, 40), "turn": (0, 39)}, -1, 39),
    Contract(
        knowledge.learned_from,
        {"partner": (0.0, 1.5), "own": (0.0, 1.5), "hours": (0.0, 40.0), "knowledge": Knowledge},
        0.0,
        1.5,
        rises=("partner", "hours"),
        falls=("own",),
    ),
    Contract(
        knowledge.shared_practice,
        {"playbook": SHARE, "hours": (0.0, 5.0), "cooperation": SHARE, "knowledge": Knowledge},
        0.0,
        1.0,
        rises=("playbook", "hours", "cooperation", "knowledge.best_practice"),
    ),
    Contract(
        leaving.weeks_vacant,
        {"draw": UNIFORM, "recruiting": Recruiting},
        low=0.0,
        rises=("draw", "recruiting.vacancy_weeks"),
        falls=("recruiting.bench",),
    ),
    Contract(
        morale.resting_level,
        {"autonomy": SHARE, "team": Some(TeamState, {"fairness": SHARE}), "p": Parameters},
        rises=("autonomy", "team.fairness", "p.morale.par"),
    ),
    Contract(
        morale.hurtful,
        {"rep": Some(RepState, {"setbacks": (1, 6), "blamed": (0.0, 0.5), "lessons": (0.0, 0.5)}), "p": Parameters},
        low=0.0,
        rises=("rep.setbacks",),
        falls=("rep.blamed", "rep.lessons"),
    ),
    Contract(pay.own_part, {"pay": Pay}, 0.0, 1.0, falls=("pay.team_share", "pay.relative_share")),
    Contract(pay.paid_by_the_piece, {"pay": Pay}, 0.0, 1.0, falls=("pay.year_lump_share", "pay.quarter_lump_share")),
    Contract(
        pay.counted_attainment,
        {"own": ATTAINED, "team": ATTAINED, "standing": SHARE, "pay": Pay},
        0.0,
        3.0,
        rises=("own", "team", "standing"),
    ),
    Contract(
        quitting.way_out,
        {"draw": UNIFORM, "own": (0.01, 1.0), "poached": (0.01, 1.0), "other": (0.01, 1.0)},
        1,
        3,
        rises=("draw", "other"),
        falls=("own",),
    ),
    Contract(
        recruiting.willing_candidates,
        {"p": Parameters},
        low=1.0,
        high=6.0,
        rises=("p.recruiting.candidates_per_hire", "p.pay.base_salary_money"),
        falls=("p.recruiting.hunger_wanted", "p.pay.market_pay_money"),
    ),
    Contract(
        recruiting.deserved_name,
        {"above_par": (-1.0, 1.0), "severity": SHARE, "recruiting": Recruiting},
        -1.0,
        1.0,
        rises=("above_par",),
        falls=("severity",),
    ),
    Contract(rival.pace_of_sales, {"now": MONEY, "usual": (1.0, 1e6)}, low=0.1, rises=("now",), falls=("usual",)),
    Contract(
        selling.price,
        {"rep": BARGAINER, "deal": Some(DealState, {"value_money": MONEY})},
        low=0.0,
        falls=("rep.concession",),
        settings={},
    ),
    Contract(
        selling.is_hopeless,
        {"deal": Some(DealState, {"stale_at": (-50.0, 50.0)}), "now": (-50.0, 99.0), "patience": (0.0, 52.0)},
        0.0,
        1.0,
        rises=("now",),
        falls=("deal.stale_at", "patience"),
    ),
    Contract(
        shocks.strikes, {"draw": UNIFORM, "per_year": (0.0, 50.0)}, 0.0, 1.0, rises=("per_year",), falls=("draw",)
    ),
    Contract(
        shocks.severity, {"mean": SHARE, "draw": UNIFORM, "most": (0.5, 1.0)}, 0.0, 1.0, rises=("mean", "draw", "most")
    ),
    Contract(
        shocks.retargeting_step,
        {"weekly": SHARE, "autonomy": SHARE, "direction": SHARE, "roused": SHARE},
        0.0,
        1.0,
        rises=("weekly", "autonomy", "direction", "roused"),
    ),
)


@pytest.mark.parametrize("contract", CONTRACTS, ids=lambda contract: contract.name)
def test_rules_of_work_keep_their_contracts_in_both_bodies(contract: Contract) -> None:
    check(contract)
