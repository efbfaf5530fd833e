"""Limits, states of a round and of its actions, and who may read which line. Standard library only.

A round is a time-boxed push that ends in a set check-in (Harvard BSC); fourteen days are our default, and
seven to twenty-eight only advice. Nothing here grades: a step that did not work, with a lesson, is complete.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta
from enum import StrEnum

from pdia.kernel.words import N_, Refusal

VOICE_FIELDS = ("done", "result", "learned", "struggling", "next_step")
"""The five questions, of a member's check-in and of the team's note alike."""

SHORT_FIELDS = ("learned", "next_step")
"""What is asked when there is hardly any time."""

CHECK_IN_LIMIT = 1000
LOG_LIMITS = {
    "done": 2000,
    "result": 2000,
    "learned": 2000,
    "struggling": 2000,
    "next_step": 2000,
    "new_people": 300,
    "benefited": 600,
    "not_benefited": 600,
    "changed_problem": 600,
}
FIRST_STEP_LIMIT = 600
RESULT_LIMIT = 600
DEFAULT_DAYS = 14
MOST_DAYS = 366

NO_FIRST_STEP = N_("Write one small step, for example: visit two schools and count the tablets.")
NO_DAYS = N_("Write a number of days, for example 14.")
ENDS_TOO_EARLY = N_("The last day must come after the first one, %(day)s.")
NOTHING_WRITTEN = N_("Write at least one line before you finish; a few words are enough.")
WRITTEN_ALONE = N_(
    "%(name)s has already written alone. Nobody else can read or change that before the check-ins are opened."
)
NOT_OPENED = N_("The check-ins are not open yet. The note can be begun from them once they are.")


class IterationState(StrEnum):
    """Whether a round runs. A closed one stays readable, and its note can still be completed."""

    OPEN = "open"
    CLOSED = "closed"


class ReportStatus(StrEnum):
    """What became of an action in a round; each is a good answer."""

    DONE = "done"
    CHANGED = "changed"
    DROPPED = "dropped"
    CARRIED = "carried"


STATUS_WORDS = {
    ReportStatus.DONE: N_("Done"),
    ReportStatus.CHANGED: N_("Changed"),
    ReportStatus.DROPPED: N_("Dropped"),
    ReportStatus.CARRIED: N_("Goes on"),
}

STATUS_TONES = {
    ReportStatus.DONE: "good",
    ReportStatus.CHANGED: "now",
    ReportStatus.DROPPED: "",
    ReportStatus.CARRIED: "wait",
}


class RoomChange(StrEnum):
    """Whether the room to act looks different after a round."""

    UNCHANGED = "unchanged"
    RATED = "re-rated"


ITERATION_WORDS = {"open": N_("open"), "closed": N_("closed")}
ROOM_WORDS = {
    RoomChange.UNCHANGED: N_("As before"),
    RoomChange.RATED: N_("Different: we rate it again"),
}


def action_state_after(status: str) -> str:
    """The state of an action in the plan that follows from its report; without one, and carried, it is open."""
    return "open" if status in ("", ReportStatus.CARRIED) else status


def end_of(starts_on: date, days: int | None) -> date:
    """The last day of a round of `days` days."""
    days = DEFAULT_DAYS if days is None else days
    if not 1 <= days <= MOST_DAYS:
        raise Refusal(NO_DAYS, field="days")
    return starts_on + timedelta(days=days)


def check_dates(starts_on: date, ends_on: date | None) -> None:
    """Refuse a round that ends on or before its first day, or on no day; any other length is the team's."""
    if ends_on is None or ends_on <= starts_on:
        raise Refusal(ENDS_TOO_EARLY, field="ends_on", day=starts_on.strftime("%d/%m/%Y"))


def may_read_line(field: str, mentor_only: Collection[str], *, is_writer: bool, is_mentor: bool) -> bool:
    """Whether a reader sees one line of an opened check-in: a line for the mentor is the writer's and the mentor's."""
    return field not in mentor_only or is_writer or is_mentor


def may_write_for(written_by: Collection[int], account_id: int, *, is_own: bool) -> bool:
    """Whether one may see and write a check-in before the reveal.

    The own one always, whoever typed it. That of another member only when all of it was typed by
    oneself: what somebody wrote alone is theirs.
    """
    return is_own or set(written_by) <= {account_id}


def has_words(texts: Iterable[object]) -> bool:
    """Whether anything is written in any of `texts`."""
    return any(str(text or "").strip() for text in texts)


def join_answers(answers: Sequence[tuple[str, str]], limit: int) -> tuple[str, list[str]]:
    """Several people's answers as one text, each with who said it, and whose did not fit.

    Answers stay whole; the same words of several people stand once with all their names.
    """
    by_text: dict[str, list[str]] = {}
    for who, text in answers:
        if text.strip():
            by_text.setdefault(text.strip(), []).append(who)
    joined, left_out = "", []
    for text, people in by_text.items():
        longer = f"{joined}\n{', '.join(people)}: {text}".strip()
        if len(longer) > limit:
            left_out += people
        else:
            joined = longer
    return joined, left_out


def next_speaker(order: Sequence[int], spoken: Collection[int], after: int | None = None) -> int | None:
    """Whose turn it is in a room: the next in order after `after` who has not spoken, or None when all have."""
    start = order.index(after) + 1 if after in order else 0
    return next((one for one in [*order[start:], *order[:start]] if one not in spoken), None)
