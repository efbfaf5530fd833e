"""Reading the phrases of an institute."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select

from pdia.kernel.db import session
from pdia.phrases.models import Phrase


def list_phrases(institute_id: int, stage: str = "") -> Sequence[Phrase]:
    """The phrases in use for one stage, then those for any; without a stage all of them. One statement."""
    query = (
        select(Phrase)
        .where(Phrase.institute_id == institute_id, Phrase.struck.is_(False))
        .order_by(Phrase.stage == "", Phrase.id)
    )
    return session.scalars(query.where(Phrase.stage.in_(["", stage])) if stage else query).all()


def list_all(institute_id: int) -> Sequence[Phrase]:
    """Every phrase of the institute, those taken out too, in the order they were added."""
    return session.scalars(select(Phrase).where(Phrase.institute_id == institute_id).order_by(Phrase.id)).all()


def find_phrase(institute_id: int, phrase_id: int) -> Phrase | None:
    """One phrase of this institute, or None."""
    return session.scalar(select(Phrase).where(Phrase.id == phrase_id, Phrase.institute_id == institute_id))


def count_phrases(institute_id: int) -> int:
    """How many phrases the institute has, those taken out too."""
    return session.scalar(select(func.count(Phrase.id)).where(Phrase.institute_id == institute_id)) or 0
