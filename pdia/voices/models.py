"""Rounds of private answers, and the answers."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from pdia.history.rules import Head, heads_of
from pdia.institutes.models import InInstitute
from pdia.kernel.db import Base
from pdia.teams.models import Membership


class VoiceRound(InInstitute, Base):
    """One question put to each member privately. `subject_id` is a row of the stage that asks, or 0."""

    __tablename__ = "voice_round"
    __table_args__ = (UniqueConstraint("cycle_id", "what", "subject_id", "number"),)

    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycle.id"))
    team_id: Mapped[int]
    what: Mapped[str]
    subject_id: Mapped[int] = mapped_column(default=0)
    number: Mapped[int] = mapped_column(default=1)
    names_hidden: Mapped[bool] = mapped_column(default=False)
    opened_at: Mapped[datetime]
    opened_by: Mapped[str]
    revealed_at: Mapped[datetime | None]
    revealed_by: Mapped[str] = mapped_column(default="")

    @property
    def revealed(self) -> bool:
        """Whether the answers lie open."""
        return self.revealed_at is not None


class Voice(InInstitute, Base):
    """One member's answer, private until its round is revealed.

    `heads` guards its fields like those of team work, but its texts are in no history: what was
    never revealed leaves no trace elsewhere. `mentor_only` names the fields for the mentor alone.
    """

    __tablename__ = "voice"
    __table_args__ = (
        UniqueConstraint("round_id", "membership_id"),
        Index("ix_voice_membership_id", "membership_id"),
    )
    kind = "voice"

    round_id: Mapped[int] = mapped_column(ForeignKey("voice_round.id"))
    membership_id: Mapped[int] = mapped_column(ForeignKey("membership.id"))
    answer: Mapped[dict[str, Any]] = mapped_column(default=dict)
    mentor_only: Mapped[list[Any]] = mapped_column(default=list)
    entered_by: Mapped[str] = mapped_column(default="")
    finished: Mapped[bool] = mapped_column(default=False)
    at: Mapped[datetime]
    heads: Mapped[dict[str, Any]] = mapped_column(default=dict)

    membership: Mapped[Membership] = relationship(lazy="raise")

    def head(self, field: str) -> Head | None:
        """The newest save of `field`, or None."""
        kept = self.heads.get(field)
        return heads_of({field: kept})[field] if kept else None

    def base(self, field: str) -> int:
        """The number a form carries for `field`."""
        head = self.head(field)
        return head.number if head else 0
