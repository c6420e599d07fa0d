"""Selection: reviews against an absolute standard, and culling by rank: who has to go (leaving.py carries it out)."""

import math
from collections.abc import Sequence

from simulation.mark import behaviour, rule
from simulation.mechanisms.clocks import WEEKS_PER_YEAR
from simulation.mechanisms.events import RANKED_BOTTOM, WARNED, note
from simulation.mechanisms.ranking import sort_ascending
from simulation.parameters import Parameters
from simulation.parameters.selection import CullScope, RatingBasis
from simulation.purposes import RANDOM_DISMISSAL, RATING_NOISE, ROUNDING, TIE
from simulation.randomness import uniform
from simulation.records import RepState, World
from simulation.variates import normal

FIRM_SCOPE = int(CullScope.FIRM)
REVENUE, JUDGEMENT, COMPOSITE = int(RatingBasis.REVENUE), int(RatingBasis.JUDGEMENT), int(RatingBasis.COMPOSITE)
WHOLE_FIRM = -1
TIE_BREAK = 1e-9  # far below any difference in results that means something


@rule
def give_notice(rep: RepState, p: Parameters) -> None:
    """Decide that a rep has to go; an earlier date stands."""
    if rep.weeks_to_go == 0:
        rep.weeks_to_go = p.selection.notice_weeks + 1


@rule
def half_year_ratio(rep: RepState) -> float:
    """Results of the last two quarters against what was expected of the rep; nothing asked is nothing missed."""
    expected = rep.expected_quarter_money + rep.expected_1_ago_money
    if expected <= 0.0:
        return 1.0
    return (rep.quarter_money + rep.quarter_1_ago_money) / expected


@rule
def year_ratio(rep: RepState) -> float:
    """Results of the last four quarters against what was expected of the rep in them."""
    expected = (
        rep.expected_quarter_money + rep.expected_1_ago_money + rep.expected_2_ago_money + rep.expected_3_ago_money
    )
    if expected <= 0.0:
        return 1.0
    return year_revenue(rep) / expected


@rule
def year_revenue(rep: RepState) -> float:
    """Results of the last four quarters."""
    return rep.quarter_money + rep.quarter_1_ago_money + rep.quarter_2_ago_money + rep.quarter_3_ago_money


@behaviour
def judge_probation(rep: RepState, o: World, p: Parameters) -> None:
    """At a quarter's end: a newcomer whose time is up is kept, or has failed by the last two quarters."""
    if rep.probation_passed == 1 or o.firm.week + 1 - rep.hired_week < p.selection.probation_weeks:
        return
    if half_year_ratio(rep) < p.selection.probation_standard:
        give_notice(rep, p)
    else:
        rep.probation_passed = 1


@behaviour
def review(rep: RepState, o: World, p: Parameters) -> None:
    """At a half-year's end: results below the standard earn a warning, warnings in a row end in dismissal."""
    if rep.probation_passed == 0:
        return
    if half_year_ratio(rep) >= p.selection.review_standard:
        rep.warnings = 0
        return
    rep.warnings += 1
    note(o, rep, WARNED)
    if rep.warnings >= p.selection.review_strikes:
        give_notice(rep, p)


@rule
def judgement(rep: RepState, o: World, p: Parameters) -> float:
    """A manager's rating of ability, with an error that leaves the stated reliability."""
    reliability = p.selection.judgement_reliability
    error = normal(uniform(o.firm.seed, RATING_NOISE, rep.seat, rep.hire, o.firm.week))
    return rep.ability + math.sqrt((1.0 - reliability) / reliability) * error


@rule
def rating(rep: RepState, o: World, p: Parameters) -> float:
    """What the ranking goes by, on the stated basis."""
    if p.selection.cull_at_random:
        return uniform(o.firm.seed, RANDOM_DISMISSAL, rep.seat, rep.hire, o.firm.week)
    if p.selection.rating_basis == REVENUE:
        return year_revenue(rep) / o.firm.plan_money
    if p.selection.rating_basis == JUDGEMENT:
        return judgement(rep, o, p)
    if p.selection.rating_basis == COMPOSITE:
        return year_ratio(rep) + o.firm.ability_log_sd * judgement(rep, o, p)
    return year_ratio(rep)


@rule
def same_ranking(one: Parameters, other: Parameters) -> bool:
    """Whether two arms are culled by the same rules, and so in one ranking."""
    a, b = one.selection, other.selection
    alike = a.cull_fraction == b.cull_fraction and a.cull_period_years == b.cull_period_years
    alike = alike and a.cull_grace_weeks == b.cull_grace_weeks and a.cull_scope == b.cull_scope
    return alike and a.cull_at_random == b.cull_at_random and a.rating_basis == b.rating_basis


@rule
def leads_ranking(ps: Sequence[Parameters], arm: int) -> bool:
    """Whether an arm is the first of those that are culled by its rules."""
    for earlier in range(arm):
        if same_ranking(ps[earlier], ps[arm]):
            return False
    return True


