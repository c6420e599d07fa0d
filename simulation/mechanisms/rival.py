"""Rival: one competitor who is in many deals, learns from the recent ones, and answers when we grow."""

import math

from simulation.mark import behaviour, rule
from simulation.mechanisms.clocks import half_life_step
from simulation.mechanisms.market import drift
from simulation.parameters import Parameters
from simulation.purposes import RIVAL
from simulation.randomness import uniform
from simulation.records import World
from simulation.variates import normal

ONE_WEEK = 1.0
USUAL_HALF_LIFE_WEEKS = 104.0  # what has been so for two years is what one is used to
SLOWEST_PACE = 0.1  # of the usual: below that there is nothing to answer


@rule
def urge_to_learn(recent_wins: float, recent_losses: float) -> float:
    """How much more the rival lost than won of late, in logs; one encounter of each kind is assumed, for a start."""
    return math.log((recent_losses + 1.0) / (recent_wins + 1.0))


@rule
def pace_of_sales(now_money: float, usual_money: float) -> float:
    """What the firm sells, against what it used to."""
    return max(SLOWEST_PACE, now_money / max(1.0, usual_money))


@rule
def watch_sales(o: World) -> float:
    """See how the firm sells now, by its yearly plan, against a fading mean of plans; and get used to it."""
    now = o.firm.plan_money * len(o.seats)
    pace = pace_of_sales(now, o.firm.usual_year_money)
    o.firm.usual_year_money += (now - o.firm.usual_year_money) * half_life_step(USUAL_HALF_LIFE_WEEKS, ONE_WEEK)
    return pace


@behaviour
def move_rival(o: World, p: Parameters) -> None:
    """The rival takes stock of last week's encounters, watches our sales, and grows stronger or weaker."""
    rival = o.rival
    fade = 1.0 - half_life_step(p.rival.memory_half_life_weeks, ONE_WEEK)
    rival.recent_wins *= fade
    rival.recent_losses *= fade
    for number in range(len(o.seats)):
        seat = o.seats[number]
        rival.recent_wins += seat.rival_losses
        rival.recent_losses += seat.shared_wins
    sd = p.rival.strength_volatility
    step = half_life_step(p.rival.strength_half_life_weeks, ONE_WEEK)
    shock = normal(uniform(o.firm.market_seed, RIVAL, o.firm.week, 0, 0))
    rival.strength_log = drift(rival.strength_log, step, sd, shock)
    learned = p.rival.learning * urge_to_learn(rival.recent_wins, rival.recent_losses)
    stirred = p.rival.answer * math.log(watch_sales(o))
    log_strength = rival.strength_log - 0.5 * sd * sd + learned + stirred + rival.launch_log
    rival.strength = p.rival.mean_strength * math.exp(log_strength)
