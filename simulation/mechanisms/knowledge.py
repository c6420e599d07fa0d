"""Knowledge: what people know spreads in meetings of changing pairs and through a playbook that must be kept up."""

from collections.abc import Sequence

from simulation.mark import rule
from simulation.mechanisms.arms import arm_in
from simulation.mechanisms.clocks import saturating
from simulation.mechanisms.norms import approach
from simulation.parameters import Parameters
from simulation.parameters.knowledge import Knowledge
from simulation.purposes import MEETING
from simulation.randomness import uniform
from simulation.records import NOBODY, RepState, World


@rule
def partner_of(seat: int, seats: int, turn: int) -> int:
    """The seat one meets in a turn; seats pair off, and whoever falls on herself meets nobody."""
    partner = (turn - seat) % seats
    if partner == seat:
        return NOBODY
    return partner


@rule
def pair_off(o: World, ps: Sequence[Parameters]) -> None:
    """Seats whose time with a partner is up pair off anew, all by the week's one turn."""
    seats = len(o.seats)
    turn = int(uniform(o.firm.seed, MEETING, o.firm.week, 0, 0) * seats)
    for number in range(seats):
        if o.firm.week % ps[arm_in(o, o.reps[number])].knowledge.meeting_weeks == 0:
            o.seats[number].partner = partner_of(number, seats, turn)


@rule
def learned_from(partner: float, own: float, hours: float, knowledge: Knowledge) -> float:
    """Know-how that a week's meeting with a better partner brings."""
    return min(1.0, knowledge.meeting_gain * hours) * max(0.0, partner - own)


@rule
def partner_here(rep: RepState, o: World) -> int:
    """The seat of a rep's partner of the day; -1 if there is none, or nobody sits there."""
    partner = o.seats[rep.seat].partner
    if partner != NOBODY and o.reps[partner].employed == 0:
        return NOBODY
    return partner


@rule
def meet_partner(rep: RepState, o: World, p: Parameters) -> None:
    """Meet this week's partner, who is somewhere in the firm and may be away."""
    partner = partner_here(rep, o)
    rep.partner = NOBODY
    if p.knowledge.meeting_hours <= 0.0 or partner == NOBODY:
        return
    rep.partner = partner
    shown = o.reps[partner].know_how_shown
    rep.know_how += learned_from(shown, rep.know_how_shown, p.knowledge.meeting_hours, p.knowledge)


@rule
def shared_practice(playbook: float, meeting_hours: float, cooperation: float, knowledge: Knowledge) -> float:
    """Know-how above par that sharing sustains, by playbook and meetings, as far as people cooperate."""
    met = saturating(meeting_hours, knowledge.half_gain_hours)
    return knowledge.best_practice * (1.0 - (1.0 - playbook) * (1.0 - met)) * cooperation


@rule
def keep_playbooks(o: World, ps: Sequence[Parameters]) -> None:
    """Every team's playbook follows the hours that its members give it, and goes out of date."""
    for number in range(len(o.teams)):
        team, knowledge = o.teams[number], ps[o.managers[number].arm].knowledge
        due = saturating(knowledge.playbook_hours, knowledge.half_gain_hours)
        team.playbook = approach(team.playbook, due, o.firm.playbook_step)
