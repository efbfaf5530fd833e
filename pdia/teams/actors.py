"""Filling the frozen Actor of a request: the person, the posting, the ties to teams. Two queries."""

from __future__ import annotations

from datetime import date

from sqlalchemy import literal, null, select, union_all
from sqlalchemy.orm import joinedload

from pdia.access.actor import Actor, TeamTie, Tie
from pdia.accounts.models import Account
from pdia.cohorts.models import RoleGrant
from pdia.kernel import clock
from pdia.kernel.db import session
from pdia.teams.models import Authoriser, Membership, MentorAssignment, Posting

_STRENGTH = [Tie.MEMBER, Tie.MENTOR, Tie.AUTHORISER, Tie.FORMER_MENTOR, Tie.FORMER_MEMBER]


def load_actor(account: Account, zone: str, *, own_device: bool = True) -> Actor:
    """The person behind `account` as they stand today in the institute's `zone`."""
    today = clock.today(zone)
    ties: dict[int, TeamTie] = {}
    for member in _list_memberships(account.id):
        _keep(ties, _member_tie(member, today))
    facilitates, observes = False, set()
    for what, thing_id, starts_on, ends_on in session.execute(_other_ties(account.id)):
        running = _is_running(starts_on, ends_on, today)
        if what == "mentor":
            _keep(ties, TeamTie(thing_id, Tie.MENTOR if running else Tie.FORMER_MENTOR))
        elif what == "authoriser":
            _keep(ties, TeamTie(thing_id, Tie.AUTHORISER))
        elif running and what == "facilitator":
            facilitates = True
        elif running and thing_id is not None:
            observes.add(thing_id)
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


def _member_tie(member: Membership, today: date) -> TeamTie:
    running = _is_running(member.starts_on, member.ends_on, today)
    return TeamTie(
        team_id=member.team_id,
        tie=Tie.MEMBER if running else Tie.FORMER_MEMBER,
        membership_id=member.id,
        convenor=running and member.convenor,
        posting=member.posting.words,
        department_id=member.posting.department_id,
    )


def _keep(ties: dict[int, TeamTie], tie: TeamTie) -> None:
    """Of several ties to one team the one that opens most counts."""
    known = ties.get(tie.team_id)
    if known is None or _STRENGTH.index(tie.tie) < _STRENGTH.index(known.tie):
        ties[tie.team_id] = tie


def _list_memberships(account_id: int) -> list[Membership]:
    posting = joinedload(Membership.posting)
    return list(
        session.scalars(
            select(Membership)
            .where(Membership.account_id == account_id)
            .options(
                posting.joinedload(Posting.department),
                posting.joinedload(Posting.designation),
                posting.joinedload(Posting.place),
            )
            .order_by(Membership.starts_on.desc(), Membership.id.desc())
        )
    )


def _other_ties(account_id: int):  # type: ignore[no-untyped-def]
    return union_all(
        select(literal("mentor"), MentorAssignment.team_id, MentorAssignment.starts_on, MentorAssignment.ends_on).where(
            MentorAssignment.account_id == account_id
        ),
        select(literal("authoriser"), Authoriser.team_id, null(), null()).where(
            Authoriser.account_id == account_id, Authoriser.struck.is_(False)
        ),
        select(RoleGrant.role, RoleGrant.place_id, RoleGrant.starts_on, RoleGrant.ends_on).where(
            RoleGrant.account_id == account_id
        ),
    )
