"""Which way to run a sales firm is regretted least, when nobody knows which of many plausible worlds is theirs.

Worlds are drawn over the plausible ranges of all uncertainties. Those whose firm, as it is, looks like a real one go
on: in them a dozen policies live through new luck. Run it with `python -m experiments.studies.robust_policy`.
"""

from collections.abc import Mapping

import pandas as pd

from experiments.analysis.depends import judge_layers
from experiments.analysis.metrics import metric_named
from experiments.analysis.paired import difference_by_seed
from experiments.analysis.regret import regret
from experiments.analysis.verdict import BETTER, UNTOLD
from experiments.design import Plan, Row, latin_hypercube, policies
from experiments.doses import overlays, short_titles
from experiments.figures.everywhere import Drawn, everywhere_figure
from experiments.report.study_page import Answer
from experiments.report.tables import markdown
from experiments.studies.frame import Inquiry, Runs, Size, main

QUESTION = "Which way to run a sales firm is regretted least across plausible worlds?"
DRAWN, PREVIEW, MOST, SEEDS, YEARS = 800, 8, 150, 4, 5
FIRM = {"organization.teams": 4, "calendar.burn_in_years": 12}
AS_IS, METRICS = "as_it_is", ("profit_money", "satisfaction")
OTHERS = {
    "nobody_dismissed": "nobody dismissed",
    "culling=10%": "culling 10 %",
    "coaching": "more coaching",
    "team_pay": "pay by team",
}
REAL = {
    "turnover": (0.15, 0.50), "win_share": (0.12, 0.40), "churn": (0.03, 0.25), "share_at_quota": (0.25, 0.80),
    "cycle_weeks": (4.0, 30.0),
}  # fmt: skip
"""Where indicators of a real firm lie, wider than the bands of the validation; profit must be above zero too."""

FEWEST = 12
"""Worlds that look real, at least: with fewer, all are kept and the page says so."""

LIMITS = (
    "Worlds are drawn evenly over plausible ranges, each parameter by itself: no world is likelier than another.",
    "Worlds are sifted by five indicators and profit, more coarsely than `salesorg validate` would.",
    "The worst world is the worst of those that were lived.",
    "Regret is in money a year and hides that worlds differ in size; it is shown as a share of the mean profit.",
)


def worlds(size: Size) -> list[Row]:
    """Draws of everything that is uncertain."""
    return latin_hypercube("uncertainties", size.of(DRAWN, PREVIEW))


def sift(size: Size, _: Runs) -> Mapping[str, Plan]:
    """The firm as it is in every world that was drawn."""
    return {"sifted": Plan(QUESTION, settings=FIRM, years=YEARS, seeds=range(2), worlds=worlds(size), own_seeds=True)}


def compare(size: Size, runs: Runs) -> Mapping[str, Plan]:
    """All policies in the worlds that look real."""
    kept = set(real(runs["sifted"])[: size.of(MOST, PREVIEW)])
    there = [row for row in worlds(size) if row.name in kept]
    plan = Plan(QUESTION, settings=FIRM, years=YEARS, seeds=range(SEEDS), worlds=there, arms=arms(), own_seeds=True)
    return {"policies": plan}


def arms() -> list[Row]:
    """The firm as it is, each habit, all of them, and some other policies."""
    return [Row(AS_IS), *policies([*overlays(), "+".join(overlays()), *OTHERS])]


def titles() -> dict[str, str]:
    """What people call the policies."""
    return {AS_IS: "as it is", **short_titles(), "+".join(overlays()): "all seven habits", **OTHERS}


def real(sifted: pd.DataFrame) -> list[str]:
    """Worlds in which the firm as it is looks like a real one; all of them, if these are too few."""
    means = sifted.groupby("world", sort=False)[[*REAL, "profit_money"]].mean()
    sound = means["profit_money"] > 0.0
    for name, (low, high) in REAL.items():
        sound &= means[name].between(low, high)
    return list(means.index[sound]) if sound.sum() >= FEWEST else list(means.index)


def verdicts(runs: pd.DataFrame) -> pd.DataFrame:
    """Every policy against the firm as it is over all worlds, and what it depends on."""
    base = runs[runs["arm"] == AS_IS]
    numbers = base.groupby("world").first().select_dtypes("number")
    parameters = numbers.filter(like=".")
    rows = []
    for metric, arm in ((metric_named(name), arm) for name in METRICS for arm in titles() if arm != AS_IS):
        difference = difference_by_seed(runs, metric.name, arm, AS_IS)
        word = judge_layers(difference, metric, float(base[metric.name].mean()), parameters)
        rows.append(
            {"metric": metric.name, "arm": arm, "mean": difference.mean(), "verdict": str(word), "word": word.word}
        )
    return pd.DataFrame(rows)


