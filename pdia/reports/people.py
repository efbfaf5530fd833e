"""The team as a document names it: who, in which office, from when to when, and what each does in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pdia.stages.iterations.digest import Chip, chip_of
from pdia.teams.models import Membership, Team
from pdia.teams.queries import list_members
from pdia.teams.rules import FUNCTION_WORDS


@dataclass(frozen=True)
class Person:
    """One member: `office` is designation and place, the department is the chip."""

    name: str
    office: str
    chip: Chip
    convenor: bool
    since: date
    until: date | None


@dataclass(frozen=True)
class TeamDigest:
    """The members of today, those before them, and who does what: (function as message id, names)."""

    present: tuple[Person, ...]
    former: tuple[Person, ...]
    functions: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def convenor(self) -> Person | None:
        """Who keeps the team together, or None while nobody does."""
        return next((person for person in self.present if person.convenor), None)

    @property
    def departments(self) -> tuple[Chip, ...]:
        """The departments at the table today, each once, in the order their people joined."""
        return tuple(dict.fromkeys(person.chip for person in self.present))


def digest_team(team: Team, today: date) -> TeamDigest:
    """Everybody who is or was in the team: one statement."""
    members = list_members(team.id)
    present = [member for member in members if member.ends_on is None or member.ends_on >= today]
    return TeamDigest(
        present=tuple(_person(member) for member in present),
        former=tuple(_person(member) for member in members if member not in present),
        functions=_functions(team, present),
    )


def _functions(team: Team, present: Sequence[Membership]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    names = {member.id: member.account.name for member in present}
    rows = []
    for function, words in FUNCTION_WORDS.items():
        holders = tuple(names[int(one)] for one in team.functions.get(function.value, ()) if int(one) in names)
        if holders:
            rows.append((words, holders))
    return tuple(rows)


def _person(member: Membership) -> Person:
    posting = member.posting
    parts = (posting.designation and posting.designation.name, posting.place and posting.place.name)
    return Person(
        name=member.account.name,
        office=", ".join(part for part in parts if part),
        chip=chip_of(posting.department),
        convenor=member.convenor,
        since=member.starts_on,
        until=member.ends_on,
    )
