"""Forming teams, and what a team writes of itself.

Facilitators of the institute form teams and assign mentors; members write terms, functions and
authorisers; the convenor or a facilitator passes the convening on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from pdia.access.actor import Actor
from pdia.accounts.models import Account
from pdia.accounts.operations import issue_code
from pdia.cohorts.models import Cohort
from pdia.cohorts.operations import enrol
from pdia.cohorts.queries import holds_role
from pdia.cohorts.rules import Role
from pdia.directory.models import Department, Designation, Place
from pdia.history.operations import Where, add_row, record, save_fields
from pdia.history.queries import find_revision
from pdia.history.rules import Deed
from pdia.kernel import clock
from pdia.kernel.db import lock, session
from pdia.kernel.text import clean_line, is_blank
from pdia.kernel.words import Refusal
from pdia.teams.models import Authoriser, Membership, MentorAssignment, Posting, Team
from pdia.teams.queries import list_covers_of, list_members, list_mentors, list_postings
from pdia.teams.rules import (
    ALREADY_MEMBER,
    LAST_CONVENOR,
    MOST_MEMBERS,
    NAME_LIMIT,
    NEEDS_NAME,
    NOT_MEMBER,
    POSTING_BEGINS,
    TEAM_FULL,
    TICKS_CHANGED,
    Function,
    check_code_for,
)


def _of_team(team_id: int) -> Where:
    """Where a team's own rows belong. Who opened a team's pages is not remembered, so every save counts
    as read by somebody: a page opened between two saves of one sitting must not overwrite the second."""
    return Where(team_id=team_id, read_by_other=clock.now())


def add_posting(
    account: Account,
    department: Department,
    *,
    designation: Designation | None = None,
    place: Place | None = None,
    starts_on: date,
) -> Posting:
    """A person's dated posting. A transfer is a new one; the old one ends the day before."""
    posting = Posting(
        institute_id=account.institute_id,
        account_id=account.id,
        department_id=department.id,
        designation_id=designation.id if designation else None,
        place_id=place.id if place else None,
        starts_on=starts_on,
    )
    posting.department, posting.designation, posting.place = department, designation, place
    session.add(posting)
    session.flush()  # memberships stand on its id
    return posting


def form_team(cohort: Cohort, name: str, *, level: str, place: Place | None, by: Actor) -> Team:
    """A new team of a cohort, without members yet."""
    name = clean_line(name)[:NAME_LIMIT]
    if is_blank(name):
        raise Refusal(NEEDS_NAME, field="name")
    team = Team(
        institute_id=cohort.institute_id,
        cohort_id=cohort.id,
        level=level,
        place_id=place.id if place else None,
        terms="",
        functions={},
        heads={},
    )
    team.cohort, team.place = cohort, place
    session.add(team)
    team.name = name
    session.flush()  # revisions name its id
    record(team, "name", name, by=by, where=_of_team(team.id), deed=Deed.ADD)
    return team


def add_member(
    team: Team, account: Account, posting: Posting, *, starts_on: date, by: Actor, convenor: bool = False
) -> Membership:
    """Put a person into the team in one of their postings; the first member convenes."""
    present = list_members(team.id, starts_on)
    if any(member.account_id == account.id for member in present):
        raise Refusal(ALREADY_MEMBER, field="account_id", name=account.name)
    if len(present) >= MOST_MEMBERS:
        raise Refusal(TEAM_FULL, most=MOST_MEMBERS)
    member = Membership(
        institute_id=team.institute_id,
        team_id=team.id,
        account_id=account.id,
        posting_id=posting.id,
        convenor=False,
        starts_on=starts_on,
    )
    member.account, member.posting = account, posting
    session.add(member)
    session.flush()  # convening and functions name its id
    enrol(team.cohort, account)
    record(team, "members", f"+ {account.name}", by=by, where=_of_team(team.id), deed=Deed.ADD)
    if convenor or not any(other.convenor for other in present):
        name_convenor(team, member, [*present, member], by=by)
    return member


def end_membership(team: Team, member: Membership, *, ends_on: date, by: Actor) -> None:
    """Let a person leave; their words stay under the posting they had. The convenor passes on first."""
    if member.convenor:
        raise Refusal(LAST_CONVENOR, status=409)
    member.ends_on = ends_on - timedelta(days=1)
    record(team, "members", f"− {member.account.name}", by=by, where=_of_team(team.id), deed=Deed.STRIKE)


def change_posting(team: Team, member: Membership, posting: Posting, *, by: Actor) -> None:
    """After a transfer within the same work: from now on the person acts in another posting."""
    member.posting_id = posting.id
    member.posting = posting
    words = f"{member.account.name}: {posting.words}"
    record(team, "members", words, by=by, where=_of_team(team.id), deed=Deed.MOVE)


def name_convenor(team: Team, member: Membership, present: Sequence[Membership], *, by: Actor) -> None:
    """Pass the convening on; exactly one present member convenes."""
    if member not in present:
        raise Refusal(NOT_MEMBER, field="convenor")
    for other in present:
        other.convenor = other is member
    record(team, "convenor", str(member.id), by=by, where=_of_team(team.id), deed=Deed.STATE)


def assign_mentor(team: Team, account: Account, *, starts_on: date, by: Actor) -> MentorAssignment:
    """Give the team a mentor of the same institute, from a day on; twice is no error."""
    for known in list_mentors(team.id, starts_on):
        if known.account_id == account.id and known.covers_id is None:
            return known
    assignment = MentorAssignment(
        institute_id=team.institute_id, team_id=team.id, account_id=account.id, starts_on=starts_on
    )
    assignment.account = account
    session.add(assignment)
    record(team, "mentors", f"+ {account.name}", by=by, where=_of_team(team.id), deed=Deed.ADD)
    session.flush()  # the page lists it at once
    return assignment


