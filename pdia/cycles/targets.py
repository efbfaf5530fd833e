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


def write_nothing(cycle: Cycle, row: Any, name: str, text: str, by: Actor) -> None:
    """For kinds whose history is read only."""


@dataclass(frozen=True)
class TargetKind:
    """One kind of row of a stage.

    `load` gives a row of this very cycle or None; `write` puts an earlier text back into one of
    `fields`; `labels` are the questions (message ids) by field name.
    """

    kind: str
    stage: Stage
    load: Callable[[Cycle, int], Revised | None]
    labels: Mapping[str, str]
    write: Callable[[Cycle, Any, str, str, Actor], None] = write_nothing
    fields: frozenset[str] = field(default_factory=frozenset)


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
