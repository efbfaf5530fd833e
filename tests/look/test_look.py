"""What a person sees: readable and reachable on a phone and on a desk, with and without scripts."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.look import gallery
from tests.look.conftest import OPEN
from tests.look.server import Site

pytestmark = pytest.mark.browser
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SMALL_TARGETS = """() => [...document.querySelectorAll(
    'button, summary, select, textarea, input:not([type=hidden]), .rail a, .menu a, .waits a, .onward a, .button')]
  .filter(e => e.checkVisibility() && !e.closest('label'))
  .map(e => [e.getBoundingClientRect(), e.textContent.trim().slice(0, 30)])
  .filter(([box]) => box.height > 0 && (box.height < 43.9 || box.width < 43.9)).map(([box, text]) => `${text} ${box.width}x${box.height}`)"""
BROKEN_WORDS = """() => [...document.querySelectorAll('.button, .chip, legend, label span')].filter(
    e => e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).display !== 'inline').map(e => e.textContent.trim())"""


def settle(page: Page) -> None:
    page.evaluate("document.fonts.ready.then(() => null)")


@pytest.mark.parametrize(("language", "width"), [("own", 360), ("own", 1280), ("ml", 360)])
@pytest.mark.parametrize("name", list(gallery.PAGES))
def test_pages_are_accessible_and_fit(show: OPEN, name: str, language: str, width: int) -> None:
    page = show(f"/{language}/{name}", width)
    settle(page)
    for fold in page.locator("details.more, details.example").all():
        fold.evaluate("fold => { fold.open = true; }")
    found: list[dict[str, Any]] = Axe().run(page, options={"runOnly": RULES}).response["violations"]
    assert not found, [(each["id"], [node["html"][:120] for node in each["nodes"]]) for each in found]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "the page scrolls sideways"
    assert page.evaluate(SMALL_TARGETS) == [], "too small for a thumb"
    assert page.evaluate(BROKEN_WORDS) == [], "words do not fit"


def test_menus_are_accessible_when_open(show: OPEN) -> None:
    page = show("/own/desk", 360)
    for menu in page.locator(".menu").all():
        menu.locator("summary").click()
        found = Axe().run(page, options={"runOnly": RULES}).response["violations"]
        assert not found, found
        panel = menu.locator("> div").bounding_box()
        assert panel
        assert panel["x"] >= 0
        assert panel["x"] + panel["width"] <= 360
    assert page.evaluate(SMALL_TARGETS) == []


def test_the_stages_stand_beside_the_work_on_a_desk_and_fold_away_on_a_phone(show: OPEN) -> None:
    page = show("/own/problem", 1280)
    link = page.get_by_role("link", name="Where we start 2 chosen")
    expect(link).to_be_visible()
    expect(page.locator(".rail summary")).to_be_hidden()
    page.set_viewport_size({"width": 360, "height": 760})
    expect(link).to_be_hidden()
    page.locator(".rail summary").click()
    expect(link).to_be_visible()


def test_the_first_tab_leads_past_everything(show: OPEN) -> None:
    page = show("/own/problem")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()


@pytest.mark.parametrize("name", ["problem", "conflict", "desk"])
def test_pages_work_without_scripts(site: Site, browser: Browser, name: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 760})
    page = context.new_page()
    page.goto(f"{site.url}/own/{name}")
    expect(page.locator("h1")).to_be_visible()
    expect(page.get_by_text("Keep mine", exact=True)).to_be_hidden()
    if name == "problem":
        page.locator(".rail summary").click()
        expect(page.get_by_role("link", name="Reflection open any time")).to_be_visible()
    context.close()


def test_an_english_page_fetches_no_other_letters(site: Site, browser: Browser) -> None:
    context = browser.new_context()
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(site.url)))
    page.goto(site.url + "/own/problem")
    settle(page)
    assert not [path for path in asked if path.endswith("woff2")]
    assert len(asked) <= 5, asked
    context.close()


def test_malayalam_arrives_in_every_word(show: OPEN) -> None:
    """With the system's letters first, Chromium left boxes in words that it had drawn too early."""
    page = show("/ml/problem", 360)
    settle(page)
    page.wait_for_timeout(300)
    widths = """() => [...document.querySelectorAll('h1, .rail summary b, .field > label')].filter(e => /[\\u0D00-\\u0D7F]/.test(e.textContent))
      .map(e => { const c = e.cloneNode(true); e.after(c); c.setAttribute('lang', 'ml'); const r = document.createRange();
        const w = n => (r.selectNodeContents(n), Math.round(r.getBoundingClientRect().width)); const p = [w(e), w(c)]; c.remove(); return p; })"""
    pairs = page.evaluate(widths)
    assert pairs
    assert all(first == again for first, again in pairs), pairs


def test_paper_shows_the_text_and_nothing_to_press(show: OPEN) -> None:
    page = show("/own/problem")
    page.emulate_media(media="print")
    for gone in (".menu", ".rail", ".button", ".hints"):
        expect(page.locator(gone).first).to_be_hidden()
    expect(page.locator("#statement")).to_be_visible()
