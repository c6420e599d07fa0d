"""Fingerprints: what a result depends on, in one short word, so that results of different models never mix."""

from __future__ import annotations

import ast
import hashlib
import json
import platform
from collections.abc import Mapping
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

NUMERIC_LIBRARIES = ("numpy", "numba")
SHORT = 12


def fingerprint(content: Mapping[str, Any]) -> str:
    """The SHA-256 of the content as canonical JSON."""
    return _sha256(json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False))


def code_fingerprint(folder: Path | None = None) -> str:
    """Fingerprint of the model's code and of the numeric libraries that run it.

    The code is parsed and its docstrings dropped, so comments, layout and prose may change without a new model;
    `folder` is that of the installed `simulation` package unless given.
    """
    root = folder or model_folder()
    modules = {path.relative_to(root).as_posix(): meaning(path) for path in sorted(root.rglob("*.py"))}
    return fingerprint({"modules": modules, "libraries": {name: version(name) for name in NUMERIC_LIBRARIES}})


def model_folder() -> Path:
    """Where the `simulation` package lies, found without importing it."""
    spec = find_spec("simulation")
    if spec is None or spec.submodule_search_locations is None:
        raise ModuleNotFoundError("the simulation package is not installed")
    return Path(next(iter(spec.submodule_search_locations)))


def meaning(path: Path) -> str:
    """The hash of a file's parsed code: comments, layout and docstrings do not count."""
    tree = ast.parse(path.read_text(encoding="utf-8"), filename=str(path))
    for node in ast.walk(tree):
        _drop_prose(node)
    return _sha256(ast.dump(tree))


def _drop_prose(node: ast.AST) -> None:
    """Remove every bare string of a body: docstrings of modules, classes, functions and attributes."""
    body = getattr(node, "body", None)
    if isinstance(body, list):
        node.body = [line for line in body if not _is_prose(line)]  # type: ignore[attr-defined]


def _is_prose(line: ast.AST) -> bool:
    return isinstance(line, ast.Expr) and isinstance(line.value, ast.Constant) and isinstance(line.value.value, str)


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def versions() -> dict[str, str]:
    """Versions of Python and of the numeric libraries, for a manifest."""
    return {"python": platform.python_version()} | {name: version(name) for name in NUMERIC_LIBRARIES}
