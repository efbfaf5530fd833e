"""The phrases of an institute."""

from __future__ import annotations

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from pdia.history.models import Strikable
from pdia.kernel.db import Base


class Phrase(Strikable, Base):
    """A question or line that mentors use again: for one stage, or for any when `stage` is empty.

    `fits` says when it helps. `source` is "method" for what came with the lists, "own" for the institute's.
    """

    __tablename__ = "phrase"
    __table_args__ = (Index("ix_phrase_institute_id_stage", "institute_id", "stage"),)
    kind = "phrase"

    stage: Mapped[str] = mapped_column(default="")
    sort: Mapped[str]
    text: Mapped[str]
    fits: Mapped[str] = mapped_column(default="")
    language: Mapped[str] = mapped_column(default="")
    source: Mapped[str]
