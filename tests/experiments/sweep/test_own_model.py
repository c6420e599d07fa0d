"""A researcher's own model in a sweep: the same luck, its own code, a paired verdict; the page's example runs."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import time
from pathlib import Path

import pandas as pd
import pytest

from experiments.sweep.own_model import code_of, load_model
from experiments.sweep.query import runs_table
from simulation import ScenarioError
from tests.experiments.sweep.small import PROJECT, call, start, write_study

PAGE = (PROJECT / "docs" / "sweeps.md").read_text("utf-8")
PLAIN = """
from simulation import SalesOrganization

class Plain(SalesOrganization):
    pass

class Stumbling(SalesOrganization):
    def step(self):
        if self.firm.week == 10 and self.firm.seed % 2:
            raise RuntimeError("odd seeds stumble")
        super().step()
"""


def example(info: str) -> str:
    (text,) = re.findall(rf"^```python {info}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    return text


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_study(tmp_path, seeds=2)
    (tmp_path / "listening.py").write_text(example("model"), "utf-8")
    (tmp_path / "others.py").write_text(PLAIN, "utf-8")
    return tmp_path


def sweep(folder: Path, model: str) -> subprocess.CompletedProcess[str]:
    return call(folder, "sweep", "study.toml", "--workers", "2", "--model", model)


def test_the_example_is_short() -> None:
    assert len(example("model").splitlines()) <= 30


@pytest.mark.long
def test_the_example_gets_a_paired_verdict(folder: Path) -> None:
    done = sweep(folder, "listening:ListeningFirm")
    assert done.returncode == 0, done.stderr
    assert "culling=10%, ListeningFirm against culling=10%" in done.stdout
    assert "Verdict" in done.stdout
    own, plain = (runs_table(folder / "results" / name) for name in ("study-ListeningFirm", "study"))
    assert len(own) == len(plain) == 12
    assert (own["cell"] == plain["cell"]).all()
    assert (own["morale"] > plain["morale"]).all()


@pytest.mark.long
def test_a_subclass_that_changes_nothing_gives_the_bytes_of_the_engine(folder: Path) -> None:
    assert sweep(folder, "others:Plain").returncode == 0
    own, plain = (runs_table(folder / "results" / name) for name in ("study-Plain", "study"))
    pd.testing.assert_frame_equal(own, plain, check_exact=True)


@pytest.mark.long
def test_a_run_that_fails_in_it_is_a_row_and_ends_the_command_with_3(folder: Path) -> None:
    done = sweep(folder, "others:Stumbling")
    assert done.returncode == 3
    assert "6 runs failed" in done.stdout
    kept = runs_table(folder / "results" / "study-Stumbling")
    assert set(kept.dropna(subset="error")["seed"]) == {1}
    assert set(kept.dropna(subset="error")["error"]) == {"RuntimeError: odd seeds stumble"}


@pytest.mark.long
def test_its_source_joins_the_fingerprint(folder: Path) -> None:
    assert sweep(folder, "listening:ListeningFirm").returncode == 0
    module = folder / "listening.py"
    module.write_text(module.read_text("utf-8").replace("0.02", "0.03"), "utf-8")
    done = sweep(folder, "listening:ListeningFirm")
    assert done.returncode == 2
    assert "another version of the model" in done.stderr
    module.write_text(module.read_text("utf-8").replace("0.03", "0.02") + "\n# a remark\n", "utf-8")
    assert sweep(folder, "listening:ListeningFirm").returncode == 0


@pytest.mark.long
def test_killed_workers_and_a_killed_sweep_leave_nobody_behind_and_nothing_half(folder: Path) -> None:
    write_study(folder, seeds=12)
    raw = folder / "results" / "study-Plain" / "raw"
    process = start(folder, "sweep", "study.toml", "--workers", "2", "--model", "others:Plain")
    while not list(raw.glob("runs-*")) and process.poll() is None:
        time.sleep(0.01)
    workers = children(process.pid)
    assert workers
    os.kill(workers[-1], signal.SIGKILL)
    _, told = process.communicate(timeout=120)
    assert process.returncode == 3, told
    assert "the same command goes on" in told
    process = start(folder, "sweep", "study.toml", "--workers", "2", "--model", "others:Plain")
    time.sleep(6)
    workers = children(process.pid)
    process.kill()
    process.communicate()
    deadline = time.monotonic() + 60
    while any(map(alive, workers)) and time.monotonic() < deadline:
        time.sleep(0.2)
    assert not any(map(alive, workers))
    assert sweep(folder, "others:Plain").returncode == 0
    own, plain = (runs_table(folder / "results" / name) for name in ("study-Plain", "study"))
    pd.testing.assert_frame_equal(own, plain, check_exact=True)


def children(process: int) -> list[int]:
    """The processes that a process started."""
    listed = subprocess.run(["ps", "-o", "pid=", "--ppid", str(process)], capture_output=True, text=True, check=False)
    return [int(pid) for pid in listed.stdout.split()]


def alive(process: int) -> bool:
    listed = subprocess.run(["ps", "-o", "stat=", "-p", str(process)], capture_output=True, text=True, check=False)
    return listed.stdout.strip() not in ("", "Z", "Zs")


# --- finding it ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("model", "sentence"),
    [
        ("listening", "write module:Class"),
        ("listenin:ListeningFirm", "listenin cannot be imported"),
        ("listening:ListenngFirm", "did you mean ListeningFirm?"),
        ("listening:Listener", "Listener is no subclass of SalesOrganization; known are ListeningFirm"),
    ],
)
def test_what_is_no_model_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch, model: str, sentence: str) -> None:
    monkeypatch.syspath_prepend(folder)
    with pytest.raises(ScenarioError, match=re.escape(sentence)):
        load_model(model)


def test_modules_beside_it_that_it_imports_count_too(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(folder)
    (folder / "habits.py").write_text("GAIN = 0.02\n", "utf-8")
    (folder / "unrelated.py").write_text("x = 1\n", "utf-8")
    (folder / "with_habits.py").write_text("import habits\n" + PLAIN, "utf-8")

    def code() -> str:
        code_of.cache_clear()
        return code_of("with_habits:Plain")

    before = code()
    (folder / "unrelated.py").write_text("x = 2\n", "utf-8")
    assert code() == before
    (folder / "habits.py").write_text("GAIN = 0.03\n", "utf-8")
    assert code() != before
    code_of.cache_clear()
