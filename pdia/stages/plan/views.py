"""The pages of the plan."""

from __future__ import annotations

from typing import Any, cast

from flask import Blueprint, abort, request, url_for

from pdia.access.guard import actor, done, needs
from pdia.access.policy import Right
from pdia.cycles.models import Cycle
from pdia.cycles.page import load_cycle, stage_page, stage_url
from pdia.cycles.rules import Stage
from pdia.directory.queries import list_departments
from pdia.history.models import Revised
from pdia.history.saving import refuse_here, save_form
from pdia.kernel import clock
from pdia.kernel.text import storable
from pdia.kernel.words import N_, Refusal
from pdia.notices.page import note_seen
from pdia.stages.entry_points.queries import list_entry_points
from pdia.stages.fishbone.queries import list_causes
from pdia.stages.plan.digest import line_of, money, parts_by_department, plan_content, span_of
from pdia.stages.plan.forms import ActionForm, FocalForm, ResourceForm, StrikeForm, action_form
from pdia.stages.plan.hints import hints_for_plan
from pdia.stages.plan.models import Action, FocalLine, Resource
from pdia.stages.plan.operations import (
    add_action,
    add_focal,
    add_resource,
    save_action,
    save_line,
    set_action_state,
    strike_action,
    strike_line,
    unstrike_action,
    unstrike_line,
)
from pdia.stages.plan.queries import (
    find_action,
    find_focal,
    find_resource,
    get_sheet,
    list_actions,
    list_focal,
    list_resources,
)
from pdia.stages.plan.rules import ASK, FIRST, LIMITS, STATE_WORDS
from pdia.teams.models import Membership
from pdia.teams.queries import list_authorisers, list_members
from pdia.teams.rules import NEED_WORDS

bp = Blueprint("plan", __name__, url_prefix="/cycles/<int:cycle_id>/plan")
SIDES = ("department", "time")


def _members(cycle: Cycle) -> list[Membership]:
    return list(list_members(cycle.team_id, clock.today()))


def _names(members: list[Membership]) -> list[tuple[str, str]]:
    return [(str(member.id), member.account.name) for member in members]


def _proposed() -> str:
    """A step that another page proposes, from what was agreed on a visit for instance: to be read before it is added."""
    return storable(request.args.get("what", "")).strip()[: LIMITS["what"]]


def _page(cycle: Cycle, **forms: Any) -> str:
    today, members = clock.today(), _members(cycle)
    actions, resources = list_actions(cycle.id, struck=True), list_resources(cycle.id)
    lines = [line_of(action) for action in actions if not action.struck]
    of_team = [member.posting.department for member in members]
    authorisers = list_authorisers(cycle.team_id)
    by = request.args.get("by", "")
    form = forms.pop("form", None) or ActionForm(formdata=None, data={"what": _proposed()})
    form.who.offer(_names(members))
    return stage_page(
        cycle,
        Stage.PLAN,
        "plan/show.html",
        hints=hints_for_plan(plan_content(lines, of_team, authorisers, today)),
        by=by if by in SIDES else "",
        lines=lines,
        struck=[action for action in actions if action.struck],
        departments=parts_by_department(lines, of_team) if by == "department" else [],
        span=span_of(lines, today),
        first=FIRST,
        form=form,
        focal=list_focal(cycle.id),
        resources=resources,
        money=money(resources),
        authorisers=authorisers,
        need_words=NEED_WORDS,
        state_words=STATE_WORDS,
        **{"focal_form": FocalForm(formdata=None), "resource_form": ResourceForm(formdata=None), **forms},
    )


@bp.get("")
@needs(Right.CYCLE_READ, load_cycle)
def show(cycle: Cycle) -> str:
    """The plan on one page: as a list, by department or along the weeks."""
    return _page(cycle)


@bp.post("/actions")
@needs(Right.CYCLE_EDIT, load_cycle)
def add(cycle: Cycle) -> Any:
    """Add an action: what, who, by when, what it is to teach."""
    members, form = _members(cycle), ActionForm()
    form.who.offer(_names(members))
    values = {name: value for name, value in form.checked().items() if name in (*FIRST, "who_else")}
    if form.is_good:
        try:
            add_action(cycle, values, members, by=actor())
            return done(stage_url(cycle, Stage.PLAN) + "#actions", N_("Added to the plan."))
        except Refusal as refusal:
            return refuse_here(form, refusal, lambda: _page(cycle, form=form))
    return _page(cycle, form=form), 422


