"""Charts: pictures as the options that the page's chart library (ECharts) draws. Pure: numbers in, dictionaries out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from workshop.metrics import Shown
from workshop.pictures import QUANTILES, SINGLES, Fan, plain

Option = dict[str, Any]

BLUE, ORANGE, GREY, INK = "#1f5f99", "#b35309", "#767676", "#222222"
"""Safe for colour-blind readers and told apart in grey print; text in them reads on white."""
PERIODS_A_YEAR = 4
QUIET = {"show": False}


def panel(colour: str, shown: Shown, title: str, locale: str, currency: str) -> Option:
    """The empty chart of one company; `title` is what a screen reader says of it."""
    return {
        "aria": {"enabled": True, "label": {"description": title}},
        "animation": False,
        "grid": {"left": 64, "right": 14, "top": 14, "bottom": 26},
        "xAxis": {
            "type": "value",
            "min": 0,
            "axisLine": {"onZero": False},
            "splitLine": QUIET,
            "interval": 1,
            "axisLabel": {":formatter": "value => value"},
        },
        "yAxis": {"type": "value", "axisLabel": {":formatter": formatter(shown, locale, currency)}},
        "series": series(colour),
    }


def formatter(shown: Shown, locale: str, currency: str) -> str:
    """How the browser writes the y axis: by the language's own habits, with a real minus sign."""
    if shown.is_money:
        options = f"{{notation:'compact',style:'currency',currency:'{currency}',maximumFractionDigits:2}}"
    elif shown.is_share or shown.unit == "share of par":
        options = "{style:'percent',maximumFractionDigits:1}"
    else:
        options = "{maximumFractionDigits:2}"
    return f"value => new Intl.NumberFormat('{locale}',{options}).format(value).replace('-','\\u2212')"


def series(colour: str) -> list[Option]:
    """Lines of a panel: the base of the bands and the bands stacked on it, single futures, the ghost, the median."""
    bands = [
        {
            **_line(f"band{place}"),
            "stack": "fan",
            "stackStrategy": "all",
            "lineStyle": {"opacity": 0},
            "areaStyle": {"color": colour, "opacity": opacity},
        }
        for place, opacity in enumerate((0.0, 0.16, 0.32, 0.32, 0.16))
    ]
    thin = [
        {**_line(f"one{place}"), "lineStyle": {"color": colour, "width": 1, "opacity": 0.35}}
        for place in range(SINGLES)
    ]
    ghost = {**_line("ghost"), "lineStyle": {"color": GREY, "width": 2, "type": "dashed"}}
    median = {**_line("median"), "lineStyle": {"color": colour, "width": 3.5}}
    return [*bands, *thin, ghost, median]


def _line(name: str) -> Option:
    return {"id": name, "type": "line", "symbol": "none", "silent": True, "data": []}


def drawn(fan: Fan, ghost: Fan, scale: tuple[float, float], periods: int | None = None) -> Option:
    """A picture on a panel: what changes, up to so many periods."""
    length = fan.median.size
    return {
        "xAxis": {"max": length / PERIODS_A_YEAR},
        "yAxis": {"min": scale[0], "max": scale[1], "interval": (scale[1] - scale[0]) / 5.0},
        "series": [*_bands(fan, periods), *_singles(fan, periods), *_lines(fan, ghost, periods)],
    }


def _bands(fan: Fan, periods: int | None) -> list[Option]:
    if fan.bands is None:
        return [{"id": f"band{place}", "data": []} for place in range(len(QUANTILES))]
    steps = np.vstack([fan.bands[:1], np.diff(fan.bands, axis=0)])
    return [{"id": f"band{place}", "data": points(row, periods)} for place, row in enumerate(steps)]


def _singles(fan: Fan, periods: int | None) -> list[Option]:
    rows = fan.singles if fan.bands is None else fan.singles[:0]
    shown = [points(row, periods) for row in rows]
    return [{"id": f"one{place}", "data": shown[place] if place < len(shown) else []} for place in range(SINGLES)]


def _lines(fan: Fan, ghost: Fan, periods: int | None) -> list[Option]:
    return [{"id": "ghost", "data": points(ghost.median)}, {"id": "median", "data": points(fan.median, periods)}]


def points(values: Any, periods: int | None = None) -> list[list[float]]:
    """Values at the ends of quarters, against time in years."""
    return [[(place + 1) / PERIODS_A_YEAR, y] for place, y in enumerate(plain(values[:periods]))]


def empty() -> Option:
    """Nothing drawn yet: what is to be guessed is not on the screen."""
    names = [
        *(f"band{place}" for place in range(len(QUANTILES))),
        *(f"one{place}" for place in range(SINGLES)),
        "median",
    ]
    return {"series": [{"id": name, "data": []} for name in names]}


def held(old: tuple[float, float] | None, wanted: tuple[float, float]) -> tuple[float, float]:
    """The y scale to use: the old one as long as it holds all and is at most twice too wide, so that nothing jumps."""
    if old is None or wanted[0] < old[0] or wanted[1] > old[1]:
        return wanted
    return wanted if (wanted[1] - wanted[0]) < 0.5 * (old[1] - old[0]) else old


def comparison(
    lines: Sequence[tuple[str, Sequence[float], str, str]], locale: str, shown: Shown, currency: str
) -> Option:
    """A few named lines over years in one plot; each has its name, values, colour, and kind of stroke."""
    return {
        "aria": {"enabled": True},
        "animation": False,
        "grid": {"left": 64, "right": 14, "top": 34, "bottom": 26},
        "legend": {"top": 2, "left": 60, "data": [name for name, *_ in lines], "textStyle": {"fontSize": 13}},
        "xAxis": {"type": "value", "min": 0, "interval": 1, "splitLine": QUIET, "axisLine": {"onZero": False}},
        "yAxis": {"type": "value", "scale": True, "axisLabel": {":formatter": formatter(shown, locale, currency)}},
        "series": [
            {
                "name": name,
                "type": "line",
                "symbol": "none",
                "silent": True,
                "itemStyle": {"color": colour},
                "lineStyle": {"color": colour, "width": 3, "type": stroke},
                "data": points(np.asarray(values)),
            }
            for name, values, colour, stroke in lines
        ],
    }
