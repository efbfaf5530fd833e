"""Check-ins: what each member says alone before the team writes its note, and the way from them to the note.

A member writes the own one. A colleague may write for a member without a phone, or for all in a room, but
never sees or changes what somebody wrote alone. Until they are opened together, nothing of them goes anywhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pdia.access.actor import Actor
from pdia.cycles.models import Cycle
from pdia.cycles.operations import begin_work
from pdia.history.operations import save_fields
from pdia.history.rules import Conflict
from pdia.kernel import clock
from pdia.kernel.words import Refusal
from pdia.stages.iterations.models import Iteration
from pdia.stages.iterations.queries import find_check_ins, present_on
from pdia.stages.iterations.rules import (
    LOG_LIMITS,
    NOT_OPENED,
    NOTHING_WRITTEN,
    VOICE_FIELDS,
    WRITTEN_ALONE,
    has_words,
    join_answers,
    may_write_for,
)
from pdia.stages.iterations.telling import tell_noted, tell_revealed
from pdia.teams.models import Membership
from pdia.teams.queries import list_members
from pdia.voices.models import Voice, VoiceRound
from pdia.voices.operations import give_voice, open_round, reveal, reveal_when_all_answered
from pdia.voices.queries import find_voice, list_voices
from pdia.voices.rules import What


def find_readable(cycle: Cycle, asked: VoiceRound | None, member: Membership, reader: Actor) -> Voice | None:
    """A member's check-in as `reader` may see it in its form; refused when the member wrote it alone."""
    voice = find_voice(asked.id, member.id) if asked else None
    is_own = reader.membership_in(cycle.team_id) == member.id
    if voice is not None and not may_write_for(_hands(voice), reader.account_id, is_own=is_own):
        raise Refusal(WRITTEN_ALONE, status=403, name=member.account.name)
    return voice


def _hands(voice: Voice) -> list[int]:
    """The accounts that typed something of a check-in."""
    return [head.account_id for name in voice.heads if (head := voice.head(name))]


def save_check_in(
    cycle: Cycle,
    iteration: Iteration,
    member: Membership,
    values: Mapping[str, Any],
    bases: Mapping[str, int] | None = None,
    *,
    by: Actor,
    marks: Mapping[str, bool] | None = None,
    finished: bool = False,
) -> bool:
    """Keep a member's answers; says whether the check-ins lie open now because this was the last one.

    `marks` says of fields whether they are for the mentor only. Finishing needs at least one line.
    """
    asked = find_check_ins(iteration) or open_round(cycle, What.CHECK_IN, iteration.id, by=by)
    voice = find_readable(cycle, asked, member, by)
    kept = set(voice.mentor_only) if voice else set()
    kept = (kept | {name for name, on in (marks or {}).items() if on}) - {
        name for name, on in (marks or {}).items() if not on
    }
    try:
        voice = give_voice(cycle, asked, member, values, by=by, finished=finished, mentor_only=kept, bases=bases)
    except Conflict as conflict:
        if by.membership_in(cycle.team_id) != member.id and any(
            clash.head.account_id != by.account_id for clash in conflict.clashes
        ):  # the member began to write alone at this very moment: their text is not shown
            raise Refusal(WRITTEN_ALONE, status=403, name=member.account.name) from None
        raise
    if finished and not has_words(voice.answer.values()):
        raise Refusal(NOTHING_WRITTEN, field="done")
    if not finished:
        return False
    present = {one.id for one in present_on(list_members(cycle.team_id), clock.today())}
    opened = reveal_when_all_answered(cycle, asked, present, by=by)
    if opened:
        tell_revealed(cycle, iteration, asked, by=by)
    return opened


def open_check_ins(cycle: Cycle, iteration: Iteration, *, by: Actor) -> None:
    """Open the check-ins to the team. The convenor may at any time; it cannot be undone."""
    asked = find_check_ins(iteration) or open_round(cycle, What.CHECK_IN, iteration.id, by=by)
    lay_open = asked.revealed
    reveal(cycle, asked, by=by)
    if not lay_open:
        tell_revealed(cycle, iteration, asked, by=by)


def begin_log(cycle: Cycle, iteration: Iteration, *, by: Actor) -> list[str]:
    """Fill the empty questions of the note with the opened answers and who said them; names what did not fit.

    Lines for the mentor only stay where they are. What the team has already written is not touched.
    """
    where = begin_work(cycle, by)
    asked = find_check_ins(iteration)
    if asked is None or not asked.revealed:
        raise Refusal(NOT_OPENED, status=409)
    voices = list_voices(asked)
    filled: dict[str, str] = {}
    left_out: set[str] = set()
    for name in VOICE_FIELDS:
        answers = [(_who(voice), str(voice.answer.get(name, ""))) for voice in voices if name not in voice.mentor_only]
        text, missing = join_answers(answers, LOG_LIMITS[name])
        if not getattr(iteration, name) and text:
            filled[name] = text
            left_out |= set(missing)
    if filled:
        was_empty = not iteration.has_note
        save_fields(iteration, filled, {name: iteration.base(name) for name in filled}, by=by, where=where)
        tell_noted(cycle, iteration, was_empty=was_empty, by=by)
    return sorted(left_out)


def _who(voice: Voice) -> str:
    return f"{voice.membership.account.name} ({voice.membership.posting.department.name})"
