"""Notices: one row for each person who is told something."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from pdia.institutes.models import InInstitute
from pdia.kernel.db import Base
from pdia.notices.rules import Mail


class Notice(InInstitute, Base):
    """One thing that one person is told.

    `said` with `values` is the sentence, `words` what somebody wrote, `path` the address to open.
    `about` names the thing ("thread:7", "iteration:3"): opening the thing marks its notices as seen,
    and settling it takes back the letters that were not sent yet.
    """

    __tablename__ = "notice"
    __table_args__ = (
        Index("ix_notice_account_id_seen_at", "account_id", "seen_at"),
        Index("ix_notice_mail_mail_due_at", "mail", "mail_due_at"),
        Index("ix_notice_about", "about"),
    )

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    kind: Mapped[str]
    cycle_id: Mapped[int | None] = mapped_column(ForeignKey("cycle.id"))
    team_id: Mapped[int | None] = mapped_column(ForeignKey("team.id"))
    stage: Mapped[str] = mapped_column(default="")
    about: Mapped[str]
    said: Mapped[str]
    values: Mapped[dict[str, Any]] = mapped_column(default=dict)
    words: Mapped[str] = mapped_column(default="")
    path: Mapped[str]
    name: Mapped[str]
    posting: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime]
    seen_at: Mapped[datetime | None]
    mail: Mapped[str] = mapped_column(default=Mail.NONE.value)
    mail_due_at: Mapped[datetime | None]
    mailed_at: Mapped[datetime | None]
