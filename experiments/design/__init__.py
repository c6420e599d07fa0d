"""Designs of experiments: which worlds and which arms a study runs, and the study files that say so."""

from experiments.design.factor import Factor, between, factors
from experiments.design.plan import Cell, Cells, Plan, read_plan
from experiments.design.rows import Row, as_it_is, from_csv, full_factorial, one_at_a_time, policies, subsets
from experiments.design.sampled import latin_hypercube, morris, problem, saltelli
from experiments.design.study_file import read_study

__all__ = [
    "Cell",
    "Cells",
    "Factor",
    "Plan",
    "Row",
    "as_it_is",
    "between",
    "factors",
    "from_csv",
    "full_factorial",
    "latin_hypercube",
    "morris",
    "one_at_a_time",
    "policies",
    "problem",
    "read_plan",
    "read_study",
    "saltelli",
    "subsets",
]
