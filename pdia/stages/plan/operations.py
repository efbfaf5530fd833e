"""Every write of the plan. Members of the team may, while the cycle is open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pdia.access.actor import Actor
from pdia.cycles import targets
from pdia.cycles.models import Cycle
from pdia.cycles.operations import begin_work, describe_stage
from pdia.cycles.rules import Stage
from pdia.history.operations import Where, add_row, record, save_fields, strike, unstrike
from pdia.history.rules import Clash, Conflict, Deed
from pdia.kernel.db import session
from pdia.kernel.text import is_blank
from pdia.kernel.words import N_, Message, Refusal
from pdia.notices.operations import settle
from pdia.stages.plan.models import Action, ActionAsk, FocalLine, Resource
from pdia.stages.plan.queries import (
    count_actions,
    find_action,
    find_ask,
    find_focal,
    find_resource,
    list_asks,
    list_focal,
    list_resources,
)
from pdia.stages.plan.rules import (
    ASK,
    ASKED_LIMIT,
    FOCAL_LIMIT,
    LIMITS,
    MOST_ACTIONS,
    MOST_FOCAL,
    MOST_RESOURCES,
    NO_SOURCE,
    NO_TEXT,
    NO_WHAT,
    RESOURCE_LIMITS,
    STATE_WORDS,
    STRUCK,
    TOO_MANY_ACTIONS,
    TOO_MANY_LINES,
    check_room,
    check_state,
)
from pdia.stages.plan.wording import ACTION, FOCAL, RESOURCE
from pdia.teams.models import Membership


def add_action(cycle: Cycle, values: Mapping[str, Any], members: Sequence[Membership], *, by: Actor) -> Action:
    """Add a step. `values` are the form's; `who` is a membership id, a member's name or anybody's."""
    where = begin_work(cycle, by)
    check_room(count_actions(cycle.id)[0], MOST_ACTIONS, TOO_MANY_ACTIONS)
    if is_blank(values.get("what") or ""):
        raise Refusal(NO_WHAT, field="what")
    fields, asks = _apart(values)
    member = _take_person(fields, None, members)
    action = Action(
        institute_id=cycle.institute_id, cycle_id=cycle.id, heads={}, member_id=member.id if member else None
    )
    add_row(action, fields, by=by, where=where)
    _save_asks(action, asks, {}, by=by, where=where)
    _describe(cycle, by=by)
    return action


def save_action(
    cycle: Cycle,
    action: Action,
    values: Mapping[str, Any],
    bases: Mapping[str, int],
    members: Sequence[Membership],
    *,
    by: Actor,
) -> None:
    """Save the sent fields of an action; :class:`~pdia.history.rules.Conflict` names contested ones."""
    where = begin_work(cycle, by)
    if action.struck:
        raise Refusal(STRUCK, status=409)
    if "what" in values and is_blank(values["what"] or ""):
        raise Refusal(NO_WHAT, field="what")
    fields, asks = _apart(values)
    member = _take_person(fields, action, members)
    clashes: list[Clash] = []
    try:
        save_fields(action, fields, bases, by=by, where=where)
    except Conflict as conflict:
        clashes += conflict.clashes
    if "who" in fields and action.who == fields["who"]:
        action.member_id = member.id if member else None
    clashes += _save_asks(action, asks, bases, by=by, where=where)
    if clashes:
        raise Conflict(clashes)


def _apart(values: Mapping[str, Any]) -> tuple[dict[str, Any], dict[int, str]]:
    """The fields of the action itself, and what is asked, by department."""
    fields = {name: value for name, value in values.items() if not name.startswith(ASK)}
    asks = {int(name.removeprefix(ASK)): value or "" for name, value in values.items() if name.startswith(ASK)}
    return fields, asks


