"""The small scripts: focus, one press, languages, kept drafts, idle time, photos."""

from __future__ import annotations

import io

import pytest
from PIL import Image
from playwright.sync_api import BrowserContext, Dialog, Page, expect
from werkzeug import Response

from tests.look.conftest import OPEN, answering, saving
from tests.look.server import Site

pytestmark = pytest.mark.browser


def test_the_error_summary_takes_the_focus_and_leads_to_the_question(show: OPEN) -> None:
    page = show("/own/refused")
    expect(page.locator(".problems")).to_be_focused()
    page.get_by_role("link", name="As of").click()
    expect(page.locator("#as_of")).to_be_focused()
    assert page.locator("#as_of").is_visible(), "the fold around it has opened"


def test_two_presses_are_one_submission(site: Site, show: OPEN) -> None:
    site.answer = lambda request: Response("", 204)  # the page stays, as with a file
    page = show("/own/history")
    page.get_by_role("button", name="Finish this cycle").dblclick()
    page.wait_for_timeout(300)
    assert len(site.posted) == 1
    expect(page.get_by_role("button", name="Finish this cycle")).to_be_disabled()


def test_a_press_inside_another_form_sends_only_itself(site: Site, show: OPEN) -> None:
    site.answer = lambda request: Response("", 303, {"Location": "/own/problem"})
    page = show("/own/problem")
    page.get_by_role("button", name="Set aside").click()
    page.wait_for_load_state()
    assert site.posted == [{"csrf_token": ["token"], "mark": ["problem.consequence"]}]
    assert site.paths == ["/cycles/7/hints"]


def test_the_count_shows_only_near_the_end(show: OPEN) -> None:
    page = show("/own/problem")
    count = page.locator("[data-field=statement] .count")
    page.locator("#statement").fill("short")
    expect(count).to_have_count(0)
    page.locator("#statement").fill("ക" * 590)
    expect(count).to_have_text("Characters left: 10")
    page.locator("#statement").fill("ക" * 612)
    expect(count).to_have_text("Characters too many: 12")


def test_a_menu_closes_with_escape_and_with_a_press_elsewhere(show: OPEN) -> None:
    page = show("/own/desk")
    menu = page.locator(".menu.language")
    menu.locator("summary").click()
    expect(page.get_by_role("button", name="മലയാളം")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="മലയാളം")).to_be_hidden()
    expect(menu.locator("summary")).to_be_focused()
    menu.locator("summary").click()
    page.locator("h1").click()
    expect(page.get_by_role("button", name="മലയാളം")).to_be_hidden()


def test_changing_the_language_keeps_what_is_typed(site: Site, show: OPEN) -> None:
    site.answer = lambda request: Response("", 303, {"Location": "/own/sign_in"})
    page = show("/own/sign_in")
    page.locator("#login").fill("rekha.b")
    page.locator("#password").fill("secret")
    page.get_by_label("My own phone or computer").check()
    page.locator(".menu.language summary").click()
    page.get_by_role("button", name="മലയാളം").click()
    page.wait_for_load_state()
    expect(page.locator("#login")).to_have_value("rekha.b")
    expect(page.get_by_label("My own phone or computer")).to_be_checked()
    expect(page.locator("#password")).to_have_value("")
    assert site.posted[0]["language"] == ["ml"]
    assert page.evaluate("sessionStorage.length") == 0


def test_the_page_of_a_conflict_fills_the_answer_with_one_press(show: OPEN) -> None:
    page = show("/own/conflict")
    answer = page.locator("textarea")
    both = answer.input_value()
    page.get_by_role("button", name="Take theirs").click()
    assert answer.input_value() in both
    assert answer.input_value().startswith("The tablets are there")
    page.get_by_role("button", name="Keep mine").click()
    assert answer.input_value().startswith("31 of 52")
    page.get_by_role("button", name="Join both").click()
    assert answer.input_value() == both


def _leave_a_draft(site: Site, show: OPEN) -> None:
    site.answer = answering(503)
    page = show("/own/problem")
    page.locator("#statement").fill("not sent yet")
    page.locator("#why_it_matters").focus()
    expect(page.locator("[data-field=statement] .state")).to_have_text("No network: kept on this phone")
    page.close()


def test_other_pages_tell_what_this_phone_still_holds(site: Site, show: OPEN) -> None:
    _leave_a_draft(site, show)
    page = show("/own/desk")
    link = page.locator("#unsent a")
    expect(link).to_have_attribute("href", "/own/problem")
    expect(link).to_contain_text("What is the problem?")


def test_signing_out_asks_before_it_deletes_what_was_not_sent(site: Site, show: OPEN) -> None:
    _leave_a_draft(site, show)
    site.posted.clear()
    page = show("/own/desk")
    answers = [False, True]

    def decide(dialog: Dialog) -> None:
        assert "has not reached the server" in dialog.message
        dialog.accept() if answers.pop(0) else dialog.dismiss()

    page.on("dialog", decide)
    page.locator(".menu").nth(1).locator("summary").click()
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_timeout(200)
    assert site.posted == []
    assert page.evaluate("localStorage.length") == 1
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_load_state()
    assert site.paths[-1] == "/accounts/sign_out"
    assert page.evaluate("localStorage.length") == 0


