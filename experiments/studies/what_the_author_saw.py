"""What somebody would report who interviews winning firms, and whether it is what made them win.

Two thousand firms, each in a world of its own with luck of its own, follow some of the seven habits by lot. The top
5 % are asked what they do. Then every firm lives again through the same luck, each time with one habit the other way
round: what that changes is what the habit does. Run it with `python -m experiments.studies.what_the_author_saw`.
"""

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from experiments.analysis.interview import gaps, reported, survivors, winners
from experiments.analysis.judged import judged
from experiments.analysis.metrics import Metric, metric_named
from experiments.analysis.verdict import BETTER, EQUAL, UNTOLD, WORSE
from experiments.design import Plan, Row, latin_hypercube, subsets
from experiments.doses import overlays, short_titles
from experiments.figures.everywhere import Drawn, everywhere_figure
from experiments.figures.style import BARS
from experiments.report.study_page import Answer, cell
from experiments.report.tables import markdown
from experiments.report.words import listed
from experiments.studies.frame import Inquiry, Runs, Size, main

QUESTION = "What would an interviewer of winning firms report, and is it what made them win?"
FIRMS, PREVIEW, YEARS = 2_000, 60, 5
TOP, CLOSED = 0.05, 0.25
"""The share of firms that is interviewed, and the share that has closed before anybody comes to ask, by profit."""

DRAWN, OTHERWISE = "as drawn", "otherwise: "
OUTCOMES = ("revenue_money", "satisfaction")
INDUSTRY = (
    "market.demand_volatility", "market.slumps_per_year", "rival.present_share", "prospecting.leads_per_week",
    "selling.win_per_week", "customers.churn_per_year", "talent.productivity_cv", "quitting.quits_per_year",
)  # fmt: skip
"""In what the firms' worlds differ, beside luck: each over its plausible range."""

CULTURE = ("morale", "energy", "cohesion", "cooperation", "fairness", "effort", "know_how", "prospecting_hours")
"""What is felt and seen in a firm: it may make it win, and winning may make it."""

MEANINGS = {BETTER: "speaks for it", WORSE: "speaks against it", EQUAL: EQUAL, UNTOLD: UNTOLD}
LIMITS = (
    "Habits are drawn by lot and independently. Real firms choose them, which would mislead an interviewer further.",
    "All firms have 80 sellers. Nobody goes bankrupt here: the quarter with the lowest profit is said to have closed.",
    "The interviewer hears the truth about habits. Real leaders of winning firms also hear what success sounds like.",
    "What a habit does is an average over these worlds: in some it may do otherwise (`results/robust_policy/`).",
)


def plans(size: Size, _: Runs) -> Mapping[str, Plan]:
    """Each firm as drawn, and once with each habit the other way round, all in its own world and luck."""
    return {
        "firms": Plan(QUESTION, years=YEARS, seeds=range(1), pairs=list(firms(size.of(FIRMS, PREVIEW))), own_seeds=True)
    }


def firms(count: int) -> Iterator[tuple[Row, Row]]:
    """World and arm of every life, the habits of each firm drawn by lot."""
    factors, by_habits = overlays(), {frozenset(row.policies): row for row in subsets()}
    drawn = np.random.default_rng(0).random((count, len(factors))) < 0.5
    for world, has in zip(latin_hypercube(INDUSTRY, count), drawn, strict=True):
        habits = frozenset(factor for factor, there in zip(factors, has, strict=True) if there)
        yield world, replace(by_habits[habits], name=DRAWN)
        for factor in factors:
            yield world, replace(by_habits[habits ^ {factor}], name=f"{OTHERWISE}{factor}")


def as_drawn(runs: pd.DataFrame) -> pd.DataFrame:
    """One row a firm that was drawn, with a column a habit that says whether the firm has it."""
    there = runs[runs["arm"] == DRAWN].set_index("world")
    habits = there["policies"].str.split("+")
    return there.assign(**{factor: [factor in some for some in habits] for factor in overlays()})


