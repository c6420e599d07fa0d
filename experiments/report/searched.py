"""The page of a search: what it found, what fresh luck left of it, and how far to trust that; from plain data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from experiments.analysis.metrics import Metric, metric_named
from experiments.optimise.goals import PROFIT, TAIL
from experiments.report.study_page import cell
from experiments.report.tables import markdown
from experiments.report.words import money

Row: TypeAlias = Mapping[Any, Any]

GOAL_WORDS = {
    "profit_money": "profit",
    "regret_money": "least regret",
    "satisfaction": "satisfaction",
    "turnover": "low turnover",
}
REASONS = {
    "luck": "luck: more futures would tell",
    "unlearned": "it goes with {on}, which no data of the firm tell",
    "learned": "it goes with {on}, which the data do not tell closely enough",
    "many": "plausible firms differ, and no single parameter tells which",
    "among others": "told alone, but not as one of so many mixes",
}
PROFIT_HEADER = ("Mix", "In the search", "Fresh luck, same firms", "Luck", "Firms never searched, fresh luck")
OTHER_HEADER = ("Mix", "New revenue", "Satisfaction", "Turnover", "Costs more, money a year")
REGRET_HEADER = ("Mix", "In the search", "One firm in ten is above", "Expected", "In its worst firm")

HOW_TO_READ = """\
Each mix is shown three times. *In the search*: on the lives that chose it, which flatter it, for luck helped to choose.
*Fresh luck, same firms*: what is left when the same firms live again; the fall between the two is luck, with its 95 %
interval. *Firms never searched*: plausible firms that no choice was made by; this is what is judged, by margins fixed
beforehand (revenue and profit 1 %, satisfaction 1 point, turnover 2 points) and by Holm among all mixes of an outcome.
Mixes stand in the order of the search. Picking the best of the last column would be choosing by luck once more."""


def page(found: Row) -> str:
    """The README of a search."""
    parts = [f"# {found['question']}", " ".join(sentences(found))]
    if found["mixes"]:
        parts += [
            f"## Profit\n\n{markdown(PROFIT_HEADER, profit_rows(found))}",
            *_reasons(found),
            f"## Everything else, in firms never searched\n\n{markdown(OTHER_HEADER, other_rows(found))}",
            f"## Regret\n\n{REGRET_WORDS}\n\n{markdown(REGRET_HEADER, regret_rows(found))}",
            f"## How to read this\n\n{HOW_TO_READ}",
        ]
    parts += [
        "## What this does not say\n\n" + "\n".join(f"- {limit}" for limit in limits(found)),
        f"## How this was made\n\n{_made(found)}",
    ]
    return "\n\n".join(part.strip() for part in parts) + "\n"


REGRET_WORDS = (
    "Profit forgone against the best known mix in each firm, in money a year: in the search against the best of the "
    f"mixes that opened it (the firm that {1.0 - TAIL:.0%} of firms exceed), on fresh luck against the best of this "
    "table."
)


def sentences(found: Row) -> list[str]:
    """The answer."""
    search, judging = found["search"], found["judging"]
    lived = (
        f"{search['mixes']:,} of {search['possible']:,} mixes were lived ({search['lives']:,} firm-lives of a budget "
        f"of {search['budget']:,}) in {search['firms']} plausible firms."
    )
    if not found["mixes"]:
        limited = "" if found["limits"]["spend"] is None else " that keeps within the limit"
        nothing = f"None of them{limited} is better in any goal, beyond the margins, than doing nothing"
        return [lived, f"{nothing}: nothing to judge."]
    stood_out = search["foremost"] - search["doing_nothing_foremost"]
    told = (
        f"{stood_out} stood out, and {judging['mixes']} of these were judged on "
        f"fresh luck in {judging['firms']} firms that the search never saw."
    )
    return [lived, told, *map(_favourite, _favourites(found)), fallen(found)]


def _favourites(found: Row) -> list[Row]:
    """The favourites in profit and in regret, one if they are the same."""
    goals = ("profit_money", "regret_money")
    return [one for one in found["mixes"] if set(goals) & set(one["favourite_in"])]


def _favourite(one: Row) -> str:
    goals = " and ".join(GOAL_WORDS[goal] for goal in one["favourite_in"])
    row, metric = _outcome(one, PROFIT), metric_named(PROFIT)
    return (
        f"The search's favourite in {goals}: {one['mix']}. It showed a profit of {before(row, metric)}, and brings "
        f"{cell(row, metric)}."
    )


def fallen(found: Row) -> str:
    """How much of the front's gain in profit was luck, and how much a fit to the firms that were searched."""
    rows = [_outcome(one, PROFIT) for one in found["mixes"]]
    columns = {"search_mean": "search_reference", "same_mean": "search_reference", "mean": "reference_mean"}
    shown, same, other = (
        sum(float(row[name]) / abs(float(row[beside])) for row in rows) / len(rows) for name, beside in columns.items()
    )
    return (
        f"On average over the mixes judged, profit was {_share(shown)} in the search, {_share(same)} on fresh luck in "
        f"the same firms, {_share(other)} in the firms never searched."
    )


def _share(value: float) -> str:
    return f"{100.0 * value:+.2f} %"


