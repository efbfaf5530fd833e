"""Opening cohorts, enrolling people, giving roles. Facilitators of the institute may."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from pdia.accounts.models import Account
from pdia.cohorts.models import Cohort, CohortPerson, RoleGrant
from pdia.cohorts.queries import is_enrolled, list_cohorts, list_held_roles, list_people_called
from pdia.cohorts.rules import (
    LAST_FACILITATOR,
    NAME_LIMIT,
    NAME_TAKEN,
    NEEDS_NAME,
    NEEDS_PLACE,
    NOT_FOUND,
    SEVERAL,
    Role,
    check_dates,
)
from pdia.directory.models import Place
from pdia.kernel.db import session
from pdia.kernel.text import clean_line, fold, is_blank
from pdia.kernel.words import Refusal


def open_cohort(
    institute_id: int, name: str, *, starts_on: date, ends_on: date, follow_up_until: date | None = None
) -> Cohort:
    """A new cohort with its training phase and the follow-up after it."""
    name = clean_line(name)[:NAME_LIMIT]
    if is_blank(name):
        raise Refusal(NEEDS_NAME, field="name")
    check_dates(starts_on, ends_on, follow_up_until)
    _refuse_twin(name, list_cohorts(institute_id))
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
    _refuse_twin(name, [other for other in list_cohorts(cohort.institute_id) if other is not cohort])
    cohort.name, cohort.starts_on, cohort.ends_on, cohort.follow_up_until = name, starts_on, ends_on, follow_up_until


def enrol(cohort: Cohort, account: Account) -> None:
    """Put a person of the same institute into the cohort; twice is no error."""
    if account.institute_id == cohort.institute_id and not is_enrolled(cohort.id, account.id):
        session.add(CohortPerson(cohort_id=cohort.id, account_id=account.id))
        session.flush()  # a second enrolment in the same request must find it


def get_person_called(institute_id: int, login: str, *, field: str = "login") -> Account:
    """The one person of the institute with this login name, e-mail or mobile number, or :class:`Refusal`."""
    meant = list_people_called(institute_id, login) if not is_blank(login) else []
    if len(meant) != 1:
        raise Refusal(SEVERAL if meant else NOT_FOUND, field=field)
    return meant[0]


def give_role(account: Account, role: Role, *, starts_on: date, place: Place | None = None) -> RoleGrant:
    """Make a person facilitator of the institute, or observer of a state or district; twice is once."""
    if role is Role.OBSERVER and place is None:
        raise Refusal(NEEDS_PLACE, field="place_id")
    place_id = place.id if place and role is Role.OBSERVER else None
    for held in list_held_roles(account.institute_id, starts_on):
        if (held.account.id, held.grant.role, held.grant.place_id) == (account.id, role, place_id):
            return held.grant
    grant = RoleGrant(
        institute_id=account.institute_id,
        account_id=account.id,
        role=role,
        place_id=place_id,
        starts_on=starts_on,
    )
    session.add(grant)
    session.flush()  # the caller may end it again at once
    return grant


def end_role(grant: RoleGrant, *, ends_on: date) -> None:
    """Let a role end before `ends_on`; what the person did stays. An institute keeps one facilitator."""
    if grant.role == Role.FACILITATOR:
        others = [
            held
            for held in list_held_roles(grant.institute_id, ends_on)
            if held.grant.role == Role.FACILITATOR and held.account.id != grant.account_id
        ]
        if not others:
            raise Refusal(LAST_FACILITATOR, status=409)
    grant.ends_on = ends_on - timedelta(days=1)


def _refuse_twin(name: str, others: Iterable[Cohort]) -> None:
    if any(fold(other.name) == fold(name) for other in others):
        raise Refusal(NAME_TAKEN, field="name", name=name)
