"""Accounts, their sessions, failures and codes, and the text kept for a person whose session ended."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, func, select
from sqlalchemy.orm import Mapped, column_property, mapped_column, relationship

from pdia.institutes.models import InInstitute, Institute
from pdia.kernel import clock
from pdia.kernel.db import Base


class Account(InInstitute, Base):
    """One person at one institute. An e-mail or mobile number may stand in several accounts."""

    __tablename__ = "account"

    login: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    email: Mapped[str] = mapped_column(default="", index=True)
    mobile: Mapped[str] = mapped_column(default="", index=True)
    password_hash: Mapped[str] = mapped_column(default="")
    language: Mapped[str] = mapped_column(default="en")
    is_site_admin: Mapped[bool] = mapped_column(default=False)
    disabled_at: Mapped[datetime | None]
    # The mail server refused this address for good; cleared when the address changes.
    mail_refused_at: Mapped[datetime | None]
    mail_refused_why: Mapped[str | None]
    created_at: Mapped[datetime] = mapped_column(default=clock.now)

    institute: Mapped[Institute] = relationship(lazy="raise")


class HeldText(Base):
    """What a person typed that could not be saved: kept for that account alone until taken or dropped."""

    __tablename__ = "held_text"

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    path: Mapped[str]
    back: Mapped[str]
    fields: Mapped[list[Any]]
    reason: Mapped[str]
    at: Mapped[datetime] = mapped_column(default=clock.now)


class SignInSession(Base):
    """One signed-in device. The browser holds a random token; only its hash is stored."""

    __tablename__ = "sign_in_session"

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    own_device: Mapped[bool]
    device: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    last_seen_at: Mapped[datetime] = mapped_column(default=clock.now)
    ended_at: Mapped[datetime | None]

    account: Mapped[Account] = relationship(lazy="raise")
    # Shown on every page of a signed-in person, so it comes with the session's own query.
    held_count: Mapped[int] = column_property(
        select(func.count(HeldText.id))
        .where(HeldText.account_id == account_id)
        .correlate_except(HeldText)
        .scalar_subquery(),
        deferred=True,
        group="chrome",  # slices above add what they count
    )


class SignInFailure(Base):
    """One failed sign-in, counted per login as typed and per address it came from."""

    __tablename__ = "sign_in_failure"
    __table_args__ = (Index("ix_sign_in_failure_login_at", "login", "at"),)

    login: Mapped[str]
    address: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime] = mapped_column(default=clock.now, index=True)


class ResetCode(Base):
    """A one-time code for a new password: given by word of mouth or by mail, stored as an HMAC."""

    __tablename__ = "reset_code"

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    code_hmac: Mapped[str]
    issued_by: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    expires_at: Mapped[datetime]
    tries: Mapped[int] = mapped_column(default=0)
    used_at: Mapped[datetime | None]
