"""Mentors' private notes, "seen, nothing to add", and standing in for a colleague."""

from __future__ import annotations

import re
from typing import Any

from flask import Blueprint, abort, render_template, request, url_for

from pdia.access.guard import actor, done, needs
from pdia.access.policy import Right
from pdia.cycles.queries import find_cycle
from pdia.history.queries import list_revisions
from pdia.history.saving import refuse_here, save_form
from pdia.kernel import clock
from pdia.kernel.addresses import row_number
from pdia.kernel.words import N_, Message, Refusal
from pdia.mentoring.forms import CoverForm, NoteForm, StrikeForm
from pdia.mentoring.models import MentorNote
from pdia.mentoring.operations import (
    add_note,
    end_cover,
    give_cover,
    note_look,
    save_note,
    strike_note,
    unstrike_note,
)
from pdia.mentoring.queries import MOST_NOTES, find_note, list_colleagues, list_covers, list_mentoring_of, list_notes
from pdia.mentoring.rules import NO_COLLEAGUE
from pdia.notices.operations import see_team
from pdia.teams.models import Team
from pdia.teams.queries import find_team

bp = Blueprint("mentoring", __name__)
_NOTES = "/teams/<int:team_id>/mentor-notes"
_KEY = re.compile(r"[A-Za-z0-9_-]{1,64}")


def load_team(team_id: int) -> Team | None:
    """The loader for guarded views under ``/teams/<id>`` and ``/mentoring/teams/<id>``."""
    return find_team(team_id)


def _back(team: Team) -> str:
    """Where a note leads back to: the page of the team it was written on, else the notes; scripts learn what arrived."""
    page = url_for("insights.catch_up", team_id=team.id)
    key = request.form.get("key", "")
    said = f"?said={key}" if _KEY.fullmatch(key) else ""
    return (
        f"{page}{said}#notes"
        if request.form.get("next") == page
        else url_for("mentoring.notes", team_id=team.id) + said
    )


@bp.post("/mentoring/teams/<int:team_id>/seen")
@needs(Right.TEAM_MENTOR, load_team)
def seen(team: Team) -> Any:
    """I have looked at this team up to the moment my page was made."""
    until = note_look(team, request.form.get("until", ""), by=actor())
    see_team(team.id, actor().account_id, until)
    words = N_("Noted: you have looked at %(team)s. What comes from now on is new again.")
    return done(url_for("insights.mentoring"), Message(words, {"team": team.name}))


def _notes_page(team: Team, form: NoteForm | None = None) -> str:
    before = request.args.get("before", type=row_number)
    notes = list(list_notes(team.id, limit=MOST_NOTES + 1, before=before))
    return render_template(
        "mentoring/notes.html",
        team=team,
        notes=notes[:MOST_NOTES],
        older=notes[MOST_NOTES - 1].id if len(notes) > MOST_NOTES else None,
        form=form if form is not None else NoteForm(formdata=None),
        about=request.values.get("about", "")[:120],
        cycle_id=request.values.get("cycle_id", type=row_number),
        next=request.form.get("next", ""),
    )


@bp.get(_NOTES)
@needs(Right.MENTOR_NOTES_KEEP, load_team)
def notes(team: Team) -> str:
    """The notes on a team, and the form for one more."""
    return _notes_page(team)


@bp.post(_NOTES)
@needs(Right.MENTOR_NOTES_KEEP, load_team)
def add(team: Team) -> Any:
    """Write a note about the team, or about one of its entries."""
    form = NoteForm()
    values = form.checked()
    form.need("text")
    if not form.is_good:
        return _notes_page(team, form), 422
    cycle = find_cycle(request.form.get("cycle_id", type=row_number) or 0)
    if cycle is not None and cycle.team_id != team.id:
        abort(404)
    add_note(team, values["text"], by=actor(), cycle=cycle, place=request.form.get("about", ""))
    return done(_back(team), N_("The note is kept for the mentors."))


def _load_note(team: Team, note_id: int) -> MentorNote:
    return find_note(team.id, note_id) or abort(404)


def _note_page(
    team: Team, note: MentorNote, form: NoteForm | None = None, strike_form: StrikeForm | None = None
) -> str:
    return render_template(
        "mentoring/note.html",
        team=team,
        note=note,
        form=form if form is not None else NoteForm(formdata=None, obj=note),
        strike_form=strike_form if strike_form is not None else StrikeForm(formdata=None),
        earlier=list_revisions(note.kind, note.id, "text")[1:],
        is_own=note.account_id == actor().account_id,
    )


