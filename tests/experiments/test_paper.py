"""The report on paper: the board's page is one page, nothing is cut; without a browser a sentence says what to do."""

from __future__ import annotations

import datetime as dt
import re
import sys
from functools import cache
from pathlib import Path

import pytest
from typer.testing import CliRunner

from experiments import cli
from experiments.report import html, paper
from experiments.report.answer_words import Told
from experiments.report.board import board, report
from experiments.report.language import Language
from experiments.report.paper import PaperError, browser, write_pdf
from tests.experiments.made_up_answer import keep, made_up_data

DAY = dt.date(2026, 11, 26)
FEW = ("culling=10%",)
MANY = ("culling=10%", "coaching", "leaderboard", "linear_pay", "promote_best_sellers", "peer_meetings+coaching")
PAIR = ("culling=10%", "peer_meetings+coaching")
PAPER_PIXELS = round((210 - 2 * 16) / 25.4 * 96)
"""Between the margins of A4."""


def has_browser() -> bool:
    try:
        return bool(browser())
    except PaperError:
        return False


needs_browser = pytest.mark.skipif(not has_browser(), reason="no Chromium, Chrome or Edge on this machine")


@cache
def told(policies: tuple[str, ...], code: str) -> Told:
    return Told(made_up_data(policies), Language(code))


def pages(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


@needs_browser
@pytest.mark.parametrize(("policies", "code"), [(FEW, "en"), (FEW, "sv"), (MANY[:4], "sv"), (MANY, "en")])
def test_the_boards_page_is_one_page(policies: tuple[str, ...], code: str, tmp_path: Path) -> None:
    answer = told(policies, code)
    page = html.page(answer.question(), code, ['<section class="board">', *board(answer, DAY), "</section>"])
    write_pdf(tmp_path / "board.pdf", page, browser())
    assert pages((tmp_path / "board.pdf").read_bytes()) == 1


@needs_browser
def test_a_pdf_is_asked_for_by_its_name_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    run = keep(tmp_path / "whatif-1", told(FEW, "en").data)
    done = CliRunner().invoke(cli.app, ["report", str(run), "-o", str(tmp_path / "report.pdf")])
    assert done.exit_code == 0, done.output
    printed = (tmp_path / "report.pdf").read_bytes()
    assert printed.startswith(b"%PDF-")
    assert pages(printed) > 1
    assert {file.name for file in tmp_path.iterdir()} == {"whatif-1", "report.pdf"}


@needs_browser
@pytest.mark.parametrize("code", ["en", "sv"])
def test_nothing_is_wider_than_the_paper(code: str, tmp_path: Path) -> None:
    """A browser shrinks a page on which anything is: all of it becomes small."""
    driver = pytest.importorskip("playwright.sync_api", reason="playwright drives the browser: pip install playwright")
    (tmp_path / "page.html").write_text(report(told(PAIR, code).data, Language(code), DAY), "utf-8")
    with driver.sync_playwright() as running:
        window = running.chromium.launch(executable_path=browser(), args=["--no-sandbox"])
        page = window.new_page(viewport={"width": PAPER_PIXELS, "height": 1_000})
        page.emulate_media(media="print")
        page.goto((tmp_path / "page.html").as_uri())
        widest = page.evaluate(
            "Math.max(...[...document.querySelectorAll('*')].map(x => x.getBoundingClientRect().right))"
        )
        window.close()
    assert widest <= PAPER_PIXELS + 1


def test_numbers_and_days_of_the_page_are_those_of_its_language() -> None:
    english, swedish = ("".join(board(told(MANY[:2], code), DAY)) for code in ("en", "sv"))
    assert "26 November 2026" in english
    assert "more coaching 1.5" in english
    assert "26 november 2026" in swedish
    assert "mer coachning 1,5" in swedish
    assert not re.search(r"\d\.\d", re.sub(r"<svg.*?</svg>", "", swedish, flags=re.DOTALL))


def test_every_policy_has_its_row_on_the_boards_page() -> None:
    answer = told(MANY, "en")
    text = "".join(board(answer, DAY))
    assert [one["arm"] for one in answer.contenders if f"<td>{answer.title(one['arm'])}</td>" not in text] == []


# --- browsers --------------------------------------------------------------------------------------------------------


def test_the_browser_that_is_named_is_taken_and_a_wrong_name_is_an_error() -> None:
    assert browser({"CHROMIUM": sys.executable}) == sys.executable
    with pytest.raises(PaperError, match="CHROMIUM=nowhere: no program is there"):
        browser({"CHROMIUM": "nowhere"})


def test_without_a_browser_one_sentence_says_what_to_do_and_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setattr(paper.shutil, "which", lambda _: None)
    run = keep(tmp_path / "whatif-1", told(FEW, "en").data)
    done = CliRunner().invoke(cli.app, ["report", str(run), "-o", str(tmp_path / "report.pdf")])
    assert done.exit_code == 3
    assert "install one (Debian: apt-get install chromium)" in done.output
    assert "print it from any browser" in done.output
    assert not (tmp_path / "report.pdf").exists()


def test_browsers_are_looked_for_where_windows_and_macs_keep_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paper.sys, "platform", "darwin")
    places = list(paper._candidates({"PROGRAMFILES": "C"}))
    assert "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" in places
    assert any(place.startswith("C") and place.endswith("msedge.exe") for place in places)


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a shell script")
def test_a_browser_that_prints_nothing_is_an_error_that_leaves_the_old_report(tmp_path: Path) -> None:
    silent = tmp_path / "silent"
    silent.write_text("#!/bin/sh\necho 'cannot open display' >&2\nexit 1\n")
    silent.chmod(0o755)
    (tmp_path / "report.pdf").write_text("old")
    with pytest.raises(PaperError, match=r"printed nothing \(cannot open display\)"):
        write_pdf(tmp_path / "report.pdf", "<p>", str(silent))
    assert (tmp_path / "report.pdf").read_text() == "old"
    assert {file.name for file in tmp_path.iterdir()} == {"silent", "report.pdf"}