def _take_person(fields: dict[str, Any], action: Action | None, members: Sequence[Membership]) -> Membership | None:
    """Put the person's name into `fields["who"]` and return the member, None for somebody outside.

    A page sends both `who` (chosen) and `who_else` (written); a member who was chosen outweighs a
    name that is left over. Sent alone, an empty `who` takes a member out and leaves an outsider.
    """
    chosen, written = fields.pop("who", None), fields.pop("who_else", None)
    if chosen is None and written is None:
        return None
    outside = action is not None and action.member_id is None and bool(action.who)
    member = next((one for one in members if chosen and chosen in (str(one.id), one.account.name)), None)
    if member is not None:
        fields["who"] = member.account.name
    elif chosen or written:
        fields["who"] = written or chosen
    elif (chosen is None and not outside) or (written is None and outside):
        return action.member if action else None  # nothing was said about whom this form half asks
    else:
        fields["who"] = ""
    return member


def _save_asks(
    action: Action, asks: Mapping[int, str], bases: Mapping[str, int], *, by: Actor, where: Where
) -> list[Clash]:
    known = {ask.department_id: ask for ask in list_asks(action.id)} if asks else {}
    clashes: list[Clash] = []
    for department_id, text in asks.items():
        name = f"{ASK}{department_id}"
        if department_id in known:
            try:
                base = {"asked": bases[name]} if name in bases else {}
                save_fields(known[department_id], {"asked": text}, base, by=by, where=where)
            except Conflict as conflict:
                clashes += [Clash(name, clash.mine, clash.theirs, clash.head) for clash in conflict.clashes]
        elif text:
            row = ActionAsk(
                institute_id=action.institute_id, action_id=action.id, department_id=department_id, heads={}
            )
            add_row(row, {"asked": text}, by=by, where=where)
    return clashes


def set_action_state(cycle: Cycle, action: Action, state: str, *, by: Actor) -> None:
    """Say what became of an action, or open it again. The same state twice is no error."""
    where = begin_work(cycle, by)
    if action.struck:
        raise Refusal(STRUCK, status=409)
    state = check_state(state)
    if action.state != state:
        action.state = state
        record(action, "state", state, by=by, where=where, deed=Deed.STATE)
        settle(f"action:{action.id}")
        session.flush()  # the rail counts what is open
        _describe(cycle, by=by)


def carry_over(
    cycle: Cycle, actions: Iterable[Action], iteration_id: int, *, by: Actor, from_number: int | None = None
) -> None:
    """Take actions into a round. Those that were in an earlier one are carried over, as history and never as delay.

    `from_number` is the number of the round they leave; the first one is kept and shown. Twice is no error.
    """
    where = begin_work(cycle, by)
    for action in actions:
        if action.iteration_id == iteration_id:
            continue
        if action.iteration_id is not None:
            action.carried += 1
            action.carried_from = action.carried_from or from_number
            record(action, "carried", action.carried, by=by, where=where, deed=Deed.MOVE)
        action.iteration_id = iteration_id


def strike_action(cycle: Cycle, action: Action, reason: str, *, by: Actor) -> None:
    """Strike an action through; it stays readable."""
    strike(action, reason, by=by, where=begin_work(cycle, by))
    session.flush()  # the rail counts what is left
    _describe(cycle, by=by)


def unstrike_action(cycle: Cycle, action: Action, *, by: Actor) -> None:
    """Put a struck action back."""
    unstrike(action, by=by, where=begin_work(cycle, by))
    session.flush()  # the rail counts it again
    _describe(cycle, by=by)


def add_focal(cycle: Cycle, text: str, *, by: Actor) -> FocalLine:
    """Add something for later, in one loose line."""
    where = begin_work(cycle, by)
    check_room(sum(not line.struck for line in list_focal(cycle.id)), MOST_FOCAL, TOO_MANY_LINES)
    if is_blank(text):
        raise Refusal(NO_TEXT, field="text")
    line = FocalLine(institute_id=cycle.institute_id, cycle_id=cycle.id, heads={})
    add_row(line, {"text": text}, by=by, where=where)
    return line


