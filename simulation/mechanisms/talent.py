"""Talent: what a person's ability is worth at work, and how it drifts over the years."""

import math

from simulation.mark import behaviour, rule
from simulation.mechanisms.clocks import WEEKS_PER_QUARTER
from simulation.parameters import Parameters
from simulation.purposes import TALENT_DRIFT
from simulation.randomness import uniform
from simulation.records import RepState, World
from simulation.variates import normal


@rule
def log_sd(coefficient_of_variation: float) -> float:
    """Log standard deviation of a lognormal with this coefficient of variation."""
    return math.sqrt(math.log1p(coefficient_of_variation * coefficient_of_variation))


@rule
def log_productivity(ability: float, know_how: float, ability_log_sd: float) -> float:
    """Log of what a person is worth against a mean person at par know-how."""
    return ability_log_sd * ability - 0.5 * ability_log_sd * ability_log_sd + math.log(max(know_how, 0.01))


@behaviour
def drift_talent(rep: RepState, o: World, p: Parameters) -> None:
    """A quarter's drift of true ability, which keeps the spread of a labour market of spread one."""
    kept = p.talent.yearly_correlation**0.25
    quarter = o.firm.week // WEEKS_PER_QUARTER
    shock = normal(uniform(o.firm.seed, TALENT_DRIFT, rep.seat, rep.hire, quarter))
    rep.ability = kept * rep.ability + math.sqrt(1.0 - kept * kept) * shock
