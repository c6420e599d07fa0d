"""The bundle: what it holds, and start scripts that can be read by the systems that they are for."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

pytest.importorskip("nicegui", reason="the page needs its extra: pip install salesorg[workshop]")

from workshop.bundle import names_for, pinned, runtime, write_scripts


def test_it_holds_what_the_page_and_the_model_need_and_no_tools() -> None:
    names = runtime()
    assert {"nicegui", "segno", "mesa", "numba", "starlette", "uvicorn", "babel"} <= set(names)
    assert not {"salesorg", "pytest", "ruff", "mypy", "playwright", "distributed"} & set(names)


def test_versions_are_those_of_the_lock() -> None:
    lock = (Path(__file__).parents[2] / "requirements.lock").read_text("utf-8")
    for one in pinned(["nicegui", "numba", "mesa"]):
        assert re.search(rf"^{re.escape(one)} ", lock, re.MULTILINE)
    assert pinned(["no-such-package"]) == ["no-such-package"]
    assert "uvloop" not in names_for("windows", ["uvloop", "mesa"])


def test_start_scripts_are_written_for_each_system(tmp_path: Path) -> None:
    write_scripts(tmp_path, ["linux"])
    assert {path.name for path in tmp_path.iterdir()} == {"start.sh", "start.command", "start.bat", "README.txt"}
    assert b"\r\n" in (tmp_path / "start.bat").read_bytes()
    assert b"\r" not in (tmp_path / "start.sh").read_bytes()
    assert "UNTESTED" in (tmp_path / "README.txt").read_text()
    if shell := shutil.which("sh"):
        assert subprocess.run([shell, "-n", tmp_path / "start.sh"], check=False).returncode == 0
