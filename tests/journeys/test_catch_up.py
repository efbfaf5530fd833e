"""The mentor's page of a team in real browsers: phrases, drafts, who else reads it, and without scripts."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from pdia.accounts.models import Account
from pdia.kernel.db import session
from pdia.phrases.operations import begin_phrases
from pdia.teams.actors import load_actor
from pdia.teams.models import MentorAssignment
from tests.journeys.conftest import Town
from tests.journeys.live import PHONE, Person
from tests.world import World

pytestmark = pytest.mark.browser
PHRASE = "What shortfall can you show?"


def _page(world: World) -> str:
    return f"/mentoring/teams/{world.cast.team}"


def _fill_phrases(world: World) -> None:
    with world.database.scope(write=True):
        by = load_actor(session.get_one(Account, world.cast.accounts["facilitator"]), "Asia/Kolkata")
        begin_phrases(world.cast.institute, str, by=by)
        session.commit()


def _send(person: Person, section: str) -> None:
    with person.page.expect_navigation(wait_until="load"):
        person.page.locator(f"{section} form button.button").last.click()


def test_a_phrase_goes_into_the_box_and_what_is_typed_stays(town: Town) -> None:
    _fill_phrases(town.world)
    mentor = town.open("mentor", width=PHONE)
    mentor.go(_page(town.world))
    box = mentor.page.locator("#write-text")
    box.fill("Good to hear from you.")
    mentor.page.locator("#write summary").click()
    mentor.page.locator("#write li", has_text=PHRASE).get_by_role("button").click()
    expect(box).to_have_value(f"Good to hear from you. {PHRASE}")
    mentor.page.locator("#note-text").fill("Ring both offices.")
    mentor.page.reload()
    expect(box).to_have_value(f"Good to hear from you. {PHRASE}")
    expect(mentor.page.locator("#note-text")).to_have_value("Ring both offices.")
    _send(mentor, "#write")
    mentor.sees("Said.")
    expect(box).to_have_value("")
    expect(mentor.page.locator("#note-text")).to_have_value("Ring both offices.")
    _send(mentor, "#notes")
    mentor.sees("The note is kept for the mentors.")
    expect(mentor.page.locator("#note-text")).to_have_value("")


def test_nothing_stays_on_a_shared_device(town: Town) -> None:
    mentor = town.open("mentor", own=False)
    mentor.go(_page(town.world))
    mentor.page.locator("#note-text").fill("Ring both offices.")
    mentor.page.reload()
    expect(mentor.page.locator("#note-text")).to_have_value("")


def test_two_mentors_see_that_both_are_reading(town: Town) -> None:
    with town.world.database.scope(write=True):
        ended = town.world.cast.accounts["ended-mentor"]
        session.scalars(select(MentorAssignment).where(MentorAssignment.account_id == ended)).one().ends_on = None
        session.commit()
    first, second = town.open("mentor"), town.open("ended-mentor")
    first.go(_page(town.world))
    expect(first.page.locator("#here")).to_be_hidden()
    second.go(_page(town.world))
    second.sees("Also reading this: Mentor")
    expect(first.page.locator("#here")).to_have_text("Also reading this: Ended Mentor")


def test_all_of_it_works_without_scripts(town: Town) -> None:
    _fill_phrases(town.world)
    mentor = town.open("mentor", scripts=False)
    mentor.go("/mentoring")
    mentor.press("Catch up", "Block 3 school health team")
    mentor.page.locator("#write summary").click()
    expect(mentor.page.locator("#write li", has_text=PHRASE)).to_be_visible()
    expect(mentor.page.locator("#write li button").first).to_be_hidden()
    mentor.page.locator("#write-text").fill(PHRASE)
    _send(mentor, "#write")
    mentor.press("I have read this")
    mentor.sees("you have looked at Block 3 school health team")
