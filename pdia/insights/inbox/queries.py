"""What the inbox knows of many teams: one statement for each question, however much there is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, Text, and_, case, cast, func, or_, select

from pdia.cycles.targets import list_kinds
from pdia.history.models import Revision
from pdia.kernel.db import session
from pdia.mentoring.models import MentorLook
from pdia.stages.iterations.models import Iteration
from pdia.teams.models import Authoriser
from pdia.threads.models import Comment, Thread
from pdia.threads.rules import Side, State, Turn
from pdia.voices.models import Voice, VoiceRound
from pdia.voices.rules import What

HELP_FIELD = "struggling"


@dataclass(frozen=True)
class Asked:
    """The questions of one team that wait for its mentor."""

    count: int
    since: datetime


@dataclass(frozen=True)
class Talk:
    """When somebody last spoke in a team's discussions: this mentor, the team, an office."""

    mine: datetime | None
    team: datetime | None
    office: datetime | None


@dataclass(frozen=True)
class Work:
    """How many answers of a team changed since a moment, since when, and by whom."""

    count: int
    since: datetime
    by: tuple[str, ...]


def count_questions(account_id: int, team_ids: Collection[int]) -> dict[int, Asked]:
    """By team the open discussions in which a mentor is to speak next, or this very person is asked."""
    since = func.coalesce(Thread.waits_since, Thread.last_at)
    rows = session.execute(
        select(Thread.team_id, func.count(Thread.id), func.min(since))
        .where(
            Thread.team_id.in_(team_ids),
            Thread.state == State.OPEN,
            or_(Thread.turn == Turn.MENTOR, Thread.needs_account_id == account_id),
        )
        .group_by(Thread.team_id)
    )
    return {team_id: Asked(count, at) for team_id, count, at in rows}


def find_talk(account_id: int, team_ids: Collection[int]) -> dict[int, Talk]:
    """By team when this mentor, the team and an office last said something."""

    def last(condition: ColumnElement[bool]) -> ColumnElement[datetime | None]:
        return func.max(case((condition, Comment.at)))

    rows = session.execute(
        select(
            Thread.team_id,
            last(Comment.account_id == account_id),
            last(Comment.side == Side.TEAM),
            last(Comment.side == Side.OFFICE),
        )
        .join(Comment, Comment.thread_id == Thread.id)
        .where(Thread.team_id.in_(team_ids))
        .group_by(Thread.team_id)
    )
    return {team_id: Talk(mine, team, office) for team_id, mine, team, office in rows}


def list_helps(account_id: int, team_ids: Collection[int]) -> dict[int, list[tuple[int, datetime]]]:
    """By team who asks for help in check-ins opened since this mentor's last look: (membership, opened at).

    A check-in counts when it says what is in the way or has a line for the mentor alone, and only once it
    lies open: before that nothing leaves it, for the mentor neither.
    """
    rows = session.execute(
        select(VoiceRound.team_id, Voice.membership_id, VoiceRound.revealed_at, Voice.answer, Voice.mentor_only)
        .join(Voice, Voice.round_id == VoiceRound.id)
        .outerjoin(MentorLook, and_(MentorLook.team_id == VoiceRound.team_id, MentorLook.account_id == account_id))
        .where(
            VoiceRound.team_id.in_(team_ids),
            VoiceRound.what == What.CHECK_IN,
            VoiceRound.revealed_at.isnot(None),
            or_(MentorLook.at.is_(None), VoiceRound.revealed_at > MentorLook.at),
            Voice.finished.is_(True),
            or_(Voice.answer[HELP_FIELD].as_string() != "", cast(Voice.mentor_only, Text) != "[]"),
        )
    )
    helps: dict[int, list[tuple[int, datetime]]] = defaultdict(list)
    for team_id, membership_id, revealed_at, answer, mentor_only in rows:
        if any(str(answer.get(name) or "").strip() for name in (HELP_FIELD, *mentor_only)):
            helps[team_id].append((membership_id, revealed_at))
    return helps


def is_work_of(cycle_since: Mapping[int, datetime | None], but: int) -> ColumnElement[bool]:
    """The revisions of the team's work in some cycles, each after its own moment, without those of `but`.

    Only what is a target: what stays in the team (offices that back or block a step) and what mentors
    keep for themselves never comes here.
    """
    return and_(
        or_(
            *(
                and_(Revision.cycle_id == cycle_id, Revision.at > since) if since else Revision.cycle_id == cycle_id
                for cycle_id, since in cycle_since.items()
            )
        ),
        Revision.kind.in_(sorted(list_kinds() | {"cycle"})),
        Revision.account_id != but,
    )


def count_work(account_id: int, cycle_since: Mapping[int, datetime | None]) -> dict[int, Work]:
    """By team how many answers others changed since a moment of each cycle (two statements)."""
    if not cycle_since:
        return {}
    wanted = is_work_of(cycle_since, account_id)
    answer = Revision.kind + ":" + cast(Revision.row_id, Text) + ":" + Revision.field
    names: dict[int, list[str]] = defaultdict(list)
    people = select(Revision.team_id, Revision.name).where(wanted).group_by(Revision.team_id, Revision.name)
    for team_id, name in session.execute(people.order_by(func.max(Revision.at).desc())):
        names[team_id or 0].append(name)
    counted = select(Revision.team_id, func.count(answer.distinct()), func.min(Revision.at))
    rows = session.execute(counted.where(wanted).group_by(Revision.team_id))
    return {team_id: Work(count, at, tuple(names[team_id])) for team_id, count, at in rows if team_id}


def list_rhythms(cycle_ids: Collection[int]) -> dict[int, tuple[date, date]]:
    """The first and last day of the newest round of each cycle."""
    newest = (
        select(Iteration.cycle_id, func.max(Iteration.number).label("number"))
        .where(Iteration.cycle_id.in_(cycle_ids))
        .group_by(Iteration.cycle_id)
        .subquery()
    )
    rows = session.execute(
        select(Iteration.cycle_id, Iteration.starts_on, Iteration.ends_on).join(
            newest, and_(newest.c.cycle_id == Iteration.cycle_id, newest.c.number == Iteration.number)
        )
    )
    return {cycle_id: (starts_on, ends_on) for cycle_id, starts_on, ends_on in rows}


def list_backing(team_ids: Collection[int]) -> Sequence[Authoriser]:
    """The offices that teams ask for something, in the order they were named."""
    return session.scalars(
        select(Authoriser).where(Authoriser.team_id.in_(team_ids), Authoriser.struck.is_(False)).order_by(Authoriser.id)
    ).all()