@bp.get(f"{_NOTES}/<int:note_id>")
@needs(Right.MENTOR_NOTES_KEEP, load_team)
def edit(team: Team, note_id: int) -> str:
    """One note with its earlier versions; its writer may change it."""
    return _note_page(team, _load_note(team, note_id))


@bp.post(f"{_NOTES}/<int:note_id>")
@needs(Right.MENTOR_NOTES_KEEP, load_team)
def save(team: Team, note_id: int) -> Any:
    """Write one's own note anew."""
    note = _load_note(team, note_id)
    form = NoteForm(obj=note)
    return save_form(
        form,
        lambda: note,
        lambda values, bases: save_note(note, values, bases, by=actor()),
        show=lambda: _note_page(find_team(team.id) or team, _load_note(team, note_id), form),
        back=url_for("mentoring.notes", team_id=team.id),
    )


@bp.post(f"{_NOTES}/<int:note_id>/strike")
@needs(Right.MENTOR_NOTES_KEEP, load_team)
def strike(team: Team, note_id: int) -> Any:
    """Strike one's own note through."""
    note, form = _load_note(team, note_id), StrikeForm()
    values = form.checked()
    if not form.is_good and not note.struck:  # struck twice is no error
        return _note_page(team, note, strike_form=form), 422
    strike_note(note, values.get("reason") or "", by=actor())
    return done(url_for("mentoring.notes", team_id=team.id), N_("Struck through. It can be put back."))


@bp.post(f"{_NOTES}/<int:note_id>/unstrike")
@needs(Right.MENTOR_NOTES_KEEP, load_team)
def unstrike(team: Team, note_id: int) -> Any:
    """Put one's own note back."""
    unstrike_note(_load_note(team, note_id), by=actor())
    return done(url_for("mentoring.notes", team_id=team.id), N_("The note is back."))


def _cover_page(form: CoverForm | None = None) -> str:
    who, today = actor(), clock.today()
    own = [one for one in list_mentoring_of(who.account_id, today) if one.covers_id is None]
    form = form if form is not None else CoverForm(formdata=None, data={"teams": [str(one.team_id) for one in own]})
    colleagues = list_colleagues(who.institute_id, who.account_id, today)
    form.offer([(str(one.id), one.name) for one in colleagues], [(str(one.team_id), one.team.name) for one in own])
    covers = list_covers(who.account_id, today)
    return render_template(
        "mentoring/cover.html",
        form=form,
        own=own,
        colleagues=colleagues,
        given=[one for one in covers if one.first.covers_id == who.account_id],
        taken=[one for one in covers if one.first.account_id == who.account_id],
        today=today,
    )


@bp.get("/mentoring/cover")
@needs(Right.ACCOUNT_OWN)
def cover() -> str:
    """Who stands in for me, for whom I stand in, and the form to arrange it."""
    return _cover_page()


@bp.post("/mentoring/cover")
@needs(Right.ACCOUNT_OWN)
def give() -> Any:
    """Let a colleague mentor some of my teams for dated weeks."""
    who, today = actor(), clock.today()
    own = list_mentoring_of(who.account_id, today)
    colleagues = {one.id: one for one in list_colleagues(who.institute_id, who.account_id, today)}
    form = CoverForm().offer(
        [(str(one.id), one.name) for one in colleagues.values()], [(str(one.team_id), one.team.name) for one in own]
    )
    values = form.checked()
    form.need("account_id", "teams", "starts_on", "ends_on")
    if not form.is_good:
        return _cover_page(form), 422
    colleague = colleagues.get(values["account_id"] or 0)
    try:
        if colleague is None:
            raise Refusal(NO_COLLEAGUE, field="account_id")
        days = {"starts_on": values["starts_on"], "ends_on": values["ends_on"]}
        give_cover(own, [int(one) for one in values["teams"]], colleague, **days, by=who, today=today)
    except Refusal as refusal:
        return refuse_here(form, refusal, lambda: _cover_page(form))
    words = N_("%(name)s stands in for you and has been told.")
    return done(url_for("mentoring.cover"), Message(words, {"name": colleague.name}))


@bp.post("/mentoring/cover/<int:cover_id>/end")
@needs(Right.ACCOUNT_OWN)
def end(cover_id: int) -> Any:
    """End a cover early; the one who gave it may, and the one who stands in."""
    covers = list_covers(actor().account_id, clock.today())
    named = next((one for one in covers if one.id == cover_id), None) or abort(404)
    end_cover(named.rows, by=actor(), today=clock.today())
    return done(url_for("mentoring.cover"), N_("The cover has ended, and the other one has been told."))
