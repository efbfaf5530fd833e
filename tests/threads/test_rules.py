"""Whose turn it is, where quoted words went, how fast one may talk."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pdia.kernel.words import Refusal
from pdia.threads.rules import (
    Side,
    Sort,
    TooFast,
    Turn,
    around,
    check_pace,
    find_quote,
    first_turn,
    next_turn,
    with_wording,
)

NOW = datetime(2026, 11, 20, 6, 0, tzinfo=UTC)
T, M, N = Turn.TEAM, Turn.MENTOR, Turn.NOBODY


@pytest.mark.parametrize(
    ("sort", "side", "turn", "because"),
    [
        (Sort.QUESTION, Side.MENTOR, T, "a mentor's question waits for the team"),
        (Sort.SUGGESTION, Side.MENTOR, T, "a mentor's suggestion waits for the team"),
        (Sort.QUESTION, Side.OFFICE, T, "an office's question waits for the team"),
        (Sort.QUESTION, Side.TEAM, M, "a member's question waits for the mentor"),
        (Sort.PRAISE, Side.MENTOR, N, "appreciation waits for nobody"),
        (Sort.PRAISE, Side.TEAM, N, "thanks to the mentor wait for nobody"),
    ],
)
def test_the_first_turn(sort: Sort, side: Side, turn: Turn, because: str) -> None:
    assert first_turn(sort, side) is turn, because


@pytest.mark.parametrize(
    ("turn", "side", "asked", "after", "because"),
    [
        (T, Side.TEAM, N, M, "the team answered: now the mentor"),
        (M, Side.MENTOR, N, T, "the mentor answered: now the team"),
        (T, Side.MENTOR, N, T, "a mentor who adds a line still waits for the team"),
        (M, Side.TEAM, N, M, "a member who adds a line still waits for the mentor"),
        (T, Side.OFFICE, N, T, "an office that adds a line still waits for the team"),
        (N, Side.TEAM, N, N, "thanks for appreciation wait for nobody"),
        (N, Side.MENTOR, N, N, "nobody was waited for"),
        (T, Side.TEAM, T, T, "somebody of the team was asked by name, and it was a colleague who answered"),
        (M, Side.MENTOR, M, M, "a certain mentor was asked, and another answered"),
        (T, Side.MENTOR, T, T, "the asked member has not answered"),
    ],
)
def test_the_next_turn(turn: Turn, side: Side, asked: Turn, after: Turn, because: str) -> None:
    assert next_turn(turn, side, asked=asked) is after, because


TEXT = "Tablets come late. Girls fear the tablets.\nTablets come late to hill schools."


@pytest.mark.parametrize(
    ("text", "quote", "before", "after", "found", "because"),
    [
        (TEXT, "fear the tablets", "", "", "fear the tablets", "as it stands"),
        (TEXT, "fear\n the  tablets", "", "", "fear the tablets", "spaces do not count"),
        ("Girls fear the\n\ntablets", "fear the tablets", "", "", "fear the\n\ntablets", "in the text neither"),
        (TEXT, "never said", "", "", None, "the words are gone"),
        (TEXT, "", "", "", None, "nothing was quoted"),
        ("", "words", "", "", None, "nothing stands there"),
        ("In the hills girls fear the tablets most", "fear the tablets", "Girls", "", "fear the tablets", "moved"),
        ("ഗുളിക കിട്ടുന്നില്ല", "കിട്ടുന്നില്ല", "", "", "കിട്ടുന്നില്ല", "Malayalam"),
    ],
)
def test_words_are_found_where_they_are(
    text: str, quote: str, before: str, after: str, found: str | None, because: str
) -> None:
    place = find_quote(text, quote, before, after)
    assert (text[slice(*place)] if place else None) == found, because


def test_of_several_places_the_one_with_the_same_surroundings_is_meant() -> None:
    first, second = find_quote(TEXT, "Tablets come late"), TEXT.rindex("Tablets")
    assert first is not None
    assert first[0] == 0
    again = find_quote(TEXT, "Tablets come late", "tablets.\n", " to hill schools.")
    assert again is not None
    assert again[0] == second
    moved = "Tablets come late to hill schools. Girls fear. Tablets come late."
    meant = find_quote(moved, "Tablets come late", "tablets.\n", " to hill schools.")
    assert meant is not None
    assert meant[0] == 0


@given(st.text(max_size=60), st.text(min_size=1, max_size=20).filter(lambda t: t.strip() != ""), st.text(max_size=60))
def test_what_stands_there_is_always_found(before: str, quote: str, after: str) -> None:
    text = before + quote + after
    place = find_quote(text, quote, before, after)
    assert place is not None
    assert "".join(text[slice(*place)].split()) == "".join(quote.split())
    assert find_quote(text, quote, *around(text, place)) is not None


@pytest.mark.parametrize(
    ("text", "quote", "on_text", "proposed", "becomes", "because"),
    [
        ("It is bad.", "bad", "It is bad.", "late", "It is late.", "quoted words are replaced"),
        ("Sadly it is bad.", "bad", "It is bad.", "late", "Sadly it is late.", "though the text around changed"),
        ("It is bad.", "", "It is bad.", "It is late.", "It is late.", "the whole text is replaced"),
        ("It is good.", "bad", "It is bad.", "late", None, "the quoted words are gone"),
        ("It is good.", "", "It is bad.", "late", None, "the whole text is another now"),
    ],
)
def test_a_suggested_wording(
    text: str, quote: str, on_text: str, proposed: str, becomes: str | None, because: str
) -> None:
    kept = {"quote": quote, "before": "", "after": "", "on_text": on_text, "proposed": proposed}
    if becomes is not None:
        assert with_wording(text, **kept) == becomes, because
        return
    with pytest.raises(Refusal) as refused:
        with_wording(text, **kept)
    assert refused.value.status == 409, because


def _each(seconds: float, count: int) -> list[datetime]:
    return [NOW - timedelta(seconds=seconds * (number + 1)) for number in range(count)]


@pytest.mark.parametrize(
    ("moments", "may", "because"),
    [
        ([], True, "the first words"),
        (_each(20, 60), True, "a mentor who catches up on eight teams, one line every 20 seconds"),
        (_each(3, 29), True, "a burst of short answers"),
        (_each(3, 30), False, "thirty in ninety seconds is no person"),
        (_each(15, 199), True, "an hour of steady work"),
        (_each(15, 200), False, "two hundred in an hour"),
        (_each(0.01, 500), False, "a script"),
    ],
)
def test_the_pace(moments: list[datetime], may: bool, because: str) -> None:
    if may:
        check_pace(moments, NOW)
        return
    with pytest.raises(TooFast) as refused:
        check_pace(moments, NOW)
    assert refused.value.status == 429, because
    assert 0 < refused.value.wait <= 3601
    check_pace(moments, NOW + timedelta(seconds=refused.value.wait))
