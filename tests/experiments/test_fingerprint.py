"""Fingerprints change with meaning, and with nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from experiments.fingerprint import code_fingerprint, fingerprint, model_folder

RULE = '''"""A module."""

def win(rep, p):
    """How it ends."""
    return p.rate * rep.talent
'''


def code(tmp_path: Path, text: str, name: str = "rule.py") -> str:
    for old in tmp_path.rglob("*.py"):
        old.unlink()
    (tmp_path / "mechanisms").mkdir(exist_ok=True)
    (tmp_path / "mechanisms" / name).write_text(text)
    return code_fingerprint(tmp_path)


@pytest.mark.parametrize(
    "prose",
    [
        RULE.replace("A module.", "Another sentence."),
        RULE.replace('    """How it ends."""\n', ""),
        RULE + "# a comment\n",
        RULE.replace("p.rate * rep.talent", "(p.rate\n            * rep.talent)"),
    ],
)
def test_comments_docstrings_and_layout_do_not_matter(tmp_path: Path, prose: str) -> None:
    assert code(tmp_path, prose) == code(tmp_path, RULE)


@pytest.mark.parametrize(
    "changed", [RULE.replace("*", "+"), RULE.replace("p.rate", "2.0"), RULE.replace("win", "lose"), RULE + "x = 1\n"]
)
def test_code_matters(tmp_path: Path, changed: str) -> None:
    assert code(tmp_path, changed) != code(tmp_path, RULE)


def test_a_renamed_module_matters(tmp_path: Path) -> None:
    assert code(tmp_path, RULE, "other.py") != code(tmp_path, RULE)


def test_the_numeric_libraries_matter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = code(tmp_path, RULE)
    monkeypatch.setattr("experiments.fingerprint.version", lambda name: "99.0")
    assert code_fingerprint(tmp_path) != before


def test_the_order_of_keys_does_not_matter() -> None:
    assert fingerprint({"a": 1, "b": 0.1}) == fingerprint({"b": 0.1, "a": 1})
    assert fingerprint({"a": 1}) != fingerprint({"a": 2})


def test_the_models_folder_is_found() -> None:
    assert (model_folder() / "parameters").is_dir()
