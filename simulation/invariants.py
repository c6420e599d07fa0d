"""What must hold in every firm at the end of every week, whatever its parameters, seen from outside and in any body."""

from collections.abc import Callable, Iterator
from typing import Any, Protocol

import numpy as np

from simulation.entity import Entity
from simulation.notes import WeekReport
from simulation.records import RepState, SeatState, TeamState
from simulation.scenario import Scenario
from simulation.state import State

Array = np.ndarray[Any, Any]
Check = Callable[[State, Scenario], Iterator[str]]

SIGNED = {  # what may lie below zero; so may logs and dates, which count from the week where policies start
    "ability", "accelerator_pull", "account_opened", "account_seat", "announced", "appointed_week", "big_deal_seat",
    "big_deal_week", "created", "customer_reputation", "employer_reputation", "gap_money", "helper", "helping",
    "hired_week", "lot", "market_seed", "mean_attainment", "now_weeks", "partner", "post_vacant_until",
    "profit_money", "raise_share", "rating", "regulated", "renewal_due", "script", "seat_after", "seed", "stale_at",
    "vacant_until", "week",
}  # fmt: skip
SHARES = {
    "accountability", "at_work", "blame_norm", "cancelling", "candidate", "closed_share", "coaching_skill",
    "code", "cohesion", "competitiveness", "confidence", "contest_rank", "cooperation", "departed", "direction",
    "distraction", "employed", "energy", "exhausted", "fairness", "fairness_shock", "forward", "foul_play",
    "help_norm", "helpfulness", "helplessness", "hesitation", "hours_share", "hunger", "in_post", "morale",
    "near_cut", "outcome", "people_skill", "playbook", "probation_passed", "process_quality", "promising",
    "qualification_skill", "rated_place", "recognition", "regulation", "relationship", "resilience", "ripe",
    "ritual", "rival_present", "salience", "selling_skill", "share_at_quota", "slump", "standard", "standing",
    "star", "top_fifth_share", "willingness",
}  # fmt: skip
POINTS = {"satisfaction"}
ENDS = dict.fromkeys(SHARES, 1.0) | dict.fromkeys(POINTS, 100.0)
EXITS = ("resigned", "dismissed", "laid_off", "other_exits", "promoted")  # the ways out of a seat, each once
ONCE_A_WEEK = (*EXITS, "poached", "hired", "fell_in_trouble", "out_of_trouble")  # what happens in a seat
PARTS = {  # of the flows of a seat: what is counted among what
    "qualified": "leads", "shared_wins": "wins", "cancelled": "wins", "dropped": "undecided", "poached": "resigned",
}  # fmt: skip
COSTS = (
    "pay", "commission", "severance", "overhead", "managers", "hiring", "bench", "training", "programmes", "prizes",
)  # fmt: skip
SOLD = ("bookings", "expansion", "renewals")


def _both(page: type[Entity], entity: type[Entity], *but: type[Entity] | str) -> tuple[str, ...]:
    """The names that two entities share, and none of the others."""
    others = {name for other in but for name in (other.attributes() if isinstance(other, type) else (other,))}
    return tuple(name for name in page.attributes() if name in entity.attributes() and name not in others)


SUMMED = _both(WeekReport, SeatState)  # what the week's page adds up over seats
SURVEYED = _both(WeekReport, RepState, SeatState)  # and averages over the people who are here
TEAM_MEANS = _both(WeekReport, TeamState, SeatState, RepState, "heads")  # and over teams
NEVER_FALLING = {
    "seats": ("hires", "accounts_opened"),
    "managers": ("appointments",),
    "firm": ("pipeline_overflows", "account_overflows", "event_overflows"),
}
PRECISION = 1e-9  # of a sum of money, relative to what was added and taken away; of a mean of shares


class KeepsState(Protocol):
    """A world that can say what state it is in, as `SalesOrganization` does."""

    def to_state(self) -> State:
        """The firm as it is now."""


def violations(world: State | KeepsState, scenario: Scenario, before: State | None = None) -> list[str]:
    """What is wrong with a firm at the end of a week: a sentence each, naming place and value; none if all is well.

    With the state of a week `before`, also whether everybody and everything that came or went is accounted for.
    """
    state = world if isinstance(world, State) else world.to_state()
    found = [sentence for check in CHECKS for sentence in check(state, scenario)]
    return found if before is None else found + list(changes(before, state))


def _filled(state: State, name: str) -> Array:
    """The records of an entity that mean something: of rows with a count, the filled part."""
    array = state.arrays[name]
    counts = {"deals": "open_deals", "accounts": "accounts"}
    if name not in counts:
        return array
    within: Array = np.arange(array.shape[1]) < state.arrays["seats"][counts[name]][:, None]
    return array[within]


