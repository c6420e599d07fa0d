"""Which of all parameters matter for what the firm earns and how satisfied its customers are.

All levers and uncertainties are screened along Morris's trajectories; those that matter most for profit share out its
variance among them (Sobol). Luck is taken out of both. Run it with `python -m experiments.studies.sensitivity`.
"""

from collections.abc import Mapping, Sequence

import pandas as pd
from matplotlib.figure import Figure

from experiments.analysis.metrics import METRICS
from experiments.analysis.morris import morris as screened
from experiments.analysis.sobol import A, B, Sobol, sobol
from experiments.analysis.verdict import BETTER, EQUAL, UNTOLD, WORSE
from experiments.design import Factor, Plan, Row, factors, morris, saltelli
from experiments.design.trajectories import grouped
from experiments.figures.everywhere import Drawn, everywhere_figure
from experiments.figures.style import BARS
from experiments.report.study_page import Answer
from experiments.report.tables import markdown
from experiments.studies.frame import Inquiry, Runs, Size, main

QUESTION = "Which parameters matter for profit, revenue and satisfaction, and which may be left where they are?"
FIRM = {"organization.teams": 4, "calendar.burn_in_years": 8}
TRAJECTORIES, PREVIEW, LEVELS, YEARS, SEEDS = 10, 4, 4, 3, 2
SURVIVORS, ROWS, FEW_ROWS = 8, 512, 16
FEW = ("market.*", "prospecting.*")
"""What the preview varies."""

STEP = (LEVELS / 2) / (LEVELS - 1)
SCREENED = METRICS[:3]
SHOWN = 15
SIGNS = {BETTER: "raises it", WORSE: "lowers it", UNTOLD: "both ways, or sign not told"}
TOTAL = {EQUAL: "share of the variance of profit"}
LIMITS = (
    "Every parameter goes over its own plausible range: a wide range matters more than a narrow one.",
    "Screening has few trajectories: a parameter is dropped by the upper bound of its `rms`, never by its mean.",
    "Firms have 40 sellers, settle for eight years and are looked at for three.",
    "Sobol's shares are of profit among the parameters that survived screening, all others at their defaults.",
)


def vary(size: Size) -> Sequence[str]:
    """The names of what is screened."""
    return [factor.path for factor in factors(FEW if size.quick else "all")]


def screening(size: Size, _: Runs) -> Mapping[str, Plan]:
    """Trajectories, each with luck of its own that all its steps share."""
    paths = vary(size)
    pairs = grouped(morris(paths, size.of(TRAJECTORIES, PREVIEW), LEVELS), len(paths) + 1)
    return {"screening": _plan(pairs)}


def sharing(size: Size, runs: Runs) -> Mapping[str, Plan]:
    """Saltelli's rows over those that survived."""
    paths = survivors(runs["screening"])
    rows = saltelli(paths, size.of(ROWS, FEW_ROWS))
    return {"sharing": _plan(grouped(rows, len(paths) + 2, [A, *paths, B]))}


def _plan(pairs: Sequence[tuple[Row, Row]]) -> Plan:
    return Plan(QUESTION, settings=FIRM, years=YEARS, seeds=range(SEEDS), pairs=pairs, own_seeds=True)


def steps(runs: pd.DataFrame) -> pd.DataFrame:
    """The runs with `trajectory`, `step`, the parameter `moved` to get there, and `delta`, as a share of its range.

    ValueError if from one step to the next not exactly one parameter moves.
    """
    cells = runs.drop_duplicates("number").sort_values("number").reset_index(drop=True)
    varied = {factor.path: factor for factor in factors([str(name) for name in cells if "." in str(name)])}
    shares = pd.DataFrame({path: [_share(factor, value) for value in cells[path]] for path, factor in varied.items()})
    change = shares.groupby(cells["world"]).diff()
    first = change.isna().all(axis="columns")
    if ((change != 0.0) & change.notna()).sum(axis=1)[~first].ne(1).any():
        raise ValueError("a step of a trajectory moves more or less than one parameter")
    size = change.abs()
    moved = size.fillna(0.0).idxmax(axis=1).mask(first, "")
    delta = STEP * change.sum(axis=1).map(lambda value: 1.0 if value > 0.0 else -1.0)
    said = pd.DataFrame({"number": cells["number"], "moved": moved, "delta": delta})
    return runs.merge(said, on="number").assign(trajectory=runs["world"], step=runs["arm"].astype(int))


def _share(factor: Factor, value: object) -> float:
    """Where in its range a value lies, from 0 to 1."""
    if factor.levels:
        return factor.levels.index(value) / (len(factor.levels) - 1)
    low, high = factor.span
    return (float(str(value)) - low) / (high - low)


def survivors(runs: pd.DataFrame) -> list[str]:
    """The parameters with the largest upper bounds for profit."""
    found = screened(steps(runs), "profit_money")
    return [str(path) for path in found.sort_values("rms_high", ascending=False).index[:SURVIVORS]]


