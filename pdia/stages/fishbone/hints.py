"""What a coach would ask of a fishbone.

After "deconstructing problems" in Harvard Building State Capability's PDIA toolkit (whys and a
fishbone); that all causes lie with one department, or in the clinic, is the experience of Singh,
Miller and Closser (2024). How many bones are few or many is our own guess and easy to change.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pdia.cycles.hints import Hint
from pdia.cycles.lexicon.judgements import families, is_clinical, is_health_department, is_only_our_view
from pdia.cycles.lexicon.reading import read
from pdia.kernel.words import N_

FEWEST_BONES, MOST_BONES = 3, 6
ONE_SIDED_FROM = 4  # causes, before it means anything that all are of one kind
CLINICAL_SHARE = 0.8
DEEP_ENOUGH = 3  # a bone, its why, and the why of that


@dataclass(frozen=True)
class CauseContent:
    """A cause; `departments` are names as the team reads them."""

    id: int
    text: str
    parent_id: int | None = None
    departments: frozenset[str] = frozenset()
    how_known: str = ""  # evidence, assumption
    struck: bool = False


@dataclass(frozen=True)
class FishboneContent:
    """The causes of a problem, in their order."""

    causes: Sequence[CauseContent] = ()


def hints_for_fishbone(content: FishboneContent) -> list[Hint]:
    """The hints for a fishbone, those of most worth first; struck causes do not count."""
    causes = _standing(content.causes)
    known = {cause.id for cause in causes}
    bones = [cause for cause in causes if cause.parent_id not in known]
    if not causes:
        return []
    hints = _one_sided(causes)
    if len(bones) < FEWEST_BONES:
        hints.append(
            Hint.of(
                "fishbone.few_bones",
                N_("What else feeds this problem, seen from another department's day?"),
                N_("With three or more main causes you have somewhere else to go when one is stuck."),
            )
        )
    hints += _thin(causes, bones)
    if len(bones) > MOST_BONES:
        hints.append(
            Hint.of(
                "fishbone.many_bones",
                N_("Which of these main causes belong under one another?"),
                N_("Three to six main causes can be seen at one look and shared among you."),
            )
        )
    hints += _unheard(causes)
    return hints


def _standing(causes: Sequence[CauseContent]) -> list[CauseContent]:
    """The causes that are not struck, nor under a cause that is; a loop of parents ends where it began."""
    by_id = {cause.id: cause for cause in causes}
    gone = {cause.id for cause in causes if cause.struck}
    for cause in causes:
        line: list[int] = []
        step: CauseContent | None = cause
        while step is not None and step.id not in gone and step.id not in line:
            line.append(step.id)
            step = by_id.get(step.parent_id) if step.parent_id is not None else None
        if step is not None and step.id in gone:
            gone.update(line)
    return [cause for cause in causes if cause.id not in gone and cause.text.strip()]


def _one_sided(causes: Sequence[CauseContent]) -> list[Hint]:
    """All causes with one department, or else all of them in the clinic."""
    if len(causes) < ONE_SIDED_FROM:
        return []
    touching = set().union(*(families(cause.departments) for cause in causes))
    if len(touching) == 1 and all(cause.departments for cause in causes):
        name = sorted(set().union(*(cause.departments for cause in causes)))[0]
        return [
            Hint.of(
                "fishbone.one_department",
                N_("What would the other departments add if they drew this?"),
                N_("Every cause so far lies with %(department)s; a cause elsewhere is often easier to move."),
                department=name,
            )
        ]
    if any(not is_health_department(name) for cause in causes for name in cause.departments):
        return []
    clinical = sum(is_clinical(read(cause.text)) for cause in causes)
    if clinical < CLINICAL_SHARE * len(causes):
        return []
    return [
        Hint.of(
            "fishbone.all_clinical",
            N_("What happens before anybody reaches the clinic: at home, at school, on the way?"),
            N_("All causes so far are medical; the other departments can act on what lies outside."),
        )
    ]


def _thin(causes: Sequence[CauseContent], bones: Sequence[CauseContent]) -> list[Hint]:
    """Bones without a why of their own; or, when all have one, no chain that goes further."""
    parents = {cause.parent_id for cause in causes}
    bare = [bone for bone in bones if bone.id not in parents]
    if len(bones) >= FEWEST_BONES and bare:
        return [_thin_at(bone) for bone in bare]
    if len(bones) >= FEWEST_BONES and _depth(causes) < DEEP_ENOUGH:
        return [_thin_at(None)]
    return []


def _thin_at(bone: CauseContent | None) -> Hint:
    if bone is not None:
        ask = N_("Why does this happen: %(cause)s?")
    else:
        ask = N_("Take the cause you know best and ask why twice more: what comes up?")
    return Hint.of(
        "fishbone.thin_chain",
        ask,
        N_("What you can change within two weeks usually lies two or three whys further down."),
        about=bone.id if bone else None,
        cause=bone.text.strip().rstrip("?.।") if bone else "",
    )


def _depth(causes: Sequence[CauseContent]) -> int:
    parent = {cause.id: cause.parent_id for cause in causes}
    deepest = 0
    for cause in causes:
        depth, at = 0, cause.id if cause.id in parent else None
        while at in parent and depth < DEEP_ENOUGH:
            depth += 1
            at = parent[at]
        deepest = max(deepest, depth)
    return deepest


def _unheard(causes: Sequence[CauseContent]) -> list[Hint]:
    """Causes that speak of people from outside, and a fishbone of assumptions only."""
    hints = [
        Hint.of(
            "fishbone.only_our_view",
            N_("Who among them has been asked, and what did they say?"),
            N_("What looks like want of interest is often a reason that nobody has heard yet."),
            field="note",
            about=cause.id,
        )
        for cause in causes
        if cause.how_known != "evidence" and is_only_our_view(read(cause.text))
    ]
    known = [cause.how_known for cause in causes if cause.how_known]
    if len(known) >= ONE_SIDED_FROM and "evidence" not in known:
        hints.append(
            Hint.of(
                "fishbone.all_assumed",
                N_("Which one of these could you check this week, by looking or by asking?"),
                N_("One cause seen with your own eyes tells you which of the others to trust."),
            )
        )
    return hints
