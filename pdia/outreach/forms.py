"""Shape checks of visits, calls and thanks; limits come from the rules, words from the wording."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Self

from pdia.kernel.fields import Choice, Day, Line, PartForm, Prose, Ticks
from pdia.outreach.rules import LIMITS, REASON_LIMIT, THANKS_LIMIT
from pdia.outreach.wording import CONTACT, HOW, THANKS, TURN
from pdia.threads.rules import COMMENT_LIMIT

Pairs = Iterable[tuple[str, str]]


def _number(value: object) -> int | None:
    text = str(value) if value is not None else ""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


class ContactForm(PartForm):
    """One visit, call or talk: department, day and way first; everything else as far as one got."""

    department_id = Choice(CONTACT["department_id"], coerce=_number)
    met_on = Day(CONTACT["met_on"])
    how = Choice(CONTACT["how"], HOW.items())
    office = Line(CONTACT["office"], LIMITS["office"])
    present = Ticks(CONTACT["present"])
    what = Prose(CONTACT["what"], LIMITS["what"])
    offered = Prose(CONTACT["offered"], LIMITS["offered"])
    agreed = Prose(CONTACT["agreed"], LIMITS["agreed"])

    def offer(self, departments: Pairs, present: Iterable[str]) -> Self:
        """Fill in what can be chosen on this page: departments by id, and those of the team by name."""
        self.department_id.offer([("", "—"), *departments])
        self.present.offer([(name, name) for name in present])
        return self


class StrikeForm(PartForm):
    """Why a note is struck through."""

    reason = Line(CONTACT["reason"], REASON_LIMIT)


class ThanksForm(PartForm):
    """Thanks to another department."""

    to_id = Choice(THANKS["to_id"], coerce=_number)
    text = Prose(THANKS["text"], THANKS_LIMIT, needed=True)

    def offer(self, departments: Pairs) -> Self:
        """Fill in whom one can thank."""
        self.to_id.offer([("", "—"), *departments])
        return self


class TurnForm(PartForm):
    """What one member says when it is their turn."""

    text = Prose(TURN["text"], COMMENT_LIMIT, needed=True)
