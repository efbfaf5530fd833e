"""Shape checks of the ideas stage; limits come from the rules, words from the wording."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Self

from pdia.kernel.fields import Choice, Line, PartForm, Prose
from pdia.kernel.words import N_
from pdia.stages.ideas.rules import LIMITS
from pdia.stages.ideas.wording import IDEA, KINDS, SIZES

Pairs = Iterable[tuple[str, str]]
_SIZES = [("", N_("Not said yet")), *SIZES.items()]


def _number(value: object) -> int | None:
    return int(str(value)) if str(value or "").isdigit() else None


class IdeaForm(PartForm):
    """One idea: its sentence first, everything else as far as the team got."""

    text = Prose(IDEA["text"], LIMITS["text"], needed=True)
    entry_point_id = Choice(IDEA["entry_point_id"], coerce=_number)
    how = Choice(IDEA["how"], [("", N_("Not said yet")), *KINDS.items()])
    where_seen = Line(IDEA["where_seen"], LIMITS["where_seen"])
    strengths = Prose(IDEA["strengths"], LIMITS["strengths"])
    gaps = Prose(IDEA["gaps"], LIMITS["gaps"])
    adapt = Prose(IDEA["adapt"], LIMITS["adapt"])
    combine_with_id = Choice(IDEA["combine_with_id"], coerce=_number)
    sound = Choice(IDEA["sound"], _SIZES)
    doable = Choice(IDEA["doable"], _SIZES)
    acceptable = Choice(IDEA["acceptable"], _SIZES)

    def offer(self, entry_points: Pairs, others: Pairs) -> Self:
        """Fill in what can be chosen on this page."""
        self.entry_point_id.offer([("", "—"), *entry_points])
        self.combine_with_id.offer([("", "—"), *others])
        return self


class StrikeForm(PartForm):
    """Why an idea is struck through."""

    reason = Line(IDEA["reason"], 300)
