"""When a save conflicts, and when two saves are one revision. Standard library only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from pdia.kernel.words import N_, Refusal

ONE_SITTING = timedelta(minutes=10)
CHANGED_MEANWHILE = N_(
    "%(name)s saved this at %(time)s while you were writing. Both texts are kept: choose or join them."
)
STRANGE_BASE = N_("This page is too old to save from. Your text is kept below; open the page again to go on.")


class Deed(StrEnum):
    """What a revision did."""

    EDIT = "edit"
    ADD = "add"
    STRIKE = "strike"
    UNSTRIKE = "unstrike"
    MOVE = "move"
    RESTORE = "restore"
    STATE = "state"


@dataclass(frozen=True)
class Head:
    """The newest revision of one field: its number, and who saved it when, in which posting.

    `version` rises with every save, also with those that join a revision: it is what a form begins
    from, so that a second window of the same person never overwrites the first unseen.
    """

    number: int
    version: int
    account_id: int
    name: str
    posting: str
    at: datetime


class Outcome(StrEnum):
    """What becomes of one submitted field."""

    UNTOUCHED = "untouched"
    SAVE = "save"
    CONFLICT = "conflict"


@dataclass(frozen=True)
class Clash:
    """One field saved by somebody else since its form was opened: both texts, and whose."""

    field: str
    mine: str
    theirs: str
    head: Head


class Conflict(Refusal):
    """Raised after everything that could be saved was saved; carries what could not."""

    def __init__(self, clashes: list[Clash]) -> None:
        first = clashes[0]
        super().__init__(
            CHANGED_MEANWHILE, field=first.field, status=409, name=first.head.name, time=first.head.at.strftime("%H:%M")
        )
        self.clashes = clashes


def decide(*, submitted: str, current: str, began_from: str | None, base: int, head: int) -> Outcome:
    """Whether a submitted text is a change, and whether it may be saved.

    `base` is the version that the form was opened on and `began_from` its text (None when that
    text is not known any more); `head` is the newest. A field that its writer did not touch never
    conflicts and never overwrites what somebody else wrote in the meantime.
    """
    if submitted == current:
        return Outcome.UNTOUCHED
    if base == head:
        return Outcome.SAVE
    if began_from is not None and submitted == began_from:
        return Outcome.UNTOUCHED
    return Outcome.CONFLICT


def is_same_sitting(
    *,
    head_account: int,
    account: int,
    began: datetime,
    now: datetime,
    last_saved: datetime,
    read_by_other: datetime | None,
) -> bool:
    """Whether a save joins the newest revision instead of making the next one.

    One person's consecutive saves within ten minutes are one revision, unless another person has
    opened the cycle since the last of them: what somebody has read is never rewritten.
    """
    if head_account != account or now - began > ONE_SITTING:
        return False
    return read_by_other is None or read_by_other < last_saved


def parse_base(text: str | None) -> int:
    """The version a form says it began from; 0 for a field never saved."""
    if text is None or not text.isascii() or not text.isdigit() or len(text) > 9:
        raise Refusal(STRANGE_BASE, status=409)
    return int(text)


def heads_of(stored: Mapping[str, Mapping[str, object]]) -> dict[str, Head]:
    """The heads of a row's fields as they are stored on the row itself."""
    return {
        name: Head(
            number=int(str(kept["n"])),
            version=int(str(kept.get("v", kept["n"]))),
            account_id=int(str(kept["account"])),
            name=str(kept["name"]),
            posting=str(kept["posting"]),
            at=datetime.fromisoformat(str(kept["at"])),
        )
        for name, kept in stored.items()
    }
