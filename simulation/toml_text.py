"""TOML in and out: files with errors that name file and line, values as text, and the shorthand of the command line."""

import json
import re
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

from simulation.parameters.check import ScenarioError, show
from simulation.parameters.declare import Choice

PERCENT = re.compile(r"([+-]?\d+(?:\.\d+)?)\s*%")
WORD = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
LINE = re.compile(r"^(?P<what>.*) \(at (?P<place>line \d+, column \d+|end of document)\)$", re.DOTALL)


def read_toml(path: Path) -> dict[str, Any]:
    """The tables of a TOML file. ScenarioError names the file and the line; a byte-order mark is passed over."""
    try:
        return tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except tomllib.TOMLDecodeError as error:
        raise ScenarioError(f"{path.name}: {_located(str(error))}") from None
    except UnicodeDecodeError as error:
        raise ScenarioError(f"{path.name}: byte {error.start} is no UTF-8; save the file as UTF-8") from None
    except OSError as error:
        raise ScenarioError(f"{path}: the file cannot be read: {error.strerror}") from None
    except (ValueError, RecursionError) as error:  # a number of thousands of digits, brackets a thousand deep
        raise ScenarioError(f"{path.name}: invalid TOML: {error}") from None


def _located(message: str) -> str:
    found = LINE.match(message)
    return f"{found['place']}: invalid TOML: {found['what']}" if found else f"invalid TOML: {message}"


def write_value(value: object) -> str:
    """A plain value as TOML text. Floats keep every bit."""
    if isinstance(value, Choice):
        return _quoted(value.word)
    if isinstance(value, bool):
        return str(value).lower()
    return _quoted(value) if isinstance(value, str) else repr(value)


def _quoted(text: str) -> str:
    """A TOML basic string: JSON's escapes are TOML's, but for the one control character that JSON leaves bare."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def read_value(text: str) -> Any:
    """A value as typed on the command line: a TOML literal, `10%` for 0.1, or a bare word."""
    text = text.strip()
    percent = PERCENT.fullmatch(text)
    if percent:
        return float(Decimal(percent[1]).scaleb(-2))
    try:
        parsed = tomllib.loads(f"value = {text}")
    except (ValueError, RecursionError):
        parsed = {"value": text} if WORD.fullmatch(text) else {}
    if set(parsed) != {"value"}:
        raise ScenarioError(f"{show(text)} is no value; write a number such as 0.1 or 10%, true, false, or a word")
    return parsed["value"]


def read_assignment(text: str) -> tuple[str, Any]:
    """`group.name=value` as a path and a value."""
    path, _, value = text.partition("=")
    as_typed = f"--set {' '.join(text.split())}"
    if not path.strip() or not value.strip():
        raise ScenarioError(f"{as_typed}: write group.name=value, as in selection.cull_fraction=10%")
    try:
        return path.strip(), read_value(value)
    except ScenarioError as error:
        raise ScenarioError(f"{as_typed}: {error}") from None
