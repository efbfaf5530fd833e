"""The team's ratings of the room to act, its entry points, and the offices concerned."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from pdia.history.models import Revised, Strikable
from pdia.kernel.db import Base
from pdia.stages.fishbone.models import Cause
from pdia.teams.models import Membership


class RoomRating(Revised, Base):
    """How much room the team saw at a cause on one day. Never changed: rating again adds a row.

    `iteration_id` is a plain number; iterations stand above this stage.
    """

    __tablename__ = "room_rating"
    __table_args__ = (Index("ix_room_rating_cycle_id_cause_id", "cycle_id", "cause_id"),)
    kind = "room_rating"

    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycle.id"))
    cause_id: Mapped[int] = mapped_column(ForeignKey("cause.id"))
    iteration_id: Mapped[int | None]
    authority: Mapped[str]
    acceptance: Mapped[str]
    ability: Mapped[str]
    authority_why: Mapped[str] = mapped_column(default="")
    acceptance_why: Mapped[str] = mapped_column(default="")
    ability_why: Mapped[str] = mapped_column(default="")
    name: Mapped[str]
    posting: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime]

    cause: Mapped[Cause] = relationship(lazy="raise")


class EntryPoint(Strikable, Base):
    """A cause at which the team starts: why now, the first step, who and by when."""

    __tablename__ = "entry_point"
    kind = "entry_point"

    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycle.id"), index=True)
    cause_id: Mapped[int] = mapped_column(ForeignKey("cause.id"))
    reason_now: Mapped[str] = mapped_column(default="")
    first_step: Mapped[str] = mapped_column(default="")
    person_id: Mapped[int | None] = mapped_column(ForeignKey("membership.id"))
    by_date: Mapped[date | None]

    cause: Mapped[Cause] = relationship(lazy="raise")
    person: Mapped[Membership | None] = relationship(lazy="raise")

    @property
    def person_name(self) -> str:
        """Who takes the first step, or the empty text; the person must be loaded."""
        return self.person.account.name if self.person else ""


class Stakeholder(Strikable, Base):
    """An office that backs or blocks a step: for members of the team only, in no history and no export."""

    __tablename__ = "stakeholder"
    kind = "stakeholder"

    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycle.id"), index=True)
    cause_id: Mapped[int | None] = mapped_column(ForeignKey("cause.id"))
    office: Mapped[str]
    support: Mapped[int | None]
    influence: Mapped[int | None]
    note: Mapped[str] = mapped_column(default="")
