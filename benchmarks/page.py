"""`python -m benchmarks.page`: how fast the page answers, and how many phones a laptop bears. It only prints.

From a key press to the next picture, without the page, as the server answers, and on the screen in Chromium; thirty
phones while the facilitator works, and a network that fails for ten seconds; memory over two hours of use.
"""

from __future__ import annotations

import asyncio
import os
import statistics
import subprocess
import sys
import time
from argparse import ArgumentParser
from collections.abc import Callable, Coroutine, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from playwright.async_api import async_playwright

from benchmarks.browser import FLAGS, HOW_TO_GET_IT, Server, chromium, served
from benchmarks.visitor import Visitor
from simulation import load_scenario
from workshop.command import FIRM
from workshop.company import AS_IT_IS
from workshop.ensemble import STAGES, Ensemble

PHONES, TEAMS = 30, 10
SECONDS_OFF = 10.0
PATIENCE = 240_000
LAG_ROUNDS = 3
DIAL = "Coaching, hours a week"
SIZES = ((3, 3), (3, 5), (8, 3))
"""Teams of ten, and years."""


def spread(milliseconds: Sequence[float]) -> str:
    """Median and 95th percentile."""
    ordered = sorted(milliseconds)
    late = ordered[min(len(ordered) - 1, round(0.95 * (len(ordered) - 1)))]
    return f"median {statistics.median(ordered):,.0f} ms, p95 {late:,.0f} ms, n = {len(ordered)}"


def report(what: str, found: str) -> None:
    """One line of the answer, with how many processes wanted a core in the last minute."""
    print(f"{what:<78} {found}; load {os.getloadavg()[0]:.1f}", flush=True)


def processor_ms(pid: int) -> float:
    """Processor time that a process has used, all threads; Linux alone tells it finely enough."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return 1_000.0 * (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


# --- the ensemble alone ----------------------------------------------------------------------------------------------


def ensemble_times(teams: int, years: int, repeats: int) -> None:
    """Two companies, sixteen futures from settled states, nothing of them known; then three hundred."""
    firm = load_scenario(FIRM, (), {"organization.teams": teams, "calendar.years": years})
    ensemble = Ensemble(firm)
    asyncio.run(ensemble.futures([firm], 16))
    first: list[float] = []
    busy: list[float] = []
    pair = [firm]
    what = f"{10 * teams} reps x {years} years, without a page"
    for number in range(repeats):
        shares = (0.01 + number / 1_000, 0.11 + number / 1_000)
        began, worked = time.perf_counter(), time.process_time()
        pair = [AS_IT_IS.with_lever("selection.cull_fraction", share).on(firm) for share in shares]
        asyncio.run(ensemble.futures(pair, 16))
        first.append(1_000.0 * (time.perf_counter() - began))
        busy.append(1_000.0 * (time.process_time() - worked))
    report(f"2 companies x 16 futures x {what}", spread(first))
    report("    of which processor time, all threads", spread(busy))
    asyncio.run(ensemble.settle(range(STAGES[-1])))
    began = time.perf_counter()
    asyncio.run(ensemble.futures(pair, STAGES[-1]))
    report(f"2 companies x {STAGES[-1]} futures x {what}", f"{time.perf_counter() - began:,.1f} s")
    ensemble.close()


# --- the race --------------------------------------------------------------------------------------------------------


@contextmanager
def firm_of(teams: int, years: int) -> Iterator[Server]:
    """The page on the shipped firm with so many teams, over so many years."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "firm.toml"
        path.write_text(
            f'format = 1\ntitle = "Measured"\nbase = "midmarket"\n[organization]\nteams = {teams}\n'
            f"[calendar]\nyears = {years}\n"
        )
        with served("--lan", "--firm", str(path)) as server:
            yield server


