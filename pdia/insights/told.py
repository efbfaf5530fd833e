"""How values of history read: choices as words, days as days, texts as what was added and taken out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from pdia.history.diff import Piece, differences
from pdia.kernel.words import N_
from pdia.stages.entry_points.wording import SIZES as ROOM_SIZES
from pdia.stages.fishbone.rules import HOW_KNOWN_WORDS
from pdia.stages.ideas.wording import KEPT
from pdia.stages.ideas.wording import KINDS as IDEA_KINDS
from pdia.stages.ideas.wording import SIZES as IDEA_SIZES
from pdia.stages.iterations.rules import ROOM_WORDS, STATUS_WORDS
from pdia.stages.plan.rules import STATE_WORDS
from pdia.stages.problem.rules import KIND_WORDS as EVIDENCE_KINDS
from pdia.stages.reflection.rules import OUTCOME_WORDS

NAMED_BY = ("text", "what", "measure", "words", "source", "first_step", "reason_now")
"""The fields by which a row is called when another of its fields changed; the first that is filled."""

LABELS = {
    "state": N_("State"),
    "struck": N_("Struck through"),
    "place": N_("Where it belongs"),
    "how": N_("What kind it is"),
    "department_id": N_("Whose department keeps it?"),
    "person_id": N_("Who takes it?"),
    "rival_of_id": N_("Is this another source for a figure above?"),
    "lead_id": N_("Which department leads?"),
}
"""For fields that stand in history under a column's name and not under that of a question."""

_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def _plain(*words: Mapping[Any, str]) -> dict[str, str]:
    return {str(key): text for each in words for key, text in each.items()}


_CHOICES: Mapping[str, Mapping[str, str]] = {
    "how_known": _plain(HOW_KNOWN_WORDS),
    "how": _plain(EVIDENCE_KINDS, IDEA_KINDS),
    **{name: _plain(ROOM_SIZES) for name in ("authority", "acceptance", "ability")},
    **{name: _plain(IDEA_SIZES) for name in ("sound", "doable", "acceptable")},
    "kept": {str(kept): words for kept, (words, _tone) in KEPT.items()},
    "state": _plain(STATE_WORDS, {"closed": N_("closed")}),
    "status": _plain(STATUS_WORDS),
    "room": _plain(ROOM_WORDS),
    "outcome": _plain(OUTCOME_WORDS),
    "pooled": {"yes": N_("yes")},
}


def worded(
    field: str, before: str, value: str, names: Mapping[tuple[str, str], str]
) -> tuple[str, date | None, tuple[Piece, ...]]:
    """The new value as a message id, a day, or pieces of text; nothing for a number without a name."""
    chosen = _CHOICES.get(field, {}).get(value)
    if chosen:
        return chosen, None, ()
    if _DAY.fullmatch(value):
        return "", date.fromisoformat(value), ()
    if field == "struck":
        return "", None, ()
    if field.endswith("_id"):
        before, value = (names.get((field, one), "" if one.isdigit() else one) for one in (before, value))
    return "", None, _compared(before, value)


def _compared(before: str, value: str) -> tuple[Piece, ...]:
    """The difference word by word; where little was kept, the one text and then the other."""
    pieces = differences(before, value)
    kept = sum(len(piece.text) for piece in pieces if piece.kind == "same")
    if before and value and kept * 2 < min(len(before), len(value)):
        return Piece("removed", before), Piece("same", "\n"), Piece("added", value)
    return tuple(pieces)
