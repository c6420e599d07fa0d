"""Planning: how a rep divides the week between prospecting, open deals and accounts."""

import math

from simulation.mark import behaviour, rule
from simulation.mechanisms.clocks import clamp
from simulation.mechanisms.effort import chosen_effort
from simulation.mechanisms.talent import log_productivity
from simulation.parameters import Parameters
from simulation.parameters.planning import Planning
from simulation.records import RepState, World

NO_ATTENTION = 1e-6  # as good as none, and has a logarithm


@rule
def wanted_prospecting_hours(accountability: float, open_deals: int, planning: Planning) -> float:
    """Hours that a rep wants to prospect: every week by discipline, or only when the pipeline looks thin."""
    thinness = 1.0 - open_deals / planning.normal_open_deals
    by_feel = clamp(1.0 + planning.thin_pipeline_response * thinness, 0.0, 2.0)
    return planning.prospecting_hours_per_week * (accountability + (1.0 - accountability) * by_feel)


@rule
def share_of_wishes(hours: float, wished: float) -> float:
    """Share of the hours wished for that the week holds; at most twice, since nobody can spend more usefully."""
    if wished <= 0.0:
        return 2.0
    return min(2.0, hours / wished)


@behaviour
def plan(rep: RepState, o: World, p: Parameters) -> None:
    """Choose effort, divide the hours, and take along what ability and know-how make of them."""
    seat = o.seats[rep.seat]
    rep.effort = chosen_effort(rep, o, p)
    hours = p.planning.work_hours_per_week * p.planning.selling_share * rep.effort
    prospecting = wanted_prospecting_hours(rep.accountability, seat.open_deals, p.planning)
    deals = p.planning.deal_hours_per_week * seat.open_deals
    accounts = p.planning.account_hours_per_week * seat.accounts
    share = share_of_wishes(hours, prospecting + deals + accounts)
    rep.prospecting_hours = share * prospecting
    rep.attention = share
    rep.service = share
    productivity = log_productivity(rep.ability, rep.know_how, o.firm.ability_log_sd)
    rep.lead_factor = math.exp(p.talent.lead_exponent * productivity)
    attentive = p.selling.attention_weight * math.log(max(rep.attention, NO_ATTENTION))
    rep.advance_factor = math.exp((1.0 - p.talent.lead_exponent) * productivity + attentive) * o.market.hesitation
