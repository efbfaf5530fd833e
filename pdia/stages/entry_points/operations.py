"""Every write of the entry-points stage. Members of the team may, while the cycle is open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from pdia.access.actor import Actor
from pdia.cycles import targets
from pdia.cycles.models import Cycle
from pdia.cycles.operations import begin_work, describe_stage
from pdia.cycles.rules import Stage
from pdia.history.operations import Where, add_row, record, save_fields, strike, unstrike
from pdia.history.rules import Deed
from pdia.kernel import clock
from pdia.kernel.db import lock, session
from pdia.kernel.words import N_, Message, Refusal
from pdia.stages.entry_points.models import EntryPoint, RoomRating, Stakeholder
from pdia.stages.entry_points.queries import (
    count_stakeholders,
    find_entry_point,
    find_rating,
    latest_ratings,
    list_entry_points,
    list_open_causes,
)
from pdia.stages.entry_points.rules import (
    ANSWERS_ALONE,
    CHOSEN_ALREADY,
    ENOUGH_AT_ONCE,
    LIMITS,
    MOST_AT_ONCE,
    MOST_ENTRY_POINTS,
    MOST_OFFICES,
    NO_CAUSE,
    NO_MEMBER,
    STRUCK_CAUSE,
    THREE,
    TOO_MANY,
    TOO_MANY_OFFICES,
    check_office,
    check_rating,
)
from pdia.stages.entry_points.wording import POINT, RATING, SIZES, WHY
from pdia.stages.fishbone.models import Cause
from pdia.stages.fishbone.queries import find_cause
from pdia.teams.models import Membership
from pdia.teams.queries import find_membership
from pdia.voices.models import Voice, VoiceRound
from pdia.voices.operations import give_voice, open_round, reveal_when_all_answered
from pdia.voices.queries import list_rounds
from pdia.voices.rules import What

REASONS = tuple(f"{name}_why" for name in THREE)


def look_at(cycle: Cycle, cause: Cause, *, by: Actor, names_hidden: bool = False) -> VoiceRound:
    """Ask every member how much room there is at `cause`; a running question is simply given back."""
    _check_standing(cycle, cause)
    running = {asked.subject_id for asked in list_rounds(cycle.id, What.RATING) if not asked.revealed}
    if cause.id not in running and len(running) >= MOST_AT_ONCE:
        raise Refusal(ENOUGH_AT_ONCE, field="cause_id", most=MOST_AT_ONCE)
    asked = open_round(cycle, What.RATING, cause.id, by=by, names_hidden=names_hidden)
    _describe(cycle, by=by)
    return asked


def may_write_for(voice: Voice | None, by: Actor) -> bool:
    """Whether `by` may go on with what is there for another member: only if all of it is from `by`'s hand."""
    heads = voice.heads if voice else {}
    return all(head["account"] == by.account_id for head in heads.values())


def give_rating(
    cycle: Cycle,
    asked: VoiceRound,
    member: Membership,
    known: Voice | None,
    values: Mapping[str, Any],
    bases: Mapping[str, int],
    *,
    present: set[int],
    by: Actor,
    finished: bool,
) -> Voice:
    """Keep one member's private rating; with the last of `present` finished, all answers lie open."""
    if member.id != by.membership_in(cycle.team_id) and not may_write_for(known, by):
        raise Refusal(ANSWERS_ALONE, status=409, name=member.account.name)
    if finished:
        check_rating({**(known.answer if known else {}), **values})
    voice = give_voice(cycle, asked, member, values, by=by, finished=finished, bases=bases)
    reveal_when_all_answered(cycle, asked, present, by=by)
    return voice


def rate_room(
    cycle: Cycle,
    cause: Cause,
    authority: str,
    acceptance: str,
    ability: str,
    reasons: Mapping[str, str],
    *,
    by: Actor,
    iteration_id: int | None = None,
) -> RoomRating:
    """Keep what the team agreed on today about the room to act at `cause`; earlier ratings stay.

    `reasons` may hold ``authority_why``, ``acceptance_why`` and ``ability_why``.
    """
    where = begin_work(cycle, by)
    ratings = {"authority": authority, "acceptance": acceptance, "ability": ability}
    check_rating(ratings)
    row = RoomRating(
        institute_id=cycle.institute_id,
        cycle_id=cycle.id,
        cause_id=cause.id,
        iteration_id=iteration_id,
        heads={},
        name=by.name,
        posting=by.posting_in(cycle.team_id),
        at=clock.now(),
    )
    given = {name: reasons.get(name) or "" for name in REASONS}
    add_row(row, {**ratings, **given}, by=by, where=where)
    _describe(cycle, by=by)
    return row


