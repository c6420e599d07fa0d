"""The report of a what-if answer: one page for the board, then everything that it rests on, in one file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from experiments.figures.fan import as_svg, fan_figure
from experiments.report import html
from experiments.report.answer_words import METRICS, TARGETS, Row, Told, outcome_of
from experiments.report.firm_titles import firm_title
from experiments.report.grades import ASSUMED, grade
from experiments.report.language import Language

PERCENT_AXIS = {"turnover"}
MONEY_AXIS = {"revenue_money", "profit_money"}
ON_THE_BOARDS_PAGE = ("profit_money", "turnover")
MOST_SENTENCES = 4
"""Policies of which the board's page says more than their row: with more of them it would be two pages."""


def report(data: Mapping[str, Any], language: Language, day: dt.date) -> str:
    """The whole document in a language, from the plain data of an answer (`salesorg-whatif-1`) and its day."""
    told = Told(data, language)
    parts = [
        f'<section class="board">{"".join(board(told, day))}</section>',
        *by_year(told),
        *hangs_on(told),
        *trying(told),
        *assumptions(told),
        *matched(told),
        *limits(told),
        *reproduce(told),
    ]
    return html.page(told.question(), language.code, parts)


def board(told: Told, day: dt.date) -> Iterator[str]:
    """The first page: question, answer in three sentences, what changes, and profit by year."""
    text = told.language.text
    yield html.paragraph(" · ".join((text("board.title"), text("board.board"), told.language.date(day))), "quiet")
    yield html.heading(told.question(), 1)
    yield html.paragraph(about_firm(told), "quiet")
    yield html.heading(text("board.answer"))
    shown = max(told.contenders, key=lambda one: float(outcome_of(one, "profit_money")["mean"]))
    yield from one_answer(told, shown) if len(told.contenders) == 1 else several_answers(told)
    yield html.charts([chart(told, shown, metric) for metric in ON_THE_BOARDS_PAGE])
    yield html.paragraph(text("board.fan"), "quiet")
    yield html.paragraph(text("board.no_people_text"), "quiet")


def one_answer(told: Told, contender: Row) -> Iterator[str]:
    """One policy: the sentences, the table, and what to do before deciding."""
    sentences = three_sentences(told, contender)
    yield html.paragraph(" ".join(sentences), "answer")
    yield outcomes(told, contender)
    first_steps = (told.trial(contender), *told.signs(contender)[:1])
    yield html.heading(told.language.text("board.first_steps"), 3)
    yield html.bullets(line for line in first_steps if line not in sentences)


def several_answers(told: Told) -> Iterator[str]:
    """Several policies: a row each, and what each answer hangs on, if there are few of them."""
    text = told.language.text
    columns = [
        text("board.policy"),
        *map(told.metric, METRICS),
        text("board.chance_profit"),
        text("board.verdict_profit"),
    ]
    yield html.table(columns, [_in_a_row(told, contender) for contender in told.contenders])
    yield html.paragraph(text("board.rows"), "quiet")
    if len(told.contenders) <= MOST_SENTENCES:
        said = ((told.title(one["arm"]), three_sentences(told, one)[2]) for one in told.contenders)
        yield html.bullets(f"{title}: {sentence}" for title, sentence in said)


def _in_a_row(told: Told, contender: Row) -> tuple[str, ...]:
    found = [outcome_of(contender, metric) for metric in METRICS]
    profit = outcome_of(contender, "profit_money")
    differences = (f"{told.size(one, float(one['mean']))}\n{told.interval(one)}" for one in found)
    chance = told.language.percent(float(profit["chance"]))
    return (told.title(contender["arm"]), *differences, chance, told.verdict(profit["verdict"]))


def about_firm(told: Told) -> str:
    """Whose firm it is, and how it was found."""
    firm, text = told.data["firm"], told.language.text
    known = text("board.calibrated") if firm["calibrated"] else text("board.uncalibrated")
    named = firm_title(firm["title"], told.language.code)[0] or text("board.no_title")
    return (
        text("board.firm", firm=named, firms=int(told.data["firms"]), futures=int(told.data["futures"])) + " " + known
    )


