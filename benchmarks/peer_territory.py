"""The peer's territories, with the deals and accounts that belong to them."""

import math
from dataclasses import dataclass
from typing import Any

import mesa

from benchmarks.peer_people import Rep

WEEKS_PER_YEAR = 52
SLIGHTEST_STRAIN = 0.1  # no customer is won for ever
HALF_A_WEEK = 0.5  # so that whole weeks of vacancy have the mean that was drawn


@dataclass(slots=True, eq=False)
class Account:
    """A customer."""

    renewal_week: int
    revenue_money: float
    satisfaction: float
    relationship: float
    doubts: float = 0.0  # chance of churn, as accumulated hazard since the last renewal
    lost: bool = False

    def widen(self, week: int, revenue_money: float) -> None:
        """One more contract, and one date for all: the mean by revenue of when each would run out."""
        share = revenue_money / (self.revenue_money + revenue_money)
        self.renewal_week += int(share * (week + WEEKS_PER_YEAR - self.renewal_week))
        self.revenue_money += revenue_money


@dataclass(slots=True, eq=False)
class Deal:
    """An open opportunity; `account` is None if the customer would be new."""

    value_money: float
    created: float
    pace: float
    odds: float
    stale_at: float
    rival_present: bool
    account: Account | None
    ripe: bool = False


