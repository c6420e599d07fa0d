"""Names of simulated people: always the same, shared by nobody near, women and men."""

from experiments.story.names import FAMILY, GIVEN, MEN, WOMEN, name_of


def test_the_same_person_always_has_the_same_name() -> None:
    assert str(name_of(12, 3)) == "Saga Kvällsdroppe"
    assert name_of(12, 3) == name_of(12, 3)


def test_those_who_follow_each_other_in_a_seat_share_neither_name() -> None:
    people = [name_of(12, hire) for hire in range(len(GIVEN))]
    assert {name.given for name in people} == set(GIVEN)
    assert len({name.family for name in people}) == len(people)


def test_in_a_usual_firm_nobody_has_the_name_of_somebody_else() -> None:
    people = [str(name_of(seat, hire)) for seat in range(79) for hire in range(52)]
    assert len(set(people)) == len(people)


def test_about_half_of_them_are_women_and_called_so() -> None:
    assert set(WOMEN) & set(MEN) == set()
    assert abs(len(WOMEN) - len(MEN)) <= 2
    assert all((name.given in WOMEN) == name.woman for name in map(name_of, range(50), range(50)))


def test_there_are_enough_family_names() -> None:
    assert len(set(FAMILY)) == 91
