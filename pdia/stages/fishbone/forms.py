"""Shape checks of the fishbone; limits come from the rules, words from the wording."""

from __future__ import annotations

from collections.abc import Iterable

from pdia.kernel.fields import Choice, Line, PartForm, Prose, Ticks
from pdia.kernel.words import N_
from pdia.stages.fishbone.rules import HOW_KNOWN_WORDS, LIMITS
from pdia.stages.fishbone.wording import CAUSE, HIDE_NAMES, PROPOSAL, VOTE

Pairs = Iterable[tuple[str, str]]


def _number(value: object) -> int | None:
    return int(str(value)) if value not in ("", None, "None") else None


class PlaceForm(PartForm):
    """Where a cause belongs; nothing chosen makes it a bone."""

    parent_id = Choice(CAUSE["parent_id"], coerce=_number)

    def offer(self, places: Pairs) -> PlaceForm:
        """Fill in the causes that this one may lie under."""
        self.parent_id.offer(places)
        return self


class NewCauseForm(PlaceForm):
    """A new cause: its words and its place."""

    text = Line(CAUSE["text"], LIMITS["text"], needed=True)


class CauseForm(PartForm):
    """A cause's words, whom it touches and how it is known."""

    text = Line(CAUSE["text"], LIMITS["text"], needed=True)
    departments = Ticks(CAUSE["departments"], coerce=int)
    how_known = Choice(CAUSE["how_known"], HOW_KNOWN_WORDS.items())
    note = Line(CAUSE["note"], LIMITS["note"])

    def offer(self, departments: Pairs) -> CauseForm:
        """Fill in the institute's departments."""
        self.departments.offer(departments)
        return self


class StrikeForm(PartForm):
    """Why a cause is struck through."""

    reason = Line(CAUSE["reason"], LIMITS["reason"])


class ProposalForm(PartForm):
    """One member's private causes."""

    p1 = Prose(PROPOSAL["p1"], LIMITS["text"])
    p2 = Prose(PROPOSAL["p2"], LIMITS["text"])
    p3 = Prose(PROPOSAL["p3"], LIMITS["text"])
    p4 = Prose(PROPOSAL["p4"], LIMITS["text"])
    p5 = Prose(PROPOSAL["p5"], LIMITS["text"])


class VoteForm(PartForm):
    """One member's private ticks."""

    causes = Ticks(VOTE, coerce=int)

    def offer(self, causes: Pairs) -> VoteForm:
        """Fill in the standing causes."""
        self.causes.offer(causes)
        return self


class AskForm(PartForm):
    """How the answers will be shown."""

    names_hidden = Choice(HIDE_NAMES, [("", N_("With names")), ("y", N_("Without names"))])
