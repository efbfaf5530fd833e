"""Levels of administration, and the limits of names. Standard library only."""

from __future__ import annotations

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