def caused(runs: pd.DataFrame, outcome: str) -> pd.DataFrame:
    """By firm (row): what each habit does to it, with minus without, through the same luck."""
    wide = runs.pivot_table(index="world", columns="arm", values=outcome)
    has = as_drawn(runs).reindex(wide.index)[list(overlays())].to_numpy(bool)
    sign = np.where(has, 1.0, -1.0)
    change = np.stack([wide[DRAWN] - wide[f"{OTHERWISE}{factor}"] for factor in overlays()], axis=1)
    return pd.DataFrame(sign * change, columns=list(overlays()), index=pd.Index(range(len(wide)), name="seed"))


def compare(runs: pd.DataFrame) -> pd.DataFrame:
    """One row an outcome and habit: what is reported, what a survey of all or of survivors shows, what it does."""
    drawn, parts = as_drawn(runs), {}
    left = drawn[survivors(drawn["profit_money"], CLOSED)]
    for outcome in OUTCOMES:
        asked = reported(drawn, winners(drawn[outcome], TOP), overlays())
        told = judged(caused(runs, outcome), metric_named(outcome), float(drawn[outcome].mean()))
        parts[outcome] = (
            asked.rename(columns={"low": "of_winners_low", "high": "of_winners_high"})
            .join(reported(left, winners(left[outcome], TOP), overlays())[["reports"]].add_suffix("_of_survivors"))
            .join(gaps(drawn, outcome, overlays()).add_prefix("survey_"))
            .join(gaps(left, outcome, overlays()).add_prefix("survivors_"))
            .join(told.rename_axis(index="trait"))
        )
    return pd.concat(parts, names=["outcome"]).reset_index()


def culture(runs: pd.DataFrame) -> pd.DataFrame:
    """How far winners lie above all firms in what is felt and seen there, in standard deviations between firms."""
    drawn, rows = as_drawn(runs), []
    for outcome in OUTCOMES:
        won = winners(drawn[outcome], TOP)
        apart = (drawn.loc[won, list(CULTURE)].mean() - drawn[list(CULTURE)].mean()) / drawn[list(CULTURE)].std(ddof=1)
        rows += [{"outcome": outcome, "what": name, "sd_above_all": float(value)} for name, value in apart.items()]
    return pd.DataFrame(rows)


def panels(found: pd.DataFrame, outcome: str) -> pd.DataFrame:
    """The four ways to look at a habit, as percent: of winners beyond a half, or of the mean outcome."""
    rows, parts = found[found["outcome"] == outcome], []
    scale = 100.0 / rows["reference_mean"].abs()
    for place, names, factor, from_half in (
        ("winners who have it, beyond half", ("of_winners", "of_winners_low", "of_winners_high"), 100.0, 0.5),
        ("having it against not, all firms", ("survey_mean", "survey_low", "survey_high"), scale, 0.0),
        ("the same among survivors", ("survivors_mean", "survivors_low", "survivors_high"), scale, 0.0),
        ("what it does, same firm and luck", ("mean", "low", "high"), scale, 0.0),
    ):
        mean, low, high = ((rows[name] - from_half) * factor for name in names)
        words = [BETTER if a > 0.0 else WORSE if b < 0.0 else UNTOLD for a, b in zip(low, high, strict=True)]
        part = {"scenario": place, "title": rows["trait"].map(short_titles()), "verdict": words}
        parts.append(pd.DataFrame(part).assign(percent=mean, percent_low=low, percent_high=high))
    parts[-1]["verdict"] = rows["verdict"]
    return pd.concat(parts)


