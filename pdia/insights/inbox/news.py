"""All that is new of one team for its mentor, on one page. About fifteen statements whatever there is."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from pdia.access.actor import Actor
from pdia.cycles.models import Cycle
from pdia.cycles.queries import list_cycles_of_teams
from pdia.cycles.rules import Stage
from pdia.insights.inbox.changes import Changes, list_changes
from pdia.insights.inbox.gather import day_of
from pdia.insights.inbox.queries import HELP_FIELD
from pdia.kernel.db import session
from pdia.mentoring.models import MentorNote
from pdia.mentoring.queries import find_looks, list_notes
from pdia.phrases.models import Phrase
from pdia.phrases.queries import list_phrases
from pdia.stages.iterations.models import Iteration
from pdia.stages.iterations.wording import LOG
from pdia.teams.models import Membership, MentorAssignment, Posting, Team
from pdia.teams.queries import list_members, list_mentors
from pdia.threads.models import Comment, Thread
from pdia.threads.rules import State, Turn
from pdia.voices.models import Voice, VoiceRound
from pdia.voices.rules import What

MOST_THREADS = 20
MOST_COMMENTS = 200
MOST_HELPS = 30
FIRST_NOTES = 10
_STEPS = [*(stage.value for stage in Stage), ""]


@dataclass(frozen=True)
class Talk:
    """A discussion with what was said in it since, the last words at least; `waits` says the mentor is to speak."""

    thread: Thread
    comments: Sequence[Comment]
    waits: bool


@dataclass(frozen=True)
class Said:
    """One line of an opened check-in that asks for help, or that is for the mentor alone."""

    voice: Voice
    label: str
    text: str
    for_mentor: bool
    iteration_id: int


@dataclass(frozen=True)
class RoundNews:
    """A round that began or was closed since."""

    iteration: Iteration
    began: bool
    closed: bool


@dataclass(frozen=True)
class News:
    """What the catch-up page shows; `since` is the last look, None for the first one."""

    since: datetime | None
    cycles: Sequence[Cycle]
    changes: Changes
    talks: Sequence[Talk]
    more_talks: bool
    helps: Sequence[Said]
    rounds: Sequence[RoundNews]
    numbers: Mapping[int, tuple[int, int]]
    members: Sequence[Membership]
    mentors: Sequence[MentorAssignment]
    notes: Sequence[MentorNote]
    phrases: Sequence[Phrase]

    @property
    def cycle(self) -> Cycle | None:
        """The newest cycle, on which one writes to the team; None before the first."""
        return self.cycles[0] if self.cycles else None


def find_news(team: Team, who: Actor, today: date, *, page: int = 1) -> News:
    """All that is new of one team since this mentor's last look."""
    since = find_looks(who.account_id, [team.id]).get(team.id)
    cycles = list_cycles_of_teams([team.id])
    talks = _list_talks(team.id, who.account_id, since)
    iterations = _list_iterations([cycle.id for cycle in cycles])
    notes = list_notes(team.id, limit=FIRST_NOTES)
    return News(
        since=since,
        cycles=cycles,
        changes=list_changes({cycle.id: since for cycle in cycles}, who.account_id, page=page),
        talks=talks[:MOST_THREADS],
        more_talks=len(talks) > MOST_THREADS,
        helps=_list_helps(team.id, since),
        rounds=[news for one in iterations if (news := _round_news(one, day_of(since)))],
        numbers={one.id: (one.cycle_id, one.number) for one in iterations},
        members=list_members(team.id, today),
        mentors=list_mentors(team.id, today),
        notes=notes,
        phrases=sorted(list_phrases(who.institute_id), key=lambda one: _STEPS.index(one.stage)),
    )


def _list_talks(team_id: int, account_id: int, since: datetime | None) -> list[Talk]:
    """The discussions that wait for the mentor, then those in which others spoke since: two statements."""
    waits = or_(Thread.turn == Turn.MENTOR, Thread.needs_account_id == account_id) & (Thread.state == State.OPEN)
    spoken = select(Comment.thread_id).where(Comment.thread_id == Thread.id, Comment.account_id != account_id)
    if since is not None:
        spoken = spoken.where(Comment.at > since)
    threads = session.execute(
        select(Thread, waits.label("waits"))
        .where(Thread.team_id == team_id, or_(waits, spoken.exists()))
        .order_by(waits.desc(), Thread.last_at.desc(), Thread.id.desc())
        .limit(MOST_THREADS + 1)
    ).all()
    said: dict[int, list[Comment]] = {thread.id: [] for thread, _waits in threads}
    for comment in session.scalars(
        select(Comment).where(Comment.thread_id.in_(said)).order_by(Comment.id.desc()).limit(MOST_COMMENTS)
    ):
        said[comment.thread_id].append(comment)
    return [Talk(thread, _new_of(said[thread.id], since), bool(waits)) for thread, waits in threads]


def _new_of(comments: Sequence[Comment], since: datetime | None) -> list[Comment]:
    """Of comments, the newest first, those since a moment, in order; at least the last one."""
    new = [one for one in comments if since is None or one.at > since]
    return (new or list(comments[:1]))[::-1]


def _list_helps(team_id: int, since: datetime | None) -> list[Said]:
    """Lines of check-ins opened since that say what is in the way or are for the mentor alone: one statement."""
    member = joinedload(Voice.membership)
    posting = member.joinedload(Membership.posting)
    query = (
        select(Voice, VoiceRound.subject_id)
        .join(VoiceRound, VoiceRound.id == Voice.round_id)
        .where(
            VoiceRound.team_id == team_id,
            VoiceRound.what == What.CHECK_IN,
            VoiceRound.revealed_at.isnot(None),
            Voice.finished.is_(True),
        )
        .options(
            member.joinedload(Membership.account),
            posting.joinedload(Posting.department),
            posting.joinedload(Posting.designation),
            posting.joinedload(Posting.place),
        )
        .order_by(VoiceRound.id.desc(), Voice.id)
        .limit(MOST_HELPS)
    )
    if since is not None:
        query = query.where(VoiceRound.revealed_at > since)
    return [
        Said(voice, LOG[name].label, text, name in voice.mentor_only, subject_id)
        for voice, subject_id in session.execute(query)
        for name in sorted({HELP_FIELD, *voice.mentor_only}, key=list(LOG).index)
        if (text := str(voice.answer.get(name) or "").strip())
    ]


def _list_iterations(cycle_ids: Sequence[int]) -> Sequence[Iteration]:
    if not cycle_ids:
        return []
    return session.scalars(
        select(Iteration)
        .where(Iteration.cycle_id.in_(cycle_ids))
        .order_by(Iteration.cycle_id.desc(), Iteration.number.desc())
        .limit(60)
    ).all()


def _round_news(one: Iteration, since: date | None) -> RoundNews | None:
    """Whether a round began or was closed on the day of the last look or later; at first only what runs."""
    if since is None:
        return RoundNews(one, began=True, closed=False) if one.is_open else None
    began, closed = one.starts_on >= since, one.closed_on is not None and one.closed_on >= since
    return RoundNews(one, began, closed) if began or closed else None


def whatsapp(mobile: str) -> str:
    """The address that opens a chat with a number, or "" when there is none."""
    digits = re.sub(r"\D", "", mobile)
    return f"https://wa.me/{digits}" if digits else ""
