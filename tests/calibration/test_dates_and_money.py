"""Cells: what a date is, which of day and month comes first, and what a decimal mark is."""

import datetime as dt

import pytest

from experiments.calibration.dates import read_date, read_dates
from experiments.calibration.errors import CrmError
from experiments.calibration.money import currencies_in, read_money


def rows(*cells):
    return list(enumerate(cells, start=2))


@pytest.mark.parametrize(
    ("cell", "order", "date"),
    [
        ("2024-03-05", "dmy", dt.date(2024, 3, 5)),
        ("2024/3/5 10:22", "mdy", dt.date(2024, 3, 5)),
        ("05.03.2024", "dmy", dt.date(2024, 3, 5)),
        ("03/05/2024 1:00 PM", "mdy", dt.date(2024, 3, 5)),
        ("2024-03-05T23:59:59.000Z", "ymd", dt.date(2024, 3, 5)),
        (dt.datetime(2024, 3, 5, 9), "ymd", dt.date(2024, 3, 5)),
        ("30.02.2024", "dmy", None),
        ("05.03.24", "dmy", None),
        ("soon", "dmy", None),
    ],
)
def test_dates_that_are_read(cell, order, date) -> None:
    assert read_date(cell, order) == date


def test_a_number_above_twelve_settles_the_order() -> None:
    read = read_dates({"created": rows("03/04/2024", "03/25/2024")}, "f.csv", None)
    assert read["created"] == {2: dt.date(2024, 3, 4), 3: dt.date(2024, 3, 25)}


def test_another_column_of_the_file_settles_the_order() -> None:
    read = read_dates({"created": rows("03/04/2024"), "closed": rows("25/04/2024")}, "f.csv", None)
    assert read["created"][2] == dt.date(2024, 4, 3)


@pytest.mark.parametrize("text", ["03/04/2024", "03.04.2024", "3-4-2024"])
def test_an_ambiguous_column_is_refused_with_the_flag_that_settles_it(text) -> None:
    with pytest.raises(CrmError, match=r"f.csv, column 'created'.*row 2.*--date-order dmy or --date-order mdy"):
        read_dates({"created": rows(text, "11/12/2024")}, "f.csv", None)
    assert read_dates({"created": rows(text)}, "f.csv", "dmy")["created"][2] == dt.date(2024, 4, 3)
    assert read_dates({"created": rows(text)}, "f.csv", "mdy")["created"][2] == dt.date(2024, 3, 4)


def test_orders_that_contradict_each_other_are_refused() -> None:
    with pytest.raises(CrmError, match=r"column 'created': row 2 has the day first and row 3 the month first"):
        read_dates({"created": rows("25/03/2024", "03/25/2024")}, "f.csv", None)


def test_a_column_of_no_dates_is_refused_without_showing_names() -> None:
    with pytest.raises(CrmError, match=r"column 'created', row 2: 'xxx xxxxx' is no date") as caught:
        read_dates({"created": rows("Ada Quill", "Bo Ferro")}, "f.csv", None)
    assert "Ada" not in str(caught.value)


@pytest.mark.parametrize(
    ("cells", "amounts"),
    [
        (("1.234,50", "7,25"), (1234.5, 7.25)),
        (("1,234.50", "7.25"), (1234.5, 7.25)),
        (("1,234,567", "12"), (1234567.0, 12.0)),
        (("1 234,5 kr", "€ 10,00"), (1234.5, 10.0)),
        (("USD 1,234.5", "$10.00"), (1234.5, 10.0)),
        (("(5.5)", "7.25-", "-$3.00"), (-5.5, -7.25, -3.0)),
        (("1'234.50", "2.10"), (1234.5, 2.1)),
        ((12, 3.5, True), (12.0, 3.5, None)),
        (("1.50", "2.25", "inf", "n/a"), (1.5, 2.25, None, None)),
    ],
)
def test_amounts_that_are_read(cells, amounts) -> None:
    assert tuple(read_money(rows(*cells), "value", "f.csv", None).values()) == amounts


def test_thousands_or_fraction_is_asked_for() -> None:
    with pytest.raises(CrmError, match=r"f.csv, column 'value', row 2: '1,234'.*--decimal"):
        read_money(rows("1,234", "999"), "value", "f.csv", None)
    assert read_money(rows("1,234"), "value", "f.csv", ",")[2] == 1.234
    assert read_money(rows("1,234"), "value", "f.csv", ".")[2] == 1234.0


def test_two_decimal_marks_in_one_column_are_refused() -> None:
    with pytest.raises(CrmError, match="some amounts have a decimal comma, others a decimal point"):
        read_money(rows("1,5", "1.5"), "value", "f.csv", None)


def test_only_unmistakable_currencies_are_read() -> None:
    assert currencies_in(["EUR", "usd", "£5", "10 zł"]) == {"EUR", "USD", "GBP", "PLN"}
    assert currencies_in(["$5", "100 kr", "¥7", "ABC", "the EU"]) == set()
