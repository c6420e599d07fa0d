"""The table: one row a measurement, with the bar it is held against; on the screen, and in benchmarks/README.md."""

from dataclasses import dataclass
from pathlib import Path

from rich.table import Table

README = Path(__file__).parent / "README.md"
START, END = "<!-- measured: start -->", "<!-- measured: end -->"
HEADINGS = ("what", "measured", "bar", "met")


@dataclass(frozen=True)
class Row:
    """One measurement in words; `met` is None where there is no bar."""

    what: str
    measured: str
    bar: str = ""
    met: bool | None = None

    def cells(self) -> tuple[str, str, str, str]:
        """The row as it is printed."""
        return self.what, self.measured, self.bar, {None: "", True: "yes", False: "no"}[self.met]


def on_screen(rows: list[Row], caption: str) -> Table:
    """The table for a terminal."""
    table = Table(*HEADINGS, caption=caption, caption_justify="left", show_lines=True)
    for row in rows:
        table.add_row(*row.cells(), style="red" if row.met is False else None)
    return table


def in_markdown(rows: list[Row]) -> str:
    """The table for a page."""
    lines = [HEADINGS, ("---",) * len(HEADINGS), *(row.cells() for row in rows)]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)


def between_marks(page: str, text: str) -> str:
    """The page with the text between its marks replaced. ValueError if a mark is missing."""
    before, found_start, rest = page.partition(START)
    _, found_end, after = rest.partition(END)
    if not (found_start and found_end):
        raise ValueError(f"the page has no {START} ... {END} to write between")
    return f"{before}{START}\n{text}\n{END}{after}"


def write_readme(rows: list[Row], caption: str, page: Path = README) -> None:
    """Put the table of a real run into the page."""
    text = f"{in_markdown(rows)}\n\n{caption}"
    page.write_text(between_marks(page.read_text(encoding="utf-8"), text), encoding="utf-8")
