"""Reading the problem of a cycle and its evidence."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from pdia.history.models import Revision
from pdia.history.queries import find_revision
from pdia.kernel.db import session
from pdia.stages.problem.models import Evidence, Measurement, Problem


def find_problem(cycle_id: int) -> Problem | None:
    """The cycle's problem, or None before anything was written."""
    return session.scalar(select(Problem).where(Problem.cycle_id == cycle_id))


def get_problem(cycle_id: int, institute_id: int) -> Problem:
    """The cycle's problem; an empty one that is not stored before anything was written."""
    return find_problem(cycle_id) or Problem(
        cycle_id=cycle_id,
        institute_id=institute_id,
        heads={},
        **dict.fromkeys(
            (
                "statement",
                "why",
                "to_whom",
                "who_should_care",
                "get_attention",
                "solved",
                "solved_measure",
                "left_out",
            ),
            "",
        ),
    )


def find_first_statement(problem: Problem) -> Revision | None:
    """The first revision of the statement, once there is a later one."""
    head = problem.head("statement")
    if head is None or head.number < 2:
        return None
    return find_revision(Problem.kind, problem.id, "statement", 1)


def list_evidence(cycle_id: int) -> Sequence[Evidence]:
    """The cycle's evidence with its departments, in the order it was added."""
    return session.scalars(
        select(Evidence)
        .where(Evidence.cycle_id == cycle_id)
        .options(joinedload(Evidence.department))
        .order_by(Evidence.id)
    ).all()


def find_evidence(cycle_id: int, evidence_id: int) -> Evidence | None:
    """One piece of evidence of this cycle, or None."""
    return session.scalar(select(Evidence).where(Evidence.id == evidence_id, Evidence.cycle_id == cycle_id))


def count_evidence(cycle_id: int) -> int:
    """How many pieces of evidence stand unstruck."""
    return (
        session.scalar(
            select(func.count()).select_from(Evidence).where(Evidence.cycle_id == cycle_id, Evidence.struck.is_(False))
        )
        or 0
    )


def list_measurements(cycle_id: int) -> Sequence[Measurement]:
    """Later figures for all evidence of the cycle, the oldest first."""
    return session.scalars(
        select(Measurement)
        .join(Evidence, Evidence.id == Measurement.evidence_id)
        .where(Evidence.cycle_id == cycle_id)
        .order_by(Measurement.as_of, Measurement.id)
    ).all()
