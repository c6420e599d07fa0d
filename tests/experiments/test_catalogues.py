"""Catalogues: every message that the program asks for is in every language, none is idle, and the blanks agree."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter

import pytest
from babel.messages import Catalog
from babel.messages.catalog import Message

from experiments.report.language import LOCALES, catalogue, languages

ROOT = Path(__file__).parents[2]
PROGRAMS = [file for folder in ("experiments", "workshop") for file in (ROOT / folder).rglob("*.py")]
ASKING = {"text", "plural"}
GRAMMATICAL = {"who", "whose", "her", "when"}
"""Blanks of stories that a language may or may not need."""

Key = re.compile(r"[a-z_]+(\.[a-z_]+)+")


def messages(code: str) -> dict[str, Message]:
    """Messages of a language by key; a message with plurals has its key twice."""
    return {one.id if isinstance(one.id, str) else one.id[0]: one for one in catalogue(code) if one.id}


def forms(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ())


def blanks(text: str) -> set[str]:
    """The names in braces; ValueError if the braces do not match."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


@cache
def asked() -> tuple[set[str], set[str]]:
    """Keys that the program names: as the first argument of `text` or `plural`, and anywhere else."""
    called, named = set(), set()
    for file in PROGRAMS:
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            called |= set(keys_of_call(node))
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                named.add(node.value)
    namespaces = {key.partition(".")[0] for key in messages("en")}
    return called, {key for key in named if Key.fullmatch(key) and key.partition(".")[0] in namespaces}


def keys_of_call(node: ast.AST) -> Iterator[str]:
    """The key that a call of `language.text(...)` asks for, if it is written there."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in ASKING and node.args:
        key = node.args[0]
        if isinstance(key, ast.Constant) and isinstance(key.value, str):
            yield key.value


def built_keys() -> list[str]:
    """Places where a key is put together, so that nobody can see whether its message exists."""
    return [
        f"{file.relative_to(ROOT)}:{node.lineno}"
        for file in PROGRAMS
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in ASKING
        and any(isinstance(part, ast.JoinedStr | ast.BinOp) for part in node.args[:1])
    ]


# --- all languages ---------------------------------------------------------------------------------------------------


def test_there_are_messages_and_the_program_asks_for_them() -> None:
    called, named = asked()
    assert len(called) > 5
    assert len(named) > 50


def test_no_key_is_put_together() -> None:
    assert built_keys() == []


@pytest.mark.parametrize("code", languages())
def test_no_message_is_missing(code: str) -> None:
    called, named = asked()
    assert sorted((called | named) - set(messages(code))) == []


@pytest.mark.parametrize("code", languages())
def test_no_message_is_unused(code: str) -> None:
    called, named = asked()
    assert sorted(set(messages(code)) - called - named) == []


@pytest.mark.parametrize("code", languages())
def test_every_message_is_written_and_finished(code: str) -> None:
    assert [key for key, message in messages(code).items() if not all(forms(message)) or message.fuzzy] == []
    assert list(catalogue(code).obsolete) == []


@pytest.mark.parametrize("code", languages())
def test_a_message_with_plurals_has_all_forms_in_every_language_and_only_there_the_key_twice(code: str) -> None:
    english = messages("en")
    for key, message in messages(code).items():
        assert message.pluralizable == english[key].pluralizable, key
        assert len(forms(message)) == (plural_forms(catalogue(code)) if message.pluralizable else 1), key
        assert message.id in (key, (key, key)), key


def plural_forms(found: Catalog) -> int:
    return int(found.num_plurals)


@pytest.mark.parametrize("code", languages())
def test_the_blanks_of_a_message_are_those_of_the_english_one(code: str) -> None:
    english = messages("en")
    for key, message in messages(code).items():
        of_all = set().union(*map(blanks, forms(message)))
        assert of_all - GRAMMATICAL == set().union(*map(blanks, forms(english[key]))) - GRAMMATICAL, key
        for form in forms(message):
            assert of_all - blanks(form) <= {"count"}, key  # a form for one thing may say "one"


@pytest.mark.parametrize("code", languages())
def test_blanks_are_plain_names(code: str) -> None:
    parsed = (
        (key, part)
        for key, message in messages(code).items()
        for form in forms(message)
        for part in Formatter().parse(form)
    )
    odd = [
        key for key, (_, name, shape, turn) in parsed if name is not None and (not name.isidentifier() or shape or turn)
    ]
    assert odd == []


@pytest.mark.parametrize("code", languages())
def test_no_key_stands_twice_in_a_file(code: str) -> None:
    keys = re.findall(r'^msgid "(.+)"$', (LOCALES / f"{code}.po").read_text("utf-8"), re.MULTILINE)
    assert sorted(key for key in set(keys) if keys.count(key) > 1) == []


@pytest.mark.parametrize("code", languages())
def test_a_catalogue_says_whose_habits_it_follows(code: str) -> None:
    locale = catalogue(code).locale
    assert locale is not None
    assert (locale.language, bool(locale.territory)) == (code, True)
