"""Notices: one row for each person who is told something; and when each person wants letters."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, column_property, mapped_column, relationship

from pdia.accounts.models import SignInSession
from pdia.institutes.models import InInstitute
from pdia.kernel.db import Base
from pdia.notices.rules import FIRST_HOUR, FIRST_WEEKDAY, Mail
from pdia.teams.models import Team


class Notice(InInstitute, Base):
    """One thing that one person is told.

    `said` with `values` is the sentence, `words` what somebody wrote, `path` the address to open.
    `about` names the thing ("thread:7", "iteration:3"): opening the thing marks its notices as seen,
    and settling it takes back the letters that were not sent yet. `letter` names the letter that this
    notice was put into, so that the same letter sent again carries the same number.
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
    letter: Mapped[str] = mapped_column(default="")

    team: Mapped[Team | None] = relationship(lazy="raise")


class NoticeChoice(Base):
    """When one person wants the notices of one kind as a letter; without a row the first choice holds."""

    __tablename__ = "notice_choice"
    __table_args__ = (UniqueConstraint("account_id", "kind"),)

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    kind: Mapped[str]
    mail: Mapped[str]


class LetterTime(Base):
    """The hour and the day of the week, in the institute's zone, at which one person wants letters."""

    __tablename__ = "letter_time"

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), unique=True)
    hour: Mapped[int] = mapped_column(default=FIRST_HOUR)
    weekday: Mapped[int] = mapped_column(default=FIRST_WEEKDAY)


# Shown on every page of a signed-in person, so it comes with the session's own query.
SignInSession.notice_count = column_property(
    select(func.count(Notice.id))
    .where(Notice.account_id == SignInSession.account_id, Notice.seen_at.is_(None))
    .correlate_except(Notice)
    .scalar_subquery(),
    deferred=True,
    group="chrome",
)
