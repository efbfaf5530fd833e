"""What mentors write for themselves, and one standing in for another. The caller commits."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, timedelta

from pdia.access.actor import Actor
from pdia.accounts.models import Account
from pdia.cycles.models import Cycle
from pdia.cycles.queries import list_cycles_of_teams
from pdia.cycles.targets import find_target
from pdia.history.operations import Where, add_row, record, save_fields, strike, unstrike
from pdia.history.rules import Deed
from pdia.kernel import clock
from pdia.kernel.db import insert, session
from pdia.kernel.text import is_blank
from pdia.kernel.words import N_, Message, Refusal
from pdia.mentoring.models import MentorLook, MentorNote
from pdia.mentoring.queries import find_looks, list_assignments_in
from pdia.mentoring.rules import (
    ALREADY_THERE,
    NO_NOTE,
    NO_TEAM,
    NOT_YOUR_NOTE,
    REASON_LIMIT,
    check_cover,
    looked_until,
    overlap,
)
from pdia.notices.operations import tell
from pdia.notices.rules import Kind
from pdia.teams.models import MentorAssignment, Team

COVERS_YOU = N_("You stand in for %(name)s as mentor of %(teams)s, from %(first)s until %(last)s.")
COVER_ENDED = N_("%(name)s ended the cover for %(teams)s.")


def note_look(team: Team, until: str, *, by: Actor) -> datetime:
    """Keep that a mentor has looked at a team up to the moment their page was made; gives that moment."""
    at = looked_until(until, find_looks(by.account_id, [team.id]).get(team.id), clock.now())
    session.execute(
        insert(MentorLook)
        .values(institute_id=team.institute_id, account_id=by.account_id, team_id=team.id, at=at)
        .on_conflict_do_update(index_elements=["account_id", "team_id"], set_={"at": at})
    )
    return at


def _apart() -> Where:
    """Where a note's revisions belong: to no cycle and no team, and each save is one of its own."""
    return Where(read_by_other=clock.now())


def add_note(team: Team, text: str, *, by: Actor, cycle: Cycle | None = None, place: str = "") -> MentorNote:
    """Write a note about a team or one of its entries. Its mentors and the course coordinators may."""
    if is_blank(text):
        raise Refusal(NO_NOTE, field="text")
    stage, label = _called(cycle, place)
    note = MentorNote(
        institute_id=team.institute_id,
        team_id=team.id,
        cycle_id=cycle.id if cycle else None,
        stage=stage,
        place=place if stage else "",
        label=label,
        account_id=by.account_id,
        name=by.name,
        at=clock.now(),
        heads={},
        struck=False,
        struck_reason="",
    )
    add_row(note, {"text": text}, by=by, where=_apart())
    return note


def _called(cycle: Cycle | None, place: str) -> tuple[str, str]:
    """The stage of a place and what its question is called; nothing for a place that is none."""
    kind, _, rest = place.partition(":")
    row_id, _, field = rest.partition(":")
    target = find_target(kind)
    if cycle is None or target is None or not (row_id.isascii() and row_id.isdigit() and len(row_id) < 10):
        return "", ""
    if target.load(cycle, int(row_id)) is None:
        return "", ""
    return target.stage.value, target.labels.get(field, "")


def save_note(note: MentorNote, values: Mapping[str, object], bases: Mapping[str, int], *, by: Actor) -> list[str]:
    """Write one's own note anew; the earlier text stays in its history."""
    _check_own(note, by)
    if is_blank(str(values.get("text", note.text) or "")):
        raise Refusal(NO_NOTE, field="text")
    return save_fields(note, values, bases, by=by, where=_apart())


def strike_note(note: MentorNote, reason: str, *, by: Actor) -> None:
    """Strike one's own note through."""
    _check_own(note, by)
    strike(note, reason[:REASON_LIMIT], by=by, where=_apart())


def unstrike_note(note: MentorNote, *, by: Actor) -> None:
    """Put one's own note back."""
    _check_own(note, by)
    unstrike(note, by=by, where=_apart())


def _check_own(note: MentorNote, by: Actor) -> None:
    if note.account_id != by.account_id:
        raise Refusal(NOT_YOUR_NOTE, status=403, name=note.name)


def give_cover(
    own: Sequence[MentorAssignment],
    chosen: Collection[int],
    colleague: Account,
    *,
    starts_on: date | None,
    ends_on: date | None,
    by: Actor,
    today: date,
) -> list[MentorAssignment]:
    """Let a colleague mentor some of one's own teams for dated weeks; one keeps mentoring them oneself.

    `own` are one's running assignments with their teams; those in which one stands in oneself are not passed on.
    """
    first, last = check_cover(starts_on, ends_on, today)
    teams = [one.team for one in own if one.covers_id is None and one.team_id in set(chosen)]
    if not teams or len({team.id for team in teams}) < len(set(chosen)):
        raise Refusal(NO_TEAM, field="teams")
    there = {
        one.team.name
        for one in list_assignments_in(colleague.id, [team.id for team in teams])
        if overlap(first, last, one.starts_on, one.ends_on)
    }
    if there:
        raise Refusal(ALREADY_THERE, field="teams", name=colleague.name, teams=", ".join(sorted(there)))
    covers = [_cover(team, colleague, first, last, by) for team in teams]
    session.flush()  # the notice speaks of the first one's id
    days = {"first": first.strftime("%d/%m/%Y"), "last": last.strftime("%d/%m/%Y")}
    _tell(covers, colleague.id, Message(COVERS_YOU, {"name": by.name, "teams": _names(covers), **days}), by=by)
    return covers


def _cover(team: Team, colleague: Account, first: date, last: date, by: Actor) -> MentorAssignment:
    cover = MentorAssignment(
        institute_id=team.institute_id,
        team_id=team.id,
        account_id=colleague.id,
        starts_on=first,
        ends_on=last,
        covers_id=by.account_id,
    )
    cover.team, cover.account = team, colleague
    session.add(cover)
    words = f"+ {colleague.name} ({by.name}, {first.isoformat()} – {last.isoformat()})"
    record(team, "mentors", words, by=by, where=_of_team(team), deed=Deed.ADD)
    return cover


def end_cover(covers: Sequence[MentorAssignment], *, by: Actor, today: date) -> None:
    """End a cover early: from today the one who stood in reads nothing new. Who gave or took it may."""
    running = [one for one in covers if one.ends_on is None or one.ends_on >= today]
    for one in running:
        one.ends_on = max(today, one.starts_on) - timedelta(days=1)
        record(one.team, "mentors", f"− {one.account.name}", by=by, where=_of_team(one.team), deed=Deed.STRIKE)
    if running:
        other = running[0].covers_id if running[0].account_id == by.account_id else running[0].account_id
        words = Message(COVER_ENDED, {"name": by.name, "teams": _names(running)})
        _tell(running, other or by.account_id, words, by=by)


def _of_team(team: Team) -> Where:
    return Where(team_id=team.id, read_by_other=clock.now())


def _names(covers: Sequence[MentorAssignment]) -> str:
    return ", ".join(one.team.name for one in covers)


def _tell(covers: Sequence[MentorAssignment], account_id: int, said: Message, *, by: Actor) -> None:
    """Tell the other one, once for all teams; a notice belongs to a cycle, so teams without any wait for their page."""
    cycles = list_cycles_of_teams([one.team_id for one in covers])
    if cycles:
        tell(cycles[0], Kind.WORK, to=[account_id], by=by, said=said, about=f"cover:{covers[0].id}", path="/mentoring")
