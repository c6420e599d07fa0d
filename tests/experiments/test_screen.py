"""Tables on a terminal: whatever its width, no word is cut off."""

import pytest

from experiments.commands.screen import console, table

HEADER = ("Parameter", "Before", "90 % interval", "Left", "Learned")
ROWS = [
    ("selling.undecided_early_per_week", "0.06 to 0.2", "0.0897 to 0.119", "23%", "yes"),
    ("talent.productivity_cv", "0.25 to 0.55", "0.278 to 0.534", "95%", "no"),
]


def shown(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], width: int) -> list[str]:
    monkeypatch.setenv("COLUMNS", str(width))
    console().print(table(HEADER, ROWS))
    return capsys.readouterr().out.splitlines()


def test_at_eighty_columns_a_row_is_a_line(monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    assert len(shown(monkeypatch, capsys, 80)) == 1 + len(ROWS)


@pytest.mark.parametrize("width", [40, 60, 72])
def test_on_a_narrow_screen_columns_wrap_and_nothing_is_lost(monkeypatch: pytest.MonkeyPatch, capsys, width) -> None:
    lines = shown(monkeypatch, capsys, width)
    assert max(map(len, lines)) <= width
    letters = "".join(lines).replace(" ", "")
    assert len(letters) == len("".join([*HEADER, *(cell for row in ROWS for cell in row)]).replace(" ", ""))