async def answers(server: Server, what: str, repeats: int) -> None:
    """From a slider's new position until the server has sent the first new picture of both panels, and all 300."""
    visitor = Visitor(server.home)
    await visitor.open(f"/?key={server.key}")
    await visitor.until(lambda: visitor.sees(f"{STAGES[-1]} futures"))
    first: list[float] = []
    busy: list[float] = []
    for number in range(repeats):
        drawn, began, worked = visitor.pictures, time.perf_counter(), processor_ms(server.process.pid)
        await visitor.put(DIAL, 0.76 + number / 1_000)
        await visitor.until(lambda drawn=drawn: visitor.pictures > drawn)  # type: ignore[misc]
        first.append(1_000.0 * (time.perf_counter() - began))
        busy.append(processor_ms(server.process.pid) - worked)
        await asyncio.sleep(0.5)
    report(f"slider to first picture sent, {what}", spread(first))
    report("    of which processor time of the server, all threads", spread(busy))
    drawn, began = visitor.pictures, time.perf_counter()
    await visitor.put(DIAL, 2.0)
    await visitor.until(lambda: visitor.pictures > drawn)
    await visitor.until(lambda: visitor.sees(f"{STAGES[-1]} futures"))
    report(f"slider to {STAGES[-1]} futures sent, {what}", f"{time.perf_counter() - began:,.1f} s")
    await visitor.drop()


ARM = """() => {
    window.began = window.seen = null;
    addEventListener("keydown", event => { window.began ??= event.timeStamp; }, {capture: true, once: true});
    for (const place of document.querySelectorAll('.nicegui-echart')) {
        const chart = getElement(Number(place.id.slice(1))).chart;
        if (chart.watched) continue;
        chart.watched = true;
        const draw = chart.setOption.bind(chart);
        const painted = () => { if (window.began) window.seen ??= performance.now(); };
        chart.setOption = (...given) => {
            draw(...given);
            requestAnimationFrame(() => requestAnimationFrame(painted));
        };
    }
}"""
"""Notes when the next key goes down, and when a chart that was then given something new to draw has been painted: in
the second frame from there."""


async def key_presses(browser: Any, server: Server, what: str, repeats: int) -> None:
    """From a key press on a slider until the first new picture is painted, all futures settled before.

    Slider after slider takes a step, so that no company is one of which something is known.
    """
    page = await (await browser.new_context(viewport={"width": 1280, "height": 720})).new_page()
    page.set_default_timeout(PATIENCE)
    await page.goto(f"{server.home}/?key={server.key}")
    await page.wait_for_selector(f"text={STAGES[-1]} futures")
    sliders = page.locator(".dial input[type=range]")
    there = await sliders.count()
    found: list[float] = []
    busy: list[float] = []
    for number in range(repeats):
        worked = processor_ms(server.process.pid)
        await page.evaluate(ARM)
        await sliders.nth(number % there).press("ArrowRight")
        await page.wait_for_function("window.seen")
        busy.append(processor_ms(server.process.pid) - worked)
        found.append(await page.evaluate("window.seen - window.began"))
        await page.wait_for_timeout(2_500)
    report(f"key press to first new picture on the screen, {what}", spread(found))
    report("    of which processor time of the server, all threads", spread(busy))
    await page.context.close()


# --- thirty phones ---------------------------------------------------------------------------------------------------


async def phones(browser: Any, server: Server) -> None:
    """Thirty phones join; how long the facilitator waits to see what they do; then ten seconds without a network."""
    host = await (await browser.new_context(viewport={"width": 1280, "height": 720})).new_page()
    host.set_default_timeout(PATIENCE)
    await host.goto(f"{server.home}/room?key={server.key}")
    await host.wait_for_selector("#begin")
    players = [await _phone(server, number) for number in range(PHONES)]
    await host.wait_for_selector(f"text={PHONES} players")
    for dragging in (False, True):
        opened, seen = await _rounds(host, players, dragging=dragging)
        while_what = "while all others drag sliders" if dragging else "while nobody else does anything"
        report(f"{PHONES} phones: one locks in until the facilitator's screen shows it, {while_what}", spread(seen))
    report(f"{PHONES} phones: the facilitator begins until the last phone has the round", spread(opened))
    await asyncio.gather(*(player.drop() for player in players))
    await asyncio.sleep(SECONDS_OFF)
    await asyncio.gather(*(player.come_back() for player in players))
    kept = [await _back(player) for player in players]
    report(f"{PHONES} phones, {SECONDS_OFF:.0f} s without network: back in their seat", f"{sum(kept)} of {PHONES}")
    for player in players:
        await player.drop()
    await host.context.close()


async def _phone(server: Server, number: int) -> Visitor:
    """A phone that has joined one of the teams."""
    player = Visitor(server.home)
    await player.open(f"/join?pin={server.pin}")
    await player.put("Nickname", f"p{number}")
    await player.put("Team", f"t{number % TEAMS}")
    await player.click("Join")
    await player.until(lambda: player.sees("We can see you"))
    return player


