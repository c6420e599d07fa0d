"""The seams: the only places, beside the mark, where it matters whether people are Mesa agents or rows of records.

Rows come here too when compilation is switched off (`NUMBA_DISABLE_JIT=1`); compiled code goes by the overloads below.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numba.extending import overload

from simulation.entity import Entity
from simulation.mark import COMPILE_OPTIONS
from simulation.records import World


def occupy(o: World, seat: int) -> None:
    """Make room for a new person in a seat: a new agent, or a blank row. Read `o.reps[seat]` again afterwards."""
    if isinstance(o, tuple):
        _blank_row(o, seat)
    else:
        o.occupy(seat)  # type: ignore[attr-defined]  # the Mesa body


def _blank_row(o: Any, seat: int) -> None:
    o.reps[seat] = o.blank


def vacate(o: World, seat: int) -> None:
    """Take note that a person is gone: the agent leaves the model's agents; a row only says `employed` 0."""
    if not isinstance(o, tuple):
        o.vacate(seat)  # type: ignore[attr-defined]  # the Mesa body


def _row_stays(o: Any, seat: int) -> None:
    pass


def move(rows: Sequence[Entity], to: int, source: int) -> None:
    """Copy row `source` into row `to`: attribute by attribute, since assigning an agent only gives it a second name."""
    table: object = rows
    if isinstance(table, np.ndarray):
        _assign_row(table, to, source)
        return
    for name in rows[to].attributes():
        setattr(rows[to], name, getattr(rows[source], name))


def _assign_row(rows: Any, to: int, source: int) -> None:
    rows[to] = rows[source]


def move_between(tables: Sequence[Sequence[Entity]], source: int, place: int, target: int, to: int) -> None:
    """Copy row `place` of table `source` into row `to` of table `target`, attribute by attribute."""
    table: object = tables
    if isinstance(table, np.ndarray):
        _assign_between(table, source, place, target, to)
        return
    row, copy = tables[source][place], tables[target][to]
    for name in row.attributes():
        setattr(copy, name, getattr(row, name))


def _assign_between(tables: Any, source: int, place: int, target: int, to: int) -> None:
    tables[target][to] = tables[source][place]


overload(occupy, jit_options=COMPILE_OPTIONS, strict=False)(lambda *_arguments: _blank_row)
overload(vacate, jit_options=COMPILE_OPTIONS, strict=False)(lambda *_arguments: _row_stays)
overload(move_between, jit_options=COMPILE_OPTIONS, strict=False)(lambda *_arguments: _assign_between)
overload(move, jit_options=COMPILE_OPTIONS, strict=False)(lambda *_arguments: _assign_row)
