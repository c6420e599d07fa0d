"""Attribution: where a rep looks for the cause of a failure."""

from simulation.mark import behaviour, rule
from simulation.mechanisms.clocks import clamp
from simulation.parameters import Parameters
from simulation.parameters.attribution import Attribution
from simulation.records import RepState, World


@rule
def outside_share(accountability: float, blame_norm: float, group: Attribution) -> float:
    """Share of failures put on causes outside: by trait, after the team's norm, less where people answer for how."""
    own = group.blame * (1.0 - accountability)
    followed = own + group.contagion * (blame_norm - own)
    return clamp(followed * (1.0 - group.process_accountability), 0.0, 1.0)


@rule
def process_share(outside: float, group: Attribution) -> float:
    """Share put on how the work was done: what is not blamed outside, as far as people answer for how and not what."""
    answered = group.process_accountability + group.outcome_pressure
    if answered <= 0.0:
        return 0.5 * (1.0 - outside)
    return (1.0 - outside) * group.process_accountability / answered


@rule
def pain(outside: float, process: float, group: Attribution) -> float:
    """Pain of a failure against one put on the process: less if blamed outside, more if on oneself."""
    return 1.0 - group.shield * outside + group.sting * max(0.0, 1.0 - outside - process)


@behaviour
def explain_failures(rep: RepState, o: World, p: Parameters) -> None:
    """Find the causes of the week's setbacks, and adapt to those found in the process."""
    outside = outside_share(rep.accountability, o.teams[rep.team].blame_norm, p.attribution)
    process = process_share(outside, p.attribution)
    rep.blamed = outside * rep.setbacks
    rep.lessons = process * rep.setbacks
    learned = min(1.0, p.attribution.adapting * rep.lessons)
    rep.qualification_skill += (1.0 - rep.qualification_skill) * learned
