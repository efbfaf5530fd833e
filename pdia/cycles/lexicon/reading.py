"""Reading a text once: its words, its clauses, and which ideas they carry, in four languages.

Every step looks at each word a fixed number of times: no pattern here can backtrack, and of an
endless text only the first pages are read.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import NamedTuple

from pdia.cycles.lexicon import assamese, english, hindi, malayalam
from pdia.cycles.lexicon.ideas import Idea

READ_AT_MOST = 4_000  # characters; the longest field holds 2,000
LONGEST_WORD = 80
FILLERS_IN_A_PHRASE = 2

# Two spellings of one sound become one. Entries and texts pass through the same mill, so which of
# the two wins does not matter.
_SAME = str.maketrans(
    {
        "\u00ad": None, "\u200b": None, "\u200c": None, "\u200d": None, "\ufeff": None,  # joiners
        "'": None, "‘": None, "’": None, "ʼ": None,
        "\u093c": None, "\u09bc": None,  # nukta: ज़रूरत, जरूरत
        "ँ": "ं", "ৰ": "র", "ৱ": "ব", "ৎ": "ত্",
        "ൺ": "ണ്", "ൻ": "ന്", "ർ": "ര്", "ൽ": "ല്", "ൾ": "ള്", "ൿ": "ക്", "ൌ": "ൗ",
    }
)  # fmt: skip
_INDIC = "\u0900-\u0963\u0971-\u097f\u0980-\u09fe\u0d00-\u0d65\u0d7a-\u0d7f"
_TOKEN = re.compile(rf"[0-9]+(?:[.,/][0-9]+)*%?|[a-zà-ɏ\u0300-\u036f{_INDIC}]+|[.!?।॥;\n]|[,:()–—]")
_SENTENCE_ENDS = frozenset(".!?।॥;\n")
_VOCABULARIES = (english.WORDS, malayalam.WORDS, hindi.WORDS, assamese.WORDS)
_ALIASES = {**english.ALIASES, **hindi.ALIASES}


class Span(NamedTuple):
    """The words from `start` up to, not with, `end`."""

    start: int
    end: int

    def touches(self, other: Span) -> bool:
        """Whether the two have a word in common."""
        return self.start < other.end and other.start < self.end


class _Pattern(NamedTuple):
    core: str
    opens: bool  # *core
    closes: bool  # core*

    def fits(self, word: str) -> bool:
        if self.opens:
            return word.endswith(self.core)
        return word.startswith(self.core) if self.closes else word == self.core


class _Entry(NamedTuple):
    idea: Idea
    rest: tuple[_Pattern, ...]
    refuses: bool


@dataclass(frozen=True)
class Reading:
    """A text as the coach reads it: plain words, the clause each stands in, and the ideas found."""

    words: tuple[str, ...] = ()
    glued: tuple[bool, ...] = ()  # written on to the word before it: NFHS5, 12th
    sentences: tuple[int, ...] = ()
    clauses: tuple[int, ...] = ()
    found: dict[Idea, tuple[Span, ...]] = field(default_factory=dict)

    def spans(self, *ideas: Idea) -> list[Span]:
        """Where any of `ideas` stands, in the order of the text."""
        return sorted(span for idea in ideas for span in self.found.get(idea, ()))

    def has(self, *ideas: Idea) -> bool:
        """Whether any of `ideas` stands anywhere."""
        return any(idea in self.found for idea in ideas)

    def covers(self, index: int, idea: Idea) -> bool:
        """Whether the word at `index` is part of `idea`."""
        return index in self._parts.get(idea, ())

    def sentences_with(self, *ideas: Idea) -> set[int]:
        """The sentences in which any of `ideas` stands."""
        return {self.sentences[span.start] for span in self.spans(*ideas)}

    @cached_property
    def _parts(self) -> dict[Idea, set[int]]:
        return {idea: {at for span in spans for at in range(*span)} for idea, spans in self.found.items()}


def plain(text: str) -> str:
    """`text` with case, joiners, digits and rival spellings made one. For comparing, never for showing."""
    text = unicodedata.normalize("NFC", text[:READ_AT_MOST]).casefold().translate(_SAME)
    text = text.replace("\u0d4d\u0d4d", "\u0d4d")  # ൻ്റ and ന്റ
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(letter)) if letter.isdecimal() else letter for letter in text)


def is_malayalam(word: str) -> bool:
    """Whether `word` is written in Malayalam letters."""
    return "\u0d00" <= word[:1] <= "\u0d7f"


def read(text: str) -> Reading:
    """Read `text`; never raises, whatever was typed."""
    words: list[str] = []
    glued: list[bool] = []
    sentences: list[int] = []
    commas: set[int] = set()
    sentence = 0
    before = -1
    for token in _TOKEN.finditer(plain(text)):
        piece = token[0]
        if piece in _SENTENCE_ENDS:
            sentence += 1
        elif len(piece) == 1 and piece in ",:()–—":
            commas.add(len(words))
        else:
            words.append(_ALIASES.get(piece, piece)[:LONGEST_WORD])
            glued.append(token.start() == before)
            sentences.append(sentence)
            before = token.end()
    found = _find(words, sentences)
    opens = commas | {span.start for span in found.get(Idea.BREAK, ())}
    opens |= {span.end for span in found.get(Idea.CLOSE, ())}
    clauses = _clauses(sentences, opens)
    return Reading(tuple(words), tuple(glued), tuple(sentences), tuple(clauses), found)


def _clauses(sentences: Sequence[int], opens: set[int]) -> Iterator[int]:
    """The number of the clause of each word: sentences, cut at commas and at words like "because"."""
    clause, before = 0, 0
    for index, sentence in enumerate(sentences):
        if sentence != before or index in opens:
            clause += 1
        before = sentence
        yield clause


def _find(words: Sequence[str], sentences: Sequence[int]) -> dict[Idea, tuple[Span, ...]]:
    meant: dict[Idea, list[Span]] = {}
    refused: dict[Idea, set[int]] = {}
    fillers = [any(e.idea is Idea.FILLER and not e.rest for e in _entries(word)) for word in words]
    for start, word in enumerate(words):
        for entry in _entries(word):
            end = _end_of(entry.rest, start + 1, words, sentences, fillers)
            if end is None:
                continue
            if entry.refuses:
                refused.setdefault(entry.idea, set()).update(range(start, end))
            else:
                meant.setdefault(entry.idea, []).append(Span(start, end))
    found = {
        idea: tuple(span for span in spans if span.start not in refused.get(idea, ())) for idea, spans in meant.items()
    }
    return {idea: spans for idea, spans in found.items() if spans}


def _end_of(
    rest: tuple[_Pattern, ...],
    index: int,
    words: Sequence[str],
    sentences: Sequence[int],
    fillers: Sequence[bool],
) -> int | None:
    """Where a phrase that goes on with `rest` ends, or None if it does not go on so."""
    for pattern in rest:
        skipped = 0
        while True:
            if index >= len(words) or sentences[index] != sentences[index - 1]:
                return None
            if pattern.fits(words[index]):
                break
            if not fillers[index] or skipped == FILLERS_IN_A_PHRASE:
                return None
            skipped += 1
            index += 1
        index += 1
    return index


def _pattern(word: str) -> _Pattern:
    core = plain(word.strip("*"))
    return _Pattern(core, word.startswith("*"), word.endswith("*"))


def _index() -> tuple[dict[str, list[_Entry]], dict[str, list[_Entry]], dict[str, list[_Entry]]]:
    """Every entry of every language under its first word: whole words, beginnings, endings."""
    whole: dict[str, list[_Entry]] = {}
    beginnings: dict[str, list[_Entry]] = {}
    endings: dict[str, list[_Entry]] = {}
    for vocabulary in _VOCABULARIES:
        for idea, text in vocabulary.items():
            for written in filter(None, (part.strip() for part in text.split(","))):
                first, *rest = (_pattern(word) for word in written.removeprefix("!").split())
                entry = _Entry(idea, tuple(rest), written.startswith("!"))
                place = endings if first.opens else beginnings if first.closes else whole
                place.setdefault(first.core, []).append(entry)
    return whole, beginnings, endings


_WHOLE, _BEGINNINGS, _ENDINGS = _index()
_BEGINNING_SIZES = sorted({len(core) for core in _BEGINNINGS})
_ENDING_SIZES = sorted({len(core) for core in _ENDINGS})


@lru_cache(maxsize=8192)  # single words only: the texts themselves are never kept
def _entries(word: str) -> tuple[_Entry, ...]:
    """The entries that may begin at `word`."""
    entries = list(_WHOLE.get(word, ()))
    for size in _BEGINNING_SIZES:
        if size > len(word):
            break
        entries += _BEGINNINGS.get(word[:size], ())
    for size in _ENDING_SIZES:
        if size > len(word):
            break
        entries += _ENDINGS.get(word[-size:], ())
    return tuple(entries)
