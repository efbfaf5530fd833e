"""Opening cohorts, enrolling people, giving roles. Facilitators of the institute may."""

from __future__ import annotations

from datetime import date

from pdia.accounts.models import Account
from pdia.cohorts.models import Cohort, CohortPerson, RoleGrant
from pdia.cohorts.queries import is_enrolled
from pdia.cohorts.rules import NAME_LIMIT, NEEDS_NAME, Role, check_dates
from pdia.directory.models import Place
from pdia.kernel.db import session
from pdia.kernel.text import clean_line, is_blank
from pdia.kernel.words import Refusal


def open_cohort(
    institute_id: int, name: str, *, starts_on: date, ends_on: date, follow_up_until: date | None = None
) -> Cohort:
    """A new cohort with its training phase and the follow-up after it."""
    name = clean_line(name)[:NAME_LIMIT]
    if is_blank(name):
        raise Refusal(NEEDS_NAME, field="name")
    check_dates(starts_on, ends_on, follow_up_until)
    cohort = Cohort(
        institute_id=institute_id, name=name, starts_on=starts_on, ends_on=ends_on, follow_up_until=follow_up_until
    )
    session.add(cohort)
    session.flush()  # people and teams are added to its id
    return cohort


def change_cohort(
    cohort: Cohort, name: str, *, starts_on: date, ends_on: date, follow_up_until: date | None = None
) -> None:
    """Change a cohort's name or dates."""
    name = clean_line(name)[:NAME_LIMIT]
    if is_blank(name):
        raise Refusal(NEEDS_NAME, field="name")
    check_dates(starts_on, ends_on, follow_up_until)
    cohort.name, cohort.starts_on, cohort.ends_on, cohort.follow_up_until = name, starts_on, ends_on, follow_up_until


def enrol(cohort: Cohort, account: Account) -> None:
    """Put a person of the same institute into the cohort; twice is no error."""
    if account.institute_id == cohort.institute_id and not is_enrolled(cohort.id, account.id):
        session.add(CohortPerson(cohort_id=cohort.id, account_id=account.id))
        session.flush()  # a second enrolment in the same request must find it


def give_role(account: Account, role: Role, *, starts_on: date, place: Place | None = None) -> RoleGrant:
    """Make a person facilitator of the institute, or observer of a state or district."""
    grant = RoleGrant(
        institute_id=account.institute_id,
        account_id=account.id,
        role=role,
        place_id=place.id if place else None,
        starts_on=starts_on,
    )
    session.add(grant)
    session.flush()  # the caller may end it again at once
    return grant


def end_role(grant: RoleGrant, *, ends_on: date) -> None:
    """End a role; what the person did stays."""
    grant.ends_on = ends_on
