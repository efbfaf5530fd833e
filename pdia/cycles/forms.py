"""Shape checks for a cycle as a whole."""

from __future__ import annotations

from pdia.cycles.rules import PAUSE_LIMIT, TITLE_LIMIT
from pdia.cycles.wording import FIT, PAUSE, TITLE
from pdia.kernel.fields import Choice, Line, PartForm
from pdia.kernel.words import N_


def _number(value: object) -> int | None:
    return int(str(value)) if value not in ("", None, "None") else None


class FitForm(PartForm):
    """Three answers that tell what kind of challenge this is."""

    known_way = Choice(
        FIT["known_way"],
        [("", ""), ("0", N_("Yes, and it works elsewhere")), ("1", N_("Partly")), ("2", N_("No, nobody really knows"))],
        coerce=_number,
    )
    many_hands = Choice(
        FIT["many_hands"],
        [("", ""), ("0", N_("One office")), ("1", N_("Two or three")), ("2", N_("Many, and people themselves"))],
        coerce=_number,
    )
    agreement = Choice(
        FIT["agreement"],
        [("", ""), ("0", N_("Yes")), ("1", N_("In part")), ("2", N_("No, views differ"))],
        coerce=_number,
    )


class TitleForm(PartForm):
    """The cycle's name."""

    title = Line(TITLE, TITLE_LIMIT, needed=True)


class PauseForm(PartForm):
    """Why the cycle pauses."""

    reason = Line(PAUSE, PAUSE_LIMIT, needed=True)
