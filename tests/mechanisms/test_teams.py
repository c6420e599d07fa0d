"""Teams: what members see of one another at the start of a week."""

from __future__ import annotations

import pytest

from simulation.mechanisms.teams import meet
from tests.mechanisms.builders import calm_firm

pytestmark = pytest.mark.jitoff


def test_a_team_is_counted_over_those_present() -> None:
    o = calm_firm({"organization.teams": 2, "organization.reps_per_team": 3})
    for rep, helpfulness in zip(o.reps, (0.2, 0.4, 0.9, 0.5, 0.5, 0.5), strict=True):
        rep.helpfulness = helpfulness
    o.reps[2].employed = 0
    o.seats[2].dismissed = 1
    o.seats[0].resigned = 1  # no dismissal
    meet(o, o.ps)
    first, second = o.teams
    assert (first.heads, first.helpfulness, first.dismissals) == (2, pytest.approx(0.3), 1)
    assert (second.heads, second.helpfulness, second.dismissals) == (3, pytest.approx(0.5), 0)


def test_a_team_of_nobody_has_no_mean() -> None:
    o = calm_firm()
    for rep in o.reps:
        rep.employed = 0
    meet(o, o.ps)
    assert (o.teams[0].heads, o.teams[0].helpfulness) == (0, 0.0)
