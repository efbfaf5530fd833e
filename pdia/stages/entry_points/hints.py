"""What a coach would ask of the places where a team starts.

After "sequencing" and the change space (authority, acceptance, ability) in Harvard Building State
Capability's PDIA toolkit, and its warning that authority is rarely in one office. Where "small" begins
to matter is our own reading.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pdia.cycles.hints import Hint
from pdia.cycles.lexicon.judgements import says_nothing, waits_for_one
from pdia.cycles.lexicon.reading import read
from pdia.kernel.words import N_

SMALL = "small"
TOO_SMALL = 2  # small ratings out of three
MOST_ENTRY_POINTS = 3


@dataclass(frozen=True)
class EntryPointContent:
    """A chosen cause with the team's agreed ratings (small, medium, large, or nothing yet)."""

    id: int
    reason_now: str = ""
    first_step: str = ""
    person: str = ""
    by_date: date | None = None
    authority: str = ""
    acceptance: str = ""
    ability: str = ""


@dataclass(frozen=True)
class EntryPointsContent:
    """All chosen entry points, in their order."""

    entry_points: Sequence[EntryPointContent] = ()


def patron_hint(key: str, field: str, about: int | None = None) -> Hint:
    """The question for a step that waits for one senior office, wherever it is written."""
    return Hint.of(
        key,
        N_("What can you begin on your own authority meanwhile, and who else could open the way?"),
        N_("One office can be busy or transferred; two who know of the step keep it alive."),
        field=field,
        about=about,
    )


def hints_for_entry_points(content: EntryPointsContent) -> list[Hint]:
    """The hints for the chosen entry points, those of most worth first."""
    hints = [_against_small(point) for point in content.entry_points if _smalls(point) >= TOO_SMALL]
    hints += [
        patron_hint("entry_points.one_patron", "first_step", point.id)
        for point in content.entry_points
        if waits_for_one(read(point.first_step)) or waits_for_one(read(point.reason_now))
    ]
    hints += [
        Hint.of(
            "entry_points.no_first_step",
            N_("What is the smallest step here that would teach you something?"),
            N_("A small step next week tells you more than a good plan for next quarter."),
            field="first_step",
            about=point.id,
        )
        for point in content.entry_points
        if point.reason_now.strip() and says_nothing(point.first_step)
    ]
    if len(content.entry_points) > MOST_ENTRY_POINTS:
        hints.append(
            Hint.of(
                "entry_points.many",
                N_("If you could begin with one of these only, which would it be?"),
                N_("One to three places at a time leave each of you hours to learn from them."),
            )
        )
    return hints


def _smalls(point: EntryPointContent) -> int:
    return (point.authority, point.acceptance, point.ability).count(SMALL)


def _against_small(point: EntryPointContent) -> Hint:
    return Hint.of(
        "entry_points.two_small",
        N_("Where is there more room today, or which of the small ones could you widen first?"),
        N_("With two of authority, acceptance and ability still small, a first step easily gets stuck."),
        about=point.id,
    )
