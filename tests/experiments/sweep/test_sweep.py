"""Sweeping: what is missing and nothing else, the same table however the work was spread, failures as rows."""

from __future__ import annotations

import threading
from concurrent.futures import Executor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from experiments import files
from experiments.design import as_it_is, policies
from experiments.store import StoreError, read_manifest
from experiments.sweep import jobs
from experiments.sweep.chunks import tile
from experiments.sweep.executors import Crew, SweepError, drive, threads
from experiments.sweep.jobs import Done, Job, carry_out
from experiments.sweep.query import runs_table
from experiments.sweep.settled import Settled
from experiments.sweep.stopping import within
from experiments.sweep.sweep import Earlier
from experiments.sweep.tables import counts
from simulation import burn_in, load_scenario, run_many
from tests.experiments.sweep.small import ARMS, SMALL, plan, results_of, swept


def test_a_swept_run_is_the_run_that_run_many_gives(tmp_path: Path) -> None:
    cells = plan(worlds=as_it_is())
    swept(tmp_path, cells)
    firm = load_scenario(overrides=SMALL)
    arms = [load_scenario(overlays=[name], overrides=SMALL) for name in ARMS]
    direct = run_many(arms, range(3), years=1, states=burn_in(firm, range(3)))
    kept = runs_table(tmp_path)
    assert kept["arm"].tolist() == [ARMS[place] for place in direct["scenario"]]
    pd.testing.assert_frame_equal(kept[direct.columns[1:]], direct.iloc[:, 1:], check_exact=True)


def test_by_year_has_a_row_a_year(tmp_path: Path) -> None:
    swept(tmp_path, plan(by="year", years=2))
    kept = runs_table(tmp_path)
    assert kept.groupby(["world", "arm", "seed"])["year"].apply(list).tolist() == [[1, 2]] * 12


def test_runs_are_counted_once_also_by_year(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "run_many", stumble({1}))
    swept(tmp_path, plan(by="year", years=2))
    assert counts(tmp_path) == (12, 4)


@pytest.mark.parametrize("workers", [1, 3])
def test_tables_do_not_depend_on_the_number_of_workers(tmp_path: Path, workers: int) -> None:
    swept(tmp_path / "two", plan())
    swept(tmp_path / "other", plan(), hire=lambda: threads(workers))
    assert results_of(tmp_path / "two") == results_of(tmp_path / "other")


def test_what_is_there_is_not_run_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = swept(tmp_path, plan())
    assert (first.before, first.made) == (0, 12)
    monkeypatch.setattr(jobs, "run_many", never)
    again = swept(tmp_path, plan())
    assert (again.before, again.made) == (12, 0)


def never(*arguments: object, **more: object) -> pd.DataFrame:
    raise AssertionError("run again")


def test_more_seeds_and_more_arms_run_only_what_is_new(tmp_path: Path) -> None:
    swept(tmp_path, plan())
    assert swept(tmp_path, plan(seeds=range(5))).made == 2 * 2 * 2
    assert swept(tmp_path, plan(seeds=range(5), arms=policies([*ARMS, "no_help"]))).made == 2 * 5
    assert swept(tmp_path, plan()).made == 0
    whole = tmp_path / "whole"
    swept(whole, plan(seeds=range(5), arms=policies([*ARMS, "no_help"])))
    swept(tmp_path, plan(seeds=range(5), arms=policies([*ARMS, "no_help"])))
    pd.testing.assert_frame_equal(runs_table(tmp_path), runs_table(whole), check_exact=True)


def test_runs_of_cells_that_left_the_plan_are_not_in_its_table(tmp_path: Path) -> None:
    swept(tmp_path, plan())
    swept(tmp_path, plan(arms=policies(["ordinary"])))
    assert set(runs_table(tmp_path)["arm"]) == {"ordinary"}


def test_two_names_for_one_firm_are_run_once_and_shown_twice(tmp_path: Path) -> None:
    double = policies(["ordinary", "culling=10%", "nobody_dismissed+culling=10%"])
    same = [*double, replace(double[1], name="the same")]
    assert swept(tmp_path, plan(arms=same)).made == 2 * 3 * 3
    kept = runs_table(tmp_path)
    one, other = (kept[kept["arm"] == name]["profit_money"].tolist() for name in ("culling=10%", "the same"))
    assert one == other


# --- failures --------------------------------------------------------------------------------------------------------


def stumble(where: set[int]):  # type: ignore[no-untyped-def]
    """A `run_many` that fails for some seeds."""

    def lived(scenarios: list[object], seeds: dict[int, object], **more: object) -> pd.DataFrame:
        if where & set(seeds):
            raise ZeroDivisionError("a rate of nothing")
        return run_many(scenarios, seeds, **more)  # type: ignore[arg-type]

    return lived