def keep_room(cycle: Cycle, *, by: Actor, iteration_id: int | None) -> list[RoomRating]:
    """The room to act is unchanged: the last ratings of the chosen causes again, dated today.

    A cause that was rated in this iteration already, or never, is left as it is.
    """
    begin_work(cycle, by)
    latest = latest_ratings(cycle.id)
    chosen = {point.cause_id for point in list_entry_points(cycle.id)}
    kept = [latest[cause_id] for cause_id in sorted(chosen & latest.keys())]
    return [
        rate_room(
            cycle,
            last.cause,
            last.authority,
            last.acceptance,
            last.ability,
            {name: getattr(last, name) for name in REASONS},
            by=by,
            iteration_id=iteration_id,
        )
        for last in kept
        if iteration_id is None or last.iteration_id != iteration_id
    ]


def add_entry_point(cycle: Cycle, values: Mapping[str, Any], *, by: Actor) -> EntryPoint:
    """Choose a cause at which the team starts."""
    where = begin_work(cycle, by)
    lock(cycle)  # two who choose the same cause at once must meet
    cause = find_cause(cycle.id, values["cause_id"]) if values.get("cause_id") else None
    if cause is None:
        raise Refusal(NO_CAUSE, field="cause_id")
    _check_standing(cycle, cause)
    standing = list_entry_points(cycle.id)
    if any(point.cause_id == cause.id for point in standing):
        raise Refusal(CHOSEN_ALREADY, field="cause_id")
    if len(standing) >= MOST_ENTRY_POINTS:
        raise Refusal(TOO_MANY, most=MOST_ENTRY_POINTS)
    point = EntryPoint(institute_id=cycle.institute_id, cycle_id=cycle.id, cause_id=cause.id, heads={})
    texts = {name: values.get(name) or "" for name in LIMITS}
    add_row(point, {**texts, "by_date": values.get("by_date")}, by=by, where=where)
    _give_to(cycle, point, values, by=by, where=where, deed=Deed.ADD)
    _describe(cycle, by=by)
    return point


def save_entry_point(
    cycle: Cycle, point: EntryPoint, values: Mapping[str, Any], bases: Mapping[str, int], *, by: Actor
) -> list[str]:
    """Correct an entry point, field by field; its cause stays."""
    where = begin_work(cycle, by)
    _give_to(cycle, point, values, by=by, where=where, deed=Deed.EDIT)
    session.flush()  # saving the fields reads the row again
    fields = {name: value for name, value in values.items() if name not in ("cause_id", "person_id")}
    return save_fields(point, fields, bases, by=by, where=where)


def _give_to(
    cycle: Cycle, point: EntryPoint, values: Mapping[str, Any], *, by: Actor, where: Where, deed: Deed
) -> None:
    """Note who takes the first step; history keeps the name, not a number."""
    wanted = values.get("person_id", point.person_id)
    if wanted == point.person_id:
        return
    member = find_membership(wanted) if wanted is not None else None
    if wanted is not None and (member is None or member.team_id != cycle.team_id):
        raise Refusal(NO_MEMBER, field="person_id")
    point.person_id = wanted
    record(point, "person_id", member.account.name if member else "", by=by, where=where, deed=deed)


def strike_entry_point(cycle: Cycle, point: EntryPoint, reason: str, *, by: Actor) -> None:
    """Start elsewhere: strike an entry point through with a reason; it stays readable."""
    strike(point, reason, by=by, where=begin_work(cycle, by))
    session.flush()  # the rail counts what is left
    _describe(cycle, by=by)


