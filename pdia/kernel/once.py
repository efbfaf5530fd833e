"""A form sent twice is done once.

Every form that creates something carries a client key. The answer is stored in the transaction
that did the work, so either both are there or neither: the same key with the same body gives the
same redirect again, the same key with another body is refused, and a refusal is never kept.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from datetime import datetime

from flask import redirect, request
from sqlalchemy import UniqueConstraint, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column
from werkzeug.wrappers import Response

from pdia.kernel import clock
from pdia.kernel.db import Base, session
from pdia.kernel.text import storable
from pdia.kernel.words import N_, Refusal

SAME_KEY_OTHER_WORDS = N_(
    "This page was already sent once with other words. Open it again: what was saved is there, "
    "and what you wrote now is kept below."
)
_NOT_CONTENT = {"csrf_token", "key"}


class DoneOnce(Base):
    """One piece of work that was done and committed, and where its sender was sent on to."""

    __tablename__ = "done_once"
    __table_args__ = (UniqueConstraint("account_id", "key"),)

    account_id: Mapped[int]
    key: Mapped[str]
    endpoint: Mapped[str]
    body_hash: Mapped[str]
    location: Mapped[str]
    at: Mapped[datetime] = mapped_column(default=clock.now, index=True)


def new_key() -> str:
    """A fresh key for a form that creates something."""
    return secrets.token_urlsafe(12)


def repeated(account_id: int) -> Response | None:
    """The stored answer when this very form was done before, else None.

    Raises :class:`Refusal` (409) when the key comes back with other words or at another address.
    """
    earlier = _find(account_id, _key())
    if earlier is None:
        return None
    if earlier.endpoint != request.endpoint or earlier.body_hash != _body_hash():
        raise Refusal(SAME_KEY_OTHER_WORDS, status=409)
    return redirect(earlier.location, 303)


def commit(account_id: int, location: str) -> Response:
    """Commit the work of this request with its key, and send the browser on to `location` (303)."""
    if key := _key():
        session.add(
            DoneOnce(
                account_id=account_id,
                key=key,
                endpoint=request.endpoint or "",
                body_hash=_body_hash(),
                location=location,
            )
        )
    try:
        session.commit()
    except IntegrityError:  # perhaps the same form arrived twice at the same moment
        session.rollback()
        earlier = repeated(account_id)
        if earlier is None:
            raise
        return earlier
    return redirect(location, 303)


def _key() -> str:
    """The key this form carries: whatever it holds, it must never break the work it guards."""
    return storable(request.form.get("key", ""))[:64].strip()


def _find(account_id: int, key: str) -> DoneOnce | None:
    if not key:
        return None
    return session.scalar(select(DoneOnce).where(DoneOnce.account_id == account_id, DoneOnce.key == key))


def _body_hash() -> str:
    pairs: Iterable[tuple[str, str]] = (
        (name, value) for name, value in request.form.items(multi=True) if name not in _NOT_CONTENT
    )
    files = ((name, f"{file.filename}:{file.content_length}") for name, file in request.files.items(multi=True))
    text = repr(sorted([*pairs, *files]))
    return hashlib.sha256(text.encode()).hexdigest()
