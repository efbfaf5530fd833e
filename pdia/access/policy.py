"""Who sees and does what, as one table of rights and positions. Standard library only.

The table ``tests/access/who_sees_what.py`` restates it position by position, and the route test
walks every address of the running application for every position in it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pdia.access.actor import Actor, Tie


class Position(StrEnum):
    """Where a person stands towards a thing. One may hold several positions at once."""

    SIGNED_IN = "signed in"
    SELF = "the person concerned"
    MEMBER = "member of the team"
    CONVENOR = "convenor of the team"
    FORMER_MEMBER = "removed member"
    MENTOR = "mentor of the team"
    FORMER_MENTOR = "mentor whose assignment ended"
    AUTHORISER = "authoriser of the team"
    HEARD = "authoriser of the team who began this discussion"
    FACILITATOR = "facilitator of the institute"
    OBSERVER = "observer of the district"
    ADMIN = "site administrator"


class Right(StrEnum):
    """What one may do, named resource first."""

    ACCOUNT_OWN = "account:own"
    INSTITUTE_RUN = "institute:run"
    COHORT_RUN = "cohort:run"
    TEAM_READ = "team:read"
    TEAM_EDIT = "team:edit"
    TEAM_CONVENE = "team:convene"
    CYCLE_READ = "cycle:read"
    CYCLE_EDIT = "cycle:edit"
    CYCLE_CONVENE = "cycle:convene"
    CYCLE_BRIEF = "cycle:brief"
    CYCLE_TALK = "cycle:talk"
    THREAD_TALK = "thread:talk"
    TEAM_MENTOR = "team:mentor"
    MENTOR_NOTES_KEEP = "mentor-notes:keep"
    MENTOR_LINES_READ = "mentor-lines:read"


@dataclass(frozen=True)
class Scope:
    """Where a thing belongs: all that the policy needs to know of it."""

    institute_id: int
    team_id: int | None = None
    place_ids: frozenset[int] = frozenset()
    owner_id: int | None = None


_P = Position
_TEAM = frozenset({_P.MEMBER, _P.CONVENOR})

GRANTS: dict[Right, frozenset[Position]] = {
    Right.ACCOUNT_OWN: frozenset({_P.SIGNED_IN}),
    Right.INSTITUTE_RUN: frozenset({_P.FACILITATOR}),
    Right.COHORT_RUN: frozenset({_P.FACILITATOR}),
    Right.TEAM_READ: _TEAM | {_P.MENTOR, _P.FACILITATOR},
    Right.TEAM_EDIT: _TEAM,
    Right.TEAM_CONVENE: frozenset({_P.CONVENOR, _P.FACILITATOR}),
    Right.CYCLE_READ: _TEAM | {_P.MENTOR, _P.FACILITATOR},
    Right.CYCLE_EDIT: _TEAM,
    Right.CYCLE_CONVENE: frozenset({_P.CONVENOR}),
    Right.CYCLE_BRIEF: _TEAM | {_P.MENTOR, _P.FACILITATOR, _P.AUTHORISER},
    Right.CYCLE_TALK: _TEAM | {_P.MENTOR, _P.FACILITATOR},
    Right.THREAD_TALK: _TEAM | {_P.MENTOR, _P.FACILITATOR, _P.HEARD},
    Right.TEAM_MENTOR: frozenset({_P.MENTOR}),
    Right.MENTOR_NOTES_KEEP: frozenset({_P.MENTOR, _P.FACILITATOR}),
    Right.MENTOR_LINES_READ: frozenset({_P.MENTOR}),
}

SEEN_BY: dict[Right, Right] = {
    Right.TEAM_EDIT: Right.TEAM_READ,
    Right.TEAM_CONVENE: Right.TEAM_READ,
    Right.CYCLE_EDIT: Right.CYCLE_READ,
    Right.CYCLE_CONVENE: Right.CYCLE_READ,
    Right.CYCLE_TALK: Right.CYCLE_READ,
    Right.TEAM_MENTOR: Right.TEAM_READ,
    Right.MENTOR_NOTES_KEEP: Right.TEAM_READ,
    Right.MENTOR_LINES_READ: Right.CYCLE_READ,
}
"""The right to see the thing on which another right acts: without it the answer is 404, with it 403."""

_BY_TIE = {
    Tie.MEMBER: _P.MEMBER,
    Tie.FORMER_MEMBER: _P.FORMER_MEMBER,
    Tie.MENTOR: _P.MENTOR,
    Tie.FORMER_MENTOR: _P.FORMER_MENTOR,
    Tie.AUTHORISER: _P.AUTHORISER,
}


def positions(actor: Actor | None, scope: Scope | None) -> frozenset[Position]:
    """Every position of `actor` towards a thing; without a thing, towards the own institute and site."""
    if actor is None:
        return frozenset()
    held = {_P.SIGNED_IN}
    if actor.is_site_admin:
        held.add(_P.ADMIN)
    if scope is None:
        return frozenset(held | ({_P.FACILITATOR} if actor.facilitates else set()))
    if actor.institute_id != scope.institute_id:
        return frozenset(held)
    if scope.owner_id == actor.account_id:
        held.add(_P.SELF)
    if actor.facilitates:
        held.add(_P.FACILITATOR)
    if actor.observes & scope.place_ids:
        held.add(_P.OBSERVER)
    tie = actor.tie_to(scope.team_id) if scope.team_id is not None else None
    if tie is not None:
        held.add(_BY_TIE[tie.tie])
        if tie.tie is Tie.MEMBER and tie.convenor:
            held.add(_P.CONVENOR)
        if tie.tie is Tie.AUTHORISER and _P.SELF in held:
            held.add(_P.HEARD)
    return frozenset(held)


def may(actor: Actor | None, right: Right, scope: Scope | None = None) -> bool:
    """Whether `actor` holds `right` towards a thing in `scope`."""
    return not GRANTS[right].isdisjoint(positions(actor, scope))


def may_see(actor: Actor | None, right: Right, scope: Scope | None = None) -> bool:
    """Whether `actor` may at least see the thing on which `right` acts."""
    return may(actor, SEEN_BY.get(right, right), scope)