def _columns(state: State) -> Iterator[tuple[str, str, Array]]:
    """Every attribute of everything: entity, attribute, values."""
    for name in state.arrays:
        rows = _filled(state, name)
        yield from ((name, key, rows[key]) for key in rows.dtype.names or ())


def _named(entity: str, key: str, values: Array, wrong: Array, rule: str) -> Iterator[str]:
    """One sentence for an attribute that breaks a rule, with its first culprit."""
    if wrong.any():
        place = int(np.flatnonzero(wrong)[0])
        yield f"{entity}[{place}].{key} = {values[place]}: {rule} ({int(wrong.sum())} of {len(values)})"


def check_numbers(state: State, _: Scenario) -> Iterator[str]:
    """Nothing is infinite or not a number, and nothing is negative that cannot be."""
    for entity, key, values in _columns(state):
        yield from _named(entity, key, values, ~np.isfinite(values), "must be finite")
        if key not in SIGNED and "log" not in key:
            yield from _named(entity, key, values, values < 0, "must not be negative")


def check_ranges(state: State, _: Scenario) -> Iterator[str]:
    """Shares and traits lie in 0 to 1, points in 0 to 100."""
    for entity, key, values in _columns(state):
        end = 1.0 if entity == "seats" and key in ONCE_A_WEEK else ENDS.get(key, np.inf)
        yield from _named(entity, key, values, values > end * (1.0 + PRECISION), f"must not be above {end:g}")


def check_parts(state: State, _: Scenario) -> Iterator[str]:
    """What is counted among something is no more than that; whoever departed did so in one of the ways there are."""
    seats = state.arrays["seats"]
    for part, whole in PARTS.items():
        yield from _named("seats", part, seats[part], seats[part] > seats[whole], f"must not be above {whole}")
    ways = sum(seats[way] for way in EXITS)
    yield from _named("seats", "departed", seats["departed"], seats["departed"] != ways, "differs from the ways out")


def check_room(state: State, scenario: Scenario) -> Iterator[str]:
    """No seat holds more deals or accounts than it has room for."""
    shape, seats = scenario.organization, state.arrays["seats"]
    for key, slots in (("open_deals", shape.deal_slots), ("accounts", shape.account_slots)):
        yield from _named("seats", key, seats[key], seats[key] > slots, f"there is room for {slots}")


def check_people(state: State, _: Scenario) -> Iterator[str]:
    """Everybody sits where they say, in their seat's team, as its latest hire: so nobody is employed twice."""
    reps, seats = state.arrays["reps"], state.arrays["seats"]
    for key, due in (("seat", np.arange(len(seats))), ("team", seats["team"]), ("hire", seats["hires"])):
        yield from _named("reps", key, reps[key], reps[key] != due, "differs from what the seat says")


def check_identities(state: State, _: Scenario) -> Iterator[str]:
    """No deal and no account exists twice, and every account was once opened."""
    for name, keys in (("deals", ["seat", "week", "rank"]), ("accounts", ["seat", "opened"])):
        identities = _filled(state, name)[keys]
        if len(np.unique(identities)) < len(identities):
            yield f"{name}: {len(identities) - len(np.unique(identities))} exist twice"
    accounts, seats = _filled(state, "accounts"), state.arrays["seats"]
    unknown = accounts["opened"] >= seats["accounts_opened"][accounts["seat"]]
    yield from _named("accounts", "opened", accounts["opened"], unknown, "its seat never opened it")


def check_clocks(state: State, _: Scenario) -> Iterator[str]:
    """What is open has not reached its limit; renewals fall due within the coming year."""
    deals, accounts = _filled(state, "deals"), _filled(state, "accounts")
    yield from _named("deals", "dose", deals["dose"], deals["dose"] >= deals["limit"], "has passed the deal's limit")
    due, week = accounts["renewal_due"], state.week
    yield from _named("accounts", "renewal_due", due, (due < week) | (due > week + 52), "must fall within a year")


def _is_blank(state: State) -> bool:
    """Whether no week has been lived yet."""
    report = state.arrays["report"][0]
    return bool(report["heads"] + report["vacant_seats"] == 0.0)


def _near(one: float, other: float, size: float) -> bool:
    return abs(one - other) <= PRECISION * max(1.0, size)


def check_heads(state: State, _: Scenario) -> Iterator[str]:
    """The heads of the week's page are those employed; with the vacancies they make all seats."""
    report, reps = state.arrays["report"][0], state.arrays["reps"]
    if not _is_blank(state) and report["heads"] != reps["employed"].sum():
        yield f"report.heads = {report['heads']}, but {reps['employed'].sum()} are employed"
    if not _is_blank(state) and report["heads"] + report["vacant_seats"] != len(reps):
        yield f"report: {report['heads']} heads and {report['vacant_seats']} vacancies in {len(reps)} seats"


