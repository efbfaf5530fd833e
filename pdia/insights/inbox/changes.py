"""What changed in some cycles since a moment: for each answer the text then beside the text now, by whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from sqlalchemy import and_, or_, select

from pdia.cycles.rules import STAGE_WORDS, Stage
from pdia.cycles.targets import TargetKind, find_target
from pdia.directory.models import Department
from pdia.history.diff import Piece
from pdia.history.models import Revision
from pdia.history.rules import Deed
from pdia.insights.inbox.queries import is_work_of
from pdia.insights.told import LABELS, NAMED_BY, worded
from pdia.kernel.db import session
from pdia.kernel.words import N_

PAGE = 30
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
STEP_STATE = N_("The team on this step")
_CYCLE_LABELS = {"title": N_("Name of the cycle"), "state": STATE}
_CYCLE_WORDS = {
    "ready": N_("called ready"),
    "begun": N_("open again"),
    "open": N_("goes on"),
    "paused": N_("paused"),
    "finished": N_("finished"),
}

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
    versions: int

    @property
    def has_history(self) -> bool:
        """Whether the answer has a page with several versions."""
        return self.kind != "cycle" and self.field != "struck" and bool(self.label) and self.versions > 1

    @property
    def text(self) -> str:
        """How the answer reads now, as far as it is a text."""
        return "".join(piece.text for piece in self.pieces if piece.kind != "removed")


@dataclass(frozen=True)
class ChangedRow:
    """The answers of one row that changed; `about` names the row, `by` and `at` are given when all share them."""

    stage: str
    cycle_id: int
    about: str
    answers: Sequence[Changed]

    @property
    def by(self) -> tuple[tuple[str, str], ...]:
        """Who changed all of them, or nobody when they were not the same people."""
        return self.answers[0].by if len({one.by for one in self.answers}) == 1 else ()

    @property
    def at(self) -> datetime:
        """When the last of them changed."""
        return max(one.at for one in self.answers)

    @property
    def is_new(self) -> bool:
        """Whether the row itself was added."""
        return all(one.deed == DEED_WORDS[Deed.ADD] for one in self.answers)


@dataclass(frozen=True)
class Changes:
    """One page of what changed; `pages` is how many there are, `more` that not everything was looked through."""

    rows: Sequence[ChangedRow]
    count: int
    page: int
    pages: int
    more: bool


def list_changes(cycle_since: Mapping[int, datetime | None], but: int, *, page: int = 1) -> Changes:
    """What others than `but` changed in some cycles, each since its own moment, in the order of the steps.

    Two or three statements: which answers changed, the texts of those on this page, and departments if any is named.
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
    ordered = sorted((key for key in answers if key[3] not in _NOT_TOLD), key=_place)
    pages = max(1, -(-len(ordered) // PAGE))
    page = min(max(1, page), pages)
    shown = {key: answers[key] for key in ordered[(page - 1) * PAGE : page * PAGE]}
    texts = _list_texts(shown)
    names = _list_names(shown, texts)
    rows = _by_row([_changed(key, revisions, texts, names) for key, revisions in shown.items()])
    return Changes(rows, len(ordered), page, pages, len(light) == MOST_READ)


_NOT_TOLD = ("position", "cause_id", "entry_point_id", "person_id", "rival_of_id")
"""Fields that hold the number of another row: the row they point at tells of itself."""


def _stage_of(kind: str, field: str) -> Stage | None:
    """The step a change belongs to, or None for the cycle as a whole."""
    target = find_target(kind)
    if target is not None:
        return target.stage
    _, _, step = field.partition("stage.")
    return Stage(step) if step in set(Stage) else None


def _place(key: Answer) -> tuple[int, int, str, int, str]:
    """The order in which one reads: the newest cycle, its steps, their rows, their questions."""
    cycle_id, kind, row_id, field = key
    stage = _stage_of(kind, field)
    return -cycle_id, list(Stage).index(stage) if stage else -1, kind, row_id, _rank(kind, field)


def _rank(kind: str, field: str) -> str:
    """Where an answer stands within its row: that it was struck, its own words, then in the order of the questions."""
    target = find_target(kind)
    labels = list(target.labels) if target else []
    if field == "struck":
        return ""
    return f"{labels.index(field):03}" if field in labels else f"999{field}"


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


def _list_names(
    shown: Mapping[Answer, Sequence[Any]], texts: Mapping[tuple[str, int, str], Mapping[int, str]]
) -> dict[tuple[str, str], str]:
    """The names of departments by field and number, when a change on this page names one: one statement."""
    fields = {field for _cycle, _kind, _row, field in shown if field in ("department_id", "lead_id")}
    numbers = {
        int(text) for key, known in texts.items() if key[2] in fields for text in known.values() if text.isdigit()
    }
    if not numbers:
        return {}
    rows = session.execute(select(Department.id, Department.name).where(Department.id.in_(numbers))).all()
    return {(field, str(number)): name for field in fields for number, name in rows}


def _by_row(changed: Sequence[Changed]) -> list[ChangedRow]:
    """Changes put together by the row they belong to, as they stand."""
    rows = []
    for _key, group in groupby(changed, lambda one: (one.cycle_id, one.stage, one.kind, one.row_id)):
        answers = list(group)
        about = next((one.about for one in answers if one.about), "")
        # The words by which a new row is called stand above it.
        answers = [one for one in answers if not (about and one.versions == 1 and one.text == about)]
        rows.append(ChangedRow(answers[0].stage, answers[0].cycle_id, about, answers))
    return rows


def _changed(
    key: Answer,
    revisions: Sequence[Any],
    texts: Mapping[tuple[str, int, str], Mapping[int, str]],
    names: Mapping[tuple[str, str], str],
) -> Changed:
    cycle_id, kind, row_id, field = key
    target = find_target(kind)
    first, last = revisions[-1], revisions[0]
    known = texts.get((kind, row_id, field), {})
    before, now = known.get(first.number - 1, ""), known.get(last.number, "")
    words, day, pieces = worded(target, field, before, now, names)
    if target is None:
        words, pieces = (_CYCLE_WORDS[now], ()) if now in _CYCLE_WORDS else (words, pieces)
    stage = _stage_of(kind, field)
    return Changed(
        cycle_id=cycle_id,
        kind=kind,
        row_id=row_id,
        field=field,
        stage=STAGE_WORDS[stage] if stage else "",
        label=_label(target, field),
        about=_called(kind, row_id, field, texts),
        deed=DEED_WORDS.get(first.deed if first.deed == Deed.ADD else last.deed, ""),
        reason=str(last.reason) if last.deed in (Deed.STRIKE, Deed.STATE) else "",
        words=words,
        day=day,
        pieces=tuple(_shortened(pieces)),
        by=tuple(dict.fromkeys((str(one.name), str(one.posting)) for one in revisions)),
        at=last.at,
        versions=last.number,
    )


def _label(target: TargetKind | None, field: str) -> str:
    if target is None:
        return _CYCLE_LABELS.get(field, STEP_STATE)
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
