"""The problem stage as plain data: for hints, the portfolio and exports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pdia.cycles.models import Cycle
from pdia.directory.models import Department
from pdia.stages.problem.hints import EvidenceContent, ProblemContent
from pdia.stages.problem.models import Evidence, Problem
from pdia.stages.problem.queries import find_first_statement, get_problem, list_evidence, list_measurements
from pdia.stages.problem.wording import QUESTIONS


def problem_content(problem: Problem, evidence: Sequence[Evidence]) -> ProblemContent:
    """What the coach's hints look at."""
    return ProblemContent(
        statement=problem.statement,
        why=problem.why,
        to_whom=problem.to_whom,
        who_should_care=problem.who_should_care,
        get_attention=problem.get_attention,
        solved=problem.solved,
        solved_measure=problem.solved_measure,
        left_out=problem.left_out,
        evidence=tuple(
            EvidenceContent(
                kind=row.how,
                figure=row.figure,
                words=row.words,
                source=row.source,
                department=row.department.name if row.department else "",
            )
            for row in evidence
            if not row.struck
        ),
    )


@dataclass(frozen=True)
class EvidenceDigest:
    """One piece of evidence, with the later figures and the other sources for the same measure."""

    how: str
    measure: str
    figure: str
    unit: str
    as_of: date | None
    source: str
    whose: str
    words: str
    finder: str
    find_by: date | None
    department: Department | None
    later: Sequence[tuple[date, str, str]]
    rivals: Sequence[EvidenceDigest] = ()


@dataclass(frozen=True)
class ProblemDigest:
    """The problem as it stands and as it began: (question, answer) pairs, and the evidence."""

    statement: str
    first_statement: str
    first_when: date | None
    answers: Sequence[tuple[str, str]]
    evidence: Sequence[EvidenceDigest]


def digest_problem(cycle: Cycle) -> ProblemDigest:
    """What of the problem stage may be printed: four statements."""
    problem = get_problem(cycle.id, cycle.institute_id)
    first = find_first_statement(problem)
    rows = [row for row in list_evidence(cycle.id) if not row.struck]
    later: dict[int, list[tuple[date, str, str]]] = {}
    for measured in list_measurements(cycle.id) if rows else []:
        later.setdefault(measured.evidence_id, []).append((measured.as_of, measured.figure, measured.source))
    plain = {row.id: _evidence(row, later.get(row.id, [])) for row in rows}
    return ProblemDigest(
        statement=problem.statement,
        first_statement=first.value if first else "",
        first_when=first.at.date() if first else None,
        answers=[
            (question.label, getattr(problem, name))
            for name, question in QUESTIONS.items()
            if name != "statement" and getattr(problem, name)
        ],
        evidence=[
            _evidence(row, later.get(row.id, []), [plain[other.id] for other in rows if other.rival_of_id == row.id])
            for row in rows
            if row.rival_of_id not in plain
        ],
    )


def _evidence(
    row: Evidence, later: Sequence[tuple[date, str, str]], rivals: Sequence[EvidenceDigest] = ()
) -> EvidenceDigest:
    return EvidenceDigest(
        how=row.how,
        measure=row.measure,
        figure=row.figure,
        unit=row.unit,
        as_of=row.as_of,
        source=row.source,
        whose=row.whose,
        words=row.words,
        finder=row.finder,
        find_by=row.find_by,
        department=row.department,
        later=tuple(later),
        rivals=tuple(rivals),
    )
