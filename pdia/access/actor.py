"""The person who acts, as plain frozen data: what the policy asks and what history remembers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Tie(StrEnum):
    """What connects a person with a team."""

    MEMBER = "member"
    FORMER_MEMBER = "former member"
    MENTOR = "mentor"
    FORMER_MENTOR = "former mentor"
    AUTHORISER = "authoriser"


@dataclass(frozen=True)
class TeamTie:
    """One person's tie to one team today; `posting` is text as it reads today."""

    team_id: int
    tie: Tie
    membership_id: int | None = None
    convenor: bool = False
    posting: str = ""
    department_id: int | None = None


@dataclass(frozen=True)
class Actor:
    """The signed-in person. `posting` is the present posting as text, kept with every revision.

    `because` is why they act just now ("Round 2"), kept as the reason of what they change.
    """

    account_id: int
    institute_id: int
    name: str
    language: str = "en"
    own_device: bool = True
    posting: str = ""
    facilitates: bool = False
    observes: frozenset[int] = frozenset()
    is_site_admin: bool = False
    ties: Mapping[int, TeamTie] = field(default_factory=dict)
    because: str = ""

    def tie_to(self, team_id: int) -> TeamTie | None:
        """My tie to a team, or None."""
        return self.ties.get(team_id)

    def membership_in(self, team_id: int) -> int | None:
        """The id of my present membership of the team, or None when I am no member of it today."""
        tie = self.ties.get(team_id)
        return tie.membership_id if tie and tie.tie is Tie.MEMBER else None

    def posting_in(self, team_id: int | None) -> str:
        """The posting in which I act for this team, as text."""
        tie = self.ties.get(team_id) if team_id is not None else None
        return tie.posting if tie and tie.posting else self.posting
