"""Opening and closing rounds, and the team's note on them. Members of the team may, while the cycle is open."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from pdia.access.actor import Actor
from pdia.cycles import targets
from pdia.cycles.models import Cycle
from pdia.cycles.operations import begin_work, describe_stage
from pdia.cycles.rules import Stage
from pdia.history.models import Revised
from pdia.history.operations import Where, add_row, record, save_fields
from pdia.history.rules import Clash, Conflict, Deed
from pdia.kernel.db import session
from pdia.kernel.text import is_blank
from pdia.kernel.words import N_, Message, Refusal
from pdia.stages.entry_points.operations import keep_room
from pdia.stages.iterations.models import ActionReport, Iteration
from pdia.stages.iterations.queries import (
    find_iteration,
    find_report,
    is_reported_later,
    list_iterations,
    load_report,
    lock_rounds,
    next_iteration_number,
)
from pdia.stages.iterations.rules import (
    FIRST_STEP_LIMIT,
    ITERATION_WORDS,
    LOG_LIMITS,
    NO_FIRST_STEP,
    RESULT_LIMIT,
    ROOM_WORDS,
    STATUS_WORDS,
    IterationState,
    RoomChange,
    action_state_after,
    check_dates,
    end_of,
)
from pdia.stages.iterations.telling import no_more_reminders, tell_closed, tell_noted, tell_opened
from pdia.stages.iterations.wording import LOG, OPEN
from pdia.stages.plan.models import Action
from pdia.stages.plan.operations import carry_over, set_action_state
from pdia.stages.plan.queries import list_actions
from pdia.teams.queries import list_members
from pdia.voices.operations import open_round
from pdia.voices.rules import What

_CHOSEN = ("room", "status")
"""Answers chosen and not written: when two choose at once the later one stands, and history keeps both."""


def open_iteration(
    cycle: Cycle,
    first_step: str,
    days: int | None = None,
    *,
    by: Actor,
    today: date,
    ends_on: date | None = None,
    close_former: bool = False,
) -> Iteration:
    """The cycle's next round from today: carries open actions over and asks every member for a check-in.

    `ends_on` outweighs `days`. Rounds still open are closed only when the team says so.
    """
    where = begin_work(cycle, by)
    if is_blank(first_step):
        raise Refusal(NO_FIRST_STEP, field="first_step")
    last = ends_on or end_of(today, days)
    check_dates(today, last)
    lock_rounds(cycle.id)
    if close_former:
        for former in list_iterations(cycle.id):
            _close(former, today, by=by, where=where)
    iteration = Iteration(
        institute_id=cycle.institute_id,
        cycle_id=cycle.id,
        number=next_iteration_number(cycle.id),
        state=IterationState.OPEN.value,
        attendance=[],
        heads={},
    )
    add_row(iteration, {"first_step": first_step, "starts_on": today, "ends_on": last}, by=by, where=where)
    _carry_over(cycle, iteration, by=by)
    open_round(cycle, What.CHECK_IN, iteration.id, by=by)
    _describe(cycle, by=by)
    tell_opened(cycle, iteration, by=by)
    return iteration


def _carry_over(cycle: Cycle, iteration: Iteration, *, by: Actor) -> None:
    """Take the plan's open actions along, each with the number of the round it comes from."""
    numbers = {former.id: former.number for former in list_iterations(cycle.id)}
    open_actions = [action for action in list_actions(cycle.id) if action.state == "open"]
    for former_id in {action.iteration_id for action in open_actions}:
        leaving = [action for action in open_actions if action.iteration_id == former_id]
        carry_over(cycle, leaving, iteration.id, by=by, from_number=numbers.get(former_id or 0))


