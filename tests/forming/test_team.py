"""Forming teams: members in their postings, leaving, mentors, officers who sign in."""

from __future__ import annotations

from datetime import timedelta

import pytest

from pdia.accounts.models import Account
from pdia.cohorts.models import Cohort
from pdia.cohorts.operations import enrol
from pdia.kernel import clock
from pdia.kernel.db import session
from pdia.teams.models import Membership
from pdia.teams.operations import add_posting
from pdia.teams.queries import find_authoriser, list_members, list_mentors, list_teams_of_cohort
from tests.world import Browser, World


def _members(world: World, team_id: int | None = None) -> list[Membership]:
    with world.database.scope(write=False):
        return list(list_members(team_id or world.cast.team, clock.today()))


def _membership(world: World, login: str) -> int:
    return next(row.id for row in _members(world) if row.account_id == world.cast.accounts[login])


def _posting(world: World, login: str, letter: str = "W") -> int:
    """Another running posting of somebody who is enrolled."""
    with world.database.scope(write=True):
        from pdia.directory.models import Department

        account = session.get_one(Account, world.cast.accounts[login])
        department = session.get_one(Department, world.cast.departments[letter])
        posting = add_posting(account, department, starts_on=clock.today() - timedelta(days=5))
        enrol(session.get_one(Cohort, world.cast.cohort), account)
        session.commit()
        return posting.id


def _page(world: World, boss: Browser | None = None) -> str:
    return f"/cohorts/{world.cast.cohort}/teams/{world.cast.team}"


def test_form_a_team_and_its_first_member_convenes(world: World) -> None:
    boss, posting = world.browser("facilitator"), _posting(world, "idle-mentor")
    teams = f"/cohorts/{world.cast.cohort}/teams"
    answer = boss.get(teams).submit(teams, name="Block 5 team", level="block", place_id=world.cast.place)
    page = boss.follow(answer)
    assert "No members yet" in page.text
    after = boss.follow(page.submit("/members", posting_id=posting))
    assert "Idle Mentor is in the team." in after.text
    with world.database.scope(write=False):
        team = next(row for row in list_teams_of_cohort(world.cast.cohort) if row.name == "Block 5 team")
    [member] = _members(world, team.id)
    assert member.convenor
    assert member.posting_id == posting


def test_formed_twice_is_one_team(world: World) -> None:
    teams = f"/cohorts/{world.cast.cohort}/teams"
    page = world.browser("facilitator").get(teams)
    first, second = (page.submit(teams, name="Block 5 team", level="block") for _ in range(2))
    assert first.location == second.location


@pytest.mark.parametrize(("change", "words"), [({"name": ""}, "Write something"), ({"level": "moon"}, "Choose one of")])
def test_team_refusals(sqlite_world: World, change: dict[str, str], words: str) -> None:
    teams = f"/cohorts/{sqlite_world.cast.cohort}/teams"
    values = {"name": "Block 5 team", "level": "block", "place_id": "", **change}
    page = sqlite_world.browser("facilitator").get(teams).submit(teams, **values)
    assert page.status == 422
    assert words in page.text


def test_add_a_member_in_one_posting(world: World) -> None:
    boss, posting = world.browser("facilitator"), _posting(world, "removed")
    page = boss.get(_page(world))
    assert "Removed – Women & Child Development" in page.text, "who left may come back"
    page.submit("/members", posting_id=posting)
    assert world.cast.accounts["removed"] in [row.account_id for row in _members(world)]
    refused = boss.get(_page(world)).submit("/members", posting_id="")
    assert refused.status == 422
    assert "Choose somebody" in refused.text


def test_nobody_outside_the_cohort_can_be_added(sqlite_world: World) -> None:
    boss = sqlite_world.browser("facilitator")
    page = boss.get(_page(sqlite_world)).submit("/members", posting_id=987654)
    assert page.status == 422
    member = _membership(sqlite_world, "teammate")
    own = next(row.posting_id for row in _members(sqlite_world) if row.id == member)
    twice = boss.get(_page(sqlite_world)).submit("/members", posting_id=own)
    assert twice.status == 422
    assert "already in this team" in twice.text


def test_leaving_asks_first_and_keeps_the_past(world: World) -> None:
    boss, member = world.browser("facilitator"), _membership(world, "teammate")
    path = f"{_page(world)}/members/{member}"
    ask = boss.get(path)
    assert "no longer sees the work" in ask.text
    after = boss.follow(ask.submit("/end"))
    assert "Teammate is no longer in the team." in after.text
    assert member not in [row.id for row in _members(world)]
    assert world.browser("teammate").get(f"/teams/{world.cast.team}/terms").status == 404
    assert boss.get(path).status == 404
    assert boss.post(f"{path}/end").status == 404


