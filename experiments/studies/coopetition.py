"""Whether teams should compete and help each other, for which people, and under which pay.

Four labour markets (competitive or not, helpful or not), in each eight ways to pay and to lead, all through the same
luck. Run it with `python -m experiments.studies.coopetition`.
"""

from collections.abc import Mapping
from itertools import product

from experiments.design import Plan, Row, policies
from experiments.report.study_page import Answer
from experiments.studies.frame import Inquiry, Runs, Size, main
from experiments.studies.grid import PROFIT, Grid, beyond, contrast_table, contrasts, more_there, where

QUESTION = "Does it pay to let teams compete and help each other, and for whom, under which pay?"
SEEDS, PREVIEW, YEARS = 60, 3, 5
AS_IS, CONTEST, HELP, BOTH = "as it is", "contest", "help", "contest and help"
TEAM, RANK = "team_pay", "relative_pay"
CONTESTED = {"peers.contest": 0.55, "peers.prize_weeks": 0.4}
HELPED = {"helping.norm": 0.6, "knowledge.meeting_hours": 0.5, "knowledge.playbook_hours": 0.3}
LOW, HIGH = 0.4, 0.6
"""Ends of the plausible range of both means."""

PEOPLE = {
    f"{'competitive' if c == HIGH else 'calm'}, {'helpful' if h == HIGH else 'unhelpful'}": {
        "traits.competitiveness_mean": c,
        "traits.helpfulness_mean": h,
    }
    for c, h in product((LOW, HIGH), repeat=2)
}
ARMS = {
    AS_IS: "commission, little of either",
    CONTEST: "contest between teams",
    HELP: "help across teams",
    BOTH: "contest and help",
    TEAM: "pay by team",
    RANK: "pay by rank",
    f"{TEAM}, {BOTH}": "pay by team, contest and help",
    f"{RANK}, {BOTH}": "pay by rank, contest and help",
}
LIMITS = (
    "How far people withhold help from rivals has a sign from field work; its size is assumed (`docs/design.md`).",
    "A contest brings no effort by itself (`peers.contest_effort` is zero until evidence pins it).",
    "Means of the labour market are varied, not its spread; firms choose their people in part.",
)


def arms() -> list[Row]:
    """Ways to pay and to lead."""
    pay = {row.name: row.values for row in policies([TEAM, RANK])}
    lead = {AS_IS: {}, CONTEST: CONTESTED, HELP: HELPED, BOTH: CONTESTED | HELPED}
    mixed = {f"{name}, {BOTH}": {**values, **lead[BOTH]} for name, values in pay.items()}
    return [Row(name, (), values) for name, values in {**lead, **pay, **mixed}.items()]


def plans(size: Size, _: Runs) -> Mapping[str, Plan]:
    """Every way with every kind of people."""
    worlds = [Row(name, (), values) for name, values in PEOPLE.items()]
    return {"people": Plan(QUESTION, years=YEARS, seeds=size.seeds(SEEDS, PREVIEW), worlds=worlds, arms=arms())}


def answer(runs: Runs) -> Answer:
    """Effects by people, and what contest and help bring together."""
    grid = Grid(ARMS, {name: name for name in PEOPLE}, among="with {} kinds of people")
    found = grid.found(runs["people"])
    first, *_, last = PEOPLE
    together = {f"contest and help beyond each alone: {w}": beyond(w, CONTEST, HELP, BOTH, AS_IS) for w in PEOPLE}
    people = {f"{ARMS[arm]}: {last} against {first}": more_there(last, first, arm, AS_IS) for arm in (BOTH, TEAM, RANK)}
    beside = contrasts(runs["people"], PROFIT, together | people)
    sections = {
        "What each way brings": grid.tables(found, "Way"),
        "Do they need each other, and which people?": contrast_table(beside, "Contrast, profit"),
    }
    verdicts = dict(zip(beside["contrast"], beside["verdict"], strict=True))
    summed = where({name.rpartition(": ")[2]: verdicts[name] for name in together})
    sentences = [
        grid.sentence(found),
        f"Contest and help together, against the sum of what each brings alone: {summed}.",
    ]
    figures = {"who_should_compete": grid.figure(found, "Does it pay to compete and help each other?")}
    return Answer(sentences, sections, LIMITS, {"effects": found, "contrasts": beside}, figures)


STUDY = Inquiry("coopetition", QUESTION, budget=15_000, stages=(plans,), answer=answer)

if __name__ == "__main__":
    main(STUDY)
