"""Which leadership pays where: direction and autonomy by turbulence; conduct, power, span and promotion.

Direction and autonomy, low and high, in a stable, a usual and a turbulent world; then codes, power and rules of
promotion under three spans of control. Run it with `python -m experiments.studies.leadership`.
"""

from collections.abc import Mapping
from itertools import product

import pandas as pd

from experiments.analysis.verdict import BETTER, EQUAL, UNTOLD, WORSE
from experiments.design import Plan, Row, policies
from experiments.report.study_page import Answer
from experiments.studies.frame import Inquiry, Runs, Size, main
from experiments.studies.grid import PROFIT, Grid, beyond, contrast_table, contrasts, more_there, where

QUESTION = "Which leadership pays: direction, freedom, a code, power, span, promotion; and where?"
SEEDS, PREVIEW, YEARS = 60, 3, 5
WORLDS = {"stable": "stable", "midmarket": "usual", "turbulent": "turbulent"}
DIRECTION, AUTONOMY = {"loose": 0.2, "directed": 0.8}, {"bound": 0.2, "free": 0.9}
LOOSE, FREE, DIRECTED, BOTH = "loose, bound", "loose, free", "directed, bound", "directed, free"
AS_IS = "as it is"
SPANS = {"5 a team": (16, 5), "10 a team": (8, 10), "16 a team": (5, 16)}
USUAL_SPAN = "10 a team"
TOGETHER, FREEDOM = "together beyond each alone", "freedom, turbulent against stable"
MORE = {
    BETTER: "more in the turbulent market than in the stable one",
    WORSE: "less in the turbulent market than in the stable one",
    EQUAL: "practically the same in the turbulent market as in the stable one",
    UNTOLD: "more or less in the turbulent market than in the stable one: which, nobody can tell yet",
}
RULES = {
    AS_IS: "the firm as it is",
    "code_of_conduct": "a clear code, enforced",
    "no code": "hardly any code",
    "arbitrary_power=50%": "arbitrary power",
    "no power": "no use of power",
    "promote_best_sellers": "promote the best seller",
    "promote_collaborators": "promote the best collaborator",
    "promote_by_lot": "promote by lot",
}
OWN = {"no code": {"conduct.clarity": 0.1, "conduct.enforcement": 0.1}, "no power": {"leadership.use_of_power": 0.0}}
LIMITS = (
    "That autonomy pays in turbulence only is an assumed shape (`leadership.autonomy_shape`), at its default here.",
    "Firms of another span settle as other firms: their comparison shares seeds, not people.",
    "Managers lead one team and have no manager of their own.",
)


def plans(size: Size, _: Runs) -> Mapping[str, Plan]:
    """Direction and autonomy in three scenarios; everything else under three spans of the same firm."""
    seeds, paths = size.seeds(SEEDS, PREVIEW), ("leadership.direction", "leadership.autonomy")
    styles = [
        Row(f"{d}, {a}", (), dict(zip(paths, (DIRECTION[d], AUTONOMY[a]), strict=True)))
        for d, a in product(DIRECTION, AUTONOMY)
    ]
    shipped = [name for name in RULES if name != AS_IS and name not in OWN]
    rules = [Row(AS_IS), *policies(shipped), *(Row(name, (), values) for name, values in OWN.items())]
    spans = [Row(n, (), {"organization.teams": t, "organization.reps_per_team": r}) for n, (t, r) in SPANS.items()]
    return {name: Plan(QUESTION, name, years=YEARS, seeds=seeds, arms=styles) for name in WORLDS} | {
        "rules": Plan(QUESTION, years=YEARS, seeds=seeds, worlds=spans, arms=rules)
    }


def answer(runs: Runs) -> Answer:
    """Styles by turbulence, rules by span, and spans against each other."""
    styles = pd.concat([runs[name].assign(world=name) for name in WORLDS], ignore_index=True)
    style = Grid({LOOSE: LOOSE, FREE: FREE, DIRECTED: DIRECTED, BOTH: BOTH}, WORLDS, among="in {} markets")
    rule = Grid(RULES, {name: name for name in SPANS}, among="with {} sizes of team")
    found, ruled = style.found(styles), rule.found(runs["rules"])
    named = {f"{TOGETHER}, {WORLDS[w]}": beyond(w, FREE, DIRECTED, BOTH, LOOSE) for w in WORLDS}
    named |= {FREEDOM: more_there("turbulent", "stable", FREE, LOOSE)}
    need = contrasts(styles, PROFIT, named)
    span = {
        f"{name} against {USUAL_SPAN}": {(name, AS_IS): 1.0, (USUAL_SPAN, AS_IS): -1.0}
        for name in SPANS
        if name != USUAL_SPAN
    }
    spans = contrasts(runs["rules"], PROFIT, span)
    sections = {
        "Direction and autonomy by turbulence": style.tables(found, "Style"),
        "Do direction and freedom need each other?": contrast_table(need, "Profit"),
        "Code, power, promotion, by span": rule.tables(ruled, "Rule") + "\n{which_rules}",
        "Span of control": contrast_table(spans, "Profit of the firm as it is"),
    }
    verdicts = dict(zip(need["contrast"], need["verdict"], strict=True))
    summed = where({WORLDS[w]: verdicts[f"{TOGETHER}, {WORLDS[w]}"] for w in WORLDS})
    figures = {
        "which_style": style.figure(found, "Does it pay to direct, or to leave free?"),
        "which_rules": rule.figure(ruled, "Which rules of leadership pay?"),
    }
    tables = {"styles": found, "rules": ruled, "together": need, "spans": spans}
    sentences = [
        style.sentence(found),
        f"Direction and freedom together, against the sum of what each brings alone: {summed}.",
        f"Freedom brings {MORE[verdicts[FREEDOM]]}.",
        rule.sentence(ruled),
    ]
    return Answer(sentences, sections, LIMITS, tables, figures)


STUDY = Inquiry("leadership", QUESTION, budget=24_000, stages=(plans,), answer=answer)

if __name__ == "__main__":
    main(STUDY)
