"""Contracts of what leaders, teams and colleagues do to a person: bounds, directions, the same bits in both bodies."""

from __future__ import annotations

import pytest

from simulation.mechanisms import accountability, conduct, effort, enemy, leadership, norms, peers, spirit, teams
from simulation.parameters import Parameters
from simulation.parameters.accountability import Accountability
from simulation.parameters.conduct import Conduct
from simulation.parameters.enemy import Enemy, SalienceShape
from simulation.parameters.energy import Energy
from simulation.parameters.leadership import AutonomyShape, Leadership
from simulation.parameters.peers import Peers
from simulation.parameters.spirit import RecognitionShape, Spirit
from simulation.records import ManagerState, RepState, TeamState
from tests.mechanisms.contracts import Contract, Some, check

pytestmark = pytest.mark.jitoff

SHARE = (0.0, 1.0)
MONEY = (0.0, 1e6)
HOURS = (0.0, 60.0)
PRESENT = (0, 1)
EFFORT = (0.0, 1.6)
STRENGTH = (0.05, 20.0)
TURBULENCE = (0.0, 3.0)
ATTAINED = (0.0, 3.0)
CONTRACTS = (
    Contract(
        accountability.discipline,
        {
            "trait": SHARE,
            "team": Some(TeamState, {"ritual": SHARE}),
            "manager": Some(ManagerState, {"control_hours_per_rep": (0.0, 4.0)}),
            "p": Parameters,
        },
        0.0,
        1.0,
        rises=("trait", "team.ritual", "manager.control_hours_per_rep", "p.leadership.control_compliance"),
    ),
    Contract(accountability.own_standard, {"trait": SHARE, "group": Accountability}, low=0.0, rises=("trait",)),
    Contract(
        accountability.pull_of_own_standard,
        {"trait": SHARE, "outlook": ATTAINED, "group": Accountability},
        low=0.0,
        high=0.24,
        rises=("trait", "group.standard_effort"),
        falls=("outlook",),
    ),
    Contract(conduct.restrained, {"code": SHARE, "conduct": Conduct}, 0.0, 1.0, falls=("code", "conduct.restraint")),
    Contract(
        conduct.promised_too_much,
        {"shortfall": (-2.0, 1.0), "helplessness": SHARE, "code": SHARE, "p": Parameters},
        0.0,
        1.0,
        rises=("shortfall", "helplessness"),
        falls=("code",),
    ),
    Contract(
        conduct.foul_play,
        {
            "rep": Some(RepState, {"competitiveness": SHARE}),
            "team": Some(TeamState, {"code": SHARE, "cohesion": SHARE}),
            "p": Parameters,
        },
        0.0,
        1.0,
        rises=("rep.competitiveness", "p.pay.relative_share", "p.selection.cull_fraction"),
        falls=("team.code", "team.cohesion"),
    ),
    Contract(
        effort.pull_of_pay,
        {"ambition": SHARE, "expected": ATTAINED, "above": (0.0, 1.0), "p": Parameters},
        low=0.0,
        rises=("ambition", "expected", "above"),
        falls=("p.pay.team_share",),
    ),
    Contract(effort.accelerator_pull, {"p": Parameters}, low=-1.0, rises=("p.pay.accelerator",)),
    Contract(effort.nearness, {"week": (-520, 520), "p": Parameters}, low=0.0, high=2.0),
    Contract(
        effort.resignation,
        {"resilience": SHARE, "expected": ATTAINED, "p": Parameters},
        low=0.0,
        falls=("resilience", "expected"),
    ),
    Contract(effort.exhaustion, {"energy": SHARE, "group": Energy}, low=0.0, falls=("energy",)),
    Contract(
        effort.drive_within,
        {
            "rep": Some(
                RepState,
                {
                    "competitiveness": SHARE,
                    "resilience": SHARE,
                    "accountability": SHARE,
                    "morale": SHARE,
                    "energy": SHARE,
                    "hunger": SHARE,
                    "warnings": (0, 2),
                },
            ),
            "expected": ATTAINED,
            "above": (0.0, 1.0),
            "p": Parameters,
        },
        rises=("rep.competitiveness", "rep.resilience", "rep.accountability", "rep.morale", "rep.energy", "rep.hunger"),
    ),
    Contract(enemy.credibility, {"strength": STRENGTH, "enemy": Enemy}, 0.0, 1.0),
    Contract(
        enemy.credibility,
        {"strength": (1.0, 20.0), "enemy": Enemy},
        0.0,
        1.0,
        falls=("strength",),
        settings={"shape": SalienceShape.PARITY},
    ),
    Contract(enemy.overwhelming, {"strength": STRENGTH, "enemy": Enemy}, 0.0, 1.0, rises=("strength",)),
    Contract(
        enemy.effect_of_enemy,
        {"salience": SHARE, "credible": SHARE, "beyond": SHARE, "resilience": SHARE, "enemy": Enemy},
        low=-0.2,
        high=0.05,
        rises=("credible", "resilience"),
        falls=("beyond",),
    ),
    Contract(
        enemy.guard,
        {"salience": SHARE, "credible": SHARE, "enemy": Enemy},
        0.8,
        1.0,
        falls=("salience", "credible", "enemy.preparation"),
    ),
    Contract(
        leadership.promised_hours,
        {"heads": (0, 40), "vacant": (0, 40), "p": Parameters},
        low=0.0,
        rises=("heads", "vacant", "p.coaching.hours_per_rep", "p.leadership.process_hours"),
    ),
    Contract(
        leadership.share_kept, {"promised": HOURS, "hours": HOURS}, 0.0, 1.0, rises=("hours",), falls=("promised",)
    ),
    Contract(
        leadership.shifted_share,
        {"ambition": SHARE, "with_people": (0.0, 5.0), "in_deals": (0.0, 5.0), "takeover": SHARE},
        -1.0,
        1.0,
        rises=("ambition",),
        falls=("in_deals",),
    ),
    Contract(
        leadership.sustained_quality,
        {"hours": HOURS, "accountability": SHARE, "lessons": SHARE, "leadership": Leadership},
        0.0,
        1.0,
        rises=("hours", "accountability", "lessons"),
    ),
    Contract(
        leadership.renewed,
        {"quality": SHARE, "sustained": SHARE, "turbulence": TURBULENCE, "step": (0.0, 0.2), "leadership": Leadership},
        0.0,
        1.0,
        rises=("quality", "sustained"),
        falls=("turbulence",),
    ),
    Contract(
        leadership.felt_autonomy,
        {"control": (0.0, 4.0), "leadership": Leadership},
        0.0,
        1.0,
        rises=("leadership.autonomy",),
        falls=("control",),
    ),
    Contract(
        leadership.local_advantage,
        {"autonomy": SHARE, "turbulence": (0.25, 3.0), "leadership": Leadership},
        rises=("autonomy",),
    ),
    Contract(
        leadership.local_advantage,
        {"autonomy": SHARE, "turbulence": (0.0, 0.05), "leadership": Leadership},
        falls=("autonomy",),
        settings={"autonomy_shape": AutonomyShape.INTERACTION},
    ),
    Contract(
        leadership.aimless_concession,
        {"autonomy": SHARE, "direction": SHARE, "leadership": Leadership},
        0.0,
        0.06,
        rises=("autonomy",),
        falls=("direction",),
    ),
    Contract(
        leadership.support,
        {
            "manager": Some(ManagerState, {"support_hours_per_rep": (0.0, 5.0), "selling_skill": SHARE}),
            "leadership": Leadership,
        },
        low=0.0,
        high=0.5,
        rises=("manager.support_hours_per_rep", "manager.selling_skill"),
    ),
    Contract(
        leadership.care,
        {
            "manager": Some(ManagerState, {"people_hours_per_rep": (0.0, 5.0), "people_skill": SHARE}),
            "leadership": Leadership,
        },
        low=0.0,
        high=1.2,
        rises=("manager.people_hours_per_rep", "manager.people_skill"),
    ),
    Contract(
        leadership.absorbed,
        {"pressure": SHARE, "manager": Some(ManagerState, {"resilience": SHARE}), "leadership": Leadership},
        low=0.0,
        rises=("pressure",),
        falls=("manager.resilience",),
    ),
    Contract(norms.approach, {"level": SHARE, "target": SHARE, "step": SHARE}, 0.0, 1.0, rises=("level", "target")),
    Contract(
        norms.invested,
        {"p": Parameters},
        0.0,
        9.0,
        rises=("p.spirit.rituals", "p.helping.norm", "p.conduct.clarity", "p.conduct.enforcement", "p.enemy.salience"),
    ),
    Contract(norms.fairness_step, {"now": SHARE, "due": SHARE, "leadership": Leadership}, 0.0, 1.0, rises=("now",)),
    Contract(peers.spillover, {"peers": Peers, "relative": SHARE}, -0.25, 0.25, falls=("relative",)),
    Contract(
        peers.pull_of_peers,
        {"effort": EFFORT, "team": Some(TeamState, {"effort": EFFORT}), "p": Parameters},
        rises=("team.effort",),
        falls=("effort",),
        settings={"relative_share": 0.0},
    ),
    Contract(
        peers.pull_of_peers,
        {"effort": EFFORT, "team": Some(TeamState, {"effort": EFFORT}), "p": Parameters},
        rises=("effort",),
        falls=("team.effort",),
        settings={"relative_share": 0.5},
    ),
    Contract(peers.effect_of_rank, {"standing": SHARE, "peers": Peers}, -0.16, 0.04, rises=("standing",)),
    Contract(
        peers.effect_of_contest,
        {"ambition": SHARE, "fuel": (0.5, 1.5), "rank": SHARE, "peers": Peers},
        low=-0.06,
        high=0.18,
        rises=("rank",),
    ),
    Contract(
        peers.share_beaten,
        {"first": (0, 4), "last": (4, 9), "count": (10, 99)},
        0.0,
        1.0,
        rises=("first", "last"),
        falls=("count",),
    ),
    Contract(
        peers.visibility,
        {"rep": Some(RepState, {"standing": SHARE, "star": PRESENT})},
        0.0,
        1.0,
        rises=("rep.standing", "rep.star"),
    ),
    Contract(
        spirit.sustained_cohesion,
        {"team": Some(TeamState, {"fairness": SHARE, "stars": (0, 3)}), "p": Parameters},
        0.0,
        1.0,
        rises=("team.fairness", "p.spirit.rituals"),
        falls=("team.stars", "p.spirit.privileges", "p.pay.relative_share"),
    ),
    Contract(
        spirit.blame_shown,
        {
            "team": Some(TeamState, {"failures": (1.0, 9.0), "outside": SHARE, "blame_norm": SHARE}),
            "manager": Some(ManagerState, {"accountability": SHARE}),
            "p": Parameters,
        },
        0.0,
        1.0,
        rises=("team.outside",),
        falls=("manager.accountability",),
    ),
    Contract(
        spirit.pull_of_norm,
        {"effort": EFFORT, "team": Some(TeamState, {"effort_norm": EFFORT, "cohesion": SHARE}), "spirit": Spirit},
        low=0.0,
        rises=("team.effort_norm", "team.cohesion"),
        falls=("effort",),
    ),
    Contract(
        spirit.effect_of_recognition,
        {"star": PRESENT, "recognition": SHARE, "spirit": Spirit},
        0.0,
        0.06,
        rises=("recognition",),
    ),
    Contract(
        spirit.effect_of_recognition,
        {"star": PRESENT, "recognition": SHARE, "spirit": Spirit},
        falls=("star",),
        settings={"recognition_shape": RecognitionShape.ONLOOKERS},
    ),
    Contract(
        spirit.shame,
        {
            "rep": Some(RepState, {"standing": SHARE}),
            "team": Some(TeamState, {"standard": SHARE, "cohesion": SHARE}),
            "spirit": Spirit,
        },
        0.0,
        0.05,
        rises=("team.standard", "team.cohesion"),
        falls=("rep.standing",),
    ),
    Contract(
        spirit.share_of_leads,
        {
            "rep": Some(RepState, {"star": PRESENT}),
            "team": Some(TeamState, {"heads": (0, 12), "stars": (0, 12)}),
            "spirit": Spirit,
        },
        low=0.0,
        high=1.4,
        rises=("rep.star",),
    ),
    Contract(teams.attained, {"booked": MONEY, "asked": (1.0, 1e6)}, low=0.0, rises=("booked",), falls=("asked",)),
)


@pytest.mark.parametrize("contract", CONTRACTS, ids=lambda contract: contract.name)
def test_rules_of_leaders_and_teams_keep_their_contracts_in_both_bodies(contract: Contract) -> None:
    check(contract)
