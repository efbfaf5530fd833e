"""Two people on one page at once: each sees what the other writes, and nobody is disturbed."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Town
from tests.journeys.live import PHONE, Person

pytestmark = pytest.mark.browser

PROBLEM = "What is the problem?"
WHY = "Why does it matter?"


def _saved(person: Person, label: str) -> None:
    field = person.field(label)
    field.blur()
    expect(field.locator("xpath=ancestor::*[@data-field][1]").locator(".state.saved")).to_contain_text("Saved")


def test_what_one_writes_appears_on_the_others_page(town: Town) -> None:
    desk, phone = town.open("convenor"), town.open("teammate", width=PHONE)
    path = f"/cycles/{town.world.cast.cycle}/problem"
    desk.go(path)
    phone.go(path)
    expect(desk.page.locator("#here")).to_contain_text("Also here:")
    expect(phone.page.locator("#here")).to_contain_text("Also here:")

    phone.fill(PROBLEM, "Children in Block 3 miss their second vaccine")
    _saved(phone, PROBLEM)
    expect(desk.field(PROBLEM)).to_have_value("Children in Block 3 miss their second vaccine")

    # Whoever writes is not disturbed: neither the text nor the cursor, while another answer arrives.
    desk.field(WHY).press_sequentially("Measles came back")
    phone.fill(PROBLEM, "Two of five children in Block 3 miss their second vaccine")
    _saved(phone, PROBLEM)
    expect(desk.field(PROBLEM)).to_have_value("Two of five children in Block 3 miss their second vaccine")
    expect(desk.field(WHY)).to_be_focused()
    desk.field(WHY).press_sequentially(" this year")
    expect(desk.field(WHY)).to_have_value("Measles came back this year")
    _saved(desk, WHY)
    expect(phone.field(WHY)).to_have_value("Measles came back this year")

    # Saved from here on it begins from what arrived, so that nobody is told of a conflict.
    desk.fill(PROBLEM, "Two of five children in Block 3 miss their second vaccine and nobody asks why")
    _saved(desk, PROBLEM)
    expect(phone.field(PROBLEM)).to_have_value(
        "Two of five children in Block 3 miss their second vaccine and nobody asks why"
    )


def test_two_in_one_answer_are_shown_both_texts(town: Town) -> None:
    desk, phone = town.open("convenor"), town.open("teammate", width=PHONE)
    path = f"/cycles/{town.world.cast.cycle}/problem"
    desk.go(path)
    phone.go(path)
    desk.field(PROBLEM).press_sequentially("What I am writing")
    phone.fill(PROBLEM, "What was quicker")
    _saved(phone, PROBLEM)
    desk.page.wait_for_timeout(5000)  # the fresh page has come, and went round the answer in work
    desk.field(PROBLEM).press_sequentially(", and go on writing")
    desk.field(PROBLEM).blur()
    desk.sees("Two texts: choose below", "What was quicker")
    expect(desk.field(PROBLEM)).to_have_value("What I am writing, and go on writing")


def test_a_new_row_of_another_appears(town: Town) -> None:
    desk, phone = town.open("convenor"), town.open("teammate", width=PHONE)
    path = f"/cycles/{town.world.cast.cycle}/fishbone"
    desk.go(path)
    phone.go(path)
    desk.fill("The cause", "Half a cause, not yet sent")
    phone.fill("The cause", "Nobody keeps the list of children")
    phone.press("Add to the fishbone")
    expect(desk.page.locator("main")).to_contain_text("Nobody keeps the list of children")
    expect(desk.field("The cause")).to_have_value("Half a cause, not yet sent")