def three_sentences(told: Told, contender: Row) -> tuple[str, str, str]:
    """What it brings, how often it ends worse, and why nobody can tell or what the answer hangs on, or what to try."""
    profit = outcome_of(contender, "profit_money")
    third = told.reason(profit) or next(iter(told.hangs_on(profit)), "") or told.trial(contender)
    return told.headline(contender), told.chance(contender), third


def outcomes(told: Told, contender: Row) -> str:
    """The table of outcomes with intervals and verdicts."""
    text = told.language.text
    header = (
        text("board.outcome"),
        text("board.reference"),
        text("board.difference"),
        text("board.interval"),
        text("board.own"),
        text("board.chance"),
        text("board.verdict"),
    )
    rows = [
        (
            told.metric(one["metric"]),
            told.level(one),
            told.size(one, float(one["mean"])),
            told.interval(one),
            told.interval(one, "own_low", "own_high"),
            _chance(told, one),
            told.verdict(one["verdict"]),
        )
        for one in contender["outcomes"]
    ]
    return html.table(header, rows)


def _chance(told: Told, outcome: Row) -> str:
    share = told.language.percent(float(outcome["chance"]))
    return told.language.text("board.chance_turnover", chance=share) if outcome["metric"] == "turnover" else share


def chart(told: Told, contender: Row, metric: str) -> tuple[str, str]:
    """A fan chart of one outcome under a policy and the reference, and what it shows in words."""
    fans = pd.DataFrame(told.data["fans"])
    titles = {told.data["against"]: told.against, contender["arm"]: told.title(contender["arm"])}
    heading, year = told.metric(metric), told.language.text("board.years_axis")

    def number(value: float) -> str:
        if metric in MONEY_AXIS:
            return told.language.short_money(value, told.data["firm"]["currency"])
        return told.language.percent(value) if metric in PERCENT_AXIS else told.language.number(value)

    svg = as_svg(lambda: fan_figure(fans[fans["metric"] == metric], titles, heading, number, year))
    return svg, f"{heading}: {told.headline(contender)}"


def by_year(told: Told) -> Iterator[str]:
    """All outcomes year by year, for every policy."""
    text = told.language.text
    yield html.heading(text("board.by_year"))
    yield html.paragraph(text("board.fan"), "quiet")
    for contender in told.contenders:
        yield html.heading(told.title(contender["arm"]), 3)
        if len(told.contenders) > 1:
            yield outcomes(told, contender)
        yield html.charts([chart(told, contender, metric) for metric in METRICS])
        yield html.paragraph(text("board.by_year_table"), "quiet")
        years = sorted({int(row["year"]) for row in contender["by_year"]})
        rows = [_year_row(told, contender, year) for year in years]
        yield html.table([text("board.year_column"), *map(told.metric, METRICS)], rows)


def _year_row(told: Told, contender: Row, year: int) -> list[str]:
    rows = {row["metric"]: row for row in contender["by_year"] if int(row["year"]) == year}
    cells = [rows[metric] | {"relative": outcome_of(contender, metric)["relative"]} for metric in METRICS]
    return [str(year), *(f"{told.size(one, float(one['mean']))}\n{told.interval(one)}" for one in cells)]


def hangs_on(told: Told) -> Iterator[str]:
    """What the answer hangs on, by outcome, and why there is none where there is none."""
    text = told.language.text
    yield html.heading(text("board.hangs_on"))
    for contender in told.contenders:
        yield html.heading(told.title(contender["arm"]), 3)
        for one in contender["outcomes"]:
            lines = [line for line in (told.reason(one), *told.hangs_on(one)) if line]
            yield html.paragraph(told.metric(one["metric"]) + ": " + told.verdict(one["verdict"]), "lead")
            yield html.bullets(lines or [text("board.hangs_on_nothing")])


