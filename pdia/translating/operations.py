"""Attaching a working translation, writing on at it, striking it. Members, mentors and course coordinators may."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from pdia.access.actor import Actor
from pdia.cycles import targets
from pdia.cycles.models import Cycle
from pdia.cycles.operations import begin_work
from pdia.cycles.rules import Stage
from pdia.history.models import Revised
from pdia.history.operations import add_row, save_fields, strike, unstrike
from pdia.kernel import clock
from pdia.kernel.i18n import LANGUAGES
from pdia.kernel.words import Refusal
from pdia.translating.models import WorkingTranslation
from pdia.translating.queries import count_translations, find_translation
from pdia.translating.rules import (
    MOST_TRANSLATIONS,
    NO_LANGUAGE,
    NOTHING_THERE,
    STRUCK,
    TOO_MANY,
    check_text,
    is_older,
    parse_place,
)
from pdia.translating.wording import TRANSLATION

Find = Callable[[Cycle, int, str], "Original | None"]
_MORE: dict[str, Find] = {}


def can_be_translated(kind: str, find: Find) -> None:
    """Enter a kind of text that is no target of a stage (a comment); the slice above that has it does so once."""
    _MORE[kind] = find


@dataclass(frozen=True)
class Original:
    """One text that can be translated, as it stands now; `page` is where it stands, when that is no stage's page."""

    kind: str
    row_id: int
    field: str
    stage: Stage | None
    label: str
    text: str
    version: int
    page: str = ""

    @property
    def place(self) -> str:
        """Its place, as pages name it."""
        return f"{self.kind}:{self.row_id}:{self.field}"


def find_original(cycle: Cycle, place: str) -> Original | None:
    """What stands at a place of this cycle, or None when there are no words."""
    parts = parse_place(place)
    if parts and parts[0] in _MORE:
        return _MORE[parts[0]](cycle, parts[1], parts[2])
    target = targets.find_target(parts[0]) if parts else None
    if parts is None or target is None or target.kind == WorkingTranslation.kind:
        return None
    kind, row_id, field = parts
    row = target.load(cycle, row_id) if field in target.labels else None
    text = getattr(row, field, None) if isinstance(row, Revised) else None
    if row is None or not isinstance(text, str) or not text.strip():
        return None
    return Original(kind, row_id, field, target.stage, target.labels[field], text, row.base(field))


def add_translation(
    cycle: Cycle, original: Original | None, language: str | None, text: object, *, by: Actor
) -> WorkingTranslation:
    """Put a translation beside a text as it stands now."""
    where = begin_work(cycle, by)
    if original is None:
        raise Refusal(NOTHING_THERE)
    if language not in LANGUAGES:
        raise Refusal(NO_LANGUAGE, field="language")
    check_text(text)
    if count_translations(cycle.id) >= MOST_TRANSLATIONS:
        raise Refusal(TOO_MANY, most=MOST_TRANSLATIONS)
    row = WorkingTranslation(
        institute_id=cycle.institute_id,
        cycle_id=cycle.id,
        stage=original.stage.value if original.stage else "",
        of_kind=original.kind,
        row_id=original.row_id,
        field=original.field,
        version=original.version,
        label=original.label,
        original=original.text,
        language=language,
        account_id=by.account_id,
        name=by.name,
        posting=by.posting_in(cycle.team_id),
        at=clock.now(),
        heads={},
    )
    add_row(row, {"text": text}, by=by, where=where)
    return row


def save_translation(
    cycle: Cycle,
    row: WorkingTranslation,
    original: Original | None,
    values: Mapping[str, Any],
    bases: Mapping[str, int],
    *,
    by: Actor,
) -> list[str]:
    """Write on at a translation; whoever changes its words brings it up to the original as it stands now."""
    where = begin_work(cycle, by)
    if row.struck:
        raise Refusal(STRUCK, status=409)
    if "text" in values:
        check_text(values["text"])
    if values.get("language", row.language) not in LANGUAGES:
        raise Refusal(NO_LANGUAGE, field="language")
    saved = save_fields(row, values, bases, by=by, where=where)
    if "text" in saved:
        _bring_up(row, original)
    return saved


def confirm_translation(cycle: Cycle, row: WorkingTranslation, original: Original | None, *, by: Actor) -> None:
    """Say that a translation still fits its original, which was written on since."""
    begin_work(cycle, by)
    _bring_up(row, original)


def _bring_up(row: WorkingTranslation, original: Original | None) -> None:
    if original is not None and is_older(row.version, original.version):
        row.version, row.original = original.version, original.text


def strike_translation(cycle: Cycle, row: WorkingTranslation, reason: str, *, by: Actor) -> None:
    """Strike a translation through; it is shown and printed no more and stays in the history."""
    strike(row, reason, by=by, where=begin_work(cycle, by))


def unstrike_translation(cycle: Cycle, row: WorkingTranslation, *, by: Actor) -> None:
    """Put a struck translation back."""
    unstrike(row, by=by, where=begin_work(cycle, by))


targets.register(
    targets.TargetKind(
        kind=WorkingTranslation.kind,
        load=lambda cycle, row_id: find_translation(cycle.id, row_id),
        labels={name: question.label for name, question in TRANSLATION.items() if name != "reason"},
        page=lambda row: ("translating.edit", {"translation_id": row.id}),
        stage=Stage.PROBLEM,
    )
)
