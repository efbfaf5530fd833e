"""Opening cohorts, changing their days."""

from __future__ import annotations

import pytest

from pdia.cohorts.queries import list_cohorts
from tests.world import World

GOOD = {"name": "Spring", "starts_on": "2027-01-10", "ends_on": "10/04/2027", "follow_up_until": ""}


def test_open_a_cohort(world: World) -> None:
    boss = world.browser("facilitator")
    answer = boss.get("/cohorts").submit("/cohorts", **GOOD)
    page = boss.follow(answer)
    assert "Spring" in page.text
    assert "First, the people" in page.text
    with world.database.scope(write=False):
        [spring] = [row for row in list_cohorts(world.cast.institute) if row.name == "Spring"]
    assert answer.location.endswith(f"/cohorts/{spring.id}")
    assert spring.ends_on.isoformat() == "2027-04-10"


def test_sent_twice_is_one_cohort(world: World) -> None:
    page = world.browser("facilitator").get("/cohorts")
    assert page.submit("/cohorts", **GOOD).location == page.submit("/cohorts", **GOOD).location
    with world.database.scope(write=False):
        assert len(list_cohorts(world.cast.institute)) == 2


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"name": "Autumn"}, "There is a cohort Autumn already"),
        ({"name": " "}, "Write something"),
        ({"starts_on": ""}, "first and the last day"),
        ({"ends_on": "2026-12-31"}, "ends before it starts"),
        ({"follow_up_until": "2027-02-01"}, "ends before it starts"),
        ({"starts_on": "31/02/2027"}, "day, month and year"),
    ],
)
def test_refusals(sqlite_world: World, change: dict[str, str], words: str) -> None:
    page = sqlite_world.browser("facilitator").get("/cohorts").submit("/cohorts", **{**GOOD, **change})
    assert page.status == 422
    assert words in page.text
    kept = {**GOOD, **change}["name"].strip()
    assert page.tree.xpath("//input[@id='name']/@value")[0] == kept, "what was typed is still in the form"


def test_change_the_days(world: World) -> None:
    boss = world.browser("facilitator")
    path = f"/cohorts/{world.cast.cohort}/dates"
    page = boss.follow(boss.get(path).submit(path, follow_up_until="2027-12-01"))
    assert "Mentors go on until 1 Dec 2027" in page.text
    assert boss.get(path).submit(path, ends_on="2020-01-01").status == 422


@pytest.mark.parametrize("login", ["convenor", "mentor", "observer", "admin", "stranger"])
def test_only_course_coordinators(sqlite_world: World, login: str) -> None:
    who = sqlite_world.browser(login)
    assert who.get("/cohorts").status == 403
    assert who.get(f"/cohorts/{sqlite_world.cast.cohort}/dates").status == 404


def test_another_institutes_cohort_is_no_page(sqlite_world: World) -> None:
    far = sqlite_world.browser("far-facilitator")
    assert "Autumn" not in far.get("/cohorts").text
    assert far.get(f"/cohorts/{sqlite_world.cast.cohort}/dates").status == 404
    assert far.post(f"/cohorts/{sqlite_world.cast.cohort}/dates", GOOD).status == 404
