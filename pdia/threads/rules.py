"""What a discussion is, whose turn it is, and where its words went. Standard library only."""

from __future__ import annotations

from enum import StrEnum


class Sort(StrEnum):
    """What somebody begins a discussion with."""

    QUESTION = "question"
    SUGGESTION = "suggestion"
    PRAISE = "praise"


class State(StrEnum):
    """Whether a discussion goes on."""

    OPEN = "open"
    CLOSED = "closed"


class Side(StrEnum):
    """From where somebody speaks: kept with every comment, whatever becomes of the roster."""

    TEAM = "team"
    MENTOR = "mentor"  # mentors and course coordinators
    OFFICE = "office"  # approving officers


class Turn(StrEnum):
    """Who is to speak next; nobody after praise, or once a discussion is closed."""

    NOBODY = ""
    TEAM = "team"
    MENTOR = "mentor"


class Decision(StrEnum):
    """What the team made of a suggested wording."""

    NONE = ""
    ACCEPTED = "accepted"
    DECLINED = "declined"
