"""The reflection as plain data, with what it looks back on: for its page, hints, the portfolio and exports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from pdia.cycles.models import Cycle
from pdia.stages.iterations.models import Iteration
from pdia.stages.iterations.queries import list_iterations
from pdia.stages.problem.models import Evidence, Measurement, Problem
from pdia.stages.problem.queries import find_first_statement, get_problem, list_evidence, list_measurements
from pdia.stages.reflection.hints import ReflectionContent
from pdia.stages.reflection.models import Reflection
from pdia.stages.reflection.queries import get_reflection


@dataclass(frozen=True)
class Statement:
    """The problem as it read on one day."""

    text: str
    name: str
    at: datetime | None


@dataclass(frozen=True)
class FigurePair:
    """One measure: the figure at the start and the latest, None while it was measured once."""

    measure: str
    unit: str
    then: str
    then_on: date | None
    now: str | None
    now_on: date | None
    source: str


@dataclass(frozen=True)
class Lesson:
    """What one round taught."""

    number: int
    learned: str


@dataclass(frozen=True)
class LookingBack:
    """What the product sets side by side for the three questions."""

    first: Statement | None
    last: Statement
    figures: tuple[FigurePair, ...]
    lessons: tuple[Lesson, ...]


@dataclass(frozen=True)
class ReflectionDigest:
    """The reflection as it may be printed."""

    about_problem: str
    about_method: str
    about_together: str
    outcome: str
    outcome_reason: str
    carried_by: str
    next_statement: str
    back: LookingBack


def digest_reflection(cycle: Cycle) -> ReflectionDigest:
    """The reflection of a cycle and what it looks back on."""
    row = get_reflection(cycle.id, cycle.institute_id)
    return ReflectionDigest(
        about_problem=row.about_problem,
        about_method=row.about_method,
        about_together=row.about_together,
        outcome=row.outcome,
        outcome_reason=row.outcome_reason,
        carried_by=row.carried_by,
        next_statement=row.next_statement,
        back=looking_back(cycle),
    )


def looking_back(cycle: Cycle) -> LookingBack:
    """First and last statement, figures then and now, what each round taught: five statements at most."""
    problem = get_problem(cycle.id, cycle.institute_id)
    evidence = list_evidence(cycle.id)
    return LookingBack(
        first=_first(problem),
        last=_last(problem),
        figures=tuple(figure_pairs(evidence, list_measurements(cycle.id) if evidence else [])),
        lessons=tuple(lessons_of(list_iterations(cycle.id))),
    )


def _first(problem: Problem) -> Statement | None:
    revision = find_first_statement(problem)
    return Statement(revision.value, revision.name, revision.at) if revision else None


def _last(problem: Problem) -> Statement:
    head = problem.head("statement")
    return Statement(problem.statement, head.name if head else "", head.at if head else None)


def figure_pairs(evidence: Sequence[Evidence], measurements: Sequence[Measurement]) -> list[FigurePair]:
    """Every standing measure with its first figure and the latest one."""
    latest = {measured.evidence_id: measured for measured in measurements}
    pairs = []
    for row in evidence:
        now = latest.get(row.id)
        if row.struck or not row.measure or not (row.figure or now):
            continue
        pairs.append(
            FigurePair(
                measure=row.measure,
                unit=row.unit,
                then=row.figure,
                then_on=row.as_of,
                now=now.figure if now else None,
                now_on=now.as_of if now else None,
                source=row.source,
            )
        )
    return pairs


def lessons_of(iterations: Sequence[Iteration]) -> list[Lesson]:
    """What each round taught, the first one first; rounds without a lesson yet are there too."""
    return [Lesson(one.number, one.learned) for one in sorted(iterations, key=lambda one: one.number)]


def reflection_content(reflection: Reflection) -> ReflectionContent:
    """What the coach's hints look at."""
    return ReflectionContent(
        about_problem=reflection.about_problem,
        about_method=reflection.about_method,
        about_together=reflection.about_together,
        outcome=reflection.outcome,
        outcome_reason=reflection.outcome_reason,
        carried_by=reflection.carried_by,
        next_statement=reflection.next_statement,
    )
