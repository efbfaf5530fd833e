"""Visits and calls: noting, writing on, striking; persistence is visible, and what was agreed becomes a step."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from pdia.kernel import clock
from pdia.kernel.db import session
from pdia.outreach.digest import digest_outreach
from pdia.outreach.models import Contact
from pdia.outreach.queries import list_contacts
from pdia.reports.printing import html_of
from pdia.reports.rules import Kind
from tests.stages.entry_points.ground import cycle_and
from tests.world import Browser, Page, World

OFFICE = "Inspector of Schools"
AGREED = "- The list of schools comes by Friday\n- A nurse visits on Mondays"


def path(world: World, tail: str = "") -> str:
    return f"/cycles/{world.cast.cycle}/contacts{tail}"


def note(who: Browser, world: World, letter: str = "E", **values: Any) -> Page:
    department = world.cast.departments[letter]
    return who.get(path(world, "/new")).submit("/contacts/new", department_id=department, **values)


def contacts(world: World) -> list[Contact]:
    with world.database.scope(write=False):
        return list(list_contacts(world.cast.cycle, struck=True))


def day(back: int) -> str:
    return (clock.today() - timedelta(days=back)).isoformat()


@pytest.mark.parametrize("login", ["teammate", "mentor", "facilitator"])
def test_a_member_a_mentor_and_a_coordinator_note_visits(login: str, world: World) -> None:
    who = world.browser(login)
    page = who.follow(note(who, world, office=OFFICE, how="talk", what="Why tablets lie unused", agreed=AGREED))
    assert OFFICE in page.text
    assert "First time" in page.text
    assert "talk over tea" in page.text
    [row] = contacts(world)
    assert row.name == login.title()
    assert row.institute_id == world.cast.institute


def test_persistence_is_visible(world: World) -> None:
    anil = world.browser("convenor")
    for back, how in ((9, "letter"), (5, "call"), (1, "talk")):
        assert note(anil, world, met_on=day(back), how=how).status == 303
    note(anil, world, "W", met_on=day(3))
    page = anil.get(path(world))
    headings = [" ".join(one.text_content().split()) for one in page.tree.findall(".//h2")]
    assert headings[0].startswith("EEducation third time")
    assert "talk over tea" in headings[0]
    assert headings[1].startswith("WWomen & Child Development first time")
    times = [str(one.text_content())[:10].strip() for one in page.tree.findall(".//h3")]
    assert times[:3] == ["Third time", "Second tim", "First time"], "the newest first"


def test_department_day_and_way_are_needed_and_everything_typed_stays(sqlite_world: World) -> None:
    world = sqlite_world
    anil = world.browser("convenor")
    page = anil.get(path(world, "/new"))
    for wrong in (
        {"department_id": ""},
        {"department_id": "987654"},
        {"met_on": ""},
        {"met_on": "2099-01-01"},
        {"met_on": "soon"},
        {"how": "telegram"},
        {"office": "o" * 161},
        {"agreed": "വ" * 1001},
        {"present": ["Nowhere"]},
    ):
        sent = {"department_id": world.cast.departments["E"], "what": "kept words", **wrong}
        refused = page.submit("/contacts/new", **sent)
        assert refused.status == 422, wrong
        assert "kept words" in refused.response.get_data(as_text=True), wrong
    for missing in ("department_id", "met_on", "how"):
        refused = page.submit("/contacts/new", **{missing: None, "what": "kept words"})
        assert refused.status == 422, missing
    assert contacts(world) == []


def test_sent_twice_is_once(world: World) -> None:
    page = world.browser("convenor").get(path(world, "/new"))
    values = {"department_id": world.cast.departments["E"], "what": "Once"}
    assert [page.submit("/contacts/new", **values).status for _ in range(2)] == [303, 303]
    assert len(contacts(world)) == 1


def test_two_write_on_at_once_and_nothing_is_lost(world: World) -> None:
    anil, mentor = world.browser("convenor"), world.browser("mentor")
    note(anil, world, what="A long talk")
    of_anil, of_mentor = anil.get(path(world, "/1")), mentor.get(path(world, "/1"))
    health, education = "Health & Family Welfare", "Education"
    assert of_anil.submit("/contacts/1", agreed="Anil’s words", present=[health], how="call").status == 303
    clash = of_mentor.submit("/contacts/1", agreed="The mentor’s words", offered="A nurse on Mondays")
    assert clash.status == 409
    assert "Anil’s words" in clash.text
    assert "The mentor’s words" in clash.text
    [row] = contacts(world)
    assert (row.offered, row.how, row.present) == ("A nurse on Mondays", "call", health), "what was not touched stands"
    again = anil.get(path(world, "/1"))
    assert again.submit("/contacts/1", present=[education, health]).status == 303
    assert contacts(world)[0].present == f"{education}\n{health}"
    auto = mentor.autosave(path(world, "/1"), {"offered": "More", "offered.base": "1"})
    assert auto.status == 200
    bare = mentor.post(path(world, "/1"), {"department_id": str(world.cast.departments["W"])})
    assert bare.status == 303
    history = anil.get(f"/cycles/{world.cast.cycle}/history")
    assert "Women & Child Development" in history.text


def test_strike_and_put_back(world: World) -> None:
    anil = world.browser("convenor")
    note(anil, world, office=OFFICE)
    page = anil.follow(anil.get(path(world, "/1")).submit("/strike", reason="Noted twice"))
    assert "Noted twice" in page.text
    assert "1 struck through" in page.text
    assert anil.post(path(world, "/1"), {"what": "more"}).status == 409
    assert page.press("/unstrike").status == 303
    assert not contacts(world)[0].struck


def test_what_was_agreed_becomes_a_step_with_one_press(world: World) -> None:
    anil = world.browser("convenor")
    note(anil, world, office=OFFICE, agreed=AGREED)
    page = anil.get(path(world))
    links = [str(link) for link in page.tree.xpath("//a/@href") if "/plan?" in str(link)]
    assert len(links) == 2
    plan = anil.get(links[0].replace("#add", ""))
    assert plan.tree.xpath("//details[@id='add'][@open]")
    words = dict(plan.values("/plan/actions"))["what"]
    assert words.startswith("The list of schools comes by Friday")
    assert "agreed on" in words
    assert OFFICE not in words, "the plan is printed; which office it was stays with the team"
    assert plan.submit("/plan/actions").status == 303
    assert "The list of schools comes by Friday" in anil.get(f"/cycles/{world.cast.cycle}/plan").text
    assert not [one for one in world.browser("mentor").get(path(world)).tree.xpath("//a/@href") if "/plan?" in one]
    odd = f"/cycles/{world.cast.cycle}/plan?what=" + "x" * 5000
    assert anil.get(odd).status == 200


def test_a_finished_cycle_refuses_plainly_and_keeps_the_text(world: World) -> None:
    anil = world.browser("convenor")
    page = anil.get(path(world, "/new"))
    anil.get(f"/cycles/{world.cast.cycle}/finish").submit("/finish")
    refused = page.submit("/contacts/new", department_id=world.cast.departments["E"], what="kept words")
    assert refused.status == 409
    assert "finished" in refused.text
    assert "kept words" in refused.text
    assert not anil.get(path(world)).tree.xpath("//a[contains(@href, '/contacts/new')]")


def test_history_and_photos_reach_it(sqlite_world: World) -> None:
    world = sqlite_world
    anil = world.browser("convenor")
    note(anil, world, agreed=AGREED)
    assert anil.get(f"/cycles/{world.cast.cycle}/history/contact/1/agreed").status == 200
    assert "What was agreed?" in anil.get(f"/cycles/{world.cast.cycle}/files/plan/new").text


def test_it_is_printed(world: World) -> None:
    anil = world.browser("convenor")
    note(anil, world, office=OFFICE, agreed=AGREED, what="Said between us")
    with world.database.scope(write=False):
        [line] = digest_outreach(cycle_and(world)[0]).contacts
        assert line.chip[1] == "Education"
        session.expunge_all()
    with world.app.app_context(), world.database.scope(write=False):
        found = html_of(world.cast.cycle, Kind.PORTFOLIO, "en")
    assert found is not None
    for words in ("The list of schools comes by Friday", "first time"):
        assert words in found[0]
    assert "Said between us" not in found[0], "only what was agreed is printed"
    assert OFFICE not in found[0], "which office it was stays with the team"


def test_it_stands_on_the_cycle_the_plan_and_the_team(sqlite_world: World) -> None:
    world = sqlite_world
    for page in (f"/cycles/{world.cast.cycle}", f"/cycles/{world.cast.cycle}/plan", f"/teams/{world.cast.team}"):
        assert world.browser("convenor").get(page).tree.xpath("//a[contains(@href, '/contacts')]"), page


def test_other_teams_find_nothing(sqlite_world: World) -> None:
    world = sqlite_world
    note(world.browser("convenor"), world)
    foreign = f"/cycles/{world.cast.other_cycle}/contacts/1"
    assert world.browser("other").get(foreign).status == 404
    for login in ("stranger", "other", "removed", "idle-mentor", "ended-mentor", "authoriser", "observer", "admin"):
        assert world.browser(login).get(path(world)).status == 404, login
        assert world.browser(login).post(path(world, "/1"), {"what": "x"}).status == 404, login
    assert world.browser(None).get(path(world)).status in (302, 303)


def test_queries_do_not_grow(world: World) -> None:
    anil = world.browser("convenor")
    note(anil, world)
    anil.get(path(world))
    with world.counted() as few:
        anil.get(path(world))
    for back in range(6):
        note(anil, world, "EWHP"[back % 4], met_on=day(back))
    anil.get(path(world))
    with world.counted() as many:
        anil.get(path(world))
    assert len(many) == len(few), "\n".join(many)
