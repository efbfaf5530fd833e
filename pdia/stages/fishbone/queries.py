"""Reading the causes of a cycle, and what its members said of them once that is revealed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from pdia.kernel.db import session
from pdia.stages.fishbone.models import Cause
from pdia.stages.fishbone.rules import VOTE
from pdia.voices.queries import list_rounds, list_voices


def list_causes(cycle_id: int) -> Sequence[Cause]:
    """All causes of the cycle with their departments, struck ones too, in the order of the drawing."""
    return session.scalars(
        select(Cause)
        .where(Cause.cycle_id == cycle_id)
        .options(selectinload(Cause.departments))
        .order_by(Cause.position, Cause.id)
    ).all()


def lock_causes(cycle_id: int) -> Sequence[Cause]:
    """The cycle's causes as they are now, held until the commit: two moves at once must not make a loop."""
    return session.scalars(
        select(Cause)
        .where(Cause.cycle_id == cycle_id)
        .order_by(Cause.position, Cause.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).all()


def find_cause(cycle_id: int, cause_id: int) -> Cause | None:
    """One cause of this cycle with its departments, or None."""
    return session.scalar(
        select(Cause)
        .where(Cause.id == cause_id, Cause.cycle_id == cycle_id)
        .options(selectinload(Cause.departments))
    )


def count_causes(cycle_id: int) -> int:
    """How many causes there are, struck ones too."""
    return session.scalar(select(func.count()).select_from(Cause).where(Cause.cycle_id == cycle_id)) or 0


def vote_counts(cycle_id: int) -> dict[int, int]:
    """How many members ticked each cause in the latest revealed vote; nothing before a vote is revealed."""
    revealed = [one for one in list_rounds(cycle_id, VOTE) if one.revealed_at is not None]
    if not revealed:
        return {}
    newest = max(revealed, key=lambda one: one.number)
    ticked: Counter[int] = Counter()
    for voice in list_voices(newest):
        ticked.update({int(cause_id) for cause_id in voice.answer.get("causes", [])})
    return dict(ticked)
