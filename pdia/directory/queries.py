"""Reading an institute's directory."""

from __future__ import annotations

from collections.abc import Sequence

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
