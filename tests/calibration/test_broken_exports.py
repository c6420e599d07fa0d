"""Exports that cannot be read: one clear error each, naming the culprit, and nothing written."""

import re
from pathlib import Path

import pytest

from experiments.calibration import CrmError, import_crm

GOOD = "owner,account,product,created,closed,outcome,value\n"
DEALS = "".join(
    f"Ada Quill,Quorbex,Anvil,2024-0{month}-0{day},2024-0{1 + month}-1{day},{'won' if day % 2 else 'lost'},100{day}\n"
    for month in range(1, 7)
    for day in range(1, 9)
)


def columns(**changed: str) -> str:
    """A good export with the cells of some columns replaced."""
    names = GOOD.strip().split(",")
    lines = [line.split(",") for line in DEALS.strip().split("\n")]
    for name, cell in changed.items():
        for cells in lines:
            cells[names.index(name)] = cell
    return GOOD + "\n".join(",".join(cells) for cells in lines) + "\n"


def swapped() -> str:
    return (GOOD + DEALS).replace("created,closed", "closed,created")


def renamed(old: str, new: str) -> str:
    return (GOOD + DEALS).replace(old, new)


def mixed_currencies() -> str:
    lines = (GOOD + DEALS).strip().split("\n")
    codes = ["currency", *(["EUR"] * 10), *(["USD"] * (len(lines) - 11))]
    return "\n".join(f"{line},{code}" for line, code in zip(lines, codes, strict=True))


