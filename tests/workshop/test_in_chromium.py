"""The page in a real browser: nothing from elsewhere, no errors, no scrolling sideways, and seats that last."""

from __future__ import annotations

import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("nicegui", reason="the page needs its extra: pip install salesorg[workshop]")
playwright = pytest.importorskip("playwright.sync_api", reason="playwright drives the browser: pip install playwright")

from benchmarks.browser import (
    FLAGS,
    HOW_TO_GET_IT,
    SIZES,
    Server,
    Watch,
    ask,
    chromium,
    free_port,
    served,
    sideways,
    start,
)
from workshop.journal import journal_path

pytestmark = pytest.mark.skipif(chromium() is None, reason=HOW_TO_GET_IT)

FIRM = """
format = 1
title = "A tiny firm"
base = "midmarket"
[organization]
teams = 2
reps_per_team = 4
[calendar]
years = 2
burn_in_years = 1
"""
PAGES = ("/", "/culture", "/floor", "/story", "/room", "/board", "/reports", "/guide", "/notes", "/debrief")
PATIENCE = 60_000
SERIOUS = ("serious", "critical")


@pytest.fixture(scope="module")
def firm(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("firm") / "tiny.toml"
    path.write_text(FIRM)
    return path


@pytest.fixture(scope="module")
def server(firm: Path) -> Iterator[Server]:
    with served("--lan", "--firm", str(firm), folder=firm.parent) as running:
        yield running


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=chromium(), args=list(FLAGS))
        yield running
        running.close()


@pytest.fixture
def watch(server: Server) -> Iterator[Watch]:
    seen = Watch(server.home)
    yield seen
    assert seen.foreign == []
    assert seen.errors == []


def visitor(browser: Any, watch: Watch | None = None, size: tuple[int, int] = SIZES[0]) -> Any:
    page = browser.new_context(viewport={"width": size[0], "height": size[1]}).new_page()
    page.set_default_timeout(PATIENCE)
    if watch is not None:
        watch.follow(page)
    return page


def facilitator(browser: Any, server: Server, watch: Watch | None = None) -> Any:
    page = visitor(browser, watch)
    page.goto(f"{server.home}/room?key={server.key}")
    page.wait_for_selector("#begin")
    return page


def phone(browser: Any, server: Server, nickname: str, team: str, watch: Watch | None = None) -> Any:
    page = visitor(browser, watch, SIZES[2])
    page.goto(f"{server.home}/join?pin={server.pin}")
    page.fill('input[aria-label="Nickname"]', nickname)
    page.fill('input[aria-label="Team"]', team)
    page.click("button:has-text('Join')")
    page.wait_for_selector("text=We can see you")
    return page


@pytest.mark.parametrize("language", ["sv", pytest.param("en", marks=pytest.mark.long)])
def test_every_page_fits_every_screen_stays_at_home_and_can_be_used_without_eyes_or_mouse(
    browser: Any, server: Server, watch: Watch, language: str
) -> None:
    page, axe = facilitator(browser, server, watch), axe_core()
    too_wide, unusable = [], []
    for address in PAGES:
        page.goto(f"{server.home}{address}?lang={language}")
        page.wait_for_selector("main")
        page.wait_for_function("lang => document.documentElement.lang === lang", arg=language)
        for width, height in SIZES:
            page.set_viewport_size({"width": width, "height": height})
            if (pixels := sideways(page)) > 0:
                too_wide.append((address, width, pixels))
        unusable += [(address, *problem) for problem in serious_problems(page, axe)]
    page.context.close()
    assert too_wide == []
    assert unusable == []


def axe_core() -> str:
    """The checker of accessibility that runs in the page."""
    module = pytest.importorskip("axe_playwright_python.base", reason="pip install axe-playwright-python")
    return (Path(module.__file__).parent / "axe.min.js").read_text("utf-8")


def serious_problems(page: Any, axe: str) -> list[tuple[str, str]]:
    """What people who do not see, or use no mouse, would stumble over: the rule, and the first place."""
    page.evaluate(axe)
    report = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    found = [problem for problem in report["violations"] if problem["impact"] in SERIOUS]
    return [(problem["id"], problem["nodes"][0]["html"][:160]) for problem in found]


def test_the_race_is_drawn_while_a_slider_moves_and_undone(browser: Any, server: Server, watch: Watch) -> None:
    page = facilitator(browser, server, watch)
    page.goto(f"{server.home}/")
    page.wait_for_selector("text=of 100 futures")
    before = page.inner_text("#median-b")
    slider = page.get_by_label("Culled each year")
    slider.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("old => document.querySelector('#median-b').innerText !== old", arg=before)
    assert "race=" in page.url
    page.click("text=Undo")
    page.wait_for_function("old => document.querySelector('#median-b').innerText === old", arg=before)
    page.context.close()


