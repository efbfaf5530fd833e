"""Filling the frozen Actor of a request: the person, the posting, the ties to teams. One query."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Row, Select, literal, literal_column, null, select, union_all

from pdia.access.actor import Actor, TeamTie, Tie
from pdia.accounts.models import Account
from pdia.cohorts.models import RoleGrant
from pdia.directory.models import Department, Designation, Place
from pdia.kernel import clock
from pdia.kernel.db import session
from pdia.teams.models import Authoriser, Membership, MentorAssignment, Posting
from pdia.teams.rules import posting_words

_STRENGTH = [Tie.MEMBER, Tie.MENTOR, Tie.AUTHORISER, Tie.FORMER_MENTOR, Tie.FORMER_MEMBER]


def load_actor(account: Account, zone: str, *, own_device: bool = True) -> Actor:
    """The person behind `account` as they stand today in the institute's `zone`."""
    today = clock.today(zone)
    ties: dict[int, TeamTie] = {}
    facilitates, observes = False, set()
    for row in session.execute(_ties_of(account.id)):
        running = _is_running(row.starts_on, row.ends_on, today)
        match row.what:
            case "member":
                _keep(ties, _member_tie(row, running=running))
            case "mentor":
                _keep(ties, TeamTie(row.thing_id, Tie.MENTOR if running else Tie.FORMER_MENTOR))
            case "authoriser":
                _keep(ties, TeamTie(row.thing_id, Tie.AUTHORISER))
            case "facilitator":
                facilitates = facilitates or running
            case _ if running and row.thing_id is not None:
                observes.add(row.thing_id)
    return Actor(
        account_id=account.id,
        institute_id=account.institute_id,
        name=account.name,
        language=account.language,
        own_device=own_device,
        posting=next((tie.posting for tie in ties.values() if tie.tie is Tie.MEMBER), ""),
        facilitates=facilitates,
        observes=frozenset(observes),
        is_site_admin=account.is_site_admin,
        ties=ties,
    )


def _is_running(starts_on: date | None, ends_on: date | None, today: date) -> bool:
    return (starts_on is None or starts_on <= today) and (ends_on is None or today <= ends_on)


def _member_tie(row: Row[Any], *, running: bool) -> TeamTie:
    return TeamTie(
        team_id=row.thing_id,
        tie=Tie.MEMBER if running else Tie.FORMER_MEMBER,
        membership_id=row.membership_id,
        convenor=running and bool(row.convenor),
        posting=posting_words(row.designation, row.department, row.place),
        department_id=row.department_id,
    )


def _keep(ties: dict[int, TeamTie], tie: TeamTie) -> None:
    """Of several ties to one team the one that opens most counts."""
    known = ties.get(tie.team_id)
    if known is None or _STRENGTH.index(tie.tie) < _STRENGTH.index(known.tie):
        ties[tie.team_id] = tie


def _ties_of(account_id: int) -> Select[Any]:
    """Everything that ties a person to teams and to the institute: one statement, for every page needs it."""
    nothing: list[Any] = [null() for _column in range(6)]
    members = (
        select(
            literal("member").label("what"),
            Membership.team_id.label("thing_id"),
            Membership.starts_on,
            Membership.ends_on,
            Membership.id.label("membership_id"),
            Membership.convenor,
            Posting.department_id,
            Designation.name.label("designation"),
            Department.name.label("department"),
            Place.name.label("place"),
        )
        .join(Posting, Posting.id == Membership.posting_id)
        .join(Department, Department.id == Posting.department_id)
        .outerjoin(Designation, Designation.id == Posting.designation_id)
        .outerjoin(Place, Place.id == Posting.place_id)
        .where(Membership.account_id == account_id)
    )
    mentors = select(
        literal("mentor"), MentorAssignment.team_id, MentorAssignment.starts_on, MentorAssignment.ends_on, *nothing
    ).where(MentorAssignment.account_id == account_id)
    authorisers = select(literal("authoriser"), Authoriser.team_id, null(), null(), *nothing).where(
        Authoriser.account_id == account_id, Authoriser.struck.is_(False)
    )
    roles = select(RoleGrant.role, RoleGrant.place_id, RoleGrant.starts_on, RoleGrant.ends_on, *nothing).where(
        RoleGrant.account_id == account_id
    )
    several: Any = union_all(members, mentors, authorisers, roles)
    return several.order_by(literal_column("starts_on").desc(), literal_column("membership_id").desc())  # type: ignore[no-any-return]
