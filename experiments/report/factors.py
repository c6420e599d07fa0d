"""The pages of the study of the factors: the answer first, then what each habit earns, changes and costs."""

from __future__ import annotations

from collections.abc import Sequence

from experiments.analysis.claims import CLAIM_WORDS, CONTRADICTED, DEPENDS, IDLE, SUPPORTED
from experiments.analysis.verdict import UNTOLD
from experiments.doses import SIZES, Scene
from experiments.report import factor_sections as sections
from experiments.report.factor_audit import audit
from experiments.report.factor_book import PROFIT, REVENUE, SATISFACTION, Book, Row
from experiments.report.factor_tables import VERDICTS, is_elsewhere
from experiments.report.pages import made_by
from experiments.report.tables import markdown
from experiments.store import Manifest

CLAIM_RULE = """\
A habit is held against the claim that it pays *in any industry*. By the verdicts of the scenarios, as fixed before
the study ran: **supported** if better in every scenario; **no effect that matters** if practically equal in every
one; **contradicted** if better in none, worse in some, and all are settled; **depends** if better in some and settled
otherwise in others; else **cannot tell yet**. Profit decides; revenue and satisfaction, of which the claim speaks,
stand beside it. Contradictions are results, and stay."""

WARNINGS = """\
- **Halo.** Whoever named these habits looked at firms already called winners, and asked their leaders. Firms that had
  the same habits and failed were not in sight, and success colours what people say of its causes. These are
  hypotheses.
- **Assumed or emerged.** *Assumed*: a parameter of the model was made to move this indicator when that lever moves,
  and it did. Its value and the key of its source stand beside it; the source `assumed` is our guess. *Emerged*: no
  such parameter leads there, or the effect goes against all that do. An assumed effect is no evidence for the habit.
  What all effects together earn emerges, and is no better than they are.
- **The reference is the firm as it is**: the scenario without any policy, which has a little of every habit already.
  A dose moves each lever so much of the way from its *default* to the overlay's value, in every scenario alike; where
  a scenario has a lever elsewhere, see *What is moved*.
- **Prices are assumed, and not everything has one.** Programmes cost customers' hours by `norms.hours_at_full`, a
  guess that decides much: see *What the price of programmes decides*. A milder use of power costs nothing here, and a
  third of a manager's week is spare by default, so that coaching and care cost reps nothing: this flatters the first
  habit.
- **Many intervals.** Of a hundred intervals of 95 % some five miss by chance. The table of claims is what the study
  was made to find; all others explore."""

HOW_TO_READ = """\
Each world is one seed. In every world all arms go on from the same settled firm and live through the same luck, so a
difference between them comes from the habit, with what we assume it does and costs, and not from luck. The verdict
goes by the 95 % interval of the mean difference and a margin fixed before the study ran (revenue and profit 1 %,
satisfaction 1 point, turnover 2 points, mean talent 0.05 sd, behaviour 1 % of its ordinary level): *practically
equal* if the whole interval lies within the margin, else *better* or *worse* (*higher* or *lower* where neither is
good in itself) if it lies on one side of zero, else *cannot tell yet*. New revenue is won deals and growth of
accounts, without renewals. Profit is the margin on all sales, renewals included, less the cost of the sales force."""

LEADS = {
    SUPPORTED: "**supported**",
    IDLE: "**no effect that matters**",
    CONTRADICTED: "**contradicted**",
    DEPENDS: "**it depends on the world**",
    UNTOLD: "**nobody can tell yet**",
}


def factors_page(book: Book, manifest: Manifest) -> str:
    """The README of the study's folder."""
    parts = [
        f"# {manifest.question}",
        _answer(book),
        _claims(book),
        CLAIM_RULE,
        f"## Read this first\n\n{WARNINGS}\n{sections.shapes(book)}",
        f"## What each habit earns\n\n{sections.everywhere(book)}",
        "![Difference in profit by habit and scenario](everywhere.png)",
        f"### All together\n\n{sections.together(book)}",
        f"## What the price of programmes decides\n\n{sections.prices(book)}",
        f"## Does it last?\n\n{sections.lasting(book)}",
        "![The first years and the steady state](does_it_last.png)",
        f"## What does more of it bring?\n\n{sections.by_dose(book.home, book.early)}",
        "![Profit, satisfaction and turnover by dose](doses.png)",
        f"## What do people do differently, and what does it cost?\n\n{sections.about_behaviour(book)}",
        "![Changes in behaviour, in standard deviations](behaviour.png)",
        *(sections.habit(book, dosed) for dosed in book.single),
        f"## What is moved\n\n{_what_is_moved(book)}",
        f"## Audit\n\n{audit(book)}",
        f"## How to read this\n\n{HOW_TO_READ}",
        f"## How this was made\n\n{_made(manifest)}",
    ]
    return "\n\n".join(part.rstrip() for part in parts) + "\n"


