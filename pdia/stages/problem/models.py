"""The problem of a cycle, its evidence, and later figures for the same measure."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from pdia.directory.models import Department
from pdia.history.models import Revised, Strikable
from pdia.institutes.models import InInstitute
from pdia.kernel.db import Base


class Problem(Revised, Base):
    """The problem statement and what stands around it: one row a cycle."""

    __tablename__ = "problem"
    kind = "problem"

    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycle.id"), unique=True)
    statement: Mapped[str] = mapped_column(default="")
    why: Mapped[str] = mapped_column(default="")
    to_whom: Mapped[str] = mapped_column(default="")
    who_should_care: Mapped[str] = mapped_column(default="")
    get_attention: Mapped[str] = mapped_column(default="")
    solved: Mapped[str] = mapped_column(default="")
    solved_measure: Mapped[str] = mapped_column(default="")
    left_out: Mapped[str] = mapped_column(default="")


class Evidence(Strikable, Base):
    """One piece of evidence: a figure with its source, people's own words, or what is not known yet."""

    __tablename__ = "evidence"
    kind = "evidence"

    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycle.id"), index=True)
    how: Mapped[str]
    measure: Mapped[str] = mapped_column(default="")
    figure: Mapped[str] = mapped_column(default="")
    unit: Mapped[str] = mapped_column(default="")
    as_of: Mapped[date | None]
    source: Mapped[str] = mapped_column(default="")
    department_id: Mapped[int | None] = mapped_column(ForeignKey("department.id"))
    whose: Mapped[str] = mapped_column(default="")
    words: Mapped[str] = mapped_column(default="")
    finder: Mapped[str] = mapped_column(default="")
    find_by: Mapped[date | None]
    rival_of_id: Mapped[int | None] = mapped_column(ForeignKey("evidence.id"))

    department: Mapped[Department | None] = relationship(lazy="raise")


class Measurement(InInstitute, Base):
    """A later figure for the measure of a piece of evidence: never changed, only added to."""

    __tablename__ = "measurement"

    evidence_id: Mapped[int] = mapped_column(ForeignKey("evidence.id"), index=True)
    figure: Mapped[str]
    as_of: Mapped[date]
    source: Mapped[str] = mapped_column(default="")
    name: Mapped[str]
