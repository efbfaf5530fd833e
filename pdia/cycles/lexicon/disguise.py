"""Whether a problem is a missing solution: no training, we need an app, to strengthen monitoring.

The error is named by Harvard's Building State Capability (PDIA toolkit, "constructing problems"); the
test for it is our own. A thing that is missing beside what that does to people is left alone: the team
has seen the problem already, and the thing is one of its causes.
"""

from __future__ import annotations

from collections.abc import Iterable

from pdia.cycles.lexicon.figures import figures, has_figure
from pdia.cycles.lexicon.ideas import Idea
from pdia.cycles.lexicon.reading import Reading, Span, is_malayalam

AFTER = 4  # words from a thing to the "is not there" that belongs to it
AS_SUBJECT = 10  # "training of all the workers in the block has not been held"
AFTER_IN_MALAYALAM = 3  # which says in one word what takes others two
BEFORE = 4  # words from "no" to its thing
COUNTED_WITHIN = 3  # words from a number to the people it counts


def is_answer_in_disguise(reading: Reading) -> bool:
    """Whether what is called a problem names a missing answer, a wish or an aim, and nobody's trouble."""
    spans = _missing_things(reading)
    for span in reading.spans(Idea.WISH):
        if _names_a_thing(reading, span) and not has_figure(reading):
            return True
        spans.append(span)
    spans += [span for span in reading.spans(Idea.OUGHT) if _names_a_thing(reading, span)]
    counted = _counted_people(reading)
    if any(not _harms_people(reading, span, counted) for span in spans):
        return True
    return _is_aim(reading) and not has_figure(reading)


def _missing_things(reading: Reading) -> list[Span]:
    """Where a thing or a post stands beside the word for its absence, as one span each."""
    things, posts = reading.spans(Idea.MEANS), reading.spans(Idea.STAFF)
    spans = reading.spans(Idea.ANSWER)
    spans += _after(reading, things, reading.spans(Idea.GONE, Idea.NOT_DONE))
    spans += _after(reading, posts, reading.spans(Idea.GONE))
    spans += set(posts) & set(reading.spans(Idea.NOT_DONE))  # ഡോക്ടർമാരില്ല
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


def _before(reading: Reading, things: list[Span], absences: Iterable[Span]) -> list[Span]:
    found = []
    for absence in absences:
        for thing in things:
            if thing.start >= absence.end + BEFORE:
                break
            if thing.start >= absence.end and reading.clauses[thing.start] == reading.clauses[absence.start]:
                found.append(Span(absence.start, thing.end))
    return found


def _reach(reading: Reading, thing: Span) -> int:
    """How many words on a thing still waits for its "not": longer where it opens an English clause."""
    word = reading.words[thing.start]
    if is_malayalam(word):
        return AFTER_IN_MALAYALAM
    clause = reading.clauses[thing.start]
    opens = thing.start < 2 or reading.clauses[thing.start - 2] != clause
    after_despite = thing.start > 0 and reading.covers(thing.start - 1, Idea.BREAK)
    return AS_SUBJECT if opens and not after_despite and word.isascii() else AFTER


def _names_a_thing(reading: Reading, span: Span) -> bool:
    """Whether a thing or a post is named in the sentence of `span`."""
    return reading.sentences[span.start] in reading.sentences_with(Idea.MEANS, Idea.STAFF)


def _harms_people(reading: Reading, span: Span, counted: list[Span]) -> bool:
    """Whether the text also says, outside `span`, what happens to people: in words, or by counting them."""
    for sure in (reading.spans(Idea.GRAVE), counted):
        if any(not span.touches(other) for other in sure):
            return True
    return all(any(not span.touches(other) for other in reading.spans(idea)) for idea in (Idea.PEOPLE, Idea.HARM))


def _counted_people(reading: Reading) -> list[Span]:
    """People with a number shortly before them: 9 of the mothers."""
    numbers = set(figures(reading))
    return [
        people
        for people in reading.spans(Idea.PEOPLE)
        if any(at in numbers for at in range(people.start - COUNTED_WITHIN, people.start))
    ]


def _is_aim(reading: Reading) -> bool:
    """Whether the first sentence is an aim: "to improve ...", or a closing verb of purpose."""
    if any(span.start == 0 for span in reading.spans(Idea.AIM_FIRST)):
        return True
    last = reading.sentences.count(0)
    return any(span.end == last for span in reading.spans(Idea.AIM_LAST))
