"""PDFs that were drawn: kept in the database, for several machines share no disk."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, deferred, mapped_column

from pdia.institutes.models import InInstitute
from pdia.kernel.db import Base


class Print(InInstitute, Base):
    """One document of a cycle in one language, as the cycle was at `mark`; the newest replaces the last."""

    __tablename__ = "print"
    __table_args__ = (UniqueConstraint("cycle_id", "what", "language"),)

    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycle.id"))
    what: Mapped[str]
    language: Mapped[str]
    mark: Mapped[str]
    state: Mapped[str]
    asked_at: Mapped[datetime]
    drawn_at: Mapped[datetime | None]
    pdf: Mapped[bytes | None] = deferred(mapped_column(LargeBinary))
