"""Reading cohorts, their people and the institute's roles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, func, or_, select

from pdia.accounts.models import Account
from pdia.accounts.queries import list_accounts_for
from pdia.cohorts.models import Cohort, CohortPerson, RoleGrant
from pdia.directory.models import Place
from pdia.kernel.db import session


@dataclass(frozen=True)
class HeldRole:
    """A role with the person who holds it, and the place it is for."""

    grant: RoleGrant
    account: Account
    place: Place | None


def find_cohort(cohort_id: int) -> Cohort | None:
    """A cohort, or None."""
    return session.get(Cohort, cohort_id)


def list_cohorts(institute_id: int) -> Sequence[Cohort]:
    """An institute's cohorts, the latest first."""
    return session.scalars(
        select(Cohort).where(Cohort.institute_id == institute_id).order_by(Cohort.starts_on.desc(), Cohort.id.desc())
    ).all()


def list_running_cohorts(institute_id: int, today: date, limit: int = 12) -> Sequence[Cohort]:
    """The cohorts in training or follow-up today, or still to come, the latest first."""
    return session.scalars(
        select(Cohort)
        .where(Cohort.institute_id == institute_id, func.coalesce(Cohort.follow_up_until, Cohort.ends_on) >= today)
        .order_by(Cohort.starts_on.desc(), Cohort.id.desc())
        .limit(limit)
    ).all()


def list_people(cohort_id: int) -> Sequence[Account]:
    """The people enrolled in a cohort, by name."""
    return session.scalars(
        select(Account)
        .join(CohortPerson, CohortPerson.account_id == Account.id)
        .where(CohortPerson.cohort_id == cohort_id)
        .order_by(Account.name)
    ).all()


def is_enrolled(cohort_id: int, account_id: int) -> bool:
    """Whether a person is in the cohort."""
    return (
        session.scalar(
            select(CohortPerson.id).where(CohortPerson.cohort_id == cohort_id, CohortPerson.account_id == account_id)
        )
        is not None
    )


def list_roles(institute_id: int) -> Sequence[RoleGrant]:
    """Every role ever given at the institute, the latest first."""
    return session.scalars(
        select(RoleGrant).where(RoleGrant.institute_id == institute_id).order_by(RoleGrant.starts_on.desc())
    ).all()


def list_held_roles(institute_id: int, today: date) -> list[HeldRole]:
    """The roles of today with their people and places, by name."""
    rows = session.execute(
        select(RoleGrant, Account, Place)
        .join(Account, Account.id == RoleGrant.account_id)
        .outerjoin(Place, Place.id == RoleGrant.place_id)
        .where(RoleGrant.institute_id == institute_id, *_running(today))
        .order_by(RoleGrant.role, Account.name, RoleGrant.id)
    )
    return [HeldRole(grant, account, place) for grant, account, place in rows]


def find_role(institute_id: int, grant_id: int) -> RoleGrant | None:
    """One role of this institute, or None."""
    return session.scalar(select(RoleGrant).where(RoleGrant.id == grant_id, RoleGrant.institute_id == institute_id))


def holds_role(account_id: int, role: str, today: date) -> bool:
    """Whether a person holds a role today, wherever."""
    held = select(RoleGrant.id).where(RoleGrant.account_id == account_id, RoleGrant.role == role, *_running(today))
    return session.scalar(held.limit(1)) is not None


def count_people(cohort_ids: Sequence[int]) -> dict[int, int]:
    """How many people are enrolled in each of these cohorts."""
    rows = session.execute(
        select(CohortPerson.cohort_id, func.count())
        .where(CohortPerson.cohort_id.in_(cohort_ids))
        .group_by(CohortPerson.cohort_id)
    )
    return {cohort_id: int(count) for cohort_id, count in rows}


def list_people_called(institute_id: int, login: str) -> list[Account]:
    """The people of an institute whom a login name, e-mail address or mobile number may mean.

    The very login name outweighs addresses that several share.
    """
    meant = [account for account in list_accounts_for(login) if account.institute_id == institute_id]
    exact = [account for account in meant if account.login == login.strip().casefold()]
    return exact or meant


def _running(today: date) -> list[ColumnElement[bool]]:
    return [RoleGrant.starts_on <= today, or_(RoleGrant.ends_on.is_(None), RoleGrant.ends_on >= today)]