BROKEN: dict[str, tuple[dict[str, str | bytes], str]] = {
    "no table at all": ({"README.txt": "hello"}, r"the folder holds no table \(.csv, .tsv, .xlsx, .parquet\)"),
    "empty file": ({"opportunities.csv": ""}, r"opportunities.csv: the file is empty"),
    "blank lines only": ({"opportunities.csv": "\n\n,,\n"}, r"opportunities.csv: the file is empty"),
    "headers only": ({"opportunities.csv": GOOD}, r"opportunities: the table has headers but no rows"),
    "no opportunities": (
        {"deals.csv": "Deal owner,Amount,Close Date\nAda Quill,5,2024-01-01\n"},
        r"closest: deals.csv.*lacks owner \(also: sales_agent\).*Headers seen: Deal owner.*'Deal owner' may be owner",
    ),
    "missing column": (
        {"opportunities.csv": renamed("closed", "finished")},
        r"opportunities.csv: the opportunities table lacks closed.*Headers seen: owner, account.*--mapping",
    ),
    "duplicate header": (
        {"opportunities.csv": renamed("account", "owner")},
        r"opportunities.csv, row 1: the header 'owner' stands there twice",
    ),
    "two candidates": (
        {"opportunities.csv": GOOD + DEALS, "sales_pipeline.csv": GOOD + DEALS},
        r"opportunities.csv and sales_pipeline.csv both look like opportunities: keep one",
    ),
    "ambiguous dates": (
        {"opportunities.csv": columns(created="03/04/2024", closed="05/06/2024")},
        r"opportunities.csv, column 'created': '03/04/2024' \(row 2\).*--date-order dmy or --date-order mdy",
    ),
    "contradicting dates": (
        {"opportunities.csv": columns(created="25/03/2024").replace("25/03/2024", "03/25/2024", 1)},
        r"column 'created': row 3 has the day first and row 2 the month first",
    ),
    "no dates": (
        {"opportunities.csv": columns(created="last week")},
        r"opportunities.csv, column 'created', row 2: 'xxxx xxxx' is no date",
    ),
    "no amounts": (
        {"opportunities.csv": columns(value="a lot")},
        r"opportunities.csv, column 'value', row 2: 'x xxx' is no amount",
    ),
    "ambiguous amounts": (
        {"opportunities.csv": columns(value='"1,250"')},
        r"opportunities.csv, column 'value', row 2: '1,250' may be thousands or a fraction.*--decimal",
    ),
    "mixed currencies": (
        {"opportunities.csv": mixed_currencies()},
        r"mixes currencies \(EUR in opportunities.csv, column 'currency', row 2; USD .* row 12\)",
    ),
    "another currency than said": (
        {"opportunities.csv": columns(value="£100")},
        r"--currency EUR, but opportunities.csv, column 'value', row 2 says GBP",
    ),
    "binary rubbish": (
        {"opportunities.csv": bytes(range(256)) * 20},
        r"opportunities.csv, line \d+: .*(binary|neither UTF-8)",
    ),
    "an XLSX with a wrong name": (
        {"opportunities.csv": b"PK\x03\x04\x14\x00\x06\x00"},
        r"opportunities.csv, line 1: .*an XLSX file \(rename it to .xlsx\)",
    ),
    "no XLSX": ({"opportunities.xlsx": b"not a workbook"}, r"opportunities.xlsx: no readable XLSX file"),
    "no Parquet": ({"opportunities.parquet": b"not a table"}, r"opportunities.parquet: no readable Parquet file"),
    "unknown encoding": (
        {"opportunities.csv": (GOOD + DEALS).encode() + b"Ad\x81 Quill,Q,Anvil,2024-01-01,2024-02-01,won,5\n"},
        r"opportunities.csv, line 50: byte 0x81",
    ),
    "huge field": (
        {"opportunities.csv": GOOD + DEALS + "x" * 200_000 + ",Q,Anvil,2024-01-01,2024-02-01,won,5\n"},
        r"opportunities.csv, row 50: field larger than field limit",
    ),
    "open quotation mark": (
        {"opportunities.csv": GOOD + '"' + DEALS * 200},
        r"opportunities.csv, row 2: field larger than field limit.*is a quotation mark open\?",
    ),
    "cells do not fit the header": (
        {"opportunities.csv": GOOD + DEALS.replace("100", "100,")},
        r"opportunities.csv, row 2: 48 of 48 rows do not have the header's 7 cells",
    ),
    "unknown stages": (
        {"opportunities.csv": columns(outcome="Verbally agreed")},
        r"opportunities.csv, column 'outcome', row 2: unknown stage: 'verbally agreed' \(48 rows\).*\[outcomes\]",
    ),
    "names for stages": (
        {"opportunities.csv": columns(outcome="Ada Quill")},
        r"unknown stage: names of people or companies \(is it the right column\?\)",
    ),
    "all open": (
        {"opportunities.csv": columns(outcome="open", closed="")},
        r"opportunities: no deal ever closed with a date",
    ),
    "all lost": ({"opportunities.csv": columns(outcome="lost")}, r"none of 48 closed deals is won"),
    "won for nothing": (
        {"opportunities.csv": columns(value="0")},
        r"none of 48 closed deals is won with a value above",
    ),
    "columns swapped": (
        {"opportunities.csv": swapped()},
        r"opportunities, row 2: 48 of 48 deals close before they are created; are the two columns swapped",
    ),
    "no creation dates": (
        {"opportunities.csv": columns(created="")},
        r"no deal has a creation date inside the recorded time",
    ),
    "a week only": (
        {"opportunities.csv": columns(created="2024-01-20", closed="2024-01-25")},
        r"closes span 0.1 weeks; a fit needs four weeks or more",
    ),
    "unknown kind of leaving": (
        {
            "opportunities.csv": GOOD + DEALS,
            "people.csv": "owner,start,end,leaving\nAda Quill,2020-01-01,2024-05-01,retierd\n",
        },
        r"people.csv, row 2: kind of leaving 'retierd' is not known",
    ),
    "unknown kind of cost": (
        {"opportunities.csv": GOOD + DEALS, "costs.csv": "kind,amount\nbase_salry,60000\n"},
        r"costs.csv.*row 2: there is no kind of cost 'base_salry'; did you mean 'base_salary'\?",
    ),
}


@pytest.mark.parametrize("case", list(BROKEN))
def test_broken_exports_are_refused_by_name(case, tmp_path) -> None:
    files, message = BROKEN[case]
    place = tmp_path / "crm"
    place.mkdir()
    for name, content in files.items():
        (place / name).write_bytes(content.encode() if isinstance(content, str) else content)
    before = contents(tmp_path)
    with pytest.raises(CrmError, match=re.compile(message, re.DOTALL)) as caught:
        import_crm(place, currency="EUR", simulate=False).write(tmp_path / "firm.toml")
    assert contents(tmp_path) == before
    assert "Ada" not in str(caught.value)
    assert len(str(caught.value)) < 700


