"""The store: what is there is whole, is of this model, and is never computed twice; also when processes are killed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest

from experiments import files, store

ROWS = 200_000
PROJECT = Path(__file__).parents[2]
NEW_IN_2 = {"machine", "other_machines"}


def table(value: float = 1.0) -> pd.DataFrame:
    return pd.DataFrame({"seed": range(3), "profit_money": value})


def manifest(code: str = "abc") -> store.Manifest:
    return store.Manifest(
        "culling", "Does it pay?", "salesorg demo", {"ordinary": "f0"}, {"first": 0, "count": 3}, code=code
    )


def never() -> pd.DataFrame:
    raise AssertionError("computed again")


def test_a_part_is_computed_once(tmp_path: Path) -> None:
    first = store.open_study(tmp_path, manifest()).part("years", {"arm": "f0"}, table)
    again = store.open_study(tmp_path, manifest()).part("years", {"arm": "f0"}, never)
    pd.testing.assert_frame_equal(first, again)


def test_another_key_is_another_part(tmp_path: Path) -> None:
    study = store.open_study(tmp_path, manifest())
    study.part("years", {"arm": "f0"}, table)
    other = study.part("years", {"arm": "f1"}, lambda: table(2.0))
    assert other["profit_money"].tolist() == [2.0, 2.0, 2.0]


def test_the_manifest_says_what_the_results_are_of(tmp_path: Path) -> None:
    study = store.open_study(tmp_path, manifest())
    assert store.read_manifest(tmp_path)["state"] == "running"  # type: ignore[index]
    study.close(12.34)
    found = json.loads((tmp_path / "manifest.json").read_text())
    assert found["state"] == "complete"
    assert found["duration_seconds"] == 12.3
    assert found["format"] == 2
    assert set(found["machine"]) == {"system", "architecture", "probe"}
    assert found["seeds"] == {"first": 0, "count": 3}
    assert set(found["versions"]) == {"python", "numpy", "numba"}


def test_what_git_keeps_does_not_depend_on_how_long_it_took(tmp_path: Path) -> None:
    study = store.open_study(tmp_path, manifest())
    study.close_kept(12.34)
    first = (tmp_path / "manifest.json").read_bytes()
    assert store.duration_of(tmp_path, json.loads(first)) == 12.3
    study.close_kept(99.0)
    assert (tmp_path / "manifest.json").read_bytes() == first
    (tmp_path / "raw" / "duration.json").unlink()
    assert store.duration_of(tmp_path, json.loads(first)) is None


def test_results_of_other_code_are_refused_and_left_alone(tmp_path: Path) -> None:
    store.open_study(tmp_path, manifest()).part("years", {}, table)
    before = snapshot(tmp_path)
    with pytest.raises(store.StoreError, match=r"another version of the model .*--fresh"):
        store.open_study(tmp_path, manifest(code="def"))
    assert snapshot(tmp_path) == before


def test_fresh_starts_afresh_but_keeps_what_is_not_its_own(tmp_path: Path) -> None:
    store.open_study(tmp_path, manifest()).part("years", {}, table)
    (tmp_path / "README.md").write_text("kept")
    study = store.open_study(tmp_path, manifest(code="def"), fresh=True)
    assert study.part("years", {}, lambda: table(5.0))["profit_money"].iloc[0] == 5.0
    assert (tmp_path / "README.md").read_text() == "kept"


def test_a_part_brought_from_another_model_is_refused(tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    store.open_study(there, manifest(code="def")).part("years", {}, table)
    study = store.open_study(here, manifest())
    (here / "raw").mkdir()
    for part in (there / "raw").iterdir():
        part.rename(here / "raw" / part.name)
    with pytest.raises(store.StoreError, match="another model"):
        study.part("years", {}, never)


@pytest.mark.parametrize("content", [b"", b"PAR1 and then nonsense"])
def test_a_damaged_part_is_named(tmp_path: Path, content: bytes) -> None:
    study = store.open_study(tmp_path, manifest())
    study.part("years", {}, table)
    part = next((tmp_path / "raw").glob("*.parquet"))
    part.write_bytes(content)
    with pytest.raises(store.StoreError, match="is damaged"):
        study.part("years", {}, never)


@pytest.mark.parametrize(
    ("content", "message"), [("{", "is not JSON"), ('{"format": 0}', "not a manifest of format 2")]
)
def test_a_strange_manifest_is_refused(tmp_path: Path, content: str, message: str) -> None:
    (tmp_path / "manifest.json").write_text(content)
    with pytest.raises(store.StoreError, match=message):
        store.open_study(tmp_path, manifest())


def test_a_manifest_of_format_1_is_read_as_of_an_unknown_machine(tmp_path: Path) -> None:
    store.open_study(tmp_path, manifest()).part("years", {"arm": "f0"}, table)
    path = tmp_path / "manifest.json"
    older = {key: value for key, value in json.loads(path.read_text()).items() if key not in NEW_IN_2}
    path.write_text(json.dumps(older | {"format": 1}))
    store.open_study(tmp_path, manifest()).part("years", {"arm": "f0"}, never)
    assert json.loads(path.read_text())["format"] == 2


def on(probe: str) -> store.Manifest:
    return replace(manifest(), machine={"probe": probe})


def test_other_mathematics_are_refused_unless_they_are_let_in_knowingly(tmp_path: Path) -> None:
    store.open_study(tmp_path, on("aaaa"))
    before = snapshot(tmp_path)
    with pytest.raises(store.StoreError, match=r"a machine whose mathematics differ .*Nothing was changed"):
        store.open_study(tmp_path, on("bbbb"))
    assert snapshot(tmp_path) == before
    assert store.open_study(tmp_path, on("bbbb"), other_machines=True).manifest.other_machines == ["aaaa"]
    assert store.open_study(tmp_path, on("bbbb")).manifest.other_machines == ["aaaa"]
    assert store.open_study(tmp_path, on("cccc"), fresh=True).manifest.other_machines == ()


def test_a_failing_computation_leaves_no_part(tmp_path: Path) -> None:
    study = store.open_study(tmp_path, manifest())
    with pytest.raises(AssertionError):
        study.part("years", {}, never)
    assert [path.name for path in tmp_path.iterdir()] == ["manifest.json"]


def test_json_refuses_what_is_not_json() -> None:
    with pytest.raises(ValueError, match="Out of range"):
        files.to_json({"mean": float("nan")})


def test_whoever_reads_the_old_file_keeps_it_whole(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    files.write_text(path, "old and complete")
    with path.open() as reader:
        files.write_text(path, "new")
        assert reader.read() == "old and complete"
    assert path.read_text() == "new"


@pytest.mark.parametrize(("problem", "left"), [(ProcessLookupError, 0), (PermissionError, 1)])
def test_only_what_dead_processes_left_is_cleared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, problem: type[OSError], left: int
) -> None:
    def kill(process: int, signal: int) -> None:
        raise problem

    monkeypatch.setattr(files.os, "kill", kill)
    (tmp_path / ".years.parquet.4711.partial").touch()
    files.remove_partials(tmp_path)
    assert len(list(tmp_path.iterdir())) == left


def snapshot(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


# --- killed processes and full disks, with real processes ---------------------------------------------------------

WRITER = """
import sys, pathlib, pandas as pd
from experiments import files
path = pathlib.Path(sys.argv[1])
version = 0
while True:
    version += 1
    files.write_parquet(path, pd.DataFrame({"version": [version] * ROWS}))
    print(version, flush=True)
