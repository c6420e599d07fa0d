"""The rules of the design that no linter knows: the numeric dialect, what mechanisms import, what files must not name.

The direction of imports is checked by import-linter (`make check`).
"""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.dialect import faults, foreign_imports

ROOT = Path(__file__).parents[1]
MECHANISMS = sorted(ROOT.glob("simulation/mechanisms/*.py"))
WEEK = ROOT / "simulation/week.py"
DIALECT = [*MECHANISMS, WEEK]
LUCK = ROOT / "simulation/variates.py"

# Written so that they do not match themselves.
INDEX = re.compile(
    r"pypi[.]org|python[h]osted|(?:index-url|find-links|trusted-host)[ =]+[\w/]|/simpl[e]\b", re.IGNORECASE
)
LOCAL_PATH = re.compile(r"(?<![\w.~/:>}-])/(?:work|root|home|opt|tmp|Users)/\w")


def relative(path: Path) -> str:
    return str(path.relative_to(ROOT))


# --- the project -----------------------------------------------------------------------------------------------------


def test_there_are_mechanisms_to_check() -> None:
    assert MECHANISMS


@pytest.mark.parametrize("path", DIALECT, ids=relative)
def test_mechanisms_and_the_week_speak_the_dialect(path: Path) -> None:
    assert faults(path.read_text(encoding="utf-8")) == []


def test_marked_functions_of_the_variates_speak_the_dialect() -> None:
    assert faults(LUCK.read_text(encoding="utf-8"), every_function=False) == []


@pytest.mark.parametrize("path", DIALECT, ids=relative)
def test_mechanisms_import_their_neighbours_only(path: Path) -> None:
    assert foreign_imports(path.read_text(encoding="utf-8")) == []


def test_no_file_names_a_package_index_or_a_local_path() -> None:
    found = [
        f"{relative(path)}:{number}: {line.strip()[:80]}"
        for path in project_files()
        for number, line in enumerate(text_of(path).splitlines(), start=1)
        if INDEX.search(line) or LOCAL_PATH.search(line)
    ]
    assert found == []


def project_files() -> list[Path]:
    """What git tracks, or would if asked to add everything."""
    if not (ROOT / ".git").exists() or not shutil.which("git"):
        pytest.skip("no git repository here: which files belong to the project is unknown")
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return [ROOT / name for name in sorted(set(listed.split("\0"))) if name and (ROOT / name).is_file()]


def text_of(path: Path) -> str:
    """The text of a file; of a binary file, nothing."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


# --- the checker itself ----------------------------------------------------------------------------------------------

GOOD = '''
"""A mechanism."""
import math
from simulation.mark import behaviour, rule

SENTENCES = {"held": "data may stand outside of functions"}

@rule
def win_probability(rep: "Rep", p: "Scenario") -> float:
    """The chance that a deal is won."""
    ratio: "float" = rep.skill * rep.skill / max(1.0, p.selling.scale)
    return 1.0 - math.exp(-ratio) ** p.selling.shape

@behaviour
def sell(rep, o, p):
    total = 0.0
    for rank, deal in enumerate(o.deals[1:3]):
        total += deal.value_money if rank > 0 and not deal.lost else 0.0
    first, second = total, total ** 1.3
    rep.revenue_money += first + second
'''


def test_good_source_has_no_faults() -> None:
    assert faults(GOOD) == []
    assert foreign_imports(GOOD) == []


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("return x**2", "** 2"),
        ("return x**-1", "** -1"),
        ("return x**2.0", "** 2.0"),
        ("return x**0.5", "** 0.5"),
        ("x **= 3", "** 3"),
        ("return sum(x)", "sum()"),
        ("return pow(x, 3.1)", "pow()"),
        ("return round(x)", "round()"),
        ("return math.lgamma(x)", "math.lgamma"),
        ("return math.pow(x, 3.1)", "math.pow"),
        ("return np.exp(x)", "np:"),
        ("return special(x)", "special:"),
        ("return compiled(x, fastmath=True)", "fastmath"),
        ("return x == 'won'", "string"),
        ("x.name = b'won'", "string"),
        ("return f'{x}'", "f-string"),
        ("return {1: x}", "dictionary"),
        ("return {x}", "set"),
        ("return [x]", "list"),
        ("return [y for y in x]", "comprehension"),
        ("return max(y for y in x)", "comprehension"),
        ("return lambda: x", "lambda"),
        ("raise x", "raise"),
        ("assert x", "assert"),
        ("try:\n        return x\n    finally:\n        x = 0", "try"),
        ("import os", "import"),
        ("return max(*x)", "starred"),
        ("yield x", "yield"),
        ("def inner():\n        return 0", "function within"),
    ],
)
def test_each_breach_is_found_and_named(line: str, named: str) -> None:
    head = "import numpy as np\nfrom scipy import special\n"
    found = faults(f"{head}@rule\ndef f(x):\n    'A docstring may stand.'\n    {line}\n")
    assert found
    assert found[0].startswith("6: f: ")
    assert named in found[0]


@pytest.mark.parametrize("signature", ["x, *, y", "*x", "**x", "x, /, y"])
def test_only_plain_arguments_are_in_the_dialect(signature: str) -> None:
    assert "argument" in faults(f"@mark.behaviour\ndef f({signature}):\n    return 0\n")[0]


def test_defaults_are_checked_and_plain_ones_pass() -> None:
    assert faults("@rule\ndef f(x, y=0.5):\n    return x + y\n") == []
    assert "string" in faults("@rule\ndef f(x, y='a'):\n    return x\n")[0]


def test_an_unmarked_function_is_a_fault_in_a_mechanism_but_not_elsewhere() -> None:
    source = "def f(x):\n    return {x: 'ordinary Python'}\n"
    assert "1: f: carries no mark: @rule or @behaviour" in faults(source)
    assert faults(source, every_function=False) == []


@pytest.mark.parametrize(
    "line",
    [
        "import numpy as np",
        "import numba",
        "from simulation.engine import run",
        "from simulation import results",
        "from simulation.mechanisms.selling import _hidden",
        "from . import selling",
        "from .selling import sell",
        "import experiments.store",
    ],
)
def test_foreign_imports_are_found(line: str) -> None:
    assert len(foreign_imports(line)) == 1


@pytest.mark.parametrize(
    "line",
    [
        "from __future__ import annotations",
        "import math",
        "from math import exp",
        "from simulation import purposes",
        "from simulation.variates import normal",
        "from simulation.mechanisms.selling import win_probability",
        "from simulation.parameters.quota import QuotaRule",
    ],
)
def test_neighbours_may_be_imported(line: str) -> None:
    assert foreign_imports(line) == []


@pytest.mark.parametrize(
    "text", ["https://py" + "pi.org/x", "--index-url" + " http://x", "see /wo" + "rk/main", "'/tm" + "p/a'"]
)
def test_names_of_hosts_and_local_paths_are_recognised(text: str) -> None:
    assert INDEX.search(text) or LOCAL_PATH.search(text)


@pytest.mark.parametrize(
    "text", ["../shared/data", "docs/work/x", "--no-emit-index-url --no-emit-trusted-host", "a / b"]
)
def test_relative_paths_and_plain_words_are_left_alone(text: str) -> None:
    assert not INDEX.search(text)
    assert not LOCAL_PATH.search(text)
