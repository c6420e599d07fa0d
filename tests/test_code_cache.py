"""Compiled code of versions long unused is dropped; what another process may be compiling right now is not."""

import os
import time
from pathlib import Path

import pytest

from simulation import code_cache

DAY = 86_400.0


def version(root: Path, name: str, days_ago: float) -> Path:
    """The folder of a code version, last used some days ago."""
    folder = root / name
    folder.mkdir()
    os.utime(folder, (time.time() - days_ago * DAY,) * 2)
    return folder


def test_the_versions_unused_for_longest_are_dropped(tmp_path: Path) -> None:
    folders = [version(tmp_path, f"version {age}", age + 2.0) for age in range(code_cache.KEPT_FOLDERS + 3)]
    code_cache._forget_old(tmp_path)
    assert [folder.exists() for folder in folders] == [True] * code_cache.KEPT_FOLDERS + [False] * 3


def test_no_version_used_today_is_dropped_however_many_there_are(tmp_path: Path) -> None:
    folders = [version(tmp_path, f"version {number}", 0.01 * number) for number in range(3 * code_cache.KEPT_FOLDERS)]
    code_cache._forget_old(tmp_path)
    assert all(folder.exists() for folder in folders)


def test_a_folder_that_cannot_be_written_means_no_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "code").write_text("a file, where a folder should be", encoding="utf-8")
    monkeypatch.setenv("SALESORG_CACHE", str(tmp_path))
    assert code_cache.use_code_cache() is False