def answer(runs: Runs) -> Answer:
    """Screening of every metric, shares of profit."""
    walked = steps(runs["screening"])
    levels = {metric.name: abs(float(walked[metric.name].mean())) for metric in SCREENED}
    found = pd.concat(
        {metric.name: screened(walked, metric.name) for metric in SCREENED}, names=["metric"]
    ).reset_index()
    rows = runs["sharing"].rename(columns={"world": "row", "arm": "matrix"})
    shared = sobol(rows, "profit_money")
    shares = shared.indices.reset_index().sort_values("total", ascending=False)
    profit = found[found["metric"] == "profit_money"].sort_values("rms", ascending=False)
    first = ", ".join(f"`{path}`" for path in profit["parameter"][:5])
    quiet = int((profit["rms_high"] < 0.01 * levels["profit_money"]).sum())
    sentences = [
        f"Of {len(profit)} parameters, those that move profit most are {first}.",
        f"{quiet} surely move it by less than 1 % over their whole range.",
        _luck(shared),
    ]
    sections = {"Screening": _screening_table(found, levels), "Shares of the variance of profit": _shares_table(shares)}
    figures = {
        "which_matter": _screening_figure(found, levels, walked),
        "who_owns_the_variance": _shares_figure(shares),
    }
    return Answer(sentences, sections, LIMITS, {"screening": found, "shares": shares}, figures)


def _luck(shared: Sobol) -> str:
    return (
        "Luck makes single firms of the same parameters differ by "
        f"{(shared.noise / shared.variance) ** 0.5:.0%} of what these do to the mean (standard deviations)."
    )


def _top(found: pd.DataFrame) -> pd.DataFrame:
    order = found[found["metric"] == "profit_money"].nlargest(SHOWN, "rms")["parameter"]
    return found.set_index(["metric", "parameter"]).loc[[(m.name, p) for m in SCREENED for p in order]].reset_index()


def _percent(found: pd.DataFrame, levels: Mapping[str, float]) -> pd.DataFrame:
    scale = 100.0 / found["metric"].map(levels)
    signs = zip(found["mu_low"], found["mu_high"], strict=True)
    words = [BETTER if low > 0.0 else WORSE if high < 0.0 else UNTOLD for low, high in signs]
    sizes = {
        "percent": found["rms"] * scale,
        "percent_low": found["rms_low"] * scale,
        "percent_high": found["rms_high"] * scale,
    }
    return found.assign(scenario=found["metric"], title=found["parameter"], verdict=words, **sizes)


def _screening_figure(found: pd.DataFrame, levels: Mapping[str, float], walked: pd.DataFrame) -> Figure:
    what = f"Typical effect of the whole range, luck taken out, {walked['trajectory'].nunique()} trajectories"
    words = ("Which parameters matter?", f"{what}; {BARS}")
    axis = Drawn("% of the mean", SIGNS, "below 1 %", sizes=True)
    return everywhere_figure(_percent(_top(found), levels), {m.name: m.label for m in SCREENED}, 1.0, words, axis)


def _shares_figure(shares: pd.DataFrame) -> Figure:
    parts = []
    for kind, place in (("first", "alone"), ("total", "with all others")):
        sizes = {f"percent{end}": 100.0 * shares[f"{kind}{end}"] for end in ("", "_low", "_high")}
        parts.append(pd.DataFrame(sizes).assign(scenario=place, title=shares["parameter"], verdict=EQUAL))
    words = ("Who owns the variance of profit?", f"Sobol's indices, luck taken out; {BARS}")
    places = {place: place for place in ("alone", "with all others")}
    return everywhere_figure(
        pd.concat(parts), places, 1.0, words, Drawn("% of the variance", TOTAL, "below 1 %", sizes=True)
    )


def _screening_table(found: pd.DataFrame, levels: Mapping[str, float]) -> str:
    shown = _percent(_top(found), levels)
    text = {
        (
            row["metric"],
            row["parameter"],
        ): f"{row['percent']:.1f} % (to {row['percent_high']:.1f}): {SIGNS[row['verdict']]}"
        for row in shown.to_dict("records")
    }
    rows = [(f"`{p}`", *(text[m.name, p] for m in SCREENED)) for p in dict.fromkeys(shown["parameter"])]
    head = (
        "Size of the effect of the whole range, as a share of the mean, for the parameters that move profit most.\n\n"
    )
    return head + markdown(("Parameter", *(m.label for m in SCREENED)), rows) + "\n{which_matter}"


def _shares_table(shares: pd.DataFrame) -> str:
    rows = [
        (
            f"`{r['parameter']}`",
            *(f"{r[k]:.2f} ({r[f'{k}_low']:.2f} to {r[f'{k}_high']:.2f})" for k in ("first", "total")),
        )
        for r in shares.to_dict("records")
    ]
    return markdown(("Parameter", "Alone", "With all others"), rows) + "\n{who_owns_the_variance}"


STUDY = Inquiry("sensitivity", QUESTION, budget=190_000, stages=(screening, sharing), answer=answer)

if __name__ == "__main__":
    main(STUDY)
