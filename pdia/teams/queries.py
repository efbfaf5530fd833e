"""Reading teams, their members, mentors and authorisers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from pdia.kernel.db import session
from pdia.teams.models import Authoriser, Membership, MentorAssignment, Posting, Team


def find_team(team_id: int) -> Team | None:
    """A team with its cohort and place, or None."""
    return session.scalar(
        select(Team).where(Team.id == team_id).options(joinedload(Team.cohort), joinedload(Team.place))
    )


def list_members(team_id: int, today: date | None = None) -> Sequence[Membership]:
    """The team's memberships with person and posting, by name; all ever, or those running on `today`."""
    posting = joinedload(Membership.posting)
    query = (
        select(Membership)
        .where(Membership.team_id == team_id)
        .options(
            joinedload(Membership.account),
            posting.joinedload(Posting.department),
            posting.joinedload(Posting.designation),
            posting.joinedload(Posting.place),
        )
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
        .options(joinedload(MentorAssignment.account))
    ).all()


def list_authorisers(team_id: int) -> Sequence[Authoriser]:
    """The offices whose backing the team named, with departments; struck ones are left out."""
    return session.scalars(
        select(Authoriser)
        .where(Authoriser.team_id == team_id, Authoriser.struck.is_(False))
        .options(joinedload(Authoriser.department))
        .order_by(Authoriser.id)
    ).all()


def find_authoriser(authoriser_id: int) -> Authoriser | None:
    """One authoriser entry with its team, or None."""
    return session.scalar(select(Authoriser).where(Authoriser.id == authoriser_id).options(joinedload(Authoriser.team)))


def find_membership(membership_id: int) -> Membership | None:
    """One membership with its person, or None."""
    return session.scalar(
        select(Membership).where(Membership.id == membership_id).options(joinedload(Membership.account))
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
        .options(joinedload(Membership.account), joinedload(Membership.posting).joinedload(Posting.department))
        .order_by(Membership.id)
    ).all()
