"""Which time it was, who is heard, whose turn it is, and what a meeting must say."""

from __future__ import annotations

from datetime import date

import pytest

from pdia.kernel.words import Refusal
from pdia.outreach.rules import (
    MOST_POINTS,
    How,
    apart,
    as_names,
    check_day,
    check_how,
    is_from_same_day,
    names_in,
    next_in_turn,
    points_of,
    times,
    turn_order,
)
from pdia.outreach.wording import CONTACT, HOW

TODAY = date(2026, 11, 23)
NAMES = {1: "Health", 2: "Education", 3: "Panchayat", 4: "Women & Child"}


@pytest.mark.parametrize(
    ("number", "words"),
    [(1, "first time"), (3, "third time"), (5, "fifth time"), (6, "time number 6"), (0, "first time")],
)
def test_which_time_it_was(number: int, words: str) -> None:
    said = times(number)
    assert (said.text % said.values if said.values else said.text) == words


@pytest.mark.parametrize(
    ("agreed", "points", "because"),
    [
        ("", [], "nothing was agreed"),
        ("The list comes by Friday", ["The list comes by Friday"], "one line is one point"),
        ("- a list\n\n• a visit\n", ["a list", "a visit"], "marks of a list are no words"),
        ("  \n–\n", [], "a mark alone is no point"),
        ("\n".join("abcdefghijkl"), list("abcdefghijkl")[:MOST_POINTS], "a page holds so many"),
    ],
)
def test_agreed_points(agreed: str, points: list[str], because: str) -> None:
    assert points_of(agreed) == points, because


@pytest.mark.parametrize(("met_on", "field"), [(None, "met_on"), (date(2026, 11, 24), "met_on")])
def test_a_day_that_is_none_or_still_to_come(met_on: date | None, field: str) -> None:
    with pytest.raises(Refusal) as refused:
        check_day(met_on, TODAY)
    assert refused.value.field == field


@pytest.mark.parametrize("met_on", [TODAY, date(2025, 1, 1)])
def test_a_day_that_has_been(met_on: date) -> None:
    assert check_day(met_on, TODAY) == met_on


@pytest.mark.parametrize("how", ["", None, "telegram", "Visit"])
def test_there_is_no_other_way(how: object) -> None:
    with pytest.raises(Refusal) as refused:
        check_how(how)
    assert refused.value.field == "how"


def test_every_way_has_its_words() -> None:
    assert set(HOW) == set(How)
    assert {"met_on", "how", "department_id", "office", "present", "what", "offered", "agreed"} <= set(CONTACT)


def test_departments_as_text_and_back() -> None:
    assert names_in(as_names(["Panchayat, Block 3", "Health", "Health"])) == ["Health", "Panchayat, Block 3"]
    assert names_in("") == []


@pytest.mark.parametrize(
    ("team", "heard", "expected", "because"),
    [
        ({1, 2, 3}, {3}, ([3], [2, 1]), "those not heard stand by name, never by amount"),
        ({1, 2}, {1, 2}, ([2, 1], []), "all are heard"),
        ({1}, {1, 4}, ([1, 4], []), "who left the team was heard all the same"),
        ({1}, set(), ([], [1]), "nobody yet"),
        (set(), set(), ([], []), "no team, nobody missing"),
    ],
)
def test_who_is_heard(team: set[int], heard: set[int], expected: object, because: str) -> None:
    assert apart(team, heard, NAMES) == expected, because


def test_the_order_of_a_round() -> None:
    people = [(10, "Anil", 1), (11, "rekha", 2), (12, "Bina", 2), (13, "Charu", 3)]
    assert turn_order(people, {1}) == [12, 13, 11, 10], "not yet heard first, then by name; nobody by department"
    assert turn_order(people, set()) == [10, 12, 13, 11]
    assert turn_order([], {1}) == []


@pytest.mark.parametrize(
    ("spoken", "after", "turn", "because"),
    [
        (set(), None, 1, "the first begins"),
        ({1}, 1, 2, "then the next"),
        ({2, 3}, 3, 1, "who was passed over comes back at the end"),
        ({1, 2, 3}, 3, None, "all have spoken"),
        ({1}, 99, 2, "who is no member any more passes nothing on"),
    ],
)
def test_whose_turn_it_is(spoken: set[int], after: int | None, turn: int | None, because: str) -> None:
    assert next_in_turn([1, 2, 3], spoken, after) == turn, because


@pytest.mark.parametrize(
    ("written", "is_writer", "may"), [(TODAY, True, True), (TODAY, False, False), (date(2026, 11, 22), True, False)]
)
def test_thanks_are_taken_back_on_the_same_day_only(written: date, is_writer: bool, may: bool) -> None:
    assert is_from_same_day(written, TODAY, is_writer=is_writer) is may
