"""The peer's people: reps who plan, prospect, feel, learn and leave, and the managers who coach them."""

import math
from random import Random
from statistics import NormalDist
from typing import Any

import mesa

WEEKS_PER_YEAR = 52
MOST_EFFORT = 1.6
LEAST_HOURS = 0.5  # a week, with customers
STANDARD = NormalDist()


def clamp(value: float, low: float, high: float) -> float:
    """The value, or the end of the range that it passed."""
    return min(max(value, low), high)


def poisson(random: Random, mean: float) -> int:
    """A Poisson count by Knuth's method: uniforms are multiplied until they fall below exp(-mean)."""
    count, product, floor = 0, random.random(), math.exp(-mean)
    while product > floor:
        count += 1
        product *= random.random()
    return count


def beta(random: Random, mean: float, sd: float) -> float:
    """A Beta variate by its mean and standard deviation."""
    if sd == 0.0:
        return mean
    weight = mean * (1.0 - mean) / sd**2 - 1.0
    return random.betavariate(mean * weight, (1.0 - mean) * weight)


class Person(mesa.Agent):
    """Somebody with the four traits."""

    def __init__(self, model: Any) -> None:
        super().__init__(model)
        traits, random = model.p.traits, self.random
        self.competitiveness = beta(random, traits.competitiveness_mean, traits.competitiveness_sd)
        self.helpfulness = beta(random, traits.helpfulness_mean, traits.helpfulness_sd)
        self.accountability = beta(random, traits.accountability_mean, traits.accountability_sd)
        self.resilience = beta(random, traits.resilience_mean, traits.resilience_sd)


class Manager(Person):
    """Leads one team, and coaches it."""

    def __init__(self, model: Any, territories: list[Any]) -> None:
        super().__init__(model)
        self.territories = territories
        coaching = model.p.coaching
        self.coaching_skill = beta(self.random, coaching.skill_mean, coaching.skill_sd)
        self.team_helpfulness = 0.0
        self.know_how_gain = 0.0
        self.dismissals = 0  # in the team, this week
        self.dismissals_last_week = 0

    def lead(self) -> None:
        """Take stock of the team, and divide the hours for coaching."""
        coaching = self.model.p.coaching
        self.dismissals_last_week, self.dismissals = self.dismissals, 0
        reps = [territory.rep for territory in self.territories if territory.rep]
        self.model.flows.heads_at_work += len(reps)
        if not reps:
            self.team_helpfulness = self.know_how_gain = 0.0
            return
        self.team_helpfulness = sum(rep.helpfulness for rep in reps) / len(reps)
        hours = min(coaching.hours_per_rep, self.model.p.leadership.hours_per_week / len(reps))
        useful = (self.coaching_skill - coaching.useful_skill) / (1.0 - coaching.useful_skill)
        self.know_how_gain = coaching.gain * hours / (hours + coaching.half_gain_hours) * useful


