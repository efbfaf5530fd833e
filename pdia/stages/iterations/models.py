"""Rounds of a cycle with the team's note on each, and what became of the actions in them."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from pdia.history.models import Revised
from pdia.kernel.db import Base
from pdia.stages.iterations.rules import IterationState


class Iteration(Revised, Base):
    """One round: what was promised, from when to when, and the team's note (log) on it.

    `attendance` holds the membership ids of those who came; empty means that nobody has noted it.
    Members' check-ins are voices and stand in no column here.
    """

    __tablename__ = "iteration"
    __table_args__ = (UniqueConstraint("cycle_id", "number"),)
    kind = "iteration"

    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycle.id"))
    number: Mapped[int]
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    closed_on: Mapped[date | None]
    state: Mapped[str] = mapped_column(default=IterationState.OPEN.value)
    first_step: Mapped[str] = mapped_column(default="")
    done: Mapped[str] = mapped_column(default="")
    result: Mapped[str] = mapped_column(default="")
    learned: Mapped[str] = mapped_column(default="")
    struggling: Mapped[str] = mapped_column(default="")
    next_step: Mapped[str] = mapped_column(default="")
    attendance: Mapped[list[Any]] = mapped_column(default=list)
    new_people: Mapped[str] = mapped_column(default="")
    benefited: Mapped[str] = mapped_column(default="")
    not_benefited: Mapped[str] = mapped_column(default="")
    room: Mapped[str] = mapped_column(default="")
    changed_problem: Mapped[str] = mapped_column(default="")

    @property
    def is_open(self) -> bool:
        """Whether the round runs."""
        return self.state == IterationState.OPEN

    @property
    def has_note(self) -> bool:
        """Whether the team has written down anything that the note asks for first."""
        return any((self.done, self.result, self.learned, self.struggling, self.next_step))


class ActionReport(Revised, Base):
    """What became of one action of the plan in one round: a status, and what came of it."""

    __tablename__ = "action_report"
    __table_args__ = (UniqueConstraint("iteration_id", "action_id"),)
    kind = "action_report"

    iteration_id: Mapped[int] = mapped_column(ForeignKey("iteration.id"))
    action_id: Mapped[int] = mapped_column(ForeignKey("action.id"), index=True)
    status: Mapped[str] = mapped_column(default="")
    result: Mapped[str] = mapped_column(default="")
