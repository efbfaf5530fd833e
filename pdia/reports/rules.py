"""What can be printed of a cycle. Standard library only."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from enum import StrEnum
from itertools import accumulate
from math import ceil

from pdia.kernel.words import N_

TOO_LONG = N_("This record is too long for one PDF. Print its parts singly.")
FAILED = N_("The PDF could not be drawn. Try again; if it fails again, tell your course coordinator.")


class Kind(StrEnum):
    """The documents of a cycle."""

    PORTFOLIO = "portfolio"
    FISHBONE = "fishbone"
    PLAN = "plan"
    HISTORY = "history"
    TRANSLATED = "translated"


KIND_WORDS = {
    Kind.PORTFOLIO: N_("Team record (portfolio)"),
    Kind.FISHBONE: N_("Causes on one large sheet (A3)"),
    Kind.PLAN: N_("The plan on one page"),
    Kind.HISTORY: N_("Everything that changed, from the beginning"),
    Kind.TRANSLATED: N_("Team record with the working translations"),
}


KIND_ABOUT = {
    Kind.PORTFOLIO: N_(
        "Everything of this cycle, from the problem to what you learned. To show, to hand over, to keep."
    ),
    Kind.FISHBONE: N_("For the wall of the room in which you meet."),
    Kind.PLAN: N_("Who does what by when, and what is asked of whom. For the table and for each office."),
    Kind.HISTORY: N_("Every saved change, with who made it and when."),
    Kind.TRANSLATED: N_("The same record, and each text that was translated beside its translation."),
}


class PrintState(StrEnum):
    """How far a PDF is."""

    WAITING = "waiting"
    READY = "ready"
    TOO_LONG = "too long"
    FAILED = "failed"


LOST_AFTER = timedelta(minutes=15)
"""A document that was promised and not drawn by then is promised again: its job may have been given up."""

MOST_LINES = 40
"""Lines of the record's annex; everything else is in the full history."""

_SHEET = 132.0  # millimetres of the plan's sheet left for its actions
_COLUMNS = (62, 41, 20, 68, 55)  # how wide their columns are
_SETTINGS = (("roomy", 10.5, 1.5, 3.2), ("even", 9.0, 1.5, 3.2), ("close", 7.8, 1.35, 1.6), ("dense", 6.8, 1.3, 1.6))


def fit_on_sheet(rows: Sequence[Sequence[Sequence[float]]]) -> tuple[str, int]:
    """How close the plan is set to stand on one sheet, and how many of its actions fit there.

    A row has the columns what, who, by when, asked and expected, each with how many letters stand in each
    of its paragraphs. The estimate is rather too tall than too low.
    """
    for name, point, line, padding in _SETTINGS:
        heights = [_height(row, point, line, padding) for row in rows]
        if sum(heights) <= _SHEET:
            return name, len(rows)
    fitting = sum(1 for used in accumulate(heights) if used <= _SHEET)
    return name, max(fitting, 1)


def _height(row: Sequence[Sequence[float]], point: float, line: float, padding: float) -> float:
    letter = point * 0.353 * 0.55
    lines = [
        sum(max(ceil(letters / (width // letter)), 1) for letters in paragraphs)
        for paragraphs, width in zip(row, _COLUMNS, strict=True)
    ]
    return max(lines) * point * 0.353 * line + padding
