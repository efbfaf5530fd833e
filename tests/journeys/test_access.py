"""Every page that a person can reach: readable by ear, by thumb and on a narrow screen, with no dead link.

The crawl begins at the desk and follows links, so that a new page is covered without a word here.
"""

from __future__ import annotations

import pytest
from flask import Flask
from playwright.sync_api import Browser

from pdia.commands.demonstration import PASSWORD
from tests.journeys.conftest import Demonstration, Town
from tests.journeys.live import Person, arrive
from tests.journeys.looking import crawl, is_file, look_at, shot_name

pytestmark = pytest.mark.browser
PSEUDO = "en-XA"


def _person(browser: Browser, demonstration: Demonstration, who: str) -> Person:
    person = arrive(browser, demonstration.url, f"{who}@demo.example")
    if who != "nobody":
        person.sign_in(own=True, password=PASSWORD)
    return person


def _speak(person: Person, language: str) -> None:
    """Read the pages in `language`, as the menu does it."""
    token = person.page.locator("input[name=csrf_token]").first.get_attribute("value") or ""
    form: dict[str, str | float | bool] = {"csrf_token": token, "language": language, "next": "/"}
    assert person.context.request.post(f"{person.url}/language", form=form).ok


def _wrong_everywhere(person: Person, app: Flask, language: str, *starts: str) -> list[str]:
    wrong: list[str] = []
    for pattern, address, status, before in crawl(person, app, *starts):
        if status >= 400:
            wrong.append(f"{before} leads to {address}, which answers {status}")
        elif not is_file(app, address):
            shot = shot_name(f"{person.login.split('@')[0]}-{language}", pattern)
            wrong += [f"{address} at {one}" for one in look_at(person.page, shot, ears=language == "en")]
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
def test_every_page_is_for_everybody(browser: Browser, demonstration: Demonstration, who: str, language: str) -> None:
    person = _person(browser, demonstration, who)
    if language != "en":
        _speak(person, language)
    # Whoever sees several teams meets first the one in which everything has been written.
    starts = [f"/cycles/{demonstration.full_cycle}"] if who in ("mentor", "facilitator") else []
    wrong = _wrong_everywhere(person, demonstration.world.app, language, *starts, "/")
    person.context.close()
    assert not wrong, f"{who}, {language}:\n" + "\n".join(wrong)


def test_every_page_is_for_everybody_before_anything_is_written(town: Town) -> None:
    person = town.open("convenor")
    person.login = "beginner"
    wrong = _wrong_everywhere(person, town.world.app, "en", "/")
    assert not wrong, "\n".join(wrong)


def test_the_pages_behind_a_slip_are_for_everybody(browser: Browser, demonstration: Demonstration) -> None:
    """A wrong address, a form that is refused, a wrong password: pages to which no link leads."""
    person = _person(browser, demonstration, "convenor")
    person.page.goto(f"{person.url}/nowhere")
    person.sees("My desk")
    wrong = [f"/nowhere at {one}" for one in look_at(person.page, shot_name("slip-en", "404"))]
    team = next(iter(person.page.request.get(f"{person.url}/").text().split('href="/teams/')[1:]))[:1]
    person.go(f"/teams/{team}")
    person.unfold("Start another cycle")
    person.press("Start the cycle")
    wrong += [f"refused at {one}" for one in look_at(person.page, shot_name("slip-en", "refused"))]
    person.context.clear_cookies()
    person.go("/sign-in")
    person.fill("Password", "wrong")
    person.press("Sign in")
    person.sees("Please look at this again")
    wrong += [f"sign-in at {one}" for one in look_at(person.page, shot_name("slip-en", "sign-in"))]
    person.context.close()
    assert not wrong, "\n".join(wrong)
