"""What a person or a team might do next, decided from plain facts. Standard library only.

It suggests one thing at a time and imposes no order: every stage stays open.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pdia.cycles.rules import CycleState, Stage


class NextStep(StrEnum):
    """The one thing that a page offers first."""

    RESUME = "resume"
    CHECK_IN = "check_in"
    ANSWER = "answer"
    PROBLEM = "problem"
    FIRST_ROUND = "first_round"
    ROUND_NOTE = "round_note"
    ROUND = "round"
    NEXT_ROUND = "next_round"
    CAUSES = "causes"
    NEXT_CYCLE = "next_cycle"


@dataclass(frozen=True)
class OpenIteration:
    """The running round of a cycle: its number and last day."""

    id: int
    number: int
    ends_on: date


@dataclass(frozen=True)
class AtAGlance:
    """What is known of a cycle without opening its stages.

    `unanswered` are the kinds of private questions that this person has not answered yet;
    `stages` is how far each stage is, by its key.
    """

    state: str
    stages: Mapping[str, str]
    iteration: OpenIteration | None
    rounds_so_far: int
    unanswered: Collection[str]
    log_begun: bool = False


def next_step(cycle: AtAGlance, today: date) -> NextStep:
    """The next thing for a member: what only they can do first, then what moves the team."""
    if cycle.state == CycleState.PAUSED:
        return NextStep.RESUME
    if cycle.state == CycleState.FINISHED:
        return NextStep.NEXT_CYCLE
    if "check_in" in cycle.unanswered:
        return NextStep.CHECK_IN
    if cycle.unanswered:
        return NextStep.ANSWER
    if Stage.PROBLEM not in cycle.stages:
        return NextStep.PROBLEM
    if cycle.iteration is not None:
        return NextStep.ROUND_NOTE if cycle.iteration.ends_on <= today else NextStep.ROUND
    if cycle.rounds_so_far:
        return NextStep.NEXT_ROUND
    return NextStep.CAUSES if Stage.FISHBONE not in cycle.stages else NextStep.FIRST_ROUND


# --- Reminders: few, and they stop by themselves ---------------------------------------------------

ROUND_DAYS = (-1, 1, 4, 8)
"""Days after the last day of a round on which one is reminded; -1, the day before, is for the convenor."""
ACTION_DAYS = (1, 7)
LAST_REMINDER = 8
FORGOTTEN_AFTER = 14
"""Days after which nobody is reminded of anything for the first time: it was left aside on purpose."""


def day_to_remind(days: int, told: int | None, steps: Sequence[int]) -> int | None:
    """Which of the `steps` has come, or None when there is nothing to say today.

    `days` have passed since the day itself; the last reminder was `told` days after it (None: never). A step
    that was missed, because no worker ran, is made up for by the latest one; the day before never is.
    """
    come = max((step for step in steps if step <= days), default=None)
    if come is None or days > FORGOTTEN_AFTER or (come < 0 and days != come):
        return None
    return come if told is None or told < come else None
