"""Reading cycles, their rail and visits."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, literal, select, union_all
from sqlalchemy.orm import joinedload

from pdia.cycles.models import Cycle, CycleStage, CycleVisit, HintSetAside
from pdia.kernel.db import session
from pdia.teams.models import Team


def find_cycle(cycle_id: int) -> Cycle | None:
    """A cycle with its team, cohort and place, or None."""
    team = joinedload(Cycle.team)
    return session.scalar(
        select(Cycle).where(Cycle.id == cycle_id).options(team.joinedload(Team.cohort), team.joinedload(Team.place))
    )


def list_cycles(team_id: int) -> Sequence[Cycle]:
    """A team's cycles, the newest first."""
    return session.scalars(select(Cycle).where(Cycle.team_id == team_id).order_by(Cycle.number.desc())).all()


def list_cycles_of_teams(team_ids: Sequence[int]) -> Sequence[Cycle]:
    """The cycles of several teams, the newest of each team first."""
    return session.scalars(
        select(Cycle)
        .where(Cycle.team_id.in_(team_ids))
        .options(joinedload(Cycle.team))
        .order_by(Cycle.team_id, Cycle.number.desc())
    ).all()


def list_stages(cycle_ids: Sequence[int]) -> Sequence[CycleStage]:
    """What the rail says of every stage of the given cycles."""
    return session.scalars(select(CycleStage).where(CycleStage.cycle_id.in_(cycle_ids))).all()


def find_stage(cycle_id: int, stage: str) -> CycleStage | None:
    """What the rail says of one stage, or None when nobody touched it yet."""
    return session.scalar(select(CycleStage).where(CycleStage.cycle_id == cycle_id, CycleStage.stage == stage))


def find_last_visit_of_others(cycle_id: int, account_id: int) -> datetime | None:
    """When anybody else last opened the cycle."""
    return session.scalar(
        select(func.max(CycleVisit.at)).where(CycleVisit.cycle_id == cycle_id, CycleVisit.account_id != account_id)
    )


def find_visit(cycle_id: int, account_id: int) -> CycleVisit | None:
    """A person's last visit of a cycle, or None."""
    return session.scalar(
        select(CycleVisit).where(CycleVisit.cycle_id == cycle_id, CycleVisit.account_id == account_id)
    )


def find_page_marks(cycle_id: int, account_id: int) -> tuple[datetime | None, set[str]]:
    """When this person last opened the cycle, and which hints the team set aside: one statement for both."""
    visits = select(CycleVisit.at.label("at"), literal("").label("mark")).where(
        CycleVisit.cycle_id == cycle_id, CycleVisit.account_id == account_id
    )
    aside = select(HintSetAside.at, HintSetAside.mark).where(HintSetAside.cycle_id == cycle_id)
    visited, marks = None, set()
    for at, mark in session.execute(union_all(visits, aside)):
        if mark:
            marks.add(mark)
        else:
            visited = at
    return visited, marks


def next_number(team_id: int) -> int:
    """The number of the team's next cycle."""
    return (session.scalar(select(func.max(Cycle.number)).where(Cycle.team_id == team_id)) or 0) + 1
