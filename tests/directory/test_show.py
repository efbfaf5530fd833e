"""The institute's lists: adding, renaming, no longer using, and keeping out of other institutes' lists."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from pdia.directory.models import Department, Place
from pdia.directory.queries import list_departments, list_places
from pdia.kernel.db import session
from tests.world import Browser, World


def _department(world: World, letter: str) -> Department:
    with world.database.scope(write=False):
        return session.get_one(Department, world.cast.departments[letter])


def _boss(world: World) -> Browser:
    return world.browser("facilitator")


def test_a_new_department_gets_a_chip(world: World) -> None:
    boss = _boss(world)
    page = boss.get("/directory")
    assert page.status == 200
    after = boss.follow(page.submit("/directory/departments", name="Public Health Engineering", letter="ph"))
    assert "Public Health Engineering is in the list." in after.text
    with world.database.scope(write=False):
        row = next(row for row in list_departments(world.cast.institute) if row.letter == "PH")
    assert 1 <= row.tone <= 12


def test_sent_twice_is_added_once(world: World) -> None:
    page = _boss(world).get("/directory")
    for _ in range(2):
        assert page.submit("/directory/departments", name="Labour", letter="LB").status == 303
    with world.database.scope(write=False):
        assert [row.name for row in list_departments(world.cast.institute)].count("Labour") == 1


@pytest.mark.parametrize(
    ("kind", "values", "words"),
    [
        ("departments", {"name": "education", "letter": "X"}, "already in the list"),
        ("departments", {"name": "Works", "letter": "E"}, "already stand for Education"),
        ("departments", {"name": "", "letter": "X"}, "Write something"),
        ("departments", {"name": "x" * 121, "letter": "X"}, "at most 120 characters"),
        ("places", {"name": "District One", "level": "district", "parent_id": ""}, "already in the list"),
        ("places", {"name": "Odd", "level": "state", "parent_id": "1"}, "higher level"),
        ("places", {"name": "Odd", "level": "moon", "parent_id": ""}, "Choose one of the answers"),
        ("places", {"name": "Odd", "level": "block", "parent_id": "999"}, "Choose one of the answers"),
        ("designations", {"name": "Block Development Officer", "level": "block", "department_id": "3"}, "already"),
    ],
)
def test_refusals_name_the_remedy_and_keep_the_text(
    sqlite_world: World, kind: str, values: dict[str, str], words: str
) -> None:
    page = _boss(sqlite_world).get("/directory").submit(f"/directory/{kind}", **values)
    assert page.status == 422
    assert words in page.text
    assert page.tree.xpath(f"//input[@id='{kind}-name']/@value")[0] == values["name"]


def test_a_place_lies_in_another(world: World) -> None:
    boss = _boss(world)
    values = {"name": "Block 9", "level": "block", "parent_id": "1"}
    after = boss.follow(boss.get("/directory").submit("/directory/places", **values))
    assert "Block · in District One" in after.text
    with world.database.scope(write=False):
        assert session.scalar(select(Place.parent_id).where(Place.name == "Block 9")) == 1


def test_rename_and_new_letters(world: World) -> None:
    boss, row = _boss(world), _department(world, "E")
    path = f"/directory/departments/{row.id}"
    after = boss.follow(boss.get(path).submit(path, name="School Education", letter="SE"))
    assert "School Education" in after.text
    renamed = _department(world, "E")
    assert (renamed.name, renamed.letter, renamed.tone) == ("School Education", "SE", row.tone)
    again = boss.get(path).submit(path, name="Health & family welfare")
    assert again.status == 422
    assert "already in the list" in again.text


def test_rename_a_place_to_its_neighbour_is_refused(world: World) -> None:
    boss = _boss(world)
    boss.get("/directory").submit("/directory/places", name="Block 9", level="block", parent_id="1")
    path = f"/directory/places/{world.cast.place}"
    assert boss.get(path).submit(path, name="Block 9").status == 422
    assert boss.get(path).submit(path, name="Block Three").status == 303


def test_no_longer_used_and_used_again(world: World) -> None:
    boss, row = _boss(world), _department(world, "E")
    path = f"/directory/departments/{row.id}/use"
    after = boss.follow(boss.get(path.removesuffix("/use")).press(path))
    assert "no longer offered" in after.text
    with world.database.scope(write=False):
        assert row.name not in [known.name for known in list_departments(world.cast.institute)]
    after = boss.follow(after.press(path))
    assert "offered again" in after.text


def test_a_place_without_its_parent_moves_up(sqlite_world: World) -> None:
    boss = _boss(sqlite_world)
    boss.get("/directory/places/1").press("/directory/places/1/use")
    page = boss.get("/directory")
    assert "Block 3" in page.tree.get_element_by_id("places").text_content(), "what lies in it stays in the list"


def test_begin_with_a_list(world: World) -> None:
    with world.database.scope(write=True):
        for row in list_departments(world.cast.institute):
            row.institute_id = 2
            row.letter = "Z" + row.letter
        session.commit()
    boss = _boss(world)
    page = boss.get("/directory")
    assert "Begin with the list for Kerala" in page.text
    after = boss.follow(page.press("/directory/begin"))
    assert "entries are in your lists now" in after.text
    assert "Begin with the list" not in after.text
    assert boss.post("/directory/begin", {"state": "atlantis"}).status == 400


@pytest.mark.parametrize("kind", ["departments", "places", "designations"])
def test_another_institutes_entry_is_no_page(sqlite_world: World, kind: str) -> None:
    far = sqlite_world.browser("far-facilitator")
    assert far.get("/directory").status == 200
    for path in (f"/directory/{kind}/1", f"/directory/{kind}/999999", f"/directory/{kind}/99999999999999999999"):
        assert far.get(path).status == 404
        assert far.post(path, {"name": "mine"}).status == 404
        assert far.post(path + "/use", {"use": "no"}).status == 404
    assert "Education" not in far.get("/directory").text


def test_no_such_list(sqlite_world: World) -> None:
    boss = _boss(sqlite_world)
    assert boss.get("/directory/moons/1").status == 404
    assert boss.post("/directory/moons", {"name": "Io"}).status == 404


@pytest.mark.parametrize("login", ["convenor", "mentor", "observer", "authoriser", "admin"])
def test_only_course_coordinators(sqlite_world: World, login: str) -> None:
    who = sqlite_world.browser(login)
    assert who.get("/directory").status == 403
    assert who.post("/directory/departments", {"name": "Mine", "letter": "M"}).status == 403


def test_statements_do_not_grow(world: World) -> None:
    boss = _boss(world)
    boss.get("/directory")
    with world.counted() as few:
        boss.get("/directory")
    boss.post("/directory/begin", {"state": "kerala"})
    with world.database.scope(write=False):
        assert len(list_places(world.cast.institute)) == 3
    boss.get("/directory")
    with world.counted() as many:
        boss.get("/directory")
    assert len(many) == len(few) <= 8
