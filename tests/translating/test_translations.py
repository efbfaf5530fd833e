"""Working translations: beside the original, never instead of it; older ones say so; printed if chosen."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from pdia.kernel import clock
from pdia.reports.printing import html_of
from pdia.reports.rules import Kind
from pdia.translating.models import WorkingTranslation
from pdia.translating.queries import list_of_cycle
from tests.world import Browser, Page, World

MALAYALAM = "പെൺകുട്ടികൾക്ക് ഗുളിക കിട്ടുന്നില്ല"
ENGLISH = "Girls do not get the tablet"


def path(world: World, tail: str = "") -> str:
    return f"/cycles/{world.cast.cycle}{tail}"


def written(world: World, text: str = MALAYALAM) -> str:
    """A problem in Malayalam; the place of its statement."""
    world.browser("convenor").get(path(world, "/problem")).submit("/problem", statement=text)
    return "problem:1:statement"


def translate(who: Browser, world: World, place: str, **values: Any) -> Page:
    page = who.get(path(world, f"/translations/new?on={place}"))
    return page.submit("/translations/new", **{"language": "en", "text": ENGLISH, **values})


def rows(world: World) -> list[WorkingTranslation]:
    with world.database.scope(write=False):
        return list(list_of_cycle(world.cast.cycle, struck=True))


@pytest.mark.parametrize("login", ["teammate", "mentor", "facilitator"])
def test_beside_the_original(login: str, world: World) -> None:
    place, who = written(world), world.browser(login)
    assert MALAYALAM in who.get(path(world, f"/translations/new?on={place}")).text
    page = who.follow(translate(who, world, place))
    assert ENGLISH in page.text
    assert MALAYALAM in page.text
    reader = world.browser("mentor").get(path(world, "/problem"))
    beside = reader.tree.xpath("//section[@data-target='problem:1:statement']")[0].text_content()
    assert MALAYALAM in beside
    assert ENGLISH in beside
    assert f"by {login.title()}" in beside
    writer = world.browser("convenor").get(path(world, "/problem"))
    folded = writer.tree.xpath("//*[@data-target='problem:1:statement']//details[contains(., 'Working translation')]")
    assert ENGLISH in folded[0].text_content()
    assert dict(writer.values("/problem"))["statement"] == MALAYALAM, "never instead of it"


def test_the_link_stands_where_two_languages_meet(sqlite_world: World) -> None:
    world = sqlite_world
    written(world)
    link = "//a[contains(@href, '/translations/new')]"
    assert world.browser("mentor").get(path(world, "/problem")).tree.xpath(link)
    world.browser("convenor").get(path(world, "/problem")).submit("/problem", statement="Girls miss it")
    assert not world.browser("mentor").get(path(world, "/problem")).tree.xpath(link)


def test_older_than_its_original(world: World) -> None:
    place, mentor = written(world), world.browser("mentor")
    translate(mentor, world, place)
    old = "made from an earlier version"
    assert old not in mentor.get(path(world, "/problem")).text
    with clock.at(clock.now() + timedelta(minutes=20)):
        anil = world.browser("convenor")
        anil.get(path(world, "/problem")).submit("/problem", statement=MALAYALAM + " ഇപ്പോഴും")
        assert old in world.browser("mentor").get(path(world, "/problem")).text
        assert old in anil.get(path(world, "/problem")).text
        page = mentor.get(path(world, "/translations/1"))
        assert "was written on since" in page.text
        assert page.press("/fits").status == 303
        assert old not in mentor.get(path(world, "/problem")).text
        anil.get(path(world, "/problem")).submit("/problem", statement=MALAYALAM + " എന്നും")
        mentor.get(path(world, "/translations/1")).submit("/translations/1", text=ENGLISH + ", ever")
        assert old not in mentor.get(path(world, "/problem")).text, "who writes on brings it up"


def test_write_on_strike_and_put_back(world: World) -> None:
    place, mentor, rekha = written(world), world.browser("mentor"), world.browser("teammate")
    translate(mentor, world, place)
    mine, theirs = mentor.get(path(world, "/translations/1")), rekha.get(path(world, "/translations/1"))
    assert mine.submit("/translations/1", text="One wording").status == 303
    clash = theirs.submit("/translations/1", text="Another wording")
    assert clash.status == 409
    assert "One wording" in clash.text
    assert "Another wording" in clash.text
    page = rekha.follow(rekha.get(path(world, "/translations/1")).submit("/strike", reason="By mistake"))
    assert "By mistake" in page.text
    assert "One wording" not in mentor.get(path(world, "/problem")).text
    assert mentor.post(path(world, "/translations/1"), {"text": "x"}).status == 409
    assert page.press("/unstrike").status == 303
    assert "One wording" in mentor.get(path(world, "/problem")).text
    assert rekha.get(path(world, "/history/translation/1/text")).status == 200


def test_refused_and_kept(sqlite_world: World) -> None:
    world = sqlite_world
    place, mentor = written(world), world.browser("mentor")
    for wrong in ({"text": ""}, {"text": "w" * 4001}, {"language": "fr"}, {"language": None}):
        refused = translate(mentor, world, place, **wrong)
        assert refused.status == 422, wrong
        kept = wrong.get("text") or ENGLISH
        assert kept in refused.response.get_data(as_text=True) or wrong == {"text": ""}
    for nothing in ("x", "problem:1:nothing", "problem:987:statement", "cycle:1:title", "voice:1:x", "problem:1:why"):
        assert mentor.get(path(world, f"/translations/new?on={nothing}")).status == 404, nothing
        gone = mentor.post(path(world, f"/translations/new?on={nothing}"), {"language": "en", "text": "kept words"})
        assert gone.status == 409, nothing
        assert "kept words" in gone.text
    assert mentor.get(path(world, "/translations/new")).status == 303
    assert rows(world) == []
    world.browser("convenor").get(path(world, "/finish")).submit("/finish")
    late = mentor.post(path(world, f"/translations/new?on={place}"), {"language": "en", "text": ENGLISH})
    assert late.status == 409
    assert ENGLISH in late.text


def test_others_find_nothing(sqlite_world: World) -> None:
    world = sqlite_world
    place = written(world)
    translate(world.browser("mentor"), world, place)
    for login in ("other", "stranger", "removed", "idle-mentor", "ended-mentor", "authoriser", "observer"):
        assert world.browser(login).get(path(world, "/translations/1")).status == 404, login
    assert world.browser("other").get(f"/cycles/{world.cast.other_cycle}/translations/1").status == 404
    foreign = f"/cycles/{world.cast.other_cycle}/translations/new?on={place}"
    assert world.browser("other").get(foreign).status == 404


def test_printed_only_if_chosen(world: World) -> None:
    translate(world.browser("mentor"), world, written(world))
    found = {}
    for kind in (Kind.PORTFOLIO, Kind.TRANSLATED):
        with world.app.app_context(), world.database.scope(write=False):
            html = html_of(world.cast.cycle, kind, "en")
        assert html is not None
        found[kind] = html[0]
    assert ENGLISH not in found[Kind.PORTFOLIO].split('id="annex"')[0]
    assert ENGLISH in found[Kind.TRANSLATED]
    assert MALAYALAM in found[Kind.TRANSLATED]


def test_one_statement_for_all_translations_of_a_page(world: World) -> None:
    place, mentor = written(world), world.browser("mentor")
    mentor.get(path(world, "/problem"))
    with world.counted() as few:
        mentor.get(path(world, "/problem"))
    for number in range(5):
        translate(mentor, world, place, text=f"{ENGLISH} {number}", language="en")
    mentor.get(path(world, "/problem"))
    with world.counted() as many:
        mentor.get(path(world, "/problem"))
    assert len(many) == len(few), "\n".join(many)
    assert sum("working_translation" in one for one in many) == 1


def test_what_was_said_in_a_discussion(world: World) -> None:
    place, anil, mentor = written(world), world.browser("convenor"), world.browser("mentor")
    values = {"sort": "question", "text": "ആരാണ് പറഞ്ഞത്?"}
    begun = anil.get(path(world, f"/threads/new?on={place}")).submit("/threads", **values)
    assert begun.status == 303, begun.text[:300]
    thread = path(world, "/threads/1")
    link = [str(one) for one in mentor.get(thread).tree.xpath("//a[contains(@href, '/translations/new')]/@href")]
    assert "comment:1:text" in link[0].replace("%3A", ":")
    page = mentor.get(link[0])
    assert page.tree.xpath("//a[contains(@href, '/threads/1#comment-1')]")
    assert page.submit("/translations/new", language="en", text="Who said so?").status == 303
    assert "Who said so?" in anil.get(thread).text
    foreign = f"/cycles/{world.cast.other_cycle}/translations/new?on=comment:1:text"
    assert world.browser("other").get(foreign).status == 404
