"""What an idea may be, and the team's word on it."""

from __future__ import annotations

import pytest

from pdia.kernel.words import Refusal
from pdia.stages.ideas.rules import COMPARED, IdeaKind, Kept, check_kept, check_text
from pdia.stages.ideas.wording import IDEA, KEPT, KINDS, NUDGES, SIZES


@pytest.mark.parametrize(("word", "kept"), [("open", Kept.OPEN), ("chosen", Kept.CHOSEN), ("parked", Kept.PARKED)])
def test_the_teams_words(word: str, kept: Kept) -> None:
    assert check_kept(word) is kept


@pytest.mark.parametrize("word", ["", "rejected", "Chosen", "1"])
def test_there_is_no_other_word(word: str) -> None:
    with pytest.raises(Refusal) as refused:
        check_kept(word)
    assert refused.value.field == "kept"


@pytest.mark.parametrize("text", ["", None])
def test_an_idea_says_something(text: object) -> None:
    with pytest.raises(Refusal) as refused:
        check_text(text)
    assert refused.value.field == "text"


def test_everything_has_its_words() -> None:
    assert set(KINDS) == set(IdeaKind)
    assert set(KEPT) == set(Kept)
    assert set(COMPARED) <= set(IDEA)
    assert set(SIZES) == {"small", "medium", "large"}
    assert len(set(NUDGES)) == len(NUDGES)
    assert any("COVID" in nudge for nudge in NUDGES)
