"""Where a cause may lie, and what is counted: truth tables without a database."""

from __future__ import annotations

import pytest

from pdia.kernel.words import Refusal
from pdia.stages.fishbone.rules import (
    MOST_BONES,
    MOST_CAUSES,
    MOST_DEPTH,
    below,
    check_count,
    check_place,
    check_votes,
    height,
    inserted,
    is_place,
    line_of,
    standing,
    ticked_in,
    words_for_rail,
)

#  1        5
#  ├ 2      └ 6
#  │ └ 3
#  └ 4
SHAPE = {1: None, 2: 1, 3: 2, 4: 1, 5: None, 6: 5}
CHAIN = {number: number - 1 or None for number in range(1, MOST_DEPTH + 1)}


def test_lines_and_what_lies_below() -> None:
    assert line_of(SHAPE, 3) == [3, 2, 1]
    assert below(SHAPE, 1) == {2, 3, 4}
    assert [height(SHAPE, one) for one in (1, 2, 3)] == [3, 2, 1]
    assert line_of({1: 2, 2: 1}, 1) == [1, 2], "a broken loop ends"


@pytest.mark.parametrize(
    ("struck", "left"),
    [(set(), {1, 2, 3, 4, 5, 6}), ({2}, {1, 4, 5, 6}), ({1}, {5, 6}), ({1, 3}, {5, 6}), ({1, 5}, set())],
)
def test_a_struck_cause_takes_along_what_lies_under_it(struck: set[int], left: set[int]) -> None:
    assert standing(SHAPE, struck) == left


@pytest.mark.parametrize(
    ("moving", "goal", "may", "why"),
    [
        (3, 1, True, "a step higher"),
        (3, None, True, "a bone of its own"),
        (1, None, True, "a bone stays one"),
        (2, 5, True, "to another bone with all under it"),
        (1, 1, False, "not under itself"),
        (1, 3, False, "not under what it explains"),
        (2, 3, False, "not under its own child"),
        (3, 99, False, "not under what is not there"),
    ],
)
def test_places(moving: int, goal: int | None, may: bool, why: str) -> None:
    assert is_place(SHAPE, set(), goal, moving=moving) is may, why


def test_a_struck_place_is_none() -> None:
    assert not is_place(SHAPE, {1}, 2, moving=6)


def test_depth_counts_what_moves_along() -> None:
    check_place(CHAIN, set(), MOST_DEPTH - 1)
    with pytest.raises(Refusal):
        check_place(CHAIN, set(), MOST_DEPTH)
    both = {**CHAIN, 90: None, 91: 90}
    check_place(both, set(), MOST_DEPTH - 2, moving=90)
    with pytest.raises(Refusal):
        check_place(both, set(), MOST_DEPTH - 1, moving=90)


def test_limits_leave_room_for_what_is_struck() -> None:
    bones: dict[int, int | None] = dict.fromkeys(range(1, MOST_BONES + 1))
    with pytest.raises(Refusal):
        check_place(bones, set(), None)
    check_place(bones, {1}, None)
    check_place(bones, set(), None, moving=3)
    many: dict[int, int | None] = {1: None, **dict.fromkeys(range(2, MOST_CAUSES + 1), 1)}
    with pytest.raises(Refusal):
        check_count(many, set())
    check_count(many, {2})


@pytest.mark.parametrize(("ticked", "good"), [([], False), ([1], True), ([1, 2, 3], True), ([1, 2, 3, 4], False)])
def test_votes(ticked: list[int], good: bool) -> None:
    if good:
        return check_votes(ticked)
    with pytest.raises(Refusal):
        check_votes(ticked)
    return None


@pytest.mark.parametrize(
    ("bones", "causes", "words"),
    [
        (0, 0, None),
        (1, 0, "1 bone"),
        (2, 0, "2 bones"),
        (1, 1, "1 bone, 1 cause"),
        (1, 2, "1 bone, 2 causes"),
        (4, 1, "4 bones, 1 cause"),
        (4, 17, "4 bones, 17 causes"),
    ],
)
def test_words_for_the_rail(bones: int, causes: int, words: str | None) -> None:
    message = words_for_rail(bones, causes)
    assert (message and message.text % message.values) == words


def test_order_and_ticks() -> None:
    assert inserted([1, 2, 3], 3, 1) == [3, 1, 2]
    assert inserted([1, 2], 3, None) == [1, 2, 3]
    assert inserted([1, 2, 3], 1, 99) == [2, 3, 1]
    assert ticked_in("3 9 x") == [3, 9]
    assert ticked_in(None) == []
