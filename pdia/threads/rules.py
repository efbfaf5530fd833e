"""What a discussion is, whose turn it is, where its words went, how fast one may talk. Standard library only."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from difflib import SequenceMatcher
from enum import StrEnum

from pdia.kernel.words import N_, Refusal

COMMENT_LIMIT = 4000
QUOTE_LIMIT = 500
REASON_LIMIT = 300
NOTE_LIMIT = 500
PROPOSED_LIMIT = 2000
AROUND = 80
"""How much of what stands before and after the quoted words is kept, to know them again."""
EXCERPT = 160

SOON, SOON_MOST = timedelta(minutes=2), 30
LATER, LATER_MOST = timedelta(hours=1), 200
"""A mentor who catches up on eight teams stays far below both; a script does not."""

NOTHING_SAID = N_("Write a few words first.")
NO_SORT = N_("Choose whether it is a question, a suggestion or appreciation.")
NO_PLACE = N_("What this was about is no longer there. Choose the step as a whole; your words are kept below.")
NO_WORDING = N_("Write the new wording that you suggest, or leave it out.")
SAME_WORDING = N_("The new wording is the same as the words that stand there.")
NOT_SUGGESTED = N_("There is no new wording to take over in this discussion.")
DECIDED = N_("This wording was answered already. Open the page again to see how.")
TEXT_MOVED_ON = N_(
    "The text was changed since this was suggested, and the words meant are no longer there as they were. Both stand below: change the text by hand if you still want to."
)
NO_REASON = N_("Say in a few words why it should stay on top.")
NOT_ON_TOP = N_("This question does not stand on top of a step any more.")
ONLY_MENTORS = N_("Mentors and course coordinators keep a question on top of a step.")
NOT_YOUR_COMMENT = N_("Only who wrote a comment can change it. You can answer it.")
CLOSED_ALREADY = N_("This discussion is closed. Open it again to go on.")
NOBODY_THERE = N_("Choose somebody of the team, one of its mentors or one of its departments.")
TOO_FAST = N_("You wrote very much in a short time. Wait %(minutes)s min and send it again; your words are kept below.")


class Sort(StrEnum):
    """What somebody begins a discussion with."""

    QUESTION = "question"
    SUGGESTION = "suggestion"
    PRAISE = "praise"
    ROUND = "round"  # a question that goes round from member to member


class State(StrEnum):
    """Whether a discussion goes on."""

    OPEN = "open"
    CLOSED = "closed"


class Side(StrEnum):
    """From where somebody speaks: kept with every comment, whatever becomes of the roster."""

    TEAM = "team"
    MENTOR = "mentor"  # mentors and course coordinators
    OFFICE = "office"  # approving officers


class Turn(StrEnum):
    """Who is to speak next; nobody after praise, or once a discussion is closed."""

    NOBODY = ""
    TEAM = "team"
    MENTOR = "mentor"


class Decision(StrEnum):
    """What the team made of a suggested wording."""

    NONE = ""
    ACCEPTED = "accepted"
    DECLINED = "declined"


def side_turn(side: Side) -> Turn:
    """The turn in which a side speaks; offices speak when they like and are never waited for."""
    return {Side.TEAM: Turn.TEAM, Side.MENTOR: Turn.MENTOR}.get(side, Turn.NOBODY)


def other_turn(side: Side) -> Turn:
    """Who answers what this side says."""
    return Turn.MENTOR if side is Side.TEAM else Turn.TEAM


def first_turn(sort: Sort, side: Side) -> Turn:
    """Whose turn it is after the first words: praise waits for nobody, and neither does a round of the team."""
    return Turn.NOBODY if sort in (Sort.PRAISE, Sort.ROUND) else other_turn(side)


def next_turn(turn: Turn, side: Side, *, asked: Turn = Turn.NOBODY) -> Turn:
    """Whose turn it is after a reply: a side that was waited for passes the turn on, another changes nothing.

    `asked` is the turn of whoever the discussion needs an answer from and who has not answered yet:
    while a certain member is asked, a colleague's reply does not let the team off.
    """
    if asked is not Turn.NOBODY and side_turn(side) is asked:
        return asked
    if turn is Turn.NOBODY:
        return Turn.NOBODY
    return other_turn(side) if side_turn(side) is turn else turn


def find_quote(text: str, quote: str, before: str = "", after: str = "") -> tuple[int, int] | None:
    """Where the quoted words stand in `text` today, or None when they do not.

    Space and line ends do not count. Of several places the one whose surroundings fit best is meant,
    and among equals the first; words that moved are found where they are.
    """
    letters, places = _packed(text)
    wanted, _ = _packed(quote)
    if not wanted:
        return None
    left, right = _packed(before)[0], _packed(after)[0]
    best: tuple[float, int] | None = None
    start = letters.find(wanted)
    while start >= 0:
        end = start + len(wanted)
        fit = _fit(letters[max(0, start - len(left)) : start], left, at_end=True)
        fit += _fit(letters[end : end + len(right)], right, at_end=False)
        if best is None or fit > best[0]:
            best = (fit, start)
        start = letters.find(wanted, start + 1)
    if best is None:
        return None
    return places[best[1]], places[best[1] + len(wanted) - 1] + 1


def _packed(text: str) -> tuple[str, list[int]]:
    """`text` without any space, and where each letter stood."""
    places = [at for at, letter in enumerate(text) if not letter.isspace()]
    return "".join(text[at] for at in places), places


def _fit(found: str, kept: str, *, at_end: bool) -> float:
    """How well what stands around fits what stood there: words next to the quote count most."""
    if not kept:
        return 0.0
    pairs = zip(reversed(found), reversed(kept), strict=False) if at_end else zip(found, kept, strict=False)
    near = 0
    for one, other in pairs:
        if one != other:
            break
        near += 1
    return near / len(kept) + SequenceMatcher(a=found, b=kept, autojunk=False).ratio()


def around(text: str, place: tuple[int, int]) -> tuple[str, str]:
    """What stands before and after the words at `place`, to be kept with them."""
    start, end = place
    return text[max(0, start - AROUND) : start], text[end : end + AROUND]


def with_wording(text: str, *, quote: str, before: str, after: str, on_text: str, proposed: str) -> str:
    """`text` with the suggested wording in it, or a refusal when the words meant are no longer there.

    Without quoted words the suggestion was about the whole text, and replaces only that very text.
    """
    if not quote:
        if _packed(text)[0] != _packed(on_text)[0]:
            raise Refusal(TEXT_MOVED_ON, status=409)
        return proposed
    place = find_quote(text, quote, before, after)
    if place is None:
        raise Refusal(TEXT_MOVED_ON, status=409)
    return text[: place[0]] + proposed + text[place[1] :]


class TooFast(Refusal):
    """Somebody, or a script, talks faster than people can: `wait` seconds are left."""

    def __init__(self, wait: int) -> None:
        super().__init__(TOO_FAST, field="text", status=429, minutes=-(-wait // 60))
        self.wait = wait


def check_pace(moments: Sequence[datetime], now: datetime) -> None:
    """Refuse one more comment when the last ones (their `moments`) came too fast."""
    wait = 0
    for span, most in ((SOON, SOON_MOST), (LATER, LATER_MOST)):
        recent = sorted(moment for moment in moments if now - moment < span)
        if len(recent) >= most:
            free = recent[len(recent) - most] + span
            wait = max(wait, int((free - now).total_seconds()) + 1)
    if wait:
        raise TooFast(wait)