LOCKED = """n => {
    const locked = () => [...document.querySelectorAll('button')].filter(b => b.innerText === 'Unlock').length >= n;
    window.shown = new Promise(done => {
        const look = () => requestAnimationFrame(() => {
            if (!locked()) return;
            watch.disconnect();
            done(performance.timeOrigin + performance.now());
        });
        const watch = new MutationObserver(look);
        watch.observe(document.body, {characterData: true, childList: true, subtree: true});
    });
}"""


async def _rounds(host: Any, players: Sequence[Visitor], *, dragging: bool) -> tuple[list[float], list[float]]:
    """Rounds in which team after team locks in: until the last phone has each round, and the screen each lock."""
    opened: list[float] = []
    seen: list[float] = []
    for _ in range(LAG_ROUNDS):
        began = time.time()
        await asyncio.gather(host.click("#begin"), *(one.until(lambda one=one: one.has("points")) for one in players))
        opened.append(1_000.0 * (time.time() - began))
        for count, player in enumerate(players[:TEAMS], 1):
            others = [one for one in players[TEAMS:] if one.has("points")]
            drags = [asyncio.ensure_future(_drag(one)) for one in others] if dragging else []
            await asyncio.sleep(0.3)
            await host.evaluate(LOCKED, count)
            began = time.time()
            await player.click("lock")
            seen.append(await host.evaluate("window.shown") - 1_000.0 * began)
            await asyncio.gather(*drags)
        await host.click("text=Back to the door")
        for one in players:
            await one.until(lambda one=one: one.sees("We can see you"))  # type: ignore[misc]
    return opened, seen


async def _drag(player: Visitor, moves: int = 3) -> None:
    """Somebody drags the first slider, a few positions a second; a team-mate may lock in meanwhile."""
    for number in range(moves):
        if player.has("points"):
            await player.drag(0.5 * (number % 2))
        await asyncio.sleep(0.2)


async def _back(player: Visitor) -> bool:
    try:
        await player.until(lambda: player.sees("team t"))
    except TimeoutError as problem:
        print(f"lost: {problem}", file=sys.stderr)
        return False
    return True


# --- two hours of use ------------------------------------------------------------------------------------------------

KEY_PRESSES_A_MINUTE = 6
MINUTES_A_LOAD = 2
MINUTES_A_ROUND = 10
MOVES_A_PHONE = 5
"""What two hours of a workshop hold, assumed: somebody moves a slider every ten seconds, and every minute lets a
company be lived to the end; a page is loaded anew every other minute; every ten minutes the room plays a round in which
each of thirty phones moves sliders a few times."""
OTHER_PAGES = ("/culture", "/floor", "/story", "/board", "/guide")
SECONDS_UNTIL_FORGOTTEN = 310.0
"""The server keeps a page that was left for five minutes, in case its visitor comes back."""


