"""The institute's cohorts, and who coordinates or observes. Its course coordinators may.

What shows people and teams of a cohort stands higher, in :mod:`pdia.enrolment`.
"""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, render_template, url_for
from werkzeug.wrappers import Response

from pdia.access.guard import actor, done, needs
from pdia.access.policy import Right
from pdia.cohorts.forms import CohortForm, RoleForm
from pdia.cohorts.models import Cohort, RoleGrant
from pdia.cohorts.operations import change_cohort, end_role, get_person_called, give_role, open_cohort
from pdia.cohorts.queries import count_people, find_cohort, find_role, list_cohorts, list_held_roles
from pdia.cohorts.rules import NEEDS_DATES, ROLE_WORDS, Role
from pdia.cohorts.wording import ROLE_HINTS
from pdia.directory.queries import find_place, list_places, offer_places
from pdia.directory.rules import Level
from pdia.kernel import clock
from pdia.kernel.db import session
from pdia.kernel.fields import NO_CHOICE, PartForm
from pdia.kernel.words import N_, Message, Refusal

bp = Blueprint("cohorts", __name__, url_prefix="/cohorts")


def load_cohort(cohort_id: int) -> Cohort | None:
    """The loader for guarded views under ``/cohorts/<id>``."""
    return find_cohort(cohort_id)


def _refuse(form: PartForm, refusal: Refusal) -> None:
    session.rollback()
    form.refuse(refusal)


def _dates(form: CohortForm) -> dict[str, Any]:
    """What a good form says of a cohort; both days of the training are needed."""
    if form.starts_on.data is None or form.ends_on.data is None:
        raise Refusal(NEEDS_DATES, field="ends_on" if form.starts_on.data else "starts_on")
    return {
        "name": form.name.data or "",
        "starts_on": form.starts_on.data,
        "ends_on": form.ends_on.data,
        "follow_up_until": form.follow_up_until.data,
    }


def _index(form: CohortForm | None = None) -> str:
    cohorts = list_cohorts(actor().institute_id)
    return render_template(
        "cohorts/index.html",
        cohorts=cohorts,
        counts=count_people([cohort.id for cohort in cohorts]),
        form=form if form is not None else CohortForm(formdata=None),
        today=clock.today(),
    )


@bp.get("")
@needs(Right.INSTITUTE_RUN)
def index() -> str:
    """The institute's cohorts, the latest first."""
    return _index()


@bp.post("")
@needs(Right.INSTITUTE_RUN)
def open_new() -> Any:
    """Open a cohort."""
    form = CohortForm()
    form.checked()
    try:
        if form.is_good:
            cohort = open_cohort(actor().institute_id, **_dates(form))
            return done(url_for("enrolment.show", cohort_id=cohort.id), N_("The cohort is open. Now its people."))
    except Refusal as refusal:
        _refuse(form, refusal)
    return _index(form), 422


@bp.get("/<int:cohort_id>/dates")
@needs(Right.COHORT_RUN, load_cohort)
def edit(cohort: Cohort) -> str:
    """The form for another name or other days."""
    return render_template("cohorts/edit.html", cohort=cohort, form=CohortForm(formdata=None, obj=cohort))


@bp.post("/<int:cohort_id>/dates")
@needs(Right.COHORT_RUN, load_cohort)
def save(cohort: Cohort) -> Any:
    """Change a cohort's name or days."""
    form = CohortForm(obj=cohort)
    form.checked()
    try:
        if form.is_good:
            change_cohort(cohort, **_dates(form))
            return done(url_for("enrolment.show", cohort_id=cohort.id), N_("Saved."))
    except Refusal as refusal:
        _refuse(form, refusal)
    return render_template("cohorts/edit.html", cohort=cohort, form=form), 422


def _offered(form: RoleForm) -> RoleForm:
    places = [place for place in list_places(actor().institute_id) if place.level in (Level.STATE, Level.DISTRICT)]
    form.place_id.offer([("", "—"), *offer_places(places)])
    return form


def _roles(form: RoleForm) -> str:
    held = list_held_roles(actor().institute_id, clock.today())
    return render_template("cohorts/roles.html", held=held, words=ROLE_WORDS, hints=ROLE_HINTS, form=form)


@bp.get("/roles")
@needs(Right.INSTITUTE_RUN)
def roles() -> str:
    """Who coordinates courses here, and which state support units look on."""
    return _roles(_offered(RoleForm(formdata=None)))


@bp.post("/roles")
@needs(Right.INSTITUTE_RUN)
def give() -> Any:
    """Give a person a role."""
    form = _offered(RoleForm())
    values = form.checked()
    try:
        if form.is_good:
            return _give(values)
    except Refusal as refusal:
        _refuse(form, refusal)
    return _roles(form), 422


def _give(values: dict[str, Any]) -> Response:
    mine = actor().institute_id
    account = get_person_called(mine, values.get("login", ""))
    if not values.get("role"):
        raise Refusal(NO_CHOICE, field="role")
    place = find_place(mine, values["place_id"]) if values.get("place_id") else None
    give_role(account, Role(values["role"]), starts_on=clock.today(), place=place)
    words = Message(N_("%(name)s is added."), {"name": account.name})
    return done(url_for("cohorts.roles"), words)


def _role(grant_id: int) -> RoleGrant:
    return find_role(actor().institute_id, grant_id) or abort(404)


@bp.get("/roles/<int:grant_id>/end")
@needs(Right.INSTITUTE_RUN)
def ask_end(grant_id: int) -> str:
    """Ask before a role ends."""
    role = _role(grant_id)
    held = next((one for one in list_held_roles(role.institute_id, clock.today()) if one.grant is role), None)
    return render_template("cohorts/end_role.html", held=held or abort(404), words=ROLE_WORDS)


@bp.post("/roles/<int:grant_id>/end")
@needs(Right.INSTITUTE_RUN)
def end(grant_id: int) -> Any:
    """End a role from today; what the person did stays."""
    end_role(_role(grant_id), ends_on=clock.today())
    return done(url_for("cohorts.roles"), N_("Ended. What was done stays."))
