"""The stages in the method's order, a cycle's states, and its fit. Standard library only.

Chain of stages: Harvard BSC PDIA toolkit (construct, deconstruct, sequence, crawl the design space,
act and iterate); the joint plan comes from Singh, Miller and Closser 2024.
"""

from __future__ import annotations

from enum import StrEnum

from pdia.kernel.words import N_, Message, Refusal

TITLE_LIMIT = 120
PAUSE_LIMIT = 300

PAUSED = N_("This cycle is paused: %(reason)s. You can read everything; the team goes on when it is ready.")
CLOSED = N_("This cycle is finished. Its record stays as it was; go on in the next cycle.")
NO_TITLE = N_("Give the cycle a short name, for example the problem in three words.")
NO_SUCH_VERSION = N_("This version is no longer there. Open the history again.")


class Stage(StrEnum):
    """The stages, in the method's order. Every one is open from the first day."""

    PROBLEM = "problem"
    FISHBONE = "fishbone"
    ENTRY_POINTS = "entry_points"
    IDEAS = "ideas"
    PLAN = "plan"
    ITERATIONS = "iterations"
    REFLECTION = "reflection"


STAGE_WORDS = {
    Stage.PROBLEM: N_("Problem"),
    Stage.FISHBONE: N_("Causes"),
    Stage.ENTRY_POINTS: N_("Where we start"),
    Stage.IDEAS: N_("Ideas"),
    Stage.PLAN: N_("Plan"),
    Stage.ITERATIONS: N_("Rounds"),
    Stage.REFLECTION: N_("Reflection"),
}

STAGE_PATHS = {stage: stage.value.replace("_", "-") for stage in Stage}


class CycleState(StrEnum):
    """Whether a cycle runs."""

    OPEN = "open"
    PAUSED = "paused"
    FINISHED = "finished"


class StageState(StrEnum):
    """How far a stage is, in the team's own judgement; nothing is ever gated by it."""

    OPEN = "open"
    BEGUN = "begun"
    READY = "ready"


def check_writable(state: str, reason: str = "") -> None:
    """Refuse team work in a paused or finished cycle, with the way on."""
    if state == CycleState.PAUSED:
        raise Refusal(PAUSED, status=409, reason=reason)
    if state == CycleState.FINISHED:
        raise Refusal(CLOSED, status=409)


class Fit(StrEnum):
    """What kind of challenge a problem is; only much that is unknown needs PDIA."""

    SIMPLE = "simple"
    COMPLICATED = "complicated"
    COMPLEX = "complex"


FIT_WORDS = {
    Fit.SIMPLE: Message(N_("Simple: the way is known. A plain work plan may do; use this only if it keeps failing.")),
    Fit.COMPLICATED: Message(N_("Complicated: experts know the way, but many must act together.")),
    Fit.COMPLEX: Message(N_("Complex: nobody knows the way yet. Small steps that teach are the right way here.")),
}


def fit_of(known_way: int | None, many_hands: int | None, agreement: int | None) -> Fit | None:
    """The kind of challenge from three answers of 0 to 2 (2 = most unknown), or None before all are given.

    The thresholds are our own proposal (unsourced); keep them easy to change.
    """
    if known_way is None or many_hands is None or agreement is None:
        return None
    total = known_way + many_hands + agreement
    if known_way == 2 or total >= 4:
        return Fit.COMPLEX
    return Fit.COMPLICATED if total >= 2 else Fit.SIMPLE
