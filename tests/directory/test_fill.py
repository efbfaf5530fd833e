"""The starting lists: readable, without clashes, and safe to ask for twice."""

from __future__ import annotations

import pytest

from pdia.directory.operations import add_department, fill_directory
from pdia.directory.queries import list_departments, list_designations, list_places
from pdia.directory.rules import LETTER_LIMIT, NAME_LIMIT, free_letter
from pdia.directory.starting import read_starting
from pdia.institutes.operations import add_institute
from pdia.kernel.db import session
from pdia.kernel.text import fold
from tests.world import World


@pytest.mark.parametrize("state", ["kerala", "assam"])
def test_the_list_of_a_state_is_sound(state: str) -> None:
    starting = read_starting()[state]
    letters = [row.letter for row in starting.departments]
    assert len(set(letters)) == len(letters), "each chip has its own letters"
    assert all(1 <= len(letter) <= LETTER_LIMIT and letter == letter.upper() for letter in letters)
    names = [fold(row.name) for row in starting.departments]
    assert len(set(names)) == len(names)
    names = [*names, *(fold(row.name) for row in starting.designations)]
    assert all(len(name) <= NAME_LIMIT for name in names)
    assert {row.letter for row in starting.designations} - {""} <= set(letters), "every office has its department"
    offices = [(fold(row.name), row.level, row.letter) for row in starting.designations]
    assert len(set(offices)) == len(offices)


@pytest.mark.parametrize(
    ("wanted", "taken", "given"),
    [("H", set(), "H"), ("H", {"H"}, "H2"), ("AH", {"AH", "A2"}, "AH2"), ("ABC", {"ABC"}, "AB2")],
)
def test_free_letter(wanted: str, taken: set[str], given: str) -> None:
    assert free_letter(wanted, taken) == given


def test_filling_twice_changes_nothing_and_two_states_join(world: World) -> None:
    with world.database.scope(write=True):
        fresh = add_institute("A fresh institute").id
        assert fill_directory(fresh, "kerala") > 30
        before = (len(list_departments(fresh)), len(list_designations(fresh)), len(list_places(fresh)))
        assert fill_directory(fresh, "kerala") == 0
        assert (len(list_departments(fresh)), len(list_designations(fresh)), len(list_places(fresh))) == before
        assert fill_directory(fresh, "assam") > 5
        assert [place.name for place in list_places(fresh)] == ["Assam", "Kerala"]
        health = [row for row in list_departments(fresh) if row.letter == "H"]
        assert len(health) == 1, "what both states share stands once"
        session.commit()


def test_an_institute_keeps_its_own_letters(world: World) -> None:
    with world.database.scope(write=True):
        fresh = add_institute("Another").id
        own = add_department(fresh, "Horticulture", "H")
        fill_directory(fresh, "assam")
        letters = {row.name: row.letter for row in list_departments(fresh)}
        assert own.letter == "H"
        assert letters["Health & Family Welfare"] == "H2"
        health = next(row for row in list_departments(fresh) if row.letter == "H2")
        offices = {row.name: row.department_id for row in list_designations(fresh)}
        assert offices["ASHA"] == health.id, "offices follow their department, not its letter"
