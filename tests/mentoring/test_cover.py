"""Standing in for a colleague for dated weeks."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from pdia.kernel import clock
from pdia.kernel.db import session
from pdia.notices.models import Notice
from pdia.teams.models import MentorAssignment
from tests.world import Page, World


def _give(world: World, *, first: int = 0, last: int = 14, **values: Any) -> Page:
    """The mentor asks the idle mentor to stand in."""
    today = clock.today()
    sent = {
        "account_id": world.cast.accounts["idle-mentor"],
        "teams": [world.cast.team],
        "starts_on": (today + timedelta(days=first)).isoformat(),
        "ends_on": (today + timedelta(days=last)).isoformat(),
        **values,
    }
    return world.browser("mentor").get("/mentoring/cover").submit("/mentoring/cover", **sent)


def _cycle(world: World, login: str) -> int:
    return world.browser(login).get(f"/cycles/{world.cast.cycle}").status


def test_one_who_stands_in_reads_and_the_other_keeps_reading(world: World) -> None:
    assert _cycle(world, "idle-mentor") == 404
    assert _give(world).status == 303
    assert _cycle(world, "idle-mentor") == 200
    assert _cycle(world, "mentor") == 200
    inbox = world.browser("idle-mentor").get("/mentoring").text
    assert "Covering for Mentor until" in inbox
    assert "Covering for Mentor" in world.browser("idle-mentor").get(f"/mentoring/teams/{world.cast.team}").text
    assert "Covering for Mentor" in world.browser("idle-mentor").get("/mentoring/cover").text
    assert "Idle Mentor (for Mentor until" in world.browser("convenor").get(f"/teams/{world.cast.team}").text


def test_it_ends_by_itself(world: World) -> None:
    _give(world, last=3)
    with clock.at(clock.now() + timedelta(days=4)):
        assert _cycle(world, "idle-mentor") == 404
        assert _cycle(world, "mentor") == 200


def test_coming_weeks_open_nothing_yet(world: World) -> None:
    _give(world, first=3)
    assert _cycle(world, "idle-mentor") == 404
    assert "coming" in world.browser("mentor").get("/mentoring/cover").text
    with clock.at(clock.now() + timedelta(days=3)):
        assert _cycle(world, "idle-mentor") == 200


@pytest.mark.parametrize("login", ["mentor", "idle-mentor"])
@pytest.mark.parametrize("first", [0, 3])
def test_either_ends_it_early_and_the_other_is_told(world: World, login: str, first: int) -> None:
    _give(world, first=first)
    assert world.browser(login).get("/mentoring/cover").press("/end").status == 303
    with clock.at(clock.now() + timedelta(days=3)):
        assert _cycle(world, "idle-mentor") == 404
        assert _cycle(world, "mentor") == 200
    other = "idle-mentor" if login == "mentor" else "mentor"
    with world.database.scope(write=False):
        told = session.scalars(select(Notice).where(Notice.account_id == world.cast.accounts[other])).all()
    assert [one.said for one in told if "ended the cover" in one.said], "tell the other one"


def test_the_colleague_is_told_once_for_all_teams(world: World) -> None:
    _give(world)
    with world.database.scope(write=False):
        [told] = session.scalars(select(Notice).where(Notice.account_id == world.cast.accounts["idle-mentor"])).all()
    assert told.path == "/mentoring"
    assert "stand in for" in told.said


def test_nobody_else_ends_it(world: World) -> None:
    _give(world)
    with world.database.scope(write=False):
        number = session.scalar(select(MentorAssignment.id).where(MentorAssignment.covers_id.isnot(None)))
    for login in ("convenor", "facilitator", "ended-mentor", "stranger"):
        assert world.browser(login).post(f"/mentoring/cover/{number}/end").status == 404, login
    assert _cycle(world, "idle-mentor") == 200


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"account_id": ""}, "Choose a colleague"),
        ({"account_id": "999999"}, "Choose one of the answers"),
        ({"teams": []}, "Choose at least one team"),
        ({"teams": ["999999"]}, "Choose one of the answers"),
        ({"starts_on": "2001-01-01"}, "The first day is past"),
        ({"starts_on": "soon"}, "day, month and year"),
        ({"ends_on": ""}, "cannot come before the first"),
        ({"ends_on": (date.today() + timedelta(days=400)).isoformat()}, "Half a year at most"),  # noqa: DTZ011
    ],
)
def test_refusals_name_the_remedy(sqlite_world: World, values: dict[str, Any], words: str) -> None:
    page = _give(sqlite_world, **values)
    assert page.status == 422, page.text
    assert words in page.text
    assert _cycle(sqlite_world, "idle-mentor") == 404


def test_the_same_weeks_twice_are_refused(world: World) -> None:
    _give(world)
    again = _give(world, first=5)
    assert again.status == 422
    assert "mentors Block 3 school health team in those weeks already" in again.text


def test_who_stands_in_passes_nothing_on(world: World) -> None:
    _give(world)
    page = world.browser("idle-mentor").get("/mentoring/cover")
    offered = page.tree.xpath("//input[@name='teams']/@value")
    assert offered == [str(world.cast.other_team)]


@pytest.mark.parametrize("login", ["convenor", "facilitator", "ended-mentor", "stranger"])
def test_who_mentors_nobody_reads_what_to_do(sqlite_world: World, login: str) -> None:
    page = sqlite_world.browser(login).get("/mentoring/cover")
    assert page.status == 200
    assert "The course coordinator assigns mentors" in page.text
    assert sqlite_world.browser(login).post("/mentoring/cover", {}).status == 422


def test_when_the_mentoring_ends_so_does_what_was_lent(world: World) -> None:
    _give(world)
    boss = world.browser("facilitator")
    team = f"/cohorts/{world.cast.cohort}/teams/{world.cast.team}"
    with world.database.scope(write=False):
        own = session.scalar(
            select(MentorAssignment.id).where(
                MentorAssignment.account_id == world.cast.accounts["mentor"],
                MentorAssignment.team_id == world.cast.team,
            )
        )
    assert boss.get(f"{team}/mentors/{own}").submit("/end").status == 303
    assert _cycle(world, "mentor") == 404
    assert _cycle(world, "idle-mentor") == 404, "who stood in for them reads nothing new either"


def test_the_course_coordinator_sees_it_and_may_still_assign_for_good(world: World) -> None:
    _give(world, last=3)
    boss = world.browser("facilitator")
    team = f"/cohorts/{world.cast.cohort}/teams/{world.cast.team}"
    page = boss.get(team)
    assert "Covering for Mentor until" in page.text
    assert page.submit(f"{team}/mentors", mentor="idle-mentor").status == 303
    with clock.at(clock.now() + timedelta(days=9)):
        assert _cycle(world, "idle-mentor") == 200, "an assignment outlasts the cover"
