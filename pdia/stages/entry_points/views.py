"""The page of the entry-points stage, and choosing where to start. Rooms and offices have files of their own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, abort, request

from pdia.access.guard import actor, done, needs
from pdia.access.policy import Right
from pdia.cycles.models import Cycle
from pdia.cycles.page import load_cycle, stage_page, stage_url
from pdia.cycles.rules import Stage
from pdia.history.saving import refuse_here, save_form
from pdia.kernel import clock
from pdia.kernel.words import N_, Message, Refusal
from pdia.stages.entry_points import offices, room
from pdia.stages.entry_points.digest import entry_points_content
from pdia.stages.entry_points.forms import PointForm, StrikeForm
from pdia.stages.entry_points.hints import hints_for_entry_points
from pdia.stages.entry_points.models import EntryPoint, RoomRating
from pdia.stages.entry_points.operations import (
    add_entry_point,
    save_entry_point,
    strike_entry_point,
    unstrike_entry_point,
)
from pdia.stages.entry_points.queries import (
    find_entry_point,
    first_of,
    latest_of,
    list_asked,
    list_entry_points,
    list_open_causes,
    list_ratings,
)
from pdia.stages.entry_points.rules import read_room
from pdia.stages.entry_points.wording import SHORT, words_for
from pdia.stages.fishbone.digest import tree
from pdia.stages.fishbone.models import Cause
from pdia.stages.fishbone.queries import list_causes
from pdia.stages.problem.queries import find_problem
from pdia.teams.queries import list_members
from pdia.voices.models import VoiceRound
from pdia.voices.queries import list_answered

bp = Blueprint("entry_points", __name__, url_prefix="/cycles/<int:cycle_id>/entry-points")
bp.register_blueprint(room.bp)
bp.register_blueprint(offices.bp)


@dataclass(frozen=True)
class Looked:
    """A cause that the team looked at: its newest question, what was agreed, what that suggests."""

    cause: Cause
    asked: VoiceRound | None
    answered: frozenset[int]
    first: RoomRating | None
    rating: RoomRating | None
    mark: tuple[str, str] | None
    words: Message | None
    chosen: bool


def _looked(cycle: Cycle, points: list[EntryPoint]) -> list[Looked]:
    """Every cause asked about or rated; those that wait for answers first, then by age."""
    ratings = list_ratings(cycle.id)
    first, latest = first_of(ratings), latest_of(ratings)
    asked = {cause.id: (known, cause) for known, cause in list_asked(cycle.id)}
    causes = {cause_id: cause for cause_id, (_, cause) in asked.items()} | {
        row.cause_id: row.cause for row in first.values()
    }
    answered = list_answered([known.id for known, _ in asked.values() if not known.revealed])
    chosen = {point.cause_id for point in points if not point.struck}
    looked = []
    for cause_id, cause in causes.items():
        known = asked[cause_id][0] if cause_id in asked else None
        rating = latest.get(cause_id)
        reading = read_room(rating.authority, rating.acceptance, rating.ability) if rating else None
        looked.append(
            Looked(
                cause=cause,
                asked=known,
                answered=frozenset(answered.get(known.id, ())) if known else frozenset(),
                first=first.get(cause_id),
                rating=rating,
                mark=SHORT[reading.kind] if reading else None,
                words=words_for(reading) if reading else None,
                chosen=cause_id in chosen,
            )
        )
    return sorted(looked, key=lambda one: one.asked is None or one.asked.revealed)


@bp.get("")
@needs(Right.CYCLE_READ, load_cycle)
def show(cycle: Cycle) -> str:
    """Where the team starts, and the room to act at each cause it looked at."""
    points = list(list_entry_points(cycle.id, struck=True))
    looked = _looked(cycle, points)
    latest = {one.cause.id: one.rating for one in looked if one.rating}
    return stage_page(
        cycle,
        Stage.ENTRY_POINTS,
        "entry_points/show.html",
        hints=hints_for_entry_points(entry_points_content(points, latest)),
        points=points,
        looked=looked,
        marks={one.cause.id: one.mark for one in looked if one.mark},
        me=actor().membership_in(cycle.team_id),
    )


def _offered(cycle: Cycle, form: PointForm, point: EntryPoint | None = None) -> PointForm:
    """The form with the causes one may start at, and the members of today; what is stored stays choosable."""
    members = [(str(one.id), one.account.name) for one in list_members(cycle.team_id, clock.today())]
    if point is None:
        standing = {row.cause_id for row in list_entry_points(cycle.id)}
        free = [one for one in list_open_causes(cycle.id) if one.id not in standing]
        return form.offer([(str(one.id), one.text) for one in free], members)
    if point.person is not None and str(point.person_id) not in dict(members):
        members.append((str(point.person_id), point.person_name))
    return form.offer([(str(point.cause_id), point.cause.text)], members)


def _new_page(cycle: Cycle, form: PointForm) -> str:
    return stage_page(cycle, Stage.ENTRY_POINTS, "entry_points/new.html", form=form)


@bp.get("/fishbone")
@needs(Right.CYCLE_READ, load_cycle)
def marked(cycle: Cycle) -> str:
    """The fishbone with what the team agreed on the room to act at each cause."""
    problem = find_problem(cycle.id)
    latest = latest_of(list_ratings(cycle.id))
    readings = {cause_id: read_room(row.authority, row.acceptance, row.ability) for cause_id, row in latest.items()}
    return stage_page(
        cycle,
        Stage.ENTRY_POINTS,
        "entry_points/fishbone.html",
        statement=problem.statement if problem else "",
        bones=tree(list_causes(cycle.id)),
        marks={cause_id: SHORT[reading.kind] for cause_id, reading in readings.items() if reading},
        chosen={point.cause_id for point in list_entry_points(cycle.id)},
    )


@bp.get("/new")
@needs(Right.CYCLE_EDIT, load_cycle)
def new(cycle: Cycle) -> str:
    """The form for another place to start; the address may name its cause."""
    form = PointForm(formdata=None, data={"cause_id": request.args.get("cause", type=int)})
    return _new_page(cycle, _offered(cycle, form))


@bp.post("")
@needs(Right.CYCLE_EDIT, load_cycle)
def add(cycle: Cycle) -> Any:
    """Choose a cause at which the team starts."""
    form = _offered(cycle, PointForm())
    values = form.checked()
    try:
        if form.is_good:
            point = add_entry_point(cycle, values, by=actor())
            return done(
                f"{stage_url(cycle, Stage.ENTRY_POINTS)}#point-{point.id}", N_("You start here. Change it any time.")
            )
    except Refusal as refusal:
        return refuse_here(form, refusal, lambda: _new_page(cycle, form))
    return _new_page(cycle, form), 422


def _load(cycle: Cycle, point_id: int) -> EntryPoint:
    return find_entry_point(cycle.id, point_id) or abort(404)


def _edit_page(cycle: Cycle, point: EntryPoint, form: PointForm | None = None, strike: StrikeForm | None = None) -> str:
    form = form if form is not None else _offered(cycle, PointForm(formdata=None, obj=point), point)
    return stage_page(
        cycle,
        Stage.ENTRY_POINTS,
        "entry_points/edit.html",
        point=point,
        form=form,
        strike_form=strike if strike is not None else StrikeForm(formdata=None),
    )


@bp.get("/<int:point_id>")
@needs(Right.CYCLE_READ, load_cycle)
def edit(cycle: Cycle, point_id: int) -> str:
    """One place to start: to write on, or to strike through."""
    return _edit_page(cycle, _load(cycle, point_id))


@bp.post("/<int:point_id>")
@needs(Right.CYCLE_EDIT, load_cycle)
def save(cycle: Cycle, point_id: int) -> Any:
    """Save an entry point, whole or one field."""
    point = _load(cycle, point_id)
    form = _offered(cycle, PointForm(obj=point), point)
    return save_form(
        form,
        lambda: point,
        lambda values, bases: save_entry_point(cycle, point, values, bases, by=actor()),
        show=lambda: _edit_page(cycle, point, form),
        back=f"{stage_url(cycle, Stage.ENTRY_POINTS)}#point-{point.id}",
    )


@bp.post("/<int:point_id>/strike")
@needs(Right.CYCLE_EDIT, load_cycle)
def strike(cycle: Cycle, point_id: int) -> Any:
    """Strike an entry point through."""
    point, form = _load(cycle, point_id), StrikeForm()
    values = form.checked()
    if not form.is_good:
        return _edit_page(cycle, point, strike=form), 422
    strike_entry_point(cycle, point, values.get("reason") or "", by=actor())
    return done(stage_url(cycle, Stage.ENTRY_POINTS), N_("Struck through. It stays readable, and you can put it back."))


@bp.post("/<int:point_id>/unstrike")
@needs(Right.CYCLE_EDIT, load_cycle)
def unstrike(cycle: Cycle, point_id: int) -> Any:
    """Put a struck entry point back."""
    unstrike_entry_point(cycle, _load(cycle, point_id), by=actor())
    return done(stage_url(cycle, Stage.ENTRY_POINTS), N_("Put back."))
