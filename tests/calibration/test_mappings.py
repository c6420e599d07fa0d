"""Exports with other headers are read by a mapping, shipped or one's own."""

import numpy as np
import pandas as pd
import pytest

from experiments.calibration import CrmError, import_crm, report_data
from experiments.calibration.mapping import load_mapping, shipped_mappings
from simulation.scenario import load_scenario
from tests.calibration.small_firm import LAST_DAY, SELLERS, opportunities, teams

HUBSPOT_STAGES = {"won": "Closed won", "lost": "Closed lost", "open": "Contract sent"}
SALESFORCE_STAGES = {"won": "Closed Won", "lost": "Closed Lost", "open": "Negotiation/Review"}


@pytest.fixture
def plain(write_crm, deals):
    place = write_crm("plain", opportunities=deals.drop(columns="opportunity_id"), teams=teams())
    return report_data(import_crm(place, currency="USD", simulate=False))["measurements"]


def hubspot(deals: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Record ID": range(len(deals)),
            "Deal Name": "secret",
            "Deal Stage": deals["outcome"].map(HUBSPOT_STAGES),
            "Closed Lost Reason": "Competitor",
            "Create Date": deals["created"].dt.strftime("%Y-%m-%d %H:%M"),
            "Close Date": deals["closed"].dt.strftime("%Y-%m-%d %H:%M"),
            "Amount": deals["value"],
            "Currency": "USD",
            "Deal owner": deals["owner"],
            "Associated Company": deals["account"],
            "Product": deals["product"],
        }
    )


def test_hubspot_like_headers(write_crm, deals, plain) -> None:
    place = write_crm("hub", **{"hubspot-crm-exports-all-deals-2025-12-31": hubspot(deals)})
    told = report_data(import_crm(place, mapping="hubspot", simulate=False))["measurements"]
    assert told["headline"] | {"rival_share": None} == plain["headline"]
    assert told["headline"]["rival_share"] == 1.0, "reasons tell losses apart"
    assert told["outcomes"].keys() == {"lost_to_rival", "open", "won"}


def test_salesforce_like_headers(write_crm, deals, plain) -> None:
    report = pd.DataFrame(
        {
            "Opportunity Owner": deals["owner"],
            "Account Name": deals["account"],
            "Opportunity Name": "secret",
            "Stage": deals["outcome"].map(SALESFORCE_STAGES),
            "Created Date": deals["created"].dt.strftime("%m/%d/%Y"),
            "Close Date": deals["closed"].fillna(pd.Timestamp(LAST_DAY)).dt.strftime("%m/%d/%Y"),
            "Amount": deals["value"],
            "Amount Currency": "USD",
            "Product Name": deals["product"],
            "Opportunity ID": [f"006{number}" for number in range(len(deals))],
        }
    )
    users = teams().set_axis(["Full Name", "Manager"], axis=1)
    place = write_crm("force", **{"opportunity report": report, "users": users})
    told = report_data(import_crm(place, mapping="salesforce", simulate=False))["measurements"]
    assert told == plain


def test_other_headers_are_not_guessed(write_crm, deals) -> None:
    with pytest.raises(CrmError, match="no table of opportunities was recognised"):
        import_crm(write_crm("hub", deals=hubspot(deals)), simulate=False)


def test_shipped_mappings_are_valid() -> None:
    assert shipped_mappings() == ["hubspot", "salesforce"]
    assert all(load_mapping(name).opportunities for name in shipped_mappings())


