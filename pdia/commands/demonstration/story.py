"""One cycle while it is told: what was made so far, and who acts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from pdia.commands.demonstration import Cast, Deeds, Stage
from pdia.cycles.models import Cycle
from pdia.teams.models import Team


@dataclass
class Story:
    """One cycle while it is told: the rows made so far, by the refs of the file."""

    stage: Stage
    deeds: Deeds
    teams: dict[str, Team]
    cast: Cast
    plain: dict[str, Any]
    made: dict[str, Any] = field(default_factory=dict)

    @property
    def cycle(self) -> Cycle:
        """The cycle itself; it is there once its first deed is done."""
        found: Cycle = self.made["cycle"]
        return found

    def on(self, days: int, deed: Callable[..., object], at: str | None = None) -> None:
        """Note a deed of one day."""
        self.deeds.on(days, deed, at)

    def by(self, login: str | None) -> Any:
        """Who acts: the named person, otherwise the convenor."""
        return self.stage.actor(login or self.cast.convenor)

    def find(self, ref: str | None) -> Any:
        """The row of a ref, or None where the file names none."""
        return self.made.get(ref) if ref else None
