"""Reading the ideas of a cycle."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from pdia.kernel.db import session
from pdia.stages.entry_points.models import EntryPoint
from pdia.stages.ideas.models import Idea


def list_ideas(cycle_id: int, *, struck: bool = False) -> Sequence[Idea]:
    """The cycle's ideas with entry point, its cause, and the proposer's department, in the order they came.

    Those struck through come along only when asked for.
    """
    query = (
        select(Idea)
        .where(Idea.cycle_id == cycle_id)
        .options(joinedload(Idea.entry_point).joinedload(EntryPoint.cause), joinedload(Idea.department))
        .order_by(Idea.id)
    )
    if not struck:
        query = query.where(Idea.struck.is_(False))
    return session.scalars(query).all()


def find_idea(cycle_id: int, idea_id: int) -> Idea | None:
    """One idea of this cycle with entry point, its cause, and the proposer's department, or None."""
    return session.scalar(
        select(Idea)
        .where(Idea.id == idea_id, Idea.cycle_id == cycle_id)
        .options(joinedload(Idea.entry_point).joinedload(EntryPoint.cause), joinedload(Idea.department))
    )


def count_ideas(cycle_id: int) -> dict[str, int]:
    """How many ideas stand unstruck, by the team's word on them (open, chosen, parked)."""
    rows = session.execute(
        select(Idea.kept, func.count()).where(Idea.cycle_id == cycle_id, Idea.struck.is_(False)).group_by(Idea.kept)
    )
    return dict(rows.all())