def unstrike_entry_point(cycle: Cycle, point: EntryPoint, *, by: Actor) -> None:
    """Put a struck entry point back, unless its cause was chosen again in the meantime."""
    where = begin_work(cycle, by)
    standing = list_entry_points(cycle.id)
    if point.struck and any(other.cause_id == point.cause_id for other in standing):
        raise Refusal(CHOSEN_ALREADY, status=409)
    if point.struck and len(standing) >= MOST_ENTRY_POINTS:
        raise Refusal(TOO_MANY, status=409, most=MOST_ENTRY_POINTS)
    unstrike(point, by=by, where=where)
    session.flush()  # the rail counts it again
    _describe(cycle, by=by)


def add_stakeholder(cycle: Cycle, cause: Cause | None, values: Mapping[str, Any], *, by: Actor) -> Stakeholder:
    """Note an office that backs or blocks a step. For members of the team only, see :func:`_unseen`."""
    where = _unseen(begin_work(cycle, by))
    check_office(values)
    if count_stakeholders(cycle.id) >= MOST_OFFICES:
        raise Refusal(TOO_MANY_OFFICES, most=MOST_OFFICES)
    row = Stakeholder(
        institute_id=cycle.institute_id, cycle_id=cycle.id, cause_id=cause.id if cause else None, heads={}
    )
    fields = {name: values.get(name) for name in ("office", "support", "influence")}
    add_row(row, {**fields, "note": values.get("note") or ""}, by=by, where=where)
    return row


def save_stakeholder(
    cycle: Cycle, row: Stakeholder, values: Mapping[str, Any], bases: Mapping[str, int], *, by: Actor
) -> list[str]:
    """Correct what is noted of an office."""
    where = _unseen(begin_work(cycle, by))
    check_office({name: values.get(name, getattr(row, name)) for name in ("office", "support", "influence")})
    return save_fields(row, values, bases, by=by, where=where)


def strike_stakeholder(cycle: Cycle, row: Stakeholder, reason: str, *, by: Actor) -> None:
    """Strike an office through; it stays readable to the team."""
    strike(row, reason, by=by, where=_unseen(begin_work(cycle, by)))


def unstrike_stakeholder(cycle: Cycle, row: Stakeholder, *, by: Actor) -> None:
    """Put a struck office back."""
    unstrike(row, by=by, where=_unseen(begin_work(cycle, by)))


def _unseen(where: Where) -> Where:
    """What is said of an office stays in the team: its revisions name neither cycle nor team.

    Mentors and course coordinators read the history of both; this kind of row is also no target.
    """
    return replace(where, cycle_id=None, team_id=None)


def _check_standing(cycle: Cycle, cause: Cause) -> None:
    if all(cause.id != known.id for known in list_open_causes(cycle.id)):
        raise Refusal(STRUCK_CAUSE, field="cause_id")


def _describe(cycle: Cycle, *, by: Actor) -> None:
    """The rail's words; who was asked or rated is said only in numbers."""
    points, rated = len(list_entry_points(cycle.id)), len(latest_ratings(cycle.id))
    words: Message | None = None
    if points:
        words = (
            Message(N_("%(count)s places to start"), {"count": points})
            if points > 1
            else Message(N_("one place to start"))
        )
    elif rated:
        words = Message(N_("%(count)s causes rated"), {"count": rated}) if rated > 1 else Message(N_("one cause rated"))
    describe_stage(cycle, Stage.ENTRY_POINTS, words, by=by)


def _write(cycle: Cycle, row: Any, field: str, text: str, by: Actor) -> None:
    save_fields(row, {field: text}, {}, by=by, where=begin_work(cycle, by), deed=Deed.RESTORE)


targets.register(
    targets.TargetKind(
        kind=EntryPoint.kind,
        load=lambda cycle, row_id: find_entry_point(cycle.id, row_id),
        write=_write,
        fields=frozenset(LIMITS),
        limits=LIMITS,
        words=lambda row: row.cause.text,
        page=lambda row: ("entry_points.edit", {"point_id": row.id}),
        labels={name: question.label for name, question in POINT.items()},
        stage=Stage.ENTRY_POINTS,
    )
)
targets.register(
    targets.TargetKind(
        kind=RoomRating.kind,
        load=lambda cycle, row_id: find_rating(cycle.id, row_id),
        words=lambda row: row.cause.text,
        labels={name: question.label for name, question in {**RATING, **WHY}.items()},
        choices=dict.fromkeys(RATING, SIZES),
        stage=Stage.ENTRY_POINTS,
    )
)
