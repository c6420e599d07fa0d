"""The desk: worlds are kept a few at a time, and what this firm cannot live is not lived."""

import asyncio
import time
from dataclasses import replace

import pytest

from simulation import load_scenario
from workshop import desk as desk_module
from workshop.company import AS_IT_IS
from workshop.desk import MOST_WORLDS, Desk, view_of
from workshop.links import Race

TINY = {"organization.teams": 1, "organization.reps_per_team": 4, "calendar.burn_in_years": 1, "calendar.years": 2}
FIRM = load_scenario("midmarket", (), TINY)
WORLD = (("selection.threat_margin", 2.0),)


def test_a_world_is_made_once_and_the_longest_unused_is_let_go_but_never_the_firms_own() -> None:
    desk = Desk(FIRM, workers=1)
    own, first = desk.ensemble(), desk.ensemble(WORLD)
    assert desk.ensemble(WORLD) is first
    assert first.firm.selection.threat_margin == 2.0
    for margin in (1.1, 1.2, 1.3):
        desk.ensemble((("selection.threat_margin", margin),))
    assert len(desk._worlds) == MOST_WORLDS
    assert desk.ensemble() is own
    assert desk.ensemble(WORLD) is not first
    desk.close()


def test_a_race_that_this_firm_cannot_live_is_shown_without_what_is_impossible() -> None:
    desk = Desk(FIRM, workers=1)
    race = Race(b=AS_IT_IS.with_lever("selection.cull_fraction", 0.2), world=WORLD)
    impossible = (("selection.threat_margin", 99.0),)
    assert desk.livable(race) == race
    assert desk.livable(replace(race, world=impossible)) == replace(race, world=())
    assert desk.livable(Race(b=AS_IT_IS.with_lever("selection.cull_fraction", 9.0))) == Race()
    desk.close()


def test_an_unknown_language_is_the_desks_own() -> None:
    desk = Desk(FIRM, "sv", workers=1)
    assert view_of(desk, {"lang": "xx"}).language.code == "sv"
    assert view_of(desk, {"lang": "en"}).locale == "en-GB"
    desk.close()


def test_memory_is_handed_back_now_and_then_but_not_while_somebody_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk_module, "SECONDS_BETWEEN_TIDYINGS", 0.01)
    times: list[float] = []
    monkeypatch.setattr(desk_module, "release_memory", lambda: times.append(time.monotonic()))

    async def a_while() -> tuple[float, float]:
        desk = Desk(FIRM, workers=1)
        tidying = asyncio.ensure_future(desk.tidy())
        await asyncio.sleep(0.1)
        began = time.monotonic()
        await desk.ensemble().futures([FIRM], 8)
        ended = time.monotonic()
        await asyncio.sleep(0.1)
        tidying.cancel()
        desk.close()
        return began, ended

    began, ended = asyncio.run(a_while())
    assert any(moment < began for moment in times)
    assert any(moment > ended for moment in times)
    assert sum(began + 0.02 < moment < ended for moment in times) == 0
