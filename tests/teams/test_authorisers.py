"""Approving officers: named, changed, met, taken off and put back; ticks that never overwrite in silence."""

from __future__ import annotations

import pytest

from pdia.kernel import clock
from pdia.teams.models import Authoriser
from pdia.teams.queries import find_authoriser, list_authorisers
from tests.world import World


def _list(world: World) -> str:
    return f"/teams/{world.cast.team}/authorisers"


def _one(world: World) -> str:
    return f"{_list(world)}/{world.cast.authoriser}"


def _row(world: World) -> Authoriser:
    with world.database.scope(write=False):
        row = find_authoriser(world.cast.authoriser)
        assert row is not None
        return row


def test_name_an_office(world: World) -> None:
    rekha = world.browser("teammate")
    page = rekha.get(_list(world))
    values = {
        "title": "Inspector of Schools",
        "needs": ["own_time", "decision_rights"],
        "need": "Mondays",
        "last_met": "1/11/2026",
    }
    for _ in range(2):
        answer = page.submit(_list(world), **values)
        assert answer.status == 303
    after = rekha.follow(answer)
    assert "Own time for us, Leave to decide ourselves" in after.text
    assert "Last met on 1 Nov 2026" in after.text
    with world.database.scope(write=False):
        rows = list_authorisers(world.cast.team)
    assert [row.title for row in rows] == ["District Commissioner", "Inspector of Schools"], "sent twice is once"
    assert rows[1].needs == ["own_time", "decision_rights"]


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"title": ""}, "Write something"),
        ({"title": "x" * 161}, "at most 160 characters"),
        ({"title": "DC", "need": "x" * 301}, "at most 300 characters"),
        ({"title": "DC", "needs": ["a miracle"]}, "Choose one of the answers"),
        ({"title": "DC", "last_met": "soon"}, "day, month and year"),
        ({"title": "DC", "department_id": "987654"}, "Choose one of the answers"),
    ],
)
def test_refusals_keep_what_was_typed(sqlite_world: World, values: dict[str, object], words: str) -> None:
    page = sqlite_world.browser("teammate").get(_list(sqlite_world)).submit(_list(sqlite_world), **values)
    assert page.status == 422
    assert words in page.text
    assert page.tree.xpath("//input[@name='title']/@value")[0] == values["title"]


def test_change_and_autosave(world: World) -> None:
    anil = world.browser("convenor")
    anil.follow(anil.get(_one(world)).submit(_one(world), report_how="Ten minutes after the review", needs=["money"]))
    assert _row(world).needs == ["money"]
    saved = anil.autosave(_one(world), {"need": "Two hours of each head teacher", "need.base": "1"})
    assert saved.status == 200
    assert _row(world).need == "Two hours of each head teacher"


def test_conflict_of_texts_keeps_both(world: World) -> None:
    anil, rekha = world.browser("convenor"), world.browser("teammate")
    old = rekha.get(_one(world))
    anil.get(_one(world)).submit(_one(world), report_how="Anil’s way")
    clash = old.submit(_one(world), report_how="Rekha’s way")
    assert clash.status == 409
    assert "Anil’s way" in clash.text
    assert "Rekha’s way" in clash.text


def test_untouched_ticks_overwrite_nothing(world: World) -> None:
    anil, rekha = world.browser("convenor"), world.browser("teammate")
    anil.get(_one(world)).submit(_one(world), needs=["money"])
    old = rekha.get(_one(world))
    anil.get(_one(world)).submit(_one(world), needs=["money", "protection"])
    assert old.submit(_one(world), name="Mridul Phukan").status == 303
    assert _row(world).needs == ["money", "protection"]
    assert _row(world).name == "Mridul Phukan"


def test_ticks_that_clash_are_refused_and_kept(world: World) -> None:
    anil, rekha = world.browser("convenor"), world.browser("teammate")
    anil.get(_one(world)).submit(_one(world), needs=["money"])
    old = rekha.get(_one(world))
    anil.get(_one(world)).submit(_one(world), needs=["protection"])
    clash = old.submit(_one(world), needs=["own_time"])
    assert clash.status == 422
    assert "Convenor changed these ticks" in clash.text
    assert clash.tree.xpath("//input[@name='needs'][@checked]/@value") == ["own_time"]
    assert _row(world).needs == ["protection"]
    assert clash.submit(_one(world)).status == 303
    assert _row(world).needs == ["own_time"]


def test_met_today_with_one_press(world: World) -> None:
    rekha = world.browser("teammate")
    after = rekha.follow(rekha.get(_list(world)).press("/met"))
    assert "you met District Commissioner today" in after.text
    assert _row(world).last_met == clock.today()


def test_taken_off_and_put_back(world: World) -> None:
    rekha = world.browser("teammate")
    after = rekha.follow(rekha.get(_one(world)).press("/strike"))
    assert "1 taken off the list" in after.text
    with world.database.scope(write=False):
        assert list_authorisers(world.cast.team) == []
    rekha.follow(after.press("/unstrike"))
    assert not _row(world).struck
    assert rekha.post(f"{_one(world)}/unstrike").status == 303, "twice is no error"


@pytest.mark.parametrize(
    ("login", "reads", "writes"),
    [
        ("mentor", 200, 403),
        ("facilitator", 200, 403),
        ("authoriser", 404, 404),
        ("other", 404, 404),
        ("stranger", 404, 404),
    ],
)
def test_who_may(sqlite_world: World, login: str, reads: int, writes: int) -> None:
    who = sqlite_world.browser(login)
    page = who.get(_list(sqlite_world))
    assert page.status == reads
    if reads == 200:
        assert not page.tree.xpath("//input[@name='title']")
    for path in ("", "/met", "/strike", "/unstrike"):
        assert who.post(_one(sqlite_world) + path, {"title": "Mine"}).status == writes
    assert who.post(_list(sqlite_world), {"title": "Mine"}).status == writes


def test_an_office_of_another_team(sqlite_world: World) -> None:
    other = sqlite_world.browser("other")
    path = f"/teams/{sqlite_world.cast.other_team}/authorisers/{sqlite_world.cast.authoriser}"
    assert other.get(path).status == 404
    assert other.post(f"{path}/met").status == 404
    assert other.get(f"/teams/{sqlite_world.cast.other_team}/authorisers/987654").status == 404


def test_statements_do_not_grow(world: World) -> None:
    rekha = world.browser("teammate")
    rekha.get(_list(world))
    with world.counted() as few:
        rekha.get(_list(world))
    for number in range(4):
        rekha.get(_list(world)).submit(
            _list(world), title=f"Office {number}", department_id=world.cast.departments["E"]
        )
    rekha.get(_list(world))
    with world.counted() as many:
        rekha.get(_list(world))
    assert len(many) == len(few) <= 12, "\n".join(many)
