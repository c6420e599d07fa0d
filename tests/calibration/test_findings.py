"""Every row that is repaired, dropped or doubted is told, with its count and examples."""

import pandas as pd
import pytest

from experiments.calibration import import_crm
from experiments.calibration.products import repair_for
from tests.calibration.small_firm import ACCOUNTS, LAST_DAY, SELLERS, opportunities, products, teams


def told(place, code):
    """Count, action and examples of the one finding of a code."""
    result = import_crm(place, currency="EUR", simulate=False)
    (finding,) = [found for found in result.findings if found.code == code]
    return finding.count, finding.action, finding.examples


def codes(place) -> set[str]:
    return {found.code for found in import_crm(place, currency="EUR", simulate=False).findings}


def test_a_clean_export_raises_no_doubt(write_crm, deals) -> None:
    found = codes(write_crm(opportunities=deals, teams=teams(), products=products()))
    assert found <= {"created_before_window", "values_are_list_prices", "losses_not_split", "won_shares_are_noise"}


ROW = pd.Index([4, 11, 29])


def blank(deals: pd.DataFrame, column: str) -> pd.DataFrame:
    deals = deals.reset_index(drop=True)
    deals.loc[ROW, column] = None
    return deals


EXAMPLES = ("row 6", "row 13", "row 31")


@pytest.mark.parametrize(
    ("column", "code", "action"),
    [
        ("account", "no_account", "kept"),
        ("product", "no_product", "kept"),
        ("owner", "no_owner", "dropped"),
        ("outcome", "no_outcome", "dropped"),
        ("created", "no_creation_date", "left out"),
        ("closed", "closed_without_date", "left out"),
    ],
)
def test_empty_cells_are_counted(write_crm, deals, column, code, action) -> None:
    assert told(write_crm(opportunities=blank(deals, column)), code) == (3, action, EXAMPLES)


def test_rows_without_any_date_are_counted(write_crm, deals) -> None:
    deals = blank(blank(deals, "created"), "closed")
    deals.loc[ROW, "outcome"] = "open"
    assert told(write_crm(opportunities=deals), "no_dates") == (3, "left out", EXAMPLES)


def test_amounts_of_nothing_are_left_out_of_values(write_crm, deals) -> None:
    deals = deals.reset_index(drop=True)
    won = deals.index[deals["outcome"] == "won"][:2]
    lost = deals.index[deals["outcome"] == "lost"][:4]
    deals.loc[won[0], "value"], deals.loc[won[1], "value"], deals.loc[lost, "value"] = 0.0, -5.0, 0.0
    place = write_crm(opportunities=deals)
    assert told(place, "won_for_nothing")[:2] == (1, "left out")
    assert told(place, "negative_value")[:2] == (1, "left out")
    assert told(place, "lost_value_zero")[:2] == (4, "left out")


def test_repeated_rows_and_ids_are_dropped(write_crm, deals) -> None:
    changed = deals.iloc[[5]].assign(value=1.0)
    place = write_crm(opportunities=pd.concat([deals, deals.iloc[[7, 8]], changed]))
    assert told(place, "duplicates")[:2] == (2, "dropped")
    assert told(place, "duplicate_ids") == (1, "dropped", ("row 7",)), "the later row stands"


def test_twins_are_doubted_but_kept(write_crm, deals) -> None:
    twin = deals.iloc[[9]].assign(opportunity_id="another")
    place = write_crm(opportunities=pd.concat([deals, twin]))
    assert told(place, "twins") == (1, "kept", (f"row {len(deals) + 2}",))


def test_closes_before_creation_lose_their_creation(write_crm, deals) -> None:
    deals = deals.reset_index(drop=True)
    deals.loc[ROW, "created"] = deals.loc[ROW, "closed"] + pd.Timedelta(days=3)
    assert told(write_crm(opportunities=deals), "closed_before_created") == (3, "left out", EXAMPLES)


def test_plans_to_close_are_no_closes(write_crm, deals) -> None:
    deals = deals.assign(closed=deals["closed"].fillna(pd.Timestamp(LAST_DAY)))
    count, action, _ = told(write_crm(opportunities=deals), "planned_close")
    assert (count, action) == ((deals["outcome"] == "open").sum(), "left out")


@pytest.mark.parametrize("column", ["created", "closed"])
def test_bulk_days_are_doubted(write_crm, deals, column) -> None:
    late = deals[deals["outcome"] == "won"].iloc[-60:].assign(created=pd.Timestamp("2024-06-03"))
    bulk = late.assign(closed=pd.Timestamp("2024-06-20"), opportunity_id=[f"bulk-{number}" for number in range(60)])
    count, action, _ = told(write_crm(opportunities=pd.concat([deals, bulk])), f"bulk_{column}")
    assert 60 <= count < 70
    assert action == "kept"


def test_deals_older_than_any_that_closed_are_stale(write_crm, deals) -> None:
    waiting = deals.iloc[:5].assign(
        created=pd.Timestamp("2024-01-10"), closed=pd.NaT, outcome="open", opportunity_id=list("abcde")
    )
    assert told(write_crm(opportunities=pd.concat([deals, waiting])), "stale_open")[:2] == (5, "kept")


