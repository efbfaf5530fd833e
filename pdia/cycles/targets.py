"""The registry of what history, a thread or a suggestion can point at.

Each stage enters its kinds of rows here: how one is loaded, how its fields are called, which of them
may be written again from history. So those above and below reach the stages without importing them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from pdia.access.actor import Actor
from pdia.cycles.models import Cycle
from pdia.cycles.rules import Stage
from pdia.history.models import Revised

Page = tuple[str, Mapping[str, Any]]


def no_words(row: Any) -> str:
    """For kinds of which a stage has one row only: its question says enough."""
    return ""


def own_strike(cycle: Cycle, row: Any) -> bool:
    """For kinds whose rows are struck through by themselves alone, or not at all."""
    return bool(getattr(row, "struck", False))


def write_nothing(cycle: Cycle, row: Any, name: str, text: str, by: Actor) -> None:
    """For kinds whose history is read only."""


@dataclass(frozen=True)
class TargetKind:
    """One kind of row of a stage.

    `load` gives a row of this very cycle or None, struck ones too; `write` puts an earlier or a suggested
    text into one of `fields`; `labels` are the questions (message ids) by field name, `limits` the most
    characters each takes. `words` is what a row says in its own words ("No stock on Mondays"); `page` the
    endpoint that shows it, with the values it takes beside the cycle, when that is not the stage's own page.
    `choices` are the words of the values that are chosen from a list; `is_struck` says whether a row stands
    struck through, perhaps with what it belongs to.
    """

    kind: str
    stage: Stage
    load: Callable[[Cycle, int], Revised | None]
    labels: Mapping[str, str]
    write: Callable[[Cycle, Any, str, str, Actor], None] = write_nothing
    fields: frozenset[str] = field(default_factory=frozenset)
    limits: Mapping[str, int] = field(default_factory=dict)
    words: Callable[[Any], str] = no_words
    page: Callable[[Any], Page] | None = None
    choices: Mapping[str, Mapping[Any, str]] = field(default_factory=dict)
    is_struck: Callable[[Cycle, Any], bool] = own_strike

    def chosen(self, name: str, value: str) -> str:
        """The words (message id) of a value that was chosen and not written; empty for a text."""
        return self.choices.get(name, {}).get(value, "")


_KINDS: dict[str, TargetKind] = {}


def register(target: TargetKind) -> None:
    """Enter a kind of row; a stage does it once, when it is imported."""
    _KINDS[target.kind] = target


def find_target(kind: str) -> TargetKind | None:
    """The entry of a kind of row, or None."""
    return _KINDS.get(kind)


def labels_of(stage: Stage) -> dict[str, str]:
    """The questions of a stage by ``kind.field``: what a photo may be about."""
    return {
        f"{kind.kind}.{name}": label
        for kind in _KINDS.values()
        if kind.stage is stage
        for name, label in kind.labels.items()
        if name in kind.fields
    }


def kinds_of(stage: Stage) -> list[str]:
    """The kinds of rows that belong to a stage."""
    return [kind.kind for kind in _KINDS.values() if kind.stage is stage]


def list_kinds() -> frozenset[str]:
    """The kinds of rows that are entered: all of the team's work that others than the team may read of."""
    return frozenset(_KINDS)