def answer(runs: Runs) -> Answer:
    """The interviewer's list beside the causes."""
    found, felt = compare(runs["firms"]), culture(runs["firms"])
    count = runs["firms"]["world"].nunique()
    figures = {}
    for outcome in OUTCOMES:
        metric, drawn = metric_named(outcome), panels(found, outcome)
        who = f"{count:,} firms, habits by lot. Winners: top {TOP:.0%}. Survivors: all but the poorest {CLOSED:.0%}"
        words = (f"Do winners by {metric.label.lower()} have what made them win?", f"{who}; {BARS}")
        axis = Drawn("percentage points in the first panel, then % of the mean outcome", MEANINGS)
        places = {place: place for place in drawn["scenario"].unique()}
        figures[f"seen_by_{metric.name.removesuffix('_money')}"] = everywhere_figure(drawn, places, 1.0, words, axis)
    sections = {
        f"Winners by {metric_named(outcome).label.lower()}": _table(
            found[found["outcome"] == outcome], metric_named(outcome)
        )
        for outcome in OUTCOMES
    }
    sections["What is felt in winning firms"] = _culture_table(felt)
    return Answer(sentences(found), sections, LIMITS, {"habits": found, "culture": felt}, figures)


def sentences(found: pd.DataFrame) -> list[str]:
    """For each outcome: what is reported, what helps, and where the two part."""
    names, said = short_titles(), []
    for outcome, rows in found.groupby("outcome", sort=False):
        named, helps = set(rows.loc[rows["reports"], "trait"]), set(rows.loc[rows["verdict"] == BETTER, "trait"])
        label = metric_named(str(outcome)).label.lower()
        said.append(
            f"An interviewer of winners by {label} would report {_list(named, names)}. On the same firms through the "
            f"same luck, {_raises(helps, names, label)}. {_apart(named, helps, names)}"
        )
    return said


def _raises(helps: set[str], names: Mapping[str, str], label: str) -> str:
    if not helps:
        return f"nothing raises {label} so much that it matters"
    return f"what raises {label} so much that it matters is {_list(helps, names)}"


def _apart(named: set[str], helps: set[str], names: Mapping[str, str]) -> str:
    """Where what is reported and what helps part."""
    parts = [f"Reported all the same: {_list(named - helps, names)}."] if named - helps else []
    parts += [f"Not reported all the same: {_list(helps - named, names)}."] if helps - named else []
    return " ".join(parts) or "The interviewer would be right."


def _list(habits: set[str], names: Mapping[str, str]) -> str:
    return listed([f"*{names[habit]}*" for habit in sorted(habits)] or ["nothing"])


def _table(rows: pd.DataFrame, metric: Metric) -> str:
    names = short_titles()
    header = (
        "Habit", "Winners who have it", "Reported", "Reported by survivors", "Having it against not, all firms",
        "... survivors", "What it does",
    )  # fmt: skip
    lines = [
        (
            names[row["trait"]],
            f"{row['of_winners']:.0%} ({row['of_winners_low']:.0%} to {row['of_winners_high']:.0%})",
            "yes" if row["reports"] else "no",
            "yes" if row["reports_of_survivors"] else "no",
            *(_gap_cell(row, kind, metric) for kind in ("survey", "survivors")),
            cell(row, metric),
        )
        for row in rows.to_dict("records")
    ]
    return "About half of all firms have each habit; the interviewer cannot know that.\n\n" + markdown(header, lines)


def _gap_cell(row: Mapping[Hashable, Any], kind: str, metric: Metric) -> str:
    part: dict[Hashable, Any] = {name: row[f"{kind}_{name}"] for name in ("mean", "low", "high")}
    return cell(part | {"reference_mean": row["reference_mean"], "verdict": ""}, metric).removesuffix(": ")


def _culture_table(felt: pd.DataFrame) -> str:
    wide = felt.pivot_table(index="what", columns="outcome", values="sd_above_all", sort=False)[list(OUTCOMES)]
    rows = [(str(what).replace("_", " "), *(f"{value:+.2f}" for value in values)) for what, values in wide.iterrows()]
    return (
        "How far winners lie above all firms, in standard deviations between firms. Nobody can tell cause from effect "
        "here by looking: success lifts morale too.\n\n"
        + markdown(("What", *(f"Winners by {metric_named(o).label.lower()}" for o in OUTCOMES)), rows)
    )


STUDY = Inquiry("what_the_author_saw", QUESTION, budget=125_000, stages=(plans,), answer=answer)

if __name__ == "__main__":
    main(STUDY)
