"""Reading cohorts, their people and the institute's roles."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from pdia.accounts.models import Account
from pdia.cohorts.models import Cohort, CohortPerson, RoleGrant
from pdia.kernel.db import session


def find_cohort(cohort_id: int) -> Cohort | None:
    """A cohort, or None."""
    return session.get(Cohort, cohort_id)


def list_cohorts(institute_id: int) -> Sequence[Cohort]:
    """An institute's cohorts, the latest first."""
    return session.scalars(
        select(Cohort).where(Cohort.institute_id == institute_id).order_by(Cohort.starts_on.desc(), Cohort.id.desc())
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
