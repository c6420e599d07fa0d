"""`python -m benchmarks.page`: how fast the page answers, and how many phones a laptop bears. It only prints.

From a key press to the next picture on the screen, in Chromium; the same without a browser; thirty phones while the
facilitator works, and a network that fails for ten seconds; memory over simulated use.
"""

from __future__ import annotations

import asyncio
import statistics
import subprocess
import sys
import time
from argparse import ArgumentParser
from collections.abc import Callable, Sequence
from typing import Any

from playwright.sync_api import sync_playwright

from benchmarks.browser import FLAGS, HOW_TO_GET_IT, Server, chromium, served
from simulation import load_scenario
from workshop.command import FIRM
from workshop.company import AS_IT_IS
from workshop.ensemble import Ensemble

PHONES = 30
SECONDS_OFF = 10.0
PATIENCE = 240_000
SETTLED = 100


def spread(milliseconds: Sequence[float]) -> str:
    """Median and 95th percentile."""
    ordered = sorted(milliseconds)
    late = ordered[min(len(ordered) - 1, round(0.95 * (len(ordered) - 1)))]
    return f"median {statistics.median(ordered):,.0f} ms, p95 {late:,.0f} ms, n = {len(ordered)}"


def report(what: str, found: str) -> None:
    """One line of the answer."""
    print(f"{what:<66} {found}", flush=True)


# --- the ensemble alone ----------------------------------------------------------------------------------------------


