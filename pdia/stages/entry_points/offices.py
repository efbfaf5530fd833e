"""The offices that back or block a step: pages for members of the team only, linked from the room to act.

Reading asks for the right to edit on purpose: mentors and course coordinators may not see these rows.
"""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, url_for

from pdia.access.guard import actor, done, needs
from pdia.access.policy import Right
from pdia.cycles.models import Cycle
from pdia.cycles.page import load_cycle, stage_page
from pdia.cycles.rules import Stage
from pdia.history.saving import refuse_here, save_form
from pdia.kernel.words import N_, Refusal
from pdia.stages.entry_points.forms import OfficeForm, StrikeForm
from pdia.stages.entry_points.models import Stakeholder
from pdia.stages.entry_points.operations import (
    add_stakeholder,
    save_stakeholder,
    strike_stakeholder,
    unstrike_stakeholder,
)
from pdia.stages.entry_points.queries import find_stakeholder, list_stakeholders
from pdia.stages.entry_points.rules import shares
from pdia.stages.fishbone.models import Cause
from pdia.stages.fishbone.queries import find_cause

bp = Blueprint("offices", __name__, url_prefix="/causes/<int:cause_id>/offices")
ONLY_US = N_("Read by: the members of your team only. Not in the history, not in the team record.")


def _load_cause(cycle: Cycle, cause_id: int) -> Cause:
    return find_cause(cycle.id, cause_id) or abort(404)


def _load(cycle: Cycle, cause_id: int, office_id: int) -> tuple[Cause, Stakeholder]:
    row = find_stakeholder(cycle.id, office_id)
    if row is None or row.cause_id not in (None, cause_id):
        abort(404)
    return _load_cause(cycle, cause_id), row


def _home(cycle: Cycle, cause: Cause) -> str:
    return url_for("entry_points.offices.show", cycle_id=cycle.id, cause_id=cause.id)


def _page(cycle: Cycle, cause: Cause, form: OfficeForm | None = None) -> str:
    rows = list_stakeholders(cycle.id, cause.id)
    return stage_page(
        cycle,
        Stage.ENTRY_POINTS,
        "entry_points/offices.html",
        cause=cause,
        rows=rows,
        shares=shares((row.support, row.influence) for row in rows if not row.struck),
        form=form if form is not None else OfficeForm(formdata=None).offer(),
        only_us=ONLY_US,
    )


@bp.get("")
@needs(Right.CYCLE_EDIT, load_cycle)
def show(cycle: Cycle, cause_id: int) -> str:
    """The offices concerned with a cause."""
    return _page(cycle, _load_cause(cycle, cause_id))


@bp.post("")
@needs(Right.CYCLE_EDIT, load_cycle)
def add(cycle: Cycle, cause_id: int) -> Any:
    """Note an office."""
    cause = _load_cause(cycle, cause_id)
    form = OfficeForm().offer()
    values = form.checked()
    try:
        if form.is_good:
            add_stakeholder(cycle, cause, values, by=actor())
            return done(_home(cycle, cause), N_("Noted, for your team only."))
    except Refusal as refusal:
        return refuse_here(form, refusal, lambda: _page(cycle, cause, form))
    return _page(cycle, cause, form), 422


def _edit_page(
    cycle: Cycle, cause: Cause, row: Stakeholder, form: OfficeForm | None = None, strike: StrikeForm | None = None
) -> str:
    return stage_page(
        cycle,
        Stage.ENTRY_POINTS,
        "entry_points/office.html",
        cause=cause,
        row=row,
        form=form if form is not None else OfficeForm(formdata=None, obj=row).offer(),
        strike_form=strike if strike is not None else StrikeForm(formdata=None),
        only_us=ONLY_US,
    )


@bp.get("/<int:office_id>")
@needs(Right.CYCLE_EDIT, load_cycle)
def edit(cycle: Cycle, cause_id: int, office_id: int) -> str:
    """One office, to correct or strike through."""
    return _edit_page(cycle, *_load(cycle, cause_id, office_id))


@bp.post("/<int:office_id>")
@needs(Right.CYCLE_EDIT, load_cycle)
def save(cycle: Cycle, cause_id: int, office_id: int) -> Any:
    """Correct what is noted of an office."""
    cause, row = _load(cycle, cause_id, office_id)
    form = OfficeForm(obj=row).offer()
    return save_form(
        form,
        lambda: row,
        lambda values, bases: save_stakeholder(cycle, row, values, bases, by=actor()),
        show=lambda: _edit_page(cycle, cause, row, form),
        back=_home(cycle, cause),
    )


@bp.post("/<int:office_id>/strike")
@needs(Right.CYCLE_EDIT, load_cycle)
def strike(cycle: Cycle, cause_id: int, office_id: int) -> Any:
    """Strike an office through."""
    cause, row = _load(cycle, cause_id, office_id)
    form = StrikeForm()
    values = form.checked()
    if not form.is_good:
        return _edit_page(cycle, cause, row, strike=form), 422
    strike_stakeholder(cycle, row, values.get("reason") or "", by=actor())
    return done(_home(cycle, cause), N_("Struck through. It stays readable, and you can put it back."))


@bp.post("/<int:office_id>/unstrike")
@needs(Right.CYCLE_EDIT, load_cycle)
def unstrike(cycle: Cycle, cause_id: int, office_id: int) -> Any:
    """Put a struck office back."""
    cause, row = _load(cycle, cause_id, office_id)
    unstrike_stakeholder(cycle, row, by=actor())
    return done(_home(cycle, cause), N_("Put back."))