def _load(cycle: Cycle, action_id: int) -> Action:
    return find_action(cycle.id, action_id) or abort(404)


def _own_url(cycle: Cycle, action: Action) -> str:
    return url_for("plan.show_action", cycle_id=cycle.id, action_id=action.id)


def _form_of(cycle: Cycle, action: Action, members: list[Membership], **kwargs: Any) -> ActionForm:
    asked = {ask.department_id: ask.asked for ask in action.asks}
    of_team = {member.posting.department_id for member in members}
    departments = [(str(one.id), one.name) for one in list_departments(cycle.institute_id)]
    lines = [pair for pair in departments if int(pair[0]) in of_team or asked.get(int(pair[0]))]
    data = {f"{ASK}{value}": asked.get(int(value), "") for value, _name in lines}
    data["who_else"] = "" if action.member_id else action.who
    form = action_form(lines, ASK, obj=action, data=data, **kwargs)
    names = _names(members)
    if action.member_id and str(action.member_id) not in dict(names):
        names.append((str(action.member_id), action.who))  # left the team, and still has it
    causes = [(str(one.id), one.text) for one in list_causes(cycle.id) if not one.struck or one.id == action.cause_id]
    points = [
        (str(one.id), one.cause.text)
        for one in list_entry_points(cycle.id, struck=True)
        if not one.struck or one.id == action.entry_point_id
    ]
    return form.offer(names, causes, points, departments, str(action.member_id or ""))


def _action_page(cycle: Cycle, action: Action, form: ActionForm | None = None, strike: StrikeForm | None = None) -> str:
    return stage_page(
        cycle,
        Stage.PLAN,
        "plan/action.html",
        action=action,
        line=line_of(action),
        form=form or _form_of(cycle, action, _members(cycle), formdata=None),
        first=FIRST,
        sheet=get_sheet(action),
        strike_form=strike or StrikeForm(formdata=None),
        state_words=STATE_WORDS,
    )


@bp.get("/actions/<int:action_id>")
@needs(Right.CYCLE_READ, load_cycle)
def show_action(cycle: Cycle, action_id: int) -> str:
    """One action with its details."""
    note_seen(f"action:{action_id}")
    return _action_page(cycle, _load(cycle, action_id))


@bp.post("/actions/<int:action_id>")
@needs(Right.CYCLE_EDIT, load_cycle)
def edit_action(cycle: Cycle, action_id: int) -> Any:
    """Save an action, whole or one field."""
    action, members = _load(cycle, action_id), _members(cycle)
    form = _form_of(cycle, action, members)
    return save_form(
        form,
        lambda: cast("Revised", get_sheet(action)),  # has heads, like a row
        lambda values, bases: save_action(cycle, action, values, bases, members, by=actor()),
        show=lambda: _action_page(cycle, _load(cycle, action_id), form),
        back=stage_url(cycle, Stage.PLAN) + f"#action-{action.id}",
    )


@bp.post("/actions/<int:action_id>/state")
@needs(Right.CYCLE_EDIT, load_cycle)
def set_state(cycle: Cycle, action_id: int) -> Any:
    """Say with one press what became of an action, or open it again."""
    action = _load(cycle, action_id)
    set_action_state(cycle, action, request.form.get("state", ""), by=actor())
    return done(stage_url(cycle, Stage.PLAN) + f"#action-{action.id}", N_("Noted. You can change it any time."))


@bp.post("/actions/<int:action_id>/strike")
@needs(Right.CYCLE_EDIT, load_cycle)
def strike(cycle: Cycle, action_id: int) -> Any:
    """Strike an action through, with a reason."""
    action, form = _load(cycle, action_id), StrikeForm()
    values = form.checked()
    if not form.is_good:
        return _action_page(cycle, action, strike=form), 422
    strike_action(cycle, action, values.get("reason") or "", by=actor())
    return done(
        stage_url(cycle, Stage.PLAN) + "#struck", N_("Struck through. It stays readable, and you can put it back.")
    )


