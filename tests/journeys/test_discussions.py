"""Discussions in real browsers: meaning certain words, answering in place, drafts, hostile text."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Town
from tests.journeys.live import PHONE, Person
from tests.threads import ground

pytestmark = pytest.mark.browser
MARK = """() => {
  const text = document.querySelector("[data-target$=':statement'] .text").firstChild;
  const start = text.data.indexOf("girls fear them");
  getSelection().setBaseAndExtent(text, start, text, start + "girls fear them".length);
}"""


def _unfold(person: Person) -> None:
    person.page.locator("details[data-talks] > summary").first.click()
    person.page.locator("details[data-talk] > summary").first.click()


def test_words_meant_at_a_desk_answered_in_place_on_a_phone(town: Town) -> None:
    ground.write(town.world)
    mentor, rekha = town.open("mentor"), town.open("teammate", width=PHONE)
    mentor.go(ground.base(town.world, "/problem"))
    mentor.page.evaluate(MARK)
    mentor.page.locator("[data-target$=':statement'] a.discuss").click()
    expect(mentor.field("The words you mean")).to_have_value("girls fear them")
    mentor.fill("What would you like to say?", "Which **girls**?")
    mentor.press("Say it")
    assert mentor.page.locator("mark").inner_text() == "girls fear them"

    here = ground.base(town.world, "/problem")
    rekha.go(here)
    _unfold(rekha)
    answer = rekha.page.locator("details[data-talk] textarea")
    answer.fill("Those of class nine.")
    rekha.page.locator("details[data-talk]").get_by_role("button", name="Say it").click()
    rekha.page.wait_for_url(lambda address: "#thread-" in address)
    assert here in rekha.page.url
    assert "said=" not in rekha.page.url, "the address is tidied once the words arrived"
    expect(rekha.page.locator("details[data-talk]").first).to_have_attribute("open", "")
    expect(rekha.page.locator("details[data-talk] .comment").last).to_contain_text("Those of class nine.")
    assert rekha.page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('pdia:talk')).length") == 0
    assert [comment.text for comment in ground.comments(town.world)] == ["Which **girls**?", "Those of class nine."]


@pytest.mark.parametrize("own", [True, False], ids=["own phone", "shared device"])
def test_a_comment_begun_is_there_again(town: Town, own: bool) -> None:
    path = ground.begun(town.world.browser("mentor"), ground.write(town.world))
    rekha = town.open("teammate", own=own)
    rekha.go(path)
    rekha.page.get_by_label("Your answer").press_sequentially("Half a tho")
    rekha.go("/")
    rekha.go(path)
    expect(rekha.page.get_by_label("Your answer")).to_have_value("Half a tho" if own else "")
    if own:
        rekha.press("Say it")
        rekha.go(path)
        expect(rekha.page.get_by_label("Your answer")).to_have_value("")
        rekha.page.get_by_label("Your answer").press_sequentially("Not yet sent")
        rekha.page.locator(".menu summary", has_text="Teammate").click()
        rekha.press("Sign out")
        assert rekha.page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('pdia:talk')).length") == 0


def test_a_box_in_place_belongs_to_no_other_form(town: Town) -> None:
    """What is typed in an answer beside a question is not saved as the question's own text."""
    ground.begun(town.world.browser("mentor"), ground.write(town.world))
    rekha = town.open("teammate")
    rekha.go(ground.base(town.world, "/problem"))
    _unfold(rekha)
    rekha.page.locator("details[data-talk] textarea").fill("A comment")
    rekha.page.get_by_label("Why does it matter?").first.fill("Because they grow weak")
    rekha.page.locator("details[data-talk]").get_by_role("button", name="Say it").click()
    rekha.page.wait_for_url(lambda address: "#thread-" in address)
    expect(rekha.page.get_by_label("Why does it matter?").first).to_have_value("Because they grow weak")
    assert ground.comments(town.world)[-1].text == "A comment"


def test_hostile_words_never_run(town: Town) -> None:
    hostile = '<img src=x onerror=ran()><script>ran()</script> [x](javascript:ran()) <svg/onload=ran()> "onfocus=ran() autofocus'
    path = ground.begun(
        town.world.browser("mentor"),
        ground.write(town.world),
        text=hostile,
        quote='"><script>ran()</script>',
        sort="suggestion",
        proposed=hostile,
    )
    rekha = town.open("teammate")
    ran: list[str] = []
    rekha.page.expose_function("ran", lambda: ran.append("ran"))
    for address in (path, ground.base(town.world, "/threads"), ground.base(town.world, "/problem")):
        rekha.go(address)
        for fold in rekha.page.locator("main details").all():
            fold.evaluate("(each) => { each.open = true; }")
        rekha.page.wait_for_timeout(400)
        for link in rekha.page.locator("main a").all():
            assert not (link.get_attribute("href") or "").lower().startswith("javascript")
    assert ran == []
