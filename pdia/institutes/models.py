"""The institute, and the mixin that puts it on every row of team work."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from pdia.kernel.db import Base


class Institute(Base):
    """A training institute such as KILA: its people, its teams, its words for departments and places."""

    __tablename__ = "institute"

    name: Mapped[str]
    zone: Mapped[str] = mapped_column(default="Asia/Kolkata")
    languages: Mapped[list[Any]] = mapped_column(default=lambda: ["en", "ml", "hi", "as"])


class InInstitute:
    """A row that belongs to one institute; no page of another institute may ever load it."""

    institute_id: Mapped[int] = mapped_column(ForeignKey("institute.id"), index=True)
