"""Revisions, and the mixin of rows whose fields have them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from pdia.history.rules import Head, heads_of
from pdia.institutes.models import InInstitute
from pdia.kernel.db import Base


class Revision(InInstitute, Base):
    """One saved state of one field of one row.

    Name and posting are text as they were on that day: transfers never rewrite the past. `cycle_id`
    and `team_id` are plain numbers for finding; the tables they name stand above this one.
    """

    __tablename__ = "revision"
    __table_args__ = (
        UniqueConstraint("kind", "row_id", "field", "number"),
        Index("ix_revision_cycle_id_at", "cycle_id", "at"),
    )

    kind: Mapped[str]
    row_id: Mapped[int]
    field: Mapped[str]
    number: Mapped[int]
    version: Mapped[int]
    deed: Mapped[str]
    value: Mapped[str]
    language: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(default="")
    cycle_id: Mapped[int | None]
    team_id: Mapped[int | None]
    account_id: Mapped[int]
    name: Mapped[str]
    posting: Mapped[str]
    began_at: Mapped[datetime]
    at: Mapped[datetime]


class Revised(InInstitute):
    """A row whose fields are saved one by one.

    `heads` repeats the newest revision of each field (number, who, when), so that a page shows who
    edited what and guards against lost updates without another query.
    """

    kind = ""  # the name of this kind of row in history and among the targets; set by each class
    heads: Mapped[dict[str, Any]] = mapped_column(default=dict)

    def head(self, field: str) -> Head | None:
        """The newest revision of `field`, or None when it was never saved."""
        kept = self.heads.get(field)
        return heads_of({field: kept})[field] if kept else None

    def base(self, field: str) -> int:
        """The version a form of this page carries for `field`."""
        head = self.head(field)
        return head.version if head else 0


class Strikable(Revised):
    """A row that is struck through with a reason instead of deleted, and can be put back."""

    struck: Mapped[bool] = mapped_column(default=False)
    struck_reason: Mapped[str] = mapped_column(default="")
