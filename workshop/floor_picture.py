"""The picture of a floor: a dot for each seat, in its team's row, coloured by morale; and the week's news in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workshop.charts import INK, Option
from workshop.desk import View
from workshop.floor import Line, Person, Picture, struck_all

GLOOM, PLAIN, JOY = (148, 52, 20), (222, 214, 196), (24, 92, 140)
"""Morale from low over ordinary to high: told apart by colour-blind people and in grey print."""
LOW, ORDINARY, HIGH = 0.35, 0.55, 0.75
SMALLEST, LARGEST = 16.0, 46.0
TOLD: Mapping[str, str] = {
    "hired": "page.floor.hired",
    "resigned": "page.floor.resigned",
    "poached": "page.floor.poached",
    "dismissed": "page.floor.dismissed",
    "laid_off": "page.floor.laid_off",
    "left_otherwise": "page.floor.left",
    "promoted": "page.floor.promoted",
    "warned": "page.floor.warned",
    "ranked_bottom": "page.floor.ranked_bottom",
    "honoured": "page.floor.honoured",
    "deal_won": "page.floor.won",
    "slump": "page.news.slump",
    "regulation": "page.news.regulation",
    "rival_launch": "page.news.rival_launch",
    "backlash": "page.news.backlash",
    "cancellations": "page.news.cancellations",
}


def option(label: str) -> Option:
    """An empty floor."""
    hidden = {"show": False}
    return {
        "aria": {"enabled": True, "label": {"description": label}},
        "animationDurationUpdate": 250,
        "grid": {"left": 70, "right": 24, "top": 10, "bottom": 10},
        "xAxis": {"type": "value", "min": -0.7, **hidden},
        "yAxis": {"type": "category", "inverse": True, "axisLine": hidden, "axisTick": hidden, "data": []},
        "series": [
            {"id": "won", "type": "effectScatter", "silent": True, "z": 1, "data": [], "rippleEffect": {"scale": 1.8}},
            {"id": "people", "type": "scatter", "z": 2, "data": []},
        ],
    }


def drawn(view: View, picture: Picture) -> Option:
    """The floor of a week."""
    largest = max((person.quarter_money for person in picture.people), default=0.0) or 1.0
    teams = sorted({person.team for person in picture.people})
    width = max(sum(person.team == team for person in picture.people) for team in teams)
    first = {team: min(person.seat for person in picture.people if person.team == team) for team in teams}
    dots = [_dot(person, person.seat - first[person.team], largest) for person in picture.people]
    rings = [
        dot | {"itemStyle": {"color": INK, "opacity": 0.22}}
        for dot, p in zip(dots, picture.people, strict=True)
        if p.wins
    ]
    return {
        "xAxis": {"max": width - 0.3},
        "yAxis": {"data": [view.text("page.floor.team", number=team + 1) for team in teams]},
        "series": [{"id": "won", "data": rings}, {"id": "people", "data": dots}],
    }


def _dot(person: Person, place: int, largest: float) -> dict[str, Any]:
    where = {"value": [place, person.team], "seat": person.seat}
    if not person.present:
        style = {"color": "transparent", "borderColor": "#999999", "borderType": "dashed", "borderWidth": 1.5}
        return where | {"symbolSize": SMALLEST, "itemStyle": style, "label": {"show": False}}
    size = SMALLEST + (LARGEST - SMALLEST) * (max(0.0, person.quarter_money) / largest) ** 0.5
    style = {"color": colour(person.morale), "borderColor": INK, "borderWidth": 2.5 if person.in_danger else 0.6}
    words = f"{person.name.given}{' ★' if person.star else ''}"
    label = {"show": True, "position": "bottom", "distance": 3, "fontSize": 12, "color": INK, "formatter": words}
    return where | {"symbolSize": round(size, 1), "itemStyle": style, "label": label}


def colour(morale: float) -> str:
    """The colour of a morale."""
    if morale <= ORDINARY:
        share, ends = (morale - LOW) / (ORDINARY - LOW), (GLOOM, PLAIN)
    else:
        share, ends = (morale - ORDINARY) / (HIGH - ORDINARY), (PLAIN, JOY)
    share = min(1.0, max(0.0, share))
    red, green, blue = (round(low + share * (high - low)) for low, high in zip(*ends, strict=True))
    return f"rgb({red},{green},{blue})"


def called(view: View, person: Person) -> str:
    """Name and seat, as they are chosen by."""
    return view.text("page.floor.person", name=str(person.name), seat=person.seat)


def told(view: View, line: Line) -> str:
    """A line of the log in words; nothing for what is too small to tell."""
    if line.kind not in TOLD:
        return ""
    if struck_all(line):
        return view.text(TOLD[line.kind])
    name = str(Person(line.seat, line.hire, 0, present=True).name)
    if line.kind == "deal_won":
        return view.text("page.floor.won", name=name, value=view.language.money(line.value_money, view.currency, 2))
    return view.text(TOLD[line.kind], name=name)
