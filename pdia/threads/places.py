"""Where a discussion hangs: a question, a row, a stage or the whole cycle, found through the registry of targets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pdia.cycles.models import Cycle
from pdia.cycles.rules import STAGE_WORDS, Stage
from pdia.cycles.targets import TargetKind, find_target
from pdia.history.operations import as_text
from pdia.kernel.addresses import row_number
from pdia.threads.models import Thread

WHOLE_CYCLE = ""


@dataclass(frozen=True)
class Place:
    """One place of a cycle as it stands now. `label` and `text` become the thread's own text."""

    stage: str = ""
    kind: str = ""
    row_id: int = 0
    field: str = ""
    version: int = 0
    label: str = ""
    text: str = ""
    row: Any = None
    target: TargetKind | None = None

    @property
    def address(self) -> str:
        """As addresses and templates write it."""
        return f"{self.kind}:{self.row_id}:{self.field}" if self.kind else ""

    @property
    def takes_wording(self) -> bool:
        """Whether a new wording can be suggested here."""
        return self.target is not None and self.field in self.target.fields

    @property
    def limit(self) -> int:
        """The most characters the place takes; 0 when it says nothing of that."""
        return self.target.limits.get(self.field, 0) if self.target else 0


def split_target(text: str) -> tuple[str, int, str] | None:
    """The parts of "cause:7:text", or None when that is no such thing."""
    kind, _, rest = text.partition(":")
    number, _, field = rest.partition(":")
    try:
        return kind, row_number(number), field
    except ValueError:
        return None


def place_of_stage(stage: Stage | None) -> Place:
    """A whole stage, or with None the cycle as such."""
    return Place(stage=stage.value, label=STAGE_WORDS[stage]) if stage else Place(label=WHOLE_CYCLE)


def find_place(cycle: Cycle, text: str) -> Place | None:
    """The place named "kind:row:field" of this very cycle as it stands, struck rows too; None if there is none."""
    parts = split_target(text)
    target = find_target(parts[0]) if parts else None
    if parts is None or target is None:
        return None
    kind, row_id, field = parts
    if field and field not in target.labels:
        return None
    row = target.load(cycle, row_id)
    if row is None:
        return None
    words = target.words(row)
    question = target.labels[field] if field else STAGE_WORDS[target.stage]
    said = as_text(getattr(row, field, "")) if field else words
    return Place(
        stage=target.stage.value,
        kind=kind,
        row_id=row_id,
        field=field,
        version=row.base(field) if field else 0,
        label=f"{question}\n{words}" if words and words != said else question,
        text=said,
        row=row,
        target=target,
    )


def place_of(cycle: Cycle, thread: Thread) -> Place | None:
    """The place of a discussion as it stands today, or None when it is gone."""
    if thread.kind:
        return find_place(cycle, thread.target)
    return place_of_stage(Stage(thread.stage) if thread.stage in set(Stage) else None)
