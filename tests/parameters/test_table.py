"""The page of parameters says what the code says."""

from pathlib import Path

from simulation.layers import CATALOGUE
from simulation.parameters.selection import Selection
from simulation.parameters.table import PAGE, chapter, main, parameter_page


def test_the_committed_page_is_up_to_date() -> None:
    assert PAGE.read_text("utf-8") == parameter_page(), "run: python -m simulation.parameters.table"


def test_every_parameter_has_its_row() -> None:
    rows = [line for line in parameter_page().splitlines() if line.startswith("| `")]
    assert len(rows) == len(CATALOGUE.by_path)
    assert all(d.meaning in row and d.kind in row for d, row in zip(CATALOGUE.by_path.values(), rows, strict=True))


def test_a_chapter_opens_with_its_sentence_and_shows_bounds_and_words() -> None:
    text = chapter("selection", Selection)
    assert text.startswith("## selection\n\nReviews, ordinary dismissals, and culling: who has to go.\n")
    assert "| `cull_fraction` | 0.0 | share of heads | 0 – 0.5 | 0 – 0.3 | lever |" in text
    assert "| `cull_scope` | firm | choice | firm, team |  | lever |" in text


def test_the_page_is_written_where_it_is_asked_for(tmp_path: Path) -> None:
    main(str(tmp_path / "page.md"))
    assert (tmp_path / "page.md").read_text("utf-8") == parameter_page()
