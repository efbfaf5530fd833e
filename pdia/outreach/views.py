"""The pages of visits, calls and thanks, and the quiet box of who is heard on every stage."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import abort, request, url_for

from pdia.access.guard import actor, done, needs
from pdia.access.policy import Right, may
from pdia.cycles.models import Cycle
from pdia.cycles.page import furnish, load_cycle, stage_url
from pdia.cycles.rules import CycleState, Stage
from pdia.directory.queries import list_departments
from pdia.history.saving import refuse_here, save_form
from pdia.kernel import clock
from pdia.kernel.words import N_, Refusal
from pdia.notices.page import note_seen_here
from pdia.outreach import turns  # noqa: F401  enters its pages into the blueprint
from pdia.outreach.digest import by_department
from pdia.outreach.forms import ContactForm, StrikeForm, ThanksForm
from pdia.outreach.heard import heard_in
from pdia.outreach.models import Contact, Thanks
from pdia.outreach.operations import (
    add_contact,
    give_thanks,
    promise_to_ask,
    save_contact,
    strike_contact,
    take_promise_back,
    take_thanks_back,
    unstrike_contact,
)
from pdia.outreach.pages import bp, page, stage_at
from pdia.outreach.queries import find_contact, find_thanks, list_contacts, list_thanks
from pdia.outreach.rules import as_names, names_in
from pdia.outreach.wording import HOW
from pdia.teams.queries import list_members
from pdia.translating.queries import list_of_stage
from pdia.translating.shown import note_translations

__all__ = ["bp"]
SHOWN_WHERE = ("show", "show_round")
STAYS = N_("Struck through. It stays readable, and you can put it back.")


@furnish
def _whose_view(cycle: Cycle, stage: Stage) -> Mapping[str, object]:
    """The quiet box at the end of a stage's own page: who is heard, who is not yet, who will ask."""
    endpoint = (request.endpoint or "").split(".")
    if len(endpoint) != 2 or endpoint[1] not in SHOWN_WHERE:
        return {"whose_view": None}
    may_ask = cycle.state == CycleState.OPEN and may(actor(), Right.CYCLE_TALK, cycle.scope)
    return {"whose_view": heard_in(cycle, [stage], actor().account_id)[stage], "may_ask": may_ask}


# --- Visits, calls, talks ---------------------------------------------------------------------------


def _offered(cycle: Cycle, form: ContactForm, known: Contact | None = None) -> ContactForm:
    """The form with the institute's departments; what is stored stays choosable."""
    departments = {row.id: row.name for row in list_departments(cycle.institute_id)}
    members = list_members(cycle.team_id, clock.today())
    present = {member.posting.department.name for member in members}
    if known is not None:
        departments.setdefault(known.department_id, known.department.name)
        present |= set(names_in(known.present))
    return form.offer([(str(number), name) for number, name in departments.items()], sorted(present))


def _values(form: ContactForm) -> dict[str, Any]:
    """What was sent, as the operation takes it: departments that were there as names."""
    values = form.checked()
    if "present" in values:
        values["present"] = as_names(values["present"] or ())
    return values


def _url(cycle: Cycle) -> str:
    return url_for("outreach.contacts", cycle_id=cycle.id)


@bp.get("/contacts")
@needs(Right.CYCLE_READ, load_cycle)
def contacts(cycle: Cycle) -> str:
    """Who was met how often: by department, the newest first."""
    everything = list_contacts(cycle.id, struck=True)
    return page(
        cycle,
        "contacts",
        departments=by_department(one for one in everything if not one.struck),
        struck=[one for one in everything if one.struck],
        how_words=HOW,
    )


def _new_page(cycle: Cycle, form: ContactForm | None = None) -> str:
    if form is None:
        asked = request.args.get("department", type=int)
        data = {"department_id": asked, "met_on": clock.today(), "how": "visit"}
        form = _offered(cycle, ContactForm(formdata=None, data=data))
    return page(cycle, "new", form=form)


@bp.get("/contacts/new")
@needs(Right.CYCLE_TALK, load_cycle)
def new(cycle: Cycle) -> str:
    """Note a visit, call or talk."""
    return _new_page(cycle)


@bp.post("/contacts/new")
@needs(Right.CYCLE_TALK, load_cycle)
def add(cycle: Cycle) -> Any:
    """Keep a visit, call or talk; department, day and way are enough."""
    form = _offered(cycle, ContactForm())
    values = _values(form)
    form.need("department_id", "met_on", "how")
    try:
        if form.is_good:
            contact = add_contact(cycle, values, by=actor())
            return done(f"{_url(cycle)}#contact-{contact.id}", N_("Noted. Every meeting counts."))
    except Refusal as refusal:
        return refuse_here(form, refusal, lambda: _new_page(cycle, form))
    return _new_page(cycle, form), 422


def _load(cycle: Cycle, contact_id: int) -> Contact:
    return find_contact(cycle.id, contact_id) or abort(404)


def _edit_form(cycle: Cycle, contact: Contact, **kwargs: Any) -> ContactForm:
    data = {"present": names_in(contact.present)}
    return _offered(cycle, ContactForm(obj=_Shown(contact, data), **kwargs), contact)


class _Shown:
    """A row as its form takes it: the ticks as a list."""

    def __init__(self, row: Contact, instead: Mapping[str, object]) -> None:
        self._row, self._instead = row, instead

    def __getattr__(self, name: str) -> object:
        return self._instead[name] if name in self._instead else getattr(self._row, name)


