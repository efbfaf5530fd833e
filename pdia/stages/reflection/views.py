"""The pages of the reflection."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, request, url_for

from pdia.access.actor import Tie
from pdia.access.guard import actor, done, needs
from pdia.access.policy import Right, may
from pdia.cycles.forms import TitleForm
from pdia.cycles.models import Cycle
from pdia.cycles.page import load_cycle, stage_page, stage_url
from pdia.cycles.rules import CycleState, Stage
from pdia.history.saving import refuse_here, save_form
from pdia.kernel import clock
from pdia.kernel.words import N_, Refusal
from pdia.stages.entry_points.digest import RoomDigest, rooms_of
from pdia.stages.entry_points.queries import list_ratings
from pdia.stages.reflection.digest import looking_back, reflection_content
from pdia.stages.reflection.forms import ReflectionForm
from pdia.stages.reflection.hints import hints_for_reflection
from pdia.stages.reflection.operations import continue_cycle, save_reflection
from pdia.stages.reflection.queries import get_reflection, list_continuations
from pdia.stages.reflection.rules import OUTCOME_WORDS

bp = Blueprint("reflection", __name__, url_prefix="/cycles/<int:cycle_id>/reflection")


def _rooms(cycle: Cycle) -> list[RoomDigest]:
    """How the room to act shifted: for the team and its mentors only."""
    tie = actor().tie_to(cycle.team_id)
    if tie is None or tie.tie not in (Tie.MEMBER, Tie.MENTOR):
        return []
    return rooms_of(list_ratings(cycle.id))


def _page(cycle: Cycle, form: ReflectionForm | None = None) -> str:
    reflection = get_reflection(cycle.id, cycle.institute_id)
    may_continue = may(actor(), Right.CYCLE_EDIT, cycle.scope) and cycle.state != CycleState.PAUSED
    return stage_page(
        cycle,
        Stage.REFLECTION,
        "reflection/show.html",
        hints=hints_for_reflection(reflection_content(reflection)),
        reflection=reflection,
        form=form if form is not None else ReflectionForm(formdata=None, obj=reflection),
        back=looking_back(cycle),
        rooms=_rooms(cycle),
        outcome_words=OUTCOME_WORDS,
        may_continue=may_continue,
        continued=list_continuations(cycle.id),
    )


@bp.get("")
@needs(Right.CYCLE_READ, load_cycle)
def show(cycle: Cycle) -> str:
    """The reflection, with what it looks back on side by side."""
    return _page(cycle)


@bp.post("")
@needs(Right.CYCLE_EDIT, load_cycle)
def save(cycle: Cycle) -> Any:
    """Save the reflection, whole or one field."""
    form = ReflectionForm(obj=get_reflection(cycle.id, cycle.institute_id))
    return save_form(
        form,
        lambda: get_reflection(cycle.id, cycle.institute_id),
        lambda values, bases: save_reflection(cycle, values, bases, by=actor()),
        show=lambda: _page(cycle, form),
        back=stage_url(cycle, Stage.REFLECTION),
    )


def _going_on(cycle: Cycle, form: TitleForm) -> str:
    reflection = get_reflection(cycle.id, cycle.institute_id)
    return stage_page(
        cycle,
        Stage.REFLECTION,
        "reflection/go_on.html",
        form=form,
        statement=reflection.next_statement or looking_back(cycle).last.text,
        continued=list_continuations(cycle.id),
    )


@bp.get("/continue")
@needs(Right.CYCLE_EDIT, load_cycle)
def go_on(cycle: Cycle) -> str:
    """Ask before the next cycle is opened: what it takes along, and its name."""
    return _going_on(cycle, TitleForm(formdata=None, obj=cycle))


@bp.post("/continue")
@needs(Right.CYCLE_EDIT, load_cycle)
def do_go_on(cycle: Cycle) -> Any:
    """Finish this cycle and open the next one from where it stands."""
    form = TitleForm()
    form.checked()
    form.need("title")
    if not form.is_good:
        return _going_on(cycle, form), 422
    try:
        following = continue_cycle(
            cycle,
            form.title.data or "",
            by=actor(),
            today=clock.today(),
            beside=request.form.get("beside") == "yes",
        )
    except Refusal as refusal:
        return refuse_here(form, refusal, lambda: _going_on(cycle, form))
    return done(
        url_for("insights.cycle", cycle_id=following.id),
        N_("The next cycle is open. It begins with your problem, its causes and your latest figures."),
    )