@bp.post("/actions/<int:action_id>/unstrike")
@needs(Right.CYCLE_EDIT, load_cycle)
def unstrike(cycle: Cycle, action_id: int) -> Any:
    """Put a struck action back."""
    action = _load(cycle, action_id)
    unstrike_action(cycle, action, by=actor())
    return done(stage_url(cycle, Stage.PLAN) + f"#action-{action.id}", N_("Put back."))


@bp.post("/later")
@needs(Right.CYCLE_EDIT, load_cycle)
def add_later(cycle: Cycle) -> Any:
    """Add a loose line for later."""
    form = FocalForm()
    values = form.checked()
    if form.is_good:
        try:
            add_focal(cycle, values.get("text") or "", by=actor())
            return done(stage_url(cycle, Stage.PLAN) + "#later", N_("Kept for later."))
        except Refusal as refusal:
            return refuse_here(form, refusal, lambda: _page(cycle, focal_form=form))
    return _page(cycle, focal_form=form), 422


@bp.post("/means")
@needs(Right.CYCLE_EDIT, load_cycle)
def add_means(cycle: Cycle) -> Any:
    """Add means from one source."""
    form = ResourceForm()
    values = form.checked()
    if form.is_good:
        try:
            add_resource(cycle, values, by=actor())
            return done(stage_url(cycle, Stage.PLAN) + "#means", N_("Added to the means."))
        except Refusal as refusal:
            return refuse_here(form, refusal, lambda: _page(cycle, resource_form=form))
    return _page(cycle, resource_form=form), 422


def _load_line(cycle: Cycle, part: str, line_id: int) -> FocalLine | Resource:
    return (find_focal if part == "later" else find_resource)(cycle.id, line_id) or abort(404)


def _form_of_line(row: FocalLine | Resource, **kwargs: Any) -> FocalForm | ResourceForm:
    return (FocalForm if isinstance(row, FocalLine) else ResourceForm)(obj=row, **kwargs)


def _line_page(cycle: Cycle, part: str, row: FocalLine | Resource, form: Any = None) -> str:
    form = form or _form_of_line(row, formdata=None)
    return stage_page(cycle, Stage.PLAN, "plan/line.html", part=part, row=row, form=form)


@bp.get("/<any(later,means):part>/<int:line_id>")
@needs(Right.CYCLE_READ, load_cycle)
def show_line(cycle: Cycle, part: str, line_id: int) -> str:
    """One loose line or one source of means, to correct or strike."""
    return _line_page(cycle, part, _load_line(cycle, part, line_id))


@bp.post("/<any(later,means):part>/<int:line_id>")
@needs(Right.CYCLE_EDIT, load_cycle)
def edit_line(cycle: Cycle, part: str, line_id: int) -> Any:
    """Correct a loose line or a source of means."""
    row = _load_line(cycle, part, line_id)
    form = _form_of_line(row)
    return save_form(
        form,
        lambda: row,
        lambda values, bases: save_line(cycle, row, values, bases, by=actor()),
        show=lambda: _line_page(cycle, part, row, form),
        back=stage_url(cycle, Stage.PLAN) + f"#{part}",
    )


@bp.post("/<any(later,means):part>/<int:line_id>/strike")
@needs(Right.CYCLE_EDIT, load_cycle)
def strike_one(cycle: Cycle, part: str, line_id: int) -> Any:
    """Strike a loose line or a source through."""
    strike_line(cycle, _load_line(cycle, part, line_id), by=actor())
    return done(
        stage_url(cycle, Stage.PLAN) + f"#{part}", N_("Struck through. It stays readable, and you can put it back.")
    )


@bp.post("/<any(later,means):part>/<int:line_id>/unstrike")
@needs(Right.CYCLE_EDIT, load_cycle)
def unstrike_one(cycle: Cycle, part: str, line_id: int) -> Any:
    """Put a struck loose line or source back."""
    unstrike_line(cycle, _load_line(cycle, part, line_id), by=actor())
    return done(stage_url(cycle, Stage.PLAN) + f"#{part}", N_("Put back."))
