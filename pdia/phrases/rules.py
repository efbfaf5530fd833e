"""Limits and sorts of phrases. Standard library only."""

from __future__ import annotations

from enum import StrEnum

from pdia.kernel.words import N_

TEXT_LIMIT = 400
FITS_LIMIT = 120
MOST_PHRASES = 300

NO_TEXT = N_("Write the phrase first.")
TAKEN = N_("This phrase is already in the list.")
TAKEN_STRUCK = N_("This phrase is in the list of those taken out. Put it back there.")
TOO_MANY = N_("There are %(most)s phrases already. Take one out before adding another.")


class Sort(StrEnum):
    """What a phrase is for."""

    PROMPT = "prompt"
    LINE = "line"
    PRAISE = "praise"


SORT_WORDS = {
    Sort.PROMPT: N_("Question of this step"),
    Sort.LINE: N_("When a team is stuck"),
    Sort.PRAISE: N_("Appreciation"),
}


class Source(StrEnum):
    """Where a phrase comes from."""

    METHOD = "method"
    OWN = "own"


SOURCE_WORDS = {Source.METHOD: N_("from the method"), Source.OWN: N_("of our institute")}