class Territory(mesa.Agent):
    """A place to sell from, with its deals and accounts; empty while `rep` is None."""

    def __init__(self, model: Any, segment: int) -> None:
        super().__init__(model)
        p = model.p
        spread = math.sqrt(math.log1p(p.territories.potential_cv**2))
        self.segment = segment
        self.potential = self.random.lognormvariate(-0.5 * spread**2, spread)
        self.manager: Any = None
        self.rep: Rep | None = None
        self.deals: list[Deal] = []
        self.accounts: list[Account] = []
        self.vacant_until = 0.0
        self.quota_money = 0.0
        self.last_year_ratio = 1.0
        self.year_bookings_money = 0.0
        self.year_asked_money = 0.0  # of whoever sat here
        self.year_occupied_weeks = 0

    def bring_customers(self, revenue_money: float) -> None:
        """Old customers, as many as the territory is worth, with dates spread over the year."""
        customers = self.model.p.customers
        self.accounts = [
            Account(self.model.week + number % WEEKS_PER_YEAR, revenue_money, customers.par_satisfaction, 1.0)
            for number in range(int(customers.usual_accounts * self.potential))
        ]

    def business(self) -> tuple[float, float]:
        """What the territory holds with newcomers and with its customers; in a mean one 1 together."""
        customers = self.model.p.customers
        book = (len(self.accounts) / customers.usual_accounts) ** customers.book_exponent
        known = (1.0 - customers.new_customer_share) * book
        return customers.new_customer_share * self.potential, known

    def consider(self, rep: Rep, fresh_share: float) -> None:
        """Look at one lead, and open a deal if it seems worth the time."""
        model, p, random = self.model, self.model.p, self.random
        fit = random.gauss(0.0, 1.0)
        seen = fit + p.qualification.noise * (1.0 - rep.qualification_skill) * random.gauss(0.0, 1.0)
        if seen < p.qualification.bar:
            return
        product = random.choices(p.products, model.product_shares)[0]
        value = product.list_price_money * random.lognormvariate(0.0, product.price_log_sd)
        size = math.log(value / model.typical_value_money)
        pace = math.exp(-p.selling.size_slowing * size)
        if random.random() < p.selling.quick_share:
            pace *= p.selling.quick_factor
        known = self.accounts and random.random() >= fresh_share
        created = model.week + random.random()
        self.deals.append(
            Deal(
                value_money=value,
                created=created,
                pace=pace,
                odds=math.exp(p.qualification.fit_weight * fit - 0.5 * p.selling.size_penalty * size),
                stale_at=created + p.selling.stale_after_weeks / pace,
                rival_present=random.random() < p.rival.present_share,
                account=random.choice(self.accounts) if known else None,
            )
        )
        model.flows.qualified += 1

    def sell(self) -> None:
        """Work on every open deal for a week; without an owner deals can only die."""
        advance = self.rep.advance_factor if self.rep else 0.0
        self.deals = [deal for deal in self.deals if self.pursue(deal, advance)]

    def pursue(self, deal: Deal, advance: float) -> bool:
        """Take a deal to the end of the week; False if it ended before."""
        model = self.model
        selling, random, week_end = model.p.selling, model.random.random, model.week + 1
        now = max(model.week, deal.created)
        rival = selling.rival_per_week * model.rival_strength * model.hesitation if deal.rival_present else 0.0
        while True:
            left = week_end - now
            if deal.ripe:
                forward, undecided = selling.win_per_week * deal.odds * advance, selling.undecided_late_per_week
            else:
                forward, undecided = selling.advance_per_week * deal.odds * advance, selling.undecided_early_per_week
            if now + 0.5 * left > deal.stale_at:
                forward *= selling.stale_factor
            total = forward + rival + undecided
            if total == 0.0:
                return True
            wait = -math.log(1.0 - random()) / (deal.pace * total)
            if wait >= left:
                return True
            now += wait
            draw = random() * total
            if draw < forward and not deal.ripe:
                deal.ripe = True
            else:
                self.settle(deal, now, won=draw < forward, to_rival=draw < forward + rival)
                return False

    def settle(self, deal: Deal, when: float, *, won: bool, to_rival: bool) -> None:
        """Enter a deal that ended in the books."""
        flows = self.model.flows
        if won:
            flows.wins += 1
            flows.shared_wins += deal.rival_present
            flows.cycle_weeks += when - deal.created
            flows.bookings_money += deal.value_money
            self.credit(deal.value_money)
            self.sign(deal)
            if self.rep:
                self.rep.wins += 1
            return
        if to_rival:
            flows.rival_losses += 1
        else:
            flows.undecided += 1
        if deal.ripe and self.rep:
            self.rep.setbacks += 1

    def credit(self, money: float) -> None:
        """New business, won or grown, counts for the seat and whoever sits there."""
        if self.rep:
            self.year_bookings_money += money
            self.rep.credit(money)

    def sign(self, deal: Deal) -> None:
        """A won deal widens its customer's account, or opens one."""
        customers = self.model.p.customers
        revenue = customers.recurring_share * deal.value_money
        if deal.account is None or deal.account.lost:
            due = self.model.week + WEEKS_PER_YEAR
            new = Account(due, revenue, customers.par_satisfaction, customers.relationship_at_start)
            self.accounts.append(new)
        else:
            deal.account.widen(self.model.week, revenue)

    def serve(self) -> None:
        """Serve the accounts for a week; those whose date it is renew or leave."""
        model, p, rep = self.model, self.model.p, self.rep
        customers = p.customers
        service = rep.share_of_wishes if rep else customers.vacancy_service
        know_how = rep.know_how if rep else p.learning.know_how_at_hire
        deserved = customers.par_satisfaction + customers.service_weight * (min(service, 2.0) - 1.0)
        deserved = min(max(deserved + customers.know_how_weight * (know_how - 1.0), 0.0), 100.0)
        follow, grow = model.satisfaction_step, model.relationship_step if rep else 0.0
        churn, par = customers.churn_per_year / WEEKS_PER_YEAR, customers.par_satisfaction
        unhappiness, strangeness = customers.churn_satisfaction_weight, customers.churn_relationship_weight
        due, points = [], 0.0
        for account in self.accounts:
            account.satisfaction += (deserved - account.satisfaction) * follow
            account.relationship += (1.0 - account.relationship) * grow
            strain = 1.0 + unhappiness * (par - account.satisfaction) + strangeness * (1.0 - account.relationship)
            account.doubts += churn * max(SLIGHTEST_STRAIN, strain)
            points += account.satisfaction
            if account.renewal_week == model.week:
                due.append((account, strain))
        for account, strain in due:
            if not self.decide(account, max(SLIGHTEST_STRAIN, strain)):
                points -= account.satisfaction
        model.flows.satisfaction_points += points

    def decide(self, account: Account, strain: float) -> bool:
        """Renew, with growth, or leave: then False."""
        flows, customers = self.model.flows, self.model.p.customers
        if self.random.random() < 1.0 - math.exp(-account.doubts):
            account.lost = True
            self.accounts.remove(account)
            flows.churned += 1
            return False
        account.doubts = 0.0
        account.renewal_week += WEEKS_PER_YEAR
        account.revenue_money *= 1.0 - customers.fading_per_year
        growth = customers.expansion_per_year * max(0.0, 2.0 - strain) * account.revenue_money
        flows.renewed += 1
        flows.renewals_money += account.revenue_money
        flows.expansion_money += growth
        account.revenue_money += growth
        self.credit(growth)
        return True

    def lose_rep(self) -> None:
        """The rep is gone: deals and relationships suffer, and the search begins."""
        p, random = self.model.p, self.random
        kept = [deal for deal in self.deals if random.random() < p.selling.inherited_share]
        self.model.flows.undecided += len(self.deals) - len(kept)
        self.deals = kept
        for account in self.accounts:
            account.relationship *= p.customers.relationship_kept
            account.satisfaction = max(0.0, account.satisfaction - p.customers.change_of_rep_points)
        quickest = p.recruiting.fastest_share
        weeks = p.recruiting.vacancy_weeks * (quickest + (1.0 - quickest) * random.expovariate(1.0))
        self.vacant_until = self.model.week + weeks
        self.rep = None

    def hire(self) -> None:
        """Fill the seat once the search is over."""
        if self.rep is None and self.model.week + 1 >= self.vacant_until + HALF_A_WEEK:
            self.rep = Rep(self.model, self)
            self.model.flows.hired += 1

    def set_quota(self) -> None:
        """Claim a share of the firm's plan: potential, last year's result, and a planner's error."""
        quota = self.model.p.quota
        claim = self.potential**quota.potential_exponent * self.last_year_ratio**quota.ratchet
        self.quota_money = claim * math.exp(self.random.gauss(0.0, quota.error_sd))

    def close_year(self) -> None:
        """Compare the year with what was asked, and start afresh."""
        self.last_year_ratio = 1.0
        if self.year_occupied_weeks >= WEEKS_PER_YEAR // 2 and self.year_asked_money > 0.0:
            self.last_year_ratio = min(max(self.year_bookings_money / self.year_asked_money, 0.4), 2.5)
        self.year_bookings_money = self.year_asked_money = 0.0
        self.year_occupied_weeks = 0
