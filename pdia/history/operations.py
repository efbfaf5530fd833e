"""Saving fields: the one path by which team work is written, whatever stage it belongs to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import update

from pdia.access.actor import Actor
from pdia.history.models import Revised, Revision, Strikable
from pdia.history.queries import find_version
from pdia.history.rules import Clash, Conflict, Deed, Head, Outcome, decide, is_same_sitting
from pdia.kernel import clock
from pdia.kernel.db import lock, session
from pdia.kernel.text import clean, language_of


@dataclass(frozen=True)
class Where:
    """Which cycle and team a row belongs to, and when somebody else last opened the cycle."""

    cycle_id: int | None = None
    team_id: int | None = None
    read_by_other: datetime | None = None


def as_text(value: object) -> str:
    """A field's value as the text that history keeps: dates as ISO, nothing as the empty text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else ""
    return clean(str(value))


def save_fields(
    row: Revised,
    values: Mapping[str, object],
    bases: Mapping[str, int],
    *,
    by: Actor,
    where: Where,
    reason: str = "",
    deed: Deed = Deed.EDIT,
) -> list[str]:
    """Save the fields of `row` that changed, one revision each; returns their names.

    `values` are what was submitted and `bases` the revision each field's form began from. Fields
    that somebody else saved in between are not written: after the others are, :class:`Conflict` is
    raised with both texts. The caller commits in either case, so that nothing is lost.
    """
    lock(row)
    saved: list[str] = []
    clashes: list[Clash] = []
    for field, value in values.items():
        submitted, current, head = as_text(value), as_text(getattr(row, field)), row.head(field)
        version = head.version if head else 0
        base = bases.get(field, version)
        outcome = decide(
            submitted=submitted,
            current=current,
            began_from=None if base == version else _text_at(row, field, base),
            base=base,
            head=version,
        )
        if outcome is Outcome.CONFLICT and head is not None:
            clashes.append(Clash(field=field, mine=submitted, theirs=current, head=head))
        elif outcome is not Outcome.UNTOUCHED:
            setattr(row, field, value)
            _record(row, field, submitted, by=by, where=where, reason=reason, deed=deed)
            saved.append(field)
    session.flush()  # the next form of this page must carry the new heads
    if clashes:
        raise Conflict(clashes)
    return saved


def record(row: Revised, field: str, value: object, *, by: Actor, where: Where, deed: Deed, reason: str = "") -> None:
    """Write down a deed on a row that is no text field: added, struck, moved, a state changed."""
    _record(row, field, as_text(value), by=by, where=where, reason=reason, deed=deed)


def add_row(row: Revised, fields: Mapping[str, object], *, by: Actor, where: Where) -> None:
    """Put a new row with its first values into the database, each value its first revision."""
    for field, value in fields.items():
        setattr(row, field, value)
    session.add(row)
    session.flush()  # its id is part of every revision
    for field, value in fields.items():
        if as_text(value):
            _record(row, field, as_text(value), by=by, where=where, reason="", deed=Deed.ADD)


def strike(row: Strikable, reason: str, *, by: Actor, where: Where) -> None:
    """Strike a row through with a reason; it stays readable and can be put back. Twice is no error."""
    if not row.struck:
        row.struck, row.struck_reason = True, clean(reason)[:300]
        _record(row, "struck", "yes", by=by, where=where, reason=row.struck_reason, deed=Deed.STRIKE)


def unstrike(row: Strikable, *, by: Actor, where: Where) -> None:
    """Put a struck row back."""
    if row.struck:
        row.struck, row.struck_reason = False, ""
        _record(row, "struck", "", by=by, where=where, reason="", deed=Deed.UNSTRIKE)


def _text_at(row: Revised, field: str, version: int) -> str | None:
    if version == 0:
        return ""
    revision = find_version(row.kind, row.id, field, version)  # type: ignore[attr-defined]
    return revision.value if revision else None


def _record(row: Revised, field: str, value: str, *, by: Actor, where: Where, reason: str, deed: Deed) -> None:
    now = clock.now()
    head = row.head(field)
    reason = clean(reason or by.because)
    posting = by.posting_in(where.team_id)
    row_id: int = row.id  # type: ignore[attr-defined]
    number, version = (head.number, head.version + 1) if head else (0, 1)
    began = _began(row, field)
    joins = (
        head is not None
        and deed is Deed.EDIT
        and reason == row.heads[field].get("reason", "")
        and began is not None
        and is_same_sitting(
            head_account=head.account_id,
            account=by.account_id,
            began=began,
            now=now,
            last_saved=head.at,
            read_by_other=where.read_by_other,
        )
    )
    if joins:
        session.execute(
            update(Revision)
            .where(
                Revision.kind == row.kind, Revision.row_id == row_id, Revision.field == field, Revision.number == number
            )
            .values(value=value, language=language_of(value, by.language), at=now, version=version)
        )
    else:
        number, began = number + 1, now
        session.add(
            Revision(
                institute_id=row.institute_id,
                kind=row.kind,
                row_id=row_id,
                field=field,
                number=number,
                version=version,
                deed=deed,
                value=value,
                language=language_of(value, by.language),
                reason=reason,
                cycle_id=where.cycle_id,
                team_id=where.team_id,
                account_id=by.account_id,
                name=by.name,
                posting=posting,
                began_at=now,
                at=now,
            )
        )
    new_head = Head(number=number, version=version, account_id=by.account_id, name=by.name, posting=posting, at=now)
    row.heads = {**row.heads, field: _stored(new_head, began or now, reason)}


def _stored(head: Head, began: datetime, reason: str) -> dict[str, object]:
    return {
        "n": head.number,
        "v": head.version,
        "account": head.account_id,
        "name": head.name,
        "posting": head.posting,
        "at": head.at.isoformat(),
        "began": began.isoformat(),
        **({"reason": reason} if reason else {}),
    }


def _began(row: Revised, field: str) -> datetime | None:
    kept = row.heads.get(field)
    return datetime.fromisoformat(kept["began"]) if kept and "began" in kept else None
