"""Promotion: managers leave their posts, and somebody from outside or from the team becomes the next one.

Sequential, in the order of teams. A promoted rep leaves a hole: the seat falls vacant, deals and customers with it.
"""

from simulation.mark import behaviour, rule
from simulation.mechanisms.clocks import WEEKS_PER_YEAR, clamp
from simulation.mechanisms.events import PROMOTED, note
from simulation.mechanisms.leaving import depart
from simulation.parameters import Parameters
from simulation.parameters.promotion import PromotionRule
from simulation.purposes import COACH, LEADER_SKILLS, MANAGER, MANAGER_CLOCK, PROMOTION
from simulation.randomness import uniform, uniforms
from simulation.records import NOBODY, ManagerState, RepState, World
from simulation.variates import exponential, interpolate_quantile

OUTSIDE, SELLER, COLLABORATOR = int(PromotionRule.OUTSIDE), int(PromotionRule.SELLER), int(PromotionRule.COLLABORATOR)
COACHING_TABLE, LEADER_TABLE = 4, 5


@rule
def draw_manager(manager: ManagerState, o: World) -> None:
    """Who comes from outside: traits and skills as people have them."""
    seed, team, ordinal = o.firm.seed, manager.team, manager.appointments
    one, two, three, four = uniforms(seed, MANAGER, team, ordinal, 0)
    manager.competitiveness = interpolate_quantile(one, o.trait_tables[0])
    manager.helpfulness = interpolate_quantile(two, o.trait_tables[1])
    manager.accountability = interpolate_quantile(three, o.trait_tables[2])
    manager.resilience = interpolate_quantile(four, o.trait_tables[3])
    manager.coaching_skill = interpolate_quantile(
        uniform(seed, COACH, team, ordinal, 0), o.trait_tables[COACHING_TABLE]
    )
    people, selling, _, _ = uniforms(seed, LEADER_SKILLS, team, ordinal, 0)
    manager.people_skill = interpolate_quantile(people, o.trait_tables[LEADER_TABLE])
    manager.selling_skill = interpolate_quantile(selling, o.trait_tables[LEADER_TABLE])


@rule
def take_after(manager: ManagerState, rep: RepState, p: Parameters) -> None:
    """A promoted rep stays the person she was: the helpful teach better, the able sell better."""
    manager.competitiveness = rep.competitiveness
    manager.helpfulness = rep.helpfulness
    manager.accountability = rep.accountability
    manager.resilience = rep.resilience
    kindness = p.promotion.helpful_teaches * (rep.helpfulness - 0.5)
    manager.coaching_skill = clamp(manager.coaching_skill + kindness, 0.0, 1.0)
    manager.people_skill = clamp(manager.people_skill + kindness, 0.0, 1.0)
    manager.selling_skill = clamp(manager.selling_skill + p.promotion.seller_sells * rep.ability, 0.0, 1.0)


@rule
def claim(rep: RepState, o: World, by: int) -> float:
    """How strong a rep's claim to a post is under a rule."""
    if by == SELLER:
        year = rep.quarter_money + rep.quarter_1_ago_money + rep.quarter_2_ago_money + rep.quarter_3_ago_money
        return year / o.firm.plan_money
    if by == COLLABORATOR:
        return rep.helped_others + rep.helpfulness
    return uniform(o.firm.seed, PROMOTION, rep.seat, rep.hire, o.firm.week)


@rule
def consider(rep: RepState, o: World, by: int) -> float:
    """Weigh somebody's claim to a post, and keep in mind that it was weighed."""
    rep.candidate = 1
    rep.candidacies += 1
    rep.claim = claim(rep, o, by)
    return rep.claim


@rule
def choose_candidate(o: World, p: Parameters, team: int, by: int) -> int:
    """The seat of the team's strongest claim among those here long enough; -1 if there is none, or none is asked."""
    chosen, strongest = NOBODY, -1.0
    size = len(o.reps) // len(o.teams)
    for number in range(team * size, (team + 1) * size):
        rep = o.reps[number]
        here_weeks = o.firm.week - rep.hired_week
        if rep.employed == 1 and rep.weeks_to_go == 0 and here_weeks >= p.promotion.least_tenure_weeks:
            own = consider(rep, o, by)
            if own > strongest:
                chosen, strongest = number, own
    return chosen


@rule
def take_post(manager: ManagerState, o: World) -> None:
    """A first day as manager."""
    manager.in_post = 1
    manager.appointed_week = o.firm.week + 1
    manager.leave_dose = 0.0
    manager.filled_by = OUTSIDE
    patience = uniform(o.firm.seed, MANAGER_CLOCK, manager.team, manager.appointments, 0)
    manager.leave_limit = exponential(patience)


@rule
def rule_for(manager: ManagerState, p: Parameters) -> int:
    """By which rule a vacant post is filled: a script's, or the firm's."""
    if manager.filled_by != OUTSIDE:
        return manager.filled_by
    return int(p.promotion.rule)


@behaviour
def appoint(manager: ManagerState, o: World, p: Parameters) -> None:
    """Fill a post: draw who would come from outside, and let a promoted rep take her place if that is the rule."""
    manager.appointments += 1
    draw_manager(manager, o)
    promoted, by = NOBODY, rule_for(manager, p)
    if by != OUTSIDE:
        promoted = choose_candidate(o, p, manager.team, by)
    if promoted != NOBODY:
        rep = o.reps[promoted]
        take_after(manager, rep, p)
        o.seats[promoted].promoted = 1
        note(o, rep, PROMOTED)
        depart(rep, o, p)
    take_post(manager, o)


@rule
def leave_post(manager: ManagerState, o: World, p: Parameters) -> None:
    """A manager goes; her team is without one for a while."""
    manager.in_post = 0
    manager.post_vacant_until = o.firm.week + 1.0 + p.promotion.vacancy_weeks  # the coming week is the first without
    manager.left_post += 1


@behaviour
def consider_post(manager: ManagerState, o: World, p: Parameters) -> None:
    """Stay or go; and in a vacant post whose time is up, be replaced."""
    if manager.in_post == 1:
        manager.leave_dose += p.promotion.exits_per_year / WEEKS_PER_YEAR
        if manager.leave_dose >= manager.leave_limit:
            leave_post(manager, o, p)
    if manager.in_post == 0 and o.firm.week + 1.0 >= manager.post_vacant_until:
        appoint(manager, o, p)
