"""The room to act at one cause: each member's private rating, the spread, and what the team agrees on."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, redirect, request, url_for

from pdia.access.guard import actor, done, needs
from pdia.access.policy import Right
from pdia.cycles.models import Cycle
from pdia.cycles.page import load_cycle, stage_page
from pdia.cycles.rules import Stage
from pdia.history.saving import refuse_here, save_form
from pdia.kernel import clock
from pdia.kernel.words import N_, Refusal
from pdia.stages.entry_points.forms import LookForm, RatingForm
from pdia.stages.entry_points.operations import give_rating, look_at, may_write_for, rate_room
from pdia.stages.entry_points.queries import list_asked, list_entry_points, list_open_causes, list_ratings
from pdia.stages.entry_points.rules import MOST_AT_ONCE, THREE, check_rating, read_room
from pdia.stages.entry_points.spread import spread_of
from pdia.stages.entry_points.wording import MEANS, RATING, SHORT, SIZES, words_for
from pdia.stages.fishbone.models import Cause
from pdia.stages.fishbone.queries import find_cause, vote_counts
from pdia.teams.models import Membership
from pdia.teams.queries import list_members
from pdia.voices.models import Voice, VoiceRound
from pdia.voices.operations import reveal
from pdia.voices.queries import find_round, find_voice, list_answered, list_voices
from pdia.voices.rules import What

bp = Blueprint("room", __name__, url_prefix="/causes")
WAITING = N_("Thank you. The answers open when all have answered, or when the convenor opens them.")


def _load(cycle: Cycle, cause_id: int) -> Cause:
    return find_cause(cycle.id, cause_id) or abort(404)


def _home(cycle: Cycle, cause_id: int) -> str:
    return url_for("entry_points.room.show", cycle_id=cycle.id, cause_id=cause_id)


def _present(cycle: Cycle) -> list[Membership]:
    return list(list_members(cycle.team_id, clock.today()))


def _form_of(voice: Voice | None) -> RatingForm:
    return RatingForm(formdata=None, data=voice.answer if voice else None)


# --- Choosing what to look at -----------------------------------------------------------------------


def _look_page(cycle: Cycle, form: LookForm | None = None) -> str:
    running = {cause.id for asked, cause in list_asked(cycle.id) if not asked.revealed}
    votes = vote_counts(cycle.id)
    causes = [one for one in list_open_causes(cycle.id) if one.id not in running]
    causes.sort(key=lambda one: -votes.get(one.id, 0))  # the drawing's order stays among equals
    return stage_page(
        cycle,
        Stage.ENTRY_POINTS,
        "entry_points/look.html",
        form=form if form is not None else LookForm(formdata=None),
        causes=causes,
        votes=votes,
        running=len(running),
        most=MOST_AT_ONCE,
    )


@bp.get("/look")
@needs(Right.CYCLE_EDIT, load_cycle)
def look(cycle: Cycle) -> str:
    """The causes one may look at, those with most votes first."""
    return _look_page(cycle)


@bp.post("/look")
@needs(Right.CYCLE_EDIT, load_cycle)
def do_look(cycle: Cycle) -> Any:
    """Ask every member for a private rating of one cause."""
    form = LookForm().offer([(str(one.id), one.text) for one in list_open_causes(cycle.id)])
    values = form.checked()
    form.need("cause_id")
    if not form.is_good:
        return _look_page(cycle, form), 422
    try:
        look_at(cycle, _load(cycle, values["cause_id"]), by=actor(), names_hidden="names_hidden" in request.form)
    except Refusal as refusal:
        return refuse_here(form, refusal, lambda: _look_page(cycle, form))
    return done(_home(cycle, values["cause_id"]), N_("Now each of you answers alone first."))


# --- One cause --------------------------------------------------------------------------------------


def _page(cycle: Cycle, cause: Cause, mine: RatingForm | None = None) -> str:
    asked = find_round(cycle.id, What.RATING, cause.id)
    me = actor().membership_in(cycle.team_id)
    voice = find_voice(asked.id, me) if asked and me and not asked.revealed else None
    ratings = list_ratings(cycle.id, cause.id)
    now = ratings[-1] if ratings else None
    reading = read_room(now.authority, now.acceptance, now.ability) if now else None
    voices = list_voices(asked) if asked else []
    return stage_page(
        cycle,
        Stage.ENTRY_POINTS,
        "entry_points/room.html",
        cause=cause,
        chosen=next((point for point in list_entry_points(cycle.id) if point.cause_id == cause.id), None),
        asked=asked,
        me=me,
        members=_present(cycle),
        answered=list_answered([asked.id]).get(asked.id, set()) if asked else set(),
        voice=voice,
        mine=mine if mine is not None else _form_of(voice),
        ours=RatingForm(formdata=None, obj=now),
        spread=spread_of(asked, voices) if asked else [],
        voices=len(voices),
        ratings=ratings,
        now=now,
        mark=SHORT[reading.kind] if reading else None,
        words=words_for(reading) if reading else None,
        is_agreed=bool(asked and now and asked.revealed_at and now.at >= asked.revealed_at),
        questions=RATING,
        means=MEANS,
        sizes=SIZES,
    )


@bp.get("/<int:cause_id>")
@needs(Right.CYCLE_READ, load_cycle)
def show(cycle: Cycle, cause_id: int) -> str:
    """The room to act at one cause."""
    return _page(cycle, _load(cycle, cause_id))


def _member(cycle: Cycle, member_id: int) -> Membership:
    return next((one for one in _present(cycle) if one.id == member_id), None) or abort(404)


def _running(cycle: Cycle, cause: Cause) -> VoiceRound:
    return find_round(cycle.id, What.RATING, cause.id) or abort(404)


def _other_page(cycle: Cycle, cause: Cause, member: Membership, form: RatingForm | None = None) -> str:
    voice = find_voice(_running(cycle, cause).id, member.id)
    mine = voice if may_write_for(voice, actor()) else None
    return stage_page(
        cycle,
        Stage.ENTRY_POINTS,
        "entry_points/said_by.html",
        cause=cause,
        member=member,
        voice=mine,
        begun_alone=voice is not None and mine is None,
        form=form if form is not None else _form_of(mine),
        means=MEANS,
    )


@bp.get("/<int:cause_id>/voices/<int:member_id>")
@needs(Right.CYCLE_EDIT, load_cycle)
def voice(cycle: Cycle, cause_id: int, member_id: int) -> Any:
    """The form for a member without a phone: one says it, another writes it down."""
    cause, member = _load(cycle, cause_id), _member(cycle, member_id)
    if member.id == actor().membership_in(cycle.team_id) or _running(cycle, cause).revealed:
        return redirect(_home(cycle, cause.id), 303)
    return _other_page(cycle, cause, member)


@bp.get("/<int:cause_id>/voices")
@needs(Right.CYCLE_EDIT, load_cycle)
def choose_voice(cycle: Cycle, cause_id: int) -> Any:
    """Where the choice of a member without a phone leads."""
    member = _member(cycle, request.args.get("member", 0, type=int))
    return redirect(url_for("entry_points.room.voice", cycle_id=cycle.id, cause_id=cause_id, member_id=member.id), 303)


@bp.post("/<int:cause_id>/voices/<int:member_id>")
@needs(Right.CYCLE_EDIT, load_cycle)
def give(cycle: Cycle, cause_id: int, member_id: int) -> Any:
    """Keep a private rating: one's own, or that of a member without a phone."""
    cause, present = _load(cycle, cause_id), _present(cycle)
    asked, member = _running(cycle, cause), _member(cycle, member_id)
    known = find_voice(asked.id, member.id)
    is_mine = member.id == actor().membership_in(cycle.team_id)
    seen = known if is_mine or may_write_for(known, actor()) else None
    form = RatingForm(data=seen.answer if seen else None)
    ids, finished = {one.id for one in present}, "finish" in request.form

    def write(values: Any, bases: Any) -> None:
        give_rating(cycle, asked, member, known, values, bases, present=ids, by=actor(), finished=finished)

    return save_form(
        form,
        lambda: find_voice(asked.id, member.id),  # type: ignore[arg-type, return-value]  # a voice has heads too
        write,
        show=lambda: _page(cycle, cause, form) if is_mine else _other_page(cycle, cause, member, form),
        back=_home(cycle, cause.id),
        said=WAITING if finished else N_("Kept, not yet given."),
    )