def profit_rows(found: Row) -> list[Sequence[str]]:
    """Under PROFIT_HEADER."""
    metric = metric_named(PROFIT)
    rows = [(one["mix"], _outcome(one, PROFIT)) for one in found["mixes"]]
    return [(mix, before(row, metric), same(row, metric), fall(row, metric), cell(row, metric)) for mix, row in rows]


def screen_rows(found: Row) -> list[Sequence[str]]:
    """Profit for a narrow screen: mix, in the search, on fresh luck, in firms never searched, verdict."""
    metric, rows = metric_named(PROFIT), list[Sequence[str]]()
    for one in found["mixes"]:
        row = _outcome(one, PROFIT)
        short = [text.partition(" (")[0] for text in (before(row, metric), same(row, metric))]
        size, _, verdict = cell(row, metric).rpartition(": ")
        rows.append((one["mix"].replace("+", " + "), *short, size, verdict))
    return rows


def before(row: Row, metric: Metric) -> str:
    """What a mix showed in the search, with the word that the lives that chose it would give it."""
    return _cell(row, metric, ("search_mean", "search_low", "search_high"), str(row["search_verdict"]))


def same(row: Row, metric: Metric) -> str:
    """What was left of it in the same firms on fresh luck."""
    return _cell(row, metric, ("same_mean", "same_low", "same_high"))


def fall(row: Row, metric: Metric) -> str:
    """What was luck."""
    return _cell(row, metric, ("luck", "luck_low", "luck_high"))


def _cell(row: Row, metric: Metric, names: tuple[str, str, str], verdict: str = "") -> str:
    """Three numbers of a row, and a word if there is one."""
    numbers: dict[Any, Any] = dict(zip(("mean", "low", "high"), (row[name] for name in names), strict=True))
    text = cell(numbers | {"reference_mean": row["search_reference"], "verdict": verdict}, metric)
    return text if verdict else text.removesuffix(": ")


def other_rows(found: Row) -> list[Sequence[str]]:
    """Under OTHER_HEADER."""
    rows: list[Sequence[str]] = []
    for one in found["mixes"]:
        cells = [
            cell(_outcome(one, name), metric_named(name)) for name in ("revenue_money", "satisfaction", "turnover")
        ]
        spent = one["spending"]
        kept = f": within the limit: {spent['kept']}" if spent["kept"] else ""
        cost = f"{money(spent['mean'])} ({money(spent['low'])} to {money(spent['high'])}){kept}"
        rows.append((one["mix"], *cells, cost))
    return rows


def regret_rows(found: Row) -> list[Sequence[str]]:
    """Under REGRET_HEADER: every mix, then doing nothing."""
    named = [*((one["mix"], one["regret"]) for one in found["mixes"]), ("nothing", found["doing_nothing"])]
    return [
        (
            name,
            money(row["search_tail"]),
            money(row["tail"]),
            f"{money(row['expected'])} ({money(row['low'])} to {money(row['high'])})",
            f"{money(row['maximal'])} ({money(row['maximal_low'])} to {money(row['maximal_high'])})",
        )
        for name, row in named
    ]


def _outcome(one: Row, name: str) -> Row:
    return next(row for row in one["outcomes"] if row["metric"] == name)


def _reasons(found: Row) -> list[str]:
    """Why nobody can tell of a profit, a line a mix."""
    rows = [(one["mix"], _outcome(one, PROFIT)) for one in found["mixes"]]
    lines = [f"- {mix}: {REASONS[row['reason']].format(on=row['on'])}" for mix, row in rows if row["reason"]]
    return ["Cannot tell of profit, because:\n\n" + "\n".join(lines)] if lines else []


def limits(found: Row) -> list[str]:
    """What the page does not say."""
    search, limit = found["search"], found["limits"]
    said = [
        "A search finds good mixes, not the best one: what was not lived is not known.",
        "Mixes whose goals differ by less than the margins count as one; only one of them is shown.",
        "All costs that the model knows are in the profit, the hours that programmes take as less time for customers.",
    ]
    if limit["spend"] is not None:
        said.append(
            f"At most {money(limit['spend_money'])} a year more than the reference, all costs but commission and its "
            f"overhead; {search['forbidden']:,} of the mixes lived cost more."
        )
    if search["contradictions"]:
        said.append(f"{len(search['contradictions']):,} mixes contradict themselves and were not lived.")
    if search["foremost"] - search["doing_nothing_foremost"] > found["judging"]["mixes"] > 0:
        said.append(
            "Of the mixes that stood out, those judged are the best in each goal, then the farthest from these."
        )
    left = search["budget"] - search["lives"] >= search["firms"] * search["futures"]
    if left and search["mixes"] + len(search["contradictions"]) < search["possible"]:
        said.append("The search ended before its budget: nothing new was proposed any more.")
    if not found["firm"]["calibrated"]:
        said.append("No data of this firm were used: it is one of many plausible anywhere.")
    if found["overflows"] > 0.0:
        said.append(f"Up to {found['overflows']:,.0f} leads or customers of one firm found no room.")
    return said


def _made(found: Row) -> str:
    made = found["made"]
    return (
        f"`{made['command']}`, with {made['optimiser']}, model code {made['code'][:12]}. A larger `--budget` goes on "
        "from here. Every mix lived is in `tried.csv`, every judged number in `front.csv`; each `mix-N.toml` is a "
        "policy file: `salesorg whatif FIRM --policy mix-1.toml` says by year and in full what it brings."
    )
