"""Opening a round, giving a voice, revealing all of them together."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from sqlalchemy import select

from pdia.access.actor import Actor
from pdia.cycles.models import Cycle
from pdia.cycles.operations import begin_work
from pdia.history.operations import as_text
from pdia.history.rules import Clash, Conflict, Head, Outcome, decide
from pdia.kernel import clock
from pdia.kernel.db import insert, lock, session
from pdia.kernel.words import Refusal
from pdia.teams.models import Membership
from pdia.voices.models import Voice, VoiceRound
from pdia.voices.queries import find_round, list_answered
from pdia.voices.rules import ALREADY_OPENED, NOT_FOR_OTHERS, all_answered


def open_round(cycle: Cycle, what: str, subject_id: int = 0, *, by: Actor, names_hidden: bool = False) -> VoiceRound:
    """Ask every member; gives the running round when there is one, else the next."""
    begin_work(cycle, by)
    # Two presses at once must find one another's round; by id alone, for PostgreSQL locks no outer join.
    session.execute(select(Cycle.id).where(Cycle.id == cycle.id).with_for_update())
    latest = find_round(cycle.id, what, subject_id)
    if latest is not None and not latest.revealed:
        return latest
    asked = VoiceRound(
        institute_id=cycle.institute_id,
        cycle_id=cycle.id,
        team_id=cycle.team_id,
        what=what,
        subject_id=subject_id,
        number=latest.number + 1 if latest else 1,
        names_hidden=names_hidden,
        opened_at=clock.now(),
        opened_by=by.name,
        revealed_by="",
    )
    session.add(asked)
    session.flush()  # voices name its id
    return asked


def give_voice(
    cycle: Cycle,
    asked: VoiceRound,
    member: Membership,
    values: Mapping[str, object],
    *,
    by: Actor,
    finished: bool,
    mentor_only: Iterable[str] | None = None,
    bases: Mapping[str, int] | None = None,
) -> Voice:
    """Keep one member's answer, whole or some of its fields; `finished` says it may count.

    The member writes it, or another member of the team for one without a phone. After the reveal it
    is refused. A field changed on another device in between raises :class:`Conflict` after the rest
    is kept. `mentor_only` None leaves the marks as they are. An answer once finished stays finished.
    """
    begin_work(cycle, by)
    if member.team_id != cycle.team_id or by.membership_in(cycle.team_id) is None:
        raise Refusal(NOT_FOR_OTHERS, status=403)
    voice = _own_row(asked, member)
    lock(asked)
    if asked.revealed_at is not None:
        raise Refusal(ALREADY_OPENED, status=409, when=asked.revealed_at.strftime("%d.%m. %H:%M"))
    voice.at = clock.now()
    clashes = [
        clash
        for field, value in values.items()
        if (clash := _put(voice, field, as_text(value), (bases or {}).get(field), by=by))
    ]
    if mentor_only is not None:
        voice.mentor_only = sorted(set(mentor_only))
    voice.entered_by = "" if by.membership_in(cycle.team_id) == member.id else by.name
    voice.finished = voice.finished or (finished and not clashes)
    session.flush()  # who has answered is counted next
    if clashes:
        raise Conflict(clashes)
    return voice


def _own_row(asked: VoiceRound, member: Membership) -> Voice:
    """The member's row in this round, made when it is first written to and locked for writing."""
    session.execute(
        insert(Voice)
        .values(
            institute_id=asked.institute_id,
            round_id=asked.id,
            membership_id=member.id,
            answer={},
            mentor_only=[],
            heads={},
            at=clock.now(),
        )
        .on_conflict_do_nothing(index_elements=["round_id", "membership_id"])
    )
    return session.scalars(
        select(Voice).where(Voice.round_id == asked.id, Voice.membership_id == member.id).with_for_update()
    ).one()


def _put(voice: Voice, field: str, submitted: str, base: int | None, *, by: Actor) -> Clash | None:
    head, current = voice.head(field), str(voice.answer.get(field, ""))
    number = head.number if head else 0
    began_from = "" if base == 0 else None
    outcome = decide(
        submitted=submitted,
        current=current,
        began_from=began_from,
        base=number if base is None else base,
        head=number,
    )
    if outcome is Outcome.UNTOUCHED:
        return None
    if outcome is Outcome.CONFLICT and head is not None:
        return Clash(field=field, mine=submitted, theirs=current, head=head)
    now = clock.now()
    new = Head(number=number + 1, version=number + 1, account_id=by.account_id, name=by.name, posting="", at=now)
    voice.answer = {**voice.answer, field: submitted}
    voice.heads = {
        **voice.heads,
        field: {
            "n": new.number,
            "account": new.account_id,
            "name": new.name,
            "posting": "",
            "at": now.isoformat(),
        },
    }
    return None


def take_back(cycle: Cycle, voice: Voice, *, by: Actor) -> None:
    """Open an own finished answer again, as long as the round is not revealed."""
    begin_work(cycle, by)
    voice.finished = False


def reveal(cycle: Cycle, asked: VoiceRound, *, by: Actor) -> None:
    """Open the answers to the team; the convenor may at any time. Twice is no error."""
    begin_work(cycle, by)
    if asked.revealed_at is None:
        asked.revealed_at, asked.revealed_by = clock.now(), by.name


def reveal_when_all_answered(cycle: Cycle, asked: VoiceRound, membership_ids: Collection[int], *, by: Actor) -> bool:
    """Open the answers when every present member has finished; says whether they lie open now."""
    if asked.revealed_at is None and all_answered(membership_ids, list_answered([asked.id]).get(asked.id, set())):
        reveal(cycle, asked, by=by)
    return asked.revealed_at is not None
