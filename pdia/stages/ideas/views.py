"""The pages of the ideas stage."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, request

from pdia.access.guard import actor, done, needs
from pdia.access.policy import Right
from pdia.cycles.models import Cycle
from pdia.cycles.page import load_cycle, stage_page, stage_url
from pdia.cycles.rules import Stage
from pdia.history.saving import refuse_here, save_form
from pdia.kernel.text import language_of
from pdia.kernel.words import N_, Refusal
from pdia.stages.entry_points.queries import list_entry_points
from pdia.stages.ideas.digest import ideas_content
from pdia.stages.ideas.forms import IdeaForm, StrikeForm
from pdia.stages.ideas.hints import hints_for_ideas
from pdia.stages.ideas.models import Idea
from pdia.stages.ideas.operations import add_idea, keep_idea, save_idea, strike_idea, unstrike_idea
from pdia.stages.ideas.queries import find_idea, list_ideas
from pdia.stages.ideas.rules import COMPARED
from pdia.stages.ideas.wording import KEPT, KINDS, NUDGES

bp = Blueprint("ideas", __name__, url_prefix="/cycles/<int:cycle_id>/ideas")
SAID = {
    "chosen": N_("Chosen. It can go into the plan."),
    "parked": N_("Parked. It stays here and can be taken up again."),
    "open": N_("Open again."),
}


def _offered(form: IdeaForm, points: list[tuple[int, str]], ideas: list[Idea], known: Idea | None = None) -> IdeaForm:
    """The form with the places to start and the other ideas; what is stored stays choosable."""
    if known is not None and known.entry_point is not None and known.entry_point_id not in dict(points):
        points = [*points, (known.entry_point.id, known.entry_point.cause.text)]
    others = [
        one
        for one in ideas
        if (known is None or one.id != known.id)
        and (not one.struck or (known is not None and one.id == known.combine_with_id))
    ]
    return form.offer([(str(number), text) for number, text in points], [(str(one.id), one.text) for one in others])


def _points(cycle: Cycle) -> list[tuple[int, str]]:
    return [(point.id, point.cause.text) for point in list_entry_points(cycle.id)]


def _groups(points: list[tuple[int, str]], ideas: list[Idea]) -> list[tuple[int | None, str, list[Idea]]]:
    """The ideas under the places where the team starts, those for none or for a struck one last."""
    standing = dict(points)
    groups: list[tuple[int | None, str, list[Idea]]] = [
        (number, text, [idea for idea in ideas if idea.entry_point_id == number]) for number, text in points
    ]
    loose = [idea for idea in ideas if idea.entry_point_id not in standing]
    return [*groups, (None, "", loose)] if loose else groups


def _compared(idea: Idea) -> dict[str, str]:
    """An idea as the drawing wants it."""
    sizes = {name: getattr(idea, name) for name in COMPARED}
    return {"text": idea.text, "lang": language_of(idea.text), "kind": idea.how, "kept": idea.kept, **sizes}


def _page(cycle: Cycle, form: IdeaForm | None = None) -> str:
    points, everything = _points(cycle), list(list_ideas(cycle.id, struck=True))
    ideas = [idea for idea in everything if not idea.struck]
    if form is None:
        chosen = points[0][0] if len(points) == 1 else None
        form = IdeaForm(formdata=None, data={"entry_point_id": request.args.get("for", chosen, type=int)})
    number = request.args.get("nudge", 0, type=int)
    return stage_page(
        cycle,
        Stage.IDEAS,
        "ideas/show.html",
        hints=hints_for_ideas(ideas_content(ideas)),
        form=_offered(form, points, ideas),
        groups=_groups(points, ideas),
        points=points,
        ideas=ideas,
        texts={idea.id: idea.text for idea in everything},
        compared=[_compared(idea) for idea in ideas if any(getattr(idea, name) for name in COMPARED)],
        struck=[idea for idea in everything if idea.struck],
        kinds=KINDS,
        kept=KEPT,
        nudge=NUDGES[(max(number, 1) - 1) % len(NUDGES)],
        next_nudge=max(number, 1) % len(NUDGES) + 1,
        is_nudged=number > 0,
    )


@bp.get("")
@needs(Right.CYCLE_READ, load_cycle)
def show(cycle: Cycle) -> str:
    """The ideas, side by side under the places where the team starts."""
    return _page(cycle)


@bp.post("")
@needs(Right.CYCLE_EDIT, load_cycle)
def add(cycle: Cycle) -> Any:
    """Add an idea; only its sentence is needed."""
    form = _offered(IdeaForm(), _points(cycle), list(list_ideas(cycle.id)))
    values = form.checked()
    try:
        if form.is_good:
            idea = add_idea(cycle, values, by=actor())
            return done(f"{stage_url(cycle, Stage.IDEAS)}#idea-{idea.id}", N_("Your idea stands beside the others."))
    except Refusal as refusal:
        return refuse_here(form, refusal, lambda: _page(cycle, form))
    return _page(cycle, form), 422


def _load(cycle: Cycle, idea_id: int) -> Idea:
    return find_idea(cycle.id, idea_id) or abort(404)


def _back(cycle: Cycle, idea: Idea) -> str:
    return f"{stage_url(cycle, Stage.IDEAS)}#idea-{idea.id}"


def _edit_form(cycle: Cycle, idea: Idea, form: IdeaForm) -> IdeaForm:
    return _offered(form, _points(cycle), list(list_ideas(cycle.id, struck=True)), idea)


def _edit_page(cycle: Cycle, idea: Idea, form: IdeaForm | None = None, strike: StrikeForm | None = None) -> str:
    return stage_page(
        cycle,
        Stage.IDEAS,
        "ideas/edit.html",
        idea=idea,
        form=form if form is not None else _edit_form(cycle, idea, IdeaForm(formdata=None, obj=idea)),
        strike_form=strike if strike is not None else StrikeForm(formdata=None),
        kinds=KINDS,
        kept=KEPT,
    )


@bp.get("/<int:idea_id>")
@needs(Right.CYCLE_READ, load_cycle)
def edit(cycle: Cycle, idea_id: int) -> str:
    """One idea: to write on, compare, or strike through."""
    return _edit_page(cycle, _load(cycle, idea_id))


@bp.post("/<int:idea_id>")
@needs(Right.CYCLE_EDIT, load_cycle)
def save(cycle: Cycle, idea_id: int) -> Any:
    """Save an idea, whole or one field."""
    idea = _load(cycle, idea_id)
    form = _edit_form(cycle, idea, IdeaForm(obj=idea))
    return save_form(
        form,
        lambda: idea,
        lambda values, bases: save_idea(cycle, idea, values, bases, by=actor()),
        show=lambda: _edit_page(cycle, idea, form),
        back=_back(cycle, idea),
    )


@bp.post("/<int:idea_id>/keep")
@needs(Right.CYCLE_EDIT, load_cycle)
def keep(cycle: Cycle, idea_id: int) -> Any:
    """Choose an idea, park it, or open it again, with one press."""
    idea, word = _load(cycle, idea_id), request.form.get("kept", "")
    keep_idea(cycle, idea, word, by=actor())
    return done(_back(cycle, idea), SAID[word])


@bp.post("/<int:idea_id>/strike")
@needs(Right.CYCLE_EDIT, load_cycle)
def strike(cycle: Cycle, idea_id: int) -> Any:
    """Strike an idea through."""
    idea, form = _load(cycle, idea_id), StrikeForm()
    values = form.checked()
    if not form.is_good:
        return _edit_page(cycle, idea, strike=form), 422
    strike_idea(cycle, idea, values.get("reason") or "", by=actor())
    return done(stage_url(cycle, Stage.IDEAS), N_("Struck through. It stays readable, and you can put it back."))


@bp.post("/<int:idea_id>/unstrike")
@needs(Right.CYCLE_EDIT, load_cycle)
def unstrike(cycle: Cycle, idea_id: int) -> Any:
    """Put a struck idea back."""
    idea = _load(cycle, idea_id)
    unstrike_idea(cycle, idea, by=actor())
    return done(_back(cycle, idea), N_("Put back."))
