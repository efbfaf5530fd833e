"""Which causes go on into the next cycle, and in which order."""

from __future__ import annotations

import pytest

from pdia.stages.reflection.rules import OUTCOME_RAIL, OUTCOME_WORDS, Outcome, parents_first


@pytest.mark.parametrize(
    ("parents", "ids", "order", "because"),
    [
        ({}, [], [], "nothing is there"),
        ({1: None, 2: None}, [2, 1], [2, 1], "bones keep their order"),
        ({1: 2, 2: None, 3: 1}, [1, 2, 3], [2, 1, 3], "what was moved under a later one comes after it"),
        ({1: None, 2: 1, 3: 2}, [1, 3], [1], "what lies under a struck cause stays with it"),
        ({1: 2, 2: 1}, [1, 2], [], "a broken chain ends"),
    ],
)
def test_parents_come_first(parents: dict[int, int | None], ids: list[int], order: list[int], because: str) -> None:
    assert parents_first(parents, ids) == order, because


def test_every_outcome_has_its_words() -> None:
    assert set(OUTCOME_WORDS) == set(OUTCOME_RAIL) == set(Outcome)
