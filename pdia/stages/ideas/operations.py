"""Every write of the ideas stage. Members of the team may, while the cycle is open."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pdia.access.actor import Actor
from pdia.cycles import targets
from pdia.cycles.models import Cycle
from pdia.cycles.operations import begin_work, describe_stage
from pdia.cycles.rules import Stage
from pdia.history.operations import Where, add_row, record, save_fields, strike, unstrike
from pdia.history.rules import Deed
from pdia.kernel.db import session
from pdia.kernel.words import N_, Message, Refusal
from pdia.stages.entry_points.queries import find_entry_point
from pdia.stages.ideas.models import Idea
from pdia.stages.ideas.queries import count_ideas, find_idea
from pdia.stages.ideas.rules import COMPARED, LIMITS, MOST_IDEAS, NOT_ITSELF, TOO_MANY, Kept, check_kept, check_text
from pdia.stages.ideas.wording import IDEA, KEPT, KINDS, SIZES

LINKS = ("entry_point_id", "combine_with_id")
FIELDS = ("text", "how", *(name for name in LIMITS if name != "text"), *COMPARED)


def add_idea(cycle: Cycle, values: Mapping[str, Any], *, by: Actor) -> Idea:
    """Put an idea beside the others; who proposed it is kept as text, with the posting of the day."""
    where = begin_work(cycle, by)
    check_text(values.get("text"))
    if sum(count_ideas(cycle.id).values()) >= MOST_IDEAS:
        raise Refusal(TOO_MANY, most=MOST_IDEAS)
    tie = by.tie_to(cycle.team_id)
    idea = Idea(
        institute_id=cycle.institute_id,
        cycle_id=cycle.id,
        kept=Kept.OPEN,
        proposer=by.name,
        posting=by.posting_in(cycle.team_id),
        department_id=tie.department_id if tie else None,
        heads={},
    )
    add_row(idea, {name: values.get(name) or "" for name in FIELDS}, by=by, where=where)
    _link(cycle, idea, values, by=by, where=where, deed=Deed.ADD)
    _describe(cycle, by=by)
    return idea


def save_idea(cycle: Cycle, idea: Idea, values: Mapping[str, Any], bases: Mapping[str, int], *, by: Actor) -> list[str]:
    """Write on at an idea, field by field: anybody of the team may, the proposer stays."""
    where = begin_work(cycle, by)
    if "text" in values:
        check_text(values["text"])
    _link(cycle, idea, values, by=by, where=where, deed=Deed.EDIT)
    session.flush()  # saving the fields reads the row again
    fields = {name: value for name, value in values.items() if name not in LINKS}
    return save_fields(idea, fields, bases, by=by, where=where)


def keep_idea(cycle: Cycle, idea: Idea, kept: str, *, by: Actor) -> None:
    """The team's word on an idea: chosen, parked, or open again. The same word twice is no error."""
    where, word = begin_work(cycle, by), check_kept(kept)
    if idea.kept != word:
        idea.kept = word
        record(idea, "kept", word, by=by, where=where, deed=Deed.STATE)
    session.flush()  # the rail counts what is chosen
    _describe(cycle, by=by)


def strike_idea(cycle: Cycle, idea: Idea, reason: str, *, by: Actor) -> None:
    """Strike an idea through with a reason; it stays readable."""
    strike(idea, reason, by=by, where=begin_work(cycle, by))
    session.flush()  # the rail counts what is left
    _describe(cycle, by=by)


def unstrike_idea(cycle: Cycle, idea: Idea, *, by: Actor) -> None:
    """Put a struck idea back."""
    unstrike(idea, by=by, where=begin_work(cycle, by))
    session.flush()  # the rail counts it again
    _describe(cycle, by=by)


def _link(cycle: Cycle, idea: Idea, values: Mapping[str, Any], *, by: Actor, where: Where, deed: Deed) -> None:
    """Tie an idea to its place to start and to a fellow idea; history keeps their words, not numbers."""
    point_id = values.get("entry_point_id", idea.entry_point_id)
    if point_id != idea.entry_point_id:
        point = find_entry_point(cycle.id, point_id) if point_id is not None else None
        idea.entry_point_id = point.id if point else None
        record(idea, "entry_point_id", point.cause.text if point else "", by=by, where=where, deed=deed)
    other_id = values.get("combine_with_id", idea.combine_with_id)
    if other_id != idea.combine_with_id:
        other = find_idea(cycle.id, other_id) if other_id is not None else None
        if other is idea:
            raise Refusal(NOT_ITSELF, field="combine_with_id")
        idea.combine_with_id = other.id if other else None
        record(idea, "combine_with_id", other.text if other else "", by=by, where=where, deed=deed)


def _describe(cycle: Cycle, *, by: Actor) -> None:
    """The rail's words: "5 ideas, 2 chosen"."""
    counts = count_ideas(cycle.id)
    count, chosen = sum(counts.values()), counts.get(Kept.CHOSEN, 0)
    if not count:
        words = None
    elif chosen:
        text = N_("%(count)s ideas, %(chosen)s chosen") if count > 1 else N_("one idea, chosen")
        words = Message(text, {"count": count, "chosen": chosen})
    else:
        words = Message(N_("%(count)s ideas") if count > 1 else N_("one idea"), {"count": count})
    describe_stage(cycle, Stage.IDEAS, words, by=by)


def _write(cycle: Cycle, row: Any, field: str, text: str, by: Actor) -> None:
    save_fields(row, {field: text}, {}, by=by, where=begin_work(cycle, by), deed=Deed.RESTORE)


targets.register(
    targets.TargetKind(
        kind=Idea.kind,
        load=lambda cycle, row_id: find_idea(cycle.id, row_id),
        write=_write,
        fields=frozenset(LIMITS),
        limits=LIMITS,
        words=lambda row: row.text,
        page=lambda row: ("ideas.edit", {"idea_id": row.id}),
        labels={name: question.label for name, question in IDEA.items()},
        choices={
            "how": KINDS,
            "kept": {kept: words for kept, (words, _tone) in KEPT.items()},
            **dict.fromkeys(("sound", "doable", "acceptable"), SIZES),
        },
        stage=Stage.IDEAS,
    )
)
