"""Leadership: how a manager's week is divided, and what her hours, her freedom and her traits do to her people."""

from simulation.mark import behaviour, rule
from simulation.mechanisms.clocks import clamp, saturating
from simulation.mechanisms.norms import uphold_norms
from simulation.parameters import Parameters
from simulation.parameters.leadership import AutonomyShape, Leadership
from simulation.records import ManagerState, TeamState, World

INTERACTION, MONOTONE = int(AutonomyShape.INTERACTION), int(AutonomyShape.MONOTONE)
USUAL_AUTONOMY = 0.3  # as people feel it in an ordinary firm: half is granted, and control takes back a good third


@rule
def promised_hours(heads: int, vacant: int, p: Parameters) -> float:
    """Hours a week that all she promised would take."""
    lead = p.leadership
    each = p.coaching.hours_per_rep + lead.control_hours_per_rep + lead.support_hours_per_rep
    own = lead.direction * lead.direction_hours_at_full + lead.process_hours
    search = p.recruiting.bench * p.recruiting.bench_hours + p.recruiting.vacancy_hours * vacant
    return heads * (each + lead.people_hours_per_rep) + own + search


@rule
def share_kept(promised: float, hours: float) -> float:
    """Share of what was promised that the week holds."""
    if promised <= hours:
        return 1.0
    return hours / promised


@rule
def shifted_share(competitiveness: float, hours_with_people: float, hours_in_deals: float, takeover: float) -> float:
    """Share of coaching and care that goes into deals instead; below zero it comes from there, as far as it lasts."""
    wanted = takeover * (2.0 * competitiveness - 1.0)
    if wanted * hours_with_people < -hours_in_deals:
        return -hours_in_deals / hours_with_people
    return wanted


@rule
def divide_hours(manager: ManagerState, p: Parameters, share: float) -> None:
    """What each rep gets; a competitive manager puts part of coaching and care into deals, a mild one the reverse."""
    coaching, care = p.coaching.hours_per_rep * share, p.leadership.people_hours_per_rep * share
    support_hours = p.leadership.support_hours_per_rep * share
    shift = shifted_share(manager.competitiveness, coaching + care, support_hours, p.leadership.takeover)
    manager.coaching_hours_per_rep = coaching * (1.0 - shift)
    manager.people_hours_per_rep = care * (1.0 - shift)
    manager.support_hours_per_rep = max(0.0, support_hours + shift * (coaching + care))
    manager.control_hours_per_rep = p.leadership.control_hours_per_rep * share
    manager.process_hours = p.leadership.process_hours * share
    manager.hours_share = share


@rule
def lesson_share(team: TeamState) -> float:
    """Share of last week's failures that were put on the process; a half where nothing failed."""
    if team.failures <= 0.0:
        return 0.5
    return team.lessons / team.failures


@rule
def sustained_quality(hours: float, accountability: float, lessons: float, leadership: Leadership) -> float:
    """Quality of processes, 0 to 1, that these hours sustain in ordinary times: more if failures become lessons."""
    learning = (0.5 + accountability) * (0.5 + lessons)
    return saturating(hours * learning, leadership.process_half_gain_hours)


@rule
def renewed(quality: float, sustained: float, turbulence: float, step: float, leadership: Leadership) -> float:
    """Quality a week later: hours renew it, and it ages, faster the more turbulent the world against the usual."""
    ageing = max(0.0, 1.0 + turbulence - leadership.usual_turbulence)
    return clamp(quality + step * (sustained - ageing * quality), 0.0, 1.0)


@rule
def refine_processes(manager: ManagerState, o: World, p: Parameters) -> None:
    """Processes follow the hours and the lessons that go into them, and go out of date."""
    team, lead = o.teams[manager.team], p.leadership
    sustained = sustained_quality(manager.process_hours, manager.accountability, lesson_share(team), lead)
    team.process_quality = renewed(team.process_quality, sustained, o.market.turbulence, o.firm.process_step, lead)


@rule
def searches(o: World, team: TeamState, number: int, size: int) -> int:
    """Empty seats of a team for which a successor is sought: not the closed ones, and none in a freeze."""
    if team.hiring_frozen > 0:
        return 0
    sought = 0
    for seat in range(number * size, (number + 1) * size):
        if o.reps[seat].employed == 0 and o.seats[seat].closed == 0:
            sought += 1
    return sought


@behaviour
def lead_team(manager: ManagerState, o: World, p: Parameters) -> None:
    """The manager divides her week, keeps up the norms, and refines how things are done."""
    team = o.teams[manager.team]
    share = 0.0
    if manager.in_post == 1:
        sought = searches(o, team, manager.team, p.organization.reps_per_team)
        share = share_kept(promised_hours(team.heads, sought, p), p.leadership.hours_per_week)
    divide_hours(manager, p, share)
    uphold_norms(manager, o, p)
    refine_processes(manager, o, p)


@rule
def felt_autonomy(control_hours: float, leadership: Leadership) -> float:
    """Freedom as a rep lives it: what is granted, less what control takes back."""
    return leadership.autonomy * (1.0 - saturating(control_hours, leadership.half_gain_hours))


@rule
def local_advantage(autonomy: float, turbulence: float, leadership: Leadership) -> float:
    """Log speed of deals that felt freedom to adapt brings on the spot, against ordinary freedom.

    By default only in the measure in which the world is more turbulent than usual, and a loss in the measure in which
    it is calmer; in the monotone shape always, as much as the default one gives at twice the usual turbulence.
    """
    if leadership.autonomy_shape == INTERACTION:
        unrest = turbulence - leadership.usual_turbulence
        return leadership.autonomy_gain * (autonomy - USUAL_AUTONOMY) * unrest
    if leadership.autonomy_shape == MONOTONE:
        return leadership.autonomy_gain * (autonomy - USUAL_AUTONOMY) * leadership.usual_turbulence
    return 0.0


@rule
def aimless_concession(autonomy: float, direction: float, leadership: Leadership) -> float:
    """Share of price that freedom without direction gives away."""
    return leadership.autonomy_concession * autonomy * (1.0 - direction)


@rule
def support(manager: ManagerState, leadership: Leadership) -> float:
    """Speed of winning that a manager's hours in deals add, as a share of it."""
    dose = saturating(manager.support_hours_per_rep, leadership.half_gain_hours)
    return leadership.support_gain * 2.0 * manager.selling_skill * dose


@rule
def care(manager: ManagerState, leadership: Leadership) -> float:
    """Log rate of quitting that a manager's care takes away."""
    dose = saturating(manager.people_hours_per_rep, leadership.half_gain_hours)
    return leadership.people_gain * 2.0 * manager.people_skill * dose


@rule
def absorbed(pressure: float, manager: ManagerState, leadership: Leadership) -> float:
    """Pressure from above that reaches her people: a resilient manager keeps some of it, a brittle one adds to it."""
    return pressure * (1.0 + leadership.absorbing * (0.5 - manager.resilience))
