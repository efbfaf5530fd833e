"""Reading rounds, the reports on actions in them, and who belongs to a round."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select

from pdia.cycles.models import Cycle
from pdia.history.rules import Head
from pdia.kernel.db import session
from pdia.stages.iterations.models import ActionReport, Iteration
from pdia.stages.iterations.rules import LOG_LIMITS, IterationState
from pdia.stages.plan.models import Action
from pdia.teams.models import Membership
from pdia.voices.models import VoiceRound
from pdia.voices.queries import find_round
from pdia.voices.rules import What


def list_iterations(cycle_id: int) -> Sequence[Iteration]:
    """The cycle's rounds with their notes, the newest first."""
    return session.scalars(
        select(Iteration).where(Iteration.cycle_id == cycle_id).order_by(Iteration.number.desc())
    ).all()


def find_iteration(cycle_id: int, number: int) -> Iteration | None:
    """One round of this cycle by its number, or None."""
    return session.scalar(select(Iteration).where(Iteration.cycle_id == cycle_id, Iteration.number == number))


def find_current(cycle_id: int) -> Iteration | None:
    """The newest open round, or None when none runs: for overviews and desks."""
    return session.scalar(
        select(Iteration)
        .where(Iteration.cycle_id == cycle_id, Iteration.state == IterationState.OPEN)
        .order_by(Iteration.number.desc())
        .limit(1)
    )


def list_current(cycle_ids: Sequence[int]) -> dict[int, Iteration]:
    """The newest open round of several cycles, by cycle id."""
    rows = session.scalars(
        select(Iteration)
        .where(Iteration.cycle_id.in_(cycle_ids), Iteration.state == IterationState.OPEN)
        .order_by(Iteration.number)
    )
    return {row.cycle_id: row for row in rows}


def lock_rounds(cycle_id: int) -> None:
    """Wait for others who open a round of this cycle at the same moment: their number must be seen."""
    session.execute(select(Cycle.id).where(Cycle.id == cycle_id).with_for_update())


def next_iteration_number(cycle_id: int) -> int:
    """The number of the cycle's next round."""
    return (session.scalar(select(func.max(Iteration.number)).where(Iteration.cycle_id == cycle_id)) or 0) + 1


def find_check_ins(iteration: Iteration) -> VoiceRound | None:
    """The question put to each member in this round, open or revealed; None in rounds that never asked."""
    return find_round(iteration.cycle_id, What.CHECK_IN, iteration.id)


def list_reports(iteration_ids: Sequence[int]) -> Sequence[ActionReport]:
    """What became of actions in the given rounds, in the order it was first written."""
    if not iteration_ids:
        return []
    return session.scalars(
        select(ActionReport).where(ActionReport.iteration_id.in_(iteration_ids)).order_by(ActionReport.id)
    ).all()


def find_report(iteration_id: int, action_id: int) -> ActionReport | None:
    """What became of one action in one round, or None."""
    return session.scalar(
        select(ActionReport).where(ActionReport.iteration_id == iteration_id, ActionReport.action_id == action_id)
    )


def load_report(cycle_id: int, report_id: int) -> ActionReport | None:
    """A report by its own id, if it belongs to this cycle."""
    return session.scalar(
        select(ActionReport)
        .join(Iteration, Iteration.id == ActionReport.iteration_id)
        .where(ActionReport.id == report_id, Iteration.cycle_id == cycle_id)
    )


def is_reported_later(iteration: Iteration, action_id: int) -> bool:
    """Whether a later round already says what became of an action."""
    return (
        session.scalar(
            select(func.count())
            .select_from(ActionReport)
            .join(Iteration, Iteration.id == ActionReport.iteration_id)
            .where(
                ActionReport.action_id == action_id,
                ActionReport.status != "",
                Iteration.cycle_id == iteration.cycle_id,
                Iteration.number > iteration.number,
            )
        )
        or 0
    ) > 0


def belonging(iteration: Iteration, actions: Iterable[Action], reports: Iterable[ActionReport]) -> list[Action]:
    """The plan's actions that this round is about: promised in it, reported in it, or open while it runs."""
    reported = {report.action_id for report in reports if report.iteration_id == iteration.id}
    return [
        action
        for action in actions
        if action.id in reported
        or action.iteration_id == iteration.id
        or (iteration.is_open and action.state == "open" and action.iteration_id is None)
    ]


def present_on(members: Iterable[Membership], day: date) -> list[Membership]:
    """Of all memberships ever those that run on `day`."""
    return [one for one in members if one.starts_on <= day and (one.ends_on is None or day <= one.ends_on)]


def during(members: Iterable[Membership], iteration: Iteration, today: date) -> list[Membership]:
    """Of all memberships ever those that touch the round's days, or were noted as having come."""
    last = max(iteration.ends_on, today) if iteration.is_open else iteration.closed_on or iteration.ends_on
    came = set(iteration.attendance)
    return [
        one
        for one in members
        if one.id in came or (one.starts_on <= last and (one.ends_on is None or iteration.starts_on <= one.ends_on))
    ]


@dataclass(frozen=True)
class LogSheet:
    """The note with its reports and attendance as one sheet, whose fields know who saved them.

    Field names: those of the note; ``status-7`` and ``result-7`` for action 7; ``came-3`` for member 3.
    """

    iteration: Iteration
    reports: dict[int, ActionReport]

    def head(self, name: str) -> Head | None:
        """The newest revision of a field of the sheet, or None."""
        part, _, number = name.partition("-")
        if not number:
            return self.iteration.head(name)
        if part == "came":
            return self.iteration.head("attendance")
        report = self.reports.get(int(number))
        return report.head(part) if report else None

    def base(self, name: str) -> int:
        """The number a form carries for a field; for attendance whether the member was ticked."""
        part, _, number = name.partition("-")
        if part == "came" and number:
            return int(int(number) in self.iteration.attendance)
        head = self.head(name)
        return head.version if head else 0

    @property
    def newest(self) -> Head | None:
        """Who saved something of the note last, or None when nothing is written."""
        names = [name for name in self.iteration.heads if name in LOG_LIMITS]
        heads = [head for name in names if (head := self.iteration.head(name))]
        return max(heads, key=lambda head: head.at, default=None)

    def values(self) -> dict[str, Any]:
        """What stands on the sheet, by field name; members who did not come are not in it."""
        values: dict[str, Any] = {f"came-{member_id}": True for member_id in self.iteration.attendance}
        for action_id, report in self.reports.items():
            values |= {f"status-{action_id}": report.status, f"result-{action_id}": report.result}
        return values


def get_sheet(iteration: Iteration) -> LogSheet:
    """The round's note as one sheet."""
    return LogSheet(iteration, {report.action_id: report for report in list_reports([iteration.id])})
