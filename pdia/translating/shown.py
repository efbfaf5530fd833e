"""The translations of one page, loaded once and shown wherever their originals stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import g, has_request_context

from pdia.access.guard import actor
from pdia.access.policy import Right, may
from pdia.cycles.models import Cycle
from pdia.cycles.page import furnish
from pdia.cycles.rules import CycleState, Stage
from pdia.kernel.i18n import LANGUAGES
from pdia.translating.models import WorkingTranslation
from pdia.translating.queries import list_of_stage
from pdia.translating.rules import is_older


@dataclass(frozen=True)
class Shown:
    """One translation beside its original. `cycle_id` is None for who may not open the pages of the cycle."""

    id: int
    cycle_id: int | None
    language: str
    language_name: str
    text: str
    name: str
    posting: str
    at: datetime
    version: int

    def is_older_than(self, version: int | None) -> bool:
        """Whether the original was written on since."""
        return version is not None and is_older(self.version, version)


def note_translations(cycle: Cycle, rows: Iterable[WorkingTranslation]) -> None:
    """Remember for this page what `translations_on` shows. Pages that are no stage page call it themselves."""
    by_place: dict[str, list[Shown]] = defaultdict(list)
    cycle_id = cycle.id if may(actor(), Right.CYCLE_READ, cycle.scope) else None
    for row in rows:
        by_place[row.place].append(
            Shown(
                id=row.id,
                cycle_id=cycle_id,
                language=row.language,
                language_name=LANGUAGES.get(row.language, row.language),
                text=row.text,
                name=row.name,
                posting=row.posting,
                at=row.at,
                version=row.version,
            )
        )
    g.translations = by_place
    is_open = cycle.state == CycleState.OPEN
    g.translates = cycle.id if is_open and may(actor(), Right.CYCLE_TALK, cycle.scope) else None


def translations_on(place: str | None) -> Sequence[Shown]:
    """The translations at a place of this page; for templates."""
    found: Mapping[str, Sequence[Shown]] = g.get("translations", {}) if has_request_context() else {}
    return found.get(place or "", ())


def translates() -> int | None:
    """The cycle whose texts this reader may translate on this page, or None; for templates."""
    found: int | None = g.get("translates") if has_request_context() else None
    return found


@furnish
def _of_stage(cycle: Cycle, stage: Stage) -> Mapping[str, object]:
    note_translations(cycle, list_of_stage(cycle.id, stage))
    return {}
