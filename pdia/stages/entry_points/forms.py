"""Shape checks of the entry-points stage; limits come from the rules, words from the wording."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Self

from pdia.kernel.fields import Choice, Day, Line, PartForm, Prose
from pdia.stages.entry_points.rules import LIMITS, OFFICE_LIMITS, WHY_LIMIT
from pdia.stages.entry_points.wording import LOOK, OFFICE, POINT, RATING, SIZES, WHY

Pairs = Iterable[tuple[str, str]]
_SCALE = [("", "—"), *((str(number), str(number)) for number in range(1, 11))]


def _number(value: object) -> int | None:
    return int(str(value)) if str(value or "").isdigit() else None


class RatingForm(PartForm):
    """Three ratings with their reasons: a member's own, or the team's."""

    authority = Choice(RATING["authority"], SIZES.items())
    acceptance = Choice(RATING["acceptance"], SIZES.items())
    ability = Choice(RATING["ability"], SIZES.items())
    authority_why = Line(WHY["authority_why"], WHY_LIMIT)
    acceptance_why = Line(WHY["acceptance_why"], WHY_LIMIT)
    ability_why = Line(WHY["ability_why"], WHY_LIMIT)


class PointForm(PartForm):
    """Where the team starts; the cause is chosen once, when the entry point is made."""

    cause_id = Choice(POINT["cause_id"], coerce=_number)
    reason_now = Prose(POINT["reason_now"], LIMITS["reason_now"])
    first_step = Prose(POINT["first_step"], LIMITS["first_step"])
    person_id = Choice(POINT["person_id"], coerce=_number)
    by_date = Day(POINT["by_date"])

    def offer(self, causes: Pairs, members: Pairs) -> Self:
        """Fill in what can be chosen on this page."""
        self.cause_id.offer(causes)
        self.person_id.offer([("", "—"), *members])
        return self


class LookForm(PartForm):
    """The next cause at which the team looks."""

    cause_id = Choice(LOOK["cause_id"], coerce=_number)

    def offer(self, causes: Pairs) -> Self:
        """Fill in the causes that may be chosen."""
        self.cause_id.offer(causes)
        return self


class OfficeForm(PartForm):
    """An office that backs or blocks a step."""

    office = Line(OFFICE["office"], OFFICE_LIMITS["office"], needed=True)
    support = Choice(OFFICE["support"], coerce=_number)
    influence = Choice(OFFICE["influence"], coerce=_number)
    note = Line(OFFICE["note"], OFFICE_LIMITS["note"])

    def offer(self) -> Self:
        """Fill in the numbers from 1 to 10."""
        self.support.offer(_SCALE)
        self.influence.offer(_SCALE)
        return self


class StrikeForm(PartForm):
    """Why a row is struck through."""

    reason = Line(POINT["reason"], 300)
