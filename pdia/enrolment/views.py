"""A cohort at a glance, and its people, as its course coordinators enrol them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask import Blueprint, abort, current_app, render_template, url_for
from werkzeug.wrappers import Response

from pdia.access.guard import actor, done, needs
from pdia.access.policy import Right
from pdia.accounts.models import Account
from pdia.accounts.operations import change_account
from pdia.cohorts.models import Cohort
from pdia.cohorts.operations import enrol, get_person_called
from pdia.cohorts.queries import find_cohort, is_enrolled
from pdia.directory.models import Department, Designation, Place
from pdia.directory.queries import (
    find_department,
    find_designation,
    find_place,
    list_departments,
    list_designations,
    list_places,
    offer_departments,
    offer_designations,
    offer_places,
)
from pdia.enrolment.answers import answer
from pdia.enrolment.forms import AddressesForm, EnrolForm, PersonForm, TransferForm
from pdia.enrolment.operations import enrol_person
from pdia.enrolment.queries import find_person, gather_cohort
from pdia.enrolment.rules import NEEDS_DEPARTMENT
from pdia.kernel import clock
from pdia.kernel.words import N_, Message, Refusal
from pdia.teams.models import Membership
from pdia.teams.operations import hand_code, transfer
from pdia.teams.queries import list_memberships_of, list_postings
from pdia.teams.slips import hand_over, slip_page

# Whoever may read a cohort also arranges it: one right for both, and 404 for everybody else.
bp = Blueprint("enrolment", __name__, url_prefix="/cohorts/<int:cohort_id>")
Pairs = list[tuple[str, str]]


def load_cohort(cohort_id: int) -> Cohort | None:
    """The loader for guarded views under ``/cohorts/<id>``."""
    return find_cohort(cohort_id)


@bp.get("")
@needs(Right.COHORT_RUN, load_cohort)
def show(cohort: Cohort) -> str:
    """Dates, people, teams with their departments, and who is in no team yet."""
    return render_template("enrolment/show.html", cohort=cohort, view=gather_cohort(cohort, clock.today()))


def _lists(institute_id: int) -> tuple[Pairs, Pairs, Pairs]:
    return (
        offer_departments(list_departments(institute_id)),
        offer_designations(list_designations(institute_id)),
        offer_places(list_places(institute_id)),
    )


def _posting_of(institute_id: int, values: dict[str, Any]) -> dict[str, Any]:
    """The department, designation and place that a form names by their ids."""
    found: dict[str, Department | Designation | Place | None] = {}
    for name, find in (("department", find_department), ("designation", find_designation), ("place", find_place)):
        chosen = values.get(f"{name}_id")
        found[name] = find(institute_id, chosen) if chosen else None
    return found


def _people_page(cohort: Cohort, form: PersonForm | None = None, enrolling: EnrolForm | None = None) -> str:
    form = form if form is not None else PersonForm(formdata=None, data={"language": actor().language})
    return render_template(
        "enrolment/people.html",
        cohort=cohort,
        people=gather_cohort(cohort, clock.today()).people,
        form=form.offer(*_lists(cohort.institute_id)),
        enrolling=enrolling if enrolling is not None else EnrolForm(formdata=None),
    )


@bp.get("/people")
@needs(Right.COHORT_RUN, load_cohort)
def people(cohort: Cohort) -> str:
    """Everybody of the cohort, and the form for one more."""
    return _people_page(cohort)


@bp.post("/people")
@needs(Right.COHORT_RUN, load_cohort)
def add_person(cohort: Cohort) -> Any:
    """Enrol a new person and show the code to hand over."""
    form = PersonForm().offer(*_lists(cohort.institute_id))

    def do(values: dict[str, Any]) -> Response:
        told: dict[str, Any] = {name: values.get(name) or "" for name in ("name", "login", "email", "mobile")}
        account = enrol_person(
            cohort,
            **told,
            language=values.get("language") or "en",
            starts_on=values.get("starts_on") or clock.today(),
            **_posting_of(cohort.institute_id, values),
        )
        return _handed(cohort, account)

    return answer(form, do, lambda: _people_page(cohort, form))


@bp.post("/people/enrol")
@needs(Right.COHORT_RUN, load_cohort)
def enrol_known(cohort: Cohort) -> Any:
    """Enrol a person of the institute who has an account already."""
    form = EnrolForm()

    def do(values: dict[str, Any]) -> Response:
        account = get_person_called(cohort.institute_id, values.get("who", ""), field="who")
        known = is_enrolled(cohort.id, account.id)
        enrol(cohort, account)
        words = N_("%(name)s is in this cohort already.") if known else N_("%(name)s is enrolled.")
        return done(url_for("enrolment.people", cohort_id=cohort.id), Message(words, {"name": account.name}))

    return answer(form, do, lambda: _people_page(cohort, enrolling=form))


def _person(cohort: Cohort, account_id: int) -> Account:
    return find_person(cohort.id, account_id) or abort(404)


def _person_page(
    cohort: Cohort, account_id: int, form: TransferForm | None = None, addresses: AddressesForm | None = None
) -> str:
    account, today = _person(cohort, account_id), clock.today()
    memberships = list_memberships_of(account.id, today)
    if form is None:
        data = {"memberships": [str(member.id) for member in memberships], "starts_on": today}
        form = TransferForm(formdata=None, data=data)
    return render_template(
        "enrolment/person.html",
        cohort=cohort,
        account=account,
        postings=list_postings([account.id]),
        memberships=memberships,
        form=form.offer(*_lists(cohort.institute_id), _teams_of(memberships)),
        addresses=addresses if addresses is not None else AddressesForm(formdata=None, obj=account),
        today=today,
    )


def _teams_of(memberships: Sequence[Membership]) -> Pairs:
    return [(str(member.id), member.team.name) for member in memberships]


@bp.get("/people/<int:account_id>")
@needs(Right.COHORT_RUN, load_cohort)
def person(cohort: Cohort, account_id: int) -> str:
    """One person: how they sign in, their postings and teams."""
    return _person_page(cohort, account_id)


@bp.post("/people/<int:account_id>/addresses")
@needs(Right.COHORT_RUN, load_cohort)
def save_addresses(cohort: Cohort, account_id: int) -> Any:
    """Correct where a person is reached; letters that came back go out again to a new address."""
    form = AddressesForm()

    def do(values: dict[str, Any]) -> Response:
        change_account(_person(cohort, account_id), {name: text or "" for name, text in values.items()})
        return done(url_for("enrolment.person", cohort_id=cohort.id, account_id=account_id), N_("Saved."))

    return answer(form, do, lambda: _person_page(cohort, account_id, addresses=form))


@bp.post("/people/<int:account_id>/code")
@needs(Right.COHORT_RUN, load_cohort)
def code(cohort: Cohort, account_id: int) -> Any:
    """Give a person a new one-time code; earlier codes stop working."""
    return _handed(cohort, _person(cohort, account_id))


def _handed(cohort: Cohort, account: Account) -> Response:
    secret = current_app.config["SECRET_KEY"]
    hand_over(account, hand_code(account, by=actor(), secret=secret, today=clock.today()))
    return done(url_for("enrolment.slip", cohort_id=cohort.id, account_id=account.id))


@bp.get("/people/<int:account_id>/slip")
@needs(Right.COHORT_RUN, load_cohort)
def slip(cohort: Cohort, account_id: int) -> str:
    """The slip with the code, shown once."""
    again = url_for("enrolment.code", cohort_id=cohort.id, account_id=account_id)
    back = url_for("enrolment.people", cohort_id=cohort.id)
    return slip_page(_person(cohort, account_id), again=again, back=back)


@bp.post("/people/<int:account_id>/transfer")
@needs(Right.COHORT_RUN, load_cohort)
def do_transfer(cohort: Cohort, account_id: int) -> Any:
    """Give a person a new posting; in the ticked teams they act in it from now on."""
    account, memberships = _person(cohort, account_id), list_memberships_of(account_id, clock.today())
    form = TransferForm().offer(*_lists(cohort.institute_id), _teams_of(memberships))

    def do(values: dict[str, Any]) -> Response:
        posting = _posting_of(cohort.institute_id, values)
        if posting["department"] is None:
            raise Refusal(NEEDS_DEPARTMENT, field="department_id")
        ticked = [member for member in memberships if str(member.id) in (values.get("memberships") or ())]
        from_day: date = values.get("starts_on") or clock.today()
        transfer(account, **posting, starts_on=from_day, memberships=ticked, by=actor())
        back = url_for("enrolment.person", cohort_id=cohort.id, account_id=account.id)
        return done(back, N_("The new posting is written down. What was written earlier keeps the old one."))

    return answer(form, do, lambda: _person_page(cohort, account_id, form))
