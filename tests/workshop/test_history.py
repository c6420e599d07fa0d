"""History: undo by steps, and a dragged slider is one step."""

from workshop.history import MOST_STEPS, History


def test_undo_goes_back_through_every_step() -> None:
    past = History("a")
    past.change("b")
    past.change("c")
    assert past.last == "b"
    assert (past.undo(), past.now) == (True, "b")
    assert (past.undo(), past.now) == (True, "a")
    assert (past.undo(), past.now) == (False, "a")


def test_all_positions_of_a_dragged_slider_are_one_step() -> None:
    past = History(0)
    for position in (1, 2, 3):
        past.change(position, in_hand=True)
    assert past.in_hand
    past.settle()
    assert not past.in_hand
    past.change(9, in_hand=True)
    past.undo()
    assert past.now == 3
    past.undo()
    assert past.now == 0


def test_no_change_is_no_step_and_old_steps_are_forgotten() -> None:
    past = History(0)
    past.change(0)
    assert past.last is None
    for position in range(1, MOST_STEPS + 50):
        past.change(position)
    steps = 0
    while past.undo():
        steps += 1
    assert steps == MOST_STEPS
