"""Changing an institute's directory. Its facilitators may."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from pdia.directory.models import Department, Designation, Place
from pdia.directory.queries import list_departments, list_designations, list_places
from pdia.directory.rules import LETTER_LIMIT, NAME_LIMIT, TONES, Level, free_letter
from pdia.directory.starting import read_starting
from pdia.kernel.db import session
from pdia.kernel.text import clean_line, fold, is_blank
from pdia.kernel.words import N_, Refusal

Entry = TypeVar("Entry", Department, Place, Designation)

NEEDS_NAME = N_("Give it a name.")
TAKEN = N_("%(name)s is already in the list. Use that one, or give this one a clearer name.")
TAKEN_UNUSED = N_("%(name)s is in the list of those no longer used. Use it again, or give this one another name.")
NEEDS_LETTER = N_("Give it one to three letters for its chip, different from the others.")
LETTER_TAKEN = N_("The letters %(letter)s already stand for %(name)s.")
WRONG_PARENT = N_("A place lies in one of a higher level.")


def add_department(institute_id: int, name: str, letter: str) -> Department:
    """A department with its chip; tones are given out in turn."""
    name, letter = _checked_name(name), _checked_letter(letter)
    others = list_departments(institute_id, retired=True)
    _refuse_twin(name, others)
    _refuse_letter(letter, others)
    return _added(Department(institute_id=institute_id, name=name, letter=letter, tone=len(others) % TONES + 1))


def change_department(department: Department, name: str, letter: str) -> None:
    """Give a department another name or other letters; its colour stays."""
    name, letter = _checked_name(name), _checked_letter(letter)
    others = [row for row in list_departments(department.institute_id, retired=True) if row is not department]
    _refuse_twin(name, others)
    _refuse_letter(letter, others)
    department.name, department.letter = name, letter


def add_place(institute_id: int, name: str, level: Level, parent: Place | None = None) -> Place:
    """A place, in the one it lies in."""
    name = _checked_name(name)
    order = list(Level)
    if parent is not None and order.index(Level(parent.level)) >= order.index(level):
        raise Refusal(WRONG_PARENT, field="parent_id")
    parent_id = parent.id if parent else None
    _refuse_twin(name, _places_beside(institute_id, parent_id))
    return _added(Place(institute_id=institute_id, name=name, level=level, parent_id=parent_id))


def add_designation(institute_id: int, name: str, level: Level, department: Department | None = None) -> Designation:
    """An office at one level, of one department or of any."""
    name = _checked_name(name)
    department_id = department.id if department else None
    _refuse_twin(name, _designations_beside(institute_id, level, department_id))
    return _added(Designation(institute_id=institute_id, name=name, level=level, department_id=department_id))


def set_retired(row: Department | Place | Designation, *, retired: bool) -> None:
    """Stop offering an entry, or offer it again; what was written with it stays."""
    row.retired = retired


def rename(row: Department | Place | Designation, name: str) -> None:
    """Give an entry another name; postings show it from now on, history keeps the old one."""
    if isinstance(row, Department):
        change_department(row, name, row.letter)
        return
    name = _checked_name(name)
    if isinstance(row, Place):
        others: Sequence[Place | Designation] = _places_beside(row.institute_id, row.parent_id)
    else:
        others = _designations_beside(row.institute_id, row.level, row.department_id)
    _refuse_twin(name, [other for other in others if other is not row])
    row.name = name


def fill_directory(institute_id: int, state: str) -> int:
    """Put the starting list of a state into the directory; returns how many entries are new.

    What is there by name stays as it is, so that running it twice changes nothing, and the list of a
    second state adds only its own. An institute that already gave a letter away keeps it: the new
    department gets the same letters with a number.
    """
    starting = read_starting()[state]
    known = {fold(row.name): row for row in list_departments(institute_id, retired=True)}
    by_letter: dict[str, Department] = {}
    count = 0
    for wanted in starting.departments:
        if fold(wanted.name) not in known:
            letter = free_letter(wanted.letter, {row.letter for row in known.values()})
            known[fold(wanted.name)] = add_department(institute_id, wanted.name, letter)
            count += 1
        by_letter[wanted.letter] = known[fold(wanted.name)]
    offices = {(fold(row.name), row.level, row.department_id) for row in list_designations(institute_id, retired=True)}
    for office in starting.designations:
        department = by_letter.get(office.letter)
        if (fold(office.name), office.level, department.id if department else None) not in offices:
            add_designation(institute_id, office.name, office.level, department)
            count += 1
    if fold(starting.place) not in {fold(row.name) for row in _places_beside(institute_id, None)}:
        add_place(institute_id, starting.place, Level.STATE)
        count += 1
    return count


def _places_beside(institute_id: int, parent_id: int | None) -> Sequence[Place]:
    return [row for row in list_places(institute_id, retired=True) if row.parent_id == parent_id]


def _designations_beside(institute_id: int, level: str, department_id: int | None) -> Sequence[Designation]:
    return [
        row
        for row in list_designations(institute_id, retired=True)
        if row.level == level and row.department_id == department_id
    ]


def _refuse_twin(name: str, others: Iterable[Department | Place | Designation]) -> None:
    for other in others:
        if fold(other.name) == fold(name):
            raise Refusal(TAKEN_UNUSED if other.retired else TAKEN, field="name", name=other.name)


def _refuse_letter(letter: str, others: Iterable[Department]) -> None:
    for other in others:
        if other.letter == letter:
            raise Refusal(LETTER_TAKEN, field="letter", letter=letter, name=other.name)


def _checked_name(name: str) -> str:
    name = clean_line(name)[:NAME_LIMIT]
    if is_blank(name):
        raise Refusal(NEEDS_NAME, field="name")
    return name


def _checked_letter(letter: str) -> str:
    letter = clean_line(letter)[:LETTER_LIMIT].upper()
    if is_blank(letter):
        raise Refusal(NEEDS_LETTER, field="letter")
    return letter


def _added(row: Entry) -> Entry:
    session.add(row)
    session.flush()  # the next entry may lie in it
    return row
