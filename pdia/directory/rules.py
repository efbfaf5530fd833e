"""Levels of administration, and the limits of names. Standard library only."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum

from pdia.kernel.words import N_

NAME_LIMIT = 120
LETTER_LIMIT = 3
TONES = 12


class Level(StrEnum):
    """Where in the administration somebody works, from the top."""

    STATE = "state"
    DISTRICT = "district"
    BLOCK = "block"
    GRAM_PANCHAYAT = "gram panchayat"
    MUNICIPALITY = "municipality"
    VILLAGE = "village"


LEVEL_WORDS = {
    Level.STATE: N_("State"),
    Level.DISTRICT: N_("District"),
    Level.BLOCK: N_("Block"),
    Level.GRAM_PANCHAYAT: N_("Gram panchayat"),
    Level.MUNICIPALITY: N_("Municipality"),
    Level.VILLAGE: N_("Village"),
}

CLINICAL_LETTERS = frozenset({"H", "AY"})
"""The departments whose voice is heard anyway: hints ask for the others."""


def free_letter(wanted: str, taken: Collection[str]) -> str:
    """`wanted` as the letters of a chip, or the like of it that nobody has: H, H2, H3 and so on."""
    if wanted not in taken:
        return wanted
    stem = wanted[: LETTER_LIMIT - 1]
    numbered = (f"{stem}{number}" for number in range(2, 10))
    lettered = (f"{stem}{chr(letter)}" for letter in range(ord("A"), ord("Z") + 1))
    return next(free for free in (*numbered, *lettered) if free not in taken)
