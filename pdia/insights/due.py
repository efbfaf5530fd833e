"""Reading what has come to its day, across all institutes, for the reminders."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select

from pdia.cycles.models import Cycle
from pdia.cycles.rules import CycleState
from pdia.insights.rules import FORGOTTEN_AFTER
from pdia.institutes.models import Institute
from pdia.kernel.db import session
from pdia.stages.iterations.models import Iteration
from pdia.stages.iterations.rules import IterationState
from pdia.stages.plan.models import Action
from pdia.stages.plan.rules import ActionState
from pdia.teams.models import Membership


@dataclass(frozen=True)
class RoundDue:
    """An open round of a running cycle without a note, near its last day."""

    iteration: Iteration
    cycle: Cycle
    zone: str


@dataclass(frozen=True)
class ActionDue:
    """An open action of a running cycle near its date, with the member who took it on."""

    action: Action
    by_date: date
    member: Membership
    cycle: Cycle
    zone: str


def _around(today: date) -> tuple[date, date]:
    """The days between which something may be due; a day more on both sides, for zones differ."""
    return today - timedelta(days=FORGOTTEN_AFTER + 1), today + timedelta(days=2)


def list_rounds_due(today: date) -> list[RoundDue]:
    """Rounds of running cycles that end about now or ended lately, open and without a note."""
    rows = session.execute(
        select(Iteration, Cycle, Institute.zone)
        .join(Cycle, Cycle.id == Iteration.cycle_id)
        .join(Institute, Institute.id == Cycle.institute_id)
        .where(
            Iteration.state == IterationState.OPEN,
            Cycle.state == CycleState.OPEN,
            Iteration.ends_on.between(*_around(today)),
        )
        .order_by(Iteration.id)
    )
    return [RoundDue(iteration, cycle, zone) for iteration, cycle, zone in rows if not iteration.has_note]


def list_actions_due(today: date) -> list[ActionDue]:
    """Open actions of running cycles whose date has come or passed lately, with their members."""
    rows = session.execute(
        select(Action, Membership, Cycle, Institute.zone)
        .join(Membership, Membership.id == Action.member_id)
        .join(Cycle, Cycle.id == Action.cycle_id)
        .join(Institute, Institute.id == Cycle.institute_id)
        .where(
            Action.state == ActionState.OPEN,
            Action.struck.is_(False),
            Cycle.state == CycleState.OPEN,
            Action.by_date.between(*_around(today)),
        )
        .order_by(Action.id)
    )
    return [
        ActionDue(action, action.by_date, member, cycle, zone) for action, member, cycle, zone in rows if action.by_date
    ]


def list_unwritten_rounds(iteration_ids: Collection[int]) -> Sequence[int]:
    """Of some rounds those that are open and have no note: a reminder of them is still worth sending."""
    rows = session.scalars(
        select(Iteration).where(Iteration.id.in_(iteration_ids), Iteration.state == IterationState.OPEN)
    )
    return [row.id for row in rows if not row.has_note]


def list_open_actions(action_ids: Collection[int]) -> Sequence[int]:
    """Of some actions those that are open and stand in the plan."""
    return session.scalars(
        select(Action.id).where(Action.id.in_(action_ids), Action.state == ActionState.OPEN, Action.struck.is_(False))
    ).all()
