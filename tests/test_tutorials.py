"""The tutorials are followed to the letter: every file is written, every change is made, and every command is run.

A fenced block opens with what it is: `toml new FILE` is a file, `diff` adds lines to files, `sh` holds commands, and
`sh pdf` those that need a browser to print with.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.testing import CliRunner

from experiments import cli
from experiments.report.paper import PaperError, browser

ROOT = Path(__file__).parents[1]
PAGES = sorted((ROOT / "docs").glob("tutorial-*.md"))
LEFT_OUT = shutil.ignore_patterns(".git", ".venv", ".cache", "__pycache__", "raw", "*.png", "*.svg", ".*_cache")
FENCE = re.compile(r"^(`{3,})(.*?)\n(.*?)^\1$", re.MULTILINE | re.DOTALL)
SECONDS = 1_800.0


@dataclass(frozen=True)
class Block:
    """A fenced block: what it is, the file it is (if it is one), and its text."""

    kind: str
    file: str
    text: str


def blocks(page: Path) -> Iterator[Block]:
    for _, info, text in FENCE.findall(page.read_text("utf-8")):
        kind, _, file = info.partition(" new ")
        yield Block("new" if file else kind, file, text)


def commands(text: str) -> list[list[str]]:
    return [words for line in text.splitlines() if (words := shlex.split(line, comments=True))]


def write(block: Block, folder: Path) -> None:
    path = folder / block.file
    assert not path.exists(), f"{block.file} is there already"
    path.write_text(block.text, "utf-8")


def change(block: Block, folder: Path) -> None:
    """Add each line with a plus after the line above it; the lines above stand in the file once, in this order."""
    for part in re.split(r"^@@ ", block.text, flags=re.MULTILINE)[1:]:
        name, *lines = part.splitlines()
        path, at = folder / name, -1
        found = path.read_text("utf-8").splitlines()
        for line in lines:
            if line.startswith("+"):
                at += 1
                found.insert(at, line[1:])
            else:
                assert found.count(line[1:]) == 1, f"{name} holds {found.count(line[1:])} times: {line[1:]}"
                assert found.index(line[1:]) > at
                at = found.index(line[1:])
        path.write_text("\n".join(found) + "\n", "utf-8")


def has_browser() -> bool:
    try:
        return bool(browser())
    except PaperError:
        return False


def follow_inside(page: Path) -> None:
    """Follow a tutorial in the current folder; `salesorg` runs in this process, which has compiled already."""
    for block in blocks(page):
        if block.kind == "new":
            write(block, Path())
        elif block.kind == "sh" or has_browser():
            for words in commands(block.text):
                run_inside(words)


def run_inside(words: list[str]) -> None:
    if words[0] == "salesorg":
        done = CliRunner().invoke(cli.app, words[1:])
        # the import ends with 1 where the model is further off than allowed: a star, says the tutorial, and goes on
        allowed = (0, 1) if words[1] == "import-crm" else (0,)
        assert done.exit_code in allowed, f"{shlex.join(words)}\n{done.output}"
    else:
        run_outside(words, Path(), {})


def run_outside(words: list[str], folder: Path, environment: dict[str, str]) -> str:
    programs = {"python": [sys.executable], "salesorg": [sys.executable, "-c", "from workshop.cli import main; main()"]}
    paths = {"PYTHONPATH": str(folder if environment else ROOT)}
    done = subprocess.run(
        [*programs[words[0]], *words[1:]],
        check=False,
        cwd=folder,
        env=dict(os.environ) | paths | environment,
        capture_output=True,
        text=True,
        timeout=SECONDS,
    )
    assert done.returncode == 0, f"{shlex.join(words)}\n{done.stdout}\n{done.stderr}"
    return done.stdout


# --- what stands on them ---------------------------------------------------------------------------------------------


def test_there_are_three_tutorials() -> None:
    assert [page.stem.removeprefix("tutorial-") for page in PAGES] == ["developer", "researcher", "strategist"]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_nothing_stands_on_a_tutorial_that_is_not_followed(page: Path) -> None:
    assert {block.kind for block in blocks(page)} <= {"new", "sh", "sh pdf", "diff"}
    outside = FENCE.sub("", page.read_text("utf-8"))
    assert re.findall(r"^(?: {4}|\$ ).*", outside, re.MULTILINE) == []
    words = {command[0] for block in blocks(page) if block.kind.startswith("sh") for command in commands(block.text)}
    assert words <= {"salesorg", "python"}


def test_a_change_that_does_not_fit_its_file_is_found(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("one\ntwo\ntwo\nthree\n")
    change(Block("diff", "", "@@ a.py\n one\n+more\n three\n+last\n"), tmp_path)
    assert (tmp_path / "a.py").read_text() == "one\nmore\ntwo\ntwo\nthree\nlast\n"
    for lines in (" two\n+more\n", " four\n+more\n", " three\n one\n+more\n"):
        with pytest.raises(AssertionError):
            change(Block("diff", "", f"@@ a.py\n{lines}"), tmp_path)


# --- following them --------------------------------------------------------------------------------------------------


@pytest.mark.long
def test_the_strategist_gets_from_an_export_to_a_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    follow_inside(ROOT / "docs" / "tutorial-strategist.md")
    report = Path("report.html").read_text("utf-8")
    assert "For the board" in report
    assert "culling 10 %" in report
    assert "more coaching 1.5" in report
    assert not has_browser() or Path("rapport.pdf").read_bytes().startswith(b"%PDF-")


def test_the_researcher_gets_from_a_study_to_a_difference_of_differences(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    follow_inside(ROOT / "docs" / "tutorial-researcher.md")
    assert len(Path("runs.csv").read_text("utf-8").splitlines()) == 1 + 2 * 2 * 4
    assert "more among unequals" in run_outside(["python", "look.py"], tmp_path, {})


@pytest.mark.long
def test_the_developer_adds_a_mechanism_to_a_copy(tmp_path: Path) -> None:
    """Uncompiled: what the tutorial runs is small, and the copy would be compiled for it alone."""
    copy = tmp_path / "copy"
    shutil.copytree(ROOT, copy, ignore=LEFT_OUT)
    plain = {"NUMBA_DISABLE_JIT": "1", "SALESORG_CACHE": str(tmp_path / "cache")}
    printed = {}
    for block in blocks(ROOT / "docs" / "tutorial-developer.md"):
        if block.kind == "new":
            write(block, copy)
        elif block.kind == "diff":
            change(block, copy)
        else:
            printed |= {shlex.join(words): run_outside(words, copy, plain) for words in commands(block.text)}
    assert "0.02" in next(said for command, said in printed.items() if "describe" in command)
    assert "illness.energy_lost" in run_outside(["salesorg", "describe"], copy, plain)
    assert not (ROOT / "simulation" / "mechanisms" / "illness.py").exists()
    rule = copy / "simulation" / "mechanisms" / "illness.py"
    rule.write_text(rule.read_text("utf-8").replace("luck <", "luck >"), "utf-8")
    with pytest.raises(AssertionError, match=r"\d failed"):
        run_outside(["python", "-m", "pytest", "-q", "tests/mechanisms/test_illness.py"], copy, plain)
