"""Private questions as pages show them: who has answered, never what, until all are opened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pdia.access.actor import Actor
from pdia.cycles.models import Cycle
from pdia.kernel import clock
from pdia.kernel.text import fold
from pdia.stages.fishbone.digest import Branch, flat
from pdia.stages.fishbone.queries import Asked
from pdia.stages.fishbone.rules import PROPOSALS, ticked_in
from pdia.teams.models import Membership
from pdia.teams.queries import list_members
from pdia.voices.models import VoiceRound
from pdia.voices.queries import list_voices
from pdia.voices.rules import What


@dataclass(frozen=True)
class Asking:
    """The latest round of one kind, as a teammate may see it. Readers from outside the team see no names."""

    what: str
    number: int
    revealed: bool
    names_hidden: bool
    opened_by: str
    mine: bool = False
    answered: tuple[Membership, ...] = ()
    waiting: tuple[Membership, ...] = ()

    @classmethod
    def of(cls, asked: Asked, who: Actor, members: Sequence[Membership]) -> Asking:
        """The round for `who`; `members` are the team's of today, none for readers from outside."""
        one, own = asked.round, who.membership_in(asked.round.team_id)
        inside = own is not None and not one.revealed
        return cls(
            what=one.what,
            number=one.number,
            revealed=one.revealed,
            names_hidden=one.names_hidden,
            opened_by=one.opened_by,
            mine=inside and own in asked.answered,
            answered=tuple(member for member in members if inside and member.id in asked.answered),
            waiting=tuple(member for member in members if inside and member.id not in asked.answered),
        )


def list_askings(cycle: Cycle, rounds: Sequence[Asked], who: Actor) -> dict[str, Asking | None]:
    """The latest round of proposals and of votes; one more query while a member may answer one."""
    latest = {asked.round.what: asked for asked in rounds}
    is_member = who.membership_in(cycle.team_id) is not None
    runs = any(not asked.round.revealed for asked in latest.values())
    members = list_members(cycle.team_id, clock.today()) if runs and is_member else []
    return {
        what.value: Asking.of(latest[what], who, members) if what in latest else None
        for what in (What.PROPOSALS, What.VOTE)
    }


@dataclass(frozen=True)
class Proposed:
    """One opened proposal; `member` is None where names are hidden, `there` when it is on the fishbone."""

    text: str
    member: Membership | None
    entered_by: str
    there: bool


@dataclass(frozen=True)
class Counted:
    """How many members ticked one cause, and who, unless names are hidden."""

    branch: Branch
    votes: int
    members: tuple[Membership, ...]


def list_proposed(asked: VoiceRound, bones: Sequence[Branch]) -> list[Proposed]:
    """The opened proposals. Without names they stand in the order of their letters, which tells nothing."""
    there = {fold(branch.text) for branch in flat(bones)}
    said = [
        Proposed(
            text=text,
            member=None if asked.names_hidden else voice.membership,
            entered_by="" if asked.names_hidden else voice.entered_by,
            there=fold(text) in there,
        )
        for voice in list_voices(asked)
        for name in PROPOSALS
        if (text := str(voice.answer.get(name, "")).strip())
    ]
    return sorted(said, key=lambda one: fold(one.text)) if asked.names_hidden else said


def list_counted(asked: VoiceRound, bones: Sequence[Branch]) -> list[Counted]:
    """The causes with votes in an opened round, those with most first."""
    voices = list_voices(asked)
    counted = []
    for branch in flat(bones):
        ticked = [voice.membership for voice in voices if branch.id in ticked_in(voice.answer.get("causes"))]
        if ticked:
            counted.append(Counted(branch, len(ticked), () if asked.names_hidden else tuple(ticked)))
    return sorted(counted, key=lambda one: -one.votes)