def check_sums(state: State, _: Scenario) -> Iterator[str]:
    """The week's page holds the sums of what the seats say."""
    report, seats = state.arrays["report"][0], state.arrays["seats"]
    for key in SUMMED if not _is_blank(state) else ():
        if not _near(report[key], seats[key].sum(), abs(seats[key]).sum()):
            yield f"report.{key} = {report[key]}, but the seats sum to {seats[key].sum()}"


def check_means(state: State, _: Scenario) -> Iterator[str]:
    """It averages over the people who are here, and over teams."""
    report, reps = state.arrays["report"][0], state.arrays["reps"]
    here = reps[reps["employed"] == 1]
    for keys, rows in ((SURVEYED, here), (TEAM_MEANS, state.arrays["teams"])):
        for key in keys if len(rows) and not _is_blank(state) else ():
            if not _near(report[key], rows[key].mean(), abs(rows[key]).max()):
                yield f"report.{key} = {report[key]}, but the mean is {rows[key].mean()}"


def check_managers(state: State, _: Scenario) -> Iterator[str]:
    """Everybody leads the team of her place; the page counts those in post."""
    report, managers = state.arrays["report"][0], state.arrays["managers"]
    astray = managers["team"] != np.arange(len(managers))
    yield from _named("managers", "team", managers["team"], astray, "differs from her place")
    if not _is_blank(state) and report["managers"] != managers["in_post"].sum():
        yield f"report.managers = {report['managers']}, but {managers['in_post'].sum()} are in post"


def check_book(state: State, _: Scenario) -> Iterator[str]:
    """What all accounts are worth a year is what was counted seat by seat, whoever took them over since."""
    report, revenue = state.arrays["report"][0], _filled(state, "accounts")["revenue_money"]
    if not _is_blank(state) and not _near(report["account_money"], revenue.sum(), revenue.sum()):
        yield f"report.account_money = {report['account_money']}, but the accounts sum to {revenue.sum()}"


def check_money(state: State, scenario: Scenario) -> Iterator[str]:
    """Profit is margin without costs, each of them of a kind; margin is a share of what was sold."""
    report = state.arrays["report"][0]
    costs = sum(report[f"{kind}_money"] for kind in COSTS)
    margin = report["gross_margin_money"]
    if not _near(report["profit_money"], margin - costs, margin + costs):
        yield f"report.profit_money = {report['profit_money']}, but margin without costs is {margin - costs}"
    sold = sum(report[f"{kind}_money"] for kind in SOLD)
    if not _near(margin, scenario.ledger.gross_margin * sold, sold):
        yield f"report.gross_margin_money = {margin} of {sold} sold"


CHECKS: tuple[Check, ...] = (
    check_numbers, check_ranges, check_parts, check_room, check_people, check_managers, check_identities, check_clocks,
    check_heads, check_sums, check_means, check_book, check_money,
)  # fmt: skip


def changes(before: State, after: State) -> Iterator[str]:
    """What one week changed without a cause: each stock moves by what came and what went, ordinals never fall."""
    if after.week != before.week + 1:
        yield f"week {before.week} is followed by week {after.week}"
    for entity, keys in NEVER_FALLING.items():
        for key in keys:
            now, then = after.arrays[entity][key], before.arrays[entity][key]
            yield from _named(entity, key, now, now < then, "must never fall")
    yield from _unaccounted(before, after)


def _unaccounted(before: State, after: State) -> Iterator[str]:
    def came(entity: str, key: str) -> int:
        return int(after.arrays[entity][key].sum() - before.arrays[entity][key].sum())

    week = {key: int(after.arrays["seats"][key].sum()) for key in after.arrays["seats"].dtype.names or ()}
    ended = week["wins"] + week["rival_losses"] + week["undecided"]
    gone = int(after.arrays["managers"]["left_post"].sum())
    books = (
        ("open deals", came("seats", "open_deals"), week["qualified"] - came("firm", "pipeline_overflows") - ended),
        ("accounts", came("seats", "accounts"), came("seats", "accounts_opened") - week["churned"]),
        ("heads", came("reps", "employed"), week["hired"] - sum(week[way] for way in EXITS)),
        ("hires", came("seats", "hires"), week["hired"]),
        ("managers", came("managers", "in_post"), came("managers", "appointments") - gone),
    )
    for what, found, due in books:
        if found != due:
            yield f"{what} changed by {found}, but what came and went says {due}"
