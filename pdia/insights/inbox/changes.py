"""What changed in some cycles since a moment: for each answer the text then beside the text now, by whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import and_, or_, select

from pdia.cycles.rules import STAGE_WORDS, Stage
from pdia.cycles.targets import TargetKind, find_target
from pdia.history.diff import Piece
from pdia.history.models import Revision
from pdia.history.rules import Deed
from pdia.insights.inbox.queries import is_work_of
from pdia.insights.told import LABELS, NAMED_BY, worded
from pdia.kernel.db import session
from pdia.kernel.words import N_

PAGE = 20
MOST_READ = 3000
"""Changes looked through for one page; who was away for longer finds the rest in the history."""
LONG = 240
"""Characters of unchanged text, beyond which only its ends are shown."""

DEED_WORDS: Mapping[str, str] = {
    Deed.ADD: N_("added"),
    Deed.STRIKE: N_("struck through"),
    Deed.UNSTRIKE: N_("put back"),
    Deed.MOVE: N_("moved"),
}
STATE = N_("State")
TITLE = N_("Name of the cycle")
_CYCLE_LABELS = {"title": TITLE, "state": STATE}

Answer = tuple[int, str, int, str]
"""One field of one row in one cycle: what is told as one change."""


@dataclass(frozen=True)
class Changed:
    """One answer that changed: where it stands, how it reads now against then, who wrote and when last."""

    cycle_id: int
    kind: str
    row_id: int
    field: str
    stage: str
    label: str
    about: str
    deed: str
    reason: str
    words: str
    day: date | None
    pieces: tuple[Piece, ...]
    by: tuple[tuple[str, str], ...]
    at: datetime

    @property
    def has_history(self) -> bool:
        """Whether the answer has a page with all its versions."""
        return self.kind != "cycle"


@dataclass(frozen=True)
class Changes:
    """One page of what changed; `pages` is how many there are, `more` that not everything was looked through."""

    rows: Sequence[Changed]
    count: int
    page: int
    pages: int
    more: bool


def list_changes(cycle_since: Mapping[int, datetime | None], but: int, *, page: int = 1) -> Changes:
    """What others than `but` changed in some cycles, each since its own moment, in the order of the steps.

    Two statements: which answers changed, and the texts of those on this page.
    """
    if not cycle_since:
        return Changes((), 0, 1, 1, False)
    light = session.execute(
        select(
            Revision.id,
            Revision.cycle_id,
            Revision.kind,
            Revision.row_id,
            Revision.field,
            Revision.number,
            Revision.deed,
            Revision.reason,
            Revision.name,
            Revision.posting,
            Revision.at,
        )
        .where(is_work_of(cycle_since, but))
        .order_by(Revision.id.desc())
        .limit(MOST_READ)
    ).all()
    answers: dict[Answer, list[Any]] = {}
    for row in light:
        answers.setdefault((row.cycle_id, row.kind, row.row_id, row.field), []).append(row)
    ordered = sorted((key for key in answers if key[3] != "position"), key=_place)
    pages = max(1, -(-len(ordered) // PAGE))
    page = min(max(1, page), pages)
    shown = {key: answers[key] for key in ordered[(page - 1) * PAGE : page * PAGE]}
    texts = _list_texts(shown)
    rows = [_changed(key, revisions, texts) for key, revisions in shown.items()]
    return Changes(rows, len(ordered), page, pages, len(light) == MOST_READ)


def _place(key: Answer) -> tuple[int, int, str, int, str]:
    """The order in which one reads: the newest cycle, its steps, their rows, their questions."""
    cycle_id, kind, row_id, field = key
    target = find_target(kind)
    stage = list(Stage).index(target.stage) if target else -1
    return -cycle_id, stage, kind, row_id, "" if field == "struck" else field


def _list_texts(
    shown: Mapping[Answer, Sequence[Any]],
) -> dict[tuple[str, int, str], dict[int, str]]:
    """The texts of answers before and now, and the texts by which their rows are called: one statement."""
    if not shown:
        return {}
    wanted = [
        and_(
            Revision.kind == kind,
            Revision.row_id == row_id,
            Revision.field == field,
            Revision.number.in_({min(one.number for one in rows) - 1, max(one.number for one in rows)}),
        )
        for (_cycle, kind, row_id, field), rows in shown.items()
    ]
    wanted += [
        and_(Revision.kind == kind, Revision.row_id == row_id, Revision.field.in_(NAMED_BY))
        for kind, row_id in sorted({(key[1], key[2]) for key in shown})
    ]
    found: dict[tuple[str, int, str], dict[int, str]] = {}
    query = select(Revision.kind, Revision.row_id, Revision.field, Revision.number, Revision.value).where(or_(*wanted))
    for kind, row_id, field, number, value in session.execute(query):
        found.setdefault((kind, row_id, field), {})[number] = value
    return found


def _changed(
    key: Answer,
    revisions: Sequence[Any],
    texts: Mapping[tuple[str, int, str], Mapping[int, str]],
) -> Changed:
    cycle_id, kind, row_id, field = key
    target = find_target(kind)
    first, last = revisions[-1], revisions[0]
    known = texts.get((kind, row_id, field), {})
    before, now = known.get(first.number - 1, ""), known.get(last.number, "")
    words, day, pieces = worded(target, field, before, now, {})
    return Changed(
        cycle_id=cycle_id,
        kind=kind,
        row_id=row_id,
        field=field,
        stage=STAGE_WORDS[target.stage] if target else "",
        label=_label(target, field),
        about=_called(kind, row_id, field, texts),
        deed=DEED_WORDS.get(first.deed if first.deed == Deed.ADD else last.deed, ""),
        reason=str(last.reason) if last.deed == Deed.STRIKE else "",
        words=words,
        day=day,
        pieces=tuple(_shortened(pieces)),
        by=tuple(dict.fromkeys((str(one.name), str(one.posting)) for one in revisions)),
        at=last.at,
    )


def _label(target: TargetKind | None, field: str) -> str:
    if target is None:
        return _CYCLE_LABELS.get(field, STATE)
    return target.labels.get(field) or LABELS.get(field, "")


def _called(kind: str, row_id: int, field: str, texts: Mapping[tuple[str, int, str], Mapping[int, str]]) -> str:
    """What the row says of itself, unless that is the very answer that changed."""
    for name in NAMED_BY:
        known = texts.get((kind, row_id, name))
        if known and (words := known[max(known)]):
            return "" if name == field else words
    return ""


def _shortened(pieces: Sequence[Piece]) -> list[Piece]:
    """Long stretches that stayed as they were, as their two ends."""
    short = []
    for piece in pieces:
        if piece.kind == "same" and len(piece.text) > LONG:
            half = LONG // 2
            piece = Piece("same", f"{piece.text[:half]} … {piece.text[-half:]}")
        short.append(piece)
    return short
