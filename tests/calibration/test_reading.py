"""One export in every common dialect reads as the same firm."""

from pathlib import Path

import pandas as pd
import pytest

from experiments.calibration import CrmError, import_crm, report_data
from experiments.calibration.read_tables import decode, read_file

DATES = {"iso": "%Y-%m-%d", "dmy": "%d.%m.%Y", "mdy": "%m/%d/%Y", "slashes": "%d/%m/%Y", "clock": "%Y-%m-%dT%H:%M:%SZ"}


def text_of(deals: pd.DataFrame, delimiter: str, decimal: str, dates: str) -> str:
    shown = deals.assign(
        created=deals["created"].dt.strftime(DATES[dates]), closed=deals["closed"].dt.strftime(DATES[dates])
    )
    return shown.to_csv(index=False, sep=delimiter, decimal=decimal)


def measured(result):
    return report_data(result)["measurements"]


@pytest.fixture
def expected(write_crm, deals):
    return import_crm(write_crm("expected", opportunities=deals), currency="EUR", simulate=False)


@pytest.mark.parametrize("dates", list(DATES))
@pytest.mark.parametrize(
    "dialect",
    [
        ("utf-8", ",", "."),
        ("utf-8-sig", ";", ","),
        ("utf-16", "\t", ","),
        ("utf-16-le", ",", "."),
        ("cp1252", ";", ","),
        ("utf-8", "|", "."),
    ],
)
def test_every_dialect_reads_alike(tmp_path, deals, expected, dialect, dates) -> None:
    encoding, delimiter, decimal = dialect
    deals = deals.assign(account=deals["account"].str.replace("Quorbex", "Quörbex"))
    place = tmp_path / "crm"
    place.mkdir()
    (place / "opportunities.csv").write_bytes(text_of(deals, delimiter, decimal, dates).encode(encoding))
    result = import_crm(place, currency="EUR", simulate=False)
    assert result.scenario_toml == expected.scenario_toml
    assert measured(result) == measured(expected)


@pytest.mark.parametrize("suffix", ["xlsx", "parquet"])
def test_typed_files_read_alike(tmp_path, deals, expected, suffix) -> None:
    place = tmp_path / "crm"
    place.mkdir()
    if suffix == "xlsx":
        deals.to_excel(place / "export.xlsx", sheet_name="Opportunities", index=False)
    else:
        deals.to_parquet(place / "opportunities.parquet")
    assert measured(import_crm(place, currency="EUR", simulate=False)) == measured(expected)


def test_excels_separator_line_is_obeyed(tmp_path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("sep=;\na;b\n1,5;2\n")
    (table,) = read_file(file)
    assert table.headers == ["a", "b"]
    assert table.frame.iloc[0].tolist() == ["1,5", "2", 2]


def test_quoted_cells_may_hold_delimiters_and_line_breaks(tmp_path) -> None:
    file = tmp_path / "a.csv"
    file.write_text('a,b\n"x, and\ny",2\nz,3\n')
    (table,) = read_file(file)
    assert table.frame["a"].tolist() == ["x, and\ny", "z"]
    assert table.frame.iloc[:, -1].tolist() == [2, 4], "row numbers are those of the file"


def test_few_ragged_rows_are_dropped_and_told(write_crm, deals) -> None:
    place = write_crm(opportunities=deals)
    with (place / "opportunities.csv").open("a") as file:
        file.write("too,short\n")
    (finding,) = [f for f in import_crm(place, currency="EUR", simulate=False).findings if f.code == "ragged_rows"]
    assert (finding.count, finding.action) == (1, "dropped")


def test_undecodable_bytes_name_their_line() -> None:
    with pytest.raises(CrmError, match=r"deals.csv, line 2: byte 0x81"):
        decode(b"a,b\nx\x81,y\n", "deals.csv")


def test_headers_may_differ_by_case_and_spaces(write_crm, deals, expected) -> None:
    place = write_crm("other", opportunities=deals.rename(columns={"owner": " Owner ", "closed": "Close Date"}))
    assert measured(import_crm(place, currency="EUR", simulate=False)) == measured(expected)


def test_files_that_are_no_tables_are_passed_over(write_crm, deals, expected) -> None:
    place = write_crm("other", opportunities=deals, notes=pd.DataFrame({"colour": ["red"], "number": [1]}))
    (Path(place) / "README.txt").write_text("not a table")
    result = import_crm(place, currency="EUR", simulate=False)
    assert measured(result) == measured(expected)
    assert [f.message for f in result.findings if f.code == "unread_files"] == [
        "tables were not recognised and not read: notes.csv"
    ]
