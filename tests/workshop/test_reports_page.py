"""The page of reports, in process: what lies among the results, in a language, to those who may see it."""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("nicegui", reason="the page needs its extra: pip install salesorg[workshop]")

from experiments.report.language import Language
from tests.experiments.made_up_answer import keep, made_up_data
from tests.workshop.simulated import tiny_desk, tiny_hall, visitor
from workshop.shelf import entries


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two answers, the latter the newer, and a folder that another version wrote."""
    folder = tmp_path_factory.mktemp("results")
    for hours, (name, policies) in enumerate((("old", ["coaching"]), ("new", ["culling=10%"]))):
        answer = keep(folder / f"whatif-{name}", made_up_data(policies, years=1)) / "whatif.json"
        os.utime(answer, (1.79e9 + 3600 * hours, 1.79e9 + 3600 * hours))
    other = keep(folder / "whatif-other", made_up_data(years=1) | {"schema": "salesorg-whatif-0"}) / "whatif.json"
    os.utime(other, (1.7e9, 1.7e9))
    return folder


def visiting(
    results: Path,
    folder: Path,
    visit: Callable[[Any, Any], Awaitable[None]],
    *,
    language: str = "en",
    lan: bool = False,
) -> None:
    desk = replace(tiny_desk(language), results=results)
    hall = tiny_hall(desk, folder, lan=lan)

    async def go() -> None:
        async with visitor(desk, hall) as user:
            await visit(user, hall)

    asyncio.run(go())


def test_the_list_is_the_latest_first_and_says_what_cannot_be_read(results: Path) -> None:
    found = entries(results, Language("sv"))
    assert [entry.name for entry in found] == ["whatif-new", "whatif-old", "whatif-other"]
    assert found[0].question.startswith("Vad ger gallring 10 % jämfört med")
    assert "is not an answer of this version" in found[2].problem
    assert not found[2].question


def test_an_answer_that_lacks_something_does_not_take_the_list_down(results: Path) -> None:
    answer = results / "whatif-old" / "whatif.json"
    content = json.loads(answer.read_text("utf-8"))
    del content["contenders"]
    answer.write_text(json.dumps(content), "utf-8")
    problems = {entry.name: entry.problem for entry in entries(results, Language("en"))}
    assert problems["whatif-old"] == "whatif-old is damaged: it has no 'contenders'"
    assert not problems["whatif-new"]


def test_a_report_is_opened_and_saved_in_the_language_of_the_page(results: Path, tmp_path: Path) -> None:
    async def visit(user: Any, hall: Any) -> None:
        await user.open("/reports")
        await user.should_see("Öppna rapporten", retries=20)
        await user.should_see("Vad ger gallring 10 %")
        opened = await user.http_client.get("/reports/whatif-new?lang=sv")
        assert opened.status_code == 200
        assert '<html lang="sv">' in opened.text
        assert "För styrelsen" in opened.text
        assert opened.headers["content-disposition"].startswith("inline")
        assert "default-src 'none'" in opened.headers["content-security-policy"]
        saved = await user.http_client.get("/reports/whatif-new?lang=en&save=1")
        assert saved.headers["content-disposition"] == 'attachment; filename="report-en.html"'
        assert "For the board" in saved.text

    visiting(results, tmp_path, visit, language="sv")


@pytest.mark.parametrize("name", ["whatif-none", "%2e%2e", ".whatif-new", "whatif-other"])
def test_what_is_no_answer_is_not_served(results: Path, tmp_path: Path, name: str) -> None:
    async def visit(user: Any, hall: Any) -> None:
        answered = await user.http_client.get(f"/reports/{name}")
        assert answered.status_code == 404
        assert "<svg" not in answered.text

    visiting(results, tmp_path, visit)


def test_on_a_network_only_the_facilitator_reads_reports(results: Path, tmp_path: Path) -> None:
    async def visit(user: Any, hall: Any) -> None:
        refused = await user.http_client.get("/reports/whatif-new")
        assert refused.status_code == 403
        assert "<svg" not in refused.text
        hall.open_pages = True  # phones may look at all pages then, but a firm's answers are its own
        assert (await user.http_client.get("/reports/whatif-new")).status_code == 403
        shown = await user.http_client.get(f"/reports/whatif-new?key={hall.journal.keys.host_key}")
        assert shown.status_code == 200

    visiting(results, tmp_path, visit, lan=True)


def test_where_there_is_no_answer_the_page_says_how_to_get_one(tmp_path: Path) -> None:
    async def visit(user: Any, hall: Any) -> None:
        await user.open("/reports")
        await user.should_see("There is no answer yet", retries=20)
        await user.should_see("salesorg whatif firm-plausible")

    visiting(tmp_path / "empty", tmp_path, visit)