def test_a_failing_run_is_a_row_with_its_seed_and_error_and_harms_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    swept(tmp_path / "sound", plan())
    monkeypatch.setattr(jobs, "run_many", stumble({1}))
    done = swept(tmp_path / "hurt", plan())
    assert done.failed == 4
    kept, sound = runs_table(tmp_path / "hurt"), runs_table(tmp_path / "sound")
    failed = kept["error"].notna()
    assert set(kept.loc[failed, "seed"]) == {1}
    assert set(kept.loc[failed, "error"]) == {"ZeroDivisionError: a rate of nothing"}
    assert kept.loc[failed, "profit_money"].isna().all()
    pd.testing.assert_frame_equal(kept[~failed], sound[~failed], check_exact=True, check_dtype=False)


def test_what_failed_is_kept_until_it_is_wanted_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(jobs, "run_many", stumble({1}))
        swept(tmp_path, plan())
    assert swept(tmp_path, plan()).failed == 4
    assert swept(tmp_path, plan(), earlier=Earlier(retry_failed=True)).failed == 0
    assert runs_table(tmp_path)["error"].isna().all()


def test_a_firm_that_cannot_settle_is_a_failed_run_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def settle(self: Settled, world: object, fingerprint: str, seed: int) -> object:
        if seed == 2:
            raise ValueError("no market")
        return burn_in(world, [seed])[0]  # type: ignore[arg-type]

    monkeypatch.setattr(Settled, "state", settle)
    assert swept(tmp_path, plan()).failed == 4
    assert set(runs_table(tmp_path).dropna(subset="error")["seed"]) == {2}


