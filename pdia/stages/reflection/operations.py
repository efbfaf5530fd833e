"""Every write of the reflection, and going on into the next cycle. Members of the team may."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from pdia.access.actor import Actor
from pdia.cycles import targets
from pdia.cycles.models import Cycle
from pdia.cycles.operations import begin_work, describe_stage, ensure_row, finish_cycle, open_cycle
from pdia.cycles.rules import CycleState, Stage
from pdia.history.operations import save_fields
from pdia.history.rules import Deed
from pdia.kernel.db import session
from pdia.kernel.words import Message, Refusal
from pdia.stages.fishbone.operations import add_cause
from pdia.stages.fishbone.queries import list_causes
from pdia.stages.fishbone.rules import standing
from pdia.stages.plan.operations import add_focal
from pdia.stages.plan.queries import list_focal
from pdia.stages.problem.models import Evidence, Measurement
from pdia.stages.problem.operations import add_evidence, save_problem
from pdia.stages.problem.queries import get_problem, list_evidence, list_measurements
from pdia.stages.problem.rules import LIMITS as PROBLEM_LIMITS
from pdia.stages.problem.rules import EvidenceKind
from pdia.stages.reflection.models import Reflection
from pdia.stages.reflection.queries import find_reflection, list_continuations, lock_cycle
from pdia.stages.reflection.rules import CONTINUED, LIMITS, OUTCOME_RAIL, OUTCOME_WORDS, Outcome, parents_first
from pdia.stages.reflection.wording import QUESTIONS

EVIDENCE_KEPT = ("measure", "figure", "unit", "as_of", "source", "department_id", "whose", "words", "finder", "find_by")


def save_reflection(cycle: Cycle, values: Mapping[str, Any], bases: Mapping[str, int], *, by: Actor) -> list[str]:
    """Save the sent fields; :class:`~pdia.history.rules.Conflict` names contested ones."""
    where = begin_work(cycle, by)
    reflection = ensure_row(Reflection, cycle)
    try:
        return save_fields(reflection, values, bases, by=by, where=where)
    finally:
        _describe(cycle, reflection, by=by)


def _describe(cycle: Cycle, reflection: Reflection, *, by: Actor) -> None:
    outcome = reflection.outcome
    words = Message(OUTCOME_RAIL[Outcome(outcome)]) if outcome in set(Outcome) else None
    describe_stage(cycle, Stage.REFLECTION, words, by=by)


def continue_cycle(cycle: Cycle, title: str, *, by: Actor, today: date, beside: bool = False) -> Cycle:
    """Finish this cycle and open the next one from where it stands.

    It begins with the problem as the reflection writes it, the causes that stand, the evidence with its
    latest figures and the loose lines for later; each is a first revision of the new cycle. A cycle
    that was continued already is only continued again `beside` the other.
    """
    lock_cycle(cycle.id)
    known = list_continuations(cycle.id)
    if known and not beside:
        raise Refusal(CONTINUED, status=409, title=known[-1].title)
    following = open_cycle(cycle.team, title, by=by, today=today, continued_from=cycle)
    _take_problem(cycle, following, by=by)
    _take_evidence(cycle, following, by=by)
    _take_causes(cycle, following, by=by)
    for line in list_focal(cycle.id):
        if not line.struck:
            add_focal(following, line.text, by=by)
    if cycle.state != CycleState.FINISHED:
        finish_cycle(cycle, by=by, today=today)
    return following


def _take_problem(cycle: Cycle, following: Cycle, *, by: Actor) -> None:
    problem, reflection = get_problem(cycle.id, cycle.institute_id), find_reflection(cycle.id)
    values = {name: getattr(problem, name) for name in PROBLEM_LIMITS}
    if reflection is not None and reflection.next_statement:
        values["statement"] = reflection.next_statement
    if any(values.values()):
        save_problem(following, values, {}, by=by)


def _take_evidence(cycle: Cycle, following: Cycle, *, by: Actor) -> None:
    latest = {measured.evidence_id: measured for measured in list_measurements(cycle.id)}
    taken: dict[int, int] = {}
    for row in list_evidence(cycle.id):
        if not row.struck:
            rival = str(taken.get(row.rival_of_id or 0, ""))
            taken[row.id] = add_evidence(following, {**_evidence(row, latest.get(row.id)), "rival_of": rival}, by=by).id


def _evidence(row: Evidence, latest: Measurement | None) -> dict[str, Any]:
    """A piece of evidence as the next cycle begins with it: what was measured last is its first figure."""
    values: dict[str, Any] = {"how": row.how, **{name: getattr(row, name) for name in EVIDENCE_KEPT}}
    if latest is not None:
        values |= {"how": EvidenceKind.FIGURE, "figure": latest.figure, "as_of": latest.as_of}
        values |= {"source": latest.source or row.source, "finder": "", "find_by": None}
    return values


def _take_causes(cycle: Cycle, following: Cycle, *, by: Actor) -> None:
    causes = {cause.id: cause for cause in list_causes(cycle.id)}
    parents = {cause.id: cause.parent_id for cause in causes.values()}
    stand = standing(parents, {cause.id for cause in causes.values() if cause.struck})
    taken: dict[int, int] = {}
    for cause_id in parents_first(parents, [one for one in causes if one in stand]):
        cause = causes[cause_id]
        taken[cause_id] = add_cause(
            following,
            cause.text,
            taken[cause.parent_id] if cause.parent_id is not None else None,
            by=by,
            departments=[department.id for department in cause.departments],
            how_known=cause.how_known,
            note=cause.note,
        ).id


def _write(cycle: Cycle, row: Any, field: str, text: str, by: Actor) -> None:
    save_fields(row, {field: text}, {}, by=by, where=begin_work(cycle, by), deed=Deed.RESTORE)


def _own(cycle: Cycle, row: Reflection | None) -> Reflection | None:
    return row if row is not None and row.cycle_id == cycle.id else None


targets.register(
    targets.TargetKind(
        kind=Reflection.kind,
        load=lambda cycle, row_id: _own(cycle, session.get(Reflection, row_id)),
        write=_write,
        fields=frozenset(LIMITS),
        limits=LIMITS,
        labels={name: question.label for name, question in QUESTIONS.items()},
        choices={"outcome": OUTCOME_WORDS},
        stage=Stage.REFLECTION,
    )
)
