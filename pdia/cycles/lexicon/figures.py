"""Whether a text counts something: digits and number words that are no name, no date and no age."""

from __future__ import annotations

from collections.abc import Iterator

from pdia.cycles.lexicon.ideas import Idea
from pdia.cycles.lexicon.reading import Reading, plain

_ORDINALS = frozenset(map(plain, ("th", "st", "nd", "rd", "ാം", "ആം", "वीं", "वां", "वें", "वी", "ম", "য়", "ৰ্থ")))
_AGES_END = 25  # "under 25" may be an age; "under 60" is a share


def has_figure(reading: Reading) -> bool:
    """Whether the text counts something: digits or number words that are no name, date or age."""
    return any(True for _ in figures(reading))


def figures(reading: Reading) -> Iterator[int]:
    """Where something is counted, in digits or in words."""
    yield from (span.start for span in reading.spans(Idea.QUANTITY))
    for index, word in enumerate(reading.words):
        if word[:1].isdigit() and _counts(reading, index):
            yield index


def _counts(reading: Reading, index: int) -> bool:
    """Whether the number at `index` counts something."""
    words = reading.words
    before, after = words[index - 1] if index else "", words[index + 1] if index + 1 < len(words) else ""
    if reading.glued[index] and before.isascii() and not before[-1:].isdigit():
        return False  # NFHS5, H1N1
    if after in _ORDINALS:
        return False
    if reading.covers(index - 1, Idea.LABEL) or _near(reading, index, Idea.MONTH, 1, 1):
        return False
    if _is_year(words[index]):
        return reading.covers(index + 1, Idea.PEOPLE)
    if before and _is_year(before) and len(words[index]) == 2:
        return False  # 2024-25
    is_range = after[:1].isdigit() or before[:1].isdigit()
    if is_range and (_near(reading, index, Idea.AGE, 2, 3) or _near(reading, index, Idea.YEARS, 0, 2)):
        return False
    number = words[index].rstrip("%")
    if not number.isdigit() or int(number[:6]) > _AGES_END:
        return True
    in_years = reading.covers(index + 1, Idea.YEARS) and _near(reading, index, Idea.AGE, 0, 3)
    return not (reading.covers(index - 1, Idea.AGE) or in_years)


def _is_year(word: str) -> bool:
    return len(word) == 4 and word.isdigit() and word[:2] in ("19", "20")


def _near(reading: Reading, index: int, idea: Idea, back: int, on: int) -> bool:
    return any(reading.covers(at, idea) for at in range(index - back, index + on + 1) if at != index)
