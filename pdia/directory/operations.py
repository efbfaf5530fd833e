"""Changing an institute's directory. Its facilitators may."""

from __future__ import annotations

from typing import TypeVar

from sqlalchemy import func, select

from pdia.directory.models import Department, Designation, Place
from pdia.directory.rules import LETTER_LIMIT, NAME_LIMIT, TONES, Level
from pdia.kernel.db import session
from pdia.kernel.text import clean_line, fold, is_blank
from pdia.kernel.words import N_, Refusal

Entry = TypeVar("Entry", Department, Place, Designation)

NEEDS_NAME = N_("Give it a name.")
TAKEN = N_("%(name)s is already in the list. Use that one, or give this one a clearer name.")
NEEDS_LETTER = N_("Give it one to three letters for its chip, different from the others.")
LETTER_TAKEN = N_("The letters %(letter)s already stand for %(name)s.")
WRONG_PARENT = N_("A place lies in one of a higher level.")


def add_department(institute_id: int, name: str, letter: str) -> Department:
    """A department with its chip; tones are given out in turn."""
    name, letter = _checked_name(name), clean_line(letter)[:LETTER_LIMIT].upper()
    if is_blank(letter):
        raise Refusal(NEEDS_LETTER, field="letter")
    for other in session.scalars(select(Department).where(Department.institute_id == institute_id)):
        if fold(other.name) == fold(name):
            raise Refusal(TAKEN, field="name", name=other.name)
        if other.letter == letter:
            raise Refusal(LETTER_TAKEN, field="letter", letter=letter, name=other.name)
    count = (
        session.scalar(select(func.count()).select_from(Department).where(Department.institute_id == institute_id)) or 0
    )
    return _added(Department(institute_id=institute_id, name=name, letter=letter, tone=count % TONES + 1))


def add_place(institute_id: int, name: str, level: Level, parent: Place | None = None) -> Place:
    """A place, in the one it lies in."""
    name = _checked_name(name)
    order = list(Level)
    if parent is not None and order.index(Level(parent.level)) >= order.index(level):
        raise Refusal(WRONG_PARENT, field="parent_id")
    twins = select(Place).where(
        Place.institute_id == institute_id,
        Place.parent_id.is_(None) if parent is None else Place.parent_id == parent.id,
    )
    if any(fold(other.name) == fold(name) for other in session.scalars(twins)):
        raise Refusal(TAKEN, field="name", name=name)
    return _added(Place(institute_id=institute_id, name=name, level=level, parent_id=parent.id if parent else None))


def add_designation(institute_id: int, name: str, level: Level, department: Department | None = None) -> Designation:
    """An office at one level, of one department or of any."""
    name = _checked_name(name)
    twins = select(Designation).where(Designation.institute_id == institute_id, Designation.level == level)
    if any(
        fold(other.name) == fold(name) and other.department_id == (department.id if department else None)
        for other in session.scalars(twins)
    ):
        raise Refusal(TAKEN, field="name", name=name)
    return _added(
        Designation(
            institute_id=institute_id, name=name, level=level, department_id=department.id if department else None
        )
    )


def set_retired(row: Department | Place | Designation, *, retired: bool) -> None:
    """Stop offering an entry, or offer it again; what was written with it stays."""
    row.retired = retired


def rename(row: Department | Place | Designation, name: str) -> None:
    """Give an entry another name; postings show it from now on, history keeps the old one."""
    row.name = _checked_name(name)


def _checked_name(name: str) -> str:
    name = clean_line(name)[:NAME_LIMIT]
    if is_blank(name):
        raise Refusal(NEEDS_NAME, field="name")
    return name


def _added(row: Entry) -> Entry:
    session.add(row)
    session.flush()  # the next entry may lie in it
    return row
