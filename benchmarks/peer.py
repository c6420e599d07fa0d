"""A plain Mesa model of the same firm, as a good modeller would write it who has no compiled engine in mind.

Objects, lists of deals and accounts, Python's `random`, one step a week: the phases and formulas of the spine, from the
same scenario (`spine`, or one in which the same mechanisms are neutral), through other luck. It must agree with ours in
law, not in bytes: see `tests/benchmarks/test_peer.py`.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass, fields

import mesa
from mesa.datacollection import DataCollector

from benchmarks.peer_people import Manager, Rep
from benchmarks.peer_territory import WEEKS_PER_YEAR, Territory
from simulation import Scenario
from simulation.parameters.selection import CullScope, RatingBasis

WEEKS_PER_QUARTER = 13
TYPICAL_TENURE_WEEKS, LONGEST_TENURE_WEEKS = 120.0, 520.0
ROUGH_WIN_SHARE = 0.24  # for the first plan only


@dataclass
class Flows:
    """What happened in a week."""

    heads_at_work: int = 0
    leads: int = 0
    qualified: int = 0
    wins: int = 0
    shared_wins: int = 0
    rival_losses: int = 0
    undecided: int = 0
    cycle_weeks: float = 0.0
    churned: int = 0
    renewed: int = 0
    resigned: int = 0
    dismissed: int = 0
    hired: int = 0
    satisfaction_points: float = 0.0  # summed over accounts
    bookings_money: float = 0.0
    expansion_money: float = 0.0
    renewals_money: float = 0.0
    commission_money: float = 0.0
    severance_money: float = 0.0


def half_life_step(half_life_weeks: float) -> float:
    """Share of a distance that is covered in a week."""
    return 1.0 - fading(half_life_weeks)


def fading(half_life_weeks: float) -> float:
    """Share of a distance that is left after a week."""
    return float(0.5 ** (1.0 / half_life_weeks))


def mean(values: Iterable[float]) -> float:
    """The mean, 0 of nothing."""
    numbers = list(values)
    return sum(numbers) / len(numbers) if numbers else 0.0


class PlainFirm(mesa.Model):
    """A firm from its founding; `step()` lives a week. Weekly figures are in `datacollector`."""

    def __init__(self, scenario: Scenario, seed: int) -> None:
        super().__init__(seed=seed)
        self.p = p = scenario
        self.week = -WEEKS_PER_YEAR * p.calendar.burn_in_years
        self.flows = Flows()
        self.demand_log = [0.0] * p.market.segments
        self.common_demand_log = self.slump = 0.0
        self.rival_strength_log = self.rival_recent_wins = self.rival_recent_losses = 0.0
        self.rival_strength = 1.0
        self.share_at_quota = self.mean_attainment = self.top_fifth_share = 0.0
        self.set_constants()
        self.found()
        reporters = {name: (lambda model, name=name: getattr(model.flows, name)) for name in FLOWS}
        self.datacollector = DataCollector(model_reporters=reporters | SURVEY)

    def set_constants(self) -> None:
        """What parameters amount to, worked out once."""
        p = self.p
        self.product_shares = [product.share for product in p.products]
        logs = [product.share * math.log(product.list_price_money) for product in p.products]
        self.typical_value_money = math.exp(sum(logs) / sum(self.product_shares))
        self.ability_log_sd = math.sqrt(math.log1p(p.talent.productivity_cv**2))
        self.accelerator_pull = max(0.01, p.pay.accelerator) ** p.effort.pay_elasticity - 1.0
        self.satisfaction_step = half_life_step(p.customers.satisfaction_half_life_weeks)
        self.relationship_step = half_life_step(p.customers.relationship_half_life_weeks)
        self.morale_step = half_life_step(p.morale.half_life_weeks)
        self.know_how_step = half_life_step(p.learning.half_life_weeks)
        self.qualification_step = half_life_step(p.qualification.skill_half_life_weeks)

    def found(self) -> None:
        """Territories, managers, and somebody with a past in every seat."""
        p = self.p
        wins = WEEKS_PER_YEAR * p.prospecting.leads_per_week * ROUGH_WIN_SHARE
        self.plan_money = max(1.0, wins * self.typical_value_money)
        heads, size = p.organization.teams * p.organization.reps_per_team, p.organization.reps_per_team
        self.territories = [Territory(self, number % p.market.segments) for number in range(heads)]
        for first in range(0, heads, size):
            team = self.territories[first : first + size]
            manager = Manager(self, team)
            for territory in team:
                territory.manager = manager
                territory.rep = Rep(self, territory)
                self.give_past(territory.rep)
                territory.bring_customers(self.rough_account_money(wins))
        self.set_quotas()

    def rough_account_money(self, wins: float) -> float:
        """What an old customer is worth a year, at first: what deals add until contracts end."""
        customers = self.p.customers
        known = (1.0 - customers.new_customer_share) * wins / customers.usual_accounts
        ending = customers.churn_per_year + customers.fading_per_year - customers.expansion_per_year
        return customers.recurring_share * self.typical_value_money * known / max(0.05, ending)

    def give_past(self, rep: Rep) -> None:
        """Tenure, and what was learned in it."""
        p = self.p
        weeks = int(min(self.random.expovariate(1.0 / TYPICAL_TENURE_WEEKS), LONGEST_TENURE_WEEKS))
        rep.hired_week = self.week - weeks
        rep.know_how = 1.0 - (1.0 - p.learning.know_how_at_hire) * 0.5 ** (weeks / p.learning.half_life_weeks)
        unskilled = (1.0 - p.qualification.skill_at_hire) * 0.5 ** (weeks / p.qualification.skill_half_life_weeks)
        rep.qualification_skill = 1.0 - unskilled
        rep.probation_passed = weeks >= p.selection.probation_weeks

    @property
    def reps(self) -> list[Rep]:
        """Everybody who is here."""
        return [territory.rep for territory in self.territories if territory.rep]

    @property
    def accounts(self) -> int:
        """Customers of the firm."""
        return sum(len(territory.accounts) for territory in self.territories)

    def step(self) -> None:
        """Live one week."""
        reps, territories = self.agents_by_type[Rep], self.agents_by_type[Territory]
        self.move_rival()
        self.flows = Flows()
        self.move_market()
        self.agents_by_type[Manager].do("lead")
        reps.do("plan")
        reps.do("prospect")
        territories.do("sell")
        territories.do("serve")
        reps.do("feel")
        reps.do("learn")
        self.close_books()
        reps.do("leave")
        territories.do("hire")
        self.datacollector.collect(self)
        self.week += 1

    def drift(self, level: float, half_life_weeks: float, sd: float) -> float:
        """A week of a mean-reverting walk with this long-run spread."""
        kept = fading(half_life_weeks)
        return kept * level + sd * math.sqrt(1.0 - kept**2) * self.random.gauss(0.0, 1.0)

    def move_market(self) -> None:
        """Slumps strike and fade, demand moves in common and in each segment."""
        market, random = self.p.market, self.random
        self.slump *= fading(market.slump_half_life_weeks)
        if random.random() < 1.0 - math.exp(-market.slumps_per_year / WEEKS_PER_YEAR):
            struck = min(0.95, market.slump_depth * random.uniform(0.5, 1.5))
            self.slump = 1.0 - (1.0 - self.slump) * (1.0 - struck)
        self.hesitation = 1.0 / (1.0 + market.slump_hesitation * self.slump)
        sd, half_life = market.demand_volatility, market.demand_half_life_weeks
        self.common_demand_log = self.drift(self.common_demand_log, half_life, sd)
        self.demand_log = [self.drift(level, half_life, sd) for level in self.demand_log]
        seasons = (market.season_q1, market.season_q2, market.season_q3, market.season_q4)
        season = seasons[self.week % WEEKS_PER_YEAR // WEEKS_PER_QUARTER] / mean(seasons)
        offered = (1.0 - self.slump) * season * math.exp(-0.5 * sd**2)
        together, apart = math.sqrt(market.common_share), math.sqrt(1.0 - market.common_share)
        self.demand = [
            offered * math.exp(together * self.common_demand_log + apart * level) for level in self.demand_log
        ]

    def move_rival(self) -> None:
        """The rival learns from last week's encounters, and grows stronger or weaker."""
        rival = self.p.rival
        fade, sd = fading(rival.memory_half_life_weeks), rival.strength_volatility
        self.rival_recent_wins = self.rival_recent_wins * fade + self.flows.rival_losses
        self.rival_recent_losses = self.rival_recent_losses * fade + self.flows.shared_wins
        self.rival_strength_log = self.drift(self.rival_strength_log, rival.strength_half_life_weeks, sd)
        urge = math.log((self.rival_recent_losses + 1.0) / (self.rival_recent_wins + 1.0))
        self.rival_strength = math.exp(self.rival_strength_log - 0.5 * sd**2 + rival.learning * urge)

    def close_books(self) -> None:
        """What falls due at the end of a week, a quarter, a half-year and a year."""
        reps, coming = self.agents_by_type[Rep], self.week + 1
        reps.do("be_asked")
        if self.p.selection.ordinary_dismissals:
            if coming % (2 * WEEKS_PER_QUARTER) == 0:
                reps.do("be_reviewed")
            if coming % WEEKS_PER_QUARTER == 0:
                reps.do("judge_probation")
        if coming % WEEKS_PER_YEAR == 0:
            self.close_year()
        if coming % WEEKS_PER_QUARTER == 0:
            reps.do("turn_quarter")

    def close_year(self) -> None:
        """Count, cull, plan, and start everybody afresh."""
        self.count_year()
        selection = self.p.selection
        if selection.cull_fraction > 0.0 and (self.week + 1) // WEEKS_PER_YEAR % selection.cull_period_years == 0:
            self.cull()
        bookings = sum(territory.year_bookings_money for territory in self.territories)
        occupied = sum(territory.year_occupied_weeks for territory in self.territories)
        if bookings > 0.0 and occupied > 0:
            self.plan_money = bookings / occupied * WEEKS_PER_YEAR
        self.agents_by_type[Territory].do("close_year")
        self.set_quotas()
        self.agents_by_type[Rep].do("turn_year")

    def count_year(self) -> None:
        """How the year went, among those who were here all of it."""
        here = [rep for rep in self.reps if rep.tenure_weeks >= WEEKS_PER_YEAR - 1]
        asked = [rep.year_bookings_money / rep.year_asked_money for rep in here if rep.year_asked_money > 0.0]
        booked = sorted((rep.year_bookings_money for rep in here), reverse=True)
        if asked:
            self.share_at_quota = mean(ratio >= 1.0 for ratio in asked)
            self.mean_attainment = mean(asked)
        if sum(booked) > 0.0:
            self.top_fifth_share = sum(booked[: (len(booked) + 4) // 5]) / sum(booked)

    def set_quotas(self) -> None:
        """Every territory's quota for the coming year; the mean is the plan times the ambition."""
        self.agents_by_type[Territory].do("set_quota")
        claims = sum(territory.quota_money for territory in self.territories)
        scale = self.p.quota.ambition * self.plan_money * len(self.territories) / claims
        for territory in self.territories:
            territory.quota_money *= scale

    def cull(self) -> None:
        """Single out a share of the ranking, in the firm or in every team."""
        if self.p.selection.cull_scope == CullScope.FIRM:
            self.cull_among(self.reps)
        else:
            for manager in self.agents_by_type[Manager]:
                self.cull_among([territory.rep for territory in manager.territories if territory.rep])

    def cull_among(self, reps: list[Rep]) -> None:
        """Rank those who are here long enough and have not to go anyway; the bottom must, those near it feel it."""
        selection = self.p.selection
        staying = [rep for rep in reps if rep.weeks_to_go == 0]
        ranked = [rep for rep in staying if rep.tenure_weeks + 1 >= selection.cull_grace_weeks]
        ranked.sort(key=self.rate)
        bottom = min(len(ranked), math.floor(selection.cull_fraction * len(staying) + self.random.random()))
        for place, rep in enumerate(ranked):
            rep.near_cut = place < selection.threat_margin * bottom
            if place < bottom:
                rep.bottoms += 1
            elif selection.strikes_lapse:
                rep.bottoms = 0
            if place < bottom and rep.bottoms >= selection.cull_strikes:
                rep.get_notice()

    def rate(self, rep: Rep) -> float:
        """What the ranking goes by."""
        selection = self.p.selection
        if selection.cull_at_random:
            return self.random.random()
        if selection.rating_basis == RatingBasis.ATTAINMENT:
            return rep.ratio(4)
        if selection.rating_basis == RatingBasis.REVENUE:
            return sum(rep.booked_money)
        unreliable = math.sqrt((1.0 - selection.judgement_reliability) / selection.judgement_reliability)
        judgement = rep.ability + unreliable * self.random.gauss(0.0, 1.0)
        if selection.rating_basis == RatingBasis.JUDGEMENT:
            return judgement
        return rep.ratio(4) + self.ability_log_sd * judgement

    def profit_money(self) -> float:
        """Gross margin less costs of the week."""
        p, flows = self.p, self.flows
        wages = flows.heads_at_work * p.pay.base_salary_money / WEEKS_PER_YEAR
        wages += flows.commission_money + flows.severance_money
        search = p.ledger.hiring_money + p.ledger.candidate_money * p.recruiting.candidates_per_hire
        hiring = flows.hired * (search + p.ledger.training_money)
        managers = p.organization.teams * p.ledger.manager_salary_money / WEEKS_PER_YEAR
        sold = flows.bookings_money + flows.expansion_money + flows.renewals_money
        return p.ledger.gross_margin * sold - (1.0 + p.ledger.payroll_overhead) * wages - managers - hiring


FLOWS = tuple(field.name for field in fields(Flows))
SURVEY = {
    "week": "week",
    "heads": lambda model: len(model.reps),
    "open_deals": lambda model: sum(len(territory.deals) for territory in model.territories),
    "accounts": "accounts",
    "satisfaction": lambda model: model.flows.satisfaction_points / max(1, model.accounts),
    "ability": lambda model: mean(rep.ability for rep in model.reps),
    "know_how": lambda model: mean(rep.know_how for rep in model.reps),
    "morale": lambda model: mean(rep.morale for rep in model.reps),
    "effort": lambda model: mean(rep.effort for rep in model.reps),
    "tenure_weeks": lambda model: mean(rep.tenure_weeks + 1 for rep in model.reps),
    "prospecting_hours": lambda model: mean(rep.prospecting_hours for rep in model.reps),
    "demand": lambda model: mean(model.demand),
    "rival_strength": "rival_strength",
    "share_at_quota": "share_at_quota",
    "mean_attainment": "mean_attainment",
    "top_fifth_share": "top_fifth_share",
    "profit_money": lambda model: model.profit_money(),
}
