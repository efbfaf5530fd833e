"""What a coach would ask: one short question with its reason, about a field or a row.

Hints never refuse and never grade. A page shows the first few of them, in the order the stage returns
them, and whoever may write there can set one aside; what was set aside is stored by :attr:`Hint.mark`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from pdia.kernel.words import Message


@dataclass(frozen=True)
class Hint:
    """A question of the coach.

    `key` begins with its stage's key and is stable; `about` is the id of the row it is about, if any.
    """

    key: str
    ask: Message
    why: Message
    field: str | None = None
    about: int | None = None

    @classmethod
    def of(
        cls,
        key: str,
        ask: str,
        why: str,
        *,
        field: str | None = None,
        about: int | None = None,
        **values: object,
    ) -> Self:
        """A hint from two message ids marked with ``N_``, both with the same `values`."""
        return cls(key, Message(ask, values), Message(why, values), field, about)

    @property
    def mark(self) -> str:
        """What a dismissal is stored by: the key, and the row when there is one."""
        return self.key if self.about is None else f"{self.key}:{self.about}"