# --- the store -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("change", [b"", b"PAR1", None])
def test_a_damaged_part_is_found_and_its_runs_are_made_again(tmp_path: Path, change: bytes | None) -> None:
    swept(tmp_path, plan())
    before = results_of(tmp_path)
    part = next((tmp_path / "raw").glob("runs-*"))
    content = bytearray(part.read_bytes())
    content[len(content) // 2] ^= 1
    part.write_bytes(bytes(content) if change is None else change)
    with pytest.raises(StoreError, match=r"is damaged. The same salesorg sweep command makes it again"):
        runs_table(tmp_path)
    done = swept(tmp_path, plan())
    assert done.damaged == (part.name,)
    assert 0 < done.made < 12
    assert results_of(tmp_path) == before


def test_results_of_other_code_are_refused_and_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    swept(tmp_path, plan())
    before = results_of(tmp_path)
    monkeypatch.setattr("experiments.sweep.sweep.code_of", lambda model: "f" * 64)
    with pytest.raises(StoreError, match="another version of the model"):
        swept(tmp_path, plan())
    assert results_of(tmp_path) == before


def with_probe(monkeypatch: pytest.MonkeyPatch, probe: str) -> None:
    """As on a machine whose mathematics give this probe."""
    monkeypatch.setattr("experiments.machine.probe", lambda: probe)
    monkeypatch.setattr("experiments.sweep.jobs.probe", lambda: probe)


def test_other_mathematics_are_refused_unless_allowed_and_then_written_down(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_probe(monkeypatch, "a" * 16)
    swept(tmp_path, plan())
    with_probe(monkeypatch, "b" * 16)
    with pytest.raises(StoreError, match=r"mathematics differ .*--allow-other-machines"):
        swept(tmp_path, plan(seeds=range(4)))
    assert swept(tmp_path, plan(seeds=range(4)), earlier=Earlier(other_machines=True)).made == 4
    found = read_manifest(tmp_path)
    assert found is not None
    assert (found["machine"]["probe"], found["other_machines"]) == ("b" * 16, ["a" * 16])
    assert len(runs_table(tmp_path)) == 16


def test_a_worker_with_other_mathematics_or_code_is_refused_unless_allowed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def elsewhere(job: Job) -> Done:
        return replace(carry_out(job), probe="c" * 16)

    monkeypatch.setattr("experiments.sweep.executors.carry_out", elsewhere)
    with pytest.raises(StoreError, match="a worker's mathematics differ"):
        swept(tmp_path, plan())
    swept(tmp_path, plan(), earlier=Earlier(other_machines=True))
    assert (read_manifest(tmp_path) or {})["other_machines"] == ["c" * 16]
    monkeypatch.setattr("experiments.sweep.executors.carry_out", lambda job: replace(carry_out(job), code="d" * 64))
    with pytest.raises(StoreError, match="another version of the model: install the same"):
        swept(tmp_path, plan(seeds=range(5)), earlier=Earlier(other_machines=True))


def test_only_one_process_works_in_a_folder(tmp_path: Path) -> None:
    with files.alone(tmp_path), pytest.raises(files.BusyError, match="another process is at work"):
        swept(tmp_path, plan())
    swept(tmp_path, plan())


# --- how the work is spread ------------------------------------------------------------------------------------------


def test_one_firm_settles_once_for_all_arms_of_a_world_and_seed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settled: list[tuple[str, int]] = []

    def counting(world, seeds, **more):  # type: ignore[no-untyped-def]
        settled.extend((world.fingerprint(), seed) for seed in seeds)
        return burn_in(world, seeds, **more)

    monkeypatch.setattr("experiments.sweep.settled.burn_in", counting)
    monkeypatch.setattr(jobs, "SETTLED", Settled())
    monkeypatch.setattr("experiments.sweep.chunks.FEWEST_CELLS", 1)
    swept(tmp_path, plan())
    assert len(settled) == len(set(settled)) == 2 * 3


def test_settled_firms_are_forgotten_when_they_grow_too_many() -> None:
    firm, kept = load_scenario(overrides=SMALL), Settled(most_bytes=1)
    first = kept.state(firm, "f", 0)
    kept.state(firm, "f", 1)
    assert kept.state(firm, "f", 0) is not first
    assert kept.state(firm, "f", 0).tobytes() == first.tobytes()


def test_who_asks_for_a_firm_that_is_being_settled_waits_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[int] = []
    gate = threading.Event()

    def slowly(world, seeds, **more):  # type: ignore[no-untyped-def]
        made.append(1)
        gate.wait(5)
        return burn_in(world, seeds, **more)

    monkeypatch.setattr("experiments.sweep.settled.burn_in", slowly)
    firm, kept = load_scenario(overrides=SMALL), Settled()
    asking = [threading.Thread(target=kept.state, args=(firm, "f", 0)) for _ in range(3)]
    for thread in asking:
        thread.start()
    gate.set()
    for thread in asking:
        thread.join()
    assert len(made) == 1


def test_jobs_are_neither_too_many_nor_too_long() -> None:
    small = plan()
    assert tile(small, 4, 3, own_model=False) == (4, 1)
    wide, deep = tile(small, 10_000, 100, own_model=False)
    assert 500 <= wide * deep <= 1_024
    large = plan(settings={"organization.teams": 100}, years=5)
    wide, deep = tile(large, 100, 100, own_model=False)
    assert wide * deep * 1_000 * 260 <= 1_000_000


def test_worlds_with_seeds_of_their_own_live_them_and_go_on_where_they_stopped(tmp_path: Path) -> None:
    assert swept(tmp_path, plan(own_seeds=True, seeds=range(2))).made == 8
    assert swept(tmp_path, plan(own_seeds=True)).made == 4
    table = runs_table(tmp_path)
    assert {world: sorted(set(rows["seed"])) for world, rows in table.groupby("world")} == {
        "0": [0, 1, 2],
        "1": [1_000_000, 1_000_001, 1_000_002],
    }


# --- seeds until the differences are known ---------------------------------------------------------------------------


def test_seeds_are_added_until_the_interval_is_narrow_enough(tmp_path: Path) -> None:
    cells = plan(seeds=range(4), worlds=as_it_is(), years=2)
    done = swept(tmp_path, cells, precision=within(0.01, 400))
    assert done.settled
    assert 100 <= len(done.seeds) < 400
    manifest = read_manifest(tmp_path)
    assert manifest is not None
    assert manifest["seeds"]["count"] == len(done.seeds)
    assert swept(tmp_path, cells, precision=within(0.01, 400)).seeds == done.seeds


def test_a_budget_is_never_exceeded_and_said_to_be_spent(tmp_path: Path) -> None:
    done = swept(tmp_path, plan(seeds=range(4), years=2), precision=within(1e-6, 7))
    assert (len(done.seeds), done.settled) == (7, False)


def test_settled_firms_are_let_go_when_the_last_job_is_done(tmp_path: Path) -> None:
    swept(tmp_path, plan(seeds=range(1)))
    assert not jobs.SETTLED._states


class Losing(Executor):
    """A pool that is found broken when the next job is handed to it."""

    def submit(self, *_: object, **__: object) -> object:  # type: ignore[override]
        raise BrokenProcessPool("a child process ended")


class Lost(ThreadPoolExecutor):
    """A pool that is found broken when a job should come back."""

    def submit(self, *_: object, **__: object) -> object:  # type: ignore[override]
        return super().submit(self.end)

    @staticmethod
    def end() -> None:
        raise BrokenProcessPool("a child process ended")


@pytest.mark.parametrize("pool", [Losing, Lost])
def test_whenever_a_worker_is_lost_the_message_says_that_nothing_else_is(pool: type[Executor]) -> None:
    cells = plan(worlds=as_it_is())
    one = Job(cells.firm, cells.years, False, cells.cells[:1], ((0,),))
    with pool() as executor, pytest.raises(SweepError, match=r"a worker was lost .* the same command goes on"):
        drive(Crew(executor, 1), iter([one]), lambda _: None)
