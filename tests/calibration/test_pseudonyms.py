"""No name of a person, team or company leaves the import, in any form."""

import json
import re

import pandas as pd

from experiments.calibration import import_crm, report_data, report_text
from tests.calibration.small_firm import ACCOUNTS, MANAGERS, SELLERS, opportunities, products, teams

NAMES = {word for name in (*SELLERS, *MANAGERS, *ACCOUNTS) for word in name.split() if not word.isdigit()}


def everything(result) -> str:
    return "\n".join([result.scenario_toml, report_text(result), json.dumps(report_data(result)), repr(result)])


def names_in(text: str, names: set[str]) -> set[str]:
    return {name for name in names if re.search(rf"\b{re.escape(name)}\b", text)}


def test_no_name_is_in_any_output(write_crm) -> None:
    deals = opportunities()
    deals.loc[deals.index[:40], "product"] = "Quorbex 7 Holdings"  # a product named after a customer
    people = pd.DataFrame({"owner": SELLERS, "start": "2019-05-01", "end": None, "leaving": None})
    quotas = pd.DataFrame({"owner": SELLERS, "quarter_start": "2024-04-01", "quota": 50_000})
    result = import_crm(
        write_crm(opportunities=deals, teams=teams().iloc[2:], products=products(), people=people, quotas=quotas),
        currency="EUR",
        simulate=False,
    )
    assert names_in(everything(result), NAMES) == set()
    assert "unknown_owners" in {found.code for found in result.findings}, "an example of a seller is shown"


def test_nothing_is_told_of_one_seller(write_crm, deals) -> None:
    result = import_crm(write_crm(opportunities=deals, teams=teams()), currency="EUR", simulate=False)
    assert "seller-" not in everything(result)


def test_pseudonyms_follow_no_order(write_crm, deals) -> None:
    from experiments.calibration.folder import read_folder
    from experiments.calibration.layout import Kind
    from experiments.calibration.mapping import Mapping
    from experiments.calibration.pseudonyms import pseudonyms_for

    tables = list(read_folder(write_crm(opportunities=deals), Mapping()).tables.values())
    deals_of_names = [pseudonyms_for(tables) for _ in range(20)]
    dealt = {tuple(names.of(Kind.OWNER, name) for name in SELLERS) for names in deals_of_names}
    assert len(dealt) == 20, "a fresh random order each time"
    assert all(len(set(one)) == len(SELLERS) for one in dealt)


def test_the_same_export_gives_the_same_firm_whatever_the_pseudonyms(write_crm, deals) -> None:
    place = write_crm(opportunities=deals, teams=teams(), products=products())
    texts = {import_crm(place, currency="EUR", simulate=False).scenario_toml for _ in range(5)}
    assert len(texts) == 1


def test_one_person_is_one_whatever_the_spelling(write_crm, deals) -> None:
    shouted = deals.assign(owner=deals["owner"].where(deals.index % 2 == 0, deals["owner"].str.upper() + " "))
    plain, spelt = (
        import_crm(write_crm(name, opportunities=table), currency="EUR", simulate=False).scenario_toml
        for name, table in (("plain", deals), ("spelt", shouted))
    )
    assert plain == spelt
