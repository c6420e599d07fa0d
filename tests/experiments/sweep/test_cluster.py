"""A Dask cluster of separate processes gives the same bytes as threads, also when a worker is killed on the way."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.experiments.sweep.small import PROJECT, call, results_of, start, surroundings, table_of, write_study

pytest.importorskip("distributed", reason="the extra `cluster` is not installed")

CLUSTER = """
import sys
from distributed import LocalCluster

if __name__ == "__main__":
    with LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as cluster:
        pids = [worker.pid for worker in cluster.workers.values()]
        print(cluster.scheduler_address, *pids, flush=True)
        sys.stdin.read()
"""


@dataclass(frozen=True)
class Cluster:
    address: str
    workers: list[int]


@contextmanager
def cluster(folder: Path) -> Iterator[Cluster]:
    """Two worker processes under a scheduler, in processes of their own."""
    script = folder / "cluster.py"
    script.write_text(CLUSTER, "utf-8")
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL, "text": True}
    process = subprocess.Popen([sys.executable, str(script)], cwd=PROJECT, env=surroundings(folder), **pipes)  # type: ignore[call-overload]
    try:
        address, *pids = process.stdout.readline().split()
        yield Cluster(address, [int(pid) for pid in pids])
    finally:
        process.communicate("", timeout=60)


def swept_on_threads(folder: Path, **size: int) -> Path:
    folder.mkdir()
    write_study(folder, **size)
    done = call(folder, "sweep", "study.toml")
    assert done.returncode == 0, done.stderr
    return folder


@pytest.mark.long
def test_a_cluster_gives_the_bytes_that_threads_give(tmp_path: Path) -> None:
    write_study(tmp_path)
    with cluster(tmp_path) as workers:
        done = call(tmp_path, "sweep", "study.toml", "--scheduler", workers.address)
    assert done.returncode == 0, done.stderr
    whole = swept_on_threads(tmp_path / "threads")
    assert results_of(tmp_path / "results" / "study") == results_of(whole / "results" / "study")


LASTING = {"seeds": 60, "years": 2, "settling": 4}


def begun(folder: Path, address: str) -> subprocess.Popen[str]:
    """A sweep on a cluster, from the moment on at which its first part is there."""
    process = start(folder, "sweep", "study.toml", "--scheduler", address)
    while not list((folder / "results" / "study" / "raw").glob("runs-*")) and process.poll() is None:
        time.sleep(0.01)
    return process


@pytest.mark.long
def test_a_killed_worker_costs_nothing_but_time(tmp_path: Path) -> None:
    write_study(tmp_path, **LASTING)
    with cluster(tmp_path) as workers:
        process = begun(tmp_path, workers.address)
        assert process.poll() is None
        os.kill(workers.workers[0], signal.SIGKILL)
        process.communicate(timeout=180)
    if process.returncode:  # the work of the dead was too often handed on: the same command goes on
        assert process.returncode == 3
        assert call(tmp_path, "sweep", "study.toml").returncode == 0
    whole = swept_on_threads(tmp_path / "threads", **LASTING)
    assert results_of(tmp_path / "results" / "study") == results_of(whole / "results" / "study")
    assert table_of(tmp_path) == table_of(whole)


@pytest.mark.long
def test_a_scheduler_that_dies_leaves_what_is_done(tmp_path: Path) -> None:
    write_study(tmp_path, **LASTING)
    with cluster(tmp_path) as workers:
        process = begun(tmp_path, workers.address)
    _, told = process.communicate(timeout=120)
    assert process.returncode == 3, told
    assert "the same command goes on" in told
    assert call(tmp_path, "sweep", "study.toml").returncode == 0
    whole = swept_on_threads(tmp_path / "threads", **LASTING)
    assert results_of(tmp_path / "results" / "study") == results_of(whole / "results" / "study")


@pytest.mark.long
def test_the_script_for_slurm_starts_all_that_a_sweep_needs(tmp_path: Path) -> None:
    write_study(tmp_path, seeds=2)
    commands = tmp_path / "bin"
    commands.mkdir()
    for name, words in {"dask": "-m dask", "salesorg": "-c 'from experiments.cli import main; main()'"}.items():
        (commands / name).write_text(f'#!/bin/sh\nexec {sys.executable} {words} "$@"\n', "utf-8")
        (commands / name).chmod(0o755)
    path = f"{commands}{os.pathsep}{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    script = PROJECT / "experiments" / "clusters" / "slurm.sh"
    here = surroundings(tmp_path) | {"PATH": path, "SRUN": ""}
    with (tmp_path / "log").open("w") as log:
        done = subprocess.run(
            ["bash", str(script), "study.toml"],
            cwd=tmp_path,
            env=here,
            stdout=log,
            stderr=log,
            timeout=180,
            check=False,
        )
    assert done.returncode == 0, (tmp_path / "log").read_text()
    assert "12 runs made" in (tmp_path / "log").read_text()
    assert not list(tmp_path.glob(".cluster.*"))


def test_a_scheduler_that_is_not_there_is_named_and_nothing_is_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from experiments.sweep import executors
    from simulation import ScenarioError

    monkeypatch.setattr(executors, "ANSWER_SECONDS", 1)
    with (
        pytest.raises(ScenarioError, match=r"--scheduler tcp://127.0.0.1:1: no scheduler"),
        executors.cluster("tcp://127.0.0.1:1"),
    ):
        pass
