"""Limits, places and refusals of the fishbone. Standard library only.

A fishbone is a set of causes, each under another or under none (a bone). Everything here works on
two plain mappings: which cause lies under which, and which are struck.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from enum import StrEnum

from pdia.kernel.words import N_, Message, Refusal

LIMITS = {"text": 160, "note": 300, "reason": 300}
MOST_CAUSES = 60
MOST_BONES = 8
MOST_DEPTH = 6
PROPOSALS = ("p1", "p2", "p3", "p4", "p5")
"""The names of one member's private proposals; three are asked first, the rest waits under details."""
FIRST_PROPOSALS = PROPOSALS[:3]
MOST_VOTES = 3

NO_TEXT = N_("Write the cause in a few words, for example: nobody stays when the pump driver is ill.")
TOO_MANY = N_("There are %(most)s causes already. Strike one through before adding another.")
TOO_MANY_BONES = N_(
    "There are %(most)s main causes (bones) already. Put this one under another, or strike one through."
)
TOO_DEEP = N_("A chain has at most %(most)s steps. Put this one a step higher.")
OWN_LOOP = N_("A cause cannot lie under itself or under one of its own whys. Choose another place.")
NOT_THERE = N_("This place is not on the fishbone any more. Choose another one.")
UNDER_STRUCK = N_("“%(cause)s” is struck through. Put it back first, or choose another place.")
AT_THE_END = N_("It is already at this end of its bone.")
TOO_MANY_VOTES = N_("Choose at most %(most)s causes; you ticked %(ticked)s. Take some ticks away.")
NO_VOTE = N_("Tick at least one cause.")
NOTHING_PROPOSED = N_("Write at least one cause before you finish. You can also keep it for later.")
WROTE_ALREADY = N_("%(name)s has written already. Only %(name)s can read or change that before the answers are opened.")

MOVED_UNDER = N_("%(name)s moved this while you were looking: it is now under “%(place)s”. Nothing else was changed.")
MOVED_TO_BONE = N_(
    "%(name)s moved this while you were looking: it is now a main cause (bone). Nothing else was changed."
)
STRUCK_MEANWHILE = N_("%(name)s struck this through while you were looking. Nothing else was changed.")
PUT_BACK_MEANWHILE = N_("%(name)s put this back while you were looking. Nothing else was changed.")

Parents = Mapping[int, int | None]


class HowKnown(StrEnum):
    """Whether the team has seen it, or thinks so."""

    UNSAID = ""
    EVIDENCE = "evidence"
    ASSUMPTION = "assumption"


HOW_KNOWN_WORDS = {
    HowKnown.UNSAID: N_("Not said yet"),
    HowKnown.EVIDENCE: N_("We have evidence"),
    HowKnown.ASSUMPTION: N_("We assume it"),
}


def line_of(parents: Parents, cause_id: int) -> list[int]:
    """A cause and what it lies under, up to its bone; ends where a broken chain would loop."""
    line: list[int] = []
    step: int | None = cause_id
    while step is not None and step in parents and step not in line:
        line.append(step)
        step = parents[step]
    return line


def below(parents: Parents, cause_id: int) -> set[int]:
    """Everything that lies under a cause, at any depth, without the cause itself."""
    return {other for other in parents if other != cause_id and cause_id in line_of(parents, other)}


def standing(parents: Parents, struck: Collection[int]) -> set[int]:
    """The causes that are neither struck nor under one that is."""
    return {cause_id for cause_id in parents if not set(line_of(parents, cause_id)) & set(struck)}


def height(parents: Parents, cause_id: int) -> int:
    """How many steps a cause takes with everything under it: 1 when nothing is."""
    depth = len(line_of(parents, cause_id))
    return 1 + max((len(line_of(parents, other)) - depth for other in below(parents, cause_id)), default=0)


def check_place(parents: Parents, struck: Collection[int], parent_id: int | None, *, moving: int | None = None) -> None:
    """Refuse a place that is gone, struck, inside the moved cause itself, too deep or one bone too many."""
    stand = standing(parents, struck)
    if parent_id is None:
        bones = {cause_id for cause_id in stand if parents[cause_id] is None} - {moving}
        if len(bones) >= MOST_BONES:
            raise Refusal(TOO_MANY_BONES, field="parent_id", most=MOST_BONES)
        return
    if parent_id not in parents:
        raise Refusal(NOT_THERE, field="parent_id")
    if moving is not None and moving in line_of(parents, parent_id):
        raise Refusal(OWN_LOOP, field="parent_id")
    if len(line_of(parents, parent_id)) + (height(parents, moving) if moving else 1) > MOST_DEPTH:
        raise Refusal(TOO_DEEP, field="parent_id", most=MOST_DEPTH)


def is_place(parents: Parents, struck: Collection[int], parent_id: int | None, *, moving: int | None = None) -> bool:
    """Whether a cause may go there: what a list of places offers."""
    try:
        check_place(parents, struck, parent_id, moving=moving)
    except Refusal:
        return False
    return parent_id is None or parent_id in standing(parents, struck)


def check_count(parents: Parents, struck: Collection[int], *, more: int = 1) -> None:
    """Refuse more standing causes than can be read at one look."""
    if len(standing(parents, struck)) + more > MOST_CAUSES:
        raise Refusal(TOO_MANY, most=MOST_CAUSES)


def check_votes(ticked: Collection[int]) -> None:
    """Refuse a vote for nothing, or for too much."""
    if not ticked:
        raise Refusal(NO_VOTE, field="causes")
    if len(ticked) > MOST_VOTES:
        raise Refusal(TOO_MANY_VOTES, field="causes", most=MOST_VOTES, ticked=len(ticked))


def inserted(siblings: Iterable[int], cause_id: int, position: int | None) -> list[int]:
    """The order of siblings with a cause put in at `position` (from 1), or at the end."""
    order = [other for other in siblings if other != cause_id]
    order.insert(len(order) if position is None else max(0, position - 1), cause_id)
    return order


def words_for_rail(bones: int, causes: int) -> Message | None:
    """ "4 bones, 17 causes" for the rail: `causes` are those on the bones. None while there is nothing."""
    if not bones:
        return None
    values = {"bones": bones, "causes": causes}
    if not causes:
        return Message(N_("1 bone") if bones == 1 else N_("%(bones)s bones"), values)
    if bones == 1:
        return Message(N_("1 bone, 1 cause") if causes == 1 else N_("1 bone, %(causes)s causes"), values)
    return Message(N_("%(bones)s bones, 1 cause") if causes == 1 else N_("%(bones)s bones, %(causes)s causes"), values)


def ticked_in(answer: object) -> list[int]:
    """The causes of a vote as it is kept: their numbers with blanks between."""
    return [int(word) for word in str(answer or "").split() if word.isascii() and word.isdigit() and len(word) < 10]
