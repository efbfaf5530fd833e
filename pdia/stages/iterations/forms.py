"""Shape checks of the rounds; limits come from the rules, words from the wording.

The note has fields for each action and each member of its round: such forms are made where they are
needed, with :func:`log_form`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from wtforms import BooleanField

from pdia.kernel.fields import Amount, Choice, Day, PartForm, Prose
from pdia.kernel.words import N_
from pdia.stages.iterations.rules import (
    CHECK_IN_LIMIT,
    FIRST_STEP_LIMIT,
    LOG_LIMITS,
    RESULT_LIMIT,
    ROOM_WORDS,
    STATUS_WORDS,
    VOICE_FIELDS,
)
from pdia.stages.iterations.wording import CHECK_IN, LOG, OPEN, PRIVATE


class OpenForm(PartForm):
    """The next round: one step and how many days."""

    first_step = Prose(OPEN["first_step"], FIRST_STEP_LIMIT, needed=True)
    days = Amount(OPEN["days"])
    close_former = Choice(
        OPEN["close_former"], [("yes", N_("Close it now")), ("no", N_("Leave it open beside the new one"))]
    )


class RoundForm(PartForm):
    """What was promised, and the last day."""

    first_step = Prose(OPEN["first_step"], FIRST_STEP_LIMIT, needed=True)
    ends_on = Day(OPEN["ends_on"])


class CheckInForm(PartForm):
    """Five questions to one member; each answer can be marked for the mentor only (``done.private``)."""

    done = Prose(CHECK_IN["done"], CHECK_IN_LIMIT)
    result = Prose(CHECK_IN["result"], CHECK_IN_LIMIT)
    learned = Prose(CHECK_IN["learned"], CHECK_IN_LIMIT)
    struggling = Prose(CHECK_IN["struggling"], CHECK_IN_LIMIT)
    next_step = Prose(CHECK_IN["next_step"], CHECK_IN_LIMIT)

    def marks(self, values: Mapping[str, Any]) -> dict[str, bool]:
        """Of the checked values those that say whether a line is for the mentor only."""
        return {name: bool(values[f"{name}.private"]) for name in VOICE_FIELDS if f"{name}.private" in values}


for _name in VOICE_FIELDS:
    setattr(CheckInForm, f"{_name}.private", BooleanField(PRIVATE.label, description=PRIVATE.why))


class LogForm(PartForm):
    """The team's note on a round."""

    learned = Prose(LOG["learned"], LOG_LIMITS["learned"])
    next_step = Prose(LOG["next_step"], LOG_LIMITS["next_step"])
    done = Prose(LOG["done"], LOG_LIMITS["done"])
    result = Prose(LOG["result"], LOG_LIMITS["result"])
    struggling = Prose(LOG["struggling"], LOG_LIMITS["struggling"])
    new_people = Prose(LOG["new_people"], LOG_LIMITS["new_people"])
    benefited = Prose(LOG["benefited"], LOG_LIMITS["benefited"])
    not_benefited = Prose(LOG["not_benefited"], LOG_LIMITS["not_benefited"])
    changed_problem = Prose(LOG["changed_problem"], LOG_LIMITS["changed_problem"])
    room = Choice(LOG["room"], ROOM_WORDS.items())


def log_form(actions: Iterable[int], members: Iterable[tuple[int, str]]) -> type[LogForm]:
    """The note's form with a status and a result for each action and a tick for each member (id, name)."""
    fields: dict[str, Any] = {}
    for action_id in actions:
        fields[f"status-{action_id}"] = Choice(LOG["status"], STATUS_WORDS.items())
        fields[f"result-{action_id}"] = Prose(LOG["report"], RESULT_LIMIT)
    for member_id, name in members:
        fields[f"came-{member_id}"] = BooleanField(name)
    return type("LogFormOfRound", (LogForm,), fields)
