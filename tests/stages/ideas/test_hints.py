"""What a coach asks of a team's ideas."""

from __future__ import annotations

import pytest

from pdia.stages.ideas.hints import IdeaContent, IdeasContent, hints_for_ideas

SECOND = IdeaContent(99, 1, "Class teachers give the tablet themselves", "deviance")


def keys(*ideas: IdeaContent) -> list[str]:
    return [hint.mark for hint in hints_for_ideas(IdeasContent(ideas))]


@pytest.mark.parametrize(
    ("idea", "asks", "because"),
    [
        (IdeaContent(1, 1, "Peer girls as in Tamil Nadu", "outside"), True, "from outside, as it is"),
        (IdeaContent(1, 1, "Peer girls", "outside", adapt="nil"), True, "nil is no change"),
        (IdeaContent(1, 1, "Peer girls", "outside", adapt="One girl a class, not a club"), False, "adapted"),
        (IdeaContent(1, 1, "Peer girls", "outside", kept="parked"), False, "parked"),
        (IdeaContent(1, 1, "Replicate the Kerala model"), True, "says so itself"),
        (IdeaContent(1, 1, "Replicate what school 12 does", "deviance"), False, "already done well here"),
        (IdeaContent(1, 1, "केरल की तर्ज पर क्लब"), True, "in Hindi"),
        (IdeaContent(1, 1, "തമിഴ്നാട്ടിലെ പദ്ധതി അതേപടി നടപ്പാക്കുക"), True, "in Malayalam"),
        (IdeaContent(1, 1, "কেৰালাৰ আৰ্হিত ক্লাব"), True, "in Assamese"),
        (IdeaContent(1, 1, "Head teacher phones the pharmacist"), False, "their own"),
    ],
)
def test_a_copied_practice(idea: IdeaContent, asks: bool, because: str) -> None:
    assert (keys(idea, SECOND) == ["ideas.copied:1"]) is asks, because


def test_one_idea_alone_for_an_entry_point() -> None:
    assert keys(SECOND) == ["ideas.only_one:1"]
    assert keys(SECOND, IdeaContent(2, 1, "Give it at assembly", kept="parked")) == []
    assert keys(SECOND, IdeaContent(2, 7, "A list by the Lady Supervisor")) == ["ideas.only_one:1", "ideas.only_one:7"]
    assert keys() == []
