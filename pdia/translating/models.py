"""Working translations of anything that was written in a cycle."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from pdia.history.models import Strikable
from pdia.kernel.db import Base


class WorkingTranslation(Strikable, Base):
    """One text in another language, beside its original and never instead of it.

    The original is named like a target (`of_kind`, `row_id`, `field`) with the `version` it was made from;
    `original` is what it said then, so that the two can be read side by side for ever.
    """

    __tablename__ = "working_translation"
    __table_args__ = (
        Index("ix_working_translation_cycle_id_stage", "cycle_id", "stage"),
        Index("ix_working_translation_of_kind_row_id", "of_kind", "row_id"),
    )
    kind = "translation"

    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycle.id"))
    stage: Mapped[str] = mapped_column(default="")
    of_kind: Mapped[str]
    row_id: Mapped[int]
    field: Mapped[str]
    version: Mapped[int]
    label: Mapped[str] = mapped_column(default="")
    original: Mapped[str]
    language: Mapped[str]
    text: Mapped[str]
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    name: Mapped[str]
    posting: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime]

    @property
    def place(self) -> str:
        """The place of the original, as pages name it."""
        return f"{self.of_kind}:{self.row_id}:{self.field}"
