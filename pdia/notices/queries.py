"""Reading notices, who they go to, and when each person wants letters."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Boolean, ColumnElement, and_, cast, false, func, null, or_, select, union_all
from sqlalchemy.orm import joinedload

from pdia.access.actor import Actor, Tie
from pdia.accounts.models import Account
from pdia.cycles.models import Cycle
from pdia.institutes.models import Institute
from pdia.kernel.db import session
from pdia.notices.models import LetterTime, Notice, NoticeChoice
from pdia.notices.rules import FIRST_CHOICE, FIRST_HOUR, FIRST_WEEKDAY, OWN, THREAD, Kind, Mail, When
from pdia.teams.models import Membership, MentorAssignment


@dataclass(frozen=True)
class Recipient:
    """One person who is told something, with all that decides about a letter."""

    account_id: int
    can_have_letters: bool
    zone: str
    choice: str
    hour: int
    weekday: int


def list_recipients(account_ids: Collection[int], kind: Kind) -> list[Recipient]:
    """The people with these ids and when each wants notices of this kind as a letter: one statement."""
    if not account_ids:
        return []
    rows: Any = session.execute(  # what comes from an outer join may be None
        select(Account, Institute.zone, NoticeChoice.mail, LetterTime.hour, LetterTime.weekday)
        .join(Institute, Institute.id == Account.institute_id)
        .outerjoin(NoticeChoice, and_(NoticeChoice.account_id == Account.id, NoticeChoice.kind == kind))
        .outerjoin(LetterTime, LetterTime.account_id == Account.id)
        .where(Account.id.in_(account_ids))
        .order_by(Account.id)
    )
    return [
        Recipient(
            account.id,
            bool(account.email) and account.mail_refused_at is None and account.disabled_at is None,
            zone,
            choice or FIRST_CHOICE[kind],
            FIRST_HOUR if hour is None else hour,
            FIRST_WEEKDAY if weekday is None else weekday,
        )
        for account, zone, choice, hour, weekday in rows
    ]


@dataclass(frozen=True)
class Around:
    """The people around a team on one day, as account ids."""

    members: frozenset[int]
    convenors: frozenset[int]
    mentors: frozenset[int]


def find_around(team_id: int, today: date) -> Around:
    """Members, convenors and mentors of a team on one day: one statement."""

    def running(model: type[Membership] | type[MentorAssignment]) -> list[ColumnElement[bool]]:
        return [
            model.team_id == team_id,
            model.starts_on <= today,
            or_(model.ends_on.is_(None), model.ends_on >= today),
        ]

    members: dict[int, bool] = {}
    mentors = set()
    both = union_all(
        select(Membership.account_id, Membership.convenor).where(*running(Membership)),
        select(MentorAssignment.account_id, cast(null(), Boolean)).where(*running(MentorAssignment)),
    )
    rows: Any = session.execute(both)  # a mentor convenes nothing: None
    for account_id, convenor in rows:
        if convenor is None:
            mentors.add(account_id)
        else:
            members[account_id] = bool(convenor) or members.get(account_id, False)
    return Around(
        frozenset(members), frozenset(one for one, convenes in members.items() if convenes), frozenset(mentors)
    )


# --- In the product -------------------------------------------------------------------------------


def _readable(who: Actor) -> ColumnElement[bool]:
    """Notices of teams that this person may read today; an approving officer reads of own discussions."""
    if who.facilitates:
        return Notice.institute_id == who.institute_id
    reads = [tie.team_id for tie in who.ties.values() if tie.tie in (Tie.MEMBER, Tie.MENTOR)]
    hears = [tie.team_id for tie in who.ties.values() if tie.tie is Tie.AUTHORISER]
    own_threads = and_(Notice.team_id.in_(hears), Notice.about.startswith(f"{THREAD}:")) if hears else false()
    own = [Notice.about.startswith(f"{thing}:") for thing in sorted(OWN)]
    return or_(Notice.team_id.in_(reads) if reads else false(), own_threads, *own)


def list_notices(who: Actor, before: int | None = None, *, unseen: bool = False, most: int) -> Sequence[Notice]:
    """What this person was told and may still read, the newest first, with the teams; those before one of them."""
    query = (
        select(Notice)
        .where(Notice.account_id == who.account_id, _readable(who))
        .options(joinedload(Notice.team))
        .order_by(Notice.id.desc())
        .limit(most)
    )
    if before is not None:
        query = query.where(Notice.id < before)
    if unseen:
        query = query.where(Notice.seen_at.is_(None))
    return session.scalars(query).all()


def list_unreadable(who: Actor) -> Sequence[int]:
    """Unseen notices of teams that this person may not read any more: they must not be counted for ever."""
    return session.scalars(
        select(Notice.id).where(Notice.account_id == who.account_id, Notice.seen_at.is_(None), ~_readable(who))
    ).all()


def list_unseen_here(account_id: int, path: str) -> Sequence[int]:
    """What a person has not seen yet and a page at this address shows."""
    return session.scalars(
        select(Notice.id).where(Notice.account_id == account_id, Notice.seen_at.is_(None), Notice.path == path)
    ).all()


def find_notice(who: Actor, notice_id: int) -> Notice | None:
    """One notice of this person that may still be read, with its team, or None."""
    return session.scalar(
        select(Notice)
        .where(Notice.id == notice_id, Notice.account_id == who.account_id, _readable(who))
        .options(joinedload(Notice.team))
    )


def has_unseen(account_id: int, abouts: Collection[str]) -> bool:
    """Whether something about these things is still unseen by a person."""
    unseen = select(Notice.id).where(
        Notice.account_id == account_id, Notice.seen_at.is_(None), Notice.about.in_(abouts)
    )
    return session.scalar(unseen.limit(1)) is not None


# --- Letters --------------------------------------------------------------------------------------


def find_choices(account_id: int) -> dict[Kind, When]:
    """When a person wants each kind as a letter, chosen or not."""
    rows = session.execute(select(NoticeChoice.kind, NoticeChoice.mail).where(NoticeChoice.account_id == account_id))
    return dict(FIRST_CHOICE) | {Kind(kind): When(mail) for kind, mail in rows}


def find_letter_time(account_id: int) -> tuple[int, int]:
    """The hour and the day of the week at which a person wants letters."""
    row = session.scalar(select(LetterTime).where(LetterTime.account_id == account_id))
    return (row.hour, row.weekday) if row else (FIRST_HOUR, FIRST_WEEKDAY)


def list_due_accounts(now: datetime) -> Sequence[int]:
    """The people for whom a letter is due."""
    return session.scalars(
        select(Notice.account_id)
        .where(Notice.mail == Mail.WAITING, Notice.mail_due_at <= now)
        .distinct()
        .order_by(Notice.account_id)
    ).all()


def list_due(account_id: int, now: datetime) -> Sequence[Notice]:
    """What is due for a person as a letter, in the order of teams, cycles and time, with the teams."""
    return session.scalars(
        select(Notice)
        .where(Notice.account_id == account_id, Notice.mail == Mail.WAITING, Notice.mail_due_at <= now)
        .options(joinedload(Notice.team))
        .order_by(Notice.team_id, Notice.cycle_id, Notice.id)
    ).all()


def find_reader(account_id: int) -> Account | None:
    """A person with the institute, for a letter."""
    return session.scalar(select(Account).where(Account.id == account_id).options(joinedload(Account.institute)))


def list_cycles(cycle_ids: Collection[int]) -> dict[int, Cycle]:
    """Some cycles, by id."""
    return {row.id: row for row in session.scalars(select(Cycle).where(Cycle.id.in_(cycle_ids)))}


def list_last_told(kind: Kind, abouts: Collection[str]) -> dict[str, datetime]:
    """When somebody was last told each of these things, of those that were told at all."""
    if not abouts:
        return {}
    rows = session.execute(
        select(Notice.about, func.max(Notice.at))
        .where(Notice.kind == kind, Notice.about.in_(abouts))
        .group_by(Notice.about)
    )
    return dict(rows.all())
