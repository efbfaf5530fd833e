"""Enrolling people. Facilitators of the institute may."""

from __future__ import annotations

from datetime import date

from pdia.accounts.models import Account
from pdia.accounts.operations import add_account
from pdia.accounts.queries import find_account_by_login
from pdia.accounts.rules import LOGIN_TAKEN
from pdia.cohorts.models import Cohort
from pdia.cohorts.operations import enrol
from pdia.directory.models import Department, Designation, Place
from pdia.enrolment.queries import list_logins_like
from pdia.enrolment.rules import NEEDS_DEPARTMENT, NEEDS_NAME, propose_login
from pdia.kernel.text import is_blank
from pdia.kernel.words import Refusal
from pdia.teams.operations import add_posting


def enrol_person(
    cohort: Cohort,
    *,
    name: str,
    login: str = "",
    email: str = "",
    mobile: str = "",
    language: str = "en",
    department: Department | None = None,
    designation: Designation | None = None,
    place: Place | None = None,
    starts_on: date,
) -> Account:
    """A new person of the cohort's institute, enrolled in the cohort and perhaps in a posting.

    Without a login name one is made from the name. Neither e-mail nor mobile number is needed.
    """
    if is_blank(name):
        raise Refusal(NEEDS_NAME, field="name")
    if department is None and (designation is not None or place is not None):
        raise Refusal(NEEDS_DEPARTMENT, field="department_id")
    if login and find_account_by_login(login):
        raise Refusal(LOGIN_TAKEN, field="login")
    account = add_account(
        institute_id=cohort.institute_id,
        login=login or free_login(name),
        name=name,
        email=email,
        mobile=mobile,
        language=language,
    )
    if department is not None:
        add_posting(account, department, designation=designation, place=place, starts_on=starts_on)
    enrol(cohort, account)
    return account


def free_login(name: str) -> str:
    """A login name made from a person's name that nobody in the installation has."""
    return propose_login(name, list_logins_like(propose_login(name)))
