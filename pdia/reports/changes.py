"""What changed when, from a cycle's revisions: in full, and as a short annex with one line a sitting.

Only kinds of rows among the targets are told: what is the team's alone (the offices that back or block
a step, members' private answers) is no target and never comes here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from zoneinfo import ZoneInfo

from pdia.cycles.models import Cycle
from pdia.cycles.rules import STAGE_WORDS, Stage
from pdia.cycles.targets import find_target
from pdia.directory.queries import list_departments
from pdia.history.diff import Piece
from pdia.history.models import Revision
from pdia.history.queries import list_of_cycle
from pdia.history.rules import Deed
from pdia.insights.told import LABELS, NAMED_BY, worded
from pdia.institutes.models import Institute
from pdia.kernel.db import session
from pdia.kernel.words import N_
from pdia.reports.rules import MOST_LINES
from pdia.stages.entry_points.queries import list_entry_points
from pdia.stages.fishbone.queries import list_causes

PAGE = 500
DEED_WORDS: Mapping[str, str] = {
    Deed.ADD: N_("added"),
    Deed.STRIKE: N_("struck through"),
    Deed.UNSTRIKE: N_("put back"),
    Deed.MOVE: N_("moved"),
    Deed.RESTORE: N_("earlier version put back"),
}


@dataclass(frozen=True)
class Change:
    """One saved change. What stands now is `words` (a message id), `day`, or `pieces` against the version before."""

    row: tuple[str, int]
    at: datetime
    on: date
    name: str
    posting: str
    stage: str
    label: str
    deed: str
    about: str
    reason: str
    words: str
    day: date | None
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Entry:
    """What one person changed on one row at one go; `about` names the row where none of the changes does."""

    at: datetime
    on: date
    name: str
    posting: str
    stage: str
    about: str
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class Line:
    """One person's changes in one stage on one day: how many, and to which questions."""

    on: date
    name: str
    stage: str
    labels: tuple[str, ...]
    changes: int


@dataclass(frozen=True)
class Annex:
    """The latest lines, the newest first, and how many earlier changes are only in the full history."""

    lines: tuple[Line, ...]
    more: int


def digest_changes(cycle: Cycle) -> list[Change]:
    """Every change of the cycle that may be printed, from the beginning."""
    zone = ZoneInfo(session.get_one(Institute, cycle.institute_id).zone)
    revisions = _list_all(cycle.id)
    names = _names(cycle) if any(revision.field.endswith("_id") for revision in revisions) else {}
    rows: dict[tuple[str, int], dict[str, str]] = {}
    changes = []
    for revision in revisions:
        row = rows.setdefault((revision.kind, revision.row_id), {})
        before = row.get(revision.field, "")
        row[revision.field] = revision.value
        change = _change(revision, before, row, names, zone)
        if change is not None:
            changes.append(change)
    return changes


def _list_all(cycle_id: int) -> list[Revision]:
    """All revisions, the oldest first, read some hundreds at a time."""
    found: list[Revision] = []
    while True:
        page = list_of_cycle(cycle_id, before=found[-1].id if found else None, limit=PAGE)
        found.extend(page)
        if len(page) < PAGE:
            return found[::-1]


def _names(cycle: Cycle) -> dict[tuple[str, str], str]:
    """What a number in history stands for, by field and number."""
    departments = {str(row.id): row.name for row in list_departments(cycle.institute_id, retired=True)}
    causes = {str(row.id): row.text for row in list_causes(cycle.id)}
    points = {str(row.id): row.cause.text for row in list_entry_points(cycle.id, struck=True)}
    fields = {"department_id": departments, "lead_id": departments, "cause_id": causes, "entry_point_id": points}
    return {(field, number): name for field, names in fields.items() for number, name in names.items()}


def _change(
    revision: Revision, before: str, row: Mapping[str, str], names: Mapping[tuple[str, str], str], zone: ZoneInfo
) -> Change | None:
    target = find_target(revision.kind)
    if target is None:
        return None
    words, day, pieces = worded(target, revision.field, before, revision.value, names)
    called_by = next((name for name in NAMED_BY if row.get(name)), "")
    return Change(
        row=(revision.kind, revision.row_id),
        at=revision.at,
        on=revision.at.astimezone(zone).date(),
        name=revision.name,
        posting=revision.posting,
        stage=STAGE_WORDS[Stage(target.stage)],
        label=target.labels.get(revision.field) or LABELS.get(revision.field, ""),
        deed=DEED_WORDS.get(revision.deed, ""),
        about=row[called_by] if called_by not in ("", revision.field) else "",
        reason=revision.reason,
        words=words,
        day=day,
        pieces=pieces,
    )


def entries_of(changes: Sequence[Change]) -> list[Entry]:
    """The changes put together as they were made: those of one row, by one person, within one minute."""

    def together(change: Change) -> tuple[object, ...]:
        return change.row, change.on, change.at.replace(second=0, microsecond=0), change.name

    entries = []
    for _key, group in groupby(changes, together):
        several = tuple(group)
        first = several[0]
        about = first.about if all(one.about for one in several) else ""
        entries.append(Entry(first.at, first.on, first.name, first.posting, first.stage, about, several))
    return entries


def lines_of(changes: Sequence[Change], most: int = MOST_LINES) -> Annex:
    """One line for what one person changed in one stage on one day; at most `most`, the newest first."""
    lines: dict[tuple[date, str, str], list[Change]] = {}
    for change in changes:
        lines.setdefault((change.on, change.name, change.stage), []).append(change)
    newest = list(lines.items())[::-1]
    return Annex(
        lines=tuple(
            Line(*key, labels=tuple(dict.fromkeys(one.label for one in together if one.label)), changes=len(together))
            for key, together in newest[:most]
        ),
        more=sum(len(together) for _key, together in newest[most:]),
    )