def ensemble_times(reps: int, years: int, repeats: int) -> None:
    """Two companies, sixteen futures from settled states, nothing of them known; then three hundred."""
    firm = load_scenario(FIRM, (), {"organization.teams": reps // 10, "calendar.years": years})
    ensemble = Ensemble(firm)
    asyncio.run(ensemble.futures([firm], 16))
    first: list[float] = []
    busy: list[float] = []
    pair = [firm]
    for number in range(repeats):
        shares = (0.01 + number / 1_000, 0.11 + number / 1_000)
        pair = [AS_IT_IS.with_lever("selection.cull_fraction", share).on(firm) for share in shares]
        began, worked = time.perf_counter(), time.process_time()
        asyncio.run(ensemble.futures(pair, 16))
        first.append(1_000.0 * (time.perf_counter() - began))
        busy.append(1_000.0 * (time.process_time() - worked))
    report(f"2 companies x 16 futures x {reps} reps x {years} years, without browser", spread(first))
    report("    of which processor time, all threads", spread(busy))
    asyncio.run(ensemble.settle(range(300)))
    began = time.perf_counter()
    asyncio.run(ensemble.futures(pair, 300))
    report(f"2 companies x 300 futures x {reps} reps x {years} years", f"{time.perf_counter() - began:,.1f} s")
    ensemble.close()


# --- the race in a browser -------------------------------------------------------------------------------------------

ARM = """() => {
    const strip = document.querySelector('#strip');
    window.began = performance.now(); window.seen = null;
    const look = () => { if (!window.seen) requestAnimationFrame(() => { window.seen = performance.now(); }); };
    new MutationObserver(look).observe(strip, {characterData: true, childList: true, subtree: true});
}"""


def key_presses(browser: Any, server: Server, repeats: int) -> None:
    """From a key press on a slider to the first paint with a new sentence, all futures settled before."""
    page = browser.new_context(viewport={"width": 1280, "height": 720}).new_page()
    page.set_default_timeout(PATIENCE)
    page.goto(f"{server.home}/?key={server.key}")
    page.wait_for_selector("text=of 100 futures")
    page.wait_for_timeout(25_000)  # until the settled firms are ready and nothing else is lived
    page.get_by_label("Coaching, hours a week").focus()
    found = []
    for number in range(repeats):
        page.evaluate(ARM)
        page.keyboard.press("ArrowRight" if number % 8 < 4 else "ArrowLeft")
        page.wait_for_function("window.seen")
        found.append(page.evaluate("window.seen - window.began"))
        page.wait_for_timeout(900)
    report("key press to first new picture, shipped firm of 30 reps, 5 years", spread(found))
    page.context.close()


# --- thirty phones ---------------------------------------------------------------------------------------------------


def phones(browser: Any, server: Server) -> None:
    """Thirty phones join; how long the facilitator waits to see what they do; then ten seconds without a network."""
    host = browser.new_context(viewport={"width": 1280, "height": 720}).new_page()
    host.set_default_timeout(PATIENCE)
    host.goto(f"{server.home}/room?key={server.key}")
    host.wait_for_selector("#begin")
    players = [_phone(browser, server, number) for number in range(PHONES)]
    host.wait_for_selector(f"text={PHONES} players")
    host.click("#begin")
    for player in players:
        player.wait_for_selector("#points")
    lags = _lags(host, players)
    report(f"{PHONES} phones: a phone locks in until the facilitator sees it", spread(lags))
    for player in players:
        player.context.set_offline(True)
    host.wait_for_timeout(1_000 * SECONDS_OFF)
    for player in players:
        player.context.set_offline(False)
    kept = sum(_back(player) for player in players)
    report(f"{PHONES} phones, {SECONDS_OFF:.0f} s without network: back in their seat", f"{kept} of {PHONES}")
    for page in (host, *players):
        page.context.close()


def _phone(browser: Any, server: Server, number: int) -> Any:
    page = browser.new_context(viewport={"width": 390, "height": 844}).new_page()
    page.set_default_timeout(PATIENCE)
    page.goto(f"{server.home}/join?pin={server.pin}")
    page.fill('input[aria-label="Nickname"]', f"p{number}")
    page.fill('input[aria-label="Team"]', f"t{number % 10}")
    page.click("button:has-text('Join')")
    page.wait_for_selector("text=We can see you")
    return page


UNLOCKS = "n => [...document.querySelectorAll('button')].filter(b => b.innerText === 'Unlock').length >= n"


def _lags(host: Any, players: Sequence[Any]) -> list[float]:
    """Each of ten teams locks in; until the facilitator's pane has one more button to unlock."""
    found = []
    for count, player in enumerate(players[:10], 1):
        began = time.perf_counter()
        player.click("#lock")
        host.wait_for_function(UNLOCKS, arg=count)
        found.append(1_000.0 * (time.perf_counter() - began))
    return found


def _back(player: Any) -> bool:
    try:
        player.wait_for_function("document.body.innerText.includes('team t')", timeout=30_000)
    except Exception as problem:  # noqa: BLE001 - counted, and said
        print(f"lost: {problem}", file=sys.stderr)
        return False
    return True


# --- memory ----------------------------------------------------------------------------------------------------------


def memory(browser: Any, server: Server, minutes: float) -> None:
    """Resident memory of the server while somebody drags sliders without rest: a room's two hours in short."""
    page = browser.new_context(viewport={"width": 1280, "height": 720}).new_page()
    page.set_default_timeout(PATIENCE)
    sizes: list[float] = []
    page.goto(f"{server.home}/?key={server.key}")
    page.wait_for_selector("text=of 100 futures")
    ends = time.monotonic() + 60.0 * minutes
    for number in range(1_000_000):
        if time.monotonic() > ends:
            break
        page.locator("input[type=range]").nth(number % 6).focus()
        for _ in range(6):
            page.keyboard.press("ArrowRight" if number % 12 < 6 else "ArrowLeft")
            page.wait_for_timeout(60)
        if number % 20 == 0:
            page.reload()
            page.wait_for_selector("#strip")
            sizes.append(_resident_mb(server))
    middle = len(sizes) // 2
    early, late = statistics.mean(sizes[1 : middle + 1] or sizes), statistics.mean(sizes[middle:] or sizes)
    report(
        f"memory, {minutes:g} minutes of dragging without rest", f"first half {early:,.0f} MB, second {late:,.0f} MB"
    )
    page.context.close()


def _resident_mb(server: Server) -> float:
    """Resident memory of the server, as `ps` tells it."""
    told = subprocess.run(
        ["ps", "-o", "rss=", "-p", str(server.process.pid)], capture_output=True, text=True, check=True
    )
    return int(told.stdout) / 1024.0


def main() -> None:
    """Measure everything in turn."""
    parser = ArgumentParser(prog="python -m benchmarks.page", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer repetitions")
    parser.add_argument("--minutes", type=float, default=10.0, help="of simulated use for the memory")
    options = parser.parse_args()
    repeats = 8 if options.quick else 30
    for reps, years in ((30, 3), (30, 5), (80, 3)):
        ensemble_times(reps, years, repeats)
    path = chromium()
    if path is None:
        sys.exit(HOW_TO_GET_IT)
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=list(FLAGS))
        parts: list[Callable[[Server], None]] = [
            lambda server: key_presses(browser, server, repeats),
            lambda server: phones(browser, server),
            lambda server: memory(browser, server, 1.0 if options.quick else options.minutes),
        ]
        for part in parts:
            with served("--lan") as server:
                part(server)
        browser.close()


if __name__ == "__main__":
    main()