def test_the_convenor_passes_on_first(world: World) -> None:
    boss, member = world.browser("facilitator"), _membership(world, "convenor")
    path = f"{_page(world)}/members/{member}"
    assert "Name another convenor first" in boss.get(path).text
    assert boss.post(f"{path}/end").status == 409
    assert member in [row.id for row in _members(world)]


def test_act_in_another_own_posting(world: World) -> None:
    boss, posting, member = world.browser("facilitator"), _posting(world, "teammate"), _membership(world, "teammate")
    path = f"{_page(world)}/members/{member}"
    boss.follow(boss.get(path).submit("/posting", posting_id=posting))
    assert next(row.posting_id for row in _members(world) if row.id == member) == posting
    strangers = next(row.posting_id for row in _members(world) if row.id != member)
    assert boss.get(path).submit("/posting", posting_id=strangers).status == 422


def test_mentors_come_and_go(world: World) -> None:
    boss = world.browser("facilitator")
    page = boss.follow(boss.get(_page(world)).submit("/mentors", mentor="idle-mentor@demo.example"))
    assert "Idle Mentor is a mentor of the team." in page.text
    with world.database.scope(write=False):
        new = next(row for row in list_mentors(world.cast.team, clock.today()) if row.account.login == "idle-mentor")
    assert world.browser("idle-mentor").get(f"/teams/{world.cast.team}/terms").status == 200
    path = f"{_page(world)}/mentors/{new.id}"
    boss.follow(boss.get(path).submit("/end"))
    assert world.browser("idle-mentor").get(f"/teams/{world.cast.team}/terms").status == 404
    assert boss.get(path).status == 404
    refused = boss.get(_page(world)).submit("/mentors", mentor="stranger")
    assert refused.status == 422
    assert "Nobody of your institute" in refused.text


def test_an_officer_may_sign_in_and_no_longer(world: World) -> None:
    boss, office = world.browser("facilitator"), world.cast.authoriser
    page = boss.get(_page(world))
    assert "Authoriser reads for this office" in page.text
    boss.follow(page.submit("/officers", office=office, officer="third"))
    with world.database.scope(write=False):
        assert (find_authoriser(office) or pytest.fail("gone")).account_id == world.cast.accounts["third"]
    after = boss.follow(boss.get(_page(world)).submit("/officers", office=office, officer=""))
    assert "nobody signs in for this office" in after.text
    assert boss.get(_page(world)).submit("/officers", office=office, officer="nobody").status == 422


@pytest.mark.parametrize("login", ["convenor", "mentor", "admin", "stranger", "far-facilitator"])
def test_not_theirs_is_no_page(sqlite_world: World, login: str) -> None:
    who, path = sqlite_world.browser(login), _page(sqlite_world)
    member = _membership(sqlite_world, "teammate")
    for address in (path, f"{path}/members/{member}", path.rpartition("/")[0]):
        assert who.get(address).status == 404
    for address in ("members", "mentors", "officers", f"members/{member}/end", f"members/{member}/posting"):
        assert who.post(f"{path}/{address}", {"posting_id": "1"}).status == 404
    assert member in [row.id for row in _members(sqlite_world)]


def test_things_of_another_team_or_cohort(sqlite_world: World) -> None:
    boss, cast = sqlite_world.browser("facilitator"), sqlite_world.cast
    assert boss.get(f"/cohorts/{cast.cohort}/teams/{cast.far_team}").status == 404
    assert boss.get(f"/cohorts/{cast.far_cohort}/teams/{cast.team}").status == 404
    member = _membership(sqlite_world, "teammate")
    other = f"/cohorts/{cast.cohort}/teams/{cast.other_team}"
    assert boss.get(f"{other}/members/{member}").status == 404
    assert boss.post(f"{other}/members/{member}/end").status == 404
    assert boss.post(f"{other}/mentors/1/end").status == 404
    assert boss.post(f"{other}/officers", {"office": cast.authoriser, "officer": "third"}).status == 422


def test_statements_do_not_grow(world: World) -> None:
    boss = world.browser("facilitator")
    boss.get(_page(world))
    with world.counted() as few:
        boss.get(_page(world))
    for login in ("removed", "idle-mentor", "ended-mentor"):
        posting = _posting(world, login)
        boss.get(_page(world)).submit("/members", posting_id=posting)
    boss.get(_page(world))
    with world.counted() as many:
        boss.get(_page(world))
    assert len(many) == len(few) <= 12, "\n".join(many)
