"""What a comparison came to, on the page: the strip of a hundred futures, and the table with the paired interval."""

from __future__ import annotations

from nicegui import ui

from workshop.desk import View
from workshop.ensemble import Futures
from workshop.metrics import SHOWN, Shown, change, place, said
from workshop.pictures import Duel, duel

IN_TABLE = ("profit_money", "revenue_money", "satisfaction", "turnover")
HUNDRED = 100


def sentence(view: View, shown: Shown, result: Duel, names: tuple[str, str]) -> str:
    """In how many futures B is ahead; of fewer than a hundred futures, how many so far."""
    if result.futures >= HUNDRED:
        key = "page.race.ahead" if shown.better > 0 else "page.race.higher"
        return view.text(key, name=names[1], won=result.ahead_in_100)
    key = "page.race.ahead_so_far" if shown.better > 0 else "page.race.higher_so_far"
    won = view.language.number(result.ahead, 0 if result.ahead == int(result.ahead) else 1)
    return view.text(key, name=names[1], won=won, futures=result.futures)


class Strip:
    """The sentence and its two-tone bar."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.words = ui.label(view.text("page.race.computing")).classes("strip").props('role="status" id=strip')
        self.bar = ui.element("div").classes("odds").props('aria-hidden="true"')
        with self.bar:
            self.b = ui.element("div").classes("share-b").style("width: 50%")
            self.a = ui.element("div").classes("share-a").style("width: 50%")
        self.below = ui.label().classes("small")

    def show(self, shown: Shown, result: Duel, names: tuple[str, str]) -> None:
        """A result."""
        share = 100.0 * result.ahead / result.futures
        self.words.set_text(sentence(self.view, shown, result, names))
        self.b.style(f"width: {share:.1f}%")
        self.a.style(f"width: {100.0 - share:.1f}%")
        lived = self.view.text("page.race.lived", futures=result.futures)
        verdict = "" if result.settled or result.futures < HUNDRED else self.view.text("page.race.unsettled")
        self.below.set_text(f"{lived} {verdict}")

    def say(self, words: str) -> None:
        """Something else instead."""
        self.words.set_text(words)
        self.below.set_text("")
        for half in (self.a, self.b):
            half.style("width: 50%")


class Table:
    """Three rows: A, B, and B against A with the 90 % interval of the paired difference."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.body = ui.html("", sanitize=False).classes("scroll").props("tabindex=0")

    def show(self, found: Futures, names: tuple[str, str]) -> None:
        """The means of companies 1 and 2, and their difference."""
        columns = [one for one in SHOWN if one.name in IN_TABLE]
        duels = [duel(found.whole[1, :, place(one.name)], found.whole[2, :, place(one.name)]) for one in columns]
        self.body.set_content(_html(self.view, columns, duels, names))

    def clear(self) -> None:
        """Nothing to see yet."""
        self.body.set_content("")


def _html(view: View, columns: list[Shown], duels: list[Duel], names: tuple[str, str]) -> str:
    currency, language = view.currency, view.language
    head = "".join(f"<th scope=col>{view.text(one.label)}</th>" for one in columns)
    firsts = "".join(
        f"<td>{said(one, d.mean_a, language, currency)}</td>" for one, d in zip(columns, duels, strict=True)
    )
    seconds = "".join(
        f"<td>{said(one, d.mean_b, language, currency)}</td>" for one, d in zip(columns, duels, strict=True)
    )
    apart = "".join(f"<td>{interval_words(view, one, d)}</td>" for one, d in zip(columns, duels, strict=True))
    rows = zip(
        (_escaped(names[0]), _escaped(names[1]), view.text("page.race.difference_row")),
        (firsts, seconds, apart),
        strict=True,
    )
    body = "".join(f"<tr><th scope=row>{name}</th>{cells}</tr>" for name, cells in rows)
    corner = view.text("page.race.a_year")
    return f"<table class=plain><thead><tr><th scope=col>{corner}</th>{head}</tr></thead><tbody>{body}</tbody></table>"


def interval_words(view: View, one: Shown, result: Duel) -> str:
    """A difference with its interval below."""
    mean, low, high = (
        change(one, value, view.language, view.currency) for value in (result.difference, *result.interval)
    )
    between = view.text("page.race.interval", low=low, high=high)
    return f"<strong>{mean}</strong><br><span class=small>{between}</span>"


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