def save_iteration(
    cycle: Cycle, iteration: Iteration, values: Mapping[str, Any], bases: Mapping[str, int], *, by: Actor
) -> list[str]:
    """Correct the promised step or move the last day."""
    where = begin_work(cycle, by)
    if "first_step" in values and is_blank(values["first_step"]):
        raise Refusal(NO_FIRST_STEP, field="first_step")
    if "ends_on" in values:
        check_dates(iteration.starts_on, values["ends_on"])
    return save_fields(iteration, values, bases, by=by, where=where)


def close_iteration(cycle: Cycle, iteration: Iteration, *, by: Actor, today: date) -> None:
    """Close a round, early or late; its note can still be completed. Twice is no error."""
    was_open = iteration.is_open
    _close(iteration, today, by=by, where=begin_work(cycle, by))
    _describe(cycle, by=by)
    if was_open:
        tell_closed(cycle, iteration, by=by)


def reopen_iteration(cycle: Cycle, iteration: Iteration, *, by: Actor) -> None:
    """Open a closed round again."""
    where = begin_work(cycle, by)
    if not iteration.is_open:
        iteration.state, iteration.closed_on = IterationState.OPEN.value, None
        record(iteration, "state", iteration.state, by=by, where=where, deed=Deed.STATE)
    _describe(cycle, by=by)


def _close(iteration: Iteration, today: date, *, by: Actor, where: Where) -> None:
    if iteration.is_open:
        iteration.state, iteration.closed_on = IterationState.CLOSED.value, today
        record(iteration, "state", iteration.state, by=by, where=where, deed=Deed.STATE)
        no_more_reminders(iteration)


def save_log(
    cycle: Cycle, iteration: Iteration, values: Mapping[str, Any], bases: Mapping[str, int], *, by: Actor
) -> None:
    """Save the sent fields of the team's note: texts, who came, what became of each action.

    Field names are those of :class:`~pdia.stages.iterations.queries.LogSheet`. Raises
    :class:`~pdia.history.rules.Conflict` for texts that somebody else saved in between.
    """
    where = begin_work(cycle, by)
    texts = {name: value for name, value in values.items() if "-" not in name}
    was_empty = not iteration.has_note
    clashes = _save(iteration, texts, bases, by, where)
    if texts:
        tell_noted(cycle, iteration, was_empty=was_empty, by=by)
    _save_attendance(cycle, iteration, values, bases, by=by, where=where)
    reported = {int(name.partition("-")[2]) for name in values if name.startswith(("status-", "result-"))}
    for action in list_actions(cycle.id) if reported else ():
        if action.id in reported:
            clashes += _save_report(cycle, iteration, action, values, bases, by=by, where=where)
    if values.get("room") == RoomChange.UNCHANGED:  # one tap; what was rated in this round already stays
        keep_room(cycle, by=by, iteration_id=iteration.id)
    _describe(cycle, by=by)
    if clashes:
        raise Conflict(clashes)


def _save(
    row: Revised,
    values: Mapping[str, Any],
    bases: Mapping[str, int],
    by: Actor,
    where: Where,
    named: Callable[[str], str] = str,
) -> list[Clash]:
    """Save fields of one row; the texts in conflict come back under the names they have on the sheet."""
    if not values:
        return []
    try:
        save_fields(row, values, bases, by=by, where=where)
    except Conflict as conflict:
        chosen = {clash.field: values[clash.field] for clash in conflict.clashes if clash.field in _CHOSEN}
        save_fields(row, chosen, {}, by=by, where=where)
        return [
            Clash(named(clash.field), clash.mine, clash.theirs, clash.head)
            for clash in conflict.clashes
            if clash.field not in chosen
        ]
    return []


def _save_attendance(
    cycle: Cycle,
    iteration: Iteration,
    values: Mapping[str, Any],
    bases: Mapping[str, int],
    *,
    by: Actor,
    where: Where,
) -> None:
    """Note who came, member by member: only ticks that were changed on this page count, so two may tick at once."""
    members = {member.id: member for member in list_members(cycle.team_id)} if _ticks(values) else {}
    session.refresh(iteration, ["attendance"], with_for_update=True)
    came = set(iteration.attendance)
    for member_id, ticked in _ticks(values).items():
        if member_id in members and int(ticked) != bases.get(f"came-{member_id}", int(not ticked)):
            came = came | {member_id} if ticked else came - {member_id}
    if came != set(iteration.attendance):
        iteration.attendance = sorted(came)
        names = ", ".join(members[one].account.name for one in iteration.attendance if one in members)
        record(iteration, "attendance", names, by=by, where=where, deed=Deed.EDIT)