def end_mentoring(team: Team, assignment: MentorAssignment, *, ends_on: date, by: Actor) -> None:
    """End a mentor's assignment; from that day they read nothing new, nor does who stands in for them."""
    assignment.ends_on = ends_on - timedelta(days=1)
    for cover in list_covers_of(team.id, assignment.account_id, ends_on):
        cover.ends_on = max(ends_on, cover.starts_on) - timedelta(days=1)
    record(team, "mentors", f"− {assignment.account.name}", by=by, where=_of_team(team.id), deed=Deed.STRIKE)


def save_team(team: Team, values: Mapping[str, Any], bases: Mapping[str, int], *, by: Actor) -> list[str]:
    """Save the team's name or terms of engagement, field by field."""
    return save_fields(team, values, bases, by=by, where=_of_team(team.id))


def save_functions(
    team: Team,
    functions: Mapping[Function, Sequence[int]],
    *,
    by: Actor,
    today: date,
    base: int | None = None,
) -> None:
    """Who covers which function; ids of people who are no members today are dropped.

    `base` is the revision that the ticks began from; when somebody else saved in between, the answer
    is a refusal that says who and what stands now.
    """
    lock(team)
    members = {member.id: member.account.name for member in list_members(team.id, today)}
    wanted = {
        function.value: [member for member in functions.get(function, ()) if member in members] for function in Function
    }
    if wanted == team.functions:
        return
    head = team.head("functions")
    if base is not None and head is not None and base != head.version:
        names = {members[one] for ids in team.functions.values() for one in ids if one in members}
        raise Refusal(TICKS_CHANGED, name=head.name, now=", ".join(sorted(names)) or "–")
    team.functions = wanted
    record(team, "functions", str(team.functions), by=by, where=_of_team(team.id), deed=Deed.EDIT)


def add_authoriser(team: Team, values: Mapping[str, Any], *, by: Actor) -> Authoriser:
    """Name an office whose backing the team needs."""
    if is_blank(values.get("title") or ""):
        raise Refusal(NEEDS_NAME, field="title")
    row = Authoriser(institute_id=team.institute_id, team_id=team.id, heads={}, needs=list(values.get("needs") or []))
    add_row(row, {name: value for name, value in values.items() if name != "needs"}, by=by, where=_of_team(team.id))
    return row


def save_authoriser(row: Authoriser, values: Mapping[str, Any], bases: Mapping[str, int], *, by: Actor) -> list[str]:
    """Revise what is needed from an office and when it was last met. Any member may."""
    if "needs" in values:
        lock(row)
        _save_needs(row, values["needs"] or [], bases.get("needs"), by=by)
        session.flush()  # saving the fields reads the row again
    fields = {name: value for name, value in values.items() if name != "needs"}
    return save_fields(row, fields, bases, by=by, where=_of_team(row.team_id))


def _save_needs(row: Authoriser, needs: Sequence[str], base: int | None, *, by: Actor) -> None:
    """Ticks are saved like a text: what was not touched overwrites nothing, what clashes is refused."""
    submitted, current, head = ", ".join(needs), ", ".join(row.needs), row.head("needs")
    if submitted == current:
        return
    if base is not None and head is not None and base != head.version:
        began = find_revision(row.kind, row.id, "needs", base) if base else None
        if submitted == (began.value if began else ""):
            return
        raise Refusal(TICKS_CHANGED, field="needs", name=head.name, now=current or "–")
    row.needs = list(needs)
    record(row, "needs", submitted, by=by, where=_of_team(row.team_id), deed=Deed.EDIT)


def strike_authoriser(row: Authoriser, *, struck: bool, by: Actor) -> None:
    """Take an office off the list, or put it back; twice is no error."""
    if row.struck == struck:
        return
    row.struck = struck
    deed = Deed.STRIKE if struck else Deed.UNSTRIKE
    record(row, "struck", struck, by=by, where=_of_team(row.team_id), deed=deed)


def link_authoriser(row: Authoriser, account: Account | None, *, by: Actor) -> None:
    """Let the person who holds the office sign in and read what is for them, or end that.

    Facilitators of the institute may: only they know which account is the officer's own.
    """
    row.account_id = account.id if account else None
    name = account.name if account else ""
    record(row, "account", name, by=by, where=_of_team(row.team_id), deed=Deed.STATE)


def transfer(
    account: Account,
    department: Department,
    *,
    designation: Designation | None = None,
    place: Place | None = None,
    starts_on: date,
    memberships: Sequence[Membership],
    by: Actor,
) -> Posting:
    """Give a person a new posting from a day on; the running one ends the day before.

    In `memberships` (with their teams) they act in it from now on; what they wrote keeps the old one.
    """
    for known in list_postings([account.id], starts_on):
        if known.starts_on >= starts_on:
            raise Refusal(POSTING_BEGINS, field="starts_on")
        known.ends_on = starts_on - timedelta(days=1)
    posting = add_posting(account, department, designation=designation, place=place, starts_on=starts_on)
    for member in memberships:
        change_posting(member.team, member, posting, by=by)
    return posting


def hand_code(account: Account, *, by: Actor, secret: str, today: date) -> str:
    """A one-time code to be told to a person of the own institute, checked against borrowed rights."""
    facilitates = holds_role(account.id, Role.FACILITATOR, today)
    check_code_for(is_site_admin=account.is_site_admin, facilitates=facilitates, by_facilitator=by.facilitates)
    return issue_code(account, issued_by=by.name, secret=secret)
