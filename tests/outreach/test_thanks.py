"""Thanks from one department to another: by members only, told to those thanked, taken back on the same day."""

from __future__ import annotations

from datetime import timedelta

import pytest

from pdia.kernel import clock
from pdia.kernel.db import session
from pdia.notices.models import Notice
from pdia.outreach.queries import list_thanks
from pdia.reports.printing import html_of
from pdia.reports.rules import Kind
from tests.world import Browser, Page, World

WORDS = "You opened the store on a Sunday."


def path(world: World, tail: str = "") -> str:
    return f"/cycles/{world.cast.cycle}/thanks{tail}"


def say(who: Browser, world: World, letter: str = "E", text: str = WORDS) -> Page:
    return who.get(path(world)).submit("/thanks", to_id=world.cast.departments[letter], text=text)


def count(world: World) -> int:
    with world.database.scope(write=False):
        return len(list_thanks(world.cast.cycle))


def test_said_shown_told_and_printed(world: World) -> None:
    anil = world.browser("convenor")
    page = anil.follow(say(anil, world))
    assert WORDS in page.text
    assert "Panchayat & Rural Development thanks" in page.text
    assert "Block Development Officer" in page.text
    with world.database.scope(write=False):
        [told] = session.query(Notice).all()
        assert told.account_id == world.cast.accounts["teammate"]
        assert told.words == WORDS
    assert WORDS in world.browser("mentor").get(f"/cycles/{world.cast.cycle}").text
    with world.app.app_context(), world.database.scope(write=False):
        found = html_of(world.cast.cycle, Kind.PORTFOLIO, "en")
    assert found is not None
    assert WORDS in found[0]


def test_a_mentor_does_not_thank_on_behalf(sqlite_world: World) -> None:
    world = sqlite_world
    for login in ("mentor", "facilitator"):
        browser = world.browser(login)
        sent = {"to_id": str(world.cast.departments["E"]), "text": WORDS}
        assert browser.post(path(world), sent).status == 403
        assert not browser.get(path(world)).tree.xpath("//main//textarea")
    assert world.browser("other").get(path(world)).status == 404
    assert count(world) == 0


@pytest.mark.parametrize(("letter", "text"), [("E", ""), ("E", " \u200d "), ("E", "വ" * 401), ("P", WORDS)])
def test_refused_and_kept(letter: str, text: str, sqlite_world: World) -> None:
    anil = sqlite_world.browser("convenor")
    page = anil.get(path(sqlite_world))
    refused = page.submit("/thanks", to_id=sqlite_world.cast.departments[letter], text=text)
    assert refused.status == 422
    assert text.strip() in refused.response.get_data(as_text=True)
    assert page.submit("/thanks", to_id="", text=WORDS).status == 422
    assert count(sqlite_world) == 0


def test_taken_back_by_its_writer_on_the_same_day(world: World) -> None:
    anil = world.browser("convenor")
    say(anil, world)
    assert world.browser("teammate").post(path(world, "/1/take-back")).status == 403
    with clock.at(clock.now() + timedelta(days=2)):
        late = world.browser("convenor")
        assert not late.get(path(world)).presses("/take-back")
        assert late.post(path(world, "/1/take-back")).status == 403
    assert count(world) == 1
    assert anil.get(path(world)).press("/take-back").status == 303
    assert count(world) == 0
    assert anil.post(path(world, "/2/take-back")).status == 404


def test_sent_twice_is_once(world: World) -> None:
    page = world.browser("convenor").get(path(world))
    values = {"to_id": world.cast.departments["E"], "text": WORDS}
    assert [page.submit("/thanks", **values).status for _ in range(2)] == [303, 303]
    assert count(world) == 1
