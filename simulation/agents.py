"""The people as Mesa agents: they hold their state in plain attributes, and what they do are methods to override."""

import mesa

from simulation.entity import clear, refuse_colliding_names
from simulation.mechanisms import (
    attention,
    attribution,
    customers,
    energy,
    helping,
    leadership,
    learning,
    leaving,
    morale,
    norms,
    planning,
    promotion,
    prospecting,
    qualification,
    quitting,
    selection,
    selling,
    talent,
)
from simulation.records import ManagerState, RepState


class SalesRep(RepState, mesa.Agent):
    """One seller; override a behaviour in a subclass, and the same week reaches it.

    class Listener(SalesRep):
        def sell(self, o, p):
            super().sell(o, p)
            self.morale = min(1.0, self.morale + 0.001)
    """

    def __init__(self, model: mesa.Model) -> None:
        super().__init__(model)
        clear(self)

    plan = planning.plan.rule
    prospect = prospecting.prospect.rule
    consider = qualification.consider.rule
    ask_for_help = helping.ask_for_help.rule
    receive_help = helping.receive_help.rule
    sell = selling.sell.rule
    serve = customers.serve.rule
    explain_failures = attribution.explain_failures.rule
    feel = morale.feel.rule
    dwell_on_setbacks = attention.dwell_on_setbacks.rule
    tire = energy.tire.rule
    learn = learning.learn.rule
    judge_probation = selection.judge_probation.rule
    review = selection.review.rule
    single_out = selection.single_out.rule
    drift_talent = talent.drift_talent.rule
    consider_quitting = quitting.consider_quitting.rule
    leave = leaving.leave.rule


class Manager(ManagerState, mesa.Agent):
    """Leads one team."""

    def __init__(self, model: mesa.Model) -> None:
        super().__init__(model)
        clear(self)

    lead_team = leadership.lead_team.rule
    uphold_norms = norms.uphold_norms.rule
    consider_post = promotion.consider_post.rule
    appoint = promotion.appoint.rule


for entity in (RepState, ManagerState):
    refuse_colliding_names(entity, set(dir(mesa.Agent)) | (set(vars(SalesRep)) | set(vars(Manager))) - {"__module__"})
