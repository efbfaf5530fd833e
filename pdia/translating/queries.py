"""Reading working translations."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select

from pdia.kernel.db import session
from pdia.translating.models import WorkingTranslation


def list_of_stage(cycle_id: int, stage: str) -> Sequence[WorkingTranslation]:
    """The standing translations of one stage and of what belongs to no stage (comments), in the order they came."""
    return session.scalars(
        select(WorkingTranslation)
        .where(
            WorkingTranslation.cycle_id == cycle_id,
            WorkingTranslation.stage.in_((stage, "")),
            WorkingTranslation.struck.is_(False),
        )
        .order_by(WorkingTranslation.id)
    ).all()


def list_of_cycle(cycle_id: int, *, struck: bool = False) -> Sequence[WorkingTranslation]:
    """The cycle's translations, in the order they came; struck ones only if asked for."""
    query = select(WorkingTranslation).where(WorkingTranslation.cycle_id == cycle_id).order_by(WorkingTranslation.id)
    return session.scalars(query if struck else query.where(WorkingTranslation.struck.is_(False))).all()


def list_of_place(cycle_id: int, kind: str, row_id: int, field: str) -> Sequence[WorkingTranslation]:
    """The standing translations of one text, in the order they came."""
    return session.scalars(
        select(WorkingTranslation)
        .where(
            WorkingTranslation.cycle_id == cycle_id,
            WorkingTranslation.of_kind == kind,
            WorkingTranslation.row_id == row_id,
            WorkingTranslation.field == field,
            WorkingTranslation.struck.is_(False),
        )
        .order_by(WorkingTranslation.id)
    ).all()


def find_translation(cycle_id: int, translation_id: int) -> WorkingTranslation | None:
    """One translation of this cycle, or None."""
    return session.scalar(
        select(WorkingTranslation).where(
            WorkingTranslation.id == translation_id, WorkingTranslation.cycle_id == cycle_id
        )
    )


def count_translations(cycle_id: int) -> int:
    """How many were made."""
    query = select(func.count()).select_from(WorkingTranslation).where(WorkingTranslation.cycle_id == cycle_id)
    return session.scalar(query) or 0