def answer(runs: Runs) -> Answer:
    """Regret by policy, and where each is better."""
    lived, told = runs["policies"], verdicts(runs["policies"])
    found = regret(lived, "profit_money", list(titles())).rename_axis(index="arm").reset_index()
    scale = 100.0 / abs(float(lived.loc[lived["arm"] == AS_IS, "profit_money"].mean()))
    count, tried, looked = lived["world"].nunique(), runs["sifted"]["world"].nunique(), real(runs["sifted"])
    some = f"{len(looked)} of {tried} drawn worlds look like real ones"
    sifted = some if len(looked) < tried else "No world was sifted out"
    least = str(found["arm"].iloc[int(found["expected"].argmin())])
    profit = told[told["metric"] == "profit_money"]
    better = [titles()[str(arm)] for arm in profit.loc[profit["word"] == BETTER, "arm"]]
    sentences = [
        f"Regret in profit is least for *{titles()[least]}* on average. {safest(found)}",
        f"Better than the firm as it is over all worlds: {', '.join(better) or 'nothing that can be told'}.",
        f"{sifted}; {count} were lived with every policy.",
    ]
    sections = {
        "Regret": _regret_table(found, scale),
        "Against the firm as it is": markdown(
            ("Policy", "Profit", "Satisfaction"),
            [(titles()[str(arm)], *rows["verdict"]) for arm, rows in told.groupby("arm", sort=False)],
        ),
    }
    words = ("Which way to run a firm is regretted least?", _what(count))
    figure = everywhere_figure(_drawn(found, scale), PLACES, 1.0, words, AXIS)
    return Answer(sentences, sections, LIMITS, {"regret": found, "verdicts": told}, {"least_regret": figure})


AXIS = Drawn("% of the mean profit of the firm as it is", {UNTOLD: "regret with its 95 % interval"}, sizes=True)
PLACES = {"expected": "expected regret", "maximal": "regret in its worst world"}


def safest(found: pd.DataFrame) -> str:
    """Whose worst world is mildest, if the intervals tell it: each is the one world that was worst, and a few seeds."""
    mildest, *others = found.sort_values("maximal").to_dict("records")
    name = titles()[str(mildest["arm"])]
    if all(mildest["maximal_high"] < other["maximal_low"] for other in others):
        return f"In its worst world it is least for *{name}*."
    near = sum(mildest["maximal_high"] >= other["maximal_low"] for other in others)
    return (
        f"In its worst world it looks least for *{name}*, but {SEEDS} seeds of one world cannot tell that "
        f"from {near} of the {len(others)} other policies."
    )


def _what(count: int) -> str:
    return f"Profit forgone against the best policy of each world, {count} plausible worlds of {SEEDS} seeds"


def _drawn(found: pd.DataFrame, scale: float) -> pd.DataFrame:
    parts = []
    for place, low, high in (("expected", "low", "high"), ("maximal", "maximal_low", "maximal_high")):
        part = {"scenario": place, "title": found["arm"].map(titles()), "percent": found[place] * scale}
        parts.append(
            pd.DataFrame(part).assign(percent_low=found[low] * scale, percent_high=found[high] * scale, verdict=UNTOLD)
        )
    return pd.concat(parts)


def _regret_table(found: pd.DataFrame, scale: float) -> str:
    rows = [
        (
            titles()[row["arm"]],
            f"{row['expected'] * scale:.1f} % ({row['low'] * scale:.1f} to {row['high'] * scale:.1f})",
            f"{row['maximal'] * scale:.1f} % ({row['maximal_low'] * scale:.1f} to {row['maximal_high'] * scale:.1f})",
            f"{row['often_best']:.0%}",
        )
        for row in found.sort_values("expected").to_dict("records")
    ]
    header = ("Policy", "Expected regret", "Regret in its worst world", "Looks best in")
    return "As a share of the mean profit of the firm as it is.\n\n" + markdown(header, rows) + "\n{least_regret}"


STUDY = Inquiry("robust_policy", QUESTION, budget=80_000, stages=(sift, compare), answer=answer)

if __name__ == "__main__":
    main(STUDY)
