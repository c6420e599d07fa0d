"""Whatever ends a sweep - a key, a kill, a full disk - the same command goes on, and every byte becomes the same."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import subprocess
import time
from pathlib import Path
from random import Random

import pytest

from experiments.store import read_manifest
from tests.experiments.sweep.small import call, results_of, start, table_of, write_study

LONG_ENOUGH = {"seeds": 60, "years": 2, "settling": 4}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the study ran without interruption."""
    folder = tmp_path_factory.mktemp("whole")
    write_study(folder, **LONG_ENOUGH)
    done = call(folder, "sweep", "study.toml", "--workers", "2")
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_study(tmp_path, **LONG_ENOUGH)
    return tmp_path


def parts(folder: Path) -> int:
    return len(list((folder / "results" / "study" / "raw").glob("runs-*")))


def begin(folder: Path, fewest: int = 1) -> subprocess.Popen[str]:
    """A sweep that has written some more parts."""
    before = parts(folder)
    process = start(folder, "sweep", "study.toml", "--workers", "2")
    deadline = time.monotonic() + 120
    while parts(folder) < before + fewest and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.005)
    return process


def finish(folder: Path, whole: Path) -> None:
    """Go on with the same command; then all is as it would have been without interruption."""
    done = call(folder, "sweep", "study.toml", "--workers", "2")
    assert done.returncode == 0, done.stderr
    assert results_of(folder / "results" / "study") == results_of(whole / "results" / "study")
    assert table_of(folder) == table_of(whole)
    assert not list(folder.rglob("*.partial"))
    manifest = read_manifest(folder / "results" / "study")
    assert manifest is not None
    assert manifest["state"] == "complete"


@pytest.mark.long
def test_an_interrupt_ends_with_130_and_the_same_command_goes_on(folder: Path, whole: Path) -> None:
    process = begin(folder, fewest=3)
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "the same command goes on" in told
    assert 0 < parts(folder) < parts(whole)
    assert (read_manifest(folder / "results" / "study") or {})["state"] == "running"
    finish(folder, whole)


@pytest.mark.long
def test_twenty_kills_at_random_moments_change_no_byte(folder: Path, whole: Path) -> None:
    chance, killed = Random(20), 0
    for _ in range(20):
        process = start(folder, "sweep", "study.toml", "--workers", "2")
        if killed % 2:
            time.sleep(chance.uniform(0.1, 4.0))
        else:
            before = parts(folder)
            while parts(folder) < before + 1 + chance.randrange(3) and process.poll() is None:
                time.sleep(0.001)
        killed += process.poll() is None
        process.kill()
        process.communicate()
    assert killed >= 10
    finish(folder, whole)


@pytest.mark.long
def test_a_file_that_finds_no_room_ends_with_3_and_the_same_command_goes_on(folder: Path, whole: Path) -> None:
    def little_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (30_000, 30_000))

    done = call(folder, "sweep", "study.toml", "--workers", "2", preexec_fn=little_room)
    assert done.returncode == 3
    assert done.stderr.strip().splitlines()[-1].startswith("salesorg: ")
    assert parts(folder) == 0
    assert not list(folder.rglob("*.partial"))
    finish(folder, whole)


@pytest.mark.long
def test_a_full_disk_ends_with_3_and_the_same_command_goes_on(folder: Path, whole: Path) -> None:
    disk = folder / "results"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=400k", "tmpfs", str(disk)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("no small disk can be mounted here")
    try:
        done = call(folder, "sweep", "study.toml", "--workers", "2")
        assert done.returncode == 3
        assert "No space left on device" in done.stderr
        assert 0 < parts(folder) < parts(whole)
        assert not list(folder.rglob("*.partial"))
        rescued = folder / "rescued"
        shutil.copytree(disk, rescued)
    finally:
        subprocess.run(["umount", str(disk)], check=True)
    disk.rmdir()
    rescued.rename(disk)
    finish(folder, whole)


@pytest.mark.long
def test_a_flipped_bit_is_found_and_its_runs_are_made_again(folder: Path, whole: Path) -> None:
    shutil.copytree(whole / "results", folder / "results")
    part = sorted((folder / "results" / "study" / "raw").glob("runs-*"))[3]
    content = bytearray(part.read_bytes())
    content[len(content) // 3] ^= 4
    part.write_bytes(content)
    asked = call(folder, "query", "study", "select count(*) from runs")
    assert asked.returncode == 2
    assert "is damaged" in asked.stderr
    done = call(folder, "sweep", "study.toml")
    assert f"{part.name} was damaged" in " ".join(done.stdout.split())
    finish(folder, whole)


@pytest.mark.long
def test_two_sweeps_of_one_study_do_not_meet(folder: Path, whole: Path) -> None:
    process = begin(folder)
    other = call(folder, "sweep", "study.toml")
    assert other.returncode == 2
    assert "another process is at work" in other.stderr
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    finish(folder, whole)
