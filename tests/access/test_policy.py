"""The policy answers as the table of who sees what."""

from __future__ import annotations

import pytest

from pdia.access.actor import Actor, TeamTie, Tie
from pdia.access.policy import GRANTS, Right, Scope, may, may_see
from tests.access.who_sees_what import POSITIONS, WHO, outcome

HERE, TEAM, PLACE = 1, 7, 3
SCOPES = {
    "account:own": None,
    "institute:run": None,
    "cohort:run": Scope(institute_id=HERE),
}
TEAM_SCOPE = Scope(institute_id=HERE, team_id=TEAM, place_ids=frozenset({PLACE}))


def _tied(tie: Tie, *, team: int = TEAM, convenor: bool = False) -> Actor:
    return Actor(1, HERE, "A", ties={team: TeamTie(team, tie, membership_id=5, convenor=convenor)})


ACTORS: dict[str, Actor | None] = {
    "anonymous": None,
    "teammate": _tied(Tie.MEMBER),
    "convenor": _tied(Tie.MEMBER, convenor=True),
    "removed": _tied(Tie.FORMER_MEMBER),
    "other": _tied(Tie.MEMBER, team=8),
    "mentor": _tied(Tie.MENTOR),
    "idle-mentor": _tied(Tie.MENTOR, team=8),
    "ended-mentor": _tied(Tie.FORMER_MENTOR),
    "facilitator": Actor(1, HERE, "A", facilitates=True),
    "far-facilitator": Actor(1, 2, "A", facilitates=True),
    "observer": Actor(1, HERE, "A", observes=frozenset({PLACE})),
    "authoriser": _tied(Tie.AUTHORISER),
    "admin": Actor(1, HERE, "A", is_site_admin=True),
    "stranger": Actor(1, 2, "A", ties={9: TeamTie(9, Tie.MEMBER, membership_id=6)}),
}


def test_the_table_is_whole() -> None:
    assert set(WHO) == {right.value for right in Right} | {"public"}
    assert set(GRANTS) == set(Right), "give every right its positions in GRANTS"
    assert set(ACTORS) == set(POSITIONS)
    assert all(len(row.split()) == len(POSITIONS) for row in WHO.values())


@pytest.mark.parametrize("right", list(Right))
@pytest.mark.parametrize("position", POSITIONS)
def test_policy_answers_as_the_table(right: Right, position: str) -> None:
    scope = SCOPES.get(right.value, TEAM_SCOPE)
    actor = ACTORS[position]
    expected = outcome(right.value, position)
    assert may(actor, right, scope) is (expected == "+"), f"{position} and {right}: the table says {expected!r}"
    if scope is not None and actor is not None:
        assert may_see(actor, right, scope) is (expected in "+-"), f"{position} and {right}: may see?"


def test_a_far_team_with_the_same_number_gives_nothing() -> None:
    """The tie is to a team of the own institute; another institute's scope ignores it."""
    scope = Scope(institute_id=2, team_id=TEAM)
    assert not any(may(ACTORS["convenor"], right, scope) for right in Right if right is not Right.ACCOUNT_OWN)