class Rep(Person):
    """One seller in one territory."""

    def __init__(self, model: Any, territory: Any) -> None:
        super().__init__(model)
        p, random = model.p, self.random
        self.territory = territory
        self.hired_week = model.week + 1
        looked_best = STANDARD.inv_cdf(1.0 - (1.0 - random.random()) / p.recruiting.candidates_per_hire)
        validity = p.recruiting.validity
        self.ability = validity * looked_best + math.sqrt(1.0 - validity**2) * random.gauss(0.0, 1.0)
        self.learning_speed = random.lognormvariate(0.0, p.learning.speed_log_sd)
        self.know_how = p.learning.know_how_at_hire
        self.qualification_skill = p.qualification.skill_at_hire
        self.morale = p.morale.par
        self.probation_passed = self.near_cut = False
        self.warnings = self.bottoms = self.weeks_to_go = 0
        self.wins = self.setbacks = 0  # of this week
        self.effort = self.share_of_wishes = self.lead_factor = self.advance_factor = 1.0
        self.prospecting_hours = 0.0
        self.year_bookings_money = self.year_asked_money = 0.0
        self.booked_money = [0.0] * 4  # this quarter first
        self.expected_money = [0.0] * 4

    @property
    def in_danger(self) -> bool:
        """Whether the rep has reason to fear for the job."""
        return self.warnings > 0 or self.near_cut or self.weeks_to_go > 0

    @property
    def tenure_weeks(self) -> int:
        """Full weeks in the job."""
        weeks: int = self.model.week - self.hired_week
        return weeks

    def outlook(self) -> float:
        """Expected attainment of the year: results so far, steadied by a quarter of a year at quota."""
        prior: float = 0.25 * self.territory.quota_money
        if prior <= 0.0:
            return 1.0
        return (self.year_bookings_money + prior) / (self.year_asked_money + prior)

    def plan(self) -> None:
        """Choose effort, and divide the week between prospecting, deals and accounts."""
        model, p = self.model, self.model.p
        self.wins = self.setbacks = 0
        self.choose_effort()
        planning, deals, accounts = p.planning, len(self.territory.deals), len(self.territory.accounts)
        thinness = 1.0 - deals / planning.normal_open_deals
        by_feel = clamp(1.0 + planning.thin_pipeline_response * thinness, 0.0, 2.0)
        wanted = self.accountability + (1.0 - self.accountability) * by_feel
        prospecting = planning.prospecting_hours_per_week * wanted
        wished = prospecting + planning.deal_hours_per_week * deals + planning.account_hours_per_week * accounts
        hours = max(LEAST_HOURS, planning.work_hours_per_week * planning.selling_share * self.effort)
        share = min(2.0, hours / wished) if wished > 0.0 else 2.0
        self.share_of_wishes = share
        self.prospecting_hours = share * prospecting
        spread = model.ability_log_sd
        productivity = math.exp(spread * self.ability - 0.5 * spread**2) * max(self.know_how, 0.01)
        self.lead_factor = productivity**p.talent.lead_exponent
        attentive = share**p.selling.attention_weight
        self.advance_factor = productivity ** (1.0 - p.talent.lead_exponent) * attentive * model.hesitation

    def choose_effort(self) -> None:
        """Quota in reach pulls, quota out of reach lets go, danger drives."""
        p, expected = self.model.p, self.outlook()
        pull = clamp((expected - 0.85) / 0.15, 0.0, 1.0)
        resignation = clamp((0.7 - expected) / 0.3, 0.0, 1.0)
        effort = 1.0 + self.model.accelerator_pull * 2.0 * self.competitiveness * pull
        effort -= p.effort.giving_up * 2.0 * (1.0 - self.resilience) * resignation
        effort += p.effort.morale_effort * (self.morale - p.morale.par)
        self.effort = clamp(effort + (p.effort.threat_effort if self.in_danger else 0.0), 0.0, MOST_EFFORT)

    def prospect(self) -> None:
        """Find this week's leads, by hours, skill, territory and demand."""
        model, prospecting, territory = self.model, self.model.p.prospecting, self.territory
        hours = self.prospecting_hours / model.p.planning.prospecting_hours_per_week
        worked = hours**prospecting.hours_exponent * self.lead_factor
        found = prospecting.inbound_share + (1.0 - prospecting.inbound_share) * worked
        fresh, known = territory.business()
        expected = prospecting.leads_per_week * model.demand[territory.segment] * found * (fresh + known)
        leads = poisson(self.random, expected)
        model.flows.leads += leads
        for _ in range(leads):
            territory.consider(self, fresh / (fresh + known))

    def credit(self, money: float) -> None:
        """Book new business, with the commission it earns."""
        pay, quota = self.model.p.pay, self.territory.quota_money
        if quota > 0.0:
            weeks_left = WEEKS_PER_YEAR - self.model.week % WEEKS_PER_YEAR
            personal_quota = self.year_asked_money + quota * weeks_left / WEEKS_PER_YEAR
            above = clamp(self.year_bookings_money + money - personal_quota, 0.0, money)
            rate = pay.target_commission_money / quota
            self.model.flows.commission_money += rate * (money - above + pay.accelerator * above)
        self.year_bookings_money += money
        self.booked_money[0] += money

    def feel(self) -> None:
        """Take in wins, setbacks, dismissed colleagues and one's own danger."""
        model, morale = self.model, self.model.p.morale
        healing = clamp(model.morale_step * (0.5 + self.resilience), 0.0, 1.0)
        dismissals = self.territory.manager.dismissals_last_week
        hurt = morale.loss_pain * self.setbacks + morale.dismissal_pain * dismissals
        level = self.morale + (morale.par - self.morale) * healing
        level += morale.win_gain * self.wins - 2.0 * (1.0 - self.resilience) * hurt
        if self.in_danger:
            level -= morale.threat_pain
        self.morale = clamp(level, 0.0, 1.0)

    def learn(self) -> None:
        """Know-how and qualification skill grow toward what practice, coaching and colleagues sustain."""
        model, manager = self.model, self.territory.manager
        peers = max(0.0, 1.0 + model.p.learning.peer_speed * (2.0 * manager.team_helpfulness - 1.0))
        pace = self.learning_speed * peers
        self.know_how += (1.0 + manager.know_how_gain - self.know_how) * min(1.0, pace * model.know_how_step)
        self.qualification_skill += (1.0 - self.qualification_skill) * min(1.0, pace * model.qualification_step)

    def be_asked(self) -> None:
        """Add this week's share of the quota, less while new, to what the rep is measured against."""
        quota = self.model.p.quota
        ramp = 1.0
        if self.tenure_weeks < quota.ramp_weeks:
            ramp = quota.ramp_start + (1.0 - quota.ramp_start) * self.tenure_weeks / quota.ramp_weeks
        asked = self.territory.quota_money / WEEKS_PER_YEAR * ramp
        self.territory.year_occupied_weeks += 1
        self.territory.year_asked_money += asked
        self.year_asked_money += asked
        self.expected_money[0] += asked / quota.ambition

    def ratio(self, quarters: int) -> float:
        """Results against expectation over the last quarters."""
        expected = sum(self.expected_money[:quarters])
        return sum(self.booked_money[:quarters]) / expected if expected > 0.0 else 1.0

    def judge_probation(self) -> None:
        """A newcomer whose time is up is kept, or has failed."""
        selection = self.model.p.selection
        if not self.probation_passed and self.tenure_weeks + 1 >= selection.probation_weeks:
            if self.ratio(2) < selection.probation_standard:
                self.get_notice()
            else:
                self.probation_passed = True

    def be_reviewed(self) -> None:
        """Results below the standard earn a warning, warnings in a row end in dismissal."""
        selection = self.model.p.selection
        if not self.probation_passed:
            return
        if self.ratio(2) >= selection.review_standard:
            self.warnings = 0
            return
        self.warnings += 1
        if self.warnings >= selection.review_strikes:
            self.get_notice()

    def get_notice(self) -> None:
        """Have to go; an earlier date stands."""
        if self.weeks_to_go == 0:
            self.weeks_to_go = self.model.p.selection.notice_weeks + 1

    def turn_quarter(self) -> None:
        """The quarter joins the past ones, and ability drifts."""
        self.booked_money = [0.0, *self.booked_money[:3]]
        self.expected_money = [0.0, *self.expected_money[:3]]
        kept = self.model.p.talent.yearly_correlation**0.25
        self.ability = kept * self.ability + math.sqrt(1.0 - kept**2) * self.random.gauss(0.0, 1.0)

    def turn_year(self) -> None:
        """Start the year's account afresh."""
        self.year_bookings_money = self.year_asked_money = 0.0

    def leave(self) -> None:
        """Go if a dismissal falls due, or if enough is enough."""
        flows, p = self.model.flows, self.model.p
        if self.weeks_to_go > 0:
            self.weeks_to_go -= 1
            if self.weeks_to_go == 0:
                flows.dismissed += 1
                flows.severance_money += p.selection.severance_weeks * p.pay.base_salary_money / WEEKS_PER_YEAR
                self.territory.manager.dismissals += 1
                self.depart()
        elif self.random.random() < 1.0 - math.exp(-self.quits_per_week()):
            flows.resigned += 1
            self.depart()

    def quits_per_week(self) -> float:
        """Rate of resigning: a hump in the first year, poor morale, better pay elsewhere, danger."""
        p, quitting, pay = self.model.p, self.model.p.quitting, self.model.p.pay
        expected = self.outlook()
        above = max(0.0, expected - 1.0)
        here = pay.base_salary_money + pay.target_commission_money * (expected - above + pay.accelerator * above)
        elsewhere = pay.market_pay_money * math.exp(pay.market_pay_ability_slope * self.ability)
        temptation = elsewhere / max(1.0, here) - 1.0
        discontent = quitting.morale_weight * (p.morale.par - self.morale) + quitting.pay_weight * temptation
        distance = abs(self.tenure_weeks - quitting.hump_weeks) / quitting.hump_width_weeks
        hump = 1.0 + (quitting.hump_factor - 1.0) * max(0.0, 1.0 - distance)
        rate: float = quitting.quits_per_year / WEEKS_PER_YEAR * hump * clamp(1.0 + discontent, 0.1, 5.0)
        if self.in_danger:
            rate *= quitting.threat_factor
        return rate

    def depart(self) -> None:
        """Walk out."""
        self.territory.lose_rep()
        self.remove()
