"""Words that travel: message ids with values, decided below and translated only in templates.

Rules and hints never translate. They return a :class:`Message`; the template filter ``say``
turns it into the reader's language. ``N_`` marks a string for the catalogue without translating it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


def N_(text: str) -> str:
    """Mark `text` for extraction into the catalogues; it is translated where it is shown."""
    return text


@dataclass(frozen=True)
class Message:
    """A sentence to be shown: a message id with ``%(name)s`` places, and the values for them."""

    text: str
    values: Mapping[str, object] = field(default_factory=dict)


class Refusal(Exception):
    """A plain "no" with its remedy: what was refused, which field, and the HTTP status it becomes.

    Operations and rules raise it; views turn it into a field error or an error page. Nothing a
    person typed may be lost on the way.
    """

    def __init__(self, text: str, *, field: str | None = None, status: int = 422, **values: object) -> None:
        super().__init__(text % values if values else text)
        self.message = Message(text, values)
        self.field = field
        self.status = status


@dataclass(frozen=True)
class Question:
    """What a field asks: its label, why it is asked, and a worked example. One place per stage holds them."""

    label: str
    why: str = ""
    example: str = ""
