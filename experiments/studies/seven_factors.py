"""How much of what seven habits bring together each of them earns, and which need each other.

All 128 firms that follow some of the habits and not the others live through the same luck: in the mid-market firm at
three doses, in every other shipped scenario at full dose in fewer seeds. Run it with
`python -m experiments.studies.seven_factors`.
"""

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd
from matplotlib.figure import Figure

from experiments.analysis.interactions import ADD_UP, NEED, STRENGTHEN, WEAKEN, pairs
from experiments.analysis.judged import judged
from experiments.analysis.lattice import lattice
from experiments.analysis.metrics import METRICS, Metric, metric_named
from experiments.analysis.shapley import lift, shapley_by_dose, shapley_per_cost, shares
from experiments.analysis.verdict import BETTER, EQUAL, UNTOLD, WORSE
from experiments.design import Plan, Row, subsets
from experiments.doses import overlays, short_titles
from experiments.figures.doses import doses_figure
from experiments.figures.everywhere import Drawn, everywhere_figure
from experiments.figures.scales import with_axis, with_percent
from experiments.report.study_page import Answer, all_effects, cell
from experiments.report.tables import markdown
from experiments.report.words import counted
from experiments.studies.frame import Inquiry, Runs, Size, main
from experiments.studies.grid import Grid

QUESTION = "How much of what seven habits bring does each of them earn, and which need each other?"
HOME, NOBODY, LIFT = "midmarket", "none", "all together"
ELSEWHERE = ("enterprise", "transactional", "insurance_agents", "sweden", "turbulent", "stable", "maven")
YEARS, SEEDS, FEWER, PREVIEW = 5, 40, 12, 3
SHARED = METRICS[:3]
"""Revenue, profit and satisfaction: what the habits are said to raise."""

AS_VERDICTS = {NEED: BETTER, STRENGTHEN: BETTER, WEAKEN: WORSE, ADD_UP: EQUAL, UNTOLD: UNTOLD}
MEANINGS = {BETTER: "strengthen each other", WORSE: "weaken each other", EQUAL: "simply add up", UNTOLD: UNTOLD}
LIMITS = (
    "A habit is one overlay of `experiments/policies/factors/`: other doses of its levers may earn otherwise.",
    "Shares belong to these seven habits together: leave one out, and the others' shares change.",
    "What a channel of the model assumes, a share repeats. `results/factors/` says which effects were assumed.",
    "Pairs are exploratory: nobody asked for any one of the 21 beforehand. Holm is among them.",
    "In a preview only one scenario and one dose are run.",
)


def plans(size: Size, _: Runs) -> Mapping[str, Plan]:
    """All subsets: at home at three doses, elsewhere at the full one."""
    others = [] if size.quick else [row for dose in (0.5, 2.0) for row in subsets(dose=dose)[1:]]
    at_home = _plan(HOME, [*subsets(), *others], size.seeds(SEEDS, PREVIEW))
    away = {} if size.quick else {name: _plan(name, subsets(), range(FEWER)) for name in ELSEWHERE}
    return {HOME: at_home} | away


def _plan(firm: str, arms: list[Row], seeds: range) -> Plan:
    return Plan(QUESTION, firm, years=YEARS, seeds=seeds, arms=arms, reference=NOBODY)


def full_dose(runs: pd.DataFrame) -> pd.DataFrame:
    """The firms that follow habits at full dose, or none."""
    return runs[~runs["arm"].str.contains("@")]


def shares_of(runs: Runs) -> pd.DataFrame:
    """Each habit's share, and the whole lift, of every metric in every scenario; Holm among the rows of a metric."""
    parts = [_shares(full_dose(table), name, metric) for metric in SHARED for name, table in runs.items()]
    return pd.concat(parts, ignore_index=True)


def _shares(table: pd.DataFrame, world: str, metric: Metric) -> pd.DataFrame:
    factors = overlays()
    values = lattice(table.drop(columns="world"), metric.name, factors, NOBODY)
    parts = shares(values, factors).assign(**{LIFT: lift(values)})
    found = judged(parts, metric, float(values[0].mean())).rename_axis("arm").reset_index()
    return found.assign(metric=metric.name, world=world)


def by_dose(home: pd.DataFrame) -> pd.DataFrame:
    """Shapley's shares at home by dose, with the part of the whole lift that each is."""
    dose = home["arm"].str.extract(r"@([0-9.]+)")[0].fillna("1").astype(float)
    table = home.assign(dose=dose).drop(columns="world")
    found = {metric.name: shapley_by_dose(table, metric.name, overlays(), NOBODY) for metric in SHARED}
    reference = {metric.name: float(home.loc[home["arm"] == NOBODY, metric.name].mean()) for metric in SHARED}
    rows = pd.concat(found, names=["metric"]).reset_index()
    return rows.assign(reference_mean=rows["metric"].map(reference), size=rows["dose"].astype(float))


def per_cost(runs: Runs) -> pd.DataFrame:
    """New revenue that each habit brings for each unit of money that it costs."""
    found = {
        name: shapley_per_cost(full_dose(t).drop(columns="world"), "revenue_money", "cost_money", overlays(), NOBODY)
        for name, t in runs.items()
    }
    return pd.concat(found, names=["world"]).reset_index()


def paired(home: pd.DataFrame) -> pd.DataFrame:
    """All pairs at home, exploratory."""
    table = full_dose(home).drop(columns="world")
    found = {metric.name: pairs(table, metric, overlays(), NOBODY) for metric in SHARED}
    two = pd.concat(found, names=["metric"]).reset_index()
    nobody = table[table["arm"] == NOBODY]
    return two.assign(reference_mean=[float(nobody[name].mean()) for name in two["metric"]])


