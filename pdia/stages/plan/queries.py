"""Reading the plan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.sql.base import ExecutableOption

from pdia.history.rules import Head
from pdia.kernel.db import session
from pdia.stages.entry_points.models import EntryPoint
from pdia.stages.plan.models import Action, ActionAsk, FocalLine, Resource
from pdia.stages.plan.rules import ASK, ActionState
from pdia.teams.models import Membership, Posting


def _whole() -> list[ExecutableOption]:
    member = joinedload(Action.member)
    return [
        member.joinedload(Membership.posting).joinedload(Posting.department),
        joinedload(Action.cause),
        joinedload(Action.entry_point).joinedload(EntryPoint.cause),
        joinedload(Action.lead),
        joinedload(Action.asks).joinedload(ActionAsk.department),
    ]


def list_actions(cycle_id: int, *, struck: bool = False) -> Sequence[Action]:
    """The plan's standing actions with people, causes, departments and asks (one statement).

    In the order they were added; with those struck through as well when `struck`.
    """
    query = select(Action).where(Action.cycle_id == cycle_id).options(*_whole()).order_by(Action.id)
    return session.scalars(query if struck else query.where(Action.struck.is_(False))).unique().all()


def find_action(cycle_id: int, action_id: int) -> Action | None:
    """One action of this cycle, struck or not, with all that belongs to it; or None.

    Loaded by further statements and not by joins: a save locks the row, and PostgreSQL locks no outer join.
    """
    return session.scalar(
        select(Action)
        .where(Action.id == action_id, Action.cycle_id == cycle_id)
        .options(
            selectinload(Action.member).joinedload(Membership.posting).joinedload(Posting.department),
            selectinload(Action.cause),
            selectinload(Action.entry_point).joinedload(EntryPoint.cause),
            selectinload(Action.lead),
            selectinload(Action.asks).joinedload(ActionAsk.department),
        )
    )


def count_actions(cycle_id: int) -> tuple[int, int]:
    """How many actions stand, and how many of them are open."""
    found = session.execute(
        select(Action.state, func.count())
        .where(Action.cycle_id == cycle_id, Action.struck.is_(False))
        .group_by(Action.state)
    )
    total = open_ones = 0
    for state, count in found:
        total += count
        open_ones += count if state == ActionState.OPEN else 0
    return total, open_ones


def list_asks(action_id: int) -> Sequence[ActionAsk]:
    """What an action asks of departments, with the departments."""
    return session.scalars(
        select(ActionAsk)
        .where(ActionAsk.action_id == action_id)
        .options(joinedload(ActionAsk.department))
        .order_by(ActionAsk.id)
    ).all()


@dataclass(frozen=True)
class ActionSheet:
    """An action and what it asks of departments as one sheet, whose fields know who saved them.

    Field names: those of the action; ``ask_3`` for what department 3 is asked.
    """

    action: Action
    asks: dict[str, ActionAsk]

    def head(self, name: str) -> Head | None:
        """The newest revision of a field of the sheet, or None."""
        if not name.startswith(ASK):
            return self.action.head("who" if name == "who_else" else name)
        ask = self.asks.get(name)
        return ask.head("asked") if ask else None

    def base(self, name: str) -> int:
        """The number a form carries for a field."""
        head = self.head(name)
        return head.version if head else 0


def get_sheet(action: Action) -> ActionSheet:
    """The action with its asks as they are now."""
    return ActionSheet(action, {f"{ASK}{ask.department_id}": ask for ask in list_asks(action.id)})


def find_ask(cycle_id: int, ask_id: int) -> ActionAsk | None:
    """One ask of an action of this cycle, or None."""
    return session.scalar(
        select(ActionAsk)
        .join(Action, Action.id == ActionAsk.action_id)
        .where(ActionAsk.id == ask_id, Action.cycle_id == cycle_id)
        .options(joinedload(ActionAsk.department))
    )


def list_focal(cycle_id: int) -> Sequence[FocalLine]:
    """The loose lines for later, struck ones too, in the order they were added."""
    return session.scalars(select(FocalLine).where(FocalLine.cycle_id == cycle_id).order_by(FocalLine.id)).all()


def find_focal(cycle_id: int, line_id: int) -> FocalLine | None:
    """One loose line of this cycle, or None."""
    return session.scalar(select(FocalLine).where(FocalLine.id == line_id, FocalLine.cycle_id == cycle_id))


def list_resources(cycle_id: int) -> Sequence[Resource]:
    """Where the means come from, struck rows too, in the order they were added."""
    return session.scalars(select(Resource).where(Resource.cycle_id == cycle_id).order_by(Resource.id)).all()


def find_resource(cycle_id: int, resource_id: int) -> Resource | None:
    """One source of means of this cycle, or None."""
    return session.scalar(select(Resource).where(Resource.id == resource_id, Resource.cycle_id == cycle_id))
