"""Plain text to be sent on: headings and links as WhatsApp understands them."""

from __future__ import annotations

from urllib.parse import quote

WHATSAPP = "https://wa.me/?text="
LONGEST_LINK = 8000
"""A longer address is cut on the way by some phones: then the text is copied instead."""


def bold(words: str) -> str:
    """A heading as WhatsApp understands it: one line between stars, with no star inside."""
    line = " ".join(words.replace("*", " ").split())
    return f"*{line}*" if line else ""


def whatsapp_link(text: str) -> str:
    """The address that hands a text over to WhatsApp, or the empty text when it is too long for that."""
    link = WHATSAPP + quote(text, safe="")
    return link if len(link) <= LONGEST_LINK else ""
