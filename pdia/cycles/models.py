"""A cycle, the state of its stages, who visited it, and the hints a team set aside."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from pdia.access.policy import Scope
from pdia.history.models import Revised
from pdia.institutes.models import InInstitute
from pdia.kernel.db import Base
from pdia.teams.models import Team


class Cycle(Revised, Base):
    """One pass through the method by one team. A team may run several; a finished one is continued."""

    __tablename__ = "cycle"
    __table_args__ = (UniqueConstraint("team_id", "number"),)
    kind = "cycle"

    team_id: Mapped[int] = mapped_column(ForeignKey("team.id"), index=True)
    number: Mapped[int]
    title: Mapped[str]
    state: Mapped[str] = mapped_column(default="open")
    paused_for: Mapped[str] = mapped_column(default="")
    started_on: Mapped[date]
    finished_on: Mapped[date | None]
    continued_from_id: Mapped[int | None] = mapped_column(ForeignKey("cycle.id"), index=True)
    known_way: Mapped[int | None]
    many_hands: Mapped[int | None]
    agreement: Mapped[int | None]
    changed_at: Mapped[datetime]
    talked_at: Mapped[datetime | None]

    team: Mapped[Team] = relationship(lazy="raise")

    @property
    def scope(self) -> Scope:
        """A cycle belongs where its team belongs; its team is always loaded with it."""
        return self.team.scope


class CycleStage(Base):
    """How far one stage of a cycle is, in words for the rail; kept by the stage's own operations."""

    __tablename__ = "cycle_stage"
    __table_args__ = (UniqueConstraint("cycle_id", "stage"),)

    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycle.id"))
    stage: Mapped[str]
    state: Mapped[str] = mapped_column(default="open")
    summary: Mapped[str] = mapped_column(default="")
    values: Mapped[dict[str, Any]] = mapped_column(default=dict)
    changed_at: Mapped[datetime]
    changed_by: Mapped[str] = mapped_column(default="")


class CycleVisit(Base):
    """When a person last opened a cycle: what they may have read is frozen in history."""

    __tablename__ = "cycle_visit"
    __table_args__ = (UniqueConstraint("cycle_id", "account_id"),)

    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycle.id"))
    account_id: Mapped[int]
    at: Mapped[datetime]


class HintSetAside(InInstitute, Base):
    """A coach's hint that the team set aside; `mark` is the hint's key with the row it speaks of."""

    __tablename__ = "hint_set_aside"
    __table_args__ = (UniqueConstraint("cycle_id", "mark"),)

    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycle.id"))
    mark: Mapped[str]
    name: Mapped[str]
    at: Mapped[datetime]