def test_a_floor_is_played_and_somebodys_story_told(browser: Any, server: Server, watch: Watch) -> None:
    page = facilitator(browser, server, watch)
    page.goto(f"{server.home}/floor")
    page.wait_for_selector("text=Year 1, week 1:")
    page.click("text=8×")
    page.click("button:has-text('Play')")
    page.wait_for_function("+(document.querySelector('#week').innerText.match(/week (\\d+)/) || [0, 0])[1] > 4")
    page.click("button:has-text('Stop')")
    box = page.locator("canvas").bounding_box()
    for across in range(80, int(box["width"]), 30):  # until a dot is hit
        page.mouse.click(box["x"] + across, box["y"] + box["height"] * 0.25)
        if page.locator("text=all names are invented").count():
            break
    page.wait_for_selector("text=invented")
    page.context.close()


def test_a_phone_that_loses_the_network_keeps_its_seat(browser: Any, server: Server) -> None:
    host = facilitator(browser, server)
    player = phone(browser, server, "Ann", "North")
    host.click("#begin")
    player.wait_for_selector("#points")
    player.locator("input[type=range]").first.focus()
    player.keyboard.press("ArrowRight")
    player.wait_for_selector("text=5 points left")
    player.context.set_offline(True)
    player.wait_for_timeout(1500)
    player.context.set_offline(False)
    player.reload()
    player.wait_for_selector("text=5 points left")
    player.click("#lock")
    host.click("#reveal")
    player.wait_for_selector("#place")
    host.click("text=Back to the door")
    for page in (host, player):
        page.context.close()


def test_names_are_shown_as_text_and_never_run(browser: Any, server: Server, watch: Watch) -> None:
    host = facilitator(browser, server, watch)
    player = phone(browser, server, "<img src=x onerror=alert(1)>"[:24], "<b>x</b>", watch)
    host.wait_for_selector("text=<b>x</b>")
    host.click("#begin")
    host.click("#reveal")
    host.wait_for_selector("#board table")
    assert host.locator("#board b").count() == 0
    host.click("text=Back to the door")
    for page in (host, player):
        page.context.close()


def test_a_server_killed_in_mid_round_comes_back_with_seats_and_choices(browser: Any, firm: Path) -> None:
    port = free_port()
    first = start(port, "--lan", "--firm", str(firm), folder=firm.parent)
    host, player = facilitator(browser, first), phone(browser, first, "Bo", "South")
    host.click("#begin")
    player.wait_for_selector("#points")
    player.locator("input[type=range]").nth(2).focus()
    player.keyboard.press("ArrowRight")
    player.wait_for_selector("text=5 points left")
    for page in (host, player):
        page.evaluate("window.before = true")  # gone once the page has loaded itself anew
    first.kill()
    second = start(port, "--lan", "--firm", str(firm), folder=firm.parent)
    assert (second.pin, second.key) == (first.pin, first.key)
    for page, words in ((player, "5 points left"), (host, "Waiting for South")):
        page.wait_for_function("words => !window.before && document.body.innerText.includes(words)", arg=words)
    second.stop()
    for page in (host, player):
        page.context.close()
    assert not journal_path(port).exists()  # the ordinary end keeps nothing


# --- who means harm --------------------------------------------------------------------------------------------------


def status(request: urllib.request.Request | str) -> int:
    try:
        with ask(request) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code


def test_another_hosts_name_is_refused(server: Server) -> None:
    assert status(f"{server.home}/join") == 200
    assert status(urllib.request.Request(f"{server.home}/join", headers={"Host": "evil.example"})) == 403
    assert status(urllib.request.Request(f"{server.home}/join", headers={"Origin": "http://evil.example"})) == 403


def test_forged_cookies_keys_and_messages_leave_the_page_alive(browser: Any, server: Server) -> None:
    page = visitor(browser, size=SIZES[2])
    page.context.add_cookies([{"name": "session", "value": "forged.token.here", "url": server.home}])
    page.goto(f"{server.home}/room?key={'x' * 500}")
    page.wait_for_selector("text=This page is the facilitator’s")
    page.goto(f"{server.home}/join?pin=000000")
    junk = [
        "",
        "junk",
        "42",
        '42["event"]',
        '42["event",{"id":"x","client_id":"x","args":' + "[" * 2000,
        "4" * 20_000,
        "\x00",
    ]
    page.evaluate(
        """async ([address, junk]) => {
            const socket = new WebSocket(address);
            await new Promise(done => { socket.onopen = done; socket.onerror = done; });
            for (const text of junk) { try { socket.send(text); } catch (error) { } }
            for (let i = 0; i < 2000; i++) { try { socket.send('42["event",' + i + ']'); } catch (error) { } }
            socket.close();
        }""",
        [server.home.replace("http", "ws") + "/_nicegui_ws/socket.io/?EIO=4&transport=websocket", junk],
    )
    page.context.close()
    began = time.monotonic()
    assert status(f"{server.home}/join") == 200
    assert time.monotonic() - began < 10.0
