"""The institute's departments, places and designations. Its course coordinators keep the lists."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, render_template, request, url_for

from pdia.access.guard import actor, done, needs
from pdia.access.policy import Right
from pdia.directory.forms import DepartmentForm, DesignationForm, PlaceForm, RenameForm
from pdia.directory.models import Department, Designation, Place
from pdia.directory.operations import (
    add_department,
    add_designation,
    add_place,
    change_department,
    fill_directory,
    rename,
    set_retired,
)
from pdia.directory.queries import (
    find_department,
    find_designation,
    find_place,
    list_departments,
    list_designations,
    list_places,
    nest,
    offer_departments,
    offer_places,
)
from pdia.directory.rules import LEVEL_WORDS, Level
from pdia.directory.starting import read_starting
from pdia.kernel.db import session
from pdia.kernel.words import N_, Message, Refusal

bp = Blueprint("directory", __name__, url_prefix="/directory")
Entry = Department | Place | Designation
AddForm = DepartmentForm | PlaceForm | DesignationForm
FORMS = {"departments": DepartmentForm, "places": PlaceForm, "designations": DesignationForm}
FIND = {"departments": find_department, "places": find_place, "designations": find_designation}
_ENTRY = "/<kind>/<int:entry_id>"


def _page(kind: str = "", refused: AddForm | None = None) -> str:
    mine = actor().institute_id
    departments, places = list_departments(mine, retired=True), list_places(mine, retired=True)
    forms: dict[str, AddForm] = {name: form(formdata=None) for name, form in FORMS.items()}
    if refused is not None:
        forms[kind] = refused
    for name, form in forms.items():
        form.offer(offer_places(places), offer_departments(departments))
        for field in form:  # a name may stand in three forms of this page
            field.id = f"{name}-{field.name}"
    return render_template(
        "directory/show.html",
        departments=departments,
        places=places,
        parents={place.id: place.name for place in places},
        inside=nest(places),
        designations=list_designations(mine, retired=True),
        forms=forms,
        levels=LEVEL_WORDS,
        states={state: starting.place for state, starting in read_starting().items()},
    )


def _entry(kind: str, entry_id: int) -> Entry:
    if kind not in FIND:
        abort(404)
    return FIND[kind](actor().institute_id, entry_id) or abort(404)


@bp.get("")
@needs(Right.INSTITUTE_RUN)
def show() -> str:
    """The three lists."""
    return _page()


@bp.post("/begin")
@needs(Right.INSTITUTE_RUN)
def begin() -> Any:
    """Fill the lists with what is known of a state; what is there stays."""
    state = request.form.get("state", "")
    if state not in read_starting():
        abort(400)
    count = fill_directory(actor().institute_id, state)
    words = N_("%(count)s entries are in your lists now. Rename what is called otherwise here.")
    return done(url_for("directory.show"), Message(words, {"count": count}))


@bp.post("/<kind>")
@needs(Right.INSTITUTE_RUN)
def add(kind: str) -> Any:
    """Add a department, a place or an office."""
    if kind not in FORMS:
        abort(404)
    form = FORMS[kind]()
    mine = actor().institute_id
    form.offer(offer_places(list_places(mine)), offer_departments(list_departments(mine)))
    values = form.checked()
    try:
        if form.is_good:
            _add(kind, values)
            return done(url_for("directory.show") + f"#{kind}", Message(N_("%(name)s is in the list."), values))
    except Refusal as refusal:
        session.rollback()
        form.refuse(refusal)
    return _page(kind, form), 422


def _add(kind: str, values: dict[str, Any]) -> None:
    mine, name = actor().institute_id, values.get("name", "")
    if kind == "departments":
        add_department(mine, name, values.get("letter", ""))
    elif kind == "places":
        parent = find_place(mine, values["parent_id"]) if values.get("parent_id") else None
        add_place(mine, name, Level(values.get("level", Level.BLOCK)), parent)
    else:
        owner = find_department(mine, values["department_id"]) if values.get("department_id") else None
        add_designation(mine, name, Level(values.get("level", Level.BLOCK)), owner)


def _rename_page(kind: str, entry: Entry, form: DepartmentForm | RenameForm) -> str:
    return render_template("directory/rename.html", kind=kind, entry=entry, form=form)


@bp.get(_ENTRY)
@needs(Right.INSTITUTE_RUN)
def edit(kind: str, entry_id: int) -> str:
    """The form for another name."""
    entry = _entry(kind, entry_id)
    form = DepartmentForm if kind == "departments" else RenameForm
    return _rename_page(kind, entry, form(formdata=None, obj=entry))


@bp.post(_ENTRY)
@needs(Right.INSTITUTE_RUN)
def save(kind: str, entry_id: int) -> Any:
    """Give an entry another name; a department perhaps other letters."""
    entry = _entry(kind, entry_id)
    form = DepartmentForm(obj=entry) if kind == "departments" else RenameForm(obj=entry)
    values = form.checked()
    try:
        if form.is_good and isinstance(entry, Department):
            change_department(entry, values.get("name", entry.name), values.get("letter", entry.letter))
        elif form.is_good:
            rename(entry, values.get("name", entry.name))
        if form.is_good:
            return done(url_for("directory.show") + f"#{kind}", N_("Saved."))
    except Refusal as refusal:
        session.rollback()
        form.refuse(refusal)
    return _rename_page(kind, entry, form), 422


@bp.post(f"{_ENTRY}/use")
@needs(Right.INSTITUTE_RUN)
def use(kind: str, entry_id: int) -> Any:
    """Stop offering an entry, or offer it again."""
    entry = _entry(kind, entry_id)
    retired = request.form.get("use") == "no"
    set_retired(entry, retired=retired)
    words = (
        N_("%(name)s is no longer offered. What was written with it stays.")
        if retired
        else N_("%(name)s is offered again.")
    )
    return done(url_for("directory.show") + f"#{kind}", Message(words, {"name": entry.name}))
