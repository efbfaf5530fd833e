"""The pages of the rounds: the list, one round, the team's note. Check-ins and room mode are in `speaking`."""

from __future__ import annotations

from typing import Any, NamedTuple, cast

from flask import render_template, request

from pdia.access.guard import actor, done, needs
from pdia.access.policy import Right
from pdia.cycles.models import Cycle
from pdia.cycles.page import load_cycle
from pdia.history.models import Revised
from pdia.history.saving import refuse_here, save_form
from pdia.kernel import clock
from pdia.kernel.words import N_, Message, Refusal
from pdia.stages.iterations import speaking  # noqa: F401  enters its pages into the blueprint
from pdia.stages.iterations.checkins import begin_log
from pdia.stages.iterations.digest import log_content
from pdia.stages.iterations.forms import LogForm, OpenForm, RoundForm, log_form
from pdia.stages.iterations.hints import hints_for_log
from pdia.stages.iterations.models import Iteration
from pdia.stages.iterations.operations import (
    close_iteration,
    open_iteration,
    reopen_iteration,
    save_iteration,
    save_log,
)
from pdia.stages.iterations.pages import bp, check_ins_of, load, page_of, url_of
from pdia.stages.iterations.queries import (
    LogSheet,
    belonging,
    during,
    find_check_ins,
    get_sheet,
    list_iterations,
    present_on,
)
from pdia.stages.iterations.rules import (
    DEFAULT_DAYS,
    FIRST_STEP_LIMIT,
    SHORT_FIELDS,
    STATUS_TONES,
    STATUS_WORDS,
)
from pdia.stages.plan.models import Action
from pdia.stages.plan.queries import list_actions
from pdia.teams.models import Membership
from pdia.teams.queries import list_members

OPENED = N_("Round %(number)s is open. Every member can now write a check-in.")
BEGUN = N_("The note is begun from the check-ins. Make it shorter where you can.")
TOO_LONG_FOR = N_("The note is begun. These answers were too long for it and stand on the round's page: %(names)s.")


# --- The list, and the next round -----------------------------------------------------------------


def _list_page(cycle: Cycle, form: OpenForm | None = None) -> str:
    rounds = list_iterations(cycle.id)
    step = rounds[0].next_step if rounds else ""
    given = {"days": DEFAULT_DAYS, "close_former": "yes", "first_step": step[:FIRST_STEP_LIMIT]}
    return page_of(
        cycle,
        "show",
        rounds=rounds,
        running=[one for one in rounds if one.is_open],
        form=form if form is not None else OpenForm(formdata=None, data=given),
    )


@bp.get("")
@needs(Right.CYCLE_READ, load_cycle)
def show(cycle: Cycle) -> str:
    """The rounds with a line of lesson each, and the form that opens the next one."""
    return _list_page(cycle)


@bp.post("")
@needs(Right.CYCLE_EDIT, load_cycle)
def begin(cycle: Cycle) -> Any:
    """Open the first or the next round."""
    form = OpenForm()
    values = form.checked()
    if not form.is_good:
        return _list_page(cycle, form), 422
    days = values.get("days")
    try:
        opened = open_iteration(
            cycle,
            values.get("first_step") or "",
            int(days) if days is not None else None,
            by=actor(),
            today=clock.today(),
            close_former=values.get("close_former") == "yes",
        )
    except Refusal as refusal:
        return refuse_here(form, refusal, lambda: _list_page(cycle, form))
    return done(url_of("show_round", opened), Message(OPENED, {"number": opened.number}))


# --- One round ------------------------------------------------------------------------------------


def _round_page(cycle: Cycle, iteration: Iteration, form: RoundForm | None = None) -> str:
    members = list_members(cycle.team_id)
    sheet = get_sheet(iteration)
    asked = find_check_ins(iteration)
    return page_of(
        cycle,
        "round",
        iteration=iteration,
        form=form if form is not None else RoundForm(formdata=None, obj=iteration),
        note=LogForm(formdata=None, obj=iteration),
        sheet=sheet,
        actions=belonging(iteration, list_actions(cycle.id), sheet.reports.values()),
        came=[one for one in during(members, iteration, clock.today()) if one.id in iteration.attendance],
        status_words=STATUS_WORDS,
        status_tones=STATUS_TONES,
        **check_ins_of(cycle, asked, present_on(members, clock.today())),
    )


@bp.get("/<int:number>")
@needs(Right.CYCLE_READ, load_cycle)
def show_round(cycle: Cycle, number: int) -> str:
    """One round: what was promised, the check-ins, the team's note."""
    return _round_page(cycle, load(cycle, number))


