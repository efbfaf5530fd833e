"""The plan and the note of a round as plain text for a group: what they say, and what they never say."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from pdia.kernel.sharing import LONGEST_LINK, bold, whatsapp_link
from tests.stages.iterations.steps import begin, plan_action
from tests.world import World

STEP = "Count the tablets in four schools"


def path(world: World, tail: str) -> str:
    return f"/cycles/{world.cast.cycle}{tail}"


@pytest.mark.parametrize(
    ("words", "said"),
    [("The plan", "*The plan*"), ("Two\nlines", "*Two lines*"), ("a * star", "*a star*"), ("", ""), (" ** ", "")],
)
def test_headings_as_whatsapp_understands_them(words: str, said: str) -> None:
    assert bold(words) == said


def test_the_link_holds_the_text_or_is_none() -> None:
    text = "*Plan*\nഗുളിക & list? #1"
    assert parse_qs(urlsplit(whatsapp_link(text)).query)["text"] == [text]
    assert whatsapp_link("x" * LONGEST_LINK) == ""


def test_the_plan_as_text(world: World) -> None:
    plan_action(world, "Cards on twelve cupboards", learn="How often do schools ring?")
    page = world.browser("mentor").get(path(world, "/copy/plan"))
    text = page.tree.xpath("//textarea")[0].text_content()
    assert "*Cards on twelve cupboards*" in text
    assert "How often do schools ring?" in text
    assert f"{len(text.lstrip(chr(10)))} characters" in page.text
    [link] = [str(one) for one in page.tree.xpath("//a/@href") if str(one).startswith("https://wa.me/")]
    assert "*Cards on twelve cupboards*" in parse_qs(urlsplit(link).query)["text"][0]
    assert page.tree.xpath("//button[@data-copy][@hidden]"), "without a script there is nothing to press"


def test_an_empty_plan_says_so(sqlite_world: World) -> None:
    page = sqlite_world.browser("convenor").get(path(sqlite_world, "/copy/plan"))
    assert "No step is open at present." in page.text


def test_the_note_of_a_round_as_text(world: World) -> None:
    begin(world)
    anil = world.browser("convenor")
    log = path(world, "/iterations/1/log")
    assert anil.get(log).submit("/log", done="Cards are up", learned="They ring about stock").status == 303
    spoken = path(world, "/iterations/1/check-in")
    anil.get(spoken).submit("/check-in", finish="1", done="Private words")
    text = anil.get(path(world, "/copy/rounds/1")).tree.xpath("//textarea")[0].text_content()
    assert "Cards are up" in text
    assert "They ring about stock" in text
    assert "Private words" not in text
    assert anil.get(path(world, "/copy/rounds/2")).status == 404
    assert anil.get(path(world, "/iterations/1")).tree.xpath("//a[contains(@href, '/copy/rounds/1')]")
    for page in ("/plan", "/portfolio"):
        assert anil.get(path(world, page)).tree.xpath("//a[contains(@href, '/copy/plan')]"), page


def test_who_may(sqlite_world: World) -> None:
    for login in ("other", "stranger", "removed", "authoriser", "observer", "idle-mentor"):
        assert sqlite_world.browser(login).get(path(sqlite_world, "/copy/plan")).status == 404, login
