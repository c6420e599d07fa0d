"""The figures of the study of the factors, each the answer to the question in its title."""

from pathlib import Path

import pandas as pd

from experiments.analysis.metrics import METRICS, metric_named
from experiments.doses import FULL, TOGETHER
from experiments.figures.behaviour import behaviour_figure
from experiments.figures.differences import differences
from experiments.figures.doses import doses_figure
from experiments.figures.everywhere import everywhere_figure
from experiments.figures.scales import with_axis, with_percent, with_spread
from experiments.figures.style import BARS, save
from experiments.report.factor_book import PROFIT, SATISFACTION, TURNOVER, Book
from experiments.report.factor_tables import BEHAVIOUR, title_of

DRAWN = tuple(metric for metric in METRICS if metric.name in {PROFIT, SATISFACTION, TURNOVER})
HIDDEN = ("programmes_money",)
"""Part of the cost that is drawn, and at home by far the largest bar: it stands in the tables."""


def draw(book: Book, table: pd.DataFrame, folder: Path, worlds: int) -> None:
    """Draw and save all of them; `table` is the table of effects."""
    early = table[table["window"] == book.early]
    home = early[early["scenario"] == book.home.name]
    draw_everywhere(book, early, folder, worlds)
    draw_doses(book, home[home["factor"] != TOGETHER], folder, worlds)
    draw_behaviour(book, home[(home["dose"] == FULL) & (home["kind"] == BEHAVIOUR)], folder, worlds)
    draw_late(book, folder, worlds)


def draw_everywhere(book: Book, early: pd.DataFrame, folder: Path, worlds: int) -> None:
    """Profit of every habit in every scenario."""
    profit = early[(early["metric"] == PROFIT) & (early["dose"] == FULL)]
    places = {scene.name: scene.name.replace("_", " ") for scene in book.scenes}
    what = f"Difference in profit from the firm as it is, full dose, {book.early}, {worlds} worlds a scenario; {BARS}"
    margin = 100.0 * metric_named(PROFIT).margin
    figure = everywhere_figure(with_percent(profit), places, margin, ("Which habits earn more, and where?", what))
    save(figure, folder, "everywhere")


def draw_doses(book: Book, home: pd.DataFrame, folder: Path, worlds: int) -> None:
    """Half, full and double dose at home."""
    what = f"{_from(book, worlds)}, {book.early}; bands: 95 % intervals; grey: too small to matter"
    words = ("What does more of it bring?", what)
    save(doses_figure(with_axis(home), [metric.name for metric in DRAWN], words), folder, "doses")


def draw_behaviour(book: Book, home: pd.DataFrame, folder: Path, worlds: int) -> None:
    """What people do differently at home."""
    what = f"{_from(book, worlds)}, full dose, {book.early}; {BARS}"
    words = ("What do people do differently, and what does it cost?", what)
    shown = with_spread(with_percent(home[~home["metric"].isin(HIDDEN)]))
    save(behaviour_figure(shown, words), folder, "behaviour")


def draw_late(book: Book, folder: Path, worlds: int) -> None:
    """The first years at home beside the steady state."""
    arms = {dosed.arm.name: title_of(dosed) for dosed in book.habits_of(book.home)}
    windows = {
        name: [found for found in findings if found.difference.arm in arms]
        for name, findings in book.home.windows.items()
    }
    words = ("Does it last?", f"{_from(book, worlds)}, full dose; {BARS}")
    save(differences(windows, DRAWN, arms, words), folder, "does_it_last")


def _from(book: Book, worlds: int) -> str:
    """Which difference, in how many worlds at home."""
    return f"{book.home.firm.title}. Difference from the firm as it is in {worlds} worlds"
