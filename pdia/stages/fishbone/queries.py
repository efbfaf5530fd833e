"""Reading the causes of a cycle, and what its members said of them once that is revealed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy import and_, case, select
from sqlalchemy.orm import contains_eager, selectinload

from pdia.directory.models import Department
from pdia.kernel.db import session
from pdia.stages.fishbone.models import Cause, cause_department
from pdia.stages.fishbone.rules import ticked_in
from pdia.voices.models import Voice, VoiceRound
from pdia.voices.rules import What


def list_causes(cycle_id: int) -> Sequence[Cause]:
    """All causes of the cycle with their departments, struck ones too, in the order of the drawing: one query."""
    return (
        session.scalars(
            select(Cause)
            .where(Cause.cycle_id == cycle_id)
            # Two plain joins: for joinedload SQLite would read the whole table of pairs.
            .outerjoin(cause_department, cause_department.c.cause_id == Cause.id)
            .outerjoin(Department, Department.id == cause_department.c.department_id)
            .options(contains_eager(Cause.departments))
            .order_by(Cause.position, Cause.id, Department.letter)
        )
        .unique()
        .all()
    )


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
        select(Cause).where(Cause.id == cause_id, Cause.cycle_id == cycle_id).options(selectinload(Cause.departments))
    )


def list_places(cycle_id: int) -> tuple[dict[int, int | None], set[int]]:
    """Which cause lies under which, and which are struck: all that counting needs."""
    rows = session.execute(select(Cause.id, Cause.parent_id, Cause.struck).where(Cause.cycle_id == cycle_id)).all()
    return {row.id: row.parent_id for row in rows}, {row.id for row in rows if row.struck}


@dataclass(frozen=True)
class Asked:
    """A round of private answers with the members who have finished; `answers` only once it is revealed."""

    round: VoiceRound
    answered: frozenset[int]
    answers: tuple[Mapping[str, object], ...]


def list_asked(cycle_id: int) -> list[Asked]:
    """Every round of private proposals and of votes in this cycle, the oldest first, in one query.

    The database itself keeps back the answers of a round that is not revealed.
    """
    rows = session.execute(
        select(VoiceRound, Voice.membership_id, case((VoiceRound.revealed_at.is_not(None), Voice.answer)))
        .outerjoin(Voice, and_(Voice.round_id == VoiceRound.id, Voice.finished.is_(True)))
        .where(VoiceRound.cycle_id == cycle_id, VoiceRound.what.in_((What.PROPOSALS, What.VOTE)))
        .order_by(VoiceRound.id, Voice.id)
    ).all()
    return [
        Asked(
            asked,
            frozenset(member for _, member, _ in voices if member is not None),
            tuple(answer for _, member, answer in voices if member is not None and asked.revealed),
        )
        for asked, group in groupby(rows, key=lambda row: row[0])
        for voices in [list(group)]
    ]


def count_votes(asked: Sequence[Asked]) -> dict[int, int]:
    """How many members ticked each cause in the latest revealed vote among `asked`."""
    revealed = [one for one in asked if one.round.what == What.VOTE and one.round.revealed]
    ticked: Counter[int] = Counter()
    for answer in revealed[-1].answers if revealed else ():
        ticked.update(set(ticked_in(answer.get("causes"))))
    return dict(ticked)


def vote_counts(cycle_id: int) -> dict[int, int]:
    """How many members ticked each cause in the latest revealed vote; nothing before a vote is revealed."""
    return count_votes(list_asked(cycle_id))
