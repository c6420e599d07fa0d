"""What the import knows about CRM tables: their columns, and the headers recognised without a mapping."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """How the cells of a column are read."""

    OWNER = "owner"
    ACCOUNT = "account"
    TEAM = "team"
    TEXT = "text"
    DATE = "date"
    MONEY = "money"
    OUTCOME = "outcome"


@dataclass(frozen=True)
class Column:
    """One column: its canonical name, how its cells are read, and other headers that mean the same."""

    name: str
    kind: Kind
    required: bool = True
    aliases: tuple[str, ...] = ()

    @property
    def headers(self) -> tuple[str, ...]:
        """Every header that is recognised as this column, the canonical one first."""
        return (self.name, *self.aliases)


@dataclass(frozen=True)
class Layout:
    """One table: its columns, and the file names by which it is known."""

    name: str
    columns: tuple[Column, ...]
    file_names: tuple[str, ...] = ()

    @property
    def required(self) -> tuple[Column, ...]:
        """The columns without which the table cannot be used."""
        return tuple(column for column in self.columns if column.required)

    def column(self, name: str) -> Column:
        """The column of that canonical name (KeyError if there is none)."""
        return {column.name: column for column in self.columns}[name]


OPPORTUNITIES = Layout(
    "opportunities",
    (
        Column("opportunity_id", Kind.TEXT, required=False),
        Column("owner", Kind.OWNER, aliases=("sales_agent",)),
        Column("account", Kind.ACCOUNT),
        Column("product", Kind.TEXT),
        Column("created", Kind.DATE, aliases=("engaged", "engage_date")),
        Column("closed", Kind.DATE, aliases=("close_date",)),
        Column("outcome", Kind.OUTCOME, aliases=("stage", "deal_stage")),
        Column("value", Kind.MONEY, aliases=("close_value",)),
        Column("lost_reason", Kind.TEXT, required=False),
        Column("currency", Kind.TEXT, required=False),
    ),
    ("opportunities", "sales_pipeline"),
)
TEAMS = Layout(
    "teams",
    (
        Column("owner", Kind.OWNER, aliases=("sales_agent",)),
        Column("team", Kind.TEAM, aliases=("manager",)),
        Column("region", Kind.TEXT, required=False, aliases=("regional_office",)),
    ),
    ("teams", "sales_teams"),
)
PRODUCTS = Layout(
    "products",
    (
        Column("product", Kind.TEXT),
        Column("list_price", Kind.MONEY, aliases=("sales_price",)),
        Column("currency", Kind.TEXT, required=False),
    ),
    ("products",),
)
QUOTAS = Layout(
    "quotas",
    (
        Column("owner", Kind.OWNER, aliases=("sales_agent",)),
        Column("quarter_start", Kind.DATE),
        Column("quota", Kind.MONEY),
        Column("currency", Kind.TEXT, required=False),
    ),
    ("quotas",),
)
ACCOUNTS = Layout(
    "accounts",
    (Column("account", Kind.ACCOUNT), Column("sector", Kind.TEXT, required=False)),
    ("accounts",),
)
PEOPLE = Layout(
    "people",
    (
        Column("owner", Kind.OWNER, aliases=("sales_agent",)),
        Column("start", Kind.DATE),
        Column("end", Kind.DATE),
        Column("leaving", Kind.TEXT, required=False),
    ),
    ("people",),
)
COSTS = Layout(
    "costs",
    (
        Column("kind", Kind.TEXT),
        Column("amount", Kind.MONEY),
        Column("year", Kind.TEXT, required=False),
        Column("currency", Kind.TEXT, required=False),
    ),
    ("costs",),
)
DICTIONARY = Layout(
    "dictionary",
    (Column("table", Kind.TEXT), Column("field", Kind.TEXT), Column("description", Kind.TEXT)),
    ("data_dictionary",),
)

LAYOUTS = {
    layout.name: layout for layout in (OPPORTUNITIES, TEAMS, PRODUCTS, QUOTAS, ACCOUNTS, PEOPLE, COSTS, DICTIONARY)
}

OUTCOMES = ("won", "lost", "lost_to_rival", "no_decision", "cancelled", "open")
"""What can become of an opportunity; `lost` stands for a loss whose reason the export does not tell."""

NATIVE_OUTCOMES = {outcome: outcome for outcome in OUTCOMES} | {"prospecting": "open", "engaging": "open"}
"""Stage words understood without a mapping, in lower case."""

LEAVING = ("resigned", "dismissed", "laid_off", "other")
"""Kinds of leaving in `people`; an empty cell beside an end date is read as `other`."""