def _edit_page(
    cycle: Cycle, contact: Contact, form: ContactForm | None = None, strike: StrikeForm | None = None
) -> str:
    note_translations(cycle, list_of_stage(cycle.id, Stage.PLAN))
    return page(
        cycle,
        "contact",
        contact=contact,
        form=form if form is not None else _edit_form(cycle, contact, formdata=None),
        strike_form=strike if strike is not None else StrikeForm(formdata=None),
        how_words=HOW,
        present=names_in(contact.present),
    )


@bp.get("/contacts/<int:contact_id>")
@needs(Right.CYCLE_READ, load_cycle)
def contact(cycle: Cycle, contact_id: int) -> str:
    """One visit, call or talk: to read, write on or strike through."""
    return _edit_page(cycle, _load(cycle, contact_id))


@bp.post("/contacts/<int:contact_id>")
@needs(Right.CYCLE_TALK, load_cycle)
def save(cycle: Cycle, contact_id: int) -> Any:
    """Save a note, whole or one field."""
    row = _load(cycle, contact_id)
    form = _edit_form(cycle, row)

    def write(values: Mapping[str, Any], bases: Mapping[str, int]) -> None:
        sent = dict(values)
        if "present" in sent:
            sent["present"] = as_names(sent["present"] or ())
        save_contact(cycle, row, sent, bases, by=actor())

    return save_form(
        form, lambda: row, write, show=lambda: _edit_page(cycle, row, form), back=f"{_url(cycle)}#contact-{row.id}"
    )


@bp.post("/contacts/<int:contact_id>/strike")
@needs(Right.CYCLE_TALK, load_cycle)
def strike(cycle: Cycle, contact_id: int) -> Any:
    """Strike a note through."""
    row, form = _load(cycle, contact_id), StrikeForm()
    values = form.checked()
    if not form.is_good and not row.struck:  # struck twice is no error
        return _edit_page(cycle, row, strike=form), 422
    strike_contact(cycle, row, values.get("reason") or "", by=actor())
    return done(_url(cycle), STAYS)


@bp.post("/contacts/<int:contact_id>/unstrike")
@needs(Right.CYCLE_TALK, load_cycle)
def unstrike(cycle: Cycle, contact_id: int) -> Any:
    """Put a struck note back."""
    row = _load(cycle, contact_id)
    unstrike_contact(cycle, row, by=actor())
    return done(f"{_url(cycle)}#contact-{row.id}", N_("Put back."))


# --- Who will ask -----------------------------------------------------------------------------------


def _asked() -> int:
    return request.form.get("department", 0, type=lambda text: int(text) if text.isascii() and len(text) < 10 else 0)


@bp.post("/heard/<stage>/ask")
@needs(Right.CYCLE_TALK, load_cycle)
def ask(cycle: Cycle, stage: str) -> Any:
    """Say with one press that one will ask a department for its view."""
    known = stage_at(stage)
    promise_to_ask(cycle, known, _asked(), by=actor())
    return done(stage_url(cycle, known) + "#whose-view", N_("Good. Your name stands beside it until they are heard."))


@bp.post("/heard/<stage>/take-back")
@needs(Right.CYCLE_TALK, load_cycle)
def take_back(cycle: Cycle, stage: str) -> Any:
    """Leave the asking to somebody else."""
    known = stage_at(stage)
    take_promise_back(cycle, known, _asked(), by=actor())
    return done(stage_url(cycle, known) + "#whose-view", N_("Taken back. Somebody else may ask."))


# --- Thanks -----------------------------------------------------------------------------------------


def _thanks_page(cycle: Cycle, form: ThanksForm | None = None) -> str:
    tie = actor().tie_to(cycle.team_id)
    own = tie.department_id if tie and actor().membership_in(cycle.team_id) else None
    offered = [(str(row.id), row.name) for row in list_departments(cycle.institute_id) if row.id != own]
    form = form if form is not None else ThanksForm(formdata=None)
    return page(
        cycle,
        "thanks",
        thanks=list_thanks(cycle.id),
        form=form.offer(offered),
        is_member=own is not None,
        today=clock.today(),
        day_of=clock.day_of,
    )


@bp.get("/thanks")
@needs(Right.CYCLE_READ, load_cycle)
def thanks(cycle: Cycle) -> str:
    """Thanks from one department to another."""
    note_seen_here()
    return _thanks_page(cycle)


@bp.post("/thanks")
@needs(Right.CYCLE_EDIT, load_cycle)
def give(cycle: Cycle) -> Any:
    """Thank a department in the name of one's own."""
    form = ThanksForm().offer([(str(row.id), row.name) for row in list_departments(cycle.institute_id)])
    values = form.checked()
    form.need("to_id", "text")
    here = url_for("outreach.thanks", cycle_id=cycle.id)
    try:
        if form.is_good:
            give_thanks(cycle, values.get("to_id"), values["text"], by=actor(), path=here)
            return done(here, N_("Said. They are told."))
    except Refusal as refusal:
        return refuse_here(form, refusal, lambda: _thanks_page(cycle, form))
    return _thanks_page(cycle, form), 422


def _load_thanks(cycle: Cycle, thanks_id: int) -> Thanks:
    return find_thanks(cycle.id, thanks_id) or abort(404)


@bp.post("/thanks/<int:thanks_id>/take-back")
@needs(Right.CYCLE_EDIT, load_cycle)
def take_thanks(cycle: Cycle, thanks_id: int) -> Any:
    """Take one's own thanks back on the same day."""
    take_thanks_back(cycle, _load_thanks(cycle, thanks_id), by=actor())
    return done(url_for("outreach.thanks", cycle_id=cycle.id), N_("Taken back."))
