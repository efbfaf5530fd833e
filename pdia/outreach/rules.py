"""Limits, how one meets an office, who has been heard, whose turn it is. Standard library only.

Persistence is how departments are won: every meeting counts, none is graded. Words are never counted
and departments never ranked: they stand by name, heard or not yet heard from.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum

from pdia.kernel.text import clean
from pdia.kernel.words import N_, Message, Refusal

LIMITS = {"office": 160, "what": 1000, "offered": 500, "agreed": 1000}
THANKS_LIMIT = 400
REASON_LIMIT = 300
MOST_CONTACTS = 300
MOST_THANKS = 200
MOST_POINTS = 8
"""Agreed lines that are offered as actions; what is beyond can still be copied."""

NO_DEPARTMENT = N_("Choose the department that was met.")
NO_DAY = N_("Write the day, for example 27/11/2026.")
STILL_TO_COME = N_("%(day)s is still to come. Note the visit once it has been; a planned one belongs into the plan.")
TOO_MANY = N_("%(most)s visits and calls stand here already. Strike one through before adding another.")
STRUCK = N_("This note is struck through. Put it back to write on.")
NO_HOW = N_("Choose one of the answers on the page.")
NO_THANKS = N_("Write what you thank them for; one line is enough.")
OWN_DEPARTMENT = N_("Choose another department than your own.")
ONLY_MEMBERS = N_("Only a member of the team thanks for a department.")
ONLY_SAME_DAY = N_("Thanks can be taken back by who wrote them, on the same day. After that they stay.")
NOT_PRESENT = N_("Choose a present member of the team.")
NO_QUESTION = N_("Choose the question that goes round, then write what is said; your words are kept below.")
WORDS_IN_THE_BOX = N_("There are words in the box. Keep them, or clear the box to pass.")
TOO_MANY_THANKS = N_("%(most)s thanks stand here already; that is all this page can hold.")


class How(StrEnum):
    """How one meets an office."""

    VISIT = "visit"
    CALL = "call"
    TALK = "talk"
    MEETING = "meeting"
    LETTER = "letter"


_TIMES = (
    N_("first time"),
    N_("second time"),
    N_("third time"),
    N_("fourth time"),
    N_("fifth time"),
)


def times(number: int) -> Message:
    """ "Third time": how often a department has been met by then."""
    if number <= len(_TIMES):
        return Message(_TIMES[max(number, 1) - 1])
    return Message(N_("time number %(number)s"), {"number": number})


def check_how(how: object) -> How:
    """How it was met, or a refusal of what is none."""
    if how not in set(How):
        raise Refusal(NO_HOW, field="how")
    return How(str(how))


def check_day(met_on: date | None, today: date) -> date:
    """The day of a meeting that has been; tomorrow's belongs into the plan."""
    if met_on is None:
        raise Refusal(NO_DAY, field="met_on")
    if met_on > today:
        raise Refusal(STILL_TO_COME, field="met_on", day=met_on.strftime("%d/%m/%Y"))
    return met_on


def points_of(agreed: str) -> list[str]:
    """What was agreed, one point a line: each can become an action."""
    lines = (line.strip().lstrip("-–•*·").strip() for line in clean(agreed).split("\n"))
    return [line for line in lines if line][:MOST_POINTS]


def as_names(names: Iterable[str]) -> str:
    """Departments as one text, a name a line: readable for ever, whatever is renamed later."""
    return "\n".join(sorted(set(names)))


def names_in(text: str) -> list[str]:
    """The departments of such a text."""
    return [line for line in text.split("\n") if line]


def is_from_same_day(written: date, today: date, *, is_writer: bool) -> bool:
    """Whether thanks may still be taken back: by who wrote them, on the same day."""
    return is_writer and written == today


# --- Whose view is there ----------------------------------------------------------------------------


def apart(team: Collection[int], heard: Collection[int], names: Mapping[int, str]) -> tuple[list[int], list[int]]:
    """The departments heard from, and those of the team not yet heard from: both by name, never by amount."""
    by_name = sorted(set(team) | set(heard), key=lambda one: (names.get(one, ""), one))
    return [one for one in by_name if one in heard], [one for one in by_name if one in team and one not in heard]


def turn_order(people: Sequence[tuple[int, str, int]], heard: Collection[int]) -> list[int]:
    """The order of a round: members of departments not yet heard from first, then all others, both by name.

    `people` are (membership, name, department). Rank and department give nobody the first word.
    """
    return [one[0] for one in sorted(people, key=lambda one: (one[2] in heard, one[1].casefold(), one[0]))]


def next_in_turn(order: Sequence[int], spoken: Collection[int], after: int | None = None) -> int | None:
    """Whose turn it is: the next after `after` who has not spoken, or None when all have."""
    start = order.index(after) + 1 if after in order else 0
    return next((one for one in [*order[start:], *order[:start]] if one not in spoken), None)
