"""Every write of the fishbone. Members of the team may, while the cycle is open."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from pdia.access.actor import Actor
from pdia.cycles import targets
from pdia.cycles.models import Cycle
from pdia.cycles.operations import begin_work, describe_stage
from pdia.cycles.rules import Stage
from pdia.directory.queries import list_departments
from pdia.history.operations import Where, add_row, record, save_fields, strike, unstrike
from pdia.history.rules import Deed
from pdia.kernel import clock
from pdia.kernel.db import session
from pdia.kernel.text import clean_line, is_blank
from pdia.kernel.words import Refusal
from pdia.stages.fishbone.models import Cause
from pdia.stages.fishbone.queries import find_cause, list_places, lock_causes
from pdia.stages.fishbone.rules import (
    AT_THE_END,
    HOW_KNOWN_WORDS,
    LIMITS,
    MOVED_TO_BONE,
    MOVED_UNDER,
    NO_TEXT,
    NOT_THERE,
    NOTHING_PROPOSED,
    PROPOSALS,
    PUT_BACK_MEANWHILE,
    STRUCK_MEANWHILE,
    UNDER_STRUCK,
    WROTE_ALREADY,
    HowKnown,
    Parents,
    check_count,
    check_place,
    check_votes,
    inserted,
    line_of,
    standing,
    words_for_rail,
)
from pdia.stages.fishbone.wording import CAUSE
from pdia.teams.models import Membership
from pdia.teams.queries import list_members
from pdia.voices.models import Voice, VoiceRound
from pdia.voices.operations import give_voice, reveal_when_all_answered
from pdia.voices.queries import find_voice


def add_cause(
    cycle: Cycle,
    text: str,
    parent_id: int | None = None,
    *,
    by: Actor,
    departments: Collection[int] = (),
    how_known: str = HowKnown.UNSAID,
    note: str = "",
) -> Cause:
    """Add a cause under another, or a bone when `parent_id` is None; it comes last among its siblings."""
    where = begin_work(cycle, by)
    text = clean_line(text)
    if is_blank(text):
        raise Refusal(NO_TEXT, field="text")
    causes = lock_causes(cycle.id)
    parents, struck = _shape(causes)
    check_count(parents, struck)
    check_place(parents, struck, parent_id)
    _refuse_struck_place(causes, parents, struck, parent_id)
    row = Cause(institute_id=cycle.institute_id, cycle_id=cycle.id, heads={}, version=1)
    row.parent_id, row.position = parent_id, 1 + sum(1 for cause in causes if cause.parent_id == parent_id)
    row.departments = []
    add_row(row, {"text": text, "how_known": how_known, "note": note}, by=by, where=where)
    _keep_place(row, causes, by=by, where=where, deed=Deed.ADD)
    _keep_departments(cycle, row, departments, by=by, where=where, deed=Deed.ADD)
    _describe(cycle, by=by)
    return row


def save_cause(
    cycle: Cycle,
    row: Cause,
    values: Mapping[str, Any],
    bases: Mapping[str, int],
    *,
    by: Actor,
    ticked_before: Collection[int] | None = None,
    reason: str = "",
) -> list[str]:
    """Correct a cause, field by field.

    `departments` in `values` are ids. They are a set, so that two people's ticks are joined: what
    this form added to or took from `ticked_before` (its ticks when it was opened) is done, no more.
    """
    where = begin_work(cycle, by)
    if "text" in values and is_blank(values["text"]):
        raise Refusal(NO_TEXT, field="text")
    if "departments" in values:
        now = {department.id for department in row.departments}
        before = now if ticked_before is None else set(ticked_before)
        ticked = set(values["departments"])
        _keep_departments(cycle, row, (now | (ticked - before)) - (before - ticked), by=by, where=where, deed=Deed.EDIT)
    fields = {name: value for name, value in values.items() if name in ("text", "how_known", "note")}
    _describe(cycle, by=by)
    return save_fields(row, fields, bases, by=by, where=where, reason=reason)


def move_cause(
    cycle: Cycle, row: Cause, parent_id: int | None, *, version: int, by: Actor, position: int | None = None
) -> None:
    """Put a cause with everything under it to another place, or back; a bone when `parent_id` is None."""
    where = begin_work(cycle, by)
    causes = lock_causes(cycle.id)
    _check_version(row, version, causes)
    parents, struck = _shape(causes)
    check_place(parents, struck, parent_id, moving=row.id)
    _refuse_struck_place(causes, parents, struck, parent_id)
    old = row.parent_id
    row.parent_id, row.version = parent_id, row.version + 1
    _renumber(causes, parent_id, row, position)
    if old != parent_id:
        _renumber(causes, old, None, None)
    _keep_place(row, causes, by=by, where=where, deed=Deed.MOVE)
    _describe(cycle, by=by)


def step_cause(cycle: Cycle, row: Cause, step: int, *, version: int, by: Actor) -> None:
    """Move a cause one place up (-1) or down (1) among the standing causes beside it."""
    where = begin_work(cycle, by)
    causes = lock_causes(cycle.id)
    _check_version(row, version, causes)
    beside = [cause for cause in causes if cause.parent_id == row.parent_id and (not cause.struck or cause is row)]
    place = beside.index(row) + step
    if not 0 <= place < len(beside):
        raise Refusal(AT_THE_END, status=409)
    order = [cause.id for cause in causes if cause.parent_id == row.parent_id and cause is not row]
    at = order.index(beside[place].id) + (1 if step > 0 else 0)
    row.version += 1
    _renumber(causes, row.parent_id, row, at + 1)
    _keep_place(row, causes, by=by, where=where, deed=Deed.MOVE)
    _describe(cycle, by=by)


def strike_cause(cycle: Cycle, row: Cause, reason: str, *, version: int, by: Actor) -> None:
    """Strike a cause through; everything under it goes with it and comes back with it."""
    where = begin_work(cycle, by)
    if not row.struck:
        _check_version(row, version, lock_causes(cycle.id))
        row.version += 1
    strike(row, reason, by=by, where=where)
    _describe(cycle, by=by)


def unstrike_cause(cycle: Cycle, row: Cause, *, version: int, by: Actor) -> None:
    """Put a struck cause back, with what lies under it."""
    where = begin_work(cycle, by)
    causes = lock_causes(cycle.id)
    if row.struck:
        _check_version(row, version, causes)
        parents, struck = _shape(causes)
        rest = struck - {row.id}
        check_count(parents, rest, more=0)
        check_place(parents, rest - {row.id}, row.parent_id, moving=row.id)
        row.version += 1
    unstrike(row, by=by, where=where)
    _describe(cycle, by=by)


def _shape(causes: Sequence[Cause]) -> tuple[Parents, set[int]]:
    return {cause.id: cause.parent_id for cause in causes}, {cause.id for cause in causes if cause.struck}


def _refuse_struck_place(causes: Sequence[Cause], parents: Parents, struck: set[int], parent_id: int | None) -> None:
    if parent_id is None or parent_id in standing(parents, struck):
        return
    place = next(cause for cause in causes if cause.id == parent_id)
    raise Refusal(UNDER_STRUCK, field="parent_id", cause=place.text)


def _check_version(row: Cause, version: int, causes: Sequence[Cause]) -> None:
    """409 for a move that began from a page older than the last one, saying who did what."""
    if row.version == version:
        return
    heads = [(name, head) for name in ("place", "struck") if (head := row.head(name))]
    name, head = max(heads, key=lambda pair: pair[1].at)
    if name == "struck":
        raise Refusal(STRUCK_MEANWHILE if row.struck else PUT_BACK_MEANWHILE, status=409, name=head.name)
    place = next((cause.text for cause in causes if cause.id == row.parent_id), None)
    if place is None:
        raise Refusal(MOVED_TO_BONE, status=409, name=head.name)
    raise Refusal(MOVED_UNDER, status=409, name=head.name, place=place)


def _renumber(causes: Sequence[Cause], parent_id: int | None, row: Cause | None, position: int | None) -> None:
    beside = {cause.id: cause for cause in causes if cause.parent_id == parent_id}
    order = list(beside) if row is None else inserted(beside, row.id, position)
    for number, cause_id in enumerate(order, 1):
        beside[cause_id].position = number


def _keep_place(row: Cause, causes: Sequence[Cause], *, by: Actor, where: Where, deed: Deed) -> None:
    """Write into the history where the cause lies: its number, and the words of what it lies under."""
    above = next((cause.text for cause in causes if cause.id == row.parent_id), "")
    record(row, "place", f"{row.position}. {above}".strip(), by=by, where=where, deed=deed)


def _keep_departments(cycle: Cycle, row: Cause, ids: Collection[int], *, by: Actor, where: Where, deed: Deed) -> None:
    if {department.id for department in row.departments} == set(ids):
        return
    known = {department.id: department for department in list_departments(cycle.institute_id, retired=True)}
    if not set(ids) <= set(known):
        raise Refusal(NOT_THERE, field="departments")
    row.departments = sorted((known[one] for one in ids), key=lambda department: department.letter)
    names = "; ".join(department.name for department in row.departments)
    record(row, "departments", names, by=by, where=where, deed=deed)


def _describe(cycle: Cycle, *, by: Actor) -> None:
    session.flush()  # the rail counts what is there now
    parents, struck = list_places(cycle.id)
    stand = standing(parents, struck)
    bones = sum(1 for cause_id in stand if parents[cause_id] is None)
    describe_stage(cycle, Stage.FISHBONE, words_for_rail(bones, len(stand) - bones), by=by)


def propose(
    cycle: Cycle,
    asked: VoiceRound,
    member: Membership,
    values: Mapping[str, Any],
    bases: Mapping[str, int],
    *,
    by: Actor,
    finished: bool,
) -> bool:
    """Keep a member's private causes, whole or in part; says whether all answers lie open now.

    The member writes, or a teammate for one without a phone. ``finished`` says that they may be opened.
    """
    kept = _check_hand(asked, member, by=by)
    if finished and all(is_blank(text) for text in {**(kept.answer if kept else {}), **values}.values()):
        raise Refusal(NOTHING_PROPOSED, field=PROPOSALS[0])
    give_voice(cycle, asked, member, values, by=by, finished=finished, bases=bases)
    return reveal_when_all_answered(cycle, asked, _present(cycle), by=by)


def vote(cycle: Cycle, asked: VoiceRound, member: Membership, ticked: Collection[int], *, by: Actor) -> bool:
    """Keep the causes that a member ticked, until all votes are opened; says whether they lie open now."""
    _check_hand(asked, member, by=by)
    check_votes(ticked)
    parents, struck = list_places(cycle.id)
    if not set(ticked) <= standing(parents, struck):
        raise Refusal(NOT_THERE, field="causes")
    answer = " ".join(str(cause_id) for cause_id in sorted(ticked))
    give_voice(cycle, asked, member, {"causes": answer}, by=by, finished=True)
    return reveal_when_all_answered(cycle, asked, _present(cycle), by=by)


def _check_hand(asked: VoiceRound, member: Membership, *, by: Actor) -> Voice | None:
    """The voice that is written on; another member's own words are not for a teammate to write over."""
    kept = find_voice(asked.id, member.id)
    if kept is not None and not may_write_on(kept, member, by=by):
        raise Refusal(WROTE_ALREADY, status=403, name=member.account.name)
    return kept


