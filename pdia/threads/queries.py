"""Reading discussions and what was said in them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import joinedload

from pdia.cycles.models import Cycle
from pdia.kernel.db import session
from pdia.teams.models import Team
from pdia.threads.models import Comment, Thread
from pdia.threads.rules import EXCERPT, State, Turn

LONGEST_EXCERPT = EXCERPT * 3
"""Marks of Markdown go before it is shown."""


@dataclass(frozen=True)
class Talk:
    """A discussion with the beginning of what was said in it last."""

    thread: Thread
    last: str


@dataclass(frozen=True)
class PlaceCount:
    """How many discussions one place has."""

    kind: str
    row_id: int
    field: str
    state: str
    turn: str
    count: int

    @property
    def target(self) -> str:
        """The place as templates write it."""
        return f"{self.kind}:{self.row_id}:{self.field}" if self.kind else ""


def find_thread(cycle_id: int, thread_id: int) -> Thread | None:
    """One discussion of this cycle, with the cycle and its team, or None."""
    cycle = joinedload(Thread.cycle)
    team = cycle.joinedload(Cycle.team)
    return session.scalar(
        select(Thread)
        .where(Thread.id == thread_id, Thread.cycle_id == cycle_id)
        .options(team.joinedload(Team.cohort), team.joinedload(Team.place))
    )


def list_comments(thread_id: int) -> Sequence[Comment]:
    """What was said in a discussion, in order."""
    return session.scalars(select(Comment).where(Comment.thread_id == thread_id).order_by(Comment.id)).all()


def find_comment(thread_id: int, comment_id: int) -> Comment | None:
    """One comment of this discussion, or None."""
    return session.scalar(select(Comment).where(Comment.id == comment_id, Comment.thread_id == thread_id))


def find_comment_of_cycle(cycle_id: int, comment_id: int) -> Comment | None:
    """One comment of any discussion of this cycle, or None."""
    return session.scalar(
        select(Comment)
        .join(Thread, Thread.id == Comment.thread_id)
        .where(Comment.id == comment_id, Thread.cycle_id == cycle_id)
    )


def list_speakers(thread_id: int) -> set[int]:
    """The accounts of all who spoke in a discussion."""
    return set(session.scalars(select(Comment.account_id).where(Comment.thread_id == thread_id).distinct()))


def list_own_moments(account_id: int, since: datetime, most: int) -> list[datetime]:
    """When this person last wrote comments, the newest first: for the pace."""
    return list(
        session.scalars(
            select(Comment.at)
            .where(Comment.account_id == account_id, Comment.at > since)
            .order_by(Comment.at.desc())
            .limit(most)
        )
    )


def list_of_stage(cycle_id: int, stage: str, most: int) -> list[Talk]:
    """The open discussions of one stage: those kept on top first, then the latest; at most `most`."""
    query = _with_last().where(Thread.cycle_id == cycle_id, Thread.stage == stage, Thread.state == State.OPEN)
    return _talks(query.order_by(Thread.on_top.desc(), Thread.last_at.desc(), Thread.id.desc()).limit(most))


def count_by_place(cycle_id: int, stage: str) -> list[PlaceCount]:
    """How many discussions each place of a stage has, by state and by whose turn it is."""
    place = (Thread.kind, Thread.row_id, Thread.field, Thread.state, Thread.turn)
    rows = session.execute(
        select(*place, func.count()).where(Thread.cycle_id == cycle_id, Thread.stage == stage).group_by(*place)
    )
    return [PlaceCount(*row) for row in rows]


def list_of_cycle(
    cycle_id: int,
    *,
    state: State,
    stage: str | None = None,
    target: tuple[str, int, str] | None = None,
    turn: Turn | None = None,
    asked: ColumnElement[bool] | None = None,
    skip: int = 0,
    most: int = 30,
) -> list[Talk]:
    """The discussions of a cycle, those that wait longest first, then the latest."""
    query = _with_last().where(Thread.cycle_id == cycle_id, Thread.state == state)
    query = query.where(*_at(stage, target))
    if turn is not None:
        waits = Thread.turn == turn
        query = query.where(waits if asked is None else or_(waits, asked))
    return _talks(query.order_by(Thread.last_at.desc(), Thread.id.desc()).offset(skip).limit(most))


def is_asked(account_id: int, department_id: int | None) -> ColumnElement[bool]:
    """Whether a discussion needs an answer from this person or this department."""
    mine = Thread.needs_account_id == account_id
    return mine if department_id is None else or_(mine, Thread.needs_department_id == department_id)


def count_closed(cycle_id: int, *, stage: str | None = None, target: tuple[str, int, str] | None = None) -> int:
    """How many discussions of a cycle, a stage or a place are closed."""
    query = select(func.count()).select_from(Thread).where(Thread.cycle_id == cycle_id, Thread.state == State.CLOSED)
    return session.scalar(query.where(*_at(stage, target))) or 0


def list_threads_of_account(cycle_id: int, account_id: int) -> Sequence[Thread]:
    """The discussions that one person began in a cycle, the latest first: what an approving officer finds again."""
    return session.scalars(
        select(Thread)
        .where(Thread.cycle_id == cycle_id, Thread.account_id == account_id)
        .order_by(Thread.last_at.desc(), Thread.id.desc())
        .limit(20)
    ).all()


def list_still_asking(thread_ids: Collection[int]) -> list[int]:
    """Of these discussions the open ones that wait for somebody: what letters may still ask for."""
    return list(
        session.scalars(
            select(Thread.id).where(
                Thread.id.in_(thread_ids), Thread.state == State.OPEN, Thread.turn != Turn.NOBODY.value
            )
        )
    )


# --- For those above: several teams at once --------------------------------------------------------


def list_threads_of_teams(
    team_ids: Sequence[int], *, state: State | None = State.OPEN, since: datetime | None = None, most: int = 500
) -> list[Talk]:
    """The discussions of several teams, the latest first; those in which something was said after `since`."""
    query = _with_last().where(Thread.team_id.in_(team_ids))
    if state is not None:
        query = query.where(Thread.state == state)
    if since is not None:
        query = query.where(Thread.last_at > since)
    return _talks(query.order_by(Thread.last_at.desc(), Thread.id.desc()).limit(most))


def list_new_comments(
    team_ids: Sequence[int], since: datetime, *, but: int | None = None, most: int = 500
) -> list[tuple[Thread, Comment]]:
    """What was said in several teams after `since`, oldest first; without what the account `but` said itself."""
    query = (
        select(Thread, Comment)
        .join(Comment, Comment.thread_id == Thread.id)
        .where(Thread.team_id.in_(team_ids), Comment.at > since)
        .order_by(Comment.id)
        .limit(most)
    )
    if but is not None:
        query = query.where(Comment.account_id != but)
    return [(thread, comment) for thread, comment in session.execute(query)]


def list_waiting(team_ids: Sequence[int], turn: Turn, *, most: int = 500) -> list[Talk]:
    """The open discussions of several teams in which it is this side's turn, those that wait longest first."""
    query = _with_last().where(Thread.team_id.in_(team_ids), Thread.state == State.OPEN, Thread.turn == turn)
    return _talks(query.order_by(Thread.waits_since, Thread.id).limit(most))


def _at(stage: str | None, target: tuple[str, int, str] | None) -> list[ColumnElement[bool]]:
    kind, row_id, field = target or ("", 0, "")
    of_stage = [Thread.stage == stage] if stage is not None else []
    return of_stage + ([Thread.kind == kind, Thread.row_id == row_id, Thread.field == field] if target else [])


def _with_last() -> Select[Thread, str | None]:
    last = (
        select(func.substr(Comment.text, 1, LONGEST_EXCERPT))
        .where(Comment.thread_id == Thread.id)
        .order_by(Comment.id.desc())
        .limit(1)
        .correlate(Thread)
        .scalar_subquery()
    )
    return select(Thread, last)


def _talks(query: Select[Thread, str | None]) -> list[Talk]:
    return [Talk(thread, last or "") for thread, last in session.execute(query)]
