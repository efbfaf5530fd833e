"""The problem stage as plain data: for hints, the portfolio and exports."""

from __future__ import annotations

from collections.abc import Sequence

from pdia.stages.problem.hints import EvidenceContent, ProblemContent
from pdia.stages.problem.models import Evidence, Problem


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
            EvidenceContent(kind=row.how, figure=row.figure, words=row.words, source=row.source)
            for row in evidence
            if not row.struck
        ),
    )
