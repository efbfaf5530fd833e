"""What every page of a cycle shows around its own content: rail, next step, hints, who reads it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from flask import Blueprint, current_app, has_request_context, render_template, request, url_for

from pdia.access.guard import actor, because_round
from pdia.access.policy import Right, may
from pdia.attachments.queries import list_attachments
from pdia.cycles.hints import Hint
from pdia.cycles.models import Cycle, CycleStage
from pdia.cycles.operations import note_visit
from pdia.cycles.queries import find_cycle, find_page_marks, find_visit, list_stages
from pdia.cycles.rules import STAGE_PATHS, STAGE_WORDS, CycleState, Stage, StageState
from pdia.cycles.targets import labels_of
from pdia.kernel import clock
from pdia.kernel.db import Database
from pdia.kernel.i18n import day, say
from pdia.kernel.words import N_, Message

MOST_HINTS = 3
READ_BY_TEAM = N_("Read by: your team, its mentors and the course coordinators")
OPEN_ANY_TIME = N_("open any time")
BEGUN = N_("begun, %(day)s")
READY = N_("ready")


Furniture = Callable[[Cycle, Stage], Mapping[str, object]]
_furniture: list[Furniture] = []


def furnish(furniture: Furniture) -> Furniture:
    """Enter what a slice above this one shows on every stage page: its values for the template."""
    _furniture.append(furniture)
    return furniture


def carry_because(blueprint: Blueprint) -> None:
    """Let every address of a stage keep ``?because=``, so that a round stays the reason while one works on."""

    @blueprint.url_defaults
    def _keep(endpoint: str, values: dict[str, object]) -> None:
        if has_request_context() and endpoint.startswith(f"{blueprint.name}.") and because_round():
            values.setdefault("because", because_round())


@dataclass(frozen=True)
class RailItem:
    """One stage on the rail: where it leads, its name and its state in words."""

    key: str
    url: str
    name: str
    words: str
    current: bool
    state: str


def load_cycle(cycle_id: int) -> Cycle | None:
    """The loader for guarded views under ``/cycles/<id>``."""
    return find_cycle(cycle_id)


def mark_of(cycle: Cycle) -> str:
    """Changes with every piece of work and every comment: an open page compares it to know that it is old."""
    return f"{cycle.changed_at.timestamp():.6f}-{cycle.talked_at.timestamp() if cycle.talked_at else 0:.6f}"


def stage_url(cycle: Cycle, stage: Stage) -> str:
    """The address of a stage's page."""
    return url_for(f"{stage.value}.show", cycle_id=cycle.id)


def rail_of(cycle: Cycle, rows: Iterable[CycleStage], current: Stage | None) -> list[RailItem]:
    """The seven stages with a word each; the rail invites and imposes no order."""
    known = {row.stage: row for row in rows}
    return [
        RailItem(
            key=stage.value,
            url=stage_url(cycle, stage),
            name=say(STAGE_WORDS[stage]),
            words=_state_words(known.get(stage.value)),
            current=stage is current,
            state=known[stage.value].state if stage.value in known else StageState.OPEN,
        )
        for stage in Stage
    ]


def _state_words(row: CycleStage | None) -> str:
    if row is None:
        return say(OPEN_ANY_TIME)
    summary = say(Message(row.summary, row.values)) if row.summary else ""
    if row.state == StageState.READY:
        return " · ".join(filter(None, (say(READY), summary)))
    return summary or say(Message(BEGUN, {"day": day(row.changed_at.date())}))


def note_that_read(cycle: Cycle) -> None:
    """Remember, in a transaction of its own, that this person opened the cycle after its last change."""
    who = actor()
    visit = find_visit(cycle.id, who.account_id)
    _note_visit(cycle, visit.at if visit else None)


def _note_visit(cycle: Cycle, visited: datetime | None) -> None:
    if request.method != "GET" or (visited is not None and visited > cycle.changed_at):
        return
    database: Database = current_app.extensions["pdia_database"]
    with database.scope(write=True) as own:
        note_visit(cycle.id, actor().account_id)
        own.commit()


def stage_page(cycle: Cycle, stage: Stage, template: str, *, hints: Iterable[Hint] = (), **content: object) -> str:
    """Render a stage's page with its rail, its next step and the hints that the team did not set aside."""
    who = actor()
    visited, aside = find_page_marks(cycle.id, who.account_id)
    _note_visit(cycle, visited)
    rows = list_stages([cycle.id])
    rail = rail_of(cycle, rows, stage)
    position = list(Stage).index(stage)
    all_hints = list(hints)
    return render_template(
        template,
        cycle=cycle,
        stage=stage,
        rail=rail,
        stage_state=rail[position].state,
        next_stage=rail[position + 1] if position + 1 < len(rail) else None,
        cycle_title=cycle.title,
        team_name=cycle.team.name,
        team_url=url_for("insights.team", team_id=cycle.team_id),
        cycle_url=url_for("insights.cycle", cycle_id=cycle.id),
        live_url=url_for("live.changes", cycle_id=cycle.id),
        live_mark=mark_of(cycle),
        paused=paused_words(cycle),
        may_edit=may(who, Right.CYCLE_EDIT, cycle.scope) and cycle.state == CycleState.OPEN,
        may_convene=may(who, Right.CYCLE_CONVENE, cycle.scope),
        read_by=READ_BY_TEAM,
        hints=[hint for hint in all_hints if hint.mark not in aside][:MOST_HINTS],
        hints_aside=sum(1 for hint in all_hints if hint.mark in aside),
        today=clock.today(),
        because=because_round(),
        files=list_attachments(cycle.id, stage),
        file_questions=labels_of(stage),
        stage_path=STAGE_PATHS[stage],
        **{name: value for pieces in _furniture for name, value in pieces(cycle, stage).items()},
        **content,
    )


def paused_words(cycle: Cycle) -> Message | None:
    """Why the cycle cannot be written to at present, or None."""
    if cycle.state == CycleState.PAUSED:
        return Message(N_("This cycle is paused: %(reason)s. Nobody is reminded."), {"reason": cycle.paused_for})
    if cycle.state == CycleState.FINISHED:
        return Message(N_("This cycle is finished. Its record stays as it was."))
    return None
