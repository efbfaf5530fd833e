"""What can be printed of a cycle. Standard library only."""

from __future__ import annotations

from enum import StrEnum

from pdia.kernel.words import N_

TOO_LONG = N_("This record is too long for one PDF. Print its parts singly.")
FAILED = N_("The PDF could not be drawn. Try again; if it fails again, tell your course coordinator.")


class Kind(StrEnum):
    """The documents of a cycle."""

    PORTFOLIO = "portfolio"
    FISHBONE = "fishbone"
    PLAN = "plan"
    HISTORY = "history"


KIND_WORDS = {
    Kind.PORTFOLIO: N_("Team record (portfolio)"),
    Kind.FISHBONE: N_("Causes on one large sheet (A3)"),
    Kind.PLAN: N_("The plan on one page"),
    Kind.HISTORY: N_("Everything that changed, from the beginning"),
}


class PrintState(StrEnum):
    """How far a PDF is."""

    WAITING = "waiting"
    READY = "ready"
    TOO_LONG = "too long"
    FAILED = "failed"


MOST_LINES = 40
"""Lines of the record's annex; everything else is in the full history."""

MOST_ON_PLAN = 14
"""Actions on the plan's one sheet."""

_DENSITIES = ((1500, "roomy"), (3000, "even"), (5200, "close"))


def density_of(written: int) -> str:
    """How close the plan's sheet is set, by the letters that must fit on it."""
    return next((name for most, name in _DENSITIES if written <= most), "dense")
