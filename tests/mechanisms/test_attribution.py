"""Attribution: where a failure's cause is looked for, what is learned from it, and how much it hurts."""

from __future__ import annotations

import pytest

from simulation import SalesOrganization
from simulation.mechanisms.attribution import explain_failures, outside_share, pain, process_share
from simulation.mechanisms.morale import hurtful
from simulation.mechanisms.opening import open_week
from simulation.mechanisms.teams import meet
from simulation.parameters.attribution import Attribution
from tests.mechanisms.builders import calm_firm, firm

pytestmark = pytest.mark.jitoff


def group(**values: float) -> Attribution:
    plain = {"blame": 0.6, "contagion": 0.0, "process_accountability": 0.0, "outcome_pressure": 0.0, "shield": 0.5,
             "sting": 0.5}  # fmt: skip
    return Attribution(**{**plain, **values})


@pytest.mark.parametrize(
    ("accountability", "norm", "values", "share"),
    [
        (0.0, 0.0, {}, 0.6),
        (0.5, 0.0, {}, 0.3),
        (1.0, 0.0, {}, 0.0),
        (1.0, 0.8, {"contagion": 0.5}, 0.4),  # half-way to what the team does
        (0.0, 0.0, {"contagion": 0.5}, 0.3),  # in both directions
        (0.0, 0.0, {"process_accountability": 0.5}, 0.3),
        (0.0, 0.6, {"contagion": 0.5, "process_accountability": 1.0}, 0.0),
    ],
)
def test_the_share_put_on_causes_outside(
    accountability: float, norm: float, values: dict[str, float], share: float
) -> None:
    assert outside_share(accountability, norm, group(**values)) == pytest.approx(share)


@pytest.mark.parametrize(
    ("process", "pressure", "share"),
    [(0.0, 0.0, 0.4), (0.3, 0.3, 0.4), (0.6, 0.2, 0.6), (0.0, 0.5, 0.0), (0.5, 0.0, 0.8)],
)
def test_the_share_put_on_the_process(process: float, pressure: float, share: float) -> None:
    # A fifth is blamed outside; the rest is split by what people answer for.
    found = process_share(0.2, group(process_accountability=process, outcome_pressure=pressure))
    assert found == pytest.approx(share)


@pytest.mark.parametrize(
    ("outside", "process", "hurt"), [(0.0, 1.0, 1.0), (1.0, 0.0, 0.5), (0.0, 0.0, 1.5), (0.4, 0.4, 0.9)]
)
def test_blame_shields_and_self_blame_stings(outside: float, process: float, hurt: float) -> None:
    assert pain(outside, process, group()) == pytest.approx(hurt)


def failed(accountability: float, **values: float) -> SalesOrganization:
    """A firm whose first rep looks for the causes of four setbacks."""
    settings = {f"attribution.{name}": value for name, value in {**vars(group()), "adapting": 0.1, **values}.items()}
    o = calm_firm(settings)
    open_week(o, o.p)
    o.teams[0].blame_norm = 0.0
    rep = o.reps[0]
    rep.accountability, rep.setbacks, rep.qualification_skill = accountability, 4, 0.5
    explain_failures(rep, o, o.p)
    return o


def learned(accountability: float, **values: float) -> float:
    return float(failed(accountability, **values).reps[0].qualification_skill) - 0.5


def test_who_answers_for_the_process_learns_and_who_blames_others_does_not() -> None:
    # All on the process: 0.1 x 4 of the missing half. Nothing outside, half on oneself: half of it.
    assert learned(1.0, process_accountability=1.0) == pytest.approx(0.2)
    assert learned(1.0, process_accountability=0.5, outcome_pressure=0.5) == pytest.approx(0.1)
    assert learned(0.0, blame=1.0) == pytest.approx(0.0)
    assert learned(1.0, outcome_pressure=1.0) == pytest.approx(0.0)


def test_nobody_learns_more_than_everything() -> None:
    assert learned(1.0, process_accountability=1.0, adapting=0.9) == pytest.approx(0.5)


def test_without_setbacks_there_is_nothing_to_explain() -> None:
    o = failed(0.5)
    rep = o.reps[0]
    rep.setbacks, skill = 0, rep.qualification_skill
    explain_failures(rep, o, o.p)
    assert (rep.blamed, rep.lessons, rep.qualification_skill) == (0.0, 0.0, skill)
    assert hurtful(rep, o.p) == 0.0


def test_setbacks_hurt_by_where_their_causes_were_found() -> None:
    def hurt(accountability: float, **values: float) -> float:
        o = failed(accountability, **values)
        return hurtful(o.reps[0], o.p)

    assert hurt(0.0, blame=1.0) == pytest.approx(4 * 0.5)
    assert hurt(1.0, process_accountability=1.0) == pytest.approx(4 * 1.0)
    assert hurt(1.0, outcome_pressure=1.0) == pytest.approx(4 * 1.5)


def test_the_team_sees_what_its_members_blamed() -> None:
    o = failed(0.5, process_accountability=0.4, outcome_pressure=0.4)
    meet(o, o.ps)
    # Outside 0.3 x 0.6 = 0.18, on the process half of the rest.
    team = o.teams[0]
    assert (team.failures, team.outside, team.lessons) == pytest.approx((4.0, 4 * 0.18, 4 * 0.41))


def after_two_years(**settings: object) -> tuple[float, float]:
    """Norm of blame and mean qualification skill of a firm after two years of work."""
    o = firm({"organization.teams": 2, "organization.reps_per_team": 5, "quitting.quits_per_year": 0.0,
              "selection.ordinary_dismissals": False, **settings})  # fmt: skip
    for _ in range(78):
        o.step()
    return o.report.blame_norm, sum(rep.qualification_skill for rep in o.reps) / len(o.reps)


def test_process_accountability_takes_blame_out_of_teams_and_teaches() -> None:
    outcome = after_two_years(**{"attribution.process_accountability": 0.0, "attribution.outcome_pressure": 0.8})
    process = after_two_years(**{"attribution.process_accountability": 0.8, "attribution.outcome_pressure": 0.0})
    assert process[0] < 0.6 * outcome[0]
    assert process[1] > outcome[1]
