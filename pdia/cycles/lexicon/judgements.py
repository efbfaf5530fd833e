"""Judgements that several stages share: from a reading to yes or no. Each leans towards "no".

After the typical errors that Harvard's Building State Capability describes in its PDIA toolkit and
blog (a solution dressed as a problem, accurate but limp wording, one patron taken as enough); the
tests for them are our own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pdia.cycles.lexicon.ideas import Idea
from pdia.cycles.lexicon.reading import Reading, Span, plain, read

AFTER = 4  # words from a thing to the "is not there" that belongs to it
AS_SUBJECT = 10  # "training of all the workers in the block has not been held"
AFTER_IN_MALAYALAM = 3  # which says in one word what takes others two
BEFORE = 4  # words from "no" to its thing
SHORT, SHORT_WITH_ENDINGS = 5, 4  # fewer words than this name a theme rather than a problem
SAYS_NOTHING_WITHIN = 4
EVERYONE_WITHIN = 6
ALIKE = 0.8
_ORDINALS = frozenset(map(plain, ("th", "st", "nd", "rd", "ാം", "ആം", "वीं", "वां", "वें", "वी", "ম", "য়", "ৰ্থ")))
_AGES_END = 25  # "under 25" may be an age; "under 60" is a share


def is_malayalam(word: str) -> bool:
    """Whether `word` is written in Malayalam letters."""
    return "\u0d00" <= word[:1] <= "\u0d7f"


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


def has_figure(reading: Reading) -> bool:
    """Whether the text counts something: digits or number words that are no name, date or age."""
    return any(True for _ in _figures(reading))


def _figures(reading: Reading) -> Iterator[int]:
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
    return any(index - back <= span.start <= index + on and span.start != index for span in reading.spans(idea))


def touches_people(reading: Reading) -> bool:
    """Whether the text says what happens to people: misses out, falls ill, dies."""
    if reading.has(Idea.GRAVE):
        return True
    return reading.has(Idea.PEOPLE) and (reading.has(Idea.HARM, Idea.SHORTFALL, Idea.VAGUE) or has_figure(reading))


def is_answer_in_disguise(reading: Reading) -> bool:
    """Whether a "problem" is a missing solution: no training, we need an app, to strengthen monitoring.

    A thing that is missing beside what it does to people is left alone: the team has seen the
    problem already, and the thing is one of its causes.
    """
    spans = _missing_things(reading)
    for span in reading.spans(Idea.WISH):
        named = _same_sentence(reading, span, Idea.MEANS, Idea.STAFF)
        if named and not has_figure(reading):
            return True
        spans.append(span)
    spans += [s for s in reading.spans(Idea.OUGHT) if _same_sentence(reading, s, Idea.MEANS, Idea.STAFF)]
    if any(not _harm_beside(reading, span) for span in spans):
        return True
    return _is_aim(reading) and not has_figure(reading)


def _missing_things(reading: Reading) -> list[Span]:
    """Where a thing or a post stands beside the word for its absence, as one span each."""
    things, posts = reading.spans(Idea.MEANS), reading.spans(Idea.STAFF)
    spans = reading.spans(Idea.ANSWER)
    spans += _after(reading, things, reading.spans(Idea.GONE, Idea.NOT_DONE))
    spans += _after(reading, posts, reading.spans(Idea.GONE))
    spans += [post for post in posts if post in reading.spans(Idea.NOT_DONE)]  # ഡോക്ടർമാരില്ല
    spans += _before(reading, things, reading.spans(Idea.LACK_OF, Idea.NONE_OF))
    spans += _before(reading, posts, reading.spans(Idea.LACK_OF))
    return spans


def _after(reading: Reading, things: Iterable[Span], absences: list[Span]) -> list[Span]:
    found = []
    for thing in things:
        reach = _reach(reading, thing)
        for absence in absences:
            if absence.start >= thing.end + reach:
                break
            if absence.start >= thing.start and reading.clauses[absence.start] == reading.clauses[thing.start]:
                found.append(Span(thing.start, max(thing.end, absence.end)))
    return found


def _reach(reading: Reading, thing: Span) -> int:
    """How many words on a thing is still waiting for its "not": longer where it opens an English clause."""
    word = reading.words[thing.start]
    if is_malayalam(word):
        return AFTER_IN_MALAYALAM
    into = thing.start - reading.clauses.index(reading.clauses[thing.start])
    opens = into <= 1 and not reading.covers(thing.start - 1, Idea.BREAK)
    return AS_SUBJECT if opens and word.isascii() else AFTER


def _before(reading: Reading, things: list[Span], absences: Iterable[Span]) -> list[Span]:
    found = []
    for absence in absences:
        for thing in things:
            if thing.start > absence.end - 1 + BEFORE:
                break
            if thing.start >= absence.end and reading.clauses[thing.start] == reading.clauses[absence.start]:
                found.append(Span(absence.start, thing.end))
    return found


def _same_sentence(reading: Reading, span: Span, *ideas: Idea) -> bool:
    sentence = reading.sentences[span.start]
    return any(reading.sentences[other.start] == sentence for other in reading.spans(*ideas))


def _harm_beside(reading: Reading, span: Span) -> bool:
    """Whether the text also says, outside `span`, what happens to people: in words, or by counting them."""
    if any(not span.touches(grave) for grave in reading.spans(Idea.GRAVE)):
        return True
    people = [other for other in reading.spans(Idea.PEOPLE) if not span.touches(other)]
    if people and any(not span.touches(harm) for harm in reading.spans(Idea.HARM)):
        return True
    return any(_counted_in(reading, other) for other in people)


def _counted_in(reading: Reading, span: Span) -> bool:
    """Whether the clause of `span` counts something."""
    clause = reading.clauses[span.start]
    return any(reading.clauses[index] == clause for index in _figures(reading))


def _is_aim(reading: Reading) -> bool:
    """Whether the first sentence is an aim: "to improve ...", or a closing verb of purpose."""
    if any(span.start == 0 for span in reading.spans(Idea.AIM_FIRST)):
        return True
    last = reading.sentences.count(0)
    return any(span.end == last for span in reading.spans(Idea.AIM_LAST))


def is_limp(*readings: Reading) -> bool:
    """Whether nothing that is said, in the statement or in why it matters, touches people."""
    said = [reading for reading in readings if reading.words]
    return bool(said) and not any(touches_people(reading) for reading in said)


def is_general(reading: Reading) -> bool:
    """Whether a statement would fit every block: no count, and words such as "poor" or hardly a word."""
    if not reading.words or has_figure(reading):
        return False
    if reading.has(Idea.VIEW):
        return reading.has(Idea.VAGUE)
    few = SHORT_WITH_ENDINGS if reading.words[-1] >= "\u0980" else SHORT
    return reading.has(Idea.VAGUE) or len(reading.words) < few


def is_only_our_view(reading: Reading) -> bool:
    """Whether people are described from outside: not aware, not interested, ignorant."""
    return reading.has(Idea.VIEW)


def waits_for_one(reading: Reading) -> bool:
    """Whether a step waits for one senior office: "once the Collector issues the order"."""
    patrons = reading.spans(Idea.PATRON)
    # "Mission Director" is one office, although "Director" alone is one too.
    whole = [
        span for span in patrons if not any(span != o and o.start <= span.start < span.end <= o.end for o in patrons)
    ]
    if len({reading.words[span.start][:5] for span in whole}) > 1:
        return False
    for sentence in {reading.sentences[s.start] for s in reading.spans(Idea.WAIT, Idea.ONCE)}:
        here = {
            idea
            for idea in (Idea.PATRON, Idea.WAIT, Idea.ONCE, Idea.ORDER)
            if any(reading.sentences[span.start] == sentence for span in reading.spans(idea))
        }
        if Idea.WAIT in here and here & {Idea.PATRON, Idea.ORDER}:
            return True
        if {Idea.ONCE, Idea.ORDER, Idea.PATRON} <= here:
            return True
    return False


def has_no_lesson(learned: str, done: str = "") -> bool:
    """Whether an answer to "what did you learn" only reports what was done, or says what is always true."""
    if says_nothing(learned):
        return True
    if done and alike(learned, done):
        return True
    reading = read(learned)
    platitudes = reading.spans(Idea.PLATITUDE)
    insights = [s for s in reading.spans(Idea.INSIGHT) if not any(s.touches(other) for other in platitudes)]
    return not insights and not has_contrast(reading) and reading.has(Idea.ACTIVITY, Idea.PLATITUDE)


def has_contrast(reading: Reading) -> bool:
    """Whether a clause turns on another, as findings do."""
    return reading.has(Idea.BREAK)


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
