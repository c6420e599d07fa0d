"""The sections of the pages of the study of the factors, each a few words and a table."""

from __future__ import annotations

from experiments.analysis.metrics import METRICS
from experiments.analysis.verdict import EQUAL, Finding
from experiments.doses import FULL, SIZES, Dosed, Scene
from experiments.effects import NEGLIGIBLE
from experiments.report.factor_book import PROFIT, REVENUE, SATISFACTION, TURNOVER, Book
from experiments.report.factor_tables import title_of
from experiments.report.numbers import change_cells, level
from experiments.report.tables import markdown
from experiments.report.words import shown
from simulation.layers import CATALOGUE

PAGES = "scenarios"
FAR = 100.0
"""Standard deviations beyond which a change is a change of the rules, and its number of no interest."""


def brief(found: Finding) -> str:
    """A difference with its interval and verdict in one cell."""
    view = shown(found)
    return f"{view.number(view.mean)} {view.unit} ({view.interval}): {found.verdict.word}"


def headed(dosed: Dosed, marks: str) -> str:
    """A heading that names a habit."""
    title = title_of(dosed)
    return f"{marks} {title[0].upper()}{title[1:]}"


def rival_shapes(book: Book) -> list[str]:
    """The structural uncertainties of the mechanisms whose levers are moved."""
    groups = {str(row["lever"]).partition(".")[0] for row in book.levers}
    choices = (d for d in CATALOGUE.by_path.values() if d.kind == "uncertainty" and d.choices)
    return [d.path for d in choices if d.path.partition(".")[0] in groups]


def shapes(book: Book) -> str:
    """That only one shape of each uncertain effect was run."""
    paths = rival_shapes(book)
    if not paths:
        return ""
    named = ", ".join(f"`{path}`" for path in paths)
    return f"- **Shapes.** Rival shapes of an effect ({named}) are not run here: each stands at its default."


def everywhere(book: Book) -> str:
    """Profit of every habit in every scenario."""
    header = ("Habit", *(f"[{scene.name.replace('_', ' ')}]({PAGES}/{scene.name}.md)" for scene in book.scenes))
    rows = [
        (title_of(dosed), *(brief(scene.finding(book.early, dosed.arm, PROFIT)) for scene in book.scenes))
        for dosed in book.habits_of(book.home)
    ]
    intro = (
        f"Difference in profit from the firm as it is, full dose, {book.early}, with 95 % intervals. The page of each "
        "scenario has every dose and metric."
    )
    return f"{intro}\n\n{markdown(header, rows)}"


def together(book: Book) -> str:
    """What all habits bring beyond the sum of what each brings."""
    if not book.beyond_sum:
        return "There is only one habit."
    rows = [(name.replace("_", " "), brief(found)) for name, found in book.beyond_sum.items()]
    intro = (
        f"Profit of all habits together against a firm that earned the sum of their single effects, full dose, "
        f"{book.early}: below zero they get in one another's way."
    )
    return f"{intro}\n\n{markdown(('Scenario', 'Together against the sum'), rows)}"


def prices(book: Book) -> str:
    """Profit of every habit at home if programmes took fewer or more hours than assumed."""
    if not book.prices:
        return "Not looked at here."
    usual = book.home.firm.norms.hours_at_full
    found = {hours: [shown_price(book, dosed, hours) for dosed in book.habits_of(book.home)] for hours in book.prices}
    found[usual] = [brief(book.home.finding(book.early, dosed.arm, PROFIT)) for dosed in book.habits_of(book.home)]
    hours = sorted(found)
    titles = [title_of(dosed) for dosed in book.habits_of(book.home)]
    header = ("Habit", *(f"{one:g} hours{' (assumed)' if one == usual else ''}" for one in hours))
    rows = [(title, *(found[one][place] for one in hours)) for place, title in enumerate(titles)]
    return f"{PRICES}\n\n{markdown(header, rows)}"


PRICES = """\
Profit at home, full dose, first years, if a programme of culture at full strength took fewer or more hours of a rep's
week than the default. No source tells these hours: a verdict that turns from column to column is about the price."""