def answer(runs: Runs) -> Answer:
    """Shares everywhere, doses, costs and pairs."""
    names, places = short_titles(), {name: name.replace("_", " ") for name in runs}
    told, doses, cost, two = shares_of(runs), by_dose(runs[HOME]), per_cost(runs), paired(runs[HOME])
    profit, rows = metric_named("profit_money"), names | {LIFT: LIFT}
    figures = {
        "who_earns_the_lift": everywhere_figure(
            with_percent(told[told["metric"] == profit.name]).assign(
                scenario=told["world"], title=told["arm"].map(rows)
            ),
            places,
            100.0 * profit.margin,
            (
                "How much of the lift does each habit earn?",
                _what(runs, "Shapley's share of profit; bars, if longer than marks"),
            ),
            Drawn("% of the profit of the firm without any of them"),
        ),
        "what_more_of_it_earns": doses_figure(
            with_axis(doses.assign(mean=doses["share"], title=doses["factor"].map(names))),
            [metric.name for metric in SHARED],
            ("Does more of a habit earn more?", _what(runs, "Shapley's share by dose at home; bands")),
        ),
        "which_need_each_other": _pairs_figure(two[two["metric"] == profit.name], names, runs),
    }
    sections = {
        "What each habit earns": all_effects(told, rows, places, "Habit") + "\n{what_more_of_it_earns}",
        "For each unit of cost": _cost_table(cost, names, places),
        "Which need each other": _pairs_table(two, names) + "\n{which_need_each_other}",
    }
    tables = {"shares": told, "shares_by_dose": doses.drop(columns="size"), "per_cost": cost, "pairs": two}
    return Answer(sentences(told, two, names, places), sections, LIMITS, tables, figures)


def _what(runs: Runs, what: str) -> str:
    return f"{what}: 95 % intervals; {counted(runs[HOME]['seed'].nunique(), 'seed')} at home"


def sentences(told: pd.DataFrame, two: pd.DataFrame, names: Mapping[str, str], places: Mapping[str, str]) -> list[str]:
    """Who earns profit in how many scenarios, what all bring together, and which pairs need each other."""
    grid = Grid({NOBODY: "none of them", **names, LIFT: "all seven together"}, places, SHARED, "in {} scenarios")
    need = two[(two["metric"] == "profit_money") & (two["word"] == NEED)]
    who = [
        f"*{names[first]}* with *{names[second]}*" for first, second in zip(need["first"], need["second"], strict=True)
    ]
    return [
        grid.sentence(told, what="What each habit earns of the profit that all seven bring"),
        f"Pairs that need each other for profit at home: {'; '.join(who) or 'none that can be told'}.",
    ]


def _cost_table(cost: pd.DataFrame, names: Mapping[str, str], places: Mapping[str, str]) -> str:
    """A ratio is shown only where the cost is surely not zero."""
    by = {(row["factor"], row["world"]): row for row in cost.to_dict("records")}
    text = {
        key: "-" if pd.isna(row["ratio"]) else f"{row['ratio']:.1f} ({row['low']:.1f} to {row['high']:.1f})"
        for key, row in by.items()
    }
    rows = [(title, *(text[factor, place] for place in places)) for factor, title in names.items()]
    return (
        "New revenue for each unit of money that the habit costs, pay included; - where it may cost nothing.\n\n"
        + markdown(("Habit", *places.values()), rows)
    )


def _pairs_table(two: pd.DataFrame, names: Mapping[str, str]) -> str:
    shown = two[two["word"] != UNTOLD]
    rows = [
        (
            metric_named(row["metric"]).label,
            f"{names[row['first']]} and {names[row['second']]}",
            cell(_synergy(row), metric_named(row["metric"])),
        )
        for row in shown.to_dict("records")
    ]
    untold = f"Exploratory. Of {len(two)} pairs and metrics, {len(two) - len(shown)} cannot be told yet.\n\n"
    return untold + markdown(("Metric", "Pair", "Together beyond both alone"), rows)


def _synergy(row: Mapping[Hashable, Any]) -> dict[Hashable, Any]:
    """A pair's row as any other effect."""
    part: dict[Hashable, Any] = {name: row[f"synergy_{name}"] for name in ("mean", "low", "high")}
    return part | {"reference_mean": row["reference_mean"], "verdict": row["word"]}


def _pairs_figure(two: pd.DataFrame, names: Mapping[str, str], runs: Runs) -> Figure:
    scale = 100.0 / two["reference_mean"].abs()
    drawn = pd.DataFrame(
        {
            "scenario": "pair",
            "title": [f"{names[a]} + {names[b]}" for a, b in zip(two["first"], two["second"], strict=True)],
            "percent": two["synergy_mean"] * scale,
            "percent_low": two["synergy_low"] * scale,
            "percent_high": two["synergy_high"] * scale,
            "verdict": two["word"].map(AS_VERDICTS),
        }
    )
    words = (
        "Which habits need each other?",
        _what(runs, "Profit of both beyond the sum of each alone, exploratory; bars"),
    )
    place = {"pair": "together beyond both alone"}
    return everywhere_figure(drawn, place, 1.0, words, Drawn("% of the profit without any of them", MEANINGS))


STUDY = Inquiry("seven_factors", QUESTION, budget=150_000, stages=(plans,), answer=answer)

if __name__ == "__main__":
    main(STUDY)
