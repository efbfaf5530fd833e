"""Course coordinators and state support units: given, given twice, ended, never the last one."""

from __future__ import annotations

from datetime import UTC, datetime

from pdia.cohorts.queries import list_held_roles
from pdia.kernel import clock
from tests.world import Browser, World


def _held(world: World) -> list[tuple[str, str]]:
    with world.database.scope(write=False):
        return [(one.account.login, one.grant.role) for one in list_held_roles(world.cast.institute, clock.today())]


def _end(world: World, boss: Browser, login: str) -> str:
    with world.database.scope(write=False):
        held = list_held_roles(world.cast.institute, clock.today())
    return f"/cohorts/roles/{next(one.grant.id for one in held if one.account.login == login)}/end"


def test_give_a_role_by_mobile_mail_or_login(world: World) -> None:
    boss = world.browser("facilitator")
    for who in ("mentor@demo.example", "MENTOR", "mentor"):
        answer = boss.get("/cohorts/roles").submit("/cohorts/roles", login=who, role="facilitator")
        assert answer.status == 303, answer.text
    assert _held(world).count(("mentor", "facilitator")) == 1, "twice is once"
    assert world.browser("mentor").get("/cohorts").status == 200


def test_a_support_unit_needs_its_place(world: World) -> None:
    boss = world.browser("facilitator")
    page = boss.get("/cohorts/roles").submit("/cohorts/roles", login="third", role="observer", place_id="")
    assert page.status == 422
    assert "Choose the state or district" in page.text
    good = page.submit("/cohorts/roles", login="third", role="observer", place_id="1")
    assert good.status == 303
    assert ("third", "observer") in _held(world)


def test_unknown_people_are_refused(sqlite_world: World) -> None:
    boss = sqlite_world.browser("facilitator")
    for who in ("nobody", "stranger", "stranger@demo.example"):
        page = boss.get("/cohorts/roles").submit("/cohorts/roles", login=who, role="facilitator")
        assert page.status == 422
        assert "Nobody of your institute" in page.text, "other institutes' people are nobody here"
    page = boss.get("/cohorts/roles").submit("/cohorts/roles", login="third")
    assert page.status == 422, "a role must be chosen"


def test_ending_asks_first_and_keeps_the_last(world: World) -> None:
    boss = world.browser("facilitator")
    own = _end(world, boss, "facilitator")
    answer = boss.get(own).submit(own)
    assert answer.status == 409
    assert "needs a course coordinator" in answer.text
    boss.get("/cohorts/roles").submit("/cohorts/roles", login="mentor", role="facilitator")
    assert boss.get(own).submit(own).status == 303
    assert boss.get("/cohorts").status == 403, "from that moment the pages are closed"
    assert boss.get(own).status == 403


def test_ended_roles_do_not_come_back(world: World) -> None:
    boss = world.browser("facilitator")
    path = _end(world, boss, "observer")
    boss.get(path).submit(path)
    assert ("observer", "observer") not in _held(world)
    assert boss.get(path).status == 404, "it has ended already"
    with clock.at(datetime(2026, 9, 22, tzinfo=UTC)):
        assert ("observer", "observer") in _held(world), "the past stays as it was"


def test_another_institutes_role(sqlite_world: World) -> None:
    path = _end(sqlite_world, sqlite_world.browser("facilitator"), "facilitator")
    far = sqlite_world.browser("far-facilitator")
    assert far.get(path).status == 404
    assert far.post(path).status == 404
    assert sqlite_world.browser("convenor").post(path).status == 403
