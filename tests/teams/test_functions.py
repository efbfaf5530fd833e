"""Who covers what: six groups of ticks, and two people ticking at once."""

from __future__ import annotations

from pdia.kernel import clock
from pdia.teams.queries import find_team, list_members
from tests.world import World


def _path(world: World) -> str:
    return f"/teams/{world.cast.team}/functions"


def _ids(world: World) -> dict[str, int]:
    with world.database.scope(write=False):
        return {row.account.login: row.id for row in list_members(world.cast.team, clock.today())}


def _stored(world: World) -> dict[str, list[int]]:
    with world.database.scope(write=False):
        team = find_team(world.cast.team)
        assert team is not None
        return team.functions


def test_ticks_are_kept_and_read(world: World) -> None:
    ids, rekha = _ids(world), world.browser("teammate")
    page = rekha.get(_path(world))
    rekha.follow(page.submit(_path(world), ideas=[ids["teammate"], ids["third"]], connector=[ids["convenor"]]))
    assert _stored(world)["ideas"] == [ids["teammate"], ids["third"]]
    again = rekha.get(_path(world))
    ticked = again.tree.xpath("//input[@type='checkbox'][@name='ideas'][@checked]/@value")
    assert ticked == [str(ids["teammate"]), str(ids["third"])]
    read = world.browser("mentor").get(_path(world))
    assert "nobody yet" in read.text
    assert "Third" in read.text
    assert not read.tree.xpath("//input[@type='checkbox']")


def test_none_is_an_answer_too(world: World) -> None:
    ids, rekha = _ids(world), world.browser("teammate")
    rekha.get(_path(world)).submit(_path(world), ideas=[ids["third"]])
    rekha.get(_path(world)).submit(_path(world), ideas=None)
    assert _stored(world)["ideas"] == []


def test_two_at_once_lose_nothing(world: World) -> None:
    ids, anil, rekha = _ids(world), world.browser("convenor"), world.browser("teammate")
    rekha.get(_path(world)).submit(_path(world), motivator=[ids["third"]])
    old = rekha.get(_path(world))
    anil.get(_path(world)).submit(_path(world), ideas=[ids["convenor"]], motivator=None)
    clash = old.submit(_path(world), ideas=[ids["teammate"]])
    assert clash.status == 422
    assert "Convenor changed these ticks" in clash.text
    kept = clash.tree.xpath("//input[@type='checkbox'][@name='ideas'][@checked]/@value")
    assert kept == [str(ids["teammate"])], "the own ticks are still there"
    assert _stored(world)["ideas"] == [ids["convenor"]]
    assert clash.submit(_path(world)).status == 303
    assert _stored(world)["ideas"] == [ids["teammate"]]


def test_only_members_of_today(sqlite_world: World) -> None:
    rekha = sqlite_world.browser("teammate")
    answer = rekha.get(_path(sqlite_world)).submit(_path(sqlite_world), ideas=[987654])
    assert answer.status == 422
    assert _stored(sqlite_world) == {}


def test_who_may(sqlite_world: World) -> None:
    for login, status in (("mentor", 403), ("facilitator", 403), ("other", 404), ("removed", 404)):
        assert sqlite_world.browser(login).post(_path(sqlite_world), {"ideas.sent": "1"}).status == status
