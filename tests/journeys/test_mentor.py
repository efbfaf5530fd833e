"""A trainee on a phone and a mentor at a desk at the same time: what is said belongs to the work and is never lost."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from pdia.kernel import clock
from tests.journeys.conftest import Town
from tests.journeys.live import PHONE, Person
from tests.notices.post_office import PostOffice, page_of, post_office, text_of, work

pytestmark = pytest.mark.browser

BONE = "Tablets do not reach the school in time"
CAUSE = "Training speaks of forms and not of fears"
BETTER = "Training explains the sheet and never the complaint of a child"
QUESTION = "Who told you that? Could we ring them together?"
ANSWER = "A head teacher, on the telephone. She waits for our call."
ON_TOP = "Which school would you try first, and why that one?"
FIRST = "The school beside the sub-centre: the nurse passes there each Monday."
STEP = "Ring two head teachers and listen"


def _begin(person: Person, path: str, text: str, *, sort: str = "Question") -> None:
    """Through the word beside a question to a discussion of one's own."""
    person.go(path)
    person.page.locator("main a.discuss").first.click()
    person.page.wait_for_url(re.compile("/threads/new"))
    person.tick(sort)
    person.fill("What would you like to say?", text)


def test_a_mentor_and_a_team_speak_about_the_work(town: Town) -> None:
    with post_office(town.world) as office:
        mentor, trainee = town.open("mentor"), town.open("teammate", width=PHONE)
        cycle = f"/cycles/{town.world.cast.cycle}"
        cause = draw(trainee, cycle)
        thread = ask_and_answer(mentor, trainee, cause)
        suggest(mentor, trainee, cause)
        strike(trainee, mentor, cycle, thread)
        keep_on_top(mentor, trainee, cycle)
        go_on(trainee, mentor, cycle)
        close(mentor, trainee, thread)
        read_the_letter(town, office, trainee)


def draw(trainee: Person, cycle: str) -> str:
    """A bone with a cause under it; the address of the cause."""
    trainee.go(f"{cycle}/problem")
    trainee.fill("What is the problem?", "31 of 52 schools gave no iron tablets in October")
    trainee.press("Save")
    trainee.go(f"{cycle}/fishbone")
    trainee.fill("The cause in a few words", BONE)
    trainee.press("Add to the fishbone")
    trainee.fill("The cause in a few words", CAUSE)
    trainee.choose("It belongs under", BONE)
    trainee.press("Add to the fishbone")
    link = trainee.page.locator("a[data-cause]", has_text=CAUSE)
    return str(link.get_attribute("href"))


def ask_and_answer(mentor: Person, trainee: Person, cause: str) -> str:
    """A question at a cause reaches the open page of the trainee, who answers; the discussion's address."""
    trainee.go(cause)
    _begin(mentor, cause, QUESTION)
    mentor.press("Say it")
    mentor.sees(QUESTION)
    thread = mentor.page.url.split("#")[0].split("?")[0].removeprefix(mentor.url)
    expect(trainee.page.locator("main")).to_contain_text("waits for you")
    trainee.page.locator("details[data-talks] summary").first.click()
    trainee.page.locator("details[data-talk] summary").first.click()
    said = trainee.page.locator("details[data-talk]").first
    expect(said).to_contain_text(QUESTION)
    said.get_by_label("Your answer").fill(ANSWER)
    with trainee.page.expect_navigation():
        said.get_by_role("button", name="Say it").click()
    trainee.sees("1 discussion")
    mentor.go(thread)
    mentor.sees(ANSWER, "Teammate")
    return thread


def suggest(mentor: Person, trainee: Person, cause: str) -> None:
    """Another wording, taken over with one press: a version with both names."""
    _begin(mentor, cause, "Her own words say more.", sort="Suggestion")
    mentor.unfold("Certain words of it, or a new wording")
    mentor.fill("The new wording that you suggest", BETTER)
    mentor.press("Say it")
    trainee.go(mentor.page.url.split("#")[0].split("?")[0].removeprefix(mentor.url))
    trainee.sees(BETTER)
    trainee.press("Take it over")
    trainee.sees("Taken over by Teammate")
    trainee.go(cause)
    expect(trainee.field("The cause in a few words")).to_have_value(BETTER)
    trainee.page.get_by_role("link", name="Earlier versions").first.click()
    trainee.sees("Teammate", "wording suggested by Mentor")


def strike(trainee: Person, mentor: Person, cycle: str, thread: str) -> None:
    """The bone above is struck through: what was said under it stays in view."""
    trainee.go(f"{cycle}/fishbone")
    trainee.go(str(trainee.page.locator("a[data-cause]", has_text=BONE).first.get_attribute("href")))
    trainee.fill("Why strike it through?", "It was one cause with another name")
    trainee.press("Strike through")
    mentor.go(f"{cycle}/threads")
    mentor.sees(ANSWER)
    mentor.go(thread)
    mentor.sees("struck through", QUESTION, ANSWER, "Changed since you last spoke here")


def keep_on_top(mentor: Person, trainee: Person, cycle: str) -> None:
    """A mentor's question stays above the step until it is answered."""
    mentor.go(f"{cycle}/iterations")
    mentor.page.get_by_role("link", name="Begin a discussion").click()
    mentor.fill("What would you like to say?", ON_TOP)
    mentor.unfold("Keep it on top of the step")
    mentor.tick("Keep it on top of the step until it is answered")
    mentor.fill("Why it should stay on top", "The first step stands on this answer")
    mentor.press("Say it")
    trainee.go(f"{cycle}/iterations")
    top = trainee.page.locator(".on-top")
    expect(top).to_contain_text(ON_TOP)
    expect(top).to_contain_text("The first step stands on this answer")
    top.get_by_role("link", name="Answer").click()
    trainee.fill("Your answer", FIRST)
    trainee.press("Say it")
    trainee.go(f"{cycle}/iterations")
    expect(trainee.page.locator(".on-top")).to_have_count(0)


def go_on(trainee: Person, mentor: Person, cycle: str) -> None:
    """A new round; the mentor's inbox names the need, the catch-up page shows what changed and by whom."""
    trainee.fill("What is the first step?", STEP)
    trainee.press("Open round 1")
    trainee.sees(STEP)
    mentor.go("/mentoring")
    mentor.sees("new since you last wrote or looked")
    mentor.press("Catch up", "Block 3 school health team")
    mentor.sees(STEP, "What they wrote", "Teammate", FIRST)
    mentor.press("I have read this")
    mentor.go("/mentoring")
    expect(mentor.page.locator("main")).not_to_contain_text("new since you last wrote or looked")


def close(mentor: Person, trainee: Person, thread: str) -> None:
    """Closed with a note; it folds away and can still be found."""
    mentor.go(thread)
    mentor.unfold("Close the discussion")
    mentor.fill("A closing note", "Settled on the telephone")
    mentor.press("Close it")
    mentor.sees("closed", "Settled on the telephone")
    trainee.go(thread)
    trainee.sees("Settled on the telephone", QUESTION)


def read_the_letter(town: Town, office: PostOffice, trainee: Person) -> None:
    """One letter tells the trainee of all of it, with the words and a link to each."""
    work(town.world, clock.now() + timedelta(days=1, hours=12))
    letters = office.to("teammate")
    assert len(letters) == 1, [letter["Subject"] for letter in office.taken]
    text = text_of(letters[0])
    for words in (QUESTION, ON_TOP, "Block 3 school health team"):
        assert words in text, text
        assert words in page_of(letters[0])
    path = re.search(r"https?://[^/\s]+(/cycles/\d+/threads/\d+)", text)
    assert path, text
    trainee.go(path[1])
