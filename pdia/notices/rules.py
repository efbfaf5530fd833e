"""Kinds of notices, when each goes out as a letter, and when it is not worth sending any more. Standard library only."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """What a notice is about; each person chooses for each kind when it comes as a letter."""

    ASKED = "asked"  # a question waits for this very person or department
    TALK = "talk"  # something was said in a discussion
    WORK = "work"  # the team went on: a round opened or closed, check-ins revealed
    HELP = "help"  # a member asks for help
    REMINDER = "reminder"  # a day has passed


class Mail(StrEnum):
    """What becomes of a notice as a letter."""

    NONE = "none"
    WAITING = "waiting"
    SENT = "sent"
    REFUSED = "refused"
    STOPPED = "stopped"
