"""Passing the convening on, and codes for members who cannot sign in."""

from __future__ import annotations

import re

import pytest

from pdia.accounts.models import Account
from pdia.cohorts.operations import give_role
from pdia.cohorts.rules import Role
from pdia.kernel import clock
from pdia.kernel.db import session
from pdia.kernel.words import Refusal
from pdia.teams.queries import list_members
from pdia.teams.rules import check_code_for
from tests.world import World


def _path(world: World) -> str:
    return f"/teams/{world.cast.team}/members"


def _ids(world: World) -> dict[str, int]:
    with world.database.scope(write=False):
        return {row.account.login: row.id for row in list_members(world.cast.team, clock.today())}


def _convenors(world: World) -> list[str]:
    with world.database.scope(write=False):
        return [row.account.login for row in list_members(world.cast.team, clock.today()) if row.convenor]


@pytest.mark.parametrize("login", ["convenor", "facilitator"])
def test_pass_the_convening_on(world: World, login: str) -> None:
    who = world.browser(login)
    answer = who.get(_path(world)).submit("/convenor", convenor=_ids(world)["teammate"])
    assert answer.location.endswith(f"/teams/{world.cast.team}")
    assert _convenors(world) == ["teammate"], "exactly one convenes"
    assert world.browser("convenor").get(_path(world)).status == 403


def test_only_a_present_member(sqlite_world: World) -> None:
    anil = sqlite_world.browser("convenor")
    for wrong in ("987654", "", None):
        assert anil.get(_path(sqlite_world)).submit("/convenor", convenor=wrong).status == 422
    assert _convenors(sqlite_world) == ["convenor"]


def test_a_code_from_the_convenor(world: World) -> None:
    anil, member = world.browser("convenor"), _ids(world)["teammate"]
    slip = anil.follow(anil.get(_path(world)).submit(f"/members/{member}/code"))
    found = re.search(r"[2-9A-Z]{4}-[2-9A-Z]{4}", slip.text)
    assert found
    rekha = world.browser(None)
    values = {"login": "teammate", "code": found[0], "password": "four ordinary words here"}
    assert rekha.post("/password/new", values).status == 303
    again = anil.get(f"{_path(world)}/{member}/slip")
    assert "Give a new code" in again.text


@pytest.mark.parametrize(
    ("admin", "facilitates", "by_facilitator", "refused"),
    [
        (False, False, False, False),  # a convenor helps a member
        (False, False, True, False),  # a coordinator helps anybody
        (False, True, True, False),  # a coordinator helps a coordinator
        (False, True, False, True),  # a convenor would become coordinator
        (True, False, True, True),  # a coordinator would become administrator
        (True, True, False, True),
    ],
)
def test_codes_never_lend_rights(admin: bool, facilitates: bool, by_facilitator: bool, refused: bool) -> None:
    if not refused:
        check_code_for(is_site_admin=admin, facilitates=facilitates, by_facilitator=by_facilitator)
        return
    with pytest.raises(Refusal) as refusal:
        check_code_for(is_site_admin=admin, facilitates=facilitates, by_facilitator=by_facilitator)
    assert refusal.value.status == 403


def test_a_convenor_gives_no_code_to_a_coordinator(world: World) -> None:
    with world.database.scope(write=True):
        account = session.get_one(Account, world.cast.accounts["teammate"])
        give_role(account, Role.FACILITATOR, starts_on=clock.today())
        session.commit()
    anil = world.browser("convenor")
    answer = anil.get(_path(world)).submit(f"/members/{_ids(world)['teammate']}/code")
    assert answer.status == 403
    assert "another course coordinator" in answer.text


@pytest.mark.parametrize(("login", "status"), [("teammate", 403), ("mentor", 403), ("other", 404), ("stranger", 404)])
def test_who_may(sqlite_world: World, login: str, status: int) -> None:
    who, member = sqlite_world.browser(login), _ids(sqlite_world)["teammate"]
    assert who.get(_path(sqlite_world)).status == status
    assert who.get(f"{_path(sqlite_world)}/{member}/slip").status == status
    assert who.post(f"{_path(sqlite_world)}/{member}/code").status == status
    assert who.post(f"/teams/{sqlite_world.cast.team}/convenor", {"convenor": member}).status == status


def test_a_member_of_another_team(sqlite_world: World) -> None:
    other = sqlite_world.browser("other")
    member = _ids(sqlite_world)["teammate"]
    path = f"/teams/{sqlite_world.cast.other_team}/members"
    assert other.post(f"{path}/{member}/code").status == 404
    assert other.get(f"{path}/{member}/slip").status == 404
    assert other.post(f"{path}/987654/code").status == 404
