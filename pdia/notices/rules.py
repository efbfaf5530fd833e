"""Kinds of notices, when each goes out as a letter, and when it is not worth sending any more. Standard library only."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from pdia.access.actor import Actor
from pdia.access.policy import Right, Scope, may
from pdia.kernel.words import Message

PAGE = 30
"""How many notices stand on one page."""
WORDS_LIMIT = 600
"""How much of somebody's words a letter carries; the rest is one press away."""
MOST_IN_LETTER = 100
"""A letter carries at most so many notices; what is over comes with the next one."""
FIRST_HOUR = 7
FIRST_WEEKDAY = 0


class Kind(StrEnum):
    """What a notice is about; each person chooses for each kind when it comes as a letter."""

    ASKED = "asked"  # a question waits for this very person or department
    TALK = "talk"  # something was said in a discussion
    WORK = "work"  # the team went on: a round opened or closed, check-ins revealed
    HELP = "help"  # a member asks for help
    REMINDER = "reminder"  # a day has passed


ASKING = frozenset({Kind.ASKED, Kind.REMINDER})
"""Kinds that ask for something: once the thing is settled they are not worth sending any more."""
OWN = frozenset({"cover"})
"""Things that are about the reader and hold no team's work: they are told before the rights begin and after they end."""
THREAD = "thread"
"""The name of discussions in `about`: the one thing an approving officer reads of, having begun it."""


class Mail(StrEnum):
    """What becomes of a notice as a letter."""

    NONE = "none"
    WAITING = "waiting"
    SENT = "sent"
    REFUSED = "refused"
    STOPPED = "stopped"


class When(StrEnum):
    """When the notices of one kind come as a letter."""

    AT_ONCE = "at_once"
    DAILY = "daily"
    WEEKLY = "weekly"
    OFF = "off"


FIRST_CHOICE: Mapping[Kind, When] = {
    Kind.ASKED: When.AT_ONCE,
    Kind.HELP: When.AT_ONCE,
    Kind.TALK: When.DAILY,
    Kind.WORK: When.DAILY,
    Kind.REMINDER: When.DAILY,
}
"""What holds until somebody chooses: what waits for this very person comes at once, the rest once a day."""


def due(choice: str, hour: int, weekday: int, now: datetime, zone: str) -> datetime | None:
    """When a notice told `now` goes out as a letter, or None when it does not.

    `hour` and `weekday` (0 is Monday) are those of `zone`; an hour that has just struck is for the next letter.
    """
    if choice == When.AT_ONCE:
        return now
    if choice not in (When.DAILY, When.WEEKLY):
        return None
    place = ZoneInfo(zone)
    here = now.astimezone(place)
    ahead = (weekday - here.weekday()) % 7 if choice == When.WEEKLY else 0
    moment = _at(here.date() + timedelta(days=ahead), hour, place)
    if moment <= now:
        moment = _at(here.date() + timedelta(days=ahead + (7 if choice == When.WEEKLY else 1)), hour, place)
    return moment


def _at(day: date, hour: int, place: ZoneInfo) -> datetime:
    return datetime.combine(day, time(hour), place).astimezone(UTC)


def pack(values: Mapping[str, object]) -> dict[str, Any]:
    """The values of a sentence as they are stored: dates and sentences within it keep what they are."""
    return {name: _packed(value) for name, value in values.items()}


def _packed(value: object) -> Any:
    if isinstance(value, Message):
        return {"say": value.text, "values": pack(value.values)}
    if isinstance(value, date):
        return {"day": value.isoformat()[:10]}
    return value if isinstance(value, int) else "" if value is None else str(value)


def shorten(words: str, limit: int = WORDS_LIMIT) -> str:
    """Somebody's words for a letter: whole when they are short, else cut at a space with a sign that there is more."""
    if len(words) <= limit:
        return words
    cut = re.sub(r"\s+\S*\Z", "", words[: limit + 1]) or words[:limit]
    return cut[:limit].rstrip() + " …"


def may_still_read(who: Actor, about: str, scope: Scope) -> bool:
    """Whether somebody who was told of a thing may read it today, judged when the letter goes out.

    Who is told of a discussion as an approving officer began it: nobody else of them is ever told.
    """
    thing = thing_of(about)[0]
    if thing in OWN or may(who, Right.CYCLE_READ, scope):
        return True
    return thing == THREAD and may(
        who, Right.THREAD_TALK, Scope(scope.institute_id, scope.team_id, scope.place_ids, who.account_id)
    )


def thing_of(about: str) -> tuple[str, int]:
    """The kind and the number of what a notice is about: ``thread:7`` is ("thread", 7)."""
    kind, _, number = about.partition(":")
    return kind, int(number) if number.isdigit() else 0
