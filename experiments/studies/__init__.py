"""One question, one short script, one folder of results.

Three files here ask nothing themselves: `frame` says how a study is done and told, `grid` how one that compares arms
over worlds is, and `findings` puts all answers on one page, `results/README.md`.
"""
