"""Shape checks of a working translation."""

from __future__ import annotations

from pdia.kernel.fields import Choice, Line, PartForm, Prose
from pdia.kernel.i18n import LANGUAGES
from pdia.translating.rules import REASON_LIMIT, TEXT_LIMIT
from pdia.translating.wording import TRANSLATION


class TranslationForm(PartForm):
    """A text in another language."""

    language = Choice(TRANSLATION["language"])
    text = Prose(TRANSLATION["text"], TEXT_LIMIT, needed=True)

    def __init__(self, **kwargs: object) -> None:
        super().__init__(**kwargs)
        self.language.offer(LANGUAGES.items())


class StrikeForm(PartForm):
    """Why a translation is struck through."""

    reason = Line(TRANSLATION["reason"], REASON_LIMIT)
