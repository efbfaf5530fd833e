"""What a working translation is, and when it is older than its original. Standard library only."""

from __future__ import annotations

from pdia.kernel.words import N_, Refusal

TEXT_LIMIT = 4000
REASON_LIMIT = 300
MOST_TRANSLATIONS = 2000

NO_TEXT = N_("Write the translation; a rough one helps already.")
NO_LANGUAGE = N_("Choose the language you translate into.")
NOTHING_THERE = N_("There is nothing to translate there any more. Open the page again; what you wrote is kept below.")
TOO_MANY = N_("%(most)s translations stand here already; that is all one cycle can hold.")
STRUCK = N_("This translation is struck through. Put it back to write on.")


def place(kind: str, row_id: int, field: str) -> str:
    """The place of a translation as a page names it: ``cause:7:text``."""
    return f"{kind}:{row_id}:{field}"


def parse_place(text: str) -> tuple[str, int, str] | None:
    """The parts of such a place, or None when it is none."""
    parts = text.split(":")
    if len(parts) != 3 or not parts[1].isascii() or not parts[1].isdigit() or len(parts[1]) > 9:
        return None
    return parts[0], int(parts[1]), parts[2]


def is_older(made_from: int, original: int) -> bool:
    """Whether the original was written on after the translation was made."""
    return made_from < original


def check_text(text: object) -> None:
    """Refuse a translation that says nothing."""
    if not text:
        raise Refusal(NO_TEXT, field="text")
