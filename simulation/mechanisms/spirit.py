"""Spirit: cohesion, the norm of effort and the norm of blame, and what they do to a member."""

from collections.abc import Sequence

from simulation.mark import rule
from simulation.mechanisms.clocks import clamp
from simulation.mechanisms.norms import approach
from simulation.parameters import Parameters
from simulation.parameters.spirit import RecognitionShape, Spirit
from simulation.records import ManagerState, RepState, TeamState, World

ONLOOKERS, HONOURED = int(RecognitionShape.ONLOOKERS), int(RecognitionShape.HONOURED)


@rule
def sustained_cohesion(team: TeamState, p: Parameters) -> float:
    """Cohesion that rituals and fairness sustain, less what inner rivalry and privileges of the few cost."""
    bonds = p.spirit.ritual_cohesion * p.spirit.rituals + p.spirit.fair_cohesion * team.fairness
    strains = p.spirit.inner_rivalry * p.pay.relative_share
    if team.stars > 0:
        strains += p.spirit.envy * p.spirit.privileges
    return clamp(bonds - strains, 0.0, 1.0)


@rule
def blame_shown(team: TeamState, manager: ManagerState, p: Parameters) -> float:
    """Share of failures that the team sees put on causes outside, its manager's example included."""
    shown = team.blame_norm
    if team.failures > 0.0:
        shown = team.outside / team.failures
    passed = p.attribution.passing_down * (1.0 - 2.0 * manager.accountability)
    return clamp(shown + passed * shown, 0.0, 1.0)


@rule
def move_spirit(o: World, ps: Sequence[Parameters]) -> None:
    """A week in the life of every team."""
    for number in range(len(o.teams)):
        team, manager = o.teams[number], o.managers[number]
        p = ps[manager.arm]
        step = o.firm.spirit_step
        parted = p.spirit.parting * team.left_last_week / p.organization.reps_per_team
        team.cohesion = max(0.0, approach(team.cohesion, sustained_cohesion(team, p), step) - parted)
        expected = team.effort + p.spirit.standard_lift * team.standard
        team.effort_norm = approach(team.effort_norm, expected, step)
        team.blame_norm = approach(team.blame_norm, blame_shown(team, manager, p), step)


@rule
def pull_of_norm(effort: float, team: TeamState, spirit: Spirit) -> float:
    """Effort that the fear of letting a cohesive team down draws out of somebody below its norm."""
    return spirit.norm_pull * team.cohesion * max(0.0, team.effort_norm - effort)


@rule
def effect_of_recognition(star: int, recognition: float, spirit: Spirit) -> float:
    """Effort that honouring the best brings: in those who look on, or in the honoured; none where nobody can be."""
    if spirit.star_share <= 0.0:
        return 0.0
    if spirit.recognition_shape == ONLOOKERS:
        return spirit.recognition_effort * recognition * (1 - star)
    if spirit.recognition_shape == HONOURED:
        return spirit.recognition_effort * recognition * star
    return 0.0


@rule
def shame(rep: RepState, team: TeamState, spirit: Spirit) -> float:
    """Morale that a low performer loses each week in a cohesive team that expects everybody to deliver."""
    return spirit.shame * team.standard * team.cohesion * 2.0 * max(0.0, 0.5 - rep.standing)


@rule
def share_of_leads(rep: RepState, team: TeamState, spirit: Spirit) -> float:
    """Leads of a rep against an even deal: the honoured get more, the team the less."""
    if team.stars == 0 or team.heads <= team.stars:
        return 1.0
    if rep.star == 1:
        return 1.0 + spirit.privileges
    return max(0.0, 1.0 - spirit.privileges * team.stars / (team.heads - team.stars))
