"""Working translations as plain data, for the portfolio."""

from __future__ import annotations

from dataclasses import dataclass

from pdia.cycles.models import Cycle
from pdia.kernel.i18n import LANGUAGES
from pdia.translating.queries import list_of_cycle


@dataclass(frozen=True)
class TranslationDigest:
    """One original and its translation, as they may be printed side by side."""

    stage: str
    label: str
    original: str
    text: str
    language: str
    language_name: str
    name: str
    posting: str


def digest_translations(cycle: Cycle) -> tuple[TranslationDigest, ...]:
    """The standing translations of what belongs to a stage; what was said in discussions is not printed."""
    return tuple(
        TranslationDigest(
            stage=row.stage,
            label=row.label,
            original=row.original,
            text=row.text,
            language=row.language,
            language_name=LANGUAGES.get(row.language, row.language),
            name=row.name,
            posting=row.posting,
        )
        for row in list_of_cycle(cycle.id)
        if row.stage
    )