@rule
def stays(rep: RepState, team: int) -> bool:
    """Whether a rep of this team, or of the firm, is here to stay: culling comes on top of dismissals under way."""
    return rep.employed == 1 and rep.weeks_to_go == 0 and (team == WHOLE_FIRM or rep.team == team)


@rule
def rank(o: World, ps: Sequence[Parameters], team: int, arm: int) -> int:
    """Put all who can be ranked by the rules of an arm, in a team or in the firm, in order of rating; how many."""
    count, grace = 0, ps[arm].selection.cull_grace_weeks
    for number in range(len(o.reps)):
        rep = o.reps[number]
        ranked = stays(rep, team) and o.firm.week + 1 - rep.hired_week >= grace
        if ranked and same_ranking(ps[rep.arm], ps[arm]):
            rep.rating = rating(rep, o, ps[rep.arm])
            tie = uniform(o.firm.seed, TIE, rep.seat, rep.hire, o.firm.week)
            o.keys[number] = rep.rating + TIE_BREAK * tie
            o.order[count] = number
            count += 1
    sort_ascending(o, count)
    return count


@rule
def staying_heads(o: World, ps: Sequence[Parameters], team: int, arm: int) -> int:
    """Heads under the rules of an arm, in a team or in the firm, without those who have to go anyway."""
    heads = 0
    for rep in o.reps:
        if stays(rep, team) and same_ranking(ps[rep.arm], ps[arm]):
            heads += 1
    return heads


@rule
def whole_heads(share: float, heads: int, draw: float) -> int:
    """A share of heads in whole people, right on average."""
    return math.floor(share * heads + draw)


@behaviour
def single_out(rep: RepState, o: World, p: Parameters) -> None:
    """Stand at the bottom of the ranking: once or repeatedly, by rule, that means dismissal."""
    rep.bottoms += 1
    note(o, rep, RANKED_BOTTOM)
    if rep.bottoms >= p.selection.cull_strikes:
        give_notice(rep, p)


@rule
def concerns(team: int, number: int) -> bool:
    """Whether a ranking of a team, or of the whole firm, concerns this team."""
    return team in (WHOLE_FIRM, number)


@rule
def hurt_fairness(o: World, p: Parameters, team: int, share: float) -> None:
    """Singling out costs the trust that the firm is fair: some by clear criteria, all that power can by lot."""
    cost = p.selection.unfair_ranking * share
    if p.selection.cull_at_random:
        cost = p.leadership.power_unfairness * share
    for number in range(len(o.teams)):
        if concerns(team, number):
            o.teams[number].fairness = max(0.0, o.teams[number].fairness - cost)


@rule
def cull_among(o: World, ps: Sequence[Parameters], team: int, arm: int) -> None:
    """Rank those under the rules of an arm and single out the bottom; those near it feel it."""
    p, count = ps[arm], rank(o, ps, team, arm)
    heads = staying_heads(o, ps, team, arm)
    draw = uniform(o.firm.seed, ROUNDING, team, o.firm.week, arm)
    bottom = min(count, whole_heads(p.selection.cull_fraction, heads, draw))
    near = p.selection.threat_margin * bottom
    for place in range(count):
        rep = o.reps[o.order[place]]
        rep.near_cut = 1 if place < near else 0
        if place < bottom:
            single_out(rep, o, ps[rep.arm])
        elif ps[rep.arm].selection.strikes_lapse:
            rep.bottoms = 0
    if heads > 0:
        o.firm.severity += 1.0 * bottom / len(o.reps)
        hurt_fairness(o, p, team, 1.0 * bottom / heads)


@rule
def forget_warnings(o: World, ps: Sequence[Parameters]) -> None:
    """Where nobody is dismissed for results, nobody lives under an old warning."""
    for rep in o.reps:
        if not ps[rep.arm].selection.ordinary_dismissals:
            rep.warnings = 0


@rule
def forget_rankings(o: World, ps: Sequence[Parameters], arm: int) -> None:
    """Nobody under the rules of an arm stands at the bottom of anything any more."""
    for rep in o.reps:
        if same_ranking(ps[rep.arm], ps[arm]):
            rep.near_cut = 0
            rep.bottoms = 0


@rule
def cull_by(o: World, ps: Sequence[Parameters], arm: int) -> None:
    """Cull as the rules of an arm want it; without culling, forget old rankings."""
    p, year = ps[arm], (o.firm.week + 1) // WEEKS_PER_YEAR
    if p.selection.cull_fraction == 0.0:
        forget_rankings(o, ps, arm)
    elif year % p.selection.cull_period_years != 0:
        return
    else:
        whole = p.selection.cull_scope == FIRM_SCOPE
        for team in range(WHOLE_FIRM if whole else 0, WHOLE_FIRM + 1 if whole else len(o.teams)):
            cull_among(o, ps, team, arm)


@behaviour
def cull(o: World, ps: Sequence[Parameters]) -> None:
    """Every so many years, at the end, single out a share of the ranking; whom other rules hold for has another."""
    for arm in range(len(ps)):
        if leads_ranking(ps, arm):
            cull_by(o, ps, arm)
