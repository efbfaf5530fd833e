"""Reading the reflection, and whether a cycle was continued."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from pdia.cycles.models import Cycle
from pdia.kernel.db import session
from pdia.stages.reflection.models import Reflection
from pdia.stages.reflection.rules import LIMITS


def find_reflection(cycle_id: int) -> Reflection | None:
    """The cycle's reflection, or None before anything was written."""
    return session.scalar(select(Reflection).where(Reflection.cycle_id == cycle_id))


def get_reflection(cycle_id: int, institute_id: int) -> Reflection:
    """The cycle's reflection; an empty one that is not stored before anything was written."""
    return find_reflection(cycle_id) or Reflection(
        cycle_id=cycle_id, institute_id=institute_id, heads={}, outcome="", **dict.fromkeys(LIMITS, "")
    )


def list_continuations(cycle_id: int) -> Sequence[Cycle]:
    """The cycles that go on from this one, the first one first."""
    return session.scalars(select(Cycle).where(Cycle.continued_from_id == cycle_id).order_by(Cycle.id)).all()


def lock_cycle(cycle_id: int) -> None:
    """Hold the cycle until the commit: two people who continue it at once must not open two."""
    session.scalar(select(Cycle.id).where(Cycle.id == cycle_id).with_for_update())
