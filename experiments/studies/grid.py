"""Studies that hold some arms against one of them, in several worlds: tables, figure and sentences of all of these."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
from matplotlib.figure import Figure

from experiments.analysis.judged import effects, judged, outcomes
from experiments.analysis.metrics import METRICS, Metric, metric_named
from experiments.analysis.verdict import BETTER, EQUAL, HIGHER, LOWER, UNTOLD, WORSE
from experiments.figures.everywhere import Drawn, everywhere_figure
from experiments.figures.scales import with_percent
from experiments.figures.style import BARS
from experiments.report.study_page import all_effects, cell
from experiments.report.tables import markdown
from experiments.report.words import listed

PROFIT = metric_named("profit_money")
SAID = {
    BETTER: "higher", HIGHER: "higher", WORSE: "lower", LOWER: "lower", EQUAL: "practically equal", UNTOLD: UNTOLD,
}  # fmt: skip
"""What a verdict says of an outcome, of which more is better if it is judged at all."""

DIFFERENT = ("higher", "lower")
FEW = 4
"""So many worlds are named one by one; of more it is said how many they are."""

Weights = Mapping[tuple[str, str], float]
"""Of (world, arm): a contrast is the weighted sum of their outcomes in each seed."""


@dataclass(frozen=True)
class Grid:
    """The arms (the reference first) and the worlds, each with what people call it, and what is looked at.

    `among` says in a sentence what the worlds are and how many, as `with {} kinds of people`.
    """

    titles: Mapping[str, str]
    places: Mapping[str, str]
    metrics: Sequence[Metric] = METRICS
    among: str = "in {} worlds"

    @property
    def against(self) -> str:
        """The reference."""
        return next(iter(self.titles))

    def found(self, runs: pd.DataFrame) -> pd.DataFrame:
        """Every arm against the reference, in every world and metric."""
        return effects(runs, self.metrics, self.against, list(self.titles)[1:])

    def figure(self, found: pd.DataFrame, title: str) -> Figure:
        """Profit of every arm in every world."""
        rows = with_percent(found[found["metric"] == PROFIT.name])
        drawn = rows.assign(scenario=rows["world"], title=rows["arm"].map(dict(self.titles)))
        seeds = int(rows["lives"].iloc[0])
        what = f"Difference in profit from: {self.titles[self.against]}; {seeds} seeds a world; {BARS}"
        axis = Drawn(f"% of the profit of the reference ({self.titles[self.against]})")
        return everywhere_figure(drawn, self.places, 100.0 * PROFIT.margin, (title, what), axis)

    def tables(self, found: pd.DataFrame, head: str) -> str:
        """All metrics as Markdown."""
        return f"Against: {self.titles[self.against]}.\n\n" + all_effects(found, self.titles, self.places, head)

    def sentence(self, found: pd.DataFrame, metric: Metric = PROFIT, what: str = "") -> str:
        """Every arm with where its outcome is higher, lower or the same, those with the same answer together.

        `what` stands for what is compared, if it is not the metric against the reference.
        """
        rows = found[found["metric"] == metric.name]
        words = rows.pivot_table(index="arm", columns="world", values="verdict", aggfunc="first")
        same: dict[str, list[str]] = {}
        differ: dict[str, int] = {}
        for arm, title in list(self.titles.items())[1:]:
            told = {self.places[world]: str(words.loc[arm, world]) for world in self.places}
            answer = where(told)
            same.setdefault(answer, []).append(f"*{title}*")
            differ[answer] = sum(SAID[word] in DIFFERENT for word in told.values())
        said = [
            f"{answer[0].upper()}{answer[1:]}: {listed(same[answer])}."
            for answer in sorted(same, key=lambda answer: -differ[answer])
        ]
        among = f", {self.among.format(len(self.places))}" if len(self.places) > 1 else ""
        return f"{what or f'{metric.label} against *{self.titles[self.against]}*'}{among}. {' '.join(said)}"


def where(verdicts: Mapping[str, str]) -> str:
    """In which worlds an outcome is higher, lower or the same: `lower in *stable*, practically equal elsewhere`."""
    there: dict[str, list[str]] = {word: [] for word in SAID.values()}
    for place, verdict in verdicts.items():
        there[SAID[verdict]].append(f"*{place}*")
    words = [word for word in there if there[word]]
    if len(verdicts) == 1:
        return words[0]
    if len(words) == 1:
        return f"{words[0]} {'anywhere' if words == [UNTOLD] else 'everywhere'}"
    first = [_in(word, there[word], len(verdicts)) for word in words[:-1]]
    return f"{', '.join(first)}, {words[-1]} elsewhere"


def _in(word: str, places: Sequence[str], of: int) -> str:
    return f"{word} in {listed(places) if of <= FEW else f'{len(places)} of {of}'}"


def contrasts(runs: pd.DataFrame, metric: Metric, named: Mapping[str, Weights]) -> pd.DataFrame:
    """One row a contrast, judged by Holm among them; a relative margin is a share of the mean over all firms."""
    wide = outcomes(runs, metric.name)
    sums = {name: sum((wide[key] * weight for key, weight in weights.items()), 0.0) for name, weights in named.items()}
    found = judged(pd.DataFrame(sums), metric, float(wide.to_numpy().mean()))
    return found.rename_axis(index="contrast").reset_index().assign(metric=metric.name)


def contrast_table(found: pd.DataFrame, head: str) -> str:
    """Contrasts as Markdown."""
    rows = [(str(row["contrast"]), cell(row, metric_named(row["metric"]))) for row in found.to_dict("records")]
    return markdown((head, "Difference of differences"), rows)


def beyond(world: str, one: str, two: str, both: str, neither: str) -> Weights:
    """What two things bring together beyond the sum of each alone."""
    return {(world, both): 1.0, (world, one): -1.0, (world, two): -1.0, (world, neither): 1.0}


def more_there(there: str, here: str, arm: str, against: str) -> Weights:
    """How much more an arm brings in one world than in another."""
    return {(there, arm): 1.0, (there, against): -1.0, (here, arm): -1.0, (here, against): 1.0}