def test_part_of_a_quarter_is_told_and_says_nothing_of_seasons(write_crm, deals) -> None:
    cut = deals[deals["closed"] >= "2024-02-20"]
    count, action, _ = told(write_crm(opportunities=cut), "partial_first_period")
    assert (count, action) == (int((cut["closed"] < "2024-04-01").sum()), "left out")
    early = deals[deals["created"] < "2025-11-20"]
    early = early.assign(outcome=early["outcome"].mask(early["closed"] > "2025-11-20", "open"))
    early = early.assign(closed=early["closed"].mask(early["closed"] > "2025-11-20"))
    assert told(write_crm("early", opportunities=early), "partial_last_period")[1] == "left out"


def test_deals_seen_only_because_they_lasted_are_no_arrivals(write_crm, deals) -> None:
    place = write_crm(opportunities=deals)
    measured = import_crm(place, currency="EUR", simulate=False).measurements
    before = int((deals["created"] < measured.window.start).sum())
    assert told(place, "created_before_window")[:2] == (before, "left out")
    assert measured.arrivals == len(deals) - before > 0
    assert before > 10


def test_a_stray_close_years_before_does_not_stretch_the_window(write_crm, deals) -> None:
    stray = deals.iloc[[3]].assign(
        opportunity_id="old", created=pd.Timestamp("2009-01-01"), closed=pd.Timestamp("2009-02-01"), outcome="won"
    )
    place = write_crm(opportunities=pd.concat([stray, deals]))
    assert told(place, "stray_dates") == (1, "left out", ("row 2",))
    assert import_crm(place, currency="EUR", simulate=False).measurements.window.start >= pd.Timestamp("2024-01-01")


def test_a_stray_date_in_the_future_does_not_stretch_the_window(write_crm, deals) -> None:
    stray = deals.iloc[[3]].assign(opportunity_id="far", closed=pd.Timestamp("2099-02-01"), outcome="won")
    place = write_crm(opportunities=pd.concat([stray, deals]))
    assert told(place, "stray_dates")[0] == 1
    assert import_crm(place, currency="EUR", simulate=False).measurements.window.end <= pd.Timestamp(LAST_DAY)


def test_sellers_teams_and_accounts_that_do_not_meet(write_crm, deals) -> None:
    listed = teams().replace({SELLERS[0]: "Nobody Inparticular"})
    accounts = pd.DataFrame({"account": ACCOUNTS[5:], "sector": ["technolgy", *["retail"] * 34]})
    place = write_crm(opportunities=deals, teams=listed, accounts=accounts)
    assert told(place, "sellers_without_deals")[:2] == (1, "left out")
    assert told(place, "unknown_owners")[0] == (deals["owner"] == SELLERS[0]).sum()
    assert told(place, "unknown_accounts")[0] == deals["account"].isin(ACCOUNTS[:5]).sum()
    assert told(place, "sector_spelling") == (1, "kept", ("row 2",))


def test_spellings_are_repaired_only_when_one_product_can_be_meant(write_crm, deals) -> None:
    deals = deals.reset_index(drop=True)
    deals.loc[ROW, "product"] = "Bel-lows"
    deals.loc[[1, 2], "product"] = "Doorknob"
    place = write_crm(opportunities=deals, products=products())
    assert told(place, "product_spelling") == (3, "repaired", EXAMPLES)
    assert told(place, "product_unknown")[:2] == (2, "kept")


@pytest.mark.parametrize(
    ("spelling", "repair"),
    [
        ("GTXPro", "GTX Pro"),
        ("gtx pro", "GTX Pro"),
        ("MG Advancd", "MG Advanced"),
        ("GTX Plus", None),
        ("GTK 600", None),
        ("Toaster", None),
    ],
)
def test_repairs(spelling, repair) -> None:
    known = ["GTX Basic", "GTX Pro", "MG Special", "MG Advanced", "GTX Plus Pro", "GTX Plus Basic", "GTK 500"]
    assert repair_for(spelling, known) == repair


def test_a_spelling_between_two_products_is_left_alone() -> None:
    assert repair_for("Industrial valve AX", ["Industrial valve AB", "Industrial valve AC"]) is None
    assert repair_for("Industrial valve AX", ["Industrial valve AB", "Pump"]) == "Industrial valve AB"


def test_spellings_without_a_price_list_follow_the_majority(write_crm, deals) -> None:
    deals = deals.reset_index(drop=True)
    deals.loc[ROW, "product"] = "anvil"
    assert told(write_crm(opportunities=deals), "product_spelling") == (3, "repaired", EXAMPLES)


def test_fading_arrivals_are_told(write_crm) -> None:
    deals = opportunities()
    last = deals["created"] >= "2025-12-01"
    thinned = deals[~last | (pd.Series(range(len(deals)), index=deals.index) % 5 == 0)]
    count, _, _ = told(write_crm(opportunities=thinned), "arrivals_fade")
    assert count == int((thinned["created"] >= "2025-12-01").sum())
