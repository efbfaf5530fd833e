"""A suggested wording: what may be suggested, and taking it over or not."""

from __future__ import annotations

from dataclasses import replace

from pdia.access.actor import Actor
from pdia.cycles.models import Cycle
from pdia.cycles.rules import check_writable
from pdia.kernel import clock
from pdia.kernel.db import lock
from pdia.kernel.fields import TOO_LONG
from pdia.kernel.markdown import from_word
from pdia.kernel.text import clean, is_blank
from pdia.kernel.words import Refusal
from pdia.notices.operations import settle
from pdia.threads.hearers import side_of
from pdia.threads.models import Thread
from pdia.threads.places import Place, place_of
from pdia.threads.rules import (
    DECIDED,
    NO_WORDING,
    NOT_SUGGESTED,
    PROPOSED_LIMIT,
    SAME_WORDING,
    TEXT_MOVED_ON,
    Decision,
    Turn,
    side_turn,
    with_wording,
)
from pdia.threads.turns import about, turn_to, who


def check_proposed(place: Place, proposed: str, quote: str) -> str:
    """A suggested wording as it may stand in its place, or the empty text when there is none."""
    proposed = clean(from_word(proposed))
    if not proposed or not place.takes_wording:
        return ""
    if proposed == (quote or place.text):
        raise Refusal(SAME_WORDING, field="proposed")
    if is_blank(proposed):
        raise Refusal(NO_WORDING, field="proposed")
    whole = len(place.text) - len(quote) + len(proposed) if quote else len(proposed)
    limit = min(place.limit or PROPOSED_LIMIT, PROPOSED_LIMIT)
    if whole > limit:
        raise Refusal(TOO_LONG, field="proposed", limit=limit, length=whole)
    return proposed


def accept(cycle: Cycle, thread: Thread, *, reason: str, by: Actor) -> None:
    """Take a suggested wording over through the stage's own writer: a revision that names both people.

    Refused (409) when the cycle rests, or when the words meant are no longer there as they were.
    """
    check_writable(cycle.state, cycle.paused_for)
    _check_undecided(thread)
    place = place_of(cycle, thread)
    if place is None or place.target is None or not place.takes_wording:
        raise Refusal(TEXT_MOVED_ON, status=409)
    lock(place.row)
    place = place_of(cycle, thread) or place
    assert place.target is not None
    text = with_wording(
        place.text,
        quote=thread.quote,
        before=thread.before,
        after=thread.after,
        on_text=thread.on_text,
        proposed=thread.proposed,
    )
    if place.limit and len(text) > place.limit:
        raise Refusal(TOO_LONG, status=409, limit=place.limit, length=len(text))
    place.target.write(cycle, place.row, place.field, text, replace(by, because=reason))
    _decide(cycle, thread, Decision.ACCEPTED, by=by)


def decline(cycle: Cycle, thread: Thread, *, by: Actor) -> None:
    """Leave the words as they are; the suggestion stays readable."""
    _check_undecided(thread)
    _decide(cycle, thread, Decision.DECLINED, by=by)


def _check_undecided(thread: Thread) -> None:
    lock(thread)
    if not thread.proposed:
        raise Refusal(NOT_SUGGESTED, status=409)
    if thread.decision != Decision.NONE:
        raise Refusal(DECIDED, status=409)


def _decide(cycle: Cycle, thread: Thread, decision: Decision, *, by: Actor) -> None:
    thread.decision, thread.decided_by, thread.decided_at = decision, who(thread, by), clock.now()
    if side_turn(side_of(cycle, by)) == thread.turn:
        turn_to(thread, Turn.NOBODY)
        settle(about(thread))
    thread.on_top = False
    cycle.talked_at = clock.now()
