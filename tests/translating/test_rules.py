"""What a place is, and when a translation is older than its original."""

from __future__ import annotations

import pytest

from pdia.kernel.words import Refusal
from pdia.translating.rules import check_text, is_older, parse_place, place


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("cause:7:text", ("cause", 7, "text")),
        ("cause:7", None),
        ("cause:seven:text", None),
        ("cause:-7:text", None),
        ("cause:٧:text", None),
        ("cause:9999999999:text", None),
        ("a:1:b:c", None),
        ("", None),
    ],
)
def test_places(text: str, parts: object) -> None:
    assert parse_place(text) == parts


def test_there_and_back() -> None:
    assert parse_place(place("idea", 3, "gaps")) == ("idea", 3, "gaps")


@pytest.mark.parametrize(("made_from", "now", "older"), [(1, 1, False), (1, 2, True), (3, 2, False)])
def test_older(made_from: int, now: int, older: bool) -> None:
    assert is_older(made_from, now) is older


@pytest.mark.parametrize("text", ["", None])
def test_it_says_something(text: object) -> None:
    with pytest.raises(Refusal) as refused:
        check_text(text)
    assert refused.value.field == "text"
