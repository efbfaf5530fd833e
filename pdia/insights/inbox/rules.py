"""Which teams need their mentor, and for what. Standard library only.

Teams come by need and never by grade: nothing here counts words, compares teams or says how good anything is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from pdia.kernel.words import N_, Message

DEFAULT_RHYTHM = 14
SHORTEST_RHYTHM = 7


class Kind(StrEnum):
    """Why a team needs its mentor; what somebody waits for comes first."""

    QUESTION = "question"
    HELP = "help"
    NEW = "new"
    SILENT = "silent"
    STUCK = "stuck"


KIND_WORDS = {
    Kind.QUESTION: N_("A question waits for an answer"),
    Kind.HELP: N_("Help is asked for"),
    Kind.NEW: N_("New work"),
    Kind.SILENT: N_("Not heard from for a while"),
    Kind.STUCK: N_("Backing is outstanding"),
}


class Going(StrEnum):
    """Whether a team is at work; one that pauses or has finished is never called silent."""

    RUNNING = "running"
    PAUSED = "paused"
    FINISHED = "finished"
    NOT_BEGUN = "not begun"


GOING_WORDS = {
    Going.PAUSED: N_("paused; nobody is reminded"),
    Going.FINISHED: N_("its cycle is finished"),
    Going.NOT_BEGUN: N_("no cycle yet"),
}


@dataclass(frozen=True)
class Office:
    """An office whose backing the team asks for: since when, and when it was last met or answered."""

    title: str
    asked_on: date
    heard_on: date | None


@dataclass(frozen=True)
class TeamFacts:
    """What is known of one team, as plain numbers and dates; `since` is when the mentoring began.

    `looked_on` is the mentor's last look, `last_entry` the team's own last entry in a running cycle.
    """

    going: Going
    since: date
    rhythm: int = DEFAULT_RHYTHM
    last_entry: date | None = None
    looked_on: date | None = None
    questions: int = 0
    asked_on: date | None = None
    helps: int = 0
    helped_on: date | None = None
    changes: int = 0
    changed_on: date | None = None
    by: tuple[str, ...] = ()
    offices: tuple[Office, ...] = ()


@dataclass(frozen=True)
class Need:
    """One reason to turn to a team: a plain line, since which day it waits, and who wrote."""

    kind: Kind
    words: Message
    since: date
    by: tuple[str, ...] = field(default=())


def rhythm_of(starts_on: date | None, ends_on: date | None) -> int:
    """The days of a team's rounds, from its newest one; two weeks before there is any, a week at the least."""
    if starts_on is None or ends_on is None:
        return DEFAULT_RHYTHM
    return max(SHORTEST_RHYTHM, (ends_on - starts_on).days)


def going_of(states: Iterable[str]) -> Going:
    """Whether a team is at work, from the states of all its cycles."""
    known = set(states)
    for state, going in (("open", Going.RUNNING), ("paused", Going.PAUSED), ("finished", Going.FINISHED)):
        if state in known:
            return going
    return Going.NOT_BEGUN


def is_silent(facts: TeamFacts, today: date) -> bool:
    """Whether nothing came for longer than the team's rhythm, and the mentor has not looked for as long."""
    if facts.going in (Going.PAUSED, Going.FINISHED):
        return False
    quiet = (today - (facts.last_entry or facts.since)).days
    looked = (today - facts.looked_on).days if facts.looked_on else quiet
    return quiet > facts.rhythm and looked > facts.rhythm


def is_stuck(office: Office, facts: TeamFacts, today: date) -> bool:
    """Whether an office was neither met nor answered for longer than the rhythm of a team at work."""
    if facts.going is not Going.RUNNING:
        return False
    quiet = (today - (office.heard_on or office.asked_on)).days
    looked = (today - facts.looked_on).days if facts.looked_on else quiet
    return quiet > facts.rhythm and looked > facts.rhythm


def needs_of(facts: TeamFacts, today: date) -> list[Need]:
    """Every reason to turn to a team, the most pressing first."""
    needs: list[Need] = []
    if facts.questions:
        words = _counted(
            facts.questions, N_("A question waits for your answer"), N_("%(count)s questions wait for your answer")
        )
        needs.append(Need(Kind.QUESTION, words, facts.asked_on or today))
    if facts.helps:
        words = _counted(
            facts.helps,
            N_("A member says what is in the way, or wrote to you alone"),
            N_("%(count)s members say what is in the way, or wrote to you alone"),
        )
        needs.append(Need(Kind.HELP, words, facts.helped_on or today))
    if facts.changes:
        words = _counted(
            facts.changes,
            N_("One answer is new since you last wrote or looked"),
            N_("%(count)s answers are new since you last wrote or looked"),
        )
        needs.append(Need(Kind.NEW, words, facts.changed_on or today, facts.by))
    if is_silent(facts, today):
        needs.append(_silence(facts))
    stuck = [office for office in facts.offices if is_stuck(office, facts, today)]
    needs += [
        Need(Kind.STUCK, Message(NOT_HEARD if office.heard_on else NOT_MET, {"office": office.title}), _quiet(office))
        for office in sorted(stuck, key=_quiet)
    ]
    return needs


NOT_MET = N_("%(office)s was asked for backing and has not been met yet")
NOT_HEARD = N_("%(office)s was asked for backing and has not been heard from since")


def _quiet(office: Office) -> date:
    return office.heard_on or office.asked_on


def _silence(facts: TeamFacts) -> Need:
    if facts.going is Going.NOT_BEGUN:
        return Need(Kind.SILENT, Message(N_("The team has not begun a cycle yet")), facts.since)
    words = N_("No entry of the team; its rounds take %(days)s days")
    return Need(Kind.SILENT, Message(words, {"days": facts.rhythm}), facts.last_entry or facts.since)


def _counted(count: int, one: str, many: str) -> Message:
    return Message(one) if count == 1 else Message(many, {"count": count})


def urgency(needs: Sequence[Need]) -> tuple[int, date]:
    """By what teams are ordered: the kind of the first need, then who has waited longest; without need last."""
    if not needs:
        return len(Kind), date.max
    first = min(list(Kind).index(need.kind) for need in needs)
    return first, min(need.since for need in needs if list(Kind).index(need.kind) == first)


def waited(since: date, today: date) -> Message:
    """How long something has waited, in words."""
    days = max(0, (today - since).days)
    if days == 0:
        return Message(N_("since today"))
    if days == 1:
        return Message(N_("since yesterday"))
    return Message(N_("for %(days)s days"), {"days": days})
