"""What a coach would ask of a team's ideas.

After "crawling the design space" in Harvard Building State Capability's PDIA toolkit: several ideas
side by side, among them what already works here, and care with what is brought in from elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pdia.cycles.hints import Hint
from pdia.cycles.lexicon.judgements import is_copy, says_nothing
from pdia.cycles.lexicon.reading import read
from pdia.kernel.words import N_

OUTSIDE = "outside"
PARKED = "parked"


@dataclass(frozen=True)
class IdeaContent:
    """An idea for one entry point; `kind` is existing, latent, deviance, outside or nothing yet."""

    id: int
    entry_point_id: int | None = None
    text: str = ""
    kind: str = ""
    adapt: str = ""
    kept: str = "open"  # open, chosen, parked


@dataclass(frozen=True)
class IdeasContent:
    """All ideas of a cycle, in their order."""

    ideas: Sequence[IdeaContent] = ()


def hints_for_ideas(content: IdeasContent) -> list[Hint]:
    """The hints for the ideas, those of most worth first; parked ideas are left in peace."""
    live = [idea for idea in content.ideas if idea.kept != PARKED and idea.text.strip()]
    return [_copied(idea) for idea in live if _is_copied(idea)] + _only_ones(content.ideas)


def _is_copied(idea: IdeaContent) -> bool:
    """Whether an idea comes from outside, and nobody has said what would have to be different here."""
    if not says_nothing(idea.adapt):
        return False
    return idea.kind == OUTSIDE or (not idea.kind and is_copy(read(idea.text)))


def _copied(idea: IdeaContent) -> Hint:
    return Hint.of(
        "ideas.copied",
        N_("What is different here, and what would you change for it?"),
        N_("What works elsewhere worked with their people and their orders; yours may need another form."),
        field="adapt",
        about=idea.id,
    )


def _only_ones(ideas: Sequence[IdeaContent]) -> list[Hint]:
    """Entry points with a single idea; a parked idea counts, since it was weighed."""
    counts: dict[int | None, int] = {}
    for idea in ideas:
        if idea.text.strip():
            counts[idea.entry_point_id] = counts.get(idea.entry_point_id, 0) + 1
    return [
        Hint.of(
            "ideas.only_one",
            N_("Who here already manages this a little better, and what do they do?"),
            N_("With a second idea beside the first you can compare, and you are not lost if one fails."),
            about=entry_point,
        )
        for entry_point, count in counts.items()
        if count == 1
    ]
