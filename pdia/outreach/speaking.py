"""A question that goes round in a hall where one types for all. What is said stays beside the question.

Members, mentors and course coordinators may type; the words are the speaker's, who alone may change them.
"""

from __future__ import annotations

from dataclasses import replace

from pdia.access.actor import Actor, TeamTie, Tie
from pdia.cycles.models import Cycle
from pdia.cycles.rules import STAGE_WORDS, Stage, check_writable
from pdia.kernel import clock
from pdia.kernel.db import lock, session
from pdia.kernel.i18n import say
from pdia.outreach.models import TurnRound
from pdia.outreach.queries import find_turn_round, list_rows_of_kind
from pdia.teams.models import Membership
from pdia.threads.operations import begin_thread, reply
from pdia.threads.places import Place, find_place
from pdia.threads.queries import find_thread, list_comments
from pdia.threads.rules import Sort


def take_down(
    cycle: Cycle, stage: Stage, question: str, label: str, speaker: Membership, text: str, *, by: Actor
) -> TurnRound:
    """Keep what one member says to the question that goes round; the first words begin the discussion."""
    check_writable(cycle.state, cycle.paused_for)
    row = _round(cycle, stage, question, by=by)
    voice = speaking(by, speaker)
    thread = find_thread(cycle.id, row.thread_id) if row.thread_id else None
    if thread is None:
        place = place_of(cycle, stage, question, label)
        thread = begin_thread(cycle, place, sort=Sort.ROUND, text=text, by=voice)
        row.thread_id = thread.id
        comment = list_comments(thread.id)[0]
    else:
        comment = reply(cycle, thread, text, by=voice)
    if speaker.account_id != by.account_id:
        comment.entered_by = by.name
    row.spoken = sorted({*row.spoken, speaker.id})
    row.passed = [one for one in row.passed if one != speaker.id]
    return row


def pass_on(cycle: Cycle, stage: Stage, question: str, speaker: Membership, *, by: Actor) -> TurnRound:
    """One member passes; they can still speak later."""
    check_writable(cycle.state, cycle.paused_for)
    row = _round(cycle, stage, question, by=by)
    if speaker.id not in row.spoken:
        row.passed = sorted({*row.passed, speaker.id})
    return row


def end_round(cycle: Cycle, stage: Stage, question: str) -> None:
    """End a round; what was said stays. Twice is no error."""
    check_writable(cycle.state, cycle.paused_for)
    row = find_turn_round(cycle.id, stage.value, question)
    if row is not None:
        row.ended = True


def _round(cycle: Cycle, stage: Stage, question: str, *, by: Actor) -> TurnRound:
    lock(cycle)  # two devices in one hall find the same round
    row = find_turn_round(cycle.id, stage.value, question)
    if row is None:
        row = TurnRound(
            institute_id=cycle.institute_id,
            cycle_id=cycle.id,
            stage=stage.value,
            question=question,
            spoken=[],
            passed=[],
            name=by.name,
            at=clock.now(),
        )
        session.add(row)
        session.flush()  # it is locked like one that was there before
    lock(row)
    return row


def speaking(by: Actor, speaker: Membership) -> Actor:
    """The member who speaks as the one who acts: the words are theirs, whoever types."""
    tie = TeamTie(
        team_id=speaker.team_id,
        tie=Tie.MEMBER,
        membership_id=speaker.id,
        convenor=speaker.convenor,
        posting=speaker.posting.words,
        department_id=speaker.posting.department_id,
    )
    return replace(
        by,
        account_id=speaker.account_id,
        name=speaker.account.name,
        posting=speaker.posting.words,
        facilitates=False,
        observes=frozenset(),
        is_site_admin=False,
        ties={speaker.team_id: tie},
        because="",
    )


def place_of(cycle: Cycle, stage: Stage, question: str, label: str) -> Place:
    """Where the answers stand: at the question when there is one row of it, else at the step as a whole."""
    kind, _, field = question.partition(".")
    rows = list_rows_of_kind(cycle.id, kind) if kind else []
    place = find_place(cycle, f"{kind}:{rows[0]}:{field}") if len(rows) == 1 else None
    if place is not None:
        return place
    words = f"{STAGE_WORDS[stage]}\n{say(label)}" if label else STAGE_WORDS[stage]
    return Place(stage=stage.value, label=words)