def _minutes(page: Page, minutes: int) -> None:
    page.clock.fast_forward(minutes * 60_000)
    page.wait_for_timeout(100)


@pytest.fixture
def idle(site: Site, context: BrowserContext) -> Page:
    page = context.new_page()
    page.clock.install()
    page.goto(site.url + "/shared/problem")
    return page


def test_a_shared_device_warns_before_the_session_ends_and_one_press_stays(site: Site, idle: Page) -> None:
    site.answer = answering(200, stays=True)
    _minutes(idle, 12)
    expect(idle.locator("dialog")).to_be_hidden()
    _minutes(idle, 2)
    expect(idle.get_by_role("dialog", name="Are you still there?")).to_be_visible()
    idle.get_by_role("button", name="Stay signed in").click()
    expect(idle.locator("dialog")).to_be_hidden()
    assert site.paths[-1] == "/accounts/stay"
    _minutes(idle, 12)
    expect(idle.locator("dialog")).to_be_hidden()


def test_nobodys_page_stays_open_behind_them(site: Site, idle: Page) -> None:
    _minutes(idle, 16)
    idle.wait_for_url("**/accounts/sign_in?**")


def test_what_is_not_saved_is_covered_and_not_thrown_away(site: Site, idle: Page) -> None:
    site.answer = answering(503)
    idle.locator("#statement").fill("half a sentence")
    _minutes(idle, 16)
    expect(idle.get_by_role("dialog", name="You are signed out")).to_be_visible()
    expect(idle.get_by_role("link", name="Sign in again")).to_be_visible()
    expect(idle.locator("#statement")).to_have_value("half a sentence")


def test_saving_counts_as_being_there(site: Site, idle: Page) -> None:
    site.answer = saving()
    _minutes(idle, 12)
    idle.locator("#statement").fill("still writing")
    idle.locator("#why_it_matters").focus()
    expect(idle.locator("[data-field=statement] .state")).to_have_text("Saved 11:42")
    _minutes(idle, 12)
    expect(idle.locator("dialog")).to_be_hidden()


PHOTO = """<!doctype html><title>Photo</title><script type="module" src="/static/js/photo.js"></script>
<form method="post" action="/photo" enctype="multipart/form-data"><input type="file" name="photo" data-shrink><button>Send</button></form>"""


def _picture(width: int, height: int, kind: str) -> bytes:
    noise = Image.effect_noise((width, height), 90).convert("RGB")
    out = io.BytesIO()
    noise.save(out, kind)
    return out.getvalue()


def test_a_photo_is_made_small_before_it_travels(site: Site, show: OPEN) -> None:
    site.pages["/photo"] = lambda: PHOTO
    page = show("/photo")
    big = _picture(2400, 1200, "PNG")
    page.set_input_files("input", {"name": "board.png", "mimeType": "image/png", "buffer": big})
    for _ in range(60):  # waiting for an expression would need eval, which the content policy forbids
        if page.evaluate("document.querySelector('input').files[0].type") == "image/jpeg":
            break
        page.wait_for_timeout(50)
    found = page.evaluate(
        """async () => { const file = document.querySelector('input').files[0]; const picture = await createImageBitmap(file);
        return { name: file.name, size: file.size, width: picture.width, height: picture.height }; }"""
    )
    assert (found["name"], found["width"], found["height"]) == ("board.jpg", 1600, 800)
    assert found["size"] < len(big)


@pytest.mark.parametrize(
    ("name", "kind", "content"), [("a.pdf", "application/pdf", b"%PDF-1.7"), ("b.jpg", "image/jpeg", b"not one")]
)
def test_what_cannot_be_made_small_is_sent_as_it_is(
    site: Site, show: OPEN, name: str, kind: str, content: bytes
) -> None:
    site.pages["/photo"] = lambda: PHOTO
    page = show("/photo")
    page.set_input_files("input", {"name": name, "mimeType": kind, "buffer": content})
    page.wait_for_timeout(200)
    assert page.evaluate("document.querySelector('input').files[0].size") == len(content)
    page.get_by_role("button", name="Send").click()
    page.wait_for_load_state()
    assert site.paths == ["/photo"]


def test_broken_storage_breaks_nothing(site: Site, show: OPEN, context: BrowserContext) -> None:
    context.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('closed'); } })"
    )
    site.answer = answering(503)
    page = show("/own/problem")
    page.locator("#statement").fill("text")
    page.locator("#why_it_matters").focus()
    expect(page.locator("[data-field=statement] .state")).to_have_text("Not saved yet, keep this page open")
