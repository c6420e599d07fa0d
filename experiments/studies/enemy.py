"""Whether it pays to keep a rival in everybody's mind, by how strong the rival is and by how salience works.

Four rivals, three shapes of the effect (near parity only, always, never), four strengths of salience, all through the
same luck. Run it with `python -m experiments.studies.enemy`.
"""

from collections.abc import Mapping

from experiments.design import Plan, Row
from experiments.report.study_page import Answer
from experiments.studies.frame import Inquiry, Runs, Size, main
from experiments.studies.grid import PROFIT, Grid, contrast_table, contrasts, more_there

QUESTION = "Does it pay to keep a rival in everybody's mind, and which rival?"
SEEDS, PREVIEW, YEARS = 60, 3, 5
SALIENCE = {"0": 0.0, "0.25": 0.25, "0.5": 0.5, "0.8": 0.8}
TITLES = {
    "0": "no rival in mind",
    "0.25": "in mind a little (0.25)",
    "0.5": "in mind by half (0.5)",
    "0.8": "in mind nearly always (0.8)",
}
NOBODY, MOST = "0", "0.8"
RIVALS = {
    "weak rival": {"rival.present_share": 0.3, "selling.rival_per_week": 0.035},
    "usual rival": {},
    "strong rival": {"rival.present_share": 0.8, "selling.rival_per_week": 0.08},
    "rival far ahead": {"rival.mean_strength": 2.0},
}
SHAPES = {"parity": "spurs near parity", "monotone": "always spurs", "none": "never spurs"}
LIMITS = (
    "How much a rival in mind moves effort, preparation and price is assumed, within 1 to 5 % of effort.",
    "The rival far ahead takes deals twice as fast, beyond the plausible range: parity is left on purpose.",
    "One rival. Its admiration and its fear are one number here.",
)


def worlds() -> dict[str, Row]:
    """Every rival under every shape of the effect."""
    return {
        f"{rival}, {words}": Row(f"{rival}, {words}", (), {**values, "enemy.shape": shape})
        for shape, words in SHAPES.items()
        for rival, values in RIVALS.items()
    }


def plans(size: Size, _: Runs) -> Mapping[str, Plan]:
    """Every salience against every rival."""
    arms = [Row(name, (), {"enemy.salience": value}) for name, value in SALIENCE.items()]
    there = list(worlds().values())
    return {"rivals": Plan(QUESTION, years=YEARS, seeds=size.seeds(SEEDS, PREVIEW), worlds=there, arms=arms)}


def answer(runs: Runs) -> Answer:
    """Effects of salience by rival; whether parity matters."""
    grid = Grid(TITLES, {name: name for name in worlds()}, among="in all {} cases")
    found = grid.found(runs["rivals"])
    named = {
        f"{rival} rather than usual: {words}": more_there(f"{rival}, {words}", f"usual rival, {words}", MOST, NOBODY)
        for words in SHAPES.values()
        for rival in RIVALS
        if rival != "usual rival"
    }
    beside = contrasts(runs["rivals"], PROFIT, named)
    rivals = {name: name.partition(",")[0] for name in worlds() if SHAPES["parity"] in name}
    near = Grid(grid.titles, rivals, among="with {} kinds of rival")
    sections = {
        "What salience brings": grid.tables(found, "Rival"),
        "Does it matter which rival?": contrast_table(beside, f"Full salience ({MOST}) pays more or less, profit"),
    }
    here = found[found["world"].isin(near.places)]
    sentences = [
        f"If a rival spurs people only while it is about as strong as the firm (the default): {near.sentence(here)}",
        f"If it may also spur them always, or never: {grid.sentence(found)}",
    ]
    figures = {"which_rival": near.figure(here, "Does it pay to keep the rival in mind?")}
    return Answer(sentences, sections, LIMITS, {"effects": found, "contrasts": beside}, figures)


STUDY = Inquiry("enemy", QUESTION, budget=30_000, stages=(plans,), answer=answer)

if __name__ == "__main__":
    main(STUDY)
