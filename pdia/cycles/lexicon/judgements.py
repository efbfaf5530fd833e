"""Judgements that several stages share: from a text to yes or no. Each leans towards "no".

After the typical errors that Harvard's Building State Capability describes in its PDIA toolkit and
blog (accurate but limp wording, one patron taken as enough, activity without learning); the tests for
them are our own.
"""

from __future__ import annotations

from collections.abc import Iterable

from pdia.cycles.lexicon.figures import has_figure
from pdia.cycles.lexicon.ideas import Idea
from pdia.cycles.lexicon.reading import Reading, plain, read

SHORT, SHORT_WITH_ENDINGS = 5, 4  # fewer words than this name a theme rather than a problem
_SCRIPTS_WITH_ENDINGS = "\u0980"  # Assamese and, after it, Malayalam
SAYS_NOTHING_WITHIN = 4
EVERYONE_WITHIN = 6
ALIKE = 0.8


def says_nothing(text: str) -> bool:
    """Whether an answer is empty in substance: blank, a dash, "nil", "not applicable"."""
    reading = read(text)
    if len(reading.words) > SAYS_NOTHING_WITHIN:
        return False
    return all(reading.covers(index, Idea.NOTHING) for index in range(len(reading.words)))


def names_nobody(text: str) -> bool:
    """Whether a question about those left out is answered by nobody, or by "all are covered"."""
    reading = read(text)
    if says_nothing(text):
        return True
    return len(reading.words) <= EVERYONE_WITHIN and reading.has(Idea.EVERYONE) and not reading.has(Idea.EXCEPT)


def touches_people(reading: Reading) -> bool:
    """Whether the text says what happens to people: misses out, falls ill, dies."""
    if reading.has(Idea.GRAVE):
        return True
    return reading.has(Idea.PEOPLE) and (reading.has(Idea.HARM, Idea.SHORTFALL, Idea.VAGUE) or has_figure(reading))


def is_limp(*readings: Reading) -> bool:
    """Whether nothing that is said, in the statement or in why it matters, touches people."""
    said = [reading for reading in readings if reading.words]
    return bool(said) and not any(touches_people(reading) for reading in said)


def is_general(reading: Reading) -> bool:
    """Whether a statement would fit every block: no count, and words such as "poor" or hardly a word."""
    if not reading.words or has_figure(reading):
        return False
    if reading.has(Idea.VAGUE) or reading.has(Idea.VIEW):
        return reading.has(Idea.VAGUE)
    few = SHORT_WITH_ENDINGS if reading.words[-1] >= _SCRIPTS_WITH_ENDINGS else SHORT
    return len(reading.words) < few


def is_only_our_view(reading: Reading) -> bool:
    """Whether people are described from outside: not aware, not interested, ignorant."""
    return reading.has(Idea.VIEW)


def waits_for_one(reading: Reading) -> bool:
    """Whether a step waits for one senior office: "once the Collector issues the order"."""
    if len(_patrons(reading)) > 1:
        return False
    patron, order = reading.sentences_with(Idea.PATRON), reading.sentences_with(Idea.ORDER)
    waits = reading.sentences_with(Idea.WAIT) & (patron | order)
    return bool(waits or reading.sentences_with(Idea.ONCE) & order & patron)


def _patrons(reading: Reading) -> set[str]:
    """The senior offices named, by how they begin: the Collector and the Collector's are one.

    "Mission Director" is one office, although "Director" alone would be one too.
    """
    offices: set[str] = set()
    reached = 0
    for span in sorted(reading.spans(Idea.PATRON), key=lambda span: (span.start, -span.end)):
        if span.start >= reached:
            offices.add(reading.words[span.start][:5])
        reached = max(reached, span.end)
    return offices


def has_no_lesson(learned: str, done: str = "") -> bool:
    """Whether an answer to "what did you learn" only reports what was done, or says what is always true."""
    if says_nothing(learned):
        return True
    if done and alike(learned, done):
        return True
    reading = read(learned)
    platitudes = reading.spans(Idea.PLATITUDE)
    for insight in reading.spans(Idea.INSIGHT, Idea.BREAK):
        if not any(insight.touches(platitude) for platitude in platitudes):
            return False
    return reading.has(Idea.ACTIVITY, Idea.PLATITUDE)


def is_clinical(reading: Reading) -> bool:
    """Whether a cause lies inside the clinic: medicine, doctor, dose, and nothing of home, school or water."""
    return reading.has(Idea.CLINICAL) and not reading.has(Idea.ELSEWHERE)


def is_meeting(reading: Reading) -> bool:
    """Whether an action is a meeting, a training or a review."""
    return reading.has(Idea.MEETING)


def is_copy(reading: Reading) -> bool:
    """Whether an idea is to be taken over as it is."""
    return reading.has(Idea.COPY)


def is_health_department(name: str) -> bool:
    """Whether `name` is that of a Health department; Public Health Engineering, Water, is not."""
    reading = read(name)
    return reading.has(Idea.HEALTH) and not reading.has(Idea.NOT_HEALTH)


def families(departments: Iterable[str]) -> set[str]:
    """`departments` with all those of Health counted as one: NHM and the hospital are one voice."""
    return {"health" if is_health_department(name) else plain(name).strip() for name in departments if name}


def alike(one: str, other: str) -> bool:
    """Whether two answers are the same but for a word or two."""
    first, second = set(read(one).words), set(read(other).words)
    if not first or not second:
        return False
    return len(first & second) / len(first | second) >= ALIKE
