"""`docs/parameters.md` from the declarations: `python -m simulation.parameters.table` writes it afresh."""

import sys
from collections.abc import Iterator
from pathlib import Path

from simulation.parameters import Parameters
from simulation.parameters.check import catalogue_of, show
from simulation.parameters.declare import Declaration, Group, Range, declarations

PAGE = Path(__file__).parents[2] / "docs" / "parameters.md"
HEAD = """# Parameters

Written by `python -m simulation.parameters.table` from `simulation/parameters/`; change it there.

There are {count} parameters in {groups} groups. A **lever** is what the firm decides; an **uncertainty** is what the
world is like; a **setting** is what we choose to simulate. *Bounds* are hard and inclusive. The *plausible* range is
what studies sample. *Source* is a key of the bibliography, or `assumed`: then the range is wide, and the sensitivity
study always includes it.
"""
COLUMNS = ("parameter", "default", "unit", "bounds", "plausible", "kind", "meaning", "source")


def parameter_page() -> str:
    """Every parameter as Markdown: one chapter a group, one row a parameter."""
    catalogue = catalogue_of(Parameters)
    chapters = [chapter(name, group) for name, group in catalogue.groups.items()]
    head = HEAD.format(count=len(catalogue.by_path), groups=len(chapters))
    return "\n".join([head, *chapters])


def chapter(name: str, group: type[Group]) -> str:
    """A group's heading, opening sentence and table."""
    return "\n".join([f"## {name}", "", (group.__doc__ or "").strip(), "", *_rows(group, name), ""])


def _rows(group: type[Group], name: str) -> Iterator[str]:
    yield _row(COLUMNS)
    yield _row(("---",) * len(COLUMNS))
    for d in declarations(group, name):
        yield _row(
            (f"`{d.name}`", show(d.default), d.unit, _bounds(d), _range(d.plausible), d.kind, d.meaning, d.source)
        )


def _row(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def _bounds(d: Declaration) -> str:
    return ", ".join(d.choices) if d.choices else _range(d.bounds) or "true, false"


def _range(span: Range | None) -> str:
    return f"{span[0]:,g} – {span[1]:,g}" if span else ""


def main(target: str = str(PAGE)) -> None:
    """Write the page to `target`."""
    Path(target).write_text(parameter_page(), "utf-8", newline="\n")
    sys.stdout.write(f"wrote {target}\n")


if __name__ == "__main__":
    main(*sys.argv[1:2])