def shown_price(book: Book, dosed: Dosed, hours: float) -> str:
    """What one habit earns at home at other hours of programmes."""
    return brief(book.prices[hours][dosed.arm.name])


def lasting(book: Book) -> str:
    """The first years beside the steady state, at home."""
    cells = [(metric, window) for metric in (PROFIT, SATISFACTION) for window in book.home.windows]
    header = ("Habit", *(f"{'Profit' if metric == PROFIT else 'Satisfaction'}, {window}" for metric, window in cells))
    rows = [
        (title_of(dosed), *(brief(book.home.finding(window, dosed.arm, metric)) for metric, window in cells))
        for dosed in book.habits_of(book.home)
    ]
    return f"{book.home.firm.title}, full dose. Norms and people take years to follow.\n\n{markdown(header, rows)}"


def by_dose(scene: Scene, window: str) -> str:
    """Profit at each dose of each habit."""
    rows = []
    for dosed in scene.at(FULL):
        doses = {one.dose: brief(scene.finding(window, one.arm, PROFIT)) for one in scene.of(dosed.factor)}
        rows.append((title_of(dosed), *(doses.get(dose, "-") for dose in SIZES)))
    header = ("Habit", *(f"Profit, {dose} dose" for dose in SIZES))
    return f"{scene.firm.title}, {window}.\n\n{markdown(header, rows)}"


def earnings(scene: Scene, window: str) -> str:
    """Every metric at each dose of each habit."""
    doses = [one for dosed in scene.at(FULL) for one in scene.of(dosed.factor)]
    rows = [
        (title_of(one), one.dose, *(brief(scene.finding(window, one.arm, metric)) for metric in METRICS))
        for one in doses
    ]
    return markdown(("Habit", "Dose", *(metric.label for metric in METRICS)), rows)


def about_behaviour(book: Book) -> str:
    """What the tables of behaviour hold."""
    return (
        f"{book.home.firm.title}, full dose, {book.early}. Every habit is watched through the same "
        f"{len(book.effects.metrics)} indicators; listed are those whose interval leaves out zero, costs and risks "
        f"first. *Small* is what lies within {100.0 * NEGLIGIBLE:g} % of the ordinary level; *in sd* is the change "
        "beside how much firms differ by luck alone. Other scenarios have their own pages."
    )


def habit(book: Book, dosed: Dosed) -> str:
    """One habit at home: what it is, what it earns, changes and costs."""
    earned = [book.found(book.home, dosed, metric) for metric in (PROFIT, REVENUE, SATISFACTION, TURNOVER)]
    told = " ".join(f"{found.metric.label}: {brief(found)}." for found in earned)
    what = dosed.arm.policies[0].description
    return f"{headed(dosed, '###')}\n\n{what} {told}\n\n{changes(book, book.home, dosed)}"


def behaviour(book: Book, scene: Scene, dosed: Dosed) -> str:
    """What one habit changes in one scenario."""
    return f"{headed(dosed, '##')}, full dose\n\n{changes(book, scene, dosed)}"


def changes(book: Book, scene: Scene, dosed: Dosed) -> str:
    """Clear changes of behaviour, each with its mark; and how many indicators show none."""
    clear = book.clear(scene, dosed)
    header = ("What changes", "As it is", "Change", "95 % interval", "In sd", "Cost or risk", "Assumed or emerged")
    table = markdown(header, [_change(book, scene, dosed, found) for found in clear])
    watched = len(book.effects.metrics)
    return f"{table}\nNo clear change in {watched - len(clear)} of {watched} indicators."


def _change(book: Book, scene: Scene, dosed: Dosed, found: Finding) -> tuple[str, ...]:
    difference, unit = found.difference, found.metric.unit
    spread = f"{difference.effect:+.1f}" if abs(difference.effect) < FAR else f"beyond {FAR:g}"
    cost = "yes" if book.hurts(found) else ""
    mark = book.mark(scene, dosed, found).text(scene.firm)
    before = level(difference.reference_mean, unit)
    change, interval = change_cells(difference, unit)
    small = " (small)" if found.verdict.word == EQUAL else ""
    return found.metric.label, before, f"{change}{small}", interval, spread, cost, mark
