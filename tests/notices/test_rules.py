"""When a letter is due, what is stored of a sentence, how words are shortened: truth tables."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from pdia.kernel.mail import is_refused_for_good
from pdia.kernel.words import Message
from pdia.notices.rules import FIRST_CHOICE, Kind, due, pack, shorten, thing_of

INDIA, LONDON = "Asia/Kolkata", "Europe/London"


@pytest.mark.parametrize(
    ("choice", "hour", "weekday", "now", "zone", "expected", "why"),
    [
        ("at_once", 7, 0, "2026-11-23T03:00", INDIA, "2026-11-23T03:00", "at once is now, whatever the hour"),
        ("off", 7, 0, "2026-11-23T03:00", INDIA, None, "off is never"),
        ("nonsense", 7, 0, "2026-11-23T03:00", INDIA, None, "what is no choice sends nothing"),
        ("daily", 7, 0, "2026-11-23T01:00", INDIA, "2026-11-23T01:30", "06:30 in India: today at seven"),
        ("daily", 7, 0, "2026-11-23T01:30", INDIA, "2026-11-24T01:30", "seven has struck: tomorrow"),
        ("daily", 7, 0, "2026-11-23T03:00", INDIA, "2026-11-24T01:30", "08:30 in India: tomorrow at seven"),
        ("daily", 0, 0, "2026-11-23T19:00", INDIA, "2026-11-24T18:30", "midnight belongs to the day that begins"),
        ("daily", 23, 0, "2026-11-23T19:00", INDIA, "2026-11-24T17:30", "00:30 in India is already the next day"),
        ("weekly", 7, 0, "2026-11-23T01:00", INDIA, "2026-11-23T01:30", "Monday half past six: the same day"),
        ("weekly", 7, 0, "2026-11-23T02:00", INDIA, "2026-11-30T01:30", "Monday after seven: next Monday"),
        ("weekly", 18, 4, "2026-11-23T02:00", INDIA, "2026-11-27T12:30", "from Monday to Friday evening"),
        ("weekly", 7, 6, "2026-11-23T02:00", INDIA, "2026-11-29T01:30", "from Monday to Sunday"),
        ("weekly", 7, 0, "2026-11-22T20:00", INDIA, "2026-11-23T01:30", "Sunday in UTC, Monday in India"),
        ("daily", 7, 0, "2026-10-24T20:00", LONDON, "2026-10-25T07:00", "the night in which clocks go back"),
        ("daily", 7, 0, "2026-03-28T20:00", LONDON, "2026-03-29T06:00", "the night in which clocks go forward"),
    ],
)
def test_due(choice: str, hour: int, weekday: int, now: str, zone: str, expected: str | None, why: str) -> None:
    moment = datetime.fromisoformat(now).replace(tzinfo=UTC)
    wanted = datetime.fromisoformat(expected).replace(tzinfo=UTC) if expected else None
    assert due(choice, hour, weekday, moment, zone) == wanted, why


def test_every_kind_has_a_first_choice() -> None:
    assert set(FIRST_CHOICE) == set(Kind), "say in FIRST_CHOICE when the new kind comes as a letter"


def test_values_keep_what_they_are() -> None:
    inner = Message("by %(day)s", {"day": date(2026, 11, 23)})
    assert pack({"n": 3, "name": "Anil", "when": date(2026, 11, 23), "inner": inner, "nothing": None}) == {
        "n": 3,
        "name": "Anil",
        "when": {"day": "2026-11-23"},
        "inner": {"say": "by %(day)s", "values": {"day": {"day": "2026-11-23"}}},
        "nothing": "",
    }


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("short", "short"),
        ("a" * 10, "a" * 10),
        ("one two three", "one two …"),
        ("one two  three four", "one two …"),
        ("a" * 30, "a" * 10 + " …"),
        ("ഒന്ന് രണ്ട് മൂന്ന്", "ഒന്ന് …"),
    ],
)
def test_words_are_cut_between_words(words: str, expected: str) -> None:
    assert shorten(words, 10) == expected


@pytest.mark.parametrize(
    ("about", "expected"), [("thread:7", ("thread", 7)), ("thread", ("thread", 0)), ("a:b", ("a", 0)), ("", ("", 0))]
)
def test_things(about: str, expected: tuple[str, int]) -> None:
    assert thing_of(about) == expected


@pytest.mark.parametrize(
    ("code", "said", "at_address", "refused"),
    [
        (550, "No such user here", True, True),
        (550, "5.1.1 <x@y>: Recipient address rejected: User unknown", True, True),
        (552, "5.2.2 Mailbox full", True, True),
        (550, "5.1.1 user unknown, said after the text", False, True),
        (554, "5.7.1 Relay access denied", True, False),
        (550, "5.7.1 Sender blocked", True, False),
        (554, "Message looks like spam", False, False),
        (450, "4.2.0 Greylisted", True, False),
        (421, "Too many connections", True, False),
        (530, "Authentication required", True, False),
    ],
)
def test_only_a_wrong_address_is_refused_for_good(code: int, said: str, at_address: bool, refused: bool) -> None:
    assert is_refused_for_good(code, said, at_address=at_address) is refused
