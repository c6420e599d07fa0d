"""State: the whole world of a firm as arrays of records, how it is laid out, kept and continued."""

from collections import namedtuple
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from pydantic import BaseModel

from simulation.notes import EventState, WeekReport
from simulation.parameters import Parameters
from simulation.records import (
    AccountState,
    DealState,
    FirmState,
    ManagerState,
    MarketState,
    ProductState,
    RepState,
    RivalState,
    SeatState,
    SegmentState,
    TeamState,
)
from simulation.scenario import Scenario
from simulation.variates import beta_quantile_table

Array = np.ndarray[Any, Any]
Arrays = namedtuple(  # noqa: PYI024 - the engine needs the plain kind
    "Arrays",
    "firm market segments rival products trait_tables teams managers seats reps deals accounts events order keys "
    "report blank",
)
SINGLE = ("firm", "market", "rival", "report", "blank")  # arrays of one, seen by the model as the thing itself
FILLED = {"deals": "open_deals", "accounts": "accounts"}  # rows filled from the front, and the seat's count of them
SCRATCH = ("events", "order", "keys", "blank", "products", "trait_tables")  # no memory from week to week


def blank_arrays(scenario: Scenario, *, events: bool = False) -> Arrays:
    """A world of zeros of the scenario's size, with the price list and the laws of traits filled in."""
    shape = scenario.organization
    seats = shape.teams * shape.reps_per_team
    arrays = Arrays(
        firm=FirmState.zeros(1),
        market=MarketState.zeros(1),
        segments=SegmentState.zeros(scenario.market.segments),
        rival=RivalState.zeros(1),
        products=product_rows(scenario),
        trait_tables=trait_tables(scenario),
        teams=TeamState.zeros(shape.teams),
        managers=ManagerState.zeros(shape.teams),
        seats=SeatState.zeros(seats),
        reps=RepState.zeros(seats),
        deals=DealState.zeros(seats, shape.deal_slots),
        accounts=AccountState.zeros(seats, shape.account_slots),
        events=EventState.zeros(seats, shape.event_slots if events else 1),
        order=np.zeros(seats, np.int64),
        keys=np.zeros(seats),
        report=WeekReport.zeros(1),
        blank=RepState.zeros(1),
    )
    arrays.firm["events_wanted"] = int(events)
    return arrays


def product_rows(scenario: Scenario) -> Array:
    """The price list as records."""
    rows = ProductState.zeros(len(scenario.products))
    rows["list_price_money"] = [product.list_price_money for product in scenario.products]
    rows["share_up_to"] = np.cumsum([product.share for product in scenario.products])
    rows["share_up_to"][-1] = 1.0  # whatever rounding left
    rows["price_log_sd"] = [product.price_log_sd for product in scenario.products]
    log_prices = np.log(rows["list_price_money"])
    rows["log_price_ratio"] = log_prices - np.dot(log_prices, [product.share for product in scenario.products])
    return rows


def trait_tables(p: Parameters) -> Array:
    """Quantiles of the four traits, of coaching skill and of managers' other skills, one row each."""
    traits, coaching = p.traits, p.coaching
    laws = (
        (traits.competitiveness_mean, traits.competitiveness_sd),
        (traits.helpfulness_mean, traits.helpfulness_sd),
        (traits.accountability_mean, traits.accountability_sd),
        (traits.resilience_mean, traits.resilience_sd),
        (coaching.skill_mean, coaching.skill_sd),
        (0.5, p.leadership.skill_sd),
    )
    return np.array([beta_quantile_table(mean, sd) for mean, sd in laws])


def parameter_rows(ps: Sequence[Parameters]) -> Array:
    """A nested record of parameters an arm: a group a field, integers and words as `i8`, all else `f8`."""
    rows = np.zeros(len(ps), np.dtype([(name, _layout(getattr(ps[0], name))) for name in Parameters.model_fields]))
    for name in Parameters.model_fields:
        for key in type(getattr(ps[0], name)).model_fields:
            rows[name][key] = [getattr(getattr(p, name), key) for p in ps]
    return rows


def _layout(group: BaseModel) -> np.dtype[Any]:
    """Fields of one group."""
    values = {key: getattr(group, key) for key in type(group).model_fields}
    return np.dtype([(key, "i8" if isinstance(value, int) else "f8") for key, value in values.items()])


@dataclass(frozen=True)
class State:
    """A firm at the end of a week: what `run(..., state=)` goes on from.

    `arrays` maps the world's names to record arrays; rows of deals and accounts reach only as far as they are filled.
    """

    arrays: dict[str, Array]

    @cached_property
    def words(self) -> dict[str, Array]:
        """The same memory in words, for copying."""
        return words_of(self.arrays)

    @property
    def week(self) -> int:
        """The coming week; 0 is where policies start."""
        return int(self.arrays["firm"]["week"][0])

    @property
    def seed(self) -> int:
        """The seed of the luck that this firm lives through."""
        return int(self.arrays["firm"]["seed"][0])

    def tobytes(self) -> bytes:
        """All of it in one string of bytes, for comparing."""
        return b"".join(name.encode() + array.tobytes() for name, array in self.arrays.items())


def keep(arrays: Arrays) -> State:
    """Copy what a world remembers into a state."""
    kept = {}
    for name in Arrays._fields:
        if name not in SCRATCH:
            array = getattr(arrays, name)
            kept[name] = _filled(array, arrays.seats[FILLED[name]]) if name in FILLED else array.copy()
    kept["firm"]["events_wanted"] = 0
    kept["seats"]["events"] = 0  # the lines themselves are not kept, and who recorded them must not show
    return State(kept)


def _filled(rows: Array, counts: Array) -> Array:
    """A copy of the rows in use; zeros behind them, so that equal states have equal bytes."""
    filled = rows[:, : int(counts.max())].copy()
    filled[np.arange(filled.shape[1]) >= counts[:, None]] = np.zeros(1, rows.dtype)[0]
    return filled


def words_of(arrays: Mapping[str, Array]) -> dict[str, Array]:
    """The same memory as rows of plain eight-byte words, which NumPy copies at once instead of field by field."""
    return {
        name: array.view("u8").reshape(len(array), -1) if array.size else np.zeros((len(array), 0), "u8")
        for name, array in arrays.items()
    }


def restore(state: State, arrays: Arrays, words: Mapping[str, Array] | None = None) -> None:
    """Copy a state into a world of the same size; ValueError if the sizes differ.

    `words` are those of the arrays, from whoever restores often.
    """
    wanted = int(arrays.firm["events_wanted"][0])
    own_words = words_of(arrays._asdict()) if words is None else words
    for name, source in state.words.items():
        target = own_words[name]
        fits = source.shape[1] <= target.shape[1] if name in FILLED else source.shape[1] == target.shape[1]
        if source.shape[0] != target.shape[0] or not fits:
            raise ValueError(_other_size(name, state.arrays[name], getattr(arrays, name)))
        target[:, : source.shape[1]] = source
    arrays.firm["events_wanted"] = wanted


def _other_size(name: str, array: Array, target: Array) -> str:
    sizes = f"{name} of shape {array.shape}, not {target.shape}"
    return f"the state has {sizes} as the scenario needs: same teams, seats and slots?"