def _ticks(values: Mapping[str, Any]) -> dict[int, bool]:
    return {int(name.partition("-")[2]): bool(value) for name, value in values.items() if name.startswith("came-")}


def _save_report(
    cycle: Cycle,
    iteration: Iteration,
    action: Action,
    values: Mapping[str, Any],
    bases: Mapping[str, int],
    *,
    by: Actor,
    where: Where,
) -> list[Clash]:
    """Save what became of one action; the newest report also tells the plan its state."""
    names = {part: f"{part}-{action.id}" for part in ("status", "result") if f"{part}-{action.id}" in values}
    sent = {part: values[name] or "" for part, name in names.items()}
    report = find_report(iteration.id, action.id)
    if report is None:
        if not any(sent.values()):
            return []
        report = ActionReport(institute_id=cycle.institute_id, iteration_id=iteration.id, action_id=action.id, heads={})
        add_row(report, {"status": "", "result": ""}, by=by, where=where)
    before = report.status
    began = {part: bases[name] for part, name in names.items() if name in bases}
    clashes = _save(report, sent, began, by, where, lambda part: f"{part}-{action.id}")
    state = action_state_after(report.status)
    if report.status != before and action.state != state and not is_reported_later(iteration, action.id):
        set_action_state(cycle, action, state, by=by)
    return clashes


def _describe(cycle: Cycle, *, by: Actor) -> None:
    session.flush()  # the rail counts what was just written
    rounds = list_iterations(cycle.id)
    running = next((one for one in rounds if one.is_open), None)
    words: Message | None = None
    if running is not None:
        words = Message(N_("round %(number)s is open"), {"number": running.number})
    elif rounds:
        words = Message(N_("%(count)s rounds"), {"count": len(rounds)}) if len(rounds) > 1 else Message(N_("1 round"))
    describe_stage(cycle, Stage.ITERATIONS, words, by=by)


def _write(cycle: Cycle, row: Any, field: str, text: str, by: Actor) -> None:
    save_fields(row, {field: text}, {}, by=by, where=begin_work(cycle, by), deed=Deed.RESTORE)


def _own(cycle: Cycle, row_id: int) -> Iteration | None:
    row = session.get(Iteration, row_id)
    return row if row is not None and find_iteration(cycle.id, row.number) is row else None


targets.register(
    targets.TargetKind(
        kind=Iteration.kind,
        load=_own,
        write=_write,
        fields=frozenset({*LOG_LIMITS, "first_step"}),
        limits={**LOG_LIMITS, "first_step": FIRST_STEP_LIMIT},
        words=lambda row: row.first_step,
        page=lambda row: ("iterations.show_round", {"number": row.number}),
        labels={
            **{name: question.label for name, question in LOG.items() if name not in ("status", "report")},
            "first_step": OPEN["first_step"].label,
            "starts_on": N_("First day of this round"),
            "ends_on": OPEN["ends_on"].label,
        },
        choices={"room": ROOM_WORDS, "state": ITERATION_WORDS},
        stage=Stage.ITERATIONS,
    )
)
targets.register(
    targets.TargetKind(
        kind=ActionReport.kind,
        load=lambda cycle, row_id: load_report(cycle.id, row_id),
        write=_write,
        fields=frozenset({"result"}),
        limits={"result": RESULT_LIMIT},
        labels={"status": LOG["status"].label, "result": LOG["report"].label},
        choices={"status": STATUS_WORDS},
        stage=Stage.ITERATIONS,
    )
)
