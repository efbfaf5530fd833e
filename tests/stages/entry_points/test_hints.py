"""What a coach asks of the places where a team starts."""

from __future__ import annotations

import pytest

from pdia.stages.entry_points.hints import EntryPointContent, EntryPointsContent, hints_for_entry_points
from tests.stages import coach
from tests.stages.coach_rows import Answer

STEP = "Count the tablets in four schools on Monday"


def keys(*points: EntryPointContent) -> list[str]:
    return [hint.mark for hint in hints_for_entry_points(EntryPointsContent(points))]


@pytest.mark.parametrize(
    ("ratings", "asks", "because"),
    [
        (("small", "small", "large"), True, "two small"),
        (("small", "small", "small"), True, "three small"),
        (("small", "large", "medium"), False, "one small is grown first"),
        (("medium", "large", "large"), False, "room to act"),
        (("", "", ""), False, "not rated yet"),
        (("small", "", "small"), True, "two small already"),
    ],
)
def test_chosen_against_two_small(ratings: tuple[str, str, str], asks: bool, because: str) -> None:
    authority, acceptance, ability = ratings
    point = EntryPointContent(5, first_step=STEP, authority=authority, acceptance=acceptance, ability=ability)
    assert (keys(point) == ["entry_points.two_small:5"]) is asks, because


@pytest.mark.parametrize("answer", coach.WAITS, ids=lambda answer: answer.text[:40])
def test_waiting_for_one_office(answer: Answer) -> None:
    point = EntryPointContent(5, reason_now="Now", first_step=answer.text)
    assert (keys(point) == ["entry_points.one_patron:5"]) is answer.asks, answer.because
    assert ("entry_points.one_patron:6" in keys(EntryPointContent(6, answer.text, STEP))) is answer.asks


def test_a_chosen_place_without_a_first_step() -> None:
    assert keys(EntryPointContent(1)) == []
    assert keys(EntryPointContent(1, reason_now="The tablets came on Friday")) == ["entry_points.no_first_step:1"]
    assert keys(EntryPointContent(1, "The tablets came on Friday", "tbd")) == ["entry_points.no_first_step:1"]
    assert keys(EntryPointContent(1, "The tablets came on Friday", STEP)) == []


def test_more_than_three_at_a_time() -> None:
    points = [EntryPointContent(number, first_step=STEP) for number in range(4)]
    assert keys(*points[:3]) == []
    assert keys(*points) == ["entry_points.many"]
