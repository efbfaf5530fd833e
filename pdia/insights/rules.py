"""What a person or a team might do next, decided from plain facts. Standard library only.

It suggests one thing at a time and imposes no order: every stage stays open.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
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
