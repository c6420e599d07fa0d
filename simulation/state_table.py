"""`docs/states.md` from the table of attributes: `python -m simulation.state_table` writes it afresh.

What an attribute means is the comment behind it in `records.py` or `notes.py`; where there is none, the name says it.
In the week's report an attribute takes the meaning of its namesake. Its unit follows from its name.
"""

import ast
import inspect
import io
import re
import sys
import tokenize
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from simulation.entity import Entity, own
from simulation.invariants import SHARES
from simulation.notes import ActionState, EventState, WeekReport
from simulation.records import (
    AccountState,
    DealState,
    FirmState,
    ManagerState,
    MarketState,
    ProductState,
    RepState,
    RivalState,
    SeatState,
    SegmentState,
    TeamState,
)

PAGE = Path(__file__).parents[1] / "docs" / "states.md"
ENTITIES: tuple[type[Entity], ...] = (
    FirmState, MarketState, SegmentState, RivalState, ProductState, TeamState, ManagerState, SeatState, RepState,
    DealState, AccountState, EventState, ActionState, WeekReport,
)  # fmt: skip
NAMESAKES = (SeatState, RepState, TeamState, FirmState, MarketState)
HEAD = """# State variables

Written by `python -m simulation.state_table` from `simulation/records.py` and `simulation/notes.py`; change it there.

There are {count} attributes of {entities} entities. Each is a whole number or a float; zero is the blank value of all.
The same table makes the attributes of the Mesa agents and the columns of the compiled engine's records. Levers and
other parameters are not state: they stand in [parameters.md](parameters.md). A *date* is in weeks from the week where
policies start, and negative before it. Flows are of one week.
"""
COLUMNS = ("attribute", "type", "unit", "meaning")
CONVENTIONS = (  # how a name says its unit, in the order asked
    (r".*seed", "seed"),
    (r"account_opened|account_seat|big_deal_seat|colleague_.*|helper|helping|partner|regulated", "number, or -1"),
    (r".*_money", "money"),
    (r"recent_.*|left_last_week|departures|lessons|blamed|outside|failures|helped_others|heads_.*|.*_seats", "number"),
    (r"manager.*|overflows", "number"),
    (r"(.+_)?week|created|now_weeks|post_vacant_until|renewal_due|stale_at|vacant_until", "date"),
    (r".*_weeks", "weeks"),
    (r"day", "days"),
    (r"(.+_)?hours(_per_rep)?", "hours/week"),
    (r".*_step", "share of the way"),
    (r"share_up_to|.*concession|severity|accelerator_pull", "share"),
    (r"satisfaction|.*_points|customer_reputation", "points of 100"),
    (r"log_.*|.*_log|.*_log_.*", "log"),
    (r"(.+_)?(limit|dose)", "dose"),
    (r"ability", "sd in the labour market"),
    (r"know_how.*", "share of par"),
    (r"effort.*", "1 is ordinary"),
    (r"turbulence", "0 is calm"),
    (r".*_factor|.*_speed|.*_ratio|urge|guard|pace|odds|attention|service|potential|word_of_mouth", "ratio"),
    (r".*strength|.*attainment|demand", "ratio"),
    (r".*_kept|.*_share|.*_tie", "share"),
    (r"events_wanted", "yes/no"),
)


@cache
def _lines(entity: str) -> list[str]:
    (declared,) = (one for one in ENTITIES if one.__name__ == entity)
    return inspect.getsource(declared).splitlines()


@cache
def _comments(entity: str) -> dict[int, str]:
    """Comments of a class by line."""
    tokens = tokenize.generate_tokens(io.StringIO("\n".join(_lines(entity))).readline)
    return {token.start[0]: token.string.lstrip("# ") for token in tokens if token.type == tokenize.COMMENT}


@cache
def _places(entity: str) -> dict[str, int]:
    """Line of each attribute that a class declares."""
    nodes = ast.walk(ast.parse("\n".join(_lines(entity))))
    return {ast.unparse(node.target): node.lineno for node in nodes if isinstance(node, ast.AnnAssign)}


def stated(entity: type[Entity]) -> dict[str, str]:
    """Meaning of each attribute that has one behind it."""
    comments = _comments(entity.__name__)
    return {name: comments[line] for name, line in _places(entity.__name__).items() if line in comments}


def meaning(entity: type[Entity], name: str) -> str:
    """What an attribute is: as stated, in the week's report as its namesake elsewhere, or as it is called."""
    for one in (entity, *(NAMESAKES if entity is WeekReport else ())):
        if name in stated(one):
            return stated(one)[name]
    return re.sub(r" (money|weeks)$", "", name.replace("_", " "))


@cache
def _counted() -> set[str]:
    """Names that are whole numbers somewhere."""
    return {name for entity in ENTITIES for name, kind in own(entity) if kind is int}


def unit(entity: type[Entity], name: str) -> str:
    """The unit that a name stands for."""
    if name in SHARES:
        return "yes/no" if entity.attributes()[name] is int else "0-1"
    for pattern, word in CONVENTIONS:
        if re.fullmatch(pattern, name):
            return word
    return "number" if name in _counted() else "1"


def heading_before(entity: type[Entity], name: str) -> str:
    """The comment in the line above an attribute, if there is one."""
    line = _places(entity.__name__)[name] - 1
    commented = _lines(entity.__name__)[line - 1].lstrip().startswith("#")
    return _comments(entity.__name__).get(line, "") if commented else ""


def state_page() -> str:
    """Every attribute as Markdown: one chapter an entity, one row an attribute."""
    count = sum(len(own(entity)) for entity in ENTITIES)
    head = HEAD.format(count=count, entities=len(ENTITIES))
    return "\n".join([head, *(chapter(entity) for entity in ENTITIES)])


def chapter(entity: type[Entity]) -> str:
    """An entity's heading, opening sentence and table."""
    return "\n".join([f"## {entity.__name__}", "", (entity.__doc__ or "").strip(), "", *_rows(entity), ""])


def _rows(entity: type[Entity]) -> Iterator[str]:
    yield _row(COLUMNS)
    yield _row(("---",) * len(COLUMNS))
    for name, kind in own(entity):
        if heading := heading_before(entity, name):
            yield _row((f"*{heading}*", "", "", ""))
        words = "whole number" if kind is int else "float"
        yield _row((f"`{name}`", words, unit(entity, name), meaning(entity, name)))


def _row(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"


def main(target: str = str(PAGE)) -> None:
    """Write the page to `target`."""
    Path(target).write_text(state_page(), "utf-8", newline="\n")
    sys.stdout.write(f"wrote {target}\n")


if __name__ == "__main__":
    main(*sys.argv[1:2])
