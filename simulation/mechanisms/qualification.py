"""Qualification: which leads are worth the hours, as far as a rep can see."""

import math
from collections.abc import Sequence

from simulation.mark import behaviour, rule
from simulation.mechanisms.customers import catch_up
from simulation.mechanisms.events import DEAL_FOUND, note_deal
from simulation.parameters import Parameters
from simulation.parameters.customers import Customers
from simulation.purposes import LEAD, LEAD_FATE
from simulation.randomness import uniforms
from simulation.records import NOBODY, AccountState, DealState, ProductState, RepState, SeatState, World
from simulation.variates import exponential, normal


@rule
def seen_fit(fit: float, error: float, skill: float, noise: float) -> float:
    """Fit as the rep sees it: the less skill, the more error."""
    return fit + noise * (1.0 - skill) * error


@rule
def product_of(products: Sequence[ProductState], draw: float) -> int:
    """Which line of the price list a lead is about."""
    product = 0
    while product < len(products) - 1 and draw >= products[product].share_up_to:
        product += 1
    return product


@rule
def rescale(draw: float, low: float, high: float) -> float:
    """A draw known to lie between two bounds, as a fresh uniform draw strictly inside (0, 1)."""
    return min(max((draw - low) / (high - low), 1e-12), 1.0 - 1e-12)


@rule
def set_value(deal: DealState, products: Sequence[ProductState], draw: float) -> float:
    """Product and value of a deal; returns its size, in logs against the typical deal."""
    deal.product = product_of(products, draw)
    product = products[deal.product]
    below = products[deal.product - 1].share_up_to if deal.product > 0 else 0.0
    spread = product.price_log_sd * normal(rescale(draw, below, product.share_up_to))
    deal.value_money = product.list_price_money * math.exp(spread)
    return product.log_price_ratio + spread


@rule
def set_company(deal: DealState, p: Parameters, draw: float) -> float:
    """Whether the rival is in the deal; returns what is left of the draw, a fresh one."""
    present = p.rival.present_share
    deal.rival_present = 1 if draw < present else 0
    return rescale(draw, 0.0, present) if draw < present else rescale(draw, present, 1.0)


@rule
def goodwill(account: AccountState, customers: Customers) -> float:
    """Log odds that a customer's experience adds to a new deal: nothing for one at par with a rep it knows fully."""
    content = customers.loyal_deals * 0.1 * (account.satisfaction - customers.par_satisfaction)
    return content + customers.familiar_deals * (account.relationship - 1.0)


@rule
def set_customer(
    deal: DealState, accounts: Sequence[AccountState], seat: SeatState, p: Customers, draw: float
) -> float:
    """Whether the customer is new, or which of the seat's accounts it is; returns its goodwill."""
    deal.account_seat = NOBODY
    deal.account_opened = NOBODY
    if draw < seat.fresh_share or seat.accounts == 0:
        return 0.0
    account = accounts[int(rescale(draw, seat.fresh_share, 1.0) * seat.accounts)]
    catch_up(account, seat, p)
    deal.account_seat = account.seat
    deal.account_opened = account.opened
    return goodwill(account, p)


@rule
def set_pace(deal: DealState, p: Parameters, size: float, liking: float, draw: float) -> None:
    """When a deal begins, and how fast and well it can go, by kind, size and liking: kept on the deal."""
    quick = p.selling.quick_share
    deal.pace = math.exp(-p.selling.size_slowing * size)
    if draw < quick:
        deal.pace *= p.selling.quick_factor
    deal.created = deal.week + (rescale(draw, 0.0, quick) if draw < quick else rescale(draw, quick, 1.0))
    deal.odds = math.exp(liking - 0.5 * p.selling.size_penalty * size)
    deal.stale_at = deal.created + p.selling.stale_after_weeks / deal.pace


@rule
def set_fate(deal: DealState, limit: float, side: float, next_limit: float) -> None:
    """How much a deal can take before each of its two stages ends, and on which side."""
    deal.ripe = 0
    deal.dose = 0.0
    deal.limit = exponential(limit)
    deal.outcome = side
    deal.next_limit = exponential(next_limit)


@behaviour
def consider(rep: RepState, o: World, p: Parameters, rank: int) -> None:
    """Look at a lead, and open a deal if it seems worth it and there is room."""
    seat, week = o.seats[rep.seat], o.firm.week
    value, fit_draw, company, customer = uniforms(o.firm.seed, LEAD, rep.seat, week, rank)
    error, limit, side, next_limit = uniforms(o.firm.seed, LEAD_FATE, rep.seat, week, rank)
    fit = normal(fit_draw)
    noise = p.qualification.noise * (1.0 - p.leadership.direction_focus * o.teams[rep.team].direction)
    if seen_fit(fit, normal(error), rep.qualification_skill, noise) < p.qualification.bar:
        return
    seat.qualified += 1
    if seat.open_deals >= len(o.deals[rep.seat]):
        o.firm.pipeline_overflows += 1
        return
    deal = o.deals[rep.seat][seat.open_deals]
    seat.open_deals += 1
    deal.seat = rep.seat
    deal.week = week
    deal.rank = rank
    size = set_value(deal, o.products, value)
    seat.pipeline_money += deal.value_money
    start = set_company(deal, p, company)
    bond = set_customer(deal, o.accounts[rep.seat], seat, p.customers, customer)
    set_pace(deal, p, size, p.qualification.fit_weight * fit + bond, start)
    set_fate(deal, limit, side, next_limit)
    note_deal(o, rep, deal, DEAL_FOUND, deal.created)
