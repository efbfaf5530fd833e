"""The reflection on a cycle."""

from __future__ import annotations

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from pdia.history.models import Revised
from pdia.kernel.db import Base


class Reflection(Revised, Base):
    """What the team learned, how things stand, and the problem as it would write it today: one row a cycle."""

    __tablename__ = "reflection"
    kind = "reflection"

    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycle.id"), unique=True)
    about_problem: Mapped[str] = mapped_column(default="")
    about_method: Mapped[str] = mapped_column(default="")
    about_together: Mapped[str] = mapped_column(default="")
    outcome: Mapped[str] = mapped_column(default="")
    outcome_reason: Mapped[str] = mapped_column(default="")
    carried_by: Mapped[str] = mapped_column(default="")
    next_statement: Mapped[str] = mapped_column(default="")
