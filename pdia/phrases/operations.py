"""Changing an institute's phrases. Its course coordinators may; the caller commits."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from pdia.access.actor import Actor
from pdia.history.operations import Where, add_row, save_fields, strike, unstrike
from pdia.kernel import clock
from pdia.kernel.text import fold, is_blank, language_of
from pdia.kernel.words import Refusal
from pdia.phrases.models import Phrase
from pdia.phrases.queries import list_all
from pdia.phrases.rules import MOST_PHRASES, NO_TEXT, TAKEN, TAKEN_STRUCK, TOO_MANY, Sort, Source
from pdia.phrases.starting import STARTING


def _apart() -> Where:
    """A phrase belongs to the institute, to no team; each save is one of its own."""
    return Where(read_by_other=clock.now())


def add_phrase(
    institute_id: int,
    text: str,
    *,
    by: Actor,
    stage: str = "",
    sort: str = Sort.PROMPT,
    fits: str = "",
    source: Source = Source.OWN,
) -> Phrase:
    """One more phrase; the same words twice are refused."""
    _check_text(text, list_all(institute_id))
    return _added(institute_id, text, stage=stage, sort=sort, fits=fits, source=source, by=by)


def _added(institute_id: int, text: str, *, stage: str, sort: str, fits: str, source: Source, by: Actor) -> Phrase:
    phrase = Phrase(
        institute_id=institute_id,
        language=language_of(text, by.language),
        source=source,
        heads={},
        struck=False,
        struck_reason="",
    )
    add_row(phrase, {"text": text, "fits": fits, "stage": stage, "sort": sort}, by=by, where=_apart())
    return phrase


def _check_text(text: str, known: Iterable[Phrase], but: Phrase | None = None) -> None:
    if is_blank(text):
        raise Refusal(NO_TEXT, field="text")
    known = list(known)
    if but is None and len(known) >= MOST_PHRASES:
        raise Refusal(TOO_MANY, field="text", most=MOST_PHRASES)
    for other in known:
        if other is not but and fold(other.text) == fold(text):
            raise Refusal(TAKEN_STRUCK if other.struck else TAKEN, field="text")


def save_phrase(phrase: Phrase, values: Mapping[str, object], bases: Mapping[str, int], *, by: Actor) -> list[str]:
    """Change a phrase; its earlier words stay in history."""
    if "text" in values:
        _check_text(str(values["text"] or ""), list_all(phrase.institute_id), but=phrase)
    saved = save_fields(phrase, values, bases, by=by, where=_apart())
    phrase.language = language_of(phrase.text, by.language)
    return saved


def strike_phrase(phrase: Phrase, *, by: Actor) -> None:
    """Take a phrase out of what mentors are offered; twice is no error."""
    strike(phrase, "", by=by, where=_apart())


def unstrike_phrase(phrase: Phrase, *, by: Actor) -> None:
    """Offer a phrase again."""
    unstrike(phrase, by=by, where=_apart())


def begin_phrases(institute_id: int, translate: Callable[[str], str], *, by: Actor) -> int:
    """Put the method's lines into the institute's list in one language; returns how many are new.

    What is there by its words stays as it is, so that pressing twice changes nothing.
    """
    known = {fold(phrase.text) for phrase in list_all(institute_id)}
    count = 0
    for wanted in STARTING:
        text, fits = translate(wanted.text), translate(wanted.fits) if wanted.fits else ""
        if fold(text) in known or len(known) >= MOST_PHRASES:
            continue
        known.add(fold(text))
        _added(institute_id, text, stage=wanted.stage, sort=wanted.sort, fits=fits, source=Source.METHOD, by=by)
        count += 1
    return count
