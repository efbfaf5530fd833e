"""Two browsers on one page, a session that ends, a line that breaks: nothing that was typed is lost."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, expect
from sqlalchemy import update

from pdia.accounts.models import SignInSession
from pdia.kernel import clock
from pdia.kernel.db import session
from tests.journeys.conftest import Town
from tests.journeys.live import PHONE, Person

pytestmark = pytest.mark.browser
QUESTION = "What is the problem?"


def _path(town: Town) -> str:
    return f"/cycles/{town.world.cast.cycle}/problem"


def _write(person: Person, text: str, name: str = "statement") -> None:
    """Type into a question and go on to the next, as one does."""
    person.page.locator(f"#{name}").fill(text)
    person.page.locator(f"#{name}").blur()


def _state(person: Person, name: str = "statement") -> Locator:
    return person.page.locator(f"[data-field={name}] .state")


def _kept_on(person: Person) -> list[str]:
    found = "() => [...Object.entries(localStorage), ...Object.entries(sessionStorage)].map(e => e.join(' '))"
    texts: list[str] = person.page.evaluate(found)
    return texts


def test_what_one_writes_the_other_reads_and_a_conflict_is_solved_in_place(town: Town) -> None:
    anil, rekha = town.open("convenor"), town.open("teammate", width=PHONE)
    for person in (anil, rekha):
        person.go(_path(town))
    _write(anil, "No tablets since July")
    expect(_state(anil)).to_contain_text("Saved")
    _write(rekha, "Parents were told nothing", "why")
    expect(_state(rekha, "why")).to_contain_text("Saved")  # another question: no conflict
    _write(rekha, "Teachers are afraid")
    box = rekha.page.locator("[data-field=statement] .conflict")
    expect(box).to_contain_text("No tablets since July")
    expect(box).to_contain_text("Teachers are afraid")
    expect(box).to_contain_text("Convenor")
    box.get_by_role("button", name="Join both").click()
    expect(_state(rekha)).to_contain_text("Saved")
    anil.go(_path(town))
    expect(anil.field(QUESTION)).to_have_value("Teachers are afraid\n\nNo tablets since July")


def test_a_session_that_ended_keeps_the_text_for_its_writer(town: Town) -> None:
    me = town.open("convenor", own=False)
    me.go(_path(town))
    with town.world.database.scope(write=True):
        session.execute(update(SignInSession).values(ended_at=clock.now()))
        session.commit()
    _write(me, "Written while the session ended")
    expect(_state(me)).to_contain_text("Your time on this device ran out")
    with me.page.expect_navigation():
        _state(me).get_by_role("link", name="Sign in").click()
    me.sign_in(own=False)
    me.sees("1 text that you wrote is kept for you.")
    me.press("Look and save")
    me.sees("Written while the session ended")
    other = town.open("teammate")
    other.go("/account/held")
    other.never_sees("Written while the session ended")
    me.press("Save it now")
    me.go(_path(town))
    expect(me.field(QUESTION)).to_have_value("Written while the session ended")


def test_an_own_phone_keeps_the_text_until_the_network_is_back(town: Town) -> None:
    me = town.open("teammate", width=PHONE)
    me.go(_path(town))
    me.context.set_offline(True)
    _write(me, "Written on the bus")
    expect(_state(me)).to_have_text("No network: kept on this phone")
    assert any("Written on the bus" in text for text in _kept_on(me))
    me.context.set_offline(False)
    expect(_state(me)).to_contain_text("Saved")
    assert not any("Written on the bus" in text for text in _kept_on(me)), "the server has it"
    reader = town.open("convenor")
    reader.go(_path(town))
    expect(reader.field(QUESTION)).to_have_value("Written on the bus")


def test_a_shared_device_keeps_nothing(town: Town) -> None:
    me = town.open("teammate", own=False)
    me.go(_path(town))
    me.context.set_offline(True)
    _write(me, "Nobody else may find this here")
    expect(_state(me)).to_have_text("Not saved yet, keep this page open")
    assert _kept_on(me) == []
    me.context.set_offline(False)
    expect(_state(me)).to_contain_text("Saved")
    me.page.locator("summary", has_text="Teammate").click()
    me.press("Sign out")
    assert _kept_on(me) == []
    me.page.go_back()
    expect(me.page.locator("body")).not_to_contain_text("Nobody else may find this here")


def test_a_press_is_not_lost_when_the_page_moves_under_it(town: Town) -> None:
    """ "Saving…" may add a line above a button on which a finger is: the press counts all the same."""
    me = town.open("convenor", width=PHONE)
    me.go(f"{_path(town).removesuffix('problem')}iterations")
    me.fill("What is the first step?", "Count the tablets")
    me.press("Open round 1")
    me.press("Write my check-in")
    me.page.locator("#struggling").press_sequentially("Nobody opens the cupboard")
    button = me.page.get_by_role("button", name="Finish my check-in")
    button.scroll_into_view_if_needed()
    spot = button.bounding_box()
    assert spot
    me.page.mouse.move(spot["x"] + 20, spot["y"] + 3)
    me.page.mouse.down()
    me.page.wait_for_timeout(300)
    with me.page.expect_navigation():
        me.page.mouse.up()
    me.sees("Your check-in is finished")
