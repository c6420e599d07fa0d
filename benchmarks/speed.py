"""Rows on speed: the compiled engine by load, against our Mesa body, and against the plain Mesa model."""

from collections.abc import Callable
from functools import partial
from statistics import median

from benchmarks.draws import uniforms_per_rep_week
from benchmarks.firms import Settled, loaded, settle
from benchmarks.peer import PlainFirm
from benchmarks.table import Row
from benchmarks.timing import cpu_seconds, interleaved, median_ratio, medians
from simulation import SalesOrganization, Scenario
from simulation.indicators import WEEKS_PER_YEAR

LOADS = (10, 30, 60)
BAR_REP_WEEKS, BAR_BODY, BAR_PEER = 2e6, 30.0, 25.0
BODY_YEARS = 0.5
SPINE = "spine"


def speed_rows(repetitions: int) -> list[Row]:
    """The compiled engine at its default load and at others."""
    firms = {"as shipped": settle({})} | {f"about {load} open deals": loaded(load) for load in LOADS}
    years = 2
    taken = medians(interleaved({name: partial(firm.live, years) for name, firm in firms.items()}, repetitions))
    return [_speed_row(name, firm, firm.nanoseconds(taken[name], years)) for name, firm in firms.items()]


def _speed_row(name: str, firm: Settled, nanoseconds: float) -> Row:
    measured = (
        f"{1e3 / nanoseconds:.2f} M rep-weeks/s, {nanoseconds:.0f} ns each "
        f"({firm.reps} reps, {firm.each('open_deals'):.1f} open deals and {firm.each('accounts'):.0f} accounts a rep"
    )
    if name == "as shipped":
        used, made = uniforms_per_rep_week()
        measured += f"; {used:.1f} uniforms a rep-week of {made:.1f} made"
    what = f"compiled engine, one core, {name}"
    if name != f"about {LOADS[0]} open deals":
        return Row(what, measured + ")")
    return Row(what, measured + ")", ">= 2 M rep-weeks/s, aim 3", 1e9 / nanoseconds >= BAR_REP_WEEKS)


def body_rows(repetitions: int) -> list[Row]:
    """The compiled engine against two ways of running agents, each side by side from one state on."""
    return [own_body_row(repetitions), peer_row(repetitions)]


def own_body_row(repetitions: int) -> Row:
    """The engine against our Mesa body, with every mechanism of the default firm."""
    firm, weeks = settle({}), round(WEEKS_PER_YEAR * BODY_YEARS)
    ratio, micro = against(firm, lambda: live_body(firm, weeks), repetitions)
    return Row(
        "compiled engine against our Mesa body, same trajectories (bytes compared)",
        f"{ratio:.0f}x ({micro:.1f} us a rep-week)",
        ">= 30x",
        ratio >= BAR_BODY,
    )


def peer_row(repetitions: int) -> Row:
    """The engine against the plain Mesa model, on the spine: the peer has no other mechanism."""
    firm, weeks = settle({}, scenario_name=SPINE), round(WEEKS_PER_YEAR * BODY_YEARS)
    peer = settled_peer(firm.scenario)
    ratio, micro = against(firm, lambda: cpu_seconds(lambda: step(peer, weeks)), repetitions)
    places = peer.territories
    deals = sum(len(territory.deals) for territory in places) / len(places)
    accounts = sum(len(territory.accounts) for territory in places) / len(places)
    return Row(
        "compiled engine against a plain Mesa model of the same firm (peer.py), on the spine",
        f"{ratio:.0f}x ({micro:.1f} us a rep-week; {deals:.1f} deals, {accounts:.0f} accounts)",
        ">= 25x, aim 40x",
        ratio >= BAR_PEER,
    )


def against(firm: Settled, other: Callable[[], float], repetitions: int) -> tuple[float, float]:
    """How many times as long another way of living takes, and its microseconds a rep-week; the two take turns."""
    taken = interleaved({"engine": lambda: firm.live(BODY_YEARS), "other": other}, repetitions)
    micro = firm.nanoseconds(median(taken["other"]), BODY_YEARS) / 1e3
    return median_ratio(taken["other"], taken["engine"]), micro


def step(model: PlainFirm | SalesOrganization, weeks: int) -> None:
    """Let a Mesa model live some weeks."""
    for _ in range(weeks):
        model.step()


def settled_peer(scenario: Scenario) -> PlainFirm:
    """The plain model of a firm, burnt in."""
    peer = PlainFirm(scenario, 0)
    while peer.week < 0:
        peer.step()
    return peer


def live_body(settled: Settled, weeks: int) -> float:
    """Seconds for our Mesa body. RuntimeError if it ends elsewhere than the engine did, which lived just before."""
    model = SalesOrganization(settled.scenario, 0, settled.states[0])
    seconds = cpu_seconds(lambda: step(model, weeks))
    if model.to_state().tobytes() != settled.firm.keep().tobytes():
        raise RuntimeError("the Mesa body and the engine lived different lives: nothing to compare")
    return seconds
