"""What one does to a cycle as a whole: fit, pause, finish, ready stages, hints set aside, history."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, render_template, request, url_for

from pdia.access.guard import actor, done, needs
from pdia.access.policy import Right, may
from pdia.cycles.forms import FitForm, PauseForm, TitleForm
from pdia.cycles.models import Cycle
from pdia.cycles.operations import (
    finish_cycle,
    pause_cycle,
    restore,
    resume_cycle,
    save_cycle,
    set_hint_aside,
    set_stage_ready,
    take_hints_back,
)
from pdia.cycles.page import load_cycle, note_that_read, stage_url
from pdia.cycles.rules import STAGE_PATHS, CycleState, Stage
from pdia.cycles.targets import find_target
from pdia.cycles.wording import STATES
from pdia.history.diff import differences
from pdia.history.models import Revision
from pdia.history.queries import list_of_cycle, list_revisions
from pdia.history.saving import save_form
from pdia.kernel import clock
from pdia.kernel.addresses import row_number
from pdia.kernel.text import storable
from pdia.kernel.words import N_, Message

bp = Blueprint("cycles", __name__, url_prefix="/cycles/<int:cycle_id>")
PAGE = 40
_BY_PATH = {path: stage for stage, path in STAGE_PATHS.items()}


def _home(cycle: Cycle) -> str:
    return url_for("insights.cycle", cycle_id=cycle.id)


@bp.post("/fit")
@needs(Right.CYCLE_EDIT, load_cycle)
def save_fit(cycle: Cycle) -> Any:
    """Save what kind of challenge this is."""
    return save_form(
        FitForm(obj=cycle),
        lambda: cycle,
        lambda values, bases: save_cycle(cycle, values, bases, by=actor()),
        show=lambda: abort(422),
        back=_home(cycle) + "#fit",
    )


@bp.post("/title")
@needs(Right.CYCLE_EDIT, load_cycle)
def save_title(cycle: Cycle) -> Any:
    """Give the cycle another name."""
    form = TitleForm(obj=cycle)
    return save_form(
        form,
        lambda: cycle,
        lambda values, bases: save_cycle(cycle, values, bases, by=actor()),
        show=lambda: render_template("cycles/title.html", cycle=cycle, form=form),
        back=_home(cycle),
    )


@bp.get("/title")
@needs(Right.CYCLE_EDIT, load_cycle)
def title(cycle: Cycle) -> str:
    """The form for another name."""
    return render_template("cycles/title.html", cycle=cycle, form=TitleForm(formdata=None, obj=cycle))


@bp.get("/pause")
@needs(Right.CYCLE_EDIT, load_cycle)
def pause(cycle: Cycle) -> str:
    """Ask why the cycle pauses."""
    return render_template("cycles/pause.html", cycle=cycle, form=PauseForm(formdata=None))


@bp.post("/pause")
@needs(Right.CYCLE_EDIT, load_cycle)
def do_pause(cycle: Cycle) -> Any:
    """Pause: flood, election duty, leave. Nobody is reminded."""
    form = PauseForm()
    form.checked()
    form.need("reason")
    if not form.is_good:
        return render_template("cycles/pause.html", cycle=cycle, form=form), 422
    if cycle.state == CycleState.OPEN:
        pause_cycle(cycle, form.reason.data or "", by=actor())
    return done(_home(cycle), N_("The cycle is paused. Go on whenever you are ready."))


@bp.post("/resume")
@needs(Right.CYCLE_EDIT, load_cycle)
def resume(cycle: Cycle) -> Any:
    """Go on after a pause, or open a finished cycle again."""
    if cycle.state != CycleState.OPEN:
        resume_cycle(cycle, by=actor())
    return done(_home(cycle), N_("The cycle goes on."))


@bp.get("/finish")
@needs(Right.CYCLE_CONVENE, load_cycle)
def finishing(cycle: Cycle) -> str:
    """Ask before the cycle is closed."""
    return render_template("cycles/finishing.html", cycle=cycle)


@bp.post("/finish")
@needs(Right.CYCLE_CONVENE, load_cycle)
def finish(cycle: Cycle) -> Any:
    """Close the cycle. The convenor does, when the team has said what it learned."""
    if cycle.state != CycleState.FINISHED:
        finish_cycle(cycle, by=actor(), today=clock.today())
    return done(_home(cycle), N_("The cycle is finished. You can continue it in a next one."))


@bp.post("/stages/<stage>/ready")
@needs(Right.CYCLE_EDIT, load_cycle)
def ready(cycle: Cycle, stage: str) -> Any:
    """Call a stage ready, or take that back. Nothing depends on it."""
    known = _BY_PATH.get(stage) or abort(404)
    is_ready = request.form.get("ready") == "yes"
    set_stage_ready(cycle, known, ready=is_ready, by=actor())
    return done(
        stage_url(cycle, known), N_("Marked as ready. You can come back any time.") if is_ready else N_("Open again.")
    )


@bp.post("/hints/aside")
@needs(Right.CYCLE_EDIT, load_cycle)
def hint_aside(cycle: Cycle) -> Any:
    """Set a coach's question aside with one press."""
    mark = request.form.get("mark", "")
    set_hint_aside(cycle, mark, by=actor())
    return done(_page_of_hint(cycle, mark), N_("Set aside. It was only a question."))


