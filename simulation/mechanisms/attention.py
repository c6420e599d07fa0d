"""Attention: setbacks occupy the mind until they fade; meanwhile they take hours, and teach."""

from simulation.mark import behaviour, rule
from simulation.mechanisms.clocks import clamp
from simulation.parameters import Parameters
from simulation.parameters.attention import Attention
from simulation.records import RepState, World

MOST_DISTRACTED = 0.6  # of a week


@rule
def fading(step: float, resilience: float, forward: float, attention: Attention) -> float:
    """Share of the distraction that a week takes away: more from the resilient, and where moving on is the norm."""
    return clamp(step * (0.5 + resilience) * (1.0 + attention.moving_on * forward), 0.0, 1.0)


@rule
def patience(skill: float, attention: Attention) -> float:
    """Weeks that a rep keeps a stale deal: fewer with skill in judging deals and training in leaving them."""
    return attention.patience_weeks * (1.0 - attention.qualify_out * skill)


@rule
def streak(confidence: float, wins: int, setbacks: int, step: float) -> float:
    """Confidence, 0 to 1, as it follows the last weeks' decisions; a half when nothing was decided for long."""
    ended = wins + setbacks
    seen = 0.5 if ended == 0 else wins / ended
    return confidence + (seen - confidence) * step


@behaviour
def dwell_on_setbacks(rep: RepState, o: World, p: Parameters) -> None:
    """Let old setbacks fade, take in new ones, and learn from what is on one's mind."""
    team = o.teams[rep.team]
    kept = 1.0 - fading(o.firm.attention_step, rep.resilience, team.forward, p.attention)
    fresh = p.attention.hours_lost * 2.0 * (1.0 - rep.resilience) * rep.setbacks
    rep.distraction = min(MOST_DISTRACTED, rep.distraction * kept + fresh)
    learned = min(1.0, p.attention.lesson * rep.distraction)
    rep.qualification_skill += (1.0 - rep.qualification_skill) * learned
    rep.confidence = streak(rep.confidence, rep.wins, rep.setbacks, o.firm.confidence_step)
