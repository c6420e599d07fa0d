"""A page in process: the real pages on a tiny firm, driven without a browser."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from nicegui.testing import User, user_simulation

from simulation import load_scenario
from workshop.app import register
from workshop.desk import Desk
from workshop.hall import Hall
from workshop.journal import open_journal

TINY = {"organization.teams": 2, "organization.reps_per_team": 4, "calendar.burn_in_years": 1, "calendar.years": 2}


def tiny_desk(language: str = "en") -> Desk:
    return Desk(load_scenario("midmarket", (), TINY), language, stages=(4, 8), workers=1)


def tiny_hall(desk: Desk, folder: Path, *, lan: bool = False) -> Hall:
    """A room whose journal lies in a folder of the test."""
    return Hall(open_journal(folder / "room.jsonl", desk.firm.fingerprint()), desk.ensemble(), lan=lan, futures=8)


@asynccontextmanager
async def visitor(desk: Desk, hall: Hall | None = None) -> AsyncIterator[User]:
    with TemporaryDirectory() as folder:
        room = hall or tiny_hall(desk, Path(folder))
        async with user_simulation(lambda: None) as user:
            register(desk, room, "http://127.0.0.1:8080")
            news = asyncio.ensure_future(room.spread_news())
            yield user
            news.cancel()
    desk.close()
