"""The hall: doors, limits, journal, absent teams, and a server that is killed in mid-round."""

from __future__ import annotations

import asyncio
import contextlib
import http.client
import json
import os
import stat
import subprocess
import sys
import threading
import time
import urllib.request
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from benchmarks.browser import ask, free_port, start
from experiments.files import BusyError
from tests.workshop.simulated import tiny_desk, tiny_hall
from workshop.company import habits
from workshop.hall import SECONDS_BETWEEN_NEWS, Hall
from workshop.journal import OLDEST_SECONDS, journal_path, only_server, open_journal
from workshop.limits import MOST_REMEMBERED, Bucket, Guard
from workshop.network import names_of_this, own_address, qr_svg
from workshop.room import CHOOSING, REVEALED, RoomError

FIRST = habits()[0]


@pytest.fixture
def hall(tmp_path: Path) -> Hall:
    return tiny_hall(tiny_desk(), tmp_path, lan=True)


def enter(hall: Hall, *players: tuple[str, str, str]) -> None:
    for seat, nickname, team in players:
        hall.join(seat, hall.journal.keys.pin, "10.0.0.1", nickname=nickname, team=team)


# --- doors -----------------------------------------------------------------------------------------------------------


def test_only_the_right_pin_lets_in_and_guessing_is_stopped(hall: Hall) -> None:
    wrong = "000000" if hall.journal.keys.pin != "000000" else "111111"
    keys = []
    for _ in range(12):
        with pytest.raises(RoomError) as refused:
            hall.join("x", wrong, "10.0.0.9", nickname="x", team="x")
        keys.append(refused.value.key)
    assert keys[:8] == ["page.refused.pin"] * 8
    assert set(keys[8:]) == {"page.refused.too_many_pins"}
    enter(hall, ("1", "Ann", "North"))  # from another address
    assert list(hall.room.players) == ["1"]


def test_the_facilitators_key_is_not_the_pin_and_makes_one_browser_the_host(hall: Hall) -> None:
    assert not hall.admit_host("b", "")
    assert not hall.admit_host("b", hall.journal.keys.pin)
    assert not hall.admit_host("b", "\N{SNOWMAN}")
    assert hall.admit_host("b", hall.journal.keys.host_key)
    assert hall.is_host("b")
    assert not hall.is_host("c")


def test_without_a_network_there_is_nobody_else(tmp_path: Path) -> None:
    assert tiny_hall(tiny_desk(), tmp_path).is_host("anybody")


def test_a_phone_may_choose_lock_and_guess_and_nothing_else_and_not_too_fast(hall: Hall) -> None:
    enter(hall, ("1", "Ann", "North"))
    hall.do("begin", budget=6)
    for kind in ("reveal", "begin", "leave", "unlock", "join"):
        with pytest.raises(RoomError, match="unknown"):
            hall.of_player("1", kind)
    with pytest.raises(RoomError, match="unknown"):
        hall.of_player("forged", "lock")
    for _ in range(25):
        hall.of_player("1", "choose", habit=FIRST, dose=1.0)
    hall._actions.allows("1", hall._actions.level("1"))
    with pytest.raises(RoomError, match="too_fast"):
        hall.of_player("1", "choose", habit=FIRST, dose=1.0)


def test_a_bucket_refills_with_time_and_forgets() -> None:
    now = [0.0]
    bucket = Bucket(1.0, 2.0, clock=lambda: now[0])
    assert [bucket.allows("a") for _ in range(3)] == [True, True, False]
    now[0] = 1.0
    assert [bucket.allows("a") for _ in range(2)] == [True, False]
    assert bucket.allows("b")
    for number in range(MOST_REMEMBERED + 5):
        bucket.allows(str(number))
    assert len(bucket._levels) == MOST_REMEMBERED


# --- journal ---------------------------------------------------------------------------------------------------------


