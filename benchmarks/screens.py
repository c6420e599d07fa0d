"""`python -m benchmarks.screens [--to FOLDER]`: every screen of the page, in both languages, to be looked at."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from benchmarks.browser import FLAGS, HOW_TO_GET_IT, Server, chromium, served

PROJECTOR, PHONE = (1280, 720), (390, 844)
FOLDER = Path(__file__).parents[1] / "results" / "workshop"
PATIENCE = 180_000
HUNDRED = {"en": "of 100 futures", "sv": "av 100 framtider"}
WORDS = {
    "en": {
        "nickname": "Nickname",
        "team": "Team",
        "join": "Join",
        "drop": "Drop it after three years",
        "begin": "Begin",
        "play": "Play",
        "stop": "Stop",
        "one": "North",
    },
    "sv": {
        "nickname": "Smeknamn",
        "team": "Lag",
        "join": "Gå med",
        "drop": "Släpp den efter tre år",
        "begin": "Börja",
        "play": "Spela upp",
        "stop": "Stoppa",
        "one": "Norr",
    },
}


class Photographer:
    """Goes through the page in one language and keeps a picture of every screen."""

    def __init__(self, browser: Any, server: Server, language: str, folder: Path) -> None:
        self.server, self.language, self.folder, self.words = server, language, folder, WORDS[language]
        self.host = self._visitor(browser, PROJECTOR)
        self.phone = self._visitor(browser, PHONE)

    def _visitor(self, browser: Any, size: tuple[int, int]) -> Any:
        page = browser.new_context(viewport={"width": size[0], "height": size[1]}).new_page()
        page.set_default_timeout(PATIENCE)
        return page

    def keep(self, page: Any, name: str) -> None:
        """One picture."""
        page.wait_for_timeout(700)
        page.screenshot(path=self.folder / f"{name}.{self.language}.png")

    def go(self, page: Any, address: str, **parameters: str) -> None:
        """Open a page in the language."""
        query = "&".join(f"{key}={value}" for key, value in ({"lang": self.language} | parameters).items())
        page.goto(f"{self.server.home}{address}?{query}")
        page.wait_for_selector("main")

    def race(self) -> None:
        """The race with a hundred futures and more, then before the room has guessed."""
        self.go(self.host, "/", key=self.server.key)
        self.host.wait_for_selector(f"text={HUNDRED[self.language]}")
        self.host.wait_for_timeout(6_000)
        self.keep(self.host, "race")
        self.host.locator(".q-toggle").click()
        self.keep(self.host, "race-predict")

    def culture(self) -> None:
        """The mixer with one habit mixed in, every habit's marginal effect, and what stays when it is dropped."""
        self.go(self.host, "/culture")
        self.host.locator("input[type=range]").first.focus()
        for _ in range(4):
            self.host.keyboard.press("ArrowRight")
            self.host.wait_for_timeout(300)
        self.host.wait_for_function("document.querySelectorAll('.brings.waiting').length === 0")
        self.keep(self.host, "culture")
        self.host.click(f"text={self.words['drop']}")
        self.host.wait_for_selector("#left")
        self.host.locator("#left").scroll_into_view_if_needed()
        self.host.mouse.wheel(0, 2_000)
        self.keep(self.host, "culture-dropped")

    def floor(self) -> None:
        """The floor after some weeks, and somebody's story."""
        self.go(self.host, "/floor")
        self.host.click("text=8×")
        self.host.click(f"button:has-text('{self.words['play']}')")
        self.host.wait_for_function("+(document.querySelector('#week').innerText.match(/(\\d+):/) || [0, 0])[1] > 20")
        self.host.click(f"button:has-text('{self.words['stop']}')")
        self.keep(self.host, "floor")

    def room(self) -> None:
        """The door, a round on the phone and the board, the places."""
        self.go(self.phone, "/join", pin=self.server.pin)
        self.keep(self.phone, "phone-join")
        self.phone.fill(f'input[aria-label="{self.words["nickname"]}"]', f"Älva {self.language}")
        self.phone.fill(f'input[aria-label="{self.words["team"]}"]', self.words["one"])
        self.phone.locator("button", has_text=self.words["join"]).click()
        self.go(self.host, "/room")
        for _ in range(3):
            self.host.click("#computer")
        self.keep(self.host, "room")
        self.go(self.host, "/board")
        self.keep(self.host, "board-door")
        self.go(self.host, "/room")
        self.host.click("#begin")
        self.phone.wait_for_selector("#points")
        for place in (0, 0, 5):
            self.phone.locator("input[type=range]").nth(place).focus()
            self.phone.keyboard.press("ArrowRight")
            self.phone.wait_for_timeout(400)
        self.keep(self.phone, "phone-choose")
        self.phone.click("#lock")
        self.host.click("#reveal")
        self.phone.wait_for_selector("#place")
        self.keep(self.phone, "phone-place")
        self.go(self.host, "/board")
        self.keep(self.host, "board-places")

    def story(self) -> None:
        """A step of a lesson, its note, the sheet, the guide, and the reports."""
        self.go(self.host, "/story")
        self.keep(self.host, "story-choose")
        self.host.locator("button", has_text=self.words["begin"]).first.click()
        self.host.click("#next")
        self.host.wait_for_selector("#strip")
        self.keep(self.host, "story")
        self.go(self.host, "/notes")
        self.keep(self.host, "notes")
        self.go(self.host, "/debrief")
        self.keep(self.host, "debrief")
        self.go(self.host, "/guide")
        self.keep(self.host, "guide")
        self.go(self.host, "/reports")
        self.keep(self.host, "reports")

    def all(self) -> list[Callable[[], None]]:
        """Every screen."""
        return [self.race, self.culture, self.floor, self.room, self.story]


def main() -> None:
    """Take all pictures."""
    parser = ArgumentParser(prog="python -m benchmarks.screens", description=__doc__)
    parser.add_argument("--to", type=Path, default=FOLDER, help="where to write them")
    folder = parser.parse_args().to
    path = chromium()
    if path is None:
        sys.exit(HOW_TO_GET_IT)
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=list(FLAGS))
        for language in WORDS:
            with served("--lan") as server:
                for take in Photographer(browser, server, language, folder).all():
                    take()
                    print(language, take.__name__, flush=True)
        browser.close()
    print(f"{len(list(folder.glob('*.png')))} pictures in {folder.name}/")


if __name__ == "__main__":
    main()
