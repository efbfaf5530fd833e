"""Reading an institute's directory."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import select

from pdia.directory.models import Department, Designation, Place
from pdia.kernel.db import session


def list_departments(institute_id: int, *, retired: bool = False) -> Sequence[Department]:
    """An institute's departments by name; without those no longer used unless `retired`."""
    query = select(Department).where(Department.institute_id == institute_id).order_by(Department.name)
    return session.scalars(query if retired else query.where(Department.retired.is_(False))).all()


def list_places(institute_id: int, *, retired: bool = False) -> Sequence[Place]:
    """An institute's places by name."""
    query = select(Place).where(Place.institute_id == institute_id).order_by(Place.name)
    return session.scalars(query if retired else query.where(Place.retired.is_(False))).all()


def list_designations(institute_id: int, *, retired: bool = False) -> Sequence[Designation]:
    """An institute's designations by name."""
    query = select(Designation).where(Designation.institute_id == institute_id).order_by(Designation.name)
    return session.scalars(query if retired else query.where(Designation.retired.is_(False))).all()


def find_department(institute_id: int, department_id: int) -> Department | None:
    """A department of this institute, or None."""
    return session.scalar(
        select(Department).where(Department.id == department_id, Department.institute_id == institute_id)
    )


def find_place(institute_id: int, place_id: int) -> Place | None:
    """A place of this institute, or None."""
    return session.scalar(select(Place).where(Place.id == place_id, Place.institute_id == institute_id))


def find_designation(institute_id: int, designation_id: int) -> Designation | None:
    """A designation of this institute, or None."""
    return session.scalar(
        select(Designation).where(Designation.id == designation_id, Designation.institute_id == institute_id)
    )


def nest(places: Iterable[Place]) -> Mapping[int | None, list[Place]]:
    """The places in use by the one they lie in; one whose own is no longer used moves up."""
    known = {place.id: place for place in places}
    inside: dict[int | None, list[Place]] = defaultdict(list)
    for place in known.values():
        above = place.parent_id
        while above is not None and above in known and known[above].retired:
            above = known[above].parent_id
        if not place.retired:
            inside[above].append(place)
    return inside


def offer_departments(departments: Iterable[Department]) -> list[tuple[str, str]]:
    """Departments in use as a form offers them."""
    return [(str(row.id), row.name) for row in departments if not row.retired]


def offer_places(places: Iterable[Place]) -> list[tuple[str, str]]:
    """Places in use as a form offers them, each with the one it lies in: names repeat."""
    known = {place.id: place for place in places}
    return [
        (str(row.id), f"{row.name}, {known[row.parent_id].name}" if row.parent_id in known else row.name)
        for row in known.values()
        if not row.retired
    ]


def offer_designations(designations: Iterable[Designation]) -> list[tuple[str, str]]:
    """Offices in use as a form offers them."""
    return [(str(row.id), row.name) for row in designations if not row.retired]
