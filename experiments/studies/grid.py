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
from experiments.report.study_page import all_effects, cell
from experiments.report.tables import markdown

PROFIT = metric_named("profit_money")
DIFFERENT = (BETTER, HIGHER, WORSE, LOWER)
WORDS = (*DIFFERENT, EQUAL, UNTOLD)
Weights = Mapping[tuple[str, str], float]
"""Of (world, arm): a contrast is the weighted sum of their outcomes in each seed."""


@dataclass(frozen=True)
class Grid:
    """The arms (the reference first) and the worlds, each with what people call it, and what is looked at."""

    titles: Mapping[str, str]
    places: Mapping[str, str]
    metrics: Sequence[Metric] = METRICS

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
        what = f"Difference in profit from: {self.titles[self.against]}; {seeds} seeds a world; bars: 95 % intervals"
        axis = Drawn(f"% of the profit of the reference ({self.titles[self.against]})")
        return everywhere_figure(drawn, self.places, 100.0 * PROFIT.margin, (title, what), axis)

    def tables(self, found: pd.DataFrame, head: str) -> str:
        """All metrics as Markdown."""
        return f"Against: {self.titles[self.against]}.\n\n" + all_effects(found, self.titles, self.places, head)

    def sentence(self, found: pd.DataFrame, metric: Metric = PROFIT) -> str:
        """Of each arm that makes a difference somewhere in how many worlds it does; of the others how many they are."""
        rows = found[found["metric"] == metric.name]
        counted = pd.crosstab(rows["arm"], rows["verdict"])
        clear = [arm for arm in list(self.titles)[1:] if _differs(counted, arm)]
        said = [f"{self.titles[arm]} is {_counts(counted, arm)}" for arm in clear]
        quiet = len(self.titles) - 1 - len(clear)
        said += [f"{quiet} other(s) differ nowhere so that it can be told"] if quiet else []
        worlds = f"{len(self.places)} worlds" if len(self.places) > 1 else "one world"
        return f"{metric.label} against {self.titles[self.against]}, in {worlds}: {'; '.join(said)}."


def _differs(counted: pd.DataFrame, arm: str) -> bool:
    return any(int(counted[word].get(arm, 0)) for word in DIFFERENT if word in counted)


def _counts(counted: pd.DataFrame, arm: str) -> str:
    numbers = {word: int(counted.get(word, pd.Series(dtype=int)).get(arm, 0)) for word in WORDS}
    return ", ".join(f"{word} in {number}" for word, number in numbers.items() if number)


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
