"""How a team works together: field save with autosave, conflict, who may."""

from __future__ import annotations

import pytest

from pdia.teams.queries import find_team
from tests.world import World

TEXT = "Every second Tuesday at 3 pm in the BDO’s meeting room."


def _path(world: World) -> str:
    return f"/teams/{world.cast.team}/terms"


def _stored(world: World) -> tuple[str, str]:
    with world.database.scope(write=False):
        team = find_team(world.cast.team)
        assert team is not None
        return team.terms, team.name


def test_saved_and_read_by_others(world: World) -> None:
    anil = world.browser("convenor")
    assert anil.get(_path(world)).submit(_path(world), terms=TEXT).status == 303
    assert TEXT in anil.get(_path(world)).response.get_data(as_text=True)
    page = world.browser("mentor").get(_path(world))
    assert TEXT in page.text
    assert not page.tree.xpath("//textarea")
    assert "Convenor" in page.text, "who wrote it and when"


def test_autosave_and_conflict(world: World) -> None:
    anil, rekha = world.browser("convenor"), world.browser("teammate")
    old = rekha.get(_path(world))
    first = anil.autosave(_path(world), {"terms": TEXT, "terms.base": "0"})
    assert first.status == 200
    assert first.json["saved"]["terms"]["base"] == "1"
    clash = old.submit(_path(world), terms="Rekha’s words")
    assert clash.status == 409
    assert "Rekha’s words" in clash.text
    assert TEXT in clash.text
    assert _stored(world)[0] == TEXT


def test_a_page_opened_between_two_saves_overwrites_nothing(world: World) -> None:
    anil, rekha = world.browser("convenor"), world.browser("teammate")
    anil.autosave(_path(world), {"terms": "First", "terms.base": "0"})
    old = rekha.get(_path(world))
    again = anil.autosave(_path(world), {"terms": "First, and more", "terms.base": "1"})
    assert again.json["saved"]["terms"]["base"] == "2"
    assert old.submit(_path(world), terms="Rekha’s words").status == 409


def test_too_long_is_kept(world: World) -> None:
    page = world.browser("convenor").get(_path(world)).submit(_path(world), terms="x" * 1501)
    assert page.status == 422
    assert page.tree.xpath("//textarea[@name='terms']")[0].text_content().strip() == "x" * 1501
    assert _stored(world)[0] == ""


def test_the_name_may_not_be_empty(sqlite_world: World) -> None:
    page = sqlite_world.browser("convenor").get(_path(sqlite_world)).submit(_path(sqlite_world), name=" ")
    assert page.status == 422
    assert _stored(sqlite_world)[1] == "Block 3 school health team"


@pytest.mark.parametrize(
    ("login", "reads", "writes"),
    [
        ("teammate", 200, 303),
        ("mentor", 200, 403),
        ("facilitator", 200, 403),
        ("other", 404, 404),
        ("stranger", 404, 404),
    ],
)
def test_who_may(sqlite_world: World, login: str, reads: int, writes: int) -> None:
    who = sqlite_world.browser(login)
    assert who.get(_path(sqlite_world)).status == reads
    assert who.post(_path(sqlite_world), {"terms": "x", "terms.base": "0"}).status == writes
    assert who.get("/teams/987654/terms").status == 404
