"""Reading teams, their members, mentors and authorisers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload
from sqlalchemy.orm.interfaces import ORMOption

from pdia.kernel.db import session
from pdia.teams.models import Authoriser, Membership, MentorAssignment, Posting, Team


def find_team(team_id: int) -> Team | None:
    """A team with its cohort and place, or None."""
    return session.scalar(
        select(Team).where(Team.id == team_id).options(joinedload(Team.cohort), joinedload(Team.place))
    )


def list_members(team_id: int, today: date | None = None) -> Sequence[Membership]:
    """The team's memberships with person and posting, by name; all ever, or those running on `today`."""
    query = (
        select(Membership)
        .where(Membership.team_id == team_id)
        .options(joinedload(Membership.account), *_posting_of_membership())
        .order_by(Membership.starts_on, Membership.id)
    )
    if today is not None:
        query = query.where(
            Membership.starts_on <= today, or_(Membership.ends_on.is_(None), Membership.ends_on >= today)
        )
    return session.scalars(query).all()


def list_mentors(team_id: int, today: date) -> Sequence[MentorAssignment]:
    """The team's mentors of today, with their accounts."""
    return session.scalars(
        select(MentorAssignment)
        .where(
            MentorAssignment.team_id == team_id,
            MentorAssignment.starts_on <= today,
            or_(MentorAssignment.ends_on.is_(None), MentorAssignment.ends_on >= today),
        )
        .options(joinedload(MentorAssignment.account), joinedload(MentorAssignment.covers))
    ).all()


def list_covers_of(team_id: int, account_id: int, today: date) -> Sequence[MentorAssignment]:
    """The running and coming assignments in which somebody stands in for this mentor of the team."""
    return session.scalars(
        select(MentorAssignment).where(
            MentorAssignment.team_id == team_id,
            MentorAssignment.covers_id == account_id,
            MentorAssignment.ends_on >= today,
        )
    ).all()


def list_authorisers(team_id: int, *, struck: bool = False) -> Sequence[Authoriser]:
    """The offices whose backing the team named, with departments; those taken off only if `struck`."""
    query = (
        select(Authoriser)
        .where(Authoriser.team_id == team_id)
        .options(joinedload(Authoriser.department))
        .order_by(Authoriser.id)
    )
    return session.scalars(query if struck else query.where(Authoriser.struck.is_(False))).all()


def find_authoriser(authoriser_id: int) -> Authoriser | None:
    """One authoriser entry with its team, or None."""
    return session.scalar(
        select(Authoriser)
        .where(Authoriser.id == authoriser_id)
        .options(joinedload(Authoriser.team), joinedload(Authoriser.department))
    )


def find_membership(membership_id: int) -> Membership | None:
    """One membership with its person and posting, or None."""
    return session.scalar(
        select(Membership)
        .where(Membership.id == membership_id)
        .options(joinedload(Membership.account), *_posting_of_membership())
    )


def find_mentoring(assignment_id: int) -> MentorAssignment | None:
    """One mentor's assignment with its person, or None."""
    return session.scalar(
        select(MentorAssignment)
        .where(MentorAssignment.id == assignment_id)
        .options(joinedload(MentorAssignment.account))
    )


def list_mentors_of(team_ids: Sequence[int], today: date) -> Sequence[MentorAssignment]:
    """The running mentor assignments of several teams at once, with their accounts."""
    return session.scalars(
        select(MentorAssignment)
        .where(
            MentorAssignment.team_id.in_(team_ids),
            MentorAssignment.starts_on <= today,
            or_(MentorAssignment.ends_on.is_(None), MentorAssignment.ends_on >= today),
        )
        .options(joinedload(MentorAssignment.account), joinedload(MentorAssignment.covers))
        .order_by(MentorAssignment.id)
    ).all()


def list_postings(account_ids: Sequence[int], today: date | None = None) -> Sequence[Posting]:
    """People's postings with department, office and place, the latest first; all ever, or those of `today`."""
    query = (
        select(Posting)
        .where(Posting.account_id.in_(account_ids))
        .options(joinedload(Posting.department), joinedload(Posting.designation), joinedload(Posting.place))
        .order_by(Posting.starts_on.desc(), Posting.id.desc())
    )
    if today is not None:
        query = query.where(or_(Posting.ends_on.is_(None), Posting.ends_on >= today))
    return session.scalars(query).all()


def list_memberships_of(account_id: int, today: date) -> Sequence[Membership]:
    """A person's running memberships with team and posting."""
    return session.scalars(
        select(Membership)
        .where(
            Membership.account_id == account_id,
            Membership.starts_on <= today,
            or_(Membership.ends_on.is_(None), Membership.ends_on >= today),
        )
        .options(joinedload(Membership.team), joinedload(Membership.account), *_posting_of_membership())
        .order_by(Membership.id)
    ).all()


def _posting_of_membership() -> tuple[ORMOption, ...]:
    posting = joinedload(Membership.posting)
    return (
        posting.joinedload(Posting.department),
        posting.joinedload(Posting.designation),
        posting.joinedload(Posting.place),
    )


def list_teams_of_cohort(cohort_id: int) -> Sequence[Team]:
    """A cohort's teams by name, with their places."""
    return session.scalars(
        select(Team).where(Team.cohort_id == cohort_id).options(joinedload(Team.place)).order_by(Team.name)
    ).all()


def list_members_of(team_ids: Sequence[int], today: date) -> Sequence[Membership]:
    """The running memberships of several teams at once, with person, posting and department."""
    return session.scalars(
        select(Membership)
        .where(
            Membership.team_id.in_(team_ids),
            Membership.starts_on <= today,
            or_(Membership.ends_on.is_(None), Membership.ends_on >= today),
        )
        .options(joinedload(Membership.account), *_posting_of_membership())
        .order_by(Membership.id)
    ).all()