@bp.post("/hints/back")
@needs(Right.CYCLE_EDIT, load_cycle)
def hints_back(cycle: Cycle) -> Any:
    """Show the questions of a stage again that were set aside."""
    prefix = storable(request.form.get("stage", ""))
    take_hints_back(cycle, prefix + ".")
    return done(_page_of_hint(cycle, prefix), N_("The questions are back."))


def _page_of_hint(cycle: Cycle, mark: str) -> str:
    stage = next((stage for stage in Stage if mark.startswith(stage.value)), None)
    return stage_url(cycle, stage) if stage else _home(cycle)


@bp.get("/history")
@needs(Right.CYCLE_READ, load_cycle)
def history(cycle: Cycle) -> str:
    """What changed when, by whom, in which posting: the newest first."""
    before = request.args.get("before", type=row_number)
    revisions = list(list_of_cycle(cycle.id, before=before, limit=PAGE + 1))
    note_that_read(cycle)
    return render_template(
        "cycles/history.html",
        cycle=cycle,
        revisions=[(revision, _field_words(revision), _chosen(revision)) for revision in revisions[:PAGE]],
        older=revisions[PAGE - 1].id if len(revisions) > PAGE else None,
        is_first_page=before is None,
    )


def _chosen(revision: Revision) -> str:
    """The words of a value that was chosen and not written; empty for a text."""
    target = find_target(revision.kind)
    return target.chosen(revision.field, revision.value) if target else STATES.get(revision.value, "")


def _field_words(revision: Revision) -> str | Message:
    target = find_target(revision.kind)
    return target.labels.get(revision.field, "") if target else ""


@bp.get("/history/<kind>/<int:row_id>/<field>")
@needs(Right.CYCLE_READ, load_cycle)
def field_history(cycle: Cycle, kind: str, row_id: int, field: str) -> str:
    """Every version of one answer, each beside the one before it."""
    target = find_target(kind) or abort(404)
    row = target.load(cycle, row_id)
    if row is None or (field not in target.labels and field not in row.heads):
        abort(404)
    revisions = list(list_revisions(kind, row_id, field))
    earlier = [*[revision.value for revision in revisions], ""][1:]  # nothing stood before the first
    return render_template(
        "cycles/field_history.html",
        cycle=cycle,
        label=target.labels.get(field, ""),
        entries=[
            (revision, target.chosen(field, revision.value), differences(before, revision.value))
            for revision, before in zip(revisions, earlier, strict=True)
        ],
        may_restore=field in target.fields
        and may(actor(), Right.CYCLE_EDIT, cycle.scope)
        and cycle.state == CycleState.OPEN,
        kind=kind,
        row_id=row_id,
        field=field,
        back=stage_url(cycle, target.stage),
    )


@bp.post("/history/<kind>/<int:row_id>/<field>/restore")
@needs(Right.CYCLE_EDIT, load_cycle)
def do_restore(cycle: Cycle, kind: str, row_id: int, field: str) -> Any:
    """Put an earlier version back as a new revision; nothing in between is lost."""
    target = find_target(kind) or abort(404)
    row = target.load(cycle, row_id)
    if row is None or field not in target.fields:
        abort(404)
    restore(cycle, target, row, field, request.form.get("number", type=row_number) or 0, by=actor())
    return done(
        stage_url(cycle, target.stage), N_("The earlier version stands again; the later one stays in the history.")
    )
