"""Limits of mentors' notes, and for which weeks one may stand in for another. Standard library only."""

from __future__ import annotations

from datetime import date, datetime

from pdia.kernel.words import N_, Refusal

NOTE_LIMIT = 2000
REASON_LIMIT = 300
LONGEST_COVER = 182
"""Days; who is away for longer hands the team over, which the course coordinator does."""

NO_NOTE = N_("Write the note first.")
NOT_YOUR_NOTE = N_("This note belongs to %(name)s. Write one of your own beside it.")
NO_TEAM = N_("Choose at least one team that you mentor yourself.")
NO_COLLEAGUE = N_("Choose a colleague who mentors at your institute.")
ENDS_BEFORE = N_("The last day cannot come before the first.")
BEGINS_BEFORE = N_("The first day is past. Begin today or later.")
TOO_LONG_AWAY = N_("Half a year at most. For longer, ask the course coordinator to assign another mentor.")
ALREADY_THERE = N_("%(name)s mentors %(teams)s in those weeks already. Take that team out.")


def check_cover(starts_on: date | None, ends_on: date | None, today: date) -> tuple[date, date]:
    """The first and last day of a cover, or a refusal at the field that is wrong."""
    if starts_on is None or starts_on < today:
        raise Refusal(BEGINS_BEFORE, field="starts_on")
    if ends_on is None or ends_on < starts_on:
        raise Refusal(ENDS_BEFORE, field="ends_on")
    if (ends_on - starts_on).days > LONGEST_COVER:
        raise Refusal(TOO_LONG_AWAY, field="ends_on")
    return starts_on, ends_on


def overlap(starts_on: date, ends_on: date, other_starts: date, other_ends: date | None) -> bool:
    """Whether two times share a day; one without a last day goes on."""
    return starts_on <= (other_ends or date.max) and other_starts <= ends_on


def looked_until(said: str, before: datetime | None, now: datetime) -> datetime:
    """Up to when somebody has looked: the moment their page was made, never later than now, never back."""
    try:
        moment = datetime.fromisoformat(said)
    except ValueError:
        moment = now
    if moment.tzinfo is None:
        moment = now
    moment = min(moment, now)
    return max(moment, before) if before else moment
