"""Limits, kinds of ideas, and the team's word on an idea. Standard library only."""

from __future__ import annotations

from enum import StrEnum

from pdia.kernel.words import N_, Refusal

LIMITS = {"text": 250, "where_seen": 200, "strengths": 500, "gaps": 500, "adapt": 500}
COMPARED = ("sound", "doable", "acceptable")
MOST_IDEAS = 100

NO_TEXT = N_("Write the idea in one sentence; the rest can wait.")
TOO_MANY = N_("%(most)s ideas stand here already. Strike one through before adding another.")
NOT_ITSELF = N_("Choose another idea to combine this one with.")
NO_KEPT = N_("Choose one of the answers on the page.")


class IdeaKind(StrEnum):
    """Where in the space of possible answers an idea comes from."""

    EXISTING = "existing"
    LATENT = "latent"
    DEVIANCE = "deviance"
    OUTSIDE = "outside"


class Kept(StrEnum):
    """The team's present word on an idea."""

    OPEN = "open"
    CHOSEN = "chosen"
    PARKED = "parked"


def check_text(text: object) -> None:
    """Refuse an idea that says nothing."""
    if not text:
        raise Refusal(NO_TEXT, field="text")


def check_kept(kept: str) -> Kept:
    """The team's word, or a refusal of what is none."""
    if kept not in set(Kept):
        raise Refusal(NO_KEPT, field="kept")
    return Kept(kept)
