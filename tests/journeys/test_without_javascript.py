"""The main path with scripts switched off: every step is a form, a link or a fold of the browser's own."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Town
from tests.journeys.live import PHONE

pytestmark = pytest.mark.browser
CAUSE = "Teachers fear being blamed when a girl vomits"
STEP = "Visit four schools together and count the tablets"


def test_the_main_path(town: Town) -> None:
    me = town.open("convenor", width=PHONE, scripts=False)
    cycle = f"/cycles/{town.world.cast.cycle}"
    me.press("Write the problem")
    me.fill("What is the problem?", "31 of 52 schools gave no iron tablets in October.")
    me.press("Save")
    expect(me.field("What is the problem?")).to_have_value("31 of 52 schools gave no iron tablets in October.")
    me.page.locator(".rail summary").click()
    me.page.locator(".rail").get_by_role("link", name="Causes").click()
    me.page.locator("#add-cause").get_by_label("The cause in a few words").fill(CAUSE)
    me.press("Add to the fishbone")
    me.sees(CAUSE)
    me.go(f"{cycle}/plan")
    me.fill("What will be done?", STEP)
    me.choose("Who takes it on?", "Convenor")
    me.press("Add to the plan")
    me.sees(STEP)
    me.go(f"{cycle}/iterations")
    me.fill("What is the first step?", STEP)
    me.press("Open round 1")
    me.press("Write my check-in")
    me.fill("What did you do?", "Counted in two schools")
    me.fill("What did you learn?", "The cupboard is locked, not empty")
    me.press("Finish my check-in")
    me.sees("Your check-in is finished")
    me.press("Open the check-ins")
    me.press("Open the check-ins")
    me.sees("The cupboard is locked, not empty")
    me.press("Write the round note")
    me.page.locator("section.act label", has_text="Done").first.click()
    me.page.locator("#learned").fill("Two head teachers hold the key")
    me.page.locator("#next_step").fill("Sit with both on Tuesday")
    me.press("Save the round note")
    me.go(f"{cycle}/iterations/1")
    me.sees("Two head teachers hold the key", "Sit with both on Tuesday")


def test_two_texts_meet_on_a_page_of_their_own(town: Town) -> None:
    path = f"/cycles/{town.world.cast.cycle}/problem"
    first, second = town.open("convenor", scripts=False), town.open("teammate", scripts=False)
    for person in (first, second):
        person.go(path)
    first.fill("What is the problem?", "No tablets since July")
    first.press("Save")
    second.fill("What is the problem?", "Teachers are afraid")
    second.press("Save")
    second.sees("Two texts for one question", "No tablets since July", "Teachers are afraid")
    expect(second.field("What shall stand from now on")).to_have_value("Teachers are afraid\n\nNo tablets since July")
    second.press("Save")
    expect(second.field("What is the problem?")).to_have_value("Teachers are afraid\n\nNo tablets since July")
