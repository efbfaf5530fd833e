"""Every write about other departments: visits and calls, promises to ask, thanks.

Members note and correct visits, and so do mentors and course coordinators; only members thank.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import delete

from pdia.access.actor import Actor
from pdia.cycles import targets
from pdia.cycles.models import Cycle
from pdia.cycles.operations import begin_work
from pdia.cycles.rules import Stage, check_writable
from pdia.directory.queries import find_department
from pdia.history.operations import Where, add_row, record, save_fields, strike, unstrike
from pdia.history.rules import Conflict, Deed
from pdia.kernel import clock
from pdia.kernel.db import insert, session
from pdia.kernel.text import is_blank
from pdia.kernel.words import N_, Message, Refusal
from pdia.notices.operations import take_back, tell
from pdia.notices.rules import Kind
from pdia.outreach.models import AskPromise, Contact, Thanks
from pdia.outreach.queries import count_contacts, count_thanks, find_contact, find_thanks
from pdia.outreach.rules import (
    LIMITS,
    MOST_CONTACTS,
    MOST_THANKS,
    NO_DEPARTMENT,
    NO_THANKS,
    ONLY_MEMBERS,
    ONLY_SAME_DAY,
    OWN_DEPARTMENT,
    STRUCK,
    TOO_MANY,
    TOO_MANY_THANKS,
    check_day,
    check_how,
    is_from_same_day,
)
from pdia.outreach.wording import CONTACT, THANKS
from pdia.teams.queries import list_members

_CHOSEN = ("how", "present", "met_on")
"""Answers chosen and not written: when two choose at once the later one stands, and history keeps both."""


def add_contact(cycle: Cycle, values: Mapping[str, Any], *, by: Actor) -> Contact:
    """Note a visit, call or talk with a department."""
    where = begin_work(cycle, by)
    checked = _checked(values, needed=True)
    department = find_department(cycle.institute_id, values.get("department_id") or 0)
    if department is None:
        raise Refusal(NO_DEPARTMENT, field="department_id")
    if count_contacts(cycle.id) >= MOST_CONTACTS:
        raise Refusal(TOO_MANY, most=MOST_CONTACTS)
    contact = Contact(
        institute_id=cycle.institute_id,
        cycle_id=cycle.id,
        team_id=cycle.team_id,
        department_id=department.id,
        account_id=by.account_id,
        name=by.name,
        posting=by.posting_in(cycle.team_id),
        at=clock.now(),
        heads={},
    )
    contact.department = department
    fields = {name: checked.get(name) or "" for name in ("how", "present", *LIMITS)}
    add_row(contact, {"met_on": checked["met_on"], **fields}, by=by, where=where)
    record(contact, "department", department.name, by=by, where=where, deed=Deed.ADD)
    return contact


def save_contact(
    cycle: Cycle, contact: Contact, values: Mapping[str, Any], bases: Mapping[str, int], *, by: Actor
) -> None:
    """Write on at a note, field by field; :class:`~pdia.history.rules.Conflict` names contested texts."""
    where = begin_work(cycle, by)
    if contact.struck:
        raise Refusal(STRUCK, status=409)
    checked = _checked(values, needed=False)
    if "department_id" in values:
        _move(cycle, contact, values["department_id"], by=by, where=where)
    try:
        save_fields(contact, checked, bases, by=by, where=where)
    except Conflict as conflict:
        chosen = {clash.field: checked[clash.field] for clash in conflict.clashes if clash.field in _CHOSEN}
        save_fields(contact, chosen, {}, by=by, where=where)
        if clashes := [clash for clash in conflict.clashes if clash.field not in chosen]:
            raise Conflict(clashes) from None


def _checked(values: Mapping[str, Any], *, needed: bool) -> dict[str, Any]:
    """The fields as they are stored; without a day and a way nothing was met."""
    fields = {name: values[name] or "" for name in ("present", *LIMITS) if name in values}
    if needed or "met_on" in values:
        fields["met_on"] = check_day(values.get("met_on"), clock.today())
    if needed or "how" in values:
        fields["how"] = check_how(values.get("how"))
    return fields


def _move(cycle: Cycle, contact: Contact, department_id: int | None, *, by: Actor, where: Where) -> None:
    department = find_department(cycle.institute_id, department_id or 0)
    if department is None:
        raise Refusal(NO_DEPARTMENT, field="department_id")
    if department.id != contact.department_id:
        contact.department_id, contact.department = department.id, department
        record(contact, "department", department.name, by=by, where=where, deed=Deed.EDIT)
        session.flush()  # saving the fields reads the row again


def strike_contact(cycle: Cycle, contact: Contact, reason: str, *, by: Actor) -> None:
    """Strike a note through with a reason; it stays readable."""
    strike(contact, reason, by=by, where=begin_work(cycle, by))


def unstrike_contact(cycle: Cycle, contact: Contact, *, by: Actor) -> None:
    """Put a struck note back."""
    unstrike(contact, by=by, where=begin_work(cycle, by))


def promise_to_ask(cycle: Cycle, stage: Stage, department_id: int, *, by: Actor) -> None:
    """Say that one will ask a department for its view; whoever says so first will, and twice is no error."""
    check_writable(cycle.state, cycle.paused_for)
    if find_department(cycle.institute_id, department_id) is None:
        raise Refusal(NO_DEPARTMENT)
    session.execute(
        insert(AskPromise)
        .values(
            institute_id=cycle.institute_id,
            cycle_id=cycle.id,
            stage=stage.value,
            department_id=department_id,
            account_id=by.account_id,
            name=by.name,
            posting=by.posting_in(cycle.team_id),
            at=clock.now(),
        )
        .on_conflict_do_nothing(index_elements=["cycle_id", "stage", "department_id"])
    )


def take_promise_back(cycle: Cycle, stage: Stage, department_id: int, *, by: Actor) -> None:
    """Take one's own promise back, so that somebody else may ask. That of another stays."""
    check_writable(cycle.state, cycle.paused_for)
    session.execute(
        delete(AskPromise).where(
            AskPromise.cycle_id == cycle.id,
            AskPromise.stage == stage.value,
            AskPromise.department_id == department_id,
            AskPromise.account_id == by.account_id,
        )
    )


