"""Shape checks of a phrase; limits come from the rules, words from the wording."""

from __future__ import annotations

from pdia.kernel.fields import Choice, Line, PartForm, Prose
from pdia.phrases.rules import FITS_LIMIT, SORT_WORDS, TEXT_LIMIT
from pdia.phrases.wording import ANY_STAGE, PHRASE


class PhraseForm(PartForm):
    """A phrase, when it helps, and for which step."""

    text = Prose(PHRASE["text"], TEXT_LIMIT, needed=True)
    fits = Line(PHRASE["fits"], FITS_LIMIT)
    stage = Choice(PHRASE["stage"])
    sort = Choice(PHRASE["sort"], [(sort.value, words) for sort, words in SORT_WORDS.items()])

    def offer(self, stages: list[tuple[str, str]], any_stage: str = ANY_STAGE) -> PhraseForm:
        """Fill in the steps, whose names come from above."""
        self.stage.offer([("", any_stage), *stages])
        return self