@bp.post("/<int:number>")
@needs(Right.CYCLE_EDIT, load_cycle)
def save_round(cycle: Cycle, number: int) -> Any:
    """Correct the promised step, or move the last day."""
    iteration = load(cycle, number)
    form = RoundForm(obj=iteration)
    return save_form(
        form,
        lambda: iteration,
        lambda values, bases: save_iteration(cycle, iteration, values, bases, by=actor()),
        show=lambda: _round_page(cycle, iteration, form),
        back=url_of("show_round", iteration),
    )


@bp.post("/<int:number>/close")
@needs(Right.CYCLE_EDIT, load_cycle)
def close(cycle: Cycle, number: int) -> Any:
    """Close a round, early or late."""
    iteration = load(cycle, number)
    close_iteration(cycle, iteration, by=actor(), today=clock.today())
    return done(url_of("show_round", iteration), N_("The round is closed. Its note can still be completed."))


@bp.post("/<int:number>/reopen")
@needs(Right.CYCLE_EDIT, load_cycle)
def reopen(cycle: Cycle, number: int) -> Any:
    """Open a closed round again."""
    iteration = load(cycle, number)
    reopen_iteration(cycle, iteration, by=actor())
    return done(url_of("show_round", iteration), N_("The round is open again."))


# --- The note -------------------------------------------------------------------------------------


class _Note(NamedTuple):
    """The note's form, and the rows it is about."""

    form: LogForm
    sheet: LogSheet
    actions: list[Action]
    members: list[Membership]


def _note(cycle: Cycle, iteration: Iteration, *, sent: bool) -> _Note:
    sheet = get_sheet(iteration)
    known = list_actions(cycle.id)
    actions = belonging(iteration, known, sheet.reports.values())
    if sent:  # the next round may have taken an action along while this page was open
        actions += [one for one in known if one not in actions and f"result-{one.id}" in request.form]
    members = during(list_members(cycle.team_id), iteration, clock.today())
    kind = log_form([one.id for one in actions], [(one.id, one.account.name) for one in members])
    given: dict[str, Any] = {} if sent else {"formdata": None}
    return _Note(kind(obj=iteration, data=sheet.values(), **given), sheet, actions, members)


def _log_page(cycle: Cycle, iteration: Iteration, note: _Note) -> str:
    return page_of(
        cycle,
        "log",
        hints=hints_for_log(log_content(iteration, note.members, list_iterations(cycle.id))),
        iteration=iteration,
        **note._asdict(),
        asked=find_check_ins(iteration),
        main=(*SHORT_FIELDS, "done"),
        more=("result", "struggling", "new_people", "benefited", "not_benefited"),
    )


@bp.get("/<int:number>/log")
@needs(Right.CYCLE_READ, load_cycle)
def log(cycle: Cycle, number: int) -> str:
    """The team's note on a round, to write or to read."""
    iteration = load(cycle, number)
    return _log_page(cycle, iteration, _note(cycle, iteration, sent=False))


@bp.post("/<int:number>/log")
@needs(Right.CYCLE_EDIT, load_cycle)
def save_note(cycle: Cycle, number: int) -> Any:
    """Save the note, whole or one field."""
    iteration = load(cycle, number)
    note = _note(cycle, iteration, sent=True)
    return save_form(
        note.form,
        lambda: cast("Revised", get_sheet(iteration)),  # has heads, like a row
        lambda values, bases: save_log(cycle, iteration, values, bases, by=actor()),
        show=lambda: _log_page(cycle, iteration, note),
        back=url_of("log", iteration),
    )


@bp.post("/<int:number>/log/begin")
@needs(Right.CYCLE_EDIT, load_cycle)
def begin_note(cycle: Cycle, number: int) -> Any:
    """Fill the empty questions of the note with what the members said."""
    iteration = load(cycle, number)
    left_out = begin_log(cycle, iteration, by=actor())
    words = Message(TOO_LONG_FOR, {"names": ", ".join(left_out)}) if left_out else Message(BEGUN)
    return done(url_of("log", iteration), words)


@bp.get("/<int:number>/minutes")
@needs(Right.CYCLE_READ, load_cycle)
def minutes(cycle: Cycle, number: int) -> str:
    """The note as plain text, for the group."""
    iteration = load(cycle, number)
    members = during(list_members(cycle.team_id), iteration, clock.today())
    open_actions = [one for one in list_actions(cycle.id) if one.state == "open"]
    came = [one for one in members if one.id in iteration.attendance]
    text = render_template("iterations/minutes.txt", cycle=cycle, iteration=iteration, came=came, actions=open_actions)
    return page_of(cycle, "minutes", iteration=iteration, text=text.strip())