def add_resource(cycle: Cycle, values: Mapping[str, Any], *, by: Actor) -> Resource:
    """Add means from one source, in rupees or in kind."""
    where = begin_work(cycle, by)
    check_room(sum(not row.struck for row in list_resources(cycle.id)), MOST_RESOURCES, TOO_MANY_LINES)
    if is_blank(values.get("source") or ""):
        raise Refusal(NO_SOURCE, field="source")
    row = Resource(institute_id=cycle.institute_id, cycle_id=cycle.id, heads={}, pooled=False)
    add_row(row, values, by=by, where=where)
    return row


def save_line(
    cycle: Cycle, row: FocalLine | Resource, values: Mapping[str, Any], bases: Mapping[str, int], *, by: Actor
) -> list[str]:
    """Save the sent fields of a loose line or of a source of means."""
    for name, words in (("text", NO_TEXT), ("source", NO_SOURCE)):
        if name in values and is_blank(values[name] or ""):
            raise Refusal(words, field=name)
    return save_fields(row, values, bases, by=by, where=begin_work(cycle, by))


def strike_line(cycle: Cycle, row: FocalLine | Resource, *, by: Actor) -> None:
    """Strike a loose line or a source through; it stays readable."""
    strike(row, "", by=by, where=begin_work(cycle, by))


def unstrike_line(cycle: Cycle, row: FocalLine | Resource, *, by: Actor) -> None:
    """Put a struck line back."""
    unstrike(row, by=by, where=begin_work(cycle, by))


def _describe(cycle: Cycle, *, by: Actor) -> None:
    count, open_ones = count_actions(cycle.id)
    if not count:
        words = None
    elif open_ones == 0:
        words = Message(N_("no action open"))
    elif open_ones == 1:
        words = Message(N_("1 action open"))
    else:
        words = Message(N_("%(count)s actions open"), {"count": open_ones})
    describe_stage(cycle, Stage.PLAN, words, by=by)


def _write(cycle: Cycle, row: Any, field: str, text: str, by: Actor) -> None:
    save_fields(row, {field: text}, {}, by=by, where=begin_work(cycle, by), deed=Deed.RESTORE)


targets.register(
    targets.TargetKind(
        kind=Action.kind,
        load=lambda cycle, row_id: find_action(cycle.id, row_id),
        write=_write,
        fields=frozenset(LIMITS) - {"who"},
        limits=LIMITS,
        words=lambda row: row.what,
        page=lambda row: ("plan.show_action", {"action_id": row.id}),
        labels={name: question.label for name, question in ACTION.items()},
        choices={"state": STATE_WORDS},
        stage=Stage.PLAN,
    )
)
targets.register(
    targets.TargetKind(
        kind=ActionAsk.kind,
        load=lambda cycle, row_id: find_ask(cycle.id, row_id),
        write=_write,
        fields=frozenset({"asked"}),
        limits={"asked": ASKED_LIMIT},
        words=lambda row: row.department.name,
        page=lambda row: ("plan.show_action", {"action_id": row.action_id}),
        labels={"asked": ACTION["asked"].label},
        stage=Stage.PLAN,
    )
)
targets.register(
    targets.TargetKind(
        kind=FocalLine.kind,
        load=lambda cycle, row_id: find_focal(cycle.id, row_id),
        write=_write,
        fields=frozenset(FOCAL),
        limits=dict.fromkeys(FOCAL, FOCAL_LIMIT),
        words=lambda row: row.text,
        page=lambda row: ("plan.show_line", {"part": "later", "line_id": row.id}),
        labels={name: question.label for name, question in FOCAL.items()},
        stage=Stage.PLAN,
    )
)
targets.register(
    targets.TargetKind(
        kind=Resource.kind,
        load=lambda cycle, row_id: find_resource(cycle.id, row_id),
        write=_write,
        fields=frozenset({"source", "note"}),
        limits=RESOURCE_LIMITS,
        words=lambda row: row.source,
        page=lambda row: ("plan.show_line", {"part": "means", "line_id": row.id}),
        labels={name: question.label for name, question in RESOURCE.items()},
        choices={"pooled": {"yes": N_("yes")}},
        stage=Stage.PLAN,
    )
)