def test_a_killed_server_comes_back_to_the_same_room(tmp_path: Path) -> None:
    hall = tiny_hall(tiny_desk(), tmp_path)
    hall.admit_host("laptop", hall.journal.keys.host_key)
    enter(hall, ("1", "Ann", "North"), ("2", "Bo", "South"))
    hall.do("begin", budget=6)
    hall.of_player("1", "choose", habit=FIRST, dose=1.0)
    hall.of_player("1", "lock")
    with (tmp_path / "room.jsonl").open("a") as file:
        file.write('{"kind": "lock", "se')  # killed while it wrote
    again = tiny_hall(tiny_desk(), tmp_path, lan=True)
    assert again.journal.keys == hall.journal.keys
    assert again.is_host("laptop")
    assert again.room == hall.room
    asyncio.run(again.reveal())
    assert again.room.latest["North"].doses == {FIRST: 1.0}
    assert tiny_hall(tiny_desk(), tmp_path).room == again.room


def test_a_server_that_runs_keeps_its_journal_from_another_and_a_killed_one_does_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SALESORG_CACHE", str(tmp_path))
    code = (
        "import time; from workshop.journal import only_server\n"
        "with only_server(8123): print('in', flush=True); time.sleep(600)"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        assert running.stdout.readline() == "in\n"
        with pytest.raises(BusyError, match="port 8123 already"), only_server(8123):
            pytest.fail("two servers on one journal")
        with only_server(8124):
            running.kill()
    with only_server(8123):
        assert journal_path(8123).parent.is_dir()


def test_a_server_killed_while_it_opens_its_journal_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hall = tiny_hall(tiny_desk(), tmp_path)
    enter(hall, ("1", "Ann", "North"))

    def killed(_: int) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", killed)
        with pytest.raises(KeyboardInterrupt):
            tiny_hall(tiny_desk(), tmp_path)
    assert tiny_hall(tiny_desk(), tmp_path).room == hall.room


def test_a_journal_is_private_and_gone_at_the_end(hall: Hall) -> None:
    assert stat.S_IMODE(hall.journal.path.stat().st_mode) == 0o600
    hall.journal.forget()
    assert not hall.journal.path.exists()


def test_another_firms_or_days_or_no_journal_begins_anew(tmp_path: Path) -> None:
    path = tmp_path / "room.jsonl"
    first = open_journal(path, "firm", now=lambda: 1000.0)
    assert open_journal(path, "firm", now=lambda: 2000.0).keys == first.keys
    assert open_journal(path, "other", now=lambda: 2000.0).keys != first.keys
    second = open_journal(path, "other", now=lambda: 2000.0)
    assert open_journal(path, "other", now=lambda: 2001.0 + OLDEST_SECONDS).keys != second.keys
    path.write_text("no journal\n")
    assert len(open_journal(path, "firm").keys.pin) == 6


def test_what_is_refused_is_not_written_down(hall: Hall) -> None:
    before = hall.journal.path.read_text()
    with pytest.raises(RoomError):
        hall.do("choose", seat="nobody", habit=FIRST, dose=1.0)
    assert hall.journal.path.read_text() == before


# --- reveal ----------------------------------------------------------------------------------------------------------


def test_absent_teams_are_played_by_the_computer_and_present_ones_stand_as_they_are(hall: Hall) -> None:
    enter(hall, ("1", "Ann", "North"), ("2", "Bo", "South"), ("3", "Cy", "West"))
    hall.do("computer", team="Machine")
    hall.do("begin", budget=4)
    hall.arrive("1")
    hall.of_player("3", "choose", habit=FIRST, dose=0.5)  # and then lost the network
    asyncio.run(hall.reveal())
    assert hall.room.phase == REVEALED
    decided = {name: (result.computer, sum(result.doses.values())) for name, result in hall.room.latest.items()}
    assert decided == {"North": (False, 0.0), "South": (True, 2.0), "West": (False, 0.5), "Machine": (True, 2.0)}
    assert set(hall.room.latest["North"].gains) == {0.0}
    assert len(hall.room.latest["South"].gains) == hall.futures


def test_pages_are_told_at_most_ten_times_a_second(hall: Hall) -> None:
    told: list[int] = []
    began = time.monotonic()

    async def storm() -> None:
        news = asyncio.ensure_future(hall.spread_news())
        hall.listen(1, lambda: told.append(1))
        for number in range(50):
            hall.arrive(str(number))
            await asyncio.sleep(0.01)
        await asyncio.sleep(0.15)
        news.cancel()
        hall.forget(1)

    asyncio.run(storm())
    assert 1 < len(told) <= 2 + (time.monotonic() - began) / SECONDS_BETWEEN_NEWS
    assert hall.room.phase != CHOOSING


def test_a_decision_does_not_wait_behind_what_others_try_out(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(Hall.spread_news.__globals__, "SECONDS_BETWEEN_NEWS", 3_600.0)
    told: list[int] = []

    async def a_change_and_a_decision() -> None:
        news = asyncio.ensure_future(hall.spread_news())
        hall.listen(1, lambda: told.append(1))
        for tell in (hall.tell, hall.tell, partial(hall.do, "host", seat="laptop")):
            tell()
            await asyncio.sleep(0.1)
            told.append(0)
        news.cancel()
        hall.forget(1)

    asyncio.run(a_change_and_a_decision())
    assert told == [1, 0, 0, 1, 0]


def test_of_the_first_change_pages_are_told_at_once(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    # pages that are tested in one process unload modules: these are the names that this very class reads
    monkeypatch.setitem(Hall.spread_news.__globals__, "SECONDS_BETWEEN_NEWS", 3_600.0)
    told: list[int] = []

    async def two_changes() -> None:
        news = asyncio.ensure_future(hall.spread_news())
        hall.listen(1, lambda: told.append(1))
        for number in range(2):
            hall.arrive(str(number))
            for _ in range(5):
                await asyncio.sleep(0)
        news.cancel()
        hall.forget(1)

    asyncio.run(two_changes())
    assert len(told) == 1


# --- the guard -------------------------------------------------------------------------------------------------------


class Recorder:
    """An application that notes what reaches it."""

    def __init__(self) -> None:
        self.reached = 0

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        self.reached += 1
        while scope["type"] == "websocket" and (await receive())["type"] != "websocket.disconnect":
            self.reached += 1


def scope(kind: str, **headers: str) -> dict[str, Any]:
    return {"type": kind, "headers": [(name.encode(), value.encode()) for name, value in headers.items()]}


@pytest.mark.parametrize(
    ("headers", "welcome"),
    [
        ({"host": "127.0.0.1:8080"}, True),
        ({"host": "LOCALHOST:8080", "origin": "http://localhost:8080"}, True),
        ({"host": "evil.example:8080"}, False),
        ({"host": "127.0.0.1:8080", "origin": "http://evil.example"}, False),
        ({"host": "127.0.0.1:8080", "origin": "null"}, False),
        ({}, False),
    ],
)
@pytest.mark.parametrize("kind", ["http", "websocket"])
def test_other_hosts_and_other_pages_scripts_go_no_further(
    kind: str, headers: dict[str, str], *, welcome: bool
) -> None:
    app, sent = Recorder(), []

    async def receive() -> dict[str, str]:
        return {"type": "websocket.disconnect"}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    asyncio.run(Guard(app, names_of_this(8080, "10.0.0.5"))(scope(kind, **headers), receive, send))
    assert bool(app.reached) is welcome
    assert bool(sent) is not welcome


def test_a_flood_of_messages_ends_the_connection() -> None:
    app, sent = Recorder(), [0]

    async def receive() -> dict[str, str]:
        sent[0] += 1
        return {"type": "websocket.receive", "text": "x"}

    asyncio.run(Guard(app, {"h"})(scope("websocket", host="h"), receive, receive))
    assert sent[0] < 2_000


def test_a_room_is_found_by_address_and_code() -> None:
    assert own_address().count(".") == 3
    assert "<svg" in qr_svg("http://10.0.0.5:8080/join?pin=123456")


def test_a_browser_that_waits_for_news_does_not_keep_the_server_from_stopping() -> None:
    server = start(free_port())
    polling = f"{server.home}/_nicegui_ws/socket.io/?EIO=4&transport=polling"
    with ask(polling) as opened:
        session = json.loads(opened.read()[1:])["sid"]
    waiting = threading.Thread(target=lambda: _wait_for_news(f"{polling}&sid={session}"), daemon=True)
    waiting.start()
    time.sleep(1.0)
    assert waiting.is_alive()
    server.stop()  # kills, and so leaves the journal, where nothing else helps
    assert not journal_path(int(server.home.rpartition(":")[2])).exists()


def _wait_for_news(address: str) -> None:
    with contextlib.suppress(OSError, http.client.HTTPException):
        urllib.request.build_opener(urllib.request.ProxyHandler({})).open(address).read()
