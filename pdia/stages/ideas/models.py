"""The ideas of a cycle."""

from __future__ import annotations

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from pdia.directory.models import Department
from pdia.history.models import Strikable
from pdia.kernel.db import Base
from pdia.stages.entry_points.models import EntryPoint


class Idea(Strikable, Base):
    """One idea, for one entry point or for none yet.

    `how` is what kind of idea it is; `proposer` and `posting` are the person as text on that day, so
    that later edits and transfers change neither. `kept` is the team's present word on it.
    """

    __tablename__ = "idea"
    kind = "idea"

    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycle.id"), index=True)
    entry_point_id: Mapped[int | None] = mapped_column(ForeignKey("entry_point.id"))
    text: Mapped[str]
    how: Mapped[str] = mapped_column(default="")
    where_seen: Mapped[str] = mapped_column(default="")
    strengths: Mapped[str] = mapped_column(default="")
    gaps: Mapped[str] = mapped_column(default="")
    adapt: Mapped[str] = mapped_column(default="")
    combine_with_id: Mapped[int | None] = mapped_column(ForeignKey("idea.id"))
    sound: Mapped[str] = mapped_column(default="")
    doable: Mapped[str] = mapped_column(default="")
    acceptable: Mapped[str] = mapped_column(default="")
    kept: Mapped[str] = mapped_column(default="open")
    proposer: Mapped[str]
    posting: Mapped[str] = mapped_column(default="")
    department_id: Mapped[int | None] = mapped_column(ForeignKey("department.id"))

    entry_point: Mapped[EntryPoint | None] = relationship(lazy="raise")
    department: Mapped[Department | None] = relationship(lazy="raise")
