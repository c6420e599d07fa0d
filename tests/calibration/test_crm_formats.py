"""Every example about CRM exports in `docs/formats.md` is read as the page says."""

import re
from pathlib import Path

import pytest

from experiments.calibration.folder import read_folder
from experiments.calibration.layout import LAYOUTS, OUTCOMES, PEOPLE
from experiments.calibration.mapping import Mapping, load_mapping
from experiments.calibration.pseudonyms import pseudonyms_for
from experiments.calibration.staff import COST_KINDS
from experiments.calibration.typed import Reading, one_currency, type_table

PAGE = (Path(__file__).parents[2] / "docs" / "formats.md").read_text("utf-8").split("## CRM exports")[1]
TABLES = dict(re.findall(r"^```csv (\w+)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL))


@pytest.fixture
def folder(tmp_path):
    for name, text in TABLES.items():
        (tmp_path / f"{name}.csv").write_text(text, "utf-8")
    return tmp_path


def test_the_example_folder_is_recognised_without_a_mapping(folder) -> None:
    read = read_folder(folder, Mapping())
    assert set(read.tables) == set(TABLES) == set(LAYOUTS) - {"dictionary"}
    assert read.unread == ()
    assert one_currency(read.tables, Mapping(), Reading())[0] == "EUR"


def test_the_example_cells_have_their_meaning(folder) -> None:
    read = read_folder(folder, Mapping())
    names = pseudonyms_for(read.tables.values())
    typed = {name: type_table(table, Mapping(), Reading(), names) for name, table in read.tables.items()}
    assert not [finding for table in typed.values() for finding in table.findings]
    deals = typed["opportunities"].frame
    assert deals["outcome"].tolist() == ["won", "lost_to_rival", "no_decision", "open"]
    assert deals["closed"].isna().tolist() == [False, False, False, True]
    assert deals["value"].sum() == 10_120
    assert set(typed["costs"].frame["kind"]) == set(COST_KINDS)


def test_the_table_of_columns_is_that_of_the_program() -> None:
    rows = re.findall(r"^\| `(\w+)` \| (.*?) \|", PAGE, re.MULTILINE)
    told = {table: {name.strip("* ") for name in columns.split(",")} for table, columns in rows}
    needed = {table: {name.strip("* ") for name in columns.split(",") if "**" in name} for table, columns in rows}
    known = {name: layout for name, layout in LAYOUTS.items() if name != "dictionary"}
    assert told == {name: {column.name for column in layout.columns} for name, layout in known.items()}
    assert needed == {name: {column.name for column in layout.required} for name, layout in known.items()}
    assert all(f"`{outcome}`" in PAGE for outcome in OUTCOMES)
    assert PEOPLE.column("leaving").required is False


def test_the_mapping_of_the_page_is_valid(tmp_path) -> None:
    (text,) = re.findall(r"^```toml mapping\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    (tmp_path / "mapping.toml").write_text(text, "utf-8")
    mapping = load_mapping(tmp_path / "mapping.toml")
    assert mapping.opportunities is not None
    assert mapping.opportunities.columns["owner"] == "Säljare"
    assert mapping.outcomes["vunnen"] == "won"
    assert mapping.lost_reasons == {"konkurrent": "lost_to_rival", "inget beslut": "no_decision"}
