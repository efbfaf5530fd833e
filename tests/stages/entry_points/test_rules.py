"""How three ratings read, and what is refused: the method's table."""

from __future__ import annotations

from itertools import product

import pytest

from pdia.kernel.words import Refusal
from pdia.stages.entry_points.rules import (
    THREE,
    Room,
    RoomReading,
    Shares,
    Size,
    check_office,
    check_rating,
    read_room,
    shares,
)
from pdia.stages.entry_points.wording import MEANS, RATING, SHORT, WHY, words_for

TABLE = [
    ("large large large", Room.GO, "", "all large: go"),
    ("medium medium medium", Room.GO, "", "all medium is enough to go"),
    ("large medium large", Room.GO, "", "medium and large mixed: go"),
    ("small medium large", Room.GROW, "authority", "authority alone is small: widen it first"),
    ("large small medium", Room.GROW, "acceptance", "acceptance alone is small: widen it first"),
    ("medium large small", Room.GROW, "ability", "ability alone is small: widen it first"),
    ("small small large", Room.PARK, "authority acceptance", "two small: leave it for now"),
    ("small large small", Room.PARK, "authority ability", "two small: leave it for now"),
    ("large small small", Room.PARK, "acceptance ability", "two small, whatever the third"),
    ("small small small", Room.PARK, "authority acceptance ability", "three small: leave it for now"),
]


@pytest.mark.parametrize(("sizes", "kind", "which", "because"), TABLE)
def test_reading(sizes: str, kind: Room, which: str, because: str) -> None:
    assert read_room(*sizes.split()) == RoomReading(kind, tuple(which.split())), because


def test_every_rating_has_exactly_one_reading_with_words() -> None:
    for sizes in product(Size, repeat=3):
        reading = read_room(*sizes)
        assert reading is not None
        assert len(reading.which) == sizes.count(Size.SMALL)
        assert words_for(reading).text
        assert reading.kind in SHORT


@pytest.mark.parametrize("sizes", [("", "large", "large"), ("large", "", "large"), ("large", "large", "huge")])
def test_no_reading_before_all_three_are_rated(sizes: tuple[str, str, str]) -> None:
    assert read_room(*sizes) is None


@pytest.mark.parametrize("missing", THREE)
def test_a_rating_needs_all_three_and_names_the_missing_one(missing: str) -> None:
    with pytest.raises(Refusal) as refused:
        check_rating({name: "large" for name in THREE if name != missing})
    assert refused.value.field == missing


def test_every_size_is_explained_in_words() -> None:
    assert set(MEANS) == set(RATING) == set(THREE)
    assert all(set(means) == set(Size) for means in MEANS.values())
    assert set(WHY) == {f"{name}_why" for name in THREE}


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"office": ""}, "office"),
        ({"office": "Inspector", "support": 11}, "support"),
        ({"office": "Inspector", "support": 0}, "support"),
        ({"office": "Inspector", "influence": -1}, "influence"),
        ({"office": "Inspector", "influence": "ten"}, "influence"),
    ],
)
def test_what_is_no_office(values: dict[str, object], field: str) -> None:
    with pytest.raises(Refusal) as refused:
        check_office(values)
    assert refused.value.field == field


def test_an_office_may_leave_its_numbers_open() -> None:
    check_office({"office": "Inspector of Schools", "support": None, "influence": 10})


@pytest.mark.parametrize(
    ("pairs", "shared", "because"),
    [
        ([], Shares(0, 0, 0), "nobody yet"),
        ([(7, 7), (10, 10), (7, 6)], Shares(2, 0, 3), "high on both means seven or more twice"),
        ([(3, 3), (1, 1), (4, 3)], Shares(0, 2, 3), "low on both means three or less twice"),
        ([(9, 2), (2, 9)], Shares(0, 0, 2), "high on one and low on the other is neither"),
        ([(9, None), (None, None), (9, 9)], Shares(1, 0, 1), "half-filled offices do not count"),
    ],
)
def test_shares(pairs: list[tuple[int | None, int | None]], shared: Shares, because: str) -> None:
    assert shares(pairs) == shared, because
