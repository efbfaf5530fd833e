"""Who hears of a discussion: worked out from who may read it today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pdia.access.actor import Actor, Tie
from pdia.access.policy import Right, may
from pdia.accounts.models import Account
from pdia.cohorts.queries import list_held_roles
from pdia.cohorts.rules import Role
from pdia.cycles.models import Cycle
from pdia.directory.models import Department
from pdia.teams.queries import list_authorisers, list_members, list_mentors
from pdia.threads.models import Thread
from pdia.threads.rules import Side


@dataclass(frozen=True)
class Circle:
    """The people around a cycle today: who may be asked, and who may be told."""

    members: dict[int, Account]
    mentors: dict[int, Account]
    departments: dict[int, Department]
    in_department: dict[int, set[int]]

    def people(self) -> dict[int, Account]:
        """Members first, then mentors."""
        return {**self.members, **self.mentors}


def circle_of(cycle: Cycle, today: date) -> Circle:
    """Members and mentors of today, and the departments of the members. Two statements."""
    members = list_members(cycle.team_id, today)
    departments = {member.posting.department_id: member.posting.department for member in members}
    return Circle(
        members={member.account_id: member.account for member in members},
        mentors={one.account_id: one.account for one in list_mentors(cycle.team_id, today)},
        departments=departments,
        in_department={
            number: {member.account_id for member in members if member.posting.department_id == number}
            for number in departments
        },
    )


def side_of(cycle: Cycle, by: Actor) -> Side:
    """From which side a person speaks in this cycle."""
    tie = by.tie_to(cycle.team_id)
    if tie is not None and tie.tie is Tie.MEMBER:
        return Side.TEAM
    return Side.MENTOR if may(by, Right.CYCLE_TALK, cycle.scope) else Side.OFFICE


def hearers(cycle: Cycle, thread: Thread, circle: Circle, side: Side, spoke: set[int], today: date) -> set[int]:
    """Whom one side's words concern, and all who spoke before, as far as they may read the discussion today."""
    concerned = set(circle.members) if side is not Side.TEAM else set(circle.mentors)
    if side is Side.OFFICE:
        concerned |= set(circle.mentors)
    known = set(circle.people())
    others = spoke - known
    if others:
        known |= {
            held.account.id
            for held in list_held_roles(cycle.institute_id, today)
            if held.grant.role == Role.FACILITATOR
        }
    if thread.account_id in others:  # an approving officer reads what they began, as long as the team names them
        known |= {one.account_id for one in list_authorisers(cycle.team_id) if one.account_id == thread.account_id}
    return concerned | (spoke & known)
