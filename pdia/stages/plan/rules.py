"""Limits, an action's states, and how money is added up. Standard library only."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum

from pdia.kernel.words import N_, Refusal

LIMITS = {
    "what": 250,
    "who": 120,
    "learn": 300,
    "may_decide": 300,
    "deliverable": 300,
    "target": 200,
    "verified": 300,
    "constraints": 300,
}
FIRST = ("what", "who", "by_date", "learn")
"""What a phone asks first; the rest waits under details."""
ASKED_LIMIT = 300
ASK = "ask_"
"""A field of an action's form that holds what one department is asked: ``ask_3``."""
FOCAL_LIMIT = 300
RESOURCE_LIMITS = {"source": 200, "note": 200}
REASON_LIMIT = 300
MOST_ACTIONS = 60
MOST_FOCAL = 12
MOST_RESOURCES = 40

NO_WHAT = N_("Say in a few words what will be done.")
NO_TEXT = N_("Write one line, as loose as you like.")
NO_SOURCE = N_("Say where it comes from: a department, a fund, a group.")
NO_STATE = N_("Choose what became of this action.")
TOO_MANY_ACTIONS = N_("This plan has %(most)s actions already. Strike one through before adding another.")
TOO_MANY_LINES = N_("There are %(most)s lines already. Strike one through before adding another.")
STRUCK = N_("This action is struck through. Put it back first.")


class ActionState(StrEnum):
    """What became of an action. A step that did not work, with a lesson, is as good as done."""

    OPEN = "open"
    DONE = "done"
    CHANGED = "changed"
    DROPPED = "dropped"


STATE_WORDS = {
    ActionState.OPEN: N_("open"),
    ActionState.DONE: N_("done"),
    ActionState.CHANGED: N_("done differently"),
    ActionState.DROPPED: N_("left out"),
}


def check_state(state: str) -> ActionState:
    """The state of that name, or a refusal."""
    if state not in set(ActionState):
        raise Refusal(NO_STATE, field="state")
    return ActionState(state)


def check_room(count: int, most: int, words: str) -> None:
    """Refuse one more row where there are as many as a page can carry."""
    if count >= most:
        raise Refusal(words, most=most)


def total(amounts: Iterable[Decimal | None]) -> Decimal:
    """The sum of what was given in rupees; help in kind counts nothing."""
    return sum((amount for amount in amounts if amount is not None), Decimal())