@bp.get("/<int:cause_id>/reveal")
@needs(Right.CYCLE_CONVENE, load_cycle)
def ask_reveal(cycle: Cycle, cause_id: int) -> str:
    """Ask before the answers are opened: it cannot be undone."""
    cause = _load(cycle, cause_id)
    asked = _running(cycle, cause)
    answered = list_answered([asked.id]).get(asked.id, set())
    missing = [one for one in _present(cycle) if one.id not in answered]
    return stage_page(cycle, Stage.ENTRY_POINTS, "entry_points/reveal.html", cause=cause, asked=asked, missing=missing)


@bp.post("/<int:cause_id>/reveal")
@needs(Right.CYCLE_CONVENE, load_cycle)
def do_reveal(cycle: Cycle, cause_id: int) -> Any:
    """Open the answers now. The convenor may, when somebody is on leave."""
    reveal(cycle, _running(cycle, _load(cycle, cause_id)), by=actor())
    return done(_home(cycle, cause_id), N_("The answers lie open. Now agree together."))


def _agree_page(cycle: Cycle, cause: Cause, form: RatingForm | None = None) -> str:
    ratings = list_ratings(cycle.id, cause.id)
    latest = ratings[-1] if ratings else None
    return stage_page(
        cycle,
        Stage.ENTRY_POINTS,
        "entry_points/agree.html",
        cause=cause,
        ours=form if form is not None else RatingForm(formdata=None, obj=latest),
        means=MEANS,
    )


@bp.get("/<int:cause_id>/rating")
@needs(Right.CYCLE_EDIT, load_cycle)
def rate(cycle: Cycle, cause_id: int) -> str:
    """The form for what the team agrees on, whenever something has changed."""
    return _agree_page(cycle, _load(cycle, cause_id))


@bp.post("/<int:cause_id>/rating")
@needs(Right.CYCLE_EDIT, load_cycle)
def agree(cycle: Cycle, cause_id: int) -> Any:
    """Keep what the team agreed on; earlier ratings stay."""
    cause = _load(cycle, cause_id)
    form = RatingForm()
    values = form.checked()
    try:
        if form.is_good:
            check_rating(values)
            authority, acceptance, ability = (values.pop(name) for name in THREE)
            rate_room(cycle, cause, authority, acceptance, ability, values, by=actor())
            return done(_home(cycle, cause.id), N_("Agreed. Rate again whenever something has changed."))
    except Refusal as refusal:
        return refuse_here(form, refusal, lambda: _agree_page(cycle, cause, form))
    return _agree_page(cycle, cause, form), 422
