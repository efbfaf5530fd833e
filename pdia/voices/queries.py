"""Reading rounds and voices. What is not revealed leaves this file only for the member it belongs to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from pdia.kernel.db import session
from pdia.teams.models import Membership, Posting
from pdia.voices.models import Voice, VoiceRound


def find_round(cycle_id: int, what: str, subject_id: int = 0) -> VoiceRound | None:
    """The newest round about something, running or revealed, or None."""
    return session.scalar(
        select(VoiceRound)
        .where(VoiceRound.cycle_id == cycle_id, VoiceRound.what == what, VoiceRound.subject_id == subject_id)
        .order_by(VoiceRound.number.desc())
        .limit(1)
    )


def list_rounds(cycle_id: int, what: str) -> Sequence[VoiceRound]:
    """Every round of one kind in a cycle, the oldest first."""
    return session.scalars(
        select(VoiceRound).where(VoiceRound.cycle_id == cycle_id, VoiceRound.what == what).order_by(VoiceRound.id)
    ).all()


def find_voice(round_id: int, membership_id: int) -> Voice | None:
    """One member's own answer, finished or not. Only for that member, or who writes for them."""
    return session.scalar(select(Voice).where(Voice.round_id == round_id, Voice.membership_id == membership_id))


def list_voices(asked: VoiceRound) -> Sequence[Voice]:
    """The finished answers of a revealed round with their members; nothing before the reveal."""
    return list_voices_of([asked])


def list_voices_of(rounds: Sequence[VoiceRound]) -> Sequence[Voice]:
    """The finished answers of several rounds, of those that are revealed, with members and departments."""
    open_ids = [asked.id for asked in rounds if asked.revealed]
    if not open_ids:
        return []
    member = joinedload(Voice.membership)
    posting = member.joinedload(Membership.posting)
    return session.scalars(
        select(Voice)
        .where(Voice.round_id.in_(open_ids), Voice.finished.is_(True))
        .options(
            member.joinedload(Membership.account),
            posting.joinedload(Posting.department),
            posting.joinedload(Posting.designation),
            posting.joinedload(Posting.place),
        )
        .order_by(Voice.id)
    ).all()


def list_answered(round_ids: Sequence[int]) -> dict[int, set[int]]:
    """Who has finished, by round: membership ids, never what they said."""
    answered: dict[int, set[int]] = defaultdict(set)
    if round_ids:
        rows = session.execute(
            select(Voice.round_id, Voice.membership_id).where(Voice.round_id.in_(round_ids), Voice.finished.is_(True))
        )
        for round_id, membership_id in rows:
            answered[round_id].add(membership_id)
    return answered
