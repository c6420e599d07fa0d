"""A seed is a whole number that a signed word of 64 bits holds; anything else is refused before a week is lived."""

import numpy as np
import pytest

from simulation.model import SalesOrganization
from simulation.runs import burn_in, run, run_many
from simulation.scenario import Scenario
from tests.two_bodies import unequal_states

TINY = Scenario().with_overrides(
    {"organization.teams": 1, "organization.reps_per_team": 2, "calendar.burn_in_years": 0, "calendar.years": 1}
)
ENTRIES = {
    "run": lambda seed: run(TINY, seed),
    "run with a market's seed": lambda seed: run(TINY, 1, market_seed=seed),
    "run from a state": lambda seed: run(TINY, seed, state=burn_in(TINY, [1])[0]),
    "burn_in": lambda seed: burn_in(TINY, [1, seed]),
    "run_many": lambda seed: run_many([TINY], [seed]),
    "SalesOrganization": lambda seed: SalesOrganization(TINY, seed),
    "SalesOrganization with a market's seed": lambda seed: SalesOrganization(TINY, 1, market_seed=seed),
}


@pytest.mark.parametrize("entry", ENTRIES)
@pytest.mark.parametrize("seed", [2**63, -(2**63) - 1, 2**64])
def test_a_seed_of_more_than_64_bits_is_refused_by_name(entry: str, seed: int) -> None:
    with pytest.raises(ValueError, match=f"seed {seed} is too large: a seed is a whole number from -2"):
        ENTRIES[entry](seed)


@pytest.mark.parametrize("entry", ENTRIES)
def test_a_seed_that_is_no_integer_is_refused(entry: str) -> None:
    with pytest.raises(TypeError):
        ENTRIES[entry](1.0)  # type: ignore[arg-type]


@pytest.mark.parametrize("seed", [2**63 - 1, -(2**63), -1, 0, np.int64(-5)])
def test_every_other_seed_is_lived_through_by_both_bodies(seed: int) -> None:
    model = SalesOrganization(TINY, seed)
    for _ in range(52):
        model.step()
    assert type(model.firm.seed) is int
    assert list(unequal_states(model.to_state(), run(TINY, seed).state)) == []


def test_seeds_that_share_their_lower_half_are_different_luck() -> None:
    assert run(TINY, 1).weekly.to_numpy().tobytes() != run(TINY, 1 + 2**32).weekly.to_numpy().tobytes()
