"""The row of the coach's table, and short names for what a coach asks of a problem statement."""

from __future__ import annotations

from typing import NamedTuple

SOLUTION = "problem.solution_as_problem"
LIMP = "problem.limp"
VIEW = "problem.only_our_view"
GENERAL = "problem.too_general"
FIGURE = "problem.no_figure"


class Said(NamedTuple):
    """A text as somebody would write it, what a coach asks of it in order, and because of what."""

    text: str
    keys: tuple[str, ...]
    because: str = ""


class Answer(NamedTuple):
    """An answer to another question, and whether the coach asks back."""

    text: str
    asks: bool
    because: str = ""
