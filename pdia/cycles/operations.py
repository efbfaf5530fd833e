"""Opening, pausing, finishing a cycle; the rail's words; visits; hints set aside."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TypeVar

from sqlalchemy import delete, select

from pdia.access.actor import Actor
from pdia.cycles.models import Cycle, CycleStage, CycleVisit, HintSetAside
from pdia.cycles.queries import find_last_visit_of_others, find_stage, next_number
from pdia.cycles.rules import (
    NO_SUCH_VERSION,
    NO_TITLE,
    PAUSE_LIMIT,
    TITLE_LIMIT,
    CycleState,
    Stage,
    StageState,
    check_writable,
)
from pdia.cycles.targets import TargetKind
from pdia.history.models import Revised
from pdia.history.operations import Where, record, save_fields
from pdia.history.queries import find_revision
from pdia.history.rules import Deed
from pdia.kernel import clock
from pdia.kernel.db import Base, insert, session
from pdia.kernel.fields import TOO_LONG
from pdia.kernel.text import clean_line, is_blank
from pdia.kernel.words import Message, Refusal
from pdia.teams.models import Team

Row = TypeVar("Row", bound=Base)


def open_cycle(team: Team, title: str, *, by: Actor, today: date, continued_from: Cycle | None = None) -> Cycle:
    """The team's next cycle. Members of the team may; it starts today with every stage open."""
    title = clean_line(title)
    if is_blank(title):
        raise Refusal(NO_TITLE, field="title")
    if len(title) > TITLE_LIMIT:
        raise Refusal(TOO_LONG, field="title", limit=TITLE_LIMIT, length=len(title))
    cycle = Cycle(
        institute_id=team.institute_id,
        team_id=team.id,
        number=next_number(team.id),
        title=title,
        state=CycleState.OPEN,
        started_on=today,
        continued_from_id=continued_from.id if continued_from else None,
        changed_at=clock.now(),
    )
    cycle.team = team
    session.add(cycle)
    session.flush()  # its first revision names its id
    record(cycle, "title", title, by=by, where=Where(cycle.id, team.id), deed=Deed.ADD)
    return cycle


def where(cycle: Cycle, by: Actor) -> Where:
    """Where a revision of this cycle's work belongs; every stage's operations pass it on."""
    return Where(cycle.id, cycle.team_id, find_last_visit_of_others(cycle.id, by.account_id))


def begin_work(cycle: Cycle, by: Actor) -> Where:
    """The first line of every operation on a stage: refuses paused and finished cycles, notes the change."""
    check_writable(cycle.state, cycle.paused_for)
    cycle.changed_at = clock.now()
    return where(cycle, by)


def describe_stage(cycle: Cycle, stage: Stage, summary: Message | None, *, by: Actor) -> None:
    """Keep the rail's words for a stage that was just worked on; a ready stage stays ready."""
    row = _stage_row(cycle, stage)
    row.summary = summary.text if summary else ""
    row.values = dict(summary.values) if summary else {}
    row.changed_at, row.changed_by = clock.now(), by.name


def set_stage_ready(cycle: Cycle, stage: Stage, *, ready: bool, by: Actor) -> None:
    """The team calls a stage ready, or takes that back. It opens and closes nothing."""
    at = begin_work(cycle, by)
    row = _stage_row(cycle, stage)
    row.state = StageState.READY if ready else StageState.BEGUN
    row.changed_at, row.changed_by = clock.now(), by.name
    record(cycle, f"stage.{stage}", row.state, by=by, where=at, deed=Deed.STATE)


def _stage_row(cycle: Cycle, stage: Stage) -> CycleStage:
    row = find_stage(cycle.id, stage)
    if row is None:
        row = CycleStage(
            cycle_id=cycle.id, stage=stage, state=StageState.BEGUN, summary="", values={}, changed_at=clock.now()
        )
        session.add(row)
        session.flush()  # two saves in one request must find the same row
    return row


def save_cycle(cycle: Cycle, values: Mapping[str, object], bases: Mapping[str, int], *, by: Actor) -> list[str]:
    """Save the cycle's title and fit."""
    return save_fields(cycle, values, bases, by=by, where=begin_work(cycle, by))


def pause_cycle(cycle: Cycle, reason: str, *, by: Actor) -> None:
    """Stop the clock (flood, election duty, leave): nobody is reminded until the team resumes."""
    at = begin_work(cycle, by)
    cycle.state, cycle.paused_for = CycleState.PAUSED, clean_line(reason)[:PAUSE_LIMIT] or "…"
    record(cycle, "state", cycle.state, by=by, where=at, deed=Deed.STATE, reason=cycle.paused_for)


def resume_cycle(cycle: Cycle, *, by: Actor) -> None:
    """Go on after a pause, or open a finished cycle again."""
    cycle.state, cycle.paused_for, cycle.finished_on = CycleState.OPEN, "", None
    cycle.changed_at = clock.now()
    record(cycle, "state", cycle.state, by=by, where=where(cycle, by), deed=Deed.STATE)


def finish_cycle(cycle: Cycle, *, by: Actor, today: date) -> None:
    """Close the cycle; its record stays readable and it can be continued."""
    at = begin_work(cycle, by)
    cycle.state, cycle.finished_on = CycleState.FINISHED, today
    record(cycle, "state", cycle.state, by=by, where=at, deed=Deed.STATE)


def note_visit(cycle_id: int, account_id: int) -> None:
    """Write that a person opened the cycle now; the caller commits, in a transaction of its own."""
    now = clock.now()
    session.execute(
        insert(CycleVisit)
        .values(cycle_id=cycle_id, account_id=account_id, at=now)
        .on_conflict_do_update(index_elements=["cycle_id", "account_id"], set_={"at": now})
    )


def set_hint_aside(cycle: Cycle, mark: str, *, by: Actor) -> None:
    """Set a coach's hint aside for the whole team; a second press is no error."""
    values = {"mark": clean_line(mark)[:120], "name": by.name, "at": clock.now()}
    session.execute(
        insert(HintSetAside)
        .values(institute_id=cycle.institute_id, cycle_id=cycle.id, **values)
        .on_conflict_do_nothing(index_elements=["cycle_id", "mark"])
    )


def take_hints_back(cycle: Cycle, prefix: str) -> None:
    """Show the hints of a stage again that were set aside."""
    of_stage = HintSetAside.mark.startswith(prefix, autoescape=True)
    session.execute(delete(HintSetAside).where(HintSetAside.cycle_id == cycle.id, of_stage))


def ensure_row(model: type[Row], cycle: Cycle) -> Row:
    """The cycle's one row of a kind (its problem, its reflection), made when it is first written to."""
    query = select(model).where(model.cycle_id == cycle.id)  # type: ignore[attr-defined]
    row = session.scalar(query)
    if row is None:
        values = {"cycle_id": cycle.id, "institute_id": cycle.institute_id}
        session.execute(insert(model).values(**values).on_conflict_do_nothing(index_elements=["cycle_id"]))
        row = session.scalars(query).one()
    return row


def restore(cycle: Cycle, target: TargetKind, row: Revised, field: str, number: int, *, by: Actor) -> None:
    """Put the text of an earlier revision back as a new one, through the stage's own writer."""
    revision = find_revision(target.kind, row.id, field, number)  # type: ignore[attr-defined]
    if revision is None:
        raise Refusal(NO_SUCH_VERSION, status=409)
    target.write(cycle, row, field, revision.value, by)
