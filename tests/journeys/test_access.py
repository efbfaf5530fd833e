"""Every page that a person can reach: readable by ear, by thumb and on a narrow screen, with no dead link.

The crawl begins at the desk and follows links, so that a new page is covered without a word here.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from pdia.commands.demonstration import PASSWORD
from tests.journeys.conftest import Demonstration
from tests.journeys.live import Person, arrive
from tests.journeys.looking import crawl, look_at, shot_name

pytestmark = pytest.mark.browser
PSEUDO = "en-XA"
NOT_LOOKED_AT = (".pdf", ".csv", ".xlsx", ".zip")


def _person(browser: Browser, demonstration: Demonstration, who: str) -> Person:
    person = arrive(browser, demonstration.url, f"{who}@demo.example")
    if who != "nobody":
        person.sign_in(own=True, password=PASSWORD)
    return person


def _speak(person: Person, language: str) -> None:
    """Read the pages in `language`, as the menu does it."""
    token = person.page.locator("input[name=csrf_token]").first.get_attribute("value") or ""
    form = {"csrf_token": token, "language": language, "next": "/"}
    assert person.context.request.post(f"{person.url}/language", form=form).ok


def _wrong_everywhere(person: Person, demonstration: Demonstration, language: str) -> list[str]:
    wrong: list[str] = []
    for pattern, address, status, before in crawl(person, demonstration.world.app):
        if status >= 400:
            wrong.append(f"{before} leads to {address}, which answers {status}")
        elif not address.endswith(NOT_LOOKED_AT):
            person.page.goto(person.url + address)
            shot = shot_name(f"{person.login.split('@')[0]}-{language}", pattern)
            wrong += [f"{address} at {one}" for one in look_at(person.page, shot)]
    return wrong + person.complaints


@pytest.mark.parametrize(
    ("who", "language"),
    [
        ("convenor", "en"),
        ("convenor", PSEUDO),
        ("mentor", "en"),
        ("facilitator", "en"),
        ("facilitator", PSEUDO),
        ("authoriser", "en"),
        ("observer", "en"),
        ("nobody", "en"),
    ],
)
def test_every_page_is_for_everybody(
    browser: Browser, demonstration: Demonstration, who: str, language: str
) -> None:
    person = _person(browser, demonstration, who)
    if language != "en":
        _speak(person, language)
    wrong = _wrong_everywhere(person, demonstration, language)
    person.context.close()
    assert not wrong, f"{who}, {language}:\n" + "\n".join(wrong)