def _answer(book: Book) -> str:
    """Which habits are supported, contradicted, depend or cannot be told, in a sentence."""
    words = book.words(PROFIT)
    named = {word: [title for title, found in words.items() if found == word] for word in CLAIM_WORDS}
    told = "; ".join(f"{LEADS[word]}: {', '.join(titles)}" for word, titles in named.items() if titles)
    where = f"{len(book.scenes)} scenarios" if len(book.scenes) > 1 else "one scenario"
    return (
        f"Earning more everywhere: {len(named[SUPPORTED])} of {len(words)} habits. By profit against the firm as it "
        f"is, at full dose, over {book.early}, in {where}: {told}."
    )


def _claims(book: Book) -> str:
    """The claim of each habit, and where it got which verdict."""
    revenue, satisfaction = book.words(REVENUE, joint=True), book.words(SATISFACTION, joint=True)
    rows = [
        (
            title := row["title"],
            f"**{row['claim']}**",
            *(_places(row[word]) for word in VERDICTS),
            revenue[title],
            satisfaction[title],
        )
        for row in book.claims(PROFIT)
    ]
    header = ("Habit", "By profit", *(f"{word.capitalize()} in" for word in VERDICTS), "By revenue", "By satisfaction")
    return markdown(header, rows)


def _places(names: str) -> str:
    return ", ".join(name.replace("_", " ") for name in names.split()) or "-"


def _what_is_moved(book: Book) -> str:
    rows = [
        (row["factor"], f"`{row['lever']}`", f"{row['as_it_is']:g}", *(f"{row[dose]:g}" for dose in SIZES))
        for row in book.levers
        if row["scenario"] == book.home.name
    ]
    header = ("Overlay", "Lever", "As it is", *(f"{dose.capitalize()} dose" for dose in SIZES))
    return f"{book.home.firm.title}.\n\n{markdown(header, rows)}\n{_elsewhere(book)}"


def _elsewhere(book: Book) -> str:
    """Scenarios in which a lever does not stand at its default, so that a dose means something else there."""
    lines = [_elsewhere_line(row) for row in book.levers if is_elsewhere(row)]
    return "\n".join(["Where a scenario has a lever elsewhere:\n", *lines]) if lines else NOWHERE_ELSE


NOWHERE_ELSE = "In every scenario all these levers stand at their defaults."


def _elsewhere_line(row: Row) -> str:
    where, lever = str(row["scenario"]).replace("_", " "), row["lever"]
    doses = ", ".join(f"{row[dose]:g} at {dose} dose" for dose in SIZES)
    turned = " **The overlay turns it the other way than it means to.**" if row["turned_round"] else ""
    return f"- {where}: `{lever}` is {row['as_it_is']:g} (default {row['default']:g}); {doses}.{turned}"


def _made(manifest: Manifest) -> str:
    return f"{made_by(manifest)}\n{FILES}"


FILES = """\
Every number is in `earnings.csv` and `behaviour.csv`, the claims in `claims.csv`, other prices in `prices.csv`, the
levers in `levers.csv`; `manifest.json` says what they are of. The overlays are in `experiments/policies/factors/`; what
is watched, and what was put in by hand, in `experiments/studies/factors_channels.toml`."""


def scenario_page(book: Book, scene: Scene) -> str:
    """The page of one scenario: every dose, every verdict, every clear change of behaviour."""
    worlds = next(iter(scene.windows[book.early])).difference.worlds
    parts: Sequence[str] = [
        f"# {scene.firm.title}",
        scene.firm.description.strip(),
        f"All differences are from this firm as it is, over {book.early}, in {worlds} worlds, with 95 % intervals.",
        "[Back to the answer](../README.md).",
        f"## Earnings at every dose\n\n{sections.earnings(scene, book.early)}",
        *(sections.behaviour(book, scene, dosed) for dosed in book.habits_of(scene)),
    ]
    return "\n\n".join(part.rstrip() for part in parts) + "\n"
