"""The ideas that the coach listens for; each language file lists the words that carry them.

An entry in a language file is one of

* ``word``       that word alone;
* ``word*``      any word that begins so (endings grow long in Malayalam and Assamese);
* ``*word``      any word that ends so (in Malayalam the "not" is an ending);
* ``two words``  those words one after the other, small filling words between them allowed;
* ``!entry``     not this: where it stands, the idea is not meant ("!family welfare" is an office).

Entries are separated by commas. They were written for statements of block and district offices, and
are meant to miss rather than to nag: a word that is often innocent does not belong in a list.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeAlias


class Idea(StrEnum):
    """One thing that a word or phrase can say, in any of the four languages."""

    PEOPLE = "people"  # those whom the work is for; not staff, not offices
    HARM = "harm"  # what happens to people: miss, wait, fall ill, go without
    GRAVE = "grave"  # the same, so plain that people are meant even when none are named
    SHORTFALL = "shortfall"  # any sign that something falls short: not, late, few
    MEANS = "means"  # things an office could bring: training, app, vehicle, order, meeting
    STAFF = "staff"  # posts and places: they also act or are gone to, so "no teacher came" is no answer
    LACK_OF = "lack_of"  # said before a thing or a post: lack of, shortage of
    NONE_OF = "none_of"  # said before a thing: no, without
    GONE = "gone"  # said after a thing or a post: not available, vacant
    NOT_DONE = "not_done"  # said after a thing: not given, not held
    ANSWER = "answer"  # a whole phrase that names a missing answer: untrained staff
    WISH = "wish"  # we need, is required
    OUGHT = "ought"  # should be, must be; counts only beside a thing
    AIM_FIRST = "aim_first"  # an aim when it opens the sentence: to improve, strengthening of
    AIM_LAST = "aim_last"  # an aim when it closes the sentence, as verbs do in three of the languages
    VAGUE = "vague"  # words that fit every block: poor, improper, issues, not satisfactory
    VIEW = "view"  # how an office may see people from outside: ignorant, not interested
    QUANTITY = "quantity"  # a number in words: half, three, lakh
    LABEL = "label"  # a number after it is a name: block 3, class 8, NFHS 5
    MONTH = "month"  # a number beside it is a date
    AGE = "age"  # age, aged, under: a small number after it is an age
    YEARS = "years"  # years, months: a range before it is an age
    CLINICAL = "clinical"  # what a clinic deals with
    ELSEWHERE = "elsewhere"  # what lies outside the clinic: school, home, water, market
    PATRON = "patron"  # a senior office
    WAIT = "wait"  # waiting, depending
    ONCE = "once"  # after, until, only when
    ORDER = "order"  # order, permission, approval
    ACTIVITY = "activity"  # reporting of what was done: held, visited, distributed
    INSIGHT = "insight"  # signs that something was understood: because, only when, not, instead
    PLATITUDE = "platitude"  # true everywhere, so it says nothing: coordination is important
    MEETING = "meeting"  # meeting, workshop, training, camp
    NOTHING = "nothing"  # an answer that is none: nil, not applicable
    EVERYONE = "everyone"  # all are covered, nobody
    EXCEPT = "except"  # takes back an "everyone"
    COPY = "copy"  # replicate, same as in
    HEALTH = "health"  # in the name of a department: Health
    NOT_HEALTH = "not_health"  # in such a name: engineering, and other departments with "health" in them
    BREAK = "break"  # opens a new clause: because, but
    CLOSE = "close"  # ends a clause that gives a reason, as in "for want of"
    FILLER = "filler"  # may stand inside a phrase: even, yet, also


Vocabulary: TypeAlias = Mapping[Idea, str]
