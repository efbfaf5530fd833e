"""The whole check-in with nothing but keys, as somebody who sees the focus or only hears it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Town
from tests.journeys.live import Person

pytestmark = pytest.mark.browser
NAME = (
    """() => { const e = document.activeElement; const label = e.labels?.[0] ?? e; return label.textContent.trim(); }"""
)
RING = """() => { const s = getComputedStyle(document.activeElement); const near = getComputedStyle(document.activeElement.closest('label') ?? document.activeElement);
  const beside = document.activeElement.nextElementSibling ? getComputedStyle(document.activeElement.nextElementSibling) : near;
  return [s, near, beside].some(each => (each.outlineStyle !== 'none' && parseFloat(each.outlineWidth) > 0) || each.boxShadow !== 'none'); }"""


def _tab_to(page: Page, words: str, most: int = 60) -> None:
    """Go on with the Tab key until what these words name has the focus; each stop can be seen."""
    passed = []
    for _step in range(most):
        page.keyboard.press("Tab")
        passed.append(page.evaluate(NAME)[:40])
        if passed[-1].startswith(words[:40]):
            assert page.evaluate(RING), f"{words}: the focus cannot be seen"
            return
    pytest.fail(f"{words!r} is not reached with {most} steps of the Tab key: {passed}")


def _sign_in(me: Person) -> None:
    me.go("/sign-in")
    _tab_to(me.page, "Login name")
    me.page.keyboard.type("convenor")
    me.page.keyboard.press("Tab")
    me.page.keyboard.type("a small boat on the river")
    me.page.keyboard.press("Tab")
    me.page.keyboard.press("ArrowUp")
    with me.page.expect_navigation():
        me.page.keyboard.press("Enter")


def test_the_whole_check_in(town: Town) -> None:
    me = town.open("convenor", signed_in=False)
    _sign_in(me)
    me.sees("Welcome, Convenor")
    me.go(f"/cycles/{town.world.cast.cycle}/iterations")
    _tab_to(me.page, "Skip to the content")
    me.page.keyboard.press("Enter")
    _tab_to(me.page, "What is the first step?")
    me.page.keyboard.type("Count the tablets in four schools")
    _tab_to(me.page, "Open round 1")
    _enter(me)
    _tab_to(me.page, "Write my check-in")
    _enter(me)
    _tab_to(me.page, "What did you do?")
    me.page.keyboard.type("Visited three of four schools")
    _tab_to(me.page, "What did you learn?")
    me.page.keyboard.type("The cupboard is locked, not empty")
    _tab_to(me.page, "What is in your way?")
    me.page.keyboard.type("My own office")
    _tab_to(me.page, "This line is for the mentor only")
    me.page.keyboard.press("Space")
    expect(me.page.locator("[name='struggling.private']")).to_be_checked()
    _tab_to(me.page, "Finish my check-in")
    _enter(me)
    me.sees("Your check-in is finished")


def _enter(me: Person) -> None:
    with me.page.expect_navigation():
        me.page.keyboard.press("Enter")
