"""How values of history read: choices as words, days as days, texts as what was added and taken out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from pdia.cycles.targets import TargetKind
from pdia.history.diff import Piece, differences
from pdia.kernel.words import N_

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


def worded(
    target: TargetKind | None, field: str, before: str, value: str, names: Mapping[tuple[str, str], str]
) -> tuple[str, date | None, tuple[Piece, ...]]:
    """The new value as a message id, a day, or pieces of text; nothing for a number without a name."""
    if target and (chosen := target.chosen(field, value)):
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
