"""The causes of a cycle's problem, and the departments that each one touches."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Table
from sqlalchemy.orm import Mapped, mapped_column, relationship

from pdia.directory.models import Department
from pdia.history.models import Strikable
from pdia.kernel.db import Base

cause_department = Table(
    "cause_department",
    Base.metadata,
    Column("cause_id", ForeignKey("cause.id"), primary_key=True),
    Column("department_id", ForeignKey("department.id"), primary_key=True),
)


class Cause(Strikable, Base):
    """One cause; a bone is a cause without a parent. `position` counts among its siblings, from 1.

    `version` rises with every move, reorder and strike, and guards those; text is guarded by its own
    revision, so that somebody who corrects a word never collides with somebody who moves the row.
    """

    __tablename__ = "cause"
    __table_args__ = (Index("ix_cause_cycle_id_position", "cycle_id", "position"),)
    kind = "cause"

    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycle.id"))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("cause.id"), index=True)
    position: Mapped[int]
    text: Mapped[str]
    how_known: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    version: Mapped[int] = mapped_column(default=1)

    departments: Mapped[list[Department]] = relationship(
        secondary=cause_department, order_by=Department.letter, lazy="raise"
    )
