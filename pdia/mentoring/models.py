"""How far a mentor has looked at a team, and the private notes of its mentors."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from pdia.history.models import Strikable
from pdia.institutes.models import InInstitute
from pdia.kernel.db import Base


class MentorLook(InInstitute, Base):
    """Up to when a mentor has looked at a team: said by a press, never by merely opening a page."""

    __tablename__ = "mentor_look"
    __table_args__ = (UniqueConstraint("account_id", "team_id"),)

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id"), index=True)
    at: Mapped[datetime]


class MentorNote(Strikable, Base):
    """A note of a team's mentors, for them and the course coordinators alone.

    `place` says what it is about ("cause:7:text"), empty for the team as such; `label` is what the place
    was called on that day. Its revisions name neither cycle nor team, so that no history page, record or
    count of the team's work ever finds them.
    """

    __tablename__ = "mentor_note"
    kind = "mentor_note"

    team_id: Mapped[int] = mapped_column(ForeignKey("team.id"), index=True)
    cycle_id: Mapped[int | None] = mapped_column(ForeignKey("cycle.id"))
    stage: Mapped[str] = mapped_column(default="")
    place: Mapped[str] = mapped_column(default="")
    label: Mapped[str] = mapped_column(default="")
    text: Mapped[str]
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    name: Mapped[str]
    at: Mapped[datetime]
