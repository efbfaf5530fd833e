"""Whose turn it is in a discussion, and the words by which it is known elsewhere."""

from __future__ import annotations

from pdia.access.actor import Actor
from pdia.kernel import clock
from pdia.kernel.words import Message
from pdia.threads.models import Thread
from pdia.threads.rules import Turn

MOST_WORDS = 90


def turn_to(thread: Thread, turn: Turn) -> None:
    """Give a side the turn; it waits from now on, unless it waited already."""
    if thread.turn != turn or thread.waits_since is None:
        thread.waits_since = clock.now() if turn is not Turn.NOBODY else None
    thread.turn = turn


def about(thread: Thread) -> str:
    """The name under which notices know a discussion."""
    return f"thread:{thread.id}"


def path_of(thread: Thread) -> str:
    """The address of a discussion, for notices."""
    return f"/cycles/{thread.cycle_id}/threads/{thread.id}"


def about_it(said: tuple[str, str], thread: Thread) -> Message:
    """A sentence on a discussion: with the words that it is about where there are some, else without."""
    what = " ".join((thread.row_words or thread.quote or thread.on_text).split())
    short = what if len(what) <= MOST_WORDS else what[: MOST_WORDS - 1] + "…"
    return Message(said[1], {"what": short}) if what else Message(said[0])


def who(thread: Thread, by: Actor) -> str:
    """A person in the posting of today, as text that stays."""
    return ", ".join(filter(None, (by.name, by.posting_in(thread.team_id))))
