"""When every claim, or none, comes out supported, the model is looked at before the result is believed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from experiments.analysis.claims import SUPPORTED
from experiments.doses import SIZES
from experiments.effects import ASSUMED
from experiments.report.factor_book import PROFIT, REVENUE, SATISFACTION, Book
from experiments.report.factor_sections import rival_shapes
from experiments.report.factor_tables import title_of


def audit(book: Book) -> str:
    """Whether an audit is due by the rule fixed beforehand, and if so what it found."""
    words = book.words(PROFIT)
    supported = sum(word == SUPPORTED for word in words.values())
    if 0 < supported < len(words):
        return (
            f"{supported} of {len(words)} habits come out supported, neither all nor none: by the rule fixed before "
            "the study ran, no audit is due."
        )
    checks = "\n".join(f"- {check}" for check in _checks(book))
    return (
        f"**{'All' if supported else 'None'} of the {len(words)} habits come out supported.** A model that flatters "
        f"every claim, or damns every claim, is suspect. What speaks for it, or against it:\n\n{checks}"
    )


def _checks(book: Book) -> Iterator[str]:
    yield f"**Costs.** Habits at full dose without a clear cost or risk in {book.home.name}: {_without_cost(book)}."
    yield f"**What was put in.** {_put_in(book)}"
    yield f"**What the claim speaks of.** {_other_metrics(book)}"
    yield f"**Dose.** {_doses(book)}"
    yield f"**World.** {_worlds(book)}"
    yield f"**Not checked here.** The rival shapes ({', '.join(rival_shapes(book))}), and the plausible ranges."


def _without_cost(book: Book) -> str:
    free = [
        title_of(dosed)
        for dosed in book.single
        if not any(book.hurts(found) for found in book.watched(book.home, dosed))
    ]
    return ", ".join(free) or "none"


def _put_in(book: Book) -> str:
    marks = [book.mark(book.home, dosed, found).word for dosed in book.single for found in book.clear(book.home, dosed)]
    return f"{marks.count(ASSUMED)} of {len(marks)} clear changes of behaviour in {book.home.name} are assumed."


def _other_metrics(book: Book) -> str:
    return "; ".join(
        f"by {name}, {_counted(list(book.words(metric).values()))}"
        for name, metric in (("revenue", REVENUE), ("satisfaction", SATISFACTION))
    ) + "."  # fmt: skip


def _doses(book: Book) -> str:
    found = {
        dose: [
            book.found(book.home, one, PROFIT).verdict.word
            for dosed in book.single
            for one in book.home.of(dosed.factor)
            if one.dose == dose
        ]
        for dose in SIZES
    }
    return (
        f"In {book.home.name}: " + "; ".join(f"{dose} dose, {_counted(words)}" for dose, words in found.items()) + "."
    )


def _worlds(book: Book) -> str:
    found = {
        scene.name: [book.found(scene, dosed, PROFIT).verdict.word for dosed in book.single] for scene in book.scenes
    }
    return "; ".join(f"{name.replace('_', ' ')}, {_counted(words)}" for name, words in found.items()) + "."


def _counted(words: list[str]) -> str:
    """`3 better, 2 worse`."""
    return ", ".join(f"{count} {word}" for word, count in Counter(words).most_common())
