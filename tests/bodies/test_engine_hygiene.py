"""What the compiled engine must not contain, and what a mechanism must not mention."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from simulation.mechanisms import selling
from tests.attribute_names import module_of, unknown_attributes

ROOT = Path(__file__).parents[2]
DIALECT = ["simulation/week.py", *(str(path.relative_to(ROOT)) for path in ROOT.glob("simulation/mechanisms/*.py"))]

COMPILE = """
import json, time
from simulation import engine
from simulation.runs import run
from simulation.scenario import Scenario
tiny = Scenario().with_overrides({"organization.teams": 1, "calendar.burn_in_years": 0})
began = time.perf_counter()
run(tiny, 1, years=1)
seconds = time.perf_counter() - began
assembly = "".join(engine._live.inspect_asm().values())
print(json.dumps({"seconds": seconds, "length": len(assembly), "counts": assembly.count("NRT_incref") +
    assembly.count("NRT_decref"), "multiplies": assembly.count("mulsd")}))
"""


@pytest.mark.long
def test_compiled_code_counts_no_references(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    surroundings = os.environ | {"SALESORG_CACHE": str(tmp_path)}
    made = subprocess.run([sys.executable, "-c", COMPILE], cwd=ROOT, env=surroundings, check=True, capture_output=True)
    found = json.loads(made.stdout)
    with capsys.disabled():
        size = f"{found['length'] / 1e6:.1f} MB of assembly"
        sys.stdout.write(f"\nthe whole engine compiles in {found['seconds']:.1f} s, to {size}\n")
    assert found["counts"] == 0
    assert found["multiplies"] > 100  # it is the assembly of the model that was read


@pytest.mark.parametrize("path", DIALECT)
def test_mechanisms_use_no_attribute_that_the_tables_do_not_hold(path: str) -> None:
    assert unknown_attributes(module_of(path), (ROOT / path).read_text(encoding="utf-8")) == []


TYPOS = {
    "rep.moral": "def f(rep: RepState, o: World, p: Parameters):\n    return rep.moral",
    "rep.moral =": "def f(rep: RepState, o: World, p: Parameters):\n    rep.moral = 1.0",
    "p.selling.win_rate": "def f(rep: RepState, o: World, p: Parameters):\n    return p.selling.win_rate",
    "p.sales": "def f(rep: RepState, o: World, p: Parameters):\n    return p.sales.win_per_week",
    "selling.win_rate": "def f(selling: Selling):\n    return selling.win_rate",
    "o.people": "def f(o: World):\n    for rep in o.people:\n        rep.morale = 0.0",
    "seat.wonn": "def f(rep: RepState, o: World):\n    seat, deals = o.seats[rep.seat], o.deals\n    seat.wonn = 1",
    "deal.valu": "def f(o: World):\n    for deal in o.deals[0]:\n        deal.valu = 1.0",
    "o.deals[0][1].valu": "def f(o: World):\n    o.deals[0][1].valu += 1.0",
    "o.deals[0].value_money": "def f(o: World):\n    return o.deals[0].value_money",
    "thing.morale": "def f(thing):\n    return thing.morale",
}


@pytest.mark.parametrize("typo", TYPOS)
def test_a_typo_is_found_and_named(typo: str) -> None:
    (fault,) = unknown_attributes(selling, TYPOS[typo])[:1]
    assert typo.split(" ", maxsplit=1)[0] in fault


def test_right_names_pass() -> None:
    source = "def f(rep: RepState, o: World, p: Parameters, deal: DealState, selling: Selling):\n"
    source += "    seat, deals = o.seats[rep.seat], o.deals[rep.seat]\n    here = deals[0]\n"
    source += "    return seat.wins + here.value_money + deal.odds + selling.win_per_week * p.selling.stale_factor\n"
    assert unknown_attributes(selling, source) == []
