"""The little HTML that a report needs; every text is escaped where it enters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

ROWS_KEPT_TOGETHER = 8
"""Tables of so many rows stand on one page of paper; longer ones go on with their header on the next."""
STYLE = """
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { font: 11pt/1.45 "Segoe UI", "Helvetica Neue", Arial, sans-serif; color: #1a1a1a; margin: 0 auto; max-width: 46em;
  padding: 1.5em; }
h1 { font-size: 1.7em; line-height: 1.2; margin: 0 0 .4em; }
h2 { font-size: 1.25em; margin: 1.6em 0 .5em; border-bottom: 1px solid #bbb; }
h3 { font-size: 1.05em; margin: 1.2em 0 .3em; }
p, ul { margin: .5em 0; }
.quiet { color: #555; font-size: .9em; }
.answer { font-size: 1.12em; background: #f2f5f9; border-left: 4px solid #1b4f8c; padding: .6em 1em; }
table { border-collapse: collapse; width: 100%; font-size: .9em; line-height: 1.3; margin: .6em 0; }
th, td { text-align: left; padding: .3em 0 .3em .9em; border-bottom: 1px solid #ddd; vertical-align: top; }
th { vertical-align: bottom; border-bottom-color: #888; }
th:first-child, td:first-child { padding-left: 0; }
.number { text-align: right; font-variant-numeric: tabular-nums; }
td.number { white-space: nowrap; }
thead { display: table-header-group; }
tr, figure, li, table.short { break-inside: avoid; }
figure { margin: .6em 0; min-width: 0; }
figure svg { display: block; width: 100%; height: auto; }
.charts { display: grid; grid-template-columns: 1fr 1fr; gap: .6em; }
@page { size: A4; margin: 15mm 16mm 18mm; }
@media (max-width: 40em) { .charts { grid-template-columns: 1fr; } table { display: block; overflow-x: auto; } }
@media print {
  body { max-width: none; padding: 0; font-size: 10pt; }
  .charts { grid-template-columns: 1fr 1fr; }
  table { display: table; }
  .board { break-after: page; }
  h2, h3, .lead, h2 + .quiet, h3 + .quiet, .quiet:has(+ table), .quiet:has(+ .charts) { break-after: avoid; }
  p, li { orphans: 3; widows: 3; }
}
""".strip()


def paragraph(text: str, kind: str = "") -> str:
    """A paragraph."""
    return f'<p class="{kind}">{escape(text)}</p>' if kind else f"<p>{escape(text)}</p>"


def heading(text: str, level: int = 2) -> str:
    """A heading."""
    return f"<h{level}>{escape(text)}</h{level}>"


def bullets(lines: Iterable[str]) -> str:
    """A list."""
    return "<ul>" + "".join(f"<li>{escape(line)}</li>" for line in lines) + "</ul>"


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; columns in which a cell begins like a number are set like numbers. A line break in a cell is one."""
    cells = [list(row) for row in rows]
    numbers = {place for row in cells for place, text in enumerate(row) if place and _is_number(text)}
    kinds = [' class="number"' if place in numbers else "" for place in range(len(header))]
    head = "".join(f'<th scope="col"{kind}>{escape(name)}</th>' for name, kind in zip(header, kinds, strict=True))
    body = "".join("<tr>" + "".join(map(_cell, row, kinds)) + "</tr>" for row in cells)
    short = ' class="short"' if len(cells) <= ROWS_KEPT_TOGETHER else ""
    return f"<table{short}><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _cell(text: str, kind: str) -> str:
    return f"<td{kind}>{'<br>'.join(map(escape, text.splitlines()))}</td>"


def _is_number(text: str) -> bool:
    return text[:1].isdigit() or (text[:1] in "+−" and text[1:2].isdigit())


def charts(drawn: Iterable[tuple[str, str]]) -> str:
    """Figures side by side: SVG, and what each shows for those who cannot see it."""
    parts = (f'<figure role="img" aria-label="{escape(label)}">{svg}</figure>' for svg, label in drawn)
    return '<div class="charts">' + "".join(parts) + "</div>"


def page(title: str, language: str, parts: Iterable[str]) -> str:
    """A whole document that needs no other file."""
    body, footer = "\n".join(parts), _footer(title)
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(language)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{escape(title)}</title>\n'
        f"<style>\n{STYLE}\n{footer}\n</style>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def _footer(title: str) -> str:
    """What stands below every printed page: of what, and which page of how many. Browsers that cannot leave it out."""
    plain = "".join(sign if sign.isalnum() or sign in " .,:;!?()%+−–-" else f"\\{ord(sign):x} " for sign in title)
    look = "font: 8pt Arial, sans-serif; color: #555; vertical-align: top; padding-top: 4mm;"
    return (
        f'@page {{ @bottom-left {{ content: "{plain}"; width: 85%; {look} }} '
        f'@bottom-right {{ content: counter(page) " / " counter(pages); {look} }} }}'
    )
