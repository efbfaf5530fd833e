"""Notices as plain data: for the page, the desk and the letter. Dates are written in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from pdia.cycles.models import Cycle
from pdia.cycles.rules import STAGE_WORDS, Stage
from pdia.kernel.i18n import day, say
from pdia.kernel.sharing import bold
from pdia.kernel.words import Message
from pdia.notices.models import Notice
from pdia.notices.rules import MOST_IN_LETTER, shorten


@dataclass(frozen=True)
class Told:
    """One notice: the sentence, who, when, the words, where it belongs, and where one press leads."""

    id: int
    said: Message
    who: str
    posting: str
    at: datetime
    words: str
    team: str
    stage: str
    path: str
    new: bool


@dataclass
class Part:
    """What a letter says of one cycle of one team."""

    team: str
    cycle: str
    items: list[Told] = field(default_factory=list)


@dataclass(frozen=True)
class Letter:
    """Everything one letter says, and how many notices did not fit on it."""

    parts: list[Part]
    teams: list[str]
    count: int
    left_out: int

    @property
    def only(self) -> Told | None:
        """The one notice of a letter that has no other, or None."""
        return self.parts[0].items[0] if self.count == 1 else None


def said_of(notice: Notice) -> Message:
    """The sentence of a notice with its values as they were told."""
    return _message(notice.said, notice.values)


def _message(text: str, values: Mapping[str, Any]) -> Message:
    return Message(text, {name: _value(value) for name, value in values.items()})


def _value(value: Any) -> object:
    if isinstance(value, dict):
        return day(date.fromisoformat(value["day"])) if "day" in value else _message(value["say"], value["values"])
    return value


def told_of(notice: Notice) -> Told:
    """One notice as plain data; its team is loaded with it."""
    return Told(
        id=notice.id,
        said=said_of(notice),
        who=notice.name,
        posting=notice.posting,
        at=notice.at,
        words=notice.words,
        team=notice.team.name if notice.team else "",
        stage=STAGE_WORDS[Stage(notice.stage)] if notice.stage in set(Stage) else "",
        path=notice.path,
        new=notice.seen_at is None,
    )


def text_of(told: Told) -> str:
    """A notice as plain text to be sent on: the sentence, the words, who and where."""
    who = ", ".join(filter(None, (told.who, told.posting)))
    where = " · ".join(filter(None, (told.team, say(told.stage))))
    return "\n\n".join(filter(None, (bold(say(told.said)), told.words, "\n".join(filter(None, (who, where))))))


def letter_of(notices: Sequence[Notice], cycles: Mapping[int, Cycle]) -> Letter:
    """A letter from the notices of one person, in the order of teams and cycles."""
    parts: dict[tuple[int | None, int | None], Part] = {}
    for notice in notices[:MOST_IN_LETTER]:
        key = (notice.team_id, notice.cycle_id)
        if key not in parts:
            cycle = cycles.get(notice.cycle_id or 0)
            parts[key] = Part(notice.team.name if notice.team else "", cycle.title if cycle else "")
        parts[key].items.append(told_of(notice))
    for part in parts.values():
        part.items = [_short(item) for item in part.items]
    teams = list(dict.fromkeys(notice.team.name for notice in notices if notice.team))
    return Letter(list(parts.values()), teams, len(notices), max(0, len(notices) - MOST_IN_LETTER))


def _short(item: Told) -> Told:
    return Told(**{**vars(item), "words": shorten(item.words)})
