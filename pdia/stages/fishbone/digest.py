"""The fishbone as plain data: the drawing's tree, for pages, hints, the portfolio and exports."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pdia.cycles.models import Cycle
from pdia.kernel.text import language_of
from pdia.stages.fishbone.hints import CauseContent, FishboneContent
from pdia.stages.fishbone.models import Cause
from pdia.stages.fishbone.queries import list_causes, vote_counts
from pdia.stages.fishbone.rules import is_place
from pdia.stages.fishbone.wording import AS_BONE


class Chip(NamedTuple):
    """A department as it is drawn."""

    letter: str
    name: str
    tone: int


@dataclass(frozen=True)
class Branch:
    """A cause with everything under it, as the drawing wants it.

    `struck` is also true under a struck cause; `struck_reason` stands where the reason was given, and
    `own_struck` tells the two apart. `votes` is None before a vote was opened.
    """

    id: int
    text: str
    lang: str
    departments: tuple[Chip, ...]
    votes: int | None
    known: str
    note: str
    struck: bool
    own_struck: bool
    struck_reason: str
    version: int
    parent_id: int | None
    position: int
    first: bool
    last: bool
    depth: int
    children: tuple[Branch, ...]

    def walk(self) -> Iterator[Branch]:
        """This cause and all under it, in the drawing's order."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True)
class FishboneDigest:
    """What may be printed of the fishbone: revealed votes, no private proposals."""

    bones: tuple[Branch, ...]

    @property
    def causes(self) -> int:
        """How many standing causes there are, bones too."""
        return sum(1 for bone in self.bones for branch in bone.walk() if not branch.struck)


def tree(causes: Sequence[Cause], votes: Mapping[int, int] | None = None) -> tuple[Branch, ...]:
    """The bones with everything under them, from causes loaded with their departments.

    `votes` are the counts of the latest opened vote; where there was none, no cause shows any.
    """
    known = {cause.id for cause in causes}
    under: defaultdict[int | None, list[Cause]] = defaultdict(list)
    for cause in causes:
        under[cause.parent_id if cause.parent_id in known else None].append(cause)
    return _branches(under, None, votes or None, struck=False, depth=1)


def _branches(
    under: Mapping[int | None, list[Cause]],
    parent_id: int | None,
    votes: Mapping[int, int] | None,
    *,
    struck: bool,
    depth: int,
) -> tuple[Branch, ...]:
    beside = under.get(parent_id, [])
    stand = [cause for cause in beside if not cause.struck]
    return tuple(
        Branch(
            id=cause.id,
            text=cause.text,
            lang=language_of(cause.text),
            departments=tuple(Chip(one.letter, one.name, one.tone) for one in cause.departments),
            votes=None if votes is None else votes.get(cause.id, 0),
            known=cause.how_known,
            note=cause.note,
            struck=struck or cause.struck,
            own_struck=cause.struck,
            struck_reason=cause.struck_reason,
            version=cause.version,
            parent_id=parent_id,
            position=cause.position,
            first=bool(stand) and cause is stand[0],
            last=bool(stand) and cause is stand[-1],
            depth=depth,
            children=_branches(under, cause.id, votes, struck=struck or cause.struck, depth=depth + 1),
        )
        for cause in beside
    )


def flat(bones: Sequence[Branch]) -> list[Branch]:
    """Every cause of the drawing in its order, for lists of places and of votes."""
    return [branch for bone in bones for branch in bone.walk()]


def places_in(bones: Sequence[Branch], moving: int | None = None) -> list[tuple[str, str]]:
    """Where a cause may lie, in the drawing's order, deeper ones set in; for the choice "it belongs under"."""
    branches = flat(bones)
    parents = {branch.id: branch.parent_id for branch in branches}
    struck = {branch.id for branch in branches if branch.own_struck}
    steps = [branch for branch in branches if is_place(parents, struck, branch.id, moving=moving)]
    bone = [("", AS_BONE)] if is_place(parents, struck, None, moving=moving) else []
    return [*bone, *((str(step.id), "\u2003" * (step.depth - 1) + step.text) for step in steps)]


def digest_fishbone(cycle: Cycle) -> FishboneDigest:
    """The fishbone for the portfolio and exports."""
    return FishboneDigest(tree(list_causes(cycle.id), vote_counts(cycle.id)))


def fishbone_content(causes: Sequence[Cause]) -> FishboneContent:
    """What the coach's hints look at."""
    return FishboneContent(
        tuple(
            CauseContent(
                id=cause.id,
                text=cause.text,
                parent_id=cause.parent_id,
                departments=frozenset(department.name for department in cause.departments),
                how_known=cause.how_known,
                struck=cause.struck,
            )
            for cause in causes
        )
    )