"""

STOPPED_BEFORE_THE_RENAME = """
import sys, time, pathlib, pandas as pd
from experiments import files
files.os.fsync = lambda handle: (print("written", flush=True), time.sleep(60))
files.write_parquet(pathlib.Path(sys.argv[1]), pd.DataFrame({"version": [2] * ROWS}))
"""

DISK_FULL = """
import resource, sys, pathlib, pandas as pd, numpy as np
from experiments import files
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
try:
    files.write_parquet(pathlib.Path(sys.argv[1]), pd.DataFrame({"version": np.random.default_rng(1).random(ROWS)}))
except OSError as problem:
    sys.exit(f"refused: {problem}")
"""


def start(program: str, path: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(command(program, path), cwd=PROJECT, stdout=subprocess.PIPE, text=True)


def command(program: str, path: Path) -> list[str]:
    return [sys.executable, "-c", program.replace("ROWS", str(ROWS)), str(path)]


def kill(process: subprocess.Popen[str]) -> None:
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert process.stdout is not None
    process.stdout.close()


def versions_in(path: Path) -> set[int]:
    found = pq.read_table(path).to_pandas()["version"]
    assert len(found) == ROWS
    return set(found)


def test_kill_9_at_random_moments_leaves_a_whole_file(tmp_path: Path) -> None:
    path = tmp_path / "years.parquet"
    process = start(WRITER, path)
    assert process.stdout is not None
    last = int(process.stdout.readline())
    time.sleep(0.0137 * (os.getpid() % 20))
    kill(process)
    found = versions_in(path)
    assert len(found) == 1
    assert found.pop() >= last


def test_kill_9_before_the_rename_leaves_the_old_file_and_the_next_run_tidies_up(tmp_path: Path) -> None:
    path = tmp_path / "raw" / "years.parquet"
    files.write_parquet(path, pd.DataFrame({"version": [1] * ROWS}))
    process = start(STOPPED_BEFORE_THE_RENAME, path)
    assert process.stdout is not None
    assert process.stdout.readline() == "written\n"
    assert len(list(tmp_path.rglob(".*.partial"))) == 1
    files.remove_partials(tmp_path)
    assert len(list(tmp_path.rglob(".*.partial"))) == 1, "the file of a process that still runs is left alone"
    kill(process)
    assert versions_in(path) == {1}
    store.open_study(tmp_path, replace(manifest()))
    assert list(tmp_path.rglob(".*.partial")) == []
    assert versions_in(path) == {1}


@pytest.mark.parametrize("there_before", [True, False])
def test_a_full_disk_leaves_the_old_file_or_none(tmp_path: Path, there_before: bool) -> None:
    path = tmp_path / "years.parquet"
    if there_before:
        files.write_parquet(path, pd.DataFrame({"version": [1] * ROWS}))
    done = subprocess.run(command(DISK_FULL, path), cwd=PROJECT, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith("refused: ")
    assert path.exists() == there_before
    assert [left.name for left in tmp_path.iterdir()] == (["years.parquet"] if there_before else [])
    if there_before:
        assert versions_in(path) == {1}