async def use(server: Server, hours: float) -> None:
    """All that hours of use hold, as fast as the server answers, and its resident memory on the way."""
    minutes = round(60.0 * hours)
    visitor, guest = Visitor(server.home), Visitor(server.home)
    await visitor.open(f"/?key={server.key}")
    await guest.open(f"/room?key={server.key}")
    await visitor.until(lambda: visitor.sees(f"{STAGES[-1]} futures"))
    players: list[Visitor] = []
    sizes, began = [_resident_mb(server)], time.monotonic()
    for minute in range(minutes):
        if minute % MINUTES_A_LOAD == 0:
            await _load(visitor, guest, server, minute // MINUTES_A_LOAD)
        await _scenario(visitor, minute)
        if minute % MINUTES_A_ROUND == 0:
            players = players or [await _phone(server, number) for number in range(PHONES)]
            await _round(server, players)
        sizes.append(_resident_mb(server))
        print(f"minute {minute + 1} of {minutes}: {sizes[-1]:,.0f} MB", file=sys.stderr, flush=True)
    took = (time.monotonic() - began) / 60.0
    quarters = [sizes[round(share * (len(sizes) - 1))] for share in (0.0, 0.25, 0.5, 0.75, 1.0)]
    told = ", ".join(f"{size:,.0f}" for size in quarters)
    report(f"memory, {hours:g} hours of use within {took:,.0f} minutes: start, quarters, end", f"{told} MB")
    for one in (visitor, guest, *players):
        await one.drop()
    await asyncio.sleep(SECONDS_UNTIL_FORGOTTEN)
    report("    and once the pages that were left are forgotten", f"{_resident_mb(server):,.0f} MB")


async def _load(visitor: Visitor, guest: Visitor, server: Server, number: int) -> None:
    await visitor.open(f"/?key={server.key}")
    await guest.open(f"{OTHER_PAGES[number % len(OTHER_PAGES)]}?key={server.key}")
    await visitor.until(lambda: visitor.pictures > 0)


async def _scenario(visitor: Visitor, minute: int) -> None:
    """A minute of the race: a slider moved some times, each time until the first picture, the last until all."""
    for press in range(KEY_PRESSES_A_MINUTE):
        drawn = visitor.pictures
        await visitor.put(DIAL, round(0.25 + (0.01 * minute) % 1.2 + 0.001 * press, 3))
        await visitor.until(lambda drawn=drawn: visitor.pictures > drawn)  # type: ignore[misc]
    await visitor.until(lambda: visitor.sees(f"{STAGES[-1]} futures"))


async def _round(server: Server, players: Sequence[Visitor]) -> None:
    """The facilitator begins, everybody moves sliders, each team locks in, and the places are shown."""
    host = Visitor(server.home)
    await host.open(f"/room?key={server.key}")
    await host.click("begin")
    for player in players:
        await player.until(lambda player=player: player.has("points"))  # type: ignore[misc]
    for number in range(MOVES_A_PHONE):
        for player in players:
            await player.drag(0.5 * (number % 2))
    for player in players[:TEAMS]:
        await player.click("lock")
        await player.until(lambda player=player: not player.has("lock"))  # type: ignore[misc]
    await host.click("reveal")
    for player in players:
        await player.until(lambda player=player: player.has("place"))  # type: ignore[misc]
    await host.drop()


def _resident_mb(server: Server) -> float:
    """Resident memory of the server, as `ps` tells it."""
    told = subprocess.run(
        ["ps", "-o", "rss=", "-p", str(server.process.pid)], capture_output=True, text=True, check=True
    )
    return int(told.stdout) / 1024.0


# --- all of it -------------------------------------------------------------------------------------------------------


async def in_browser(part: Callable[[Any], Coroutine[Any, Any, None]]) -> None:
    """Something that needs Chromium."""
    path = chromium()
    if path is None:
        sys.exit(HOW_TO_GET_IT)
    async with async_playwright() as driver:
        browser = await driver.chromium.launch(executable_path=path, args=list(FLAGS))
        await part(browser)
        await browser.close()


def ensemble_part(repeats: int, _: float) -> None:
    """Without a page."""
    for teams, years in SIZES:
        ensemble_times(teams, years, repeats)


def race_part(repeats: int, _: float) -> None:
    """What the server takes, and what is seen on the screen."""
    for teams, years in SIZES:
        what = f"{10 * teams} reps, {years} years"
        with firm_of(teams, years) as server:
            asyncio.run(answers(server, what, repeats))
            asyncio.run(in_browser(lambda browser: key_presses(browser, server, what, repeats)))  # noqa: B023 - at once


def room_part(_: int, __: float) -> None:
    """Thirty phones."""
    with served("--lan") as server:
        asyncio.run(in_browser(lambda browser: phones(browser, server)))


def use_part(_: int, hours: float) -> None:
    """Memory."""
    with served("--lan") as server:
        asyncio.run(use(server, hours))


PARTS = {"ensemble": ensemble_part, "race": race_part, "room": room_part, "use": use_part}


def main() -> None:
    """Measure everything in turn, or some of it."""
    parser = ArgumentParser(prog="python -m benchmarks.page", description=__doc__)
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], help="what to measure (all)")
    parser.add_argument("--quick", action="store_true", help="fewer repetitions, and minutes of use for hours")
    parser.add_argument("--hours", type=float, default=2.0, help="of use for the memory")
    options = parser.parse_args()
    for name in options.parts or PARTS:
        PARTS[name](8 if options.quick else 30, options.hours / (60.0 if options.quick else 1.0))


if __name__ == "__main__":
    main()
