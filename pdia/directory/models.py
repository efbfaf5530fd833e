"""Departments, places and designations of one institute."""

from __future__ import annotations

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from pdia.institutes.models import InInstitute
from pdia.kernel.db import Base


class Department(InInstitute, Base):
    """A department or sector. `letter` and `tone` (1 to 12) are its chip, the same everywhere."""

    __tablename__ = "department"
    __table_args__ = (UniqueConstraint("institute_id", "name"), UniqueConstraint("institute_id", "letter"))

    name: Mapped[str]
    letter: Mapped[str]
    tone: Mapped[int]
    retired: Mapped[bool] = mapped_column(default=False)


class Place(InInstitute, Base):
    """A state, district, block, panchayat, municipality or village, under the one it lies in."""

    __tablename__ = "place"
    __table_args__ = (UniqueConstraint("institute_id", "parent_id", "name"),)

    name: Mapped[str]
    level: Mapped[str]
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("place.id"), index=True)
    retired: Mapped[bool] = mapped_column(default=False)


class Designation(InInstitute, Base):
    """An office held at one level, in one department or in any."""

    __tablename__ = "designation"
    __table_args__ = (UniqueConstraint("institute_id", "department_id", "name", "level"),)

    name: Mapped[str]
    level: Mapped[str]
    department_id: Mapped[int | None] = mapped_column(ForeignKey("department.id"), index=True)
    retired: Mapped[bool] = mapped_column(default=False)