def contents(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_the_good_export_that_these_break_is_good(tmp_path) -> None:
    (tmp_path / "opportunities.csv").write_text(GOOD + DEALS)
    assert import_crm(tmp_path, currency="EUR", simulate=False).measurements.won_share.value == 0.5


WRONG_CALLS: dict[str, tuple[dict[str, str], str]] = {
    "currency nowhere": ({}, r"does not tell its currency; say it: --currency EUR"),
    "currency unheard of": ({"currency": "EUX"}, r"--currency EUX: there is no such currency; did you mean 'EUR'\?"),
    "currency in small": ({"currency": "eur"}, r"--currency eur: give a code of three capital letters"),
    "date order": ({"currency": "EUR", "date_order": "dym"}, r"--date-order dym: give one of dmy, mdy, ymd"),
    "decimal": ({"currency": "EUR", "decimal": ";"}, r"--decimal ;: give . or ,"),
    "mapping": (
        {"currency": "EUR", "mapping": "hubspt"},
        r"mapping hubspt: there is no such file; shipped ones are hubspot",
    ),
}


@pytest.mark.parametrize("case", list(WRONG_CALLS))
def test_wrong_calls_are_refused_by_flag(case, tmp_path) -> None:
    flags, message = WRONG_CALLS[case]
    (tmp_path / "opportunities.csv").write_text(GOOD + DEALS)
    with pytest.raises(CrmError, match=message):
        import_crm(tmp_path, simulate=False, **flags)


WRONG_MAPPINGS: dict[str, tuple[str, str]] = {
    "no TOML": ("[opportunities", r"mapping.toml: this is no valid TOML"),
    "unknown key": ('curency = "EUR"', r"mapping.toml: curency: there is no such key; did you mean 'currency'\?"),
    "unknown column": (
        '[opportunities]\nfile = "*"\n[opportunities.columns]\nowners = "x"',
        r"\[opportunities.columns\] owners: there is no such column; did you mean 'owner'\?",
    ),
    "unknown outcome": ('[outcomes]\n"Closed" = "win"', r"'Closed' = 'win': an outcome is one of won, lost"),
    "absent file": (
        '[opportunities]\nfile = "deals*"\n[opportunities.columns]\nowner = "owner"',
        r"mapping \[opportunities\]: no file matches 'deals\*'; files: opportunities.csv",
    ),
    "absent column": (
        '[opportunities]\nfile = "opp*"\n[opportunities.columns]\nowner = "Ownr"',
        r"takes opportunities.owner from column 'Ownr', which is not there; did you mean 'owner'\?",
    ),
    "column left out": (
        '[opportunities]\nfile = "opp*"\n[opportunities.columns]\nowner = "owner"',
        r"the opportunities table lacks account; product; created",
    ),
}


@pytest.mark.parametrize("case", list(WRONG_MAPPINGS))
def test_wrong_mappings_are_refused_by_key(case, tmp_path) -> None:
    text, message = WRONG_MAPPINGS[case]
    place = tmp_path / "crm"
    place.mkdir()
    (place / "opportunities.csv").write_text(GOOD + DEALS)
    (tmp_path / "mapping.toml").write_text(text)
    with pytest.raises(CrmError, match=message):
        import_crm(place, mapping=tmp_path / "mapping.toml", currency="EUR", simulate=False)


def test_a_folder_that_is_not_there_is_named(tmp_path) -> None:
    with pytest.raises(CrmError, match="there is no such folder"):
        import_crm(tmp_path / "nowhere")


def test_a_firm_that_cannot_be_written_leaves_nothing(write_crm, deals, tmp_path) -> None:
    result = import_crm(write_crm(opportunities=deals), currency="EUR", simulate=False)
    with pytest.raises(CrmError, match="cannot be written"):
        result.write(tmp_path / "no such folder" / "firm.toml")
    (tmp_path / "taken").mkdir()
    with pytest.raises(CrmError, match="taken: cannot be written"):
        result.write(tmp_path / "taken")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["crm", "taken"]
