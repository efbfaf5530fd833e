"""Saving while people write: nothing typed is lost, and nothing is said to be saved that is not."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Dialog, Page, expect
from werkzeug import Request, Response

from tests.look.conftest import OPEN, answering, saving
from tests.look.server import Site

pytestmark = pytest.mark.browser
DRAFT = "pdia:draft:7:/cycles/7/problem:statement"
THEIRS = {"theirs": "Anil's text", "words": "Anil saved at 11:40 while you were writing", "base": "7"}


def box(page: Page) -> Any:
    return page.locator("#statement")


def line(page: Page, name: str = "statement") -> Any:
    return page.locator(f"[data-field={name}] .state")


def write(page: Page, text: str) -> None:
    """Write into the first question and go on to the next."""
    box(page).fill(text)
    page.locator("#why_it_matters").focus()


def sent(site: Site, count: int = 1) -> list[dict[str, list[str]]]:
    """What was posted, once `count` posts have come."""
    until = time.monotonic() + 6
    while len(site.posted) < count and time.monotonic() < until:
        time.sleep(0.03)
    assert len(site.posted) >= count, site.posted
    return site.posted


def draft(page: Page) -> Any:
    kept = page.evaluate(f"localStorage.getItem('{DRAFT}')")
    return json.loads(kept) if kept else None


def test_a_pause_sends_the_field_alone_with_what_it_began_from(site: Site, show: OPEN) -> None:
    site.answer = saving()
    page = show("/own/problem")
    box(page).fill("31 of 52")
    expect(line(page)).to_have_text("Saved 11:42", timeout=6000)
    assert sent(site) == [{"csrf_token": ["token"], "statement": ["31 of 52"], "statement.base": ["4"]}]
    assert site.paths == ["/cycles/7/problem"]
    assert site.headers[0]["X-Autosave"] == "1"
    assert site.headers[0]["X-Account"] == "7"
    assert draft(page) is None, "the server has it"
    write(page, "31 of 52 schools")
    assert sent(site, 2)[1]["statement.base"] == ["5"]


def test_leaving_a_field_sends_it_at_once_and_only_if_it_changed(site: Site, show: OPEN) -> None:
    site.answer = saving()
    page = show("/own/problem")
    box(page).focus()
    page.locator("#why_it_matters").focus()
    write(page, "changed")
    expect(line(page)).to_have_text("Saved 11:42", timeout=1200)
    assert len(site.posted) == 1


def test_choices_and_ticks_are_sent_as_they_are_pressed(site: Site, show: OPEN) -> None:
    site.answer = saving()
    page = show("/own/problem")
    page.get_by_label("Not known yet").check()
    assert sent(site)[0]["known"] == ["unknown"]
    for label in ("Own time", "Money"):
        page.get_by_label(label, exact=True).uncheck()
    page.wait_for_timeout(400)
    assert site.posted[-1] == {
        "csrf_token": ["token"],
        "needs.sent": ["1"],
        "needs.base": [site.posted[-1]["needs.base"][0]],
    }


def test_what_is_typed_while_a_save_is_under_way_follows_it(site: Site, show: OPEN) -> None:
    page = show("/own/problem")
    accept = saving()

    def slow(request: Request) -> Response:
        if len(site.posted) == 1:
            time.sleep(0.8)  # the first answer takes its time; typing goes on meanwhile
        return accept(request)

    site.answer = slow
    write(page, "first")
    sent(site)
    write(page, "first and second")
    posted = sent(site, 2)
    assert [each["statement"][0] for each in posted] == ["first", "first and second"]
    assert posted[1]["statement.base"] == ["5"], "never in conflict with oneself"
    expect(line(page)).to_have_text("Saved 11:42")


def test_a_conflict_shows_both_texts_and_typing_goes_on(site: Site, show: OPEN) -> None:
    site.answer = answering(409, conflicts={"statement": THEIRS})
    page = show("/own/problem")
    box(page).focus()
    box(page).fill("my text")
    conflict = page.locator(".conflict")
    expect(conflict).to_be_visible(timeout=6000)
    expect(box(page)).to_be_focused()
    expect(conflict.locator("[data-theirs]")).to_have_text("Anil's text")
    box(page).press_sequentially(" goes on")
    expect(conflict.locator("[data-mine]")).to_have_text("my text goes on")
    page.wait_for_timeout(2000)
    assert len(site.posted) == 1, "nothing is sent until a person chooses"
    assert draft(page)["values"] == ["my text goes on"]
    site.answer = saving()
    conflict.get_by_role("button", name="Keep mine").click()
    expect(line(page)).to_have_text("Saved 11:42")
    assert sent(site, 2)[1]["statement"] == ["my text goes on"]
    assert site.posted[1]["statement.base"] == ["7"]
    expect(conflict).to_have_count(0)


def test_theirs_can_be_taken_and_the_own_text_still_fetched_back(site: Site, show: OPEN) -> None:
    site.answer = answering(409, conflicts={"statement": THEIRS})
    page = show("/own/problem")
    write(page, "my text")
    page.get_by_role("button", name="Take theirs").click()
    expect(box(page)).to_have_value("Anil's text")
    assert draft(page) is None
    expect(page.locator("[data-mine]")).to_have_text("my text")
    site.answer = saving()
    page.get_by_role("button", name="Keep mine").click()
    expect(box(page)).to_have_value("my text")
    assert sent(site, 2)[1]["statement"] == ["my text"]


def test_both_texts_can_be_joined(site: Site, show: OPEN) -> None:
    site.answer = answering(409, conflicts={"statement": THEIRS})
    page = show("/own/problem")
    write(page, "my text")
    expect(page.get_by_role("button", name="Join both")).to_be_visible()
    site.answer = saving()
    page.get_by_role("button", name="Join both").click()
    expect(box(page)).to_have_value("my text\n\nAnil's text")
    expect(box(page)).to_be_focused()
    assert sent(site, 2)[1]["statement.base"] == ["7"]


def test_the_same_text_from_two_people_is_no_conflict(site: Site, show: OPEN) -> None:
    site.answer = answering(409, conflicts={"statement": {**THEIRS, "theirs": "one text"}})
    page = show("/own/problem")
    write(page, "one text")
    expect(line(page)).to_have_text("Saved")
    expect(page.locator(".conflict")).to_have_count(0)


def test_a_refusal_is_said_at_the_field_and_goes_with_the_next_try(site: Site, show: OPEN) -> None:
    site.answer = answering(422, errors={"statement": ["Use at most 600 characters here."]})
    page = show("/own/problem")
    write(page, "too long")
    expect(page.locator("#statement-fault")).to_have_text("Error: Use at most 600 characters here.")
    expect(box(page)).to_have_attribute("aria-invalid", "true")
    expect(box(page)).to_have_attribute("aria-describedby", "statement-why statement-fault")
    expect(line(page)).to_have_text("Not saved")
    assert draft(page)["values"] == ["too long"]
    site.answer = saving()
    write(page, "shorter")
    expect(line(page)).to_have_text("Saved 11:42")
    expect(page.locator("#statement-fault")).to_have_count(0)
    expect(box(page)).not_to_have_attribute("aria-invalid", "true")


def test_after_the_session_has_ended_the_server_holds_the_text(site: Site, show: OPEN) -> None:
    site.answer = answering(401, held=True, words="You were signed out. Your text is kept.", sign_in="/sign-in?next=/x")
    page = show("/own/problem")
    write(page, "written too late")
    expect(line(page)).to_contain_text("You were signed out. Your text is kept.")
    expect(line(page).get_by_role("link", name="Sign in")).to_have_attribute("href", "/sign-in?next=/x")
    assert draft(page) is None


def test_a_server_that_is_not_well_is_tried_again(site: Site, show: OPEN) -> None:
    site.answer = answering(503, errors={"": ["Not now"]})
    page = show("/own/problem")
    write(page, "text")
    expect(line(page)).to_have_text("No network: kept on this phone")
    site.answer = saving()
    expect(line(page)).to_have_text("Saved 11:42", timeout=9000)
    assert draft(page) is None


def test_a_login_page_of_the_network_is_not_taken_for_a_save(site: Site, show: OPEN) -> None:
    site.answer = lambda request: Response("<h1>Welcome to the office network</h1>", content_type="text/html")
    page = show("/own/problem")
    write(page, "text")
    expect(line(page)).to_have_text("No network: kept on this phone")
    assert draft(page)["values"] == ["text"]


def test_an_own_phone_keeps_text_over_a_closed_page_and_sends_it_once(
    site: Site, show: OPEN, context: BrowserContext
) -> None:
    site.answer = saving()
    page = show("/own/problem")
    context.set_offline(True)
    write(page, "written on the bus")
    expect(line(page)).to_have_text("No network: kept on this phone")
    page.close()
    context.set_offline(False)
    page = show("/own/problem")
    expect(box(page)).to_have_value("written on the bus")
    expect(line(page)).to_have_text("Saved 11:42")
    assert [each["statement"] for each in site.posted] == [["written on the bus"]]
    assert site.posted[0]["statement.base"] == ["4"]
    assert draft(page) is None


def test_a_kept_text_older_than_the_page_meets_the_newer_one_openly(site: Site, show: OPEN) -> None:
    page = show("/own/problem")
    kept = {"values": ["from yesterday"], "base": "2", "page": "/own/problem", "title": "x", "name": "statement"}
    kept["action"] = site.url + "/cycles/7/problem"
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [DRAFT, json.dumps(kept)])
    site.answer = answering(409, conflicts={"statement": THEIRS})
    page = show("/own/problem")
    expect(page.locator(".conflict [data-mine]")).to_have_text("from yesterday")
    assert sent(site)[0]["statement.base"] == ["2"]


def test_back_on_the_network_it_is_sent_without_being_asked(site: Site, show: OPEN, context: BrowserContext) -> None:
    site.answer = saving()
    page = show("/own/problem")
    context.set_offline(True)
    write(page, "in the tunnel")
    expect(line(page)).to_have_text("No network: kept on this phone")
    context.set_offline(False)
    expect(line(page)).to_have_text("Saved 11:42", timeout=4000)


def test_another_account_on_the_same_phone_sees_and_sends_nothing(
    site: Site, show: OPEN, context: BrowserContext
) -> None:
    site.answer = answering(503)
    page = show("/own/problem")
    write(page, "Rekha's text")
    expect(line(page)).to_have_text("No network: kept on this phone")
    page.close()
    site.posted.clear()
    page = show("/other/problem")
    page.wait_for_timeout(600)
    expect(box(page)).not_to_have_value("Rekha's text")
    expect(page.locator("#unsent")).to_be_hidden()
    assert site.posted == []
    assert draft(page)["values"] == ["Rekha's text"], "it waits for her"


def test_a_shared_device_keeps_nothing_and_says_so(site: Site, show: OPEN) -> None:
    site.answer = answering(503)
    page = show("/shared/problem")
    write(page, "text of a stranger's phone")
    expect(line(page)).to_have_text("Not saved yet, keep this page open")
    assert page.evaluate("localStorage.length") == 0
    assert page.evaluate("sessionStorage.length") == 0
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    page.close(run_before_unload=True)
    page.wait_for_timeout(500)
    assert asked == ["beforeunload"]
    site.answer = saving()
    expect(line(page)).to_have_text("Saved 11:42", timeout=9000)


def test_the_whole_form_goes_only_after_its_fields(site: Site, show: OPEN) -> None:
    site.answer = lambda request: (
        saving()(request) if request.headers.get("X-Autosave") else Response("", 303, {"Location": "/own/desk"})
    )
    page = show("/own/problem")
    box(page).fill("all of it")
    page.get_by_role("button", name="We are ready to go on").click()
    page.wait_for_url("**/own/desk")
    alone, whole = site.posted
    assert alone["statement"] == ["all of it"]
    assert whole["statement.base"] == ["5"], "never in conflict with its own save"
    assert whole["state"] == ["ready"], "the pressed button goes with it"


def test_without_a_network_nobody_is_led_to_an_error_page(site: Site, show: OPEN, context: BrowserContext) -> None:
    site.answer = saving()
    page = show("/own/problem")
    context.set_offline(True)
    box(page).fill("offline")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(line(page)).to_have_text("No network: kept on this phone")
    expect(box(page)).to_be_focused()
    assert page.url.endswith("/own/problem")


def test_a_stale_token_is_renewed_and_the_text_sent(site: Site, show: OPEN) -> None:
    accept = saving()

    def strict(request: Request) -> Response:
        good = request.form["csrf_token"] == "fresh"
        return accept(request) if good else answering(400, errors={"": ["The page was open for too long."]})(request)

    site.answer = strict
    page = show("/own/problem")
    render = site.pages["/own/problem"]
    site.pages["/own/problem"] = lambda: render().replace('value="token"', 'value="fresh"')
    write(page, "after lunch")
    expect(line(page)).to_have_text("Saved 11:42")
    assert [each["csrf_token"] for each in site.posted] == [["token"], ["fresh"]]


def test_a_token_is_never_renewed_from_somebody_elses_page(site: Site, show: OPEN) -> None:
    site.answer = answering(400, errors={"": ["The page was open for too long."]})
    page = show("/own/problem")
    site.pages["/own/problem"] = site.pages["/other/problem"]
    write(page, "whose text?")
    expect(page.locator("#statement-fault")).to_contain_text("The page was open for too long.")
    assert len(site.posted) == 1


def test_hiding_the_page_sends_what_is_typed(site: Site, show: OPEN) -> None:
    site.answer = saving()
    page = show("/own/problem")
    box(page).fill("the phone rang")
    page.evaluate(
        "Object.defineProperty(document, 'visibilityState', { value: 'hidden' });"
        "document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))"
    )
    assert sent(site)[0]["statement"] == ["the phone rang"]