def give_thanks(cycle: Cycle, to_id: int | None, text: str, *, by: Actor, path: str) -> Thanks:
    """Thank a department for one's own; its members in the team are told. Only members may."""
    where = begin_work(cycle, by)
    tie = by.tie_to(cycle.team_id)
    if tie is None or tie.department_id is None or by.membership_in(cycle.team_id) is None:
        raise Refusal(ONLY_MEMBERS, status=403)
    department = find_department(cycle.institute_id, to_id or 0)
    if department is None:
        raise Refusal(NO_DEPARTMENT, field="to_id")
    if department.id == tie.department_id:
        raise Refusal(OWN_DEPARTMENT, field="to_id")
    if is_blank(text):
        raise Refusal(NO_THANKS, field="text")
    if count_thanks(cycle.id) >= MOST_THANKS:
        raise Refusal(TOO_MANY_THANKS, most=MOST_THANKS)
    thanks = Thanks(
        institute_id=cycle.institute_id,
        cycle_id=cycle.id,
        team_id=cycle.team_id,
        from_id=tie.department_id,
        to_id=department.id,
        account_id=by.account_id,
        name=by.name,
        posting=by.posting_in(cycle.team_id),
        at=clock.now(),
        heads={},
    )
    add_row(thanks, {"text": text}, by=by, where=where)
    thanked = [
        member.account_id
        for member in list_members(cycle.team_id, clock.today())
        if member.posting.department_id == department.id
    ]
    said = Message(
        N_("%(who)s thanks your department, %(department)s"), {"who": by.name, "department": department.name}
    )
    tell(cycle, Kind.TALK, to=thanked, by=by, said=said, about=f"thanks:{thanks.id}", path=path, words=text)
    return thanks


def take_thanks_back(cycle: Cycle, thanks: Thanks, *, by: Actor) -> None:
    """Take one's own thanks back on the day they were written; they stay in the history."""
    where = begin_work(cycle, by)
    written = clock.day_of(thanks.at)
    if not is_from_same_day(written, clock.today(), is_writer=thanks.account_id == by.account_id):
        raise Refusal(ONLY_SAME_DAY, status=403)
    strike(thanks, "", by=by, where=where)
    take_back(f"thanks:{thanks.id}")


def _write(cycle: Cycle, row: Any, field: str, text: str, by: Actor) -> None:
    save_fields(row, {field: text}, {}, by=by, where=begin_work(cycle, by), deed=Deed.RESTORE)


targets.register(
    targets.TargetKind(
        kind=Contact.kind,
        load=lambda cycle, row_id: find_contact(cycle.id, row_id),
        write=_write,
        fields=frozenset(LIMITS),
        labels={name: question.label for name, question in CONTACT.items()},
        limits=LIMITS,
        words=lambda row: row.agreed or row.what or row.office,
        page=lambda row: ("outreach.contact", {"contact_id": row.id}),
        stage=Stage.PLAN,
    )
)
targets.register(
    targets.TargetKind(
        kind=Thanks.kind,
        load=lambda cycle, row_id: find_thanks(cycle.id, row_id),
        labels={"text": THANKS["text"].label},
        page=lambda _row: ("outreach.thanks", {}),
        stage=Stage.REFLECTION,
    )
)