def trying(told: Told) -> Iterator[str]:
    """First signs, and the cost of a trial."""
    text = told.language.text
    for contender in told.contenders:
        named = f" ({told.title(contender['arm'])})" if len(told.contenders) > 1 else ""
        yield html.heading(text("board.signs") + named)
        yield html.bullets(told.signs(contender))
        yield html.heading(text("board.trial") + named)
        yield html.paragraph(told.trial(contender))


def assumptions(told: Told) -> Iterator[str]:
    """What the policies set and in what plausible firms differ, each with the evidence that it rests on."""
    text = told.language.text
    yield html.heading(text("board.assumptions"))
    yield html.paragraph(text("board.grades"), "quiet")
    yield html.heading(text("board.levers"), 3)
    before, after = text("board.before"), text("board.after")
    rests = (text("board.source"), text("board.grade"))
    yield html.table(
        (text("board.parameter"), before, after, *rests),
        [
            (row["parameter"], _value(told, row["before"]), _value(told, row["after"]), *_evidence(told, row))
            for row in told.data["levers"]
        ],
    )
    yield html.heading(text("board.uncertain"), 3)
    header = (text("board.parameter"), before, after, text("board.told"), *rests)
    yield html.table(header, [_uncertain(told, row) for row in told.data["uncertain"]])


def _uncertain(told: Told, row: Row) -> tuple[str, ...]:
    def ends(low: str, high: str) -> str:
        if row.get(low) is None:
            return "–"
        cells = (told.figure(float(row[low])), told.figure(float(row[high])))
        return told.language.text("answer.interval", low=cells[0], high=cells[1])

    said = told.language.text("board.yes") if row["learned"] else told.language.text("board.no")
    named = told.parameter(row["parameter"])
    return (named, ends("prior_low", "prior_high"), ends("low", "high"), said, *_evidence(told, row))


def _evidence(told: Told, row: Row) -> tuple[str, str]:
    source = str(row["source"])
    return told.language.text("board.assumed") if source == ASSUMED else source, grade(source)


def _value(told: Told, value: object) -> str:
    if isinstance(value, bool):
        return told.language.text("board.yes") if value else told.language.text("board.no")
    return told.figure(float(value)) if isinstance(value, int | float) else str(value)


def matched(told: Told) -> Iterator[str]:
    """How plausible firms match the data, if the firm was calibrated."""
    rows, text = told.data["targets"], told.language.text
    if not rows:
        return
    yield html.heading(text("board.matched"))
    header = (text("board.outcome"), text("board.observed"), text("board.simulated"), "")
    yield html.table(header, [_target(told, row) for row in rows])


def _target(told: Told, row: Row) -> tuple[str, ...]:
    ends = {end: told.figure(float(row[end])) if row[end] is not None else "–" for end in ("low", "high")}
    return (
        told.language.text(TARGETS[row["target"]]),
        told.figure(float(row["observed"])),
        told.language.text("answer.interval", **ends),
        "" if row["met"] else told.language.text("board.outside"),
    )


def limits(told: Told) -> Iterator[str]:
    """What was not modelled, and whom nothing is said about."""
    text = told.language.text
    lines = [
        text("board.limits.model"),
        text("board.limits.people"),
        text("board.limits.world"),
        text("board.limits.fixed"),
        text("board.limits.region"),
    ]
    if float(told.data["overflows"]) > 0.0:
        lines.append(text("board.limits.crowded", count=told.language.number(float(told.data["overflows"]))))
    yield html.heading(text("board.not_modelled"))
    yield html.bullets(lines)
    yield html.heading(text("board.no_people"))
    yield html.paragraph(text("board.no_people_text"))


def reproduce(told: Told) -> Iterator[str]:
    """The command, and of which version and luck the numbers are."""
    made, text = told.data["made"], told.language.text
    versions = ", ".join(f"{name} {number}" for name, number in made["versions"].items())
    yield html.heading(text("board.reproduce"))
    yield html.paragraph(text("board.command", command=made["command"]))
    yield html.paragraph(text("board.made", code=made["code"][:12], seed=str(made["first_seed"]), versions=versions))
