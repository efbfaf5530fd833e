"""The ideas as plain data: for hints, the portfolio and exports."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pdia.cycles.models import Cycle
from pdia.stages.ideas.hints import IdeaContent, IdeasContent
from pdia.stages.ideas.models import Idea
from pdia.stages.ideas.queries import list_ideas


@dataclass(frozen=True)
class IdeaDigest:
    """One idea; `chip` is the proposer's department as (letter, name, tone)."""

    id: int
    entry_point_id: int | None
    cause: str
    text: str
    kind: str
    where_seen: str
    strengths: str
    gaps: str
    adapt: str
    combine_with: str
    sound: str
    doable: str
    acceptable: str
    kept: str
    proposer: str
    posting: str
    chip: tuple[str, str, int] | None
    struck_reason: str | None


@dataclass(frozen=True)
class IdeasDigest:
    """The stage as it may be printed."""

    ideas: tuple[IdeaDigest, ...]
    struck: tuple[IdeaDigest, ...]


def ideas_content(ideas: Iterable[Idea]) -> IdeasContent:
    """What the coach's hints look at; struck ideas are left in peace."""
    return IdeasContent(
        tuple(
            IdeaContent(
                id=idea.id,
                entry_point_id=idea.entry_point_id,
                text=idea.text,
                kind=idea.how,
                adapt=idea.adapt,
                kept=idea.kept,
            )
            for idea in ideas
            if not idea.struck
        )
    )


def digest_ideas(cycle: Cycle) -> IdeasDigest:
    """Everything of this stage that may be printed. One query."""
    rows = list_ideas(cycle.id, struck=True)
    texts = {row.id: row.text for row in rows}
    ideas = [_idea(row, texts) for row in rows]
    return IdeasDigest(
        ideas=tuple(idea for idea in ideas if idea.struck_reason is None),
        struck=tuple(idea for idea in ideas if idea.struck_reason is not None),
    )


def _idea(row: Idea, texts: dict[int, str]) -> IdeaDigest:
    department = row.department
    return IdeaDigest(
        id=row.id,
        entry_point_id=row.entry_point_id,
        cause=row.entry_point.cause.text if row.entry_point else "",
        text=row.text,
        kind=row.how,
        where_seen=row.where_seen,
        strengths=row.strengths,
        gaps=row.gaps,
        adapt=row.adapt,
        combine_with=texts.get(row.combine_with_id, "") if row.combine_with_id else "",
        sound=row.sound,
        doable=row.doable,
        acceptable=row.acceptable,
        kept=row.kept,
        proposer=row.proposer,
        posting=row.posting,
        chip=(department.letter, department.name, department.tone) if department else None,
        struck_reason=row.struck_reason if row.struck else None,
    )
