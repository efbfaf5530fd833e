"""Every write of the problem stage. Members of the team may, while the cycle is open."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from pdia.access.actor import Actor
from pdia.cycles import targets
from pdia.cycles.models import Cycle
from pdia.cycles.operations import begin_work, describe_stage, ensure_row
from pdia.cycles.rules import Stage
from pdia.history.operations import add_row, record, save_fields, strike, unstrike
from pdia.history.rules import Deed
from pdia.kernel.db import session
from pdia.kernel.words import N_, Message, Refusal
from pdia.stages.problem.models import Evidence, Measurement, Problem
from pdia.stages.problem.queries import count_evidence, find_evidence
from pdia.stages.problem.rules import EVIDENCE_LIMITS, KIND_WORDS, LIMITS, MOST_EVIDENCE, TOO_MUCH, check_evidence
from pdia.stages.problem.wording import EVIDENCE, QUESTIONS


def save_problem(
    cycle: Cycle, values: Mapping[str, Any], bases: Mapping[str, int], *, by: Actor, reason: str = ""
) -> list[str]:
    """Save the sent fields of the problem; :class:`~pdia.history.rules.Conflict` names contested ones."""
    where = begin_work(cycle, by)
    problem = ensure_row(Problem, cycle)
    _describe(cycle, by=by)
    return save_fields(problem, values, bases, by=by, where=where, reason=reason)


def add_evidence(cycle: Cycle, values: Mapping[str, Any], *, by: Actor) -> Evidence:
    """Add a figure, people's words, or something not known yet with who will find out."""
    where = begin_work(cycle, by)
    if count_evidence(cycle.id) >= MOST_EVIDENCE:
        raise Refusal(TOO_MUCH, most=MOST_EVIDENCE)
    _check(values)
    row = Evidence(
        institute_id=cycle.institute_id,
        cycle_id=cycle.id,
        heads={},
        how=values["how"],
        rival_of_id=_rival(cycle, values),
    )
    add_row(row, {name: value for name, value in values.items() if name not in ("how", "rival_of")}, by=by, where=where)
    _describe(cycle, by=by)
    return row


def save_evidence(
    cycle: Cycle, row: Evidence, values: Mapping[str, Any], bases: Mapping[str, int], *, by: Actor
) -> list[str]:
    """Correct a piece of evidence, field by field; its kind and its pair stay."""
    where = begin_work(cycle, by)
    merged = {name: values.get(name, getattr(row, name)) for name in ("measure", "figure", "words", "finder")}
    _check({"how": row.how, **merged})
    fields = {name: value for name, value in values.items() if name not in ("how", "rival_of")}
    return save_fields(row, fields, bases, by=by, where=where)


def _check(values: Mapping[str, Any]) -> None:
    check_evidence(
        values.get("how") or "",
        measure=values.get("measure") or "",
        figure=values.get("figure") or "",
        words=values.get("words") or "",
        finder=values.get("finder") or "",
    )


def _rival(cycle: Cycle, values: Mapping[str, Any]) -> int | None:
    other = find_evidence(cycle.id, int(values["rival_of"])) if values.get("rival_of") else None
    return (other.rival_of_id or other.id) if other else None


def strike_evidence(cycle: Cycle, row: Evidence, reason: str, *, by: Actor) -> None:
    """Strike a piece of evidence through; it stays readable."""
    strike(row, reason, by=by, where=begin_work(cycle, by))
    session.flush()  # the rail counts what is left
    _describe(cycle, by=by)


def unstrike_evidence(cycle: Cycle, row: Evidence, *, by: Actor) -> None:
    """Put a struck piece of evidence back."""
    unstrike(row, by=by, where=begin_work(cycle, by))
    session.flush()  # the rail counts it again
    _describe(cycle, by=by)


def add_measurement(cycle: Cycle, row: Evidence, figure: str, as_of: date, source: str, *, by: Actor) -> Measurement:
    """Add a later figure for the same measure; baseline and earlier figures stay as they are."""
    where = begin_work(cycle, by)
    measured = Measurement(
        institute_id=cycle.institute_id,
        evidence_id=row.id,
        figure=figure,
        as_of=as_of,
        source=source,
        name=by.name,
    )
    session.add(measured)
    record(row, "latest", f"{figure} ({as_of.isoformat()})", by=by, where=where, deed=Deed.ADD)
    return measured


def _describe(cycle: Cycle, *, by: Actor) -> None:
    count = count_evidence(cycle.id)
    words = Message(N_("%(count)s pieces of evidence"), {"count": count}) if count else None
    describe_stage(cycle, Stage.PROBLEM, words, by=by)


def _write(cycle: Cycle, row: Any, field: str, text: str, by: Actor) -> None:
    where = begin_work(cycle, by)
    save_fields(row, {field: text}, {}, by=by, where=where, deed=Deed.RESTORE)


def _own(cycle: Cycle, row: Problem | None) -> Problem | None:
    return row if row is not None and row.cycle_id == cycle.id else None


targets.register(
    targets.TargetKind(
        kind=Problem.kind,
        load=lambda cycle, row_id: _own(cycle, session.get(Problem, row_id)),
        write=_write,
        fields=frozenset(LIMITS),
        limits=LIMITS,
        labels={name: question.label for name, question in QUESTIONS.items()},
        stage=Stage.PROBLEM,
    )
)
targets.register(
    targets.TargetKind(
        kind=Evidence.kind,
        load=lambda cycle, row_id: find_evidence(cycle.id, row_id),
        write=_write,
        fields=frozenset({"measure", "figure", "unit", "source", "whose", "words", "finder"}),
        limits=EVIDENCE_LIMITS,
        words=lambda row: row.measure or row.words,
        page=lambda row: ("problem.show_evidence", {"evidence_id": row.id}),
        labels={name: question.label for name, question in EVIDENCE.items()},
        choices={"how": KIND_WORDS},
        stage=Stage.PROBLEM,
    )
)
