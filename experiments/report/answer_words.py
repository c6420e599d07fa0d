"""The answer to a what-if question in sentences of a language, from its plain data: no number is made here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from experiments.report.language import Language

Row = Mapping[str, Any]

METRICS = {
    "revenue_money": "answer.metric.revenue_money",
    "profit_money": "answer.metric.profit_money",
    "satisfaction": "answer.metric.satisfaction",
    "turnover": "answer.metric.turnover",
}
VERDICTS = {
    "better": "answer.verdict.better",
    "worse": "answer.verdict.worse",
    "higher": "answer.verdict.higher",
    "lower": "answer.verdict.lower",
    "practically equal": "answer.verdict.equal",
    "depends on": "answer.verdict.depends",
    "cannot tell yet": "answer.verdict.untold",
}
REASONS = {
    "luck": "answer.reason.luck",
    "unlearned": "answer.reason.unlearned",
    "learned": "answer.reason.learned",
    "many": "answer.reason.many",
}
INDICATORS = {
    "morale": "answer.sign_of.morale",
    "energy": "answer.sign_of.energy",
    "vacancy": "answer.sign_of.vacancy",
    "resigned": "answer.sign_of.resigned",
    "dismissed": "answer.sign_of.dismissed",
    "win_share": "answer.sign_of.win_share",
    "open_deals": "answer.sign_of.open_deals",
    "qualified": "answer.sign_of.qualified",
    "prospecting_hours": "answer.sign_of.prospecting_hours",
    "helps_within": "answer.sign_of.helps_within",
    "cohesion": "answer.sign_of.cohesion",
    "know_how": "answer.sign_of.know_how",
    "satisfaction": "answer.sign_of.satisfaction",
    "churn": "answer.sign_of.churn",
    "concession": "answer.sign_of.concession",
    "coverage": "answer.sign_of.coverage",
    "revenue_money": "answer.sign_of.revenue_money",
}
SHARES = {"vacancy", "resigned", "dismissed", "win_share", "know_how", "churn", "concession"}
PARAMETERS = {
    "prospecting.leads_per_week": "answer.parameter.leads_per_week",
    "selling.advance_per_week": "answer.parameter.advance_per_week",
    "selling.win_per_week": "answer.parameter.win_per_week",
    "selling.rival_per_week": "answer.parameter.rival_per_week",
    "selling.undecided_early_per_week": "answer.parameter.undecided_early_per_week",
    "talent.productivity_cv": "answer.parameter.productivity_cv",
    "territories.potential_cv": "answer.parameter.potential_cv",
    "customers.new_customer_share": "answer.parameter.new_customer_share",
    "quitting.quits_per_year": "answer.parameter.quits_per_year",
    "talent.lead_exponent": "answer.parameter.lead_exponent",
    "learning.half_life_weeks": "answer.parameter.learning_half_life",
    "customers.change_of_rep_points": "answer.parameter.change_of_rep_points",
    "customers.relationship_kept": "answer.parameter.relationship_kept",
    "customers.service_weight": "answer.parameter.service_weight",
    "customers.loyal_deals": "answer.parameter.loyal_deals",
    "selling.attention_weight": "answer.parameter.attention_weight",
    "quitting.morale_weight": "answer.parameter.morale_weight",
    "quitting.threat_factor": "answer.parameter.threat_factor",
    "morale.threat_pain": "answer.parameter.threat_pain",
    "effort.threat_effort": "answer.parameter.threat_effort",
    "helping.withheld": "answer.parameter.withheld",
    "helping.interdependence": "answer.parameter.interdependence",
    "recruiting.validity": "answer.parameter.validity",
}
TARGETS = {
    "arrivals_per_seat_week": "answer.target.arrivals_per_seat_week",
    "won_share": "answer.target.won_share",
    "rival_share": "answer.target.rival_share",
    "won_cycle_days": "answer.target.won_cycle_days",
    "other_cycle_days": "answer.target.other_cycle_days",
    "undecided_cycle_days": "answer.target.undecided_cycle_days",
    "upper_cycle_days": "answer.target.upper_cycle_days",
    "arrivals_spread": "answer.target.arrivals_spread",
    "won_share_spread": "answer.target.won_share_spread",
    "top_fifth_share": "answer.target.top_fifth_share",
    "new_customer_share": "answer.target.new_customer_share",
    "resigned_per_year": "answer.target.resigned_per_year",
    "dismissed_per_year": "answer.target.dismissed_per_year",
    "tenure_years": "answer.target.tenure_years",
    "won_early": "answer.target.won_early",
    "won_middle": "answer.target.won_middle",
    "won_late": "answer.target.won_late",
    "lost_early": "answer.target.lost_early",
    "lost_middle": "answer.target.lost_middle",
    "lost_late": "answer.target.lost_late",
    "rival_share_early": "answer.target.rival_share_early",
    "rival_share_middle": "answer.target.rival_share_middle",
    "rival_share_late": "answer.target.rival_share_late",
    "steady_arrivals_spread": "answer.target.steady_arrivals_spread",
    "steady_wins_spread": "answer.target.steady_wins_spread",
    "odds_on_arrivals": "answer.target.odds_on_arrivals",
    "repeat_share": "answer.target.repeat_share",
    "repeat_spread": "answer.target.repeat_spread",
    "satisfaction": "answer.target.satisfaction",
    "share_at_quota": "answer.target.share_at_quota",
}
CENT = 100.0


@dataclass(frozen=True)
class Told:
    """One answer in one language."""

    data: Row
    language: Language

    @property
    def contenders(self) -> Sequence[Row]:
        """All policies that were asked about."""
        found: Sequence[Row] = self.data["contenders"]
        return found

    def title(self, arm: str) -> str:
        """What people call an arm."""
        titles = {one["name"]: one["title"] for one in self.data["arms"]}
        return str(titles[arm][self.language.code])

    @property
    def against(self) -> str:
        """What people call the reference."""
        return self.title(self.data["against"])

    @property
    def years(self) -> str:
        """The horizon in words."""
        return self.language.plural("time.years", int(self.data["years"]))

    def question(self) -> str:
        """What was asked."""
        arms = self.language.listed([self.title(one["arm"]) for one in self.contenders])
        return self.language.text("answer.question", arms=arms, against=self.against, years=self.years)

    def metric(self, name: str) -> str:
        """The name of an outcome."""
        return self.language.text(METRICS[name])

    def parameter(self, path: str) -> str:
        """A parameter in words."""
        return self.language.text(PARAMETERS[path]) if path in PARAMETERS else path

    def verdict(self, word: str) -> str:
        """A verdict in words."""
        return self.language.text(VERDICTS[word])

    def size(self, outcome: Row, value: float) -> str:
        """A difference as people read it: percent of the reference, or points; money where the reference is nothing."""
        if outcome["relative"] and float(outcome["reference_mean"]) == 0.0:
            return self.money(value)
        return self._number(outcome, value) + self.language.text(
            "answer.percent" if outcome["relative"] else "answer.points"
        )

    def _number(self, outcome: Row, value: float) -> str:
        """The same without its unit."""
        reference = abs(float(outcome["reference_mean"]))
        if outcome["relative"] and reference == 0.0:
            return self.money(value)
        scale = CENT / reference if outcome["relative"] else CENT if outcome["metric"] == "turnover" else 1.0
        digits = 1 if abs(scale * value) >= 1.0 else 2
        sign = "+" if round(scale * value, digits) > 0.0 else ""
        return sign + self.language.number(scale * value, digits)

    def money(self, amount: float) -> str:
        """Money, to three figures."""
        return self.language.money(amount, self.data["firm"]["currency"], 3)

    def level(self, outcome: Row) -> str:
        """The reference's own level."""
        value = float(outcome["reference_mean"])
        if outcome["relative"]:
            return self.money(value)
        return self.language.percent(value, 1) if outcome["metric"] == "turnover" else self.language.number(value, 1)

    def interval(self, outcome: Row, low: str = "low", high: str = "high") -> str:
        """An interval of a difference."""
        ends = (self._number(outcome, float(outcome[low])), self._number(outcome, float(outcome[high])))
        return self.language.text("answer.interval", low=ends[0], high=ends[1])

    def headline(self, contender: Row) -> str:
        """The answer on profit in one sentence."""
        profit = outcome_of(contender, "profit_money")
        return self.language.text(
            "answer.headline",
            arm=self.title(contender["arm"]),
            against=self.against,
            years=self.years,
            size=self.size(profit, float(profit["mean"])),
            interval=self.interval(profit),
            verdict=self.verdict(profit["verdict"]),
        )

    def chance(self, contender: Row) -> str:
        """How often it ends worse."""
        profit = outcome_of(contender, "profit_money")
        shares = {key: self.language.percent(float(profit[key])) for key in ("chance", "chance_low", "chance_high")}
        return self.language.text("answer.chance", arm=self.title(contender["arm"]), **shares)

    def reason(self, outcome: Row) -> str:
        """Why nobody can tell, in one sentence; empty where there is an answer."""
        if not outcome["reason"]:
            return ""
        if outcome["reason"] == "luck":
            return self.language.plural(REASONS["luck"], int(outcome["more_firms"]))
        text = self.language.text(REASONS[outcome["reason"]], parameter=self.parameter(outcome["on"]))
        if outcome["reason"] == "unlearned" and not self.data["firm"]["calibrated"]:
            text += " " + self.language.text("answer.reason.uncalibrated")
        return text

    def hangs_on(self, outcome: Row) -> list[str]:
        """What the answer hangs on: a fork at which it changes its word, then what moves its size."""
        fork, lines = outcome["fork"], []
        if fork is not None:
            lines.append(
                self.language.text(
                    "answer.fork",
                    parameter=self.parameter(fork["parameter"]),
                    cut=self.figure(float(fork["cut"])),
                    below=self.verdict(fork["below"]),
                    above=self.verdict(fork["above"]),
                )
            )
        for driver in outcome["drivers"]:
            key = "answer.driver.rises" if driver["correlation"] > 0.0 else "answer.driver.falls"
            told = "answer.told" if driver["learned"] else "answer.not_told"
            lines.append(
                self.language.text(key, parameter=self.parameter(driver["parameter"]), told=self.language.text(told))
            )
        return lines

    def figure(self, value: float) -> str:
        """A plain number with about three figures, and no decimals that say nothing."""
        size = abs(value)
        most = 0 if size >= CENT else 1 if size >= 10.0 else 2 if size >= 1.0 else 3
        digits = next(few for few in range(most + 1) if few == most or round(value, few) == round(value, most))
        return self.language.number(value, digits)

    def signs(self, contender: Row) -> list[str]:
        """What to watch in the first half-year."""
        found = [self._sign(sign) for sign in contender["signs"]]
        return found or [self.language.text("answer.sign.none")]

    def _sign(self, sign: Row) -> str:
        name = sign["name"]
        if name.endswith("_money"):
            cut = self.money(float(sign["cut"]))
        elif name in SHARES:
            cut = self.figure(CENT * float(sign["cut"])) + self.language.text("answer.points")
        else:
            cut = self.figure(float(sign["cut"]))
        return self.language.text(
            "answer.sign.falls" if sign["falls"] else "answer.sign.rises",
            indicator=self.language.text(INDICATORS[name]),
            cut=cut,
            then=self.language.percent(float(sign["worse_then"])),
            otherwise=self.language.percent(float(sign["worse_otherwise"])),
        )

    def trial(self, contender: Row) -> str:
        """What it costs to try, and whether a region lived through it."""
        trial, text = contender["trial"], self.language.text
        costs, bad = float(trial["expected"]), float(trial["bad"])
        ends = (float(trial["low"]), float(trial["high"])) if costs > 0.0 else (-trial["high"], -trial["low"])
        said = text(
            "answer.trial.costs" if costs > 0.0 else "answer.trial.earns",
            share=self.language.percent(float(trial["share"])),
            amount=self.money(abs(costs)),
            interval=text("answer.interval", low=self.money(ends[0]), high=self.money(ends[1])),
            bad=self.money(max(0.0, bad)),
        )
        if trial["lived"]:
            return said + " " + text("answer.trial.lived")
        return said + " " + text("answer.trial.everywhere", parameter=self.parameter(trial["everywhere"]))


def outcome_of(contender: Row, metric: str) -> Row:
    """One outcome of a contender."""
    found: Row = next(one for one in contender["outcomes"] if one["metric"] == metric)
    return found
