"""The demonstration: does culling pay in this firm? A small comparison with its verdicts and figures."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from textwrap import shorten

from experiments.analysis.metrics import METRICS
from experiments.compare import Answer, Question, ask, compare
from experiments.figures.differences import differences
from experiments.figures.payback import payback_figure
from experiments.figures.style import save
from experiments.worlds import Progress, weekly_profit
from simulation import burn_in

POLICIES = ("culling=10%", "culling_two_strikes=10%", "random_dismissal=10%", "nobody_dismissed")
DRAWN = ("culling=10%", "random_dismissal=10%")
WORLDS = 60
YEARS = 5
YEARS_DRAWN = 10


@dataclass(frozen=True)
class Demonstration:
    """The answer, and the figures that were written."""

    answer: Answer
    figures: Sequence[Path]


def demonstrate(firm: str | Path, folder: Path, progress: Progress | None = None) -> Demonstration:
    """Compare the classic dose of culling with its alternatives on a firm, and draw what was found."""
    question = ask(firm, POLICIES, seeds=range(WORLDS), years=YEARS)
    answer = compare(question, progress)
    return Demonstration(answer, [*_draw_differences(answer, folder), *_draw_payback(question, folder)])


def _draw_differences(answer: Answer, folder: Path) -> list[Path]:
    question = answer.question
    windows = {f"years 1-{question.years}": answer.findings}
    what = _subtitle(
        f"Difference from {question.against.title} in the same {WORLDS} worlds; bars, if longer than marks: "
        "95 % intervals of the mean",
        question,
    )
    pays = differences(windows, METRICS[:2], question.titles, ("Does it pay to dismiss the lowest sellers?", what))
    other = differences(windows, METRICS[2:], question.titles, ("What else does dismissing change?", what))
    return [*save(pays, folder, "does_it_pay"), *save(other, folder, "what_else")]


def _subtitle(what: str, question: Question) -> str:
    """What is shown, and below it whose firm it is: a figure is passed on without its page."""
    return f"{what}\n{shorten(question.firm.title or 'A firm without a title', 100)}"


def _draw_payback(question: Question, folder: Path) -> list[Path]:
    states = burn_in(question.firm, question.seeds)
    arms = {arm.name: arm for arm in question.arms}
    profit = {
        name: weekly_profit(arms[name], question.seeds, YEARS_DRAWN, states) for name in (*DRAWN, question.against.name)
    }
    ahead = {name: profit[name] - profit[question.against.name] for name in DRAWN}
    unit = f"million {question.firm.currency}"
    words = (
        "When does it pay?",
        _subtitle(f"Cumulative profit minus that under {question.against.title}, {unit}, {WORLDS} worlds", question),
    )
    return save(payback_figure(ahead, question.titles, 1e6, words), folder, "when_does_it_pay")