def may_write_on(kept: Voice, member: Membership, *, by: Actor) -> bool:
    """Whether `by` may read and change this private voice: it is the own one, or was entered by the same hand."""
    if by.membership_in(member.team_id) == member.id:
        return True
    hands = {head.account_id for field in kept.heads if (head := kept.head(field))}
    return bool(kept.entered_by) and hands <= {by.account_id}


def _present(cycle: Cycle) -> set[int]:
    return {member.id for member in list_members(cycle.team_id, clock.today())}


def _write(cycle: Cycle, row: Any, field: str, text: str, by: Actor) -> None:
    where = begin_work(cycle, by)
    save_fields(row, {field: text}, {}, by=by, where=where, deed=Deed.RESTORE)


def _went_with_its_bone(cycle: Cycle, row: Cause) -> bool:
    """Whether a cause, or one that it lies under, is struck through."""
    parents, struck = list_places(cycle.id)
    return not struck.isdisjoint(line_of(parents, row.id))


targets.register(
    targets.TargetKind(
        kind=Cause.kind,
        load=lambda cycle, row_id: find_cause(cycle.id, row_id),
        write=_write,
        fields=frozenset({"text", "note"}),
        limits=LIMITS,
        words=lambda row: row.text,
        page=lambda row: ("fishbone.show_cause", {"cause_id": row.id}),
        labels={name: question.label for name, question in CAUSE.items()},
        choices={"how_known": HOW_KNOWN_WORDS},
        is_struck=_went_with_its_bone,
        stage=Stage.FISHBONE,
    )
)
