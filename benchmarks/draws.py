"""How many random numbers a week takes: counted in the Mesa body, which draws exactly what the engine draws."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from benchmarks.firms import settle
from simulation import SalesOrganization, mechanisms, randomness

BLOCK = 4  # uniforms that the generator makes at a time


def uniforms_per_rep_week(weeks: int = 13) -> tuple[float, float]:
    """Uniforms a rep and week: those used, and those made, in blocks of four."""
    settled = settle({"organization.teams": 2})
    model = SalesOrganization(settled.scenario, 0, settled.states[0])
    with counted() as counts:
        for _ in range(weeks):
            model.step()
    rep_weeks = weeks * settled.reps
    used = counts["uniform"] + BLOCK * counts["uniforms"]
    return used / rep_weeks, BLOCK * (counts["uniform"] + counts["uniforms"]) / rep_weeks


@contextmanager
def counted() -> Iterator[dict[str, int]]:
    """Count what the mechanisms draw meanwhile."""
    counts = {"uniform": 0, "uniforms": 0}
    held: list[tuple[Any, str, Callable[..., Any]]] = []
    for found in iter_modules(mechanisms.__path__):
        module = import_module(f"{mechanisms.__name__}.{found.name}")
        for name in counts:
            draw: Callable[..., Any] = getattr(randomness, name)
            if getattr(module, name, None) is draw:
                held.append((module, name, draw))
                setattr(module, name, _counting(draw, name, counts))
    try:
        yield counts
    finally:
        for module, name, draw in held:
            setattr(module, name, draw)


def _counting(draw: Callable[..., Any], name: str, counts: dict[str, int]) -> Callable[..., Any]:
    def call(*address: int) -> Any:
        counts[name] += 1
        return draw(*address)

    return call
