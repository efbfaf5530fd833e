"""An attachment: which stage and question it belongs to, and where its bytes lie."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from pdia.history.models import Strikable
from pdia.kernel.db import Base


class Attachment(Strikable, Base):
    """One file beside the work of a cycle. `cycle_id` is a plain number: cycles stand above this slice."""

    __tablename__ = "attachment"
    __table_args__ = (Index("ix_attachment_cycle_id_stage", "cycle_id", "stage"),)
    kind = "attachment"

    cycle_id: Mapped[int]
    stage: Mapped[str]
    about: Mapped[str] = mapped_column(default="")
    caption: Mapped[str] = mapped_column(default="")
    sha: Mapped[str]
    mime: Mapped[str]
    size: Mapped[int]
    name: Mapped[str]
    posting: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime]
