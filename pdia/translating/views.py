"""The pages of working translations."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for

from pdia.access.guard import actor, done, needs
from pdia.access.policy import Right, may
from pdia.cycles.models import Cycle
from pdia.cycles.page import load_cycle, note_that_read, paused_words, stage_url
from pdia.cycles.rules import CycleState, Stage
from pdia.history.saving import refuse_here, save_form
from pdia.kernel.words import N_, Refusal
from pdia.translating import shown  # noqa: F401  what it furnishes is on every stage page once it is imported
from pdia.translating.forms import StrikeForm, TranslationForm
from pdia.translating.models import WorkingTranslation
from pdia.translating.operations import (
    Original,
    add_translation,
    confirm_translation,
    find_original,
    save_translation,
    strike_translation,
    unstrike_translation,
)
from pdia.translating.queries import find_translation, list_of_cycle
from pdia.translating.rules import NOTHING_THERE, is_older

bp = Blueprint("translating", __name__, url_prefix="/cycles/<int:cycle_id>/translations")


def _page(cycle: Cycle, template: str, **content: Any) -> str:
    note_that_read(cycle)
    return render_template(
        f"translating/{template}.html",
        cycle=cycle,
        paused=paused_words(cycle),
        may_talk=cycle.state == CycleState.OPEN and may(actor(), Right.CYCLE_TALK, cycle.scope),
        **content,
    )


def _stage_of(cycle: Cycle, stage: str) -> str:
    return stage_url(cycle, Stage(stage)) if stage in set(Stage) else url_for("insights.cycle", cycle_id=cycle.id)


def _page_of(cycle: Cycle, original: Original) -> str:
    return original.page or _stage_of(cycle, original.stage.value if original.stage else "")


@bp.get("")
@needs(Right.CYCLE_READ, load_cycle)
def show(cycle: Cycle) -> str:
    """Every working translation of the cycle beside its original."""
    everything = list_of_cycle(cycle.id, struck=True)
    standing = [row for row in everything if not row.struck]
    return _page(cycle, "show", rows=standing, struck=[row for row in everything if row.struck])


def _new_page(cycle: Cycle, place: str, original: Original, form: TranslationForm | None = None) -> str:
    if form is None:
        form = TranslationForm(formdata=None, data={"language": request.args.get("language", actor().language)})
    return _page(cycle, "new", place=place, original=original, form=form, back=_page_of(cycle, original))


def _asked_place() -> str:
    return request.args.get("on", "")[:120]


@bp.get("/new")
@needs(Right.CYCLE_TALK, load_cycle)
def new(cycle: Cycle) -> Any:
    """Translate one text; ``?on=cause:7:text`` names it."""
    place = _asked_place()
    if not place:
        return redirect(url_for("translating.show", cycle_id=cycle.id), 303)
    return _new_page(cycle, place, find_original(cycle, place) or abort(404))


@bp.post("/new")
@needs(Right.CYCLE_TALK, load_cycle)
def add(cycle: Cycle) -> Any:
    """Put a translation beside the text."""
    place = _asked_place()
    original, form = find_original(cycle, place), TranslationForm()
    if original is None:  # struck or emptied while it was translated: the words are held for their writer
        raise Refusal(NOTHING_THERE, status=409)
    values = form.checked()
    form.need("language", "text")
    try:
        if form.is_good:
            row = add_translation(cycle, original, values["language"], values["text"], by=actor())
            here = url_for("translating.show", cycle_id=cycle.id)
            return done(f"{here}#translation-{row.id}", N_("The translation stands beside the text now."))
    except Refusal as refusal:
        return refuse_here(form, refusal, lambda: _new_page(cycle, place, original, form))
    return _new_page(cycle, place, original, form), 422


def _load(cycle: Cycle, translation_id: int) -> WorkingTranslation:
    return find_translation(cycle.id, translation_id) or abort(404)


def _edit_page(
    cycle: Cycle, row: WorkingTranslation, form: TranslationForm | None = None, strike: StrikeForm | None = None
) -> str:
    original = find_original(cycle, row.place)
    return _page(
        cycle,
        "edit",
        row=row,
        original=original,
        is_older=original is not None and is_older(row.version, original.version),
        form=form if form is not None else TranslationForm(formdata=None, obj=row),
        strike_form=strike if strike is not None else StrikeForm(formdata=None),
        back=_page_of(cycle, original) if original else _stage_of(cycle, row.stage),
    )


@bp.get("/<int:translation_id>")
@needs(Right.CYCLE_READ, load_cycle)
def edit(cycle: Cycle, translation_id: int) -> str:
    """One translation beside its original: to read, write on or strike through."""
    return _edit_page(cycle, _load(cycle, translation_id))


def _url(row: WorkingTranslation) -> str:
    return f"{url_for('translating.show', cycle_id=row.cycle_id)}#translation-{row.id}"


@bp.post("/<int:translation_id>")
@needs(Right.CYCLE_TALK, load_cycle)
def save(cycle: Cycle, translation_id: int) -> Any:
    """Write on at a translation."""
    row = _load(cycle, translation_id)
    form = TranslationForm(obj=row)
    return save_form(
        form,
        lambda: row,
        lambda values, bases: save_translation(cycle, row, find_original(cycle, row.place), values, bases, by=actor()),
        show=lambda: _edit_page(cycle, row, form),
        back=_url(row),
    )


@bp.post("/<int:translation_id>/fits")
@needs(Right.CYCLE_TALK, load_cycle)
def fits(cycle: Cycle, translation_id: int) -> Any:
    """Say that a translation still fits the original as it stands now."""
    row = _load(cycle, translation_id)
    confirm_translation(cycle, row, find_original(cycle, row.place), by=actor())
    return done(_url(row), N_("Noted: it fits the text as it stands now."))


@bp.post("/<int:translation_id>/strike")
@needs(Right.CYCLE_TALK, load_cycle)
def strike(cycle: Cycle, translation_id: int) -> Any:
    """Strike a translation through."""
    row, form = _load(cycle, translation_id), StrikeForm()
    values = form.checked()
    if not form.is_good and not row.struck:  # struck twice is no error
        return _edit_page(cycle, row, strike=form), 422
    strike_translation(cycle, row, values.get("reason") or "", by=actor())
    here = url_for("translating.show", cycle_id=cycle.id)
    return done(here, N_("Struck through. It stays readable, and you can put it back."))


@bp.post("/<int:translation_id>/unstrike")
@needs(Right.CYCLE_TALK, load_cycle)
def unstrike(cycle: Cycle, translation_id: int) -> Any:
    """Put a struck translation back."""
    row = _load(cycle, translation_id)
    unstrike_translation(cycle, row, by=actor())
    return done(_url(row), N_("Put back."))
