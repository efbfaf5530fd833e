"""Limits, outcomes, and what goes on into the next cycle. Standard library only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

from pdia.kernel.words import N_

LIMITS = {
    "about_problem": 2000,
    "about_method": 2000,
    "about_together": 2000,
    "outcome_reason": 1000,
    "carried_by": 400,
    "next_statement": 600,
}

CONTINUED = N_("“%(title)s” already goes on from here. Open it, or say that you want another one beside it.")


class Outcome(StrEnum):
    """What became of the problem; stopping with a reason is as honest an end as solving."""

    SOLVED = "solved"
    WIDENING = "widening"
    STOPPED = "stopped"


OUTCOME_WORDS = {
    Outcome.SOLVED: N_("Solved, as far as we can see"),
    Outcome.WIDENING: N_("Widening: others carry it further"),
    Outcome.STOPPED: N_("We stop here"),
}
OUTCOME_RAIL = {
    Outcome.SOLVED: N_("solved"),
    Outcome.WIDENING: N_("widening"),
    Outcome.STOPPED: N_("stopped, with a reason"),
}


def parents_first(parents: Mapping[int, int | None], ids: Iterable[int]) -> list[int]:
    """The given causes so that each comes after the one it lies under, otherwise in their order.

    What lies under a cause that is not among them is left out with it.
    """
    left, order = list(ids), list[int]()
    while left:
        ready = [one for one in left if parents[one] is None or parents[one] in order]
        if not ready:
            break
        order += ready
        left = [one for one in left if one not in ready]
    return order
