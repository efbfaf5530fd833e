"""Finding people, their sessions, codes and held texts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, or_, select
from sqlalchemy.orm import joinedload, undefer_group

from pdia.accounts.models import Account, HeldText, ResetCode, SignInFailure, SignInSession
from pdia.accounts.rules import LONGEST_WAIT, fold_login, possible_mobile
from pdia.kernel.db import session


def find_session(token_hash: str) -> SignInSession | None:
    """The session of a token, ended or not, with its account and institute."""
    return session.scalar(
        select(SignInSession)
        .where(SignInSession.token_hash == token_hash)
        .options(joinedload(SignInSession.account).joinedload(Account.institute), undefer_group("chrome"))
    )


def list_accounts_for(login: str) -> Sequence[Account]:
    """The accounts that a login name, e-mail address or mobile number may mean, with their institutes."""
    folded, mobile = fold_login(login), possible_mobile(login)
    means = [Account.login == folded, Account.email == folded]
    if mobile:
        means.append(Account.mobile == mobile)
    return session.scalars(
        select(Account)
        .where(or_(*means), Account.disabled_at.is_(None), Account.login != "")
        .options(joinedload(Account.institute))
        .order_by(Account.id)
        .limit(20)
    ).all()


def find_account_by_login(login: str) -> Account | None:
    """The account with this very login name, or None."""
    return session.scalar(select(Account).where(Account.login == fold_login(login)))


def list_failures(login: str, now: datetime) -> Sequence[datetime]:
    """When sign-in lately failed for what was typed as the login."""
    return session.scalars(
        select(SignInFailure.at).where(
            SignInFailure.login == fold_login(login), SignInFailure.at > now - 2 * LONGEST_WAIT
        )
    ).all()


def count_failures_from(address: str, since: datetime) -> int:
    """How many sign-ins failed from one network address since a moment."""
    return (
        session.scalar(
            select(func.count())
            .select_from(SignInFailure)
            .where(SignInFailure.address == address, SignInFailure.at > since)
        )
        or 0
    )


def list_sessions(account_id: int) -> Sequence[SignInSession]:
    """The devices on which a person is signed in, the latest first."""
    return session.scalars(
        select(SignInSession)
        .where(SignInSession.account_id == account_id, SignInSession.ended_at.is_(None))
        .order_by(SignInSession.last_seen_at.desc())
    ).all()


def list_open_codes(account_id: int, now: datetime) -> Sequence[ResetCode]:
    """A person's codes that may still be used."""
    return session.scalars(
        select(ResetCode).where(
            ResetCode.account_id == account_id, ResetCode.used_at.is_(None), ResetCode.expires_at > now
        )
    ).all()


def list_held(account_id: int) -> Sequence[HeldText]:
    """What is kept for a person because it could not be saved, the oldest first."""
    return session.scalars(
        select(HeldText).where(HeldText.account_id == account_id).order_by(HeldText.at, HeldText.id)
    ).all()


def find_held(account_id: int, held_id: int) -> HeldText | None:
    """One held text of this person, or None."""
    return session.scalar(select(HeldText).where(HeldText.id == held_id, HeldText.account_id == account_id))