def test_a_sheet_is_chosen_by_name(tmp_path, deals, plain) -> None:
    place = tmp_path / "book"
    place.mkdir()
    with pd.ExcelWriter(place / "book.xlsx") as book:
        deals.iloc[:5].to_excel(book, sheet_name="Draft", index=False)
        deals.drop(columns="opportunity_id").to_excel(book, sheet_name="Final", index=False)
        teams().to_excel(book, sheet_name="Staff", index=False)
    columns = "\n".join(f'{name} = "{name}"' for name in deals.columns if name != "opportunity_id")
    mapping = tmp_path / "mapping.toml"
    mapping.write_text(
        f'currency = "USD"\n[opportunities]\nfile = "book.xlsx"\nsheet = "Final"\n[opportunities.columns]\n{columns}\n'
        '[teams]\nfile = "book.xlsx"\nsheet = "Staff"\n[teams.columns]\nowner = "owner"\nteam = "team"\n'
    )
    assert report_data(import_crm(place, mapping=mapping, simulate=False))["measurements"] == plain


ADVENTUREWORKS = """
currency = "USD"
[quotas]
file = "SalesPersonQuotaHistory.csv"
has_header = false
columns = { owner = 2, quarter_start = 3, quota = 4 }
"""


def test_quotas_without_headers_give_the_error_in_setting_them(shared, tmp_path) -> None:
    """Real quotas; results drawn around them with a lasting misfit of 0.2 a seller, which the import finds again."""
    source = shared / "adventureworks-quota" / "SalesPersonQuotaHistory.csv"
    quotas = pd.read_csv(source, sep="\t", header=None, usecols=[1, 2, 3], names=["owner", "start", "quota"])
    luck = np.random.default_rng(8)
    misfit = dict(zip(sorted(set(quotas["owner"])), np.exp(luck.normal(0, 0.2, 40)), strict=False))
    deals = [
        (f"{owner}", "Q", "Anvil", start, pd.Timestamp(start) + pd.Timedelta(days=int(day)), "won", quota * part)
        for owner, start, quota in quotas.itertuples(index=False)
        for day, part in zip((30, 60), np.array([0.5, 0.5]) * misfit[owner] * np.exp(luck.normal(0, 0.1)), strict=True)
    ]
    place = tmp_path / "crm"
    place.mkdir()
    (place / source.name).write_bytes(source.read_bytes())
    names = ["owner", "account", "product", "created", "closed", "outcome", "value"]
    won = pd.DataFrame(deals, columns=names)
    won.loc[len(won)] = [won["owner"][0], "Q", "Anvil", "2011-06-02", pd.Timestamp("2011-06-09"), "lost", 0.0]
    won.to_csv(place / "opportunities.csv", index=False)
    (tmp_path / "mapping.toml").write_text(ADVENTUREWORKS)
    result = import_crm(place, mapping=tmp_path / "mapping.toml", simulate=False)
    told = result.measurements.other["quota_misfit"]
    assert told.of == len(misfit) == 17
    assert told.low < 0.2 < told.high
    assert {found.path: found.value for found in result.fitted}["quota.error_sd"] == pytest.approx(0.2, abs=0.08)


def test_people_and_costs_set_what_they_tell(write_crm, deals) -> None:
    people = pd.DataFrame({"owner": SELLERS, "start": "2020-01-01", "end": None, "leaving": None}).astype(object)
    people.loc[0, ["end", "leaving"]] = ["2024-12-01", "resigned"]
    people.loc[1, ["end", "leaving"]] = ["2025-03-01", "Laid off"]
    costs = pd.DataFrame({"kind": ["Base salary", "hiring"], "amount": [71_000, 9_000]})
    result = import_crm(
        write_crm(opportunities=opportunities(), people=people, costs=costs), currency="EUR", simulate=False
    )
    fitted = {found.path: found.value for found in result.fitted}
    assert (fitted["pay.base_salary_money"], fitted["ledger.hiring_money"]) == (71_000, 9_000)
    years = result.measurements.head_years
    assert years == pytest.approx(14.0, abs=0.4)
    usual = load_scenario().quitting.quits_per_year
    assert fitted["quitting.quits_per_year"] == pytest.approx((1 + 50 * usual) / (years + 50), abs=1e-4)
    assert result.measurements.other["laid_off_per_year"].of == 1
