"""Reading revisions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import func, select, tuple_

from pdia.history.models import Revision
from pdia.kernel.db import session


def find_revision(kind: str, row_id: int, field: str, number: int) -> Revision | None:
    """One revision of one field, or None."""
    return session.scalar(
        select(Revision).where(
            Revision.kind == kind, Revision.row_id == row_id, Revision.field == field, Revision.number == number
        )
    )


def find_version(kind: str, row_id: int, field: str, version: int) -> Revision | None:
    """The revision that ended with this version of a field, or None when its text was written on since."""
    return session.scalar(
        select(Revision).where(
            Revision.kind == kind, Revision.row_id == row_id, Revision.field == field, Revision.version == version
        )
    )


def list_revisions(kind: str, row_id: int, field: str) -> Sequence[Revision]:
    """Every revision of one field, the newest first."""
    return session.scalars(
        select(Revision)
        .where(Revision.kind == kind, Revision.row_id == row_id, Revision.field == field)
        .order_by(Revision.number.desc())
    ).all()


def list_of_cycle(cycle_id: int, *, before: int | None = None, limit: int = 50) -> Sequence[Revision]:
    """The revisions of one cycle, the newest first, `limit` at a time, older than revision id `before`."""
    query = select(Revision).where(Revision.cycle_id == cycle_id).order_by(Revision.id.desc()).limit(limit)
    if before is not None:
        query = query.where(Revision.id < before)
    return session.scalars(query).all()


def list_newest(places: Iterable[tuple[str, int, str]]) -> dict[tuple[str, int, str], Revision]:
    """The newest revision of each of these fields (kind, row, field): one statement for any number of them."""
    wanted = sorted(set(places))
    if not wanted:
        return {}
    place = tuple_(Revision.kind, Revision.row_id, Revision.field)
    newest = select(func.max(Revision.id)).where(place.in_(wanted)).group_by(*place.clauses)
    rows = session.scalars(select(Revision).where(Revision.id.in_(newest)))
    return {(row.kind, row.row_id, row.field): row for row in rows}


def find_newest_id(cycle_id: int) -> int:
    """The id of the cycle's newest revision, 0 when it has none: the mark of a printed record."""
    return (
        session.scalar(select(Revision.id).where(Revision.cycle_id == cycle_id).order_by(Revision.id.desc()).limit(1))
        or 0
    )
