"""Meetings with departments, promises to ask one, and thanks from one to another."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from pdia.directory.models import Department
from pdia.history.models import Strikable
from pdia.institutes.models import InInstitute
from pdia.kernel.db import Base


class Contact(Strikable, Base):
    """One visit, call or talk with a department: which office, who of us was there, what came of it.

    `office` is an office, never a person. `present` are our departments that were there as text, one a
    line; `name` and `posting` are who noted it, a member or a mentor, as text on that day.
    """

    __tablename__ = "contact"
    __table_args__ = (Index("ix_contact_cycle_id_met_on", "cycle_id", "met_on"),)
    kind = "contact"

    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycle.id"))
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id"), index=True)
    department_id: Mapped[int] = mapped_column(ForeignKey("department.id"))
    met_on: Mapped[date]
    how: Mapped[str]
    office: Mapped[str] = mapped_column(default="")
    present: Mapped[str] = mapped_column(default="")
    what: Mapped[str] = mapped_column(default="")
    offered: Mapped[str] = mapped_column(default="")
    agreed: Mapped[str] = mapped_column(default="")
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    name: Mapped[str]
    posting: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime]

    department: Mapped[Department] = relationship(lazy="raise")


class AskPromise(InInstitute, Base):
    """Somebody said that they will ask a department for its view on a stage; one promise is enough."""

    __tablename__ = "ask_promise"
    __table_args__ = (UniqueConstraint("cycle_id", "stage", "department_id"),)

    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycle.id"))
    stage: Mapped[str]
    department_id: Mapped[int] = mapped_column(ForeignKey("department.id"))
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    name: Mapped[str]
    posting: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime]


class TurnRound(InInstitute, Base):
    """A question that goes round in a hall: who has spoken and who passed, by membership.

    What they said are comments of the discussion `thread_id`, which begins with the first who speaks.
    """

    __tablename__ = "turn_round"
    __table_args__ = (Index("ix_turn_round_cycle_id_stage_question", "cycle_id", "stage", "question"),)

    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycle.id"))
    stage: Mapped[str]
    question: Mapped[str] = mapped_column(default="")
    thread_id: Mapped[int | None] = mapped_column(ForeignKey("thread.id"))
    spoken: Mapped[list[Any]] = mapped_column(default=list)
    passed: Mapped[list[Any]] = mapped_column(default=list)
    ended: Mapped[bool] = mapped_column(default=False)
    name: Mapped[str]
    at: Mapped[datetime]


class Thanks(Strikable, Base):
    """Thanks from one department to another, written by a member of the first."""

    __tablename__ = "thanks"
    kind = "thanks"

    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycle.id"), index=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id"))
    from_id: Mapped[int] = mapped_column(ForeignKey("department.id"))
    to_id: Mapped[int] = mapped_column(ForeignKey("department.id"))
    text: Mapped[str]
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    name: Mapped[str]
    posting: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime]

    giver: Mapped[Department] = relationship(lazy="raise", foreign_keys=[from_id])
    receiver: Mapped[Department] = relationship(lazy="raise", foreign_keys=[to_id])
