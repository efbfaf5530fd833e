"""Private notes: for the mentors and course coordinators, and nowhere else."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from pdia.history.models import Revision
from pdia.kernel.db import session
from pdia.mentoring.models import MentorNote
from tests.world import Browser, World

SECRET = "The two offices do not speak since the transfer."


def _notes(world: World) -> str:
    return f"/teams/{world.cast.team}/mentor-notes"


def _write(world: World, login: str = "mentor", text: str = SECRET) -> str:
    """A note; the address of its page."""
    page = world.browser(login).get(_notes(world)).submit("/mentor-notes", text=text)
    assert page.status == 303, page.text
    with world.database.scope(write=False):
        return f"{_notes(world)}/{session.scalars(select(MentorNote.id).order_by(MentorNote.id.desc())).first()}"


@pytest.mark.parametrize(
    ("login", "status"),
    [
        ("mentor", 200),
        ("facilitator", 200),
        ("convenor", 403),
        ("teammate", 403),
        ("removed", 404),
        ("other", 404),
        ("idle-mentor", 404),
        ("ended-mentor", 404),
        ("far-facilitator", 404),
        ("observer", 404),
        ("authoriser", 404),
        ("stranger", 404),
    ],
)
def test_who_reads_a_note(world: World, login: str, status: int) -> None:
    path = _write(world)
    for address in (_notes(world), path):
        page = world.browser(login).get(address)
        assert page.status == status, f"{login} at {address}"
        assert (SECRET in page.text) is (status == 200)


def test_a_note_is_nowhere_else(world: World) -> None:
    cycle = f"/cycles/{world.cast.cycle}"
    world.browser("convenor").get(f"{cycle}/problem").submit("/problem", statement="No tablets in October.")
    page = world.browser("mentor").get(f"/mentoring/teams/{world.cast.team}")
    assert page.submit("/mentor-notes", text=SECRET).status == 303
    anil = world.browser("convenor")
    for address in ("/", f"/teams/{world.cast.team}", cycle, f"{cycle}/history", f"{cycle}/problem", f"{cycle}/brief"):
        assert SECRET not in anil.get(address).response.get_data(as_text=True), address
    assert SECRET not in world.browser("mentor").get(f"{cycle}/history").text
    assert anil.get(f"{cycle}/history/mentor_note/1/text").status == 404
    with world.database.scope(write=False):
        kept = session.execute(select(Revision.cycle_id, Revision.team_id).where(Revision.kind == "mentor_note")).all()
        assert {tuple(row) for row in kept} == {(None, None)}, (
            "a note's revisions name no cycle and no team, so no report finds them"
        )


def test_its_writer_changes_strikes_and_puts_back(world: World) -> None:
    path = _write(world)
    rita = world.browser("mentor")
    assert rita.get(path).submit(path, text="They speak again.").status == 303
    page = rita.get(path)
    assert "They speak again." in page.text
    assert SECRET in page.text, "the earlier version stays readable"
    assert page.submit("/strike", reason="Wrong team").status == 303
    listed = rita.get(_notes(world))
    assert "Wrong team" in listed.text
    assert listed.tree.xpath("//del[contains(., 'They speak again')]")
    rita.get(path).press("/unstrike")
    assert not rita.get(_notes(world)).tree.xpath("//del")


def test_nobody_changes_anothers_note(world: World) -> None:
    path = _write(world)
    boss = world.browser("facilitator")
    assert boss.post(path, {"text": "Mine", "text.base": "1"}).status == 403
    assert boss.post(f"{path}/strike", {"reason": "x"}).status == 403
    assert SECRET in boss.get(path).text


def test_an_older_page_never_overwrites(world: World) -> None:
    path = _write(world)
    rita = world.browser("mentor")
    old = rita.get(path)
    rita.get(path).submit(path, text="First window")
    clash = old.submit(path, text="Second window")
    assert clash.status == 409
    assert "First window" in clash.text
    assert "Second window" in clash.response.get_data(as_text=True)


@pytest.mark.parametrize(("text", "words"), [("", "Write something"), ("x" * 2001, "at most 2000 characters")])
def test_refusals_keep_the_text(world: World, text: str, words: str) -> None:
    page = world.browser("mentor").get(_notes(world)).submit("/mentor-notes", text=text)
    assert page.status == 422
    assert words in page.text
    assert page.tree.xpath("//textarea[@id='text']")[0].text.strip() == text


def test_sent_twice_is_kept_once(world: World) -> None:
    page = world.browser("mentor").get(_notes(world))
    for _ in range(2):
        assert page.submit("/mentor-notes", text=SECRET).status == 303
    assert world.browser("mentor").get(_notes(world)).text.count(SECRET) == 1


def test_a_note_on_an_entry_says_which(world: World) -> None:
    cycle = f"/cycles/{world.cast.cycle}"
    world.browser("convenor").get(f"{cycle}/problem").submit("/problem", statement="No tablets in October.")
    rita = world.browser("mentor")
    address = f"{_notes(world)}?about=problem:1:statement&cycle_id={world.cast.cycle}"
    assert rita.get(address).submit("/mentor-notes", text=SECRET).status == 303
    assert "What is the problem?" in rita.get(_notes(world)).text
    for about in (
        "problem:99:statement",
        "nothing:1:x",
        "problem",
        "problem:\u0967:statement",
        "problem:99999999999:x",
    ):
        assert rita.post(_notes(world), {"text": about, "about": about, "cycle_id": "1"}).status == 303, about
    assert rita.post(_notes(world), {"text": "x", "cycle_id": str(world.cast.other_cycle)}).status == 404


def test_the_way_back_stays_on_this_site(world: World) -> None:
    rita = world.browser("mentor")
    for wanted in (
        "//evil.example",
        "https://evil.example",
        "/\\evil.example",
        "/a\r\nX: y",
        "/mentoring/teams/99",
        "",
    ):
        sent = rita.post(_notes(world), {"text": "A note", "next": wanted})
        assert sent.location == _notes(world), wanted
    page = rita.get(f"/mentoring/teams/{world.cast.team}").submit("/mentor-notes", text="From the page of the team")
    assert page.location.startswith(f"/mentoring/teams/{world.cast.team}?said=")
    assert page.location.endswith("#notes")


def test_statements_do_not_grow(world: World) -> None:
    rita: Browser = world.browser("mentor")
    _write(world)
    rita.get(_notes(world))
    with world.counted() as few:
        rita.get(_notes(world))
    for number in range(55):
        rita.post(_notes(world), {"text": f"Note {number}"})
    with world.counted() as many:
        page = rita.get(_notes(world))
    assert len(many) == len(few) <= 6, "\n".join(many)
    assert "Older notes" in page.text
