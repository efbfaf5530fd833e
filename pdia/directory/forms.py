"""Shape checks of the directory; limits come from the rules, words from the wording."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Self

from pdia.directory.rules import LETTER_LIMIT, LEVEL_WORDS, NAME_LIMIT
from pdia.directory.wording import DEPARTMENT, DESIGNATION, PLACE
from pdia.kernel.fields import Choice, Line, PartForm

Pairs = Iterable[tuple[str, str]]
_LEVELS = [(level.value, words) for level, words in LEVEL_WORDS.items()]


def _number(value: object) -> int | None:
    return int(str(value)) if value else None


class DepartmentForm(PartForm):
    """A department and its chip."""

    name = Line(DEPARTMENT["name"], NAME_LIMIT, needed=True)
    letter = Line(DEPARTMENT["letter"], LETTER_LIMIT, needed=True)

    def offer(self, places: Pairs, departments: Pairs) -> Self:
        """Nothing is chosen here."""
        return self


class PlaceForm(PartForm):
    """A place, and the one it lies in."""

    name = Line(PLACE["name"], NAME_LIMIT, needed=True)
    level = Choice(PLACE["level"], _LEVELS)
    parent_id = Choice(PLACE["parent_id"], coerce=_number)

    def offer(self, places: Pairs, departments: Pairs) -> Self:
        """Fill in the places that another one may lie in."""
        self.parent_id.offer([("", "—"), *places])
        return self


class DesignationForm(PartForm):
    """An office at one level, of one department or of any."""

    name = Line(DESIGNATION["name"], NAME_LIMIT, needed=True)
    level = Choice(DESIGNATION["level"], _LEVELS)
    department_id = Choice(DESIGNATION["department_id"], coerce=_number)

    def offer(self, places: Pairs, departments: Pairs) -> Self:
        """Fill in the departments."""
        self.department_id.offer([("", "—"), *departments])
        return self


class RenameForm(PartForm):
    """Another name for a place or an office."""

    name = Line(PLACE["name"], NAME_LIMIT, needed=True)
