"""A whole cycle in real browsers: iron tablets in the schools of one block in Assam.

The stock is empty, teachers hesitate, parents mistrust, and Education does not come. Three departments
go from signing in to the record that they take along; what each may and may not read is looked at on the way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from pdia.kernel import clock
from pdia.kernel.jobs import run_due
from tests.journeys.conftest import Town
from tests.journeys.live import PHONE, Person

pytestmark = pytest.mark.browser

PROBLEM = "31 of 52 schools in Block 3 gave no iron tablets in October; about 4,100 girls were missed."
STOCK = "The stock in the schools is empty since July"
FEAR = "Teachers fear being blamed when a girl vomits"
MISTRUST = "Parents were told nothing and mistrust the tablet"
ABSENT = "Education is not at the table where it is decided"
STEP = "Visit four schools together and count the tablets in the classroom"
STEP_2 = "Write a letter of both departments with one nurse to ring"
ACTION = "Count the stock of four schools in the classroom"
LEARNED = "Half of the schools have tablets and do not dare to give them"
FOR_MENTOR = "I am not sure that my own office wants this counted"
LOGGED = "It is fear as much as supply: two schools lock the tablets away"


class Team:
    """The three members, each at their own place and device."""

    def __init__(self, town: Town) -> None:
        self.town = town
        self.cycle = f"/cycles/{town.world.cast.cycle}"
        self.panchayat = town.open("convenor")
        self.education = town.open("teammate", width=PHONE)
        self.health = town.open("third", width=PHONE, own=False)

    def all(self) -> Iterator[Person]:
        yield from (self.panchayat, self.education, self.health)


def test_from_signing_in_to_the_record(town: Town) -> None:
    team = Team(town)
    outsider, mentor = town.open("other"), town.open("mentor")
    write_the_problem(team)
    draw_the_causes(team, mentor)
    look_where_to_start(team)
    collect_ideas(team)
    plan(team)
    first_round(team, mentor)
    second_round(team)
    look_back(team)
    take_it_along(team)
    for path in ("", "/problem", "/fishbone", "/iterations/1", "/portfolio", "/portfolio.pdf", "/history"):
        assert outsider.status(team.cycle + path) == 404, path
        assert mentor.status(team.cycle + path) in (200, 202), path
    go_on(team)


def write_the_problem(team: Team) -> None:
    """From the desk to a statement and two figures that do not agree."""
    me = team.panchayat
    me.sees("Begin with the problem")
    me.press("Write the problem")
    me.fill("What is the problem?", PROBLEM)
    me.fill("Why does it matter?", "Girls who are anaemic tire early and leave school sooner.")
    me.press("Save")
    me.sees("Saved")
    _add_figure(me, "31 of 52", "School registers", "E")
    me.unfold("Add evidence")
    _add_figure(me, "9 of 52", "HMIS monthly report", "H", rival=True)
    me.sees("31 of 52", "9 of 52", "Two sources, two figures")
    team.education.go(f"{team.cycle}/problem")
    expect(team.education.field("What is the problem?")).to_have_value(PROBLEM)


def _add_figure(me: Person, figure: str, source: str, letter: str, *, rival: bool = False) -> None:
    form = me.page.locator("#add-evidence")
    form.locator("label:has(input[name=how][value=figure])").click()
    form.get_by_label("What is counted?").fill("Schools that gave no tablets in October")
    form.get_by_label("The figure").fill(figure)
    form.get_by_label("Of what").fill("schools")
    form.locator("summary", has_text="Where it comes from").click()
    form.get_by_label("From which register or system?").fill(source)
    names = {"E": "Education", "H": "Health & Family Welfare"}
    form.get_by_label("Whose department keeps it?").select_option(label=names[letter])
    if rival:
        form.get_by_label("Is this another source for a figure above?").select_option(index=1)
    me.press("Add to the evidence")


def draw_the_causes(team: Team, mentor: Person) -> None:
    """Everybody writes alone; nothing shows before all have; then the drawing, and a silent vote."""
    page = f"{team.cycle}/fishbone"
    team.panchayat.go(page)
    team.panchayat.press("Let each of us write first")
    for person, causes in (
        (team.panchayat, (STOCK, ABSENT)),
        (team.education, (FEAR,)),
        (team.health, (MISTRUST,)),
    ):
        person.go(f"{page}/proposals")
        person.never_sees(STOCK, FEAR, MISTRUST, ABSENT)
        for label, cause in zip(("A cause, in your own view", "Another one"), causes, strict=False):
            person.fill(label, cause)
        if person is team.health:
            mentor.go(f"{page}/proposals")
            mentor.never_sees(STOCK, FEAR, MISTRUST)
            mentor.go(f"{team.cycle}/history")
            mentor.never_sees(STOCK, FEAR, MISTRUST)
        person.press("Finished: ready to be opened")
    me = team.panchayat
    for cause in (STOCK, FEAR, MISTRUST, ABSENT):
        me.go(f"{page}/proposals")
        me.sees(STOCK, FEAR, MISTRUST, ABSENT)
        row = me.page.locator("li", has_text=cause)
        with me.page.expect_navigation():
            row.get_by_role("button", name="Put on the fishbone").click()
    me.go(page)
    me.page.locator("#add-cause").get_by_label("The cause in a few words").fill("Nobody to ring on a Monday")
    me.choose("It belongs under", FEAR)
    me.press("Add to the fishbone")
    me.press("Begin a vote")
    for person in team.all():
        person.go(f"{page}/vote")
        person.tick(FEAR)
        if person is not team.education:
            person.tick(STOCK)
        person.press("Keep my ticks")
    me.go(f"{page}/vote")
    me.sees("3 votes", "2 votes")


def look_where_to_start(team: Team) -> None:
    """Three ratings in private, opened together, agreed, and a place to start."""
    me = team.panchayat
    me.go(f"{team.cycle}/entry-points")
    me.press("Choose a cause to look at")
    me.tick(FEAR)
    me.press("Ask each of us")
    room = me.page.url.removeprefix(me.url).split("?")[0].split("#")[0]
    if not room.endswith(tuple("0123456789")):
        room = f"{team.cycle}/entry-points/causes/{_cause_of(me)}"
    why = "The head teachers asked me for a number to ring"
    for person, size in ((me, "medium"), (team.education, "large"), (team.health, "small")):
        person.go(room)
        person.never_sees(why)
        for name in ("authority", "acceptance", "ability"):
            person.page.locator(f"#my-rating label:has(input[name={name}][value={size}])").click()
        if person is team.education:
            person.page.locator("#my-rating summary", has_text="My reasons").click()
            person.fill("Why do you see acceptance so?", why)
        person.press("Give my rating")
    me.go(room)
    me.sees(why, "What do you agree on?")
    for name in ("authority", "acceptance", "ability"):
        me.page.locator(f"#agree-form label:has(input[name={name}][value=medium])").click()
    me.press("We agree on this")
    me.sees("There is room to act now")
    me.press("Start here")
    me.fill("Why here, and why now?", "Teachers asked for it themselves, and it costs nearly nothing.")
    me.fill("What is the first small step?", STEP)
    me.press("We start here")
    me.sees(STEP)


def _cause_of(me: Person) -> str:
    address = me.page.locator("main article a[href*='/causes/']").first.get_attribute("href") or ""
    return address.rstrip("/").split("/")[-1]


def collect_ideas(team: Team) -> None:
    """Two ideas of two departments, one chosen."""
    for person, idea in (
        (team.health, "A named nurse answers the telephone every Monday from 10 to 2"),
        (team.education, "Two middle schools give the tablet after the midday meal"),
    ):
        person.go(f"{team.cycle}/ideas")
        person.fill("What could we try?", idea)
        person.press("Add the idea")
        person.sees(idea, "Proposed by")
    with team.education.page.expect_navigation():
        team.education.page.get_by_role("button", name="Choose").first.click()
    team.education.sees("chosen")


def plan(team: Team) -> None:
    """One step with who, by when and what is to be learned, and what is asked of two departments."""
    me = team.panchayat
    me.go(f"{team.cycle}/plan")
    me.fill("What will be done?", ACTION)
    me.choose("Who takes it on?", "Teammate")
    me.fill("By when?", (clock.today() + timedelta(days=10)).isoformat())
    me.fill("What do we expect to learn?", "Whether it is supply or fear")
    me.press("Add to the plan")
    me.press("Details", about=ACTION)
    me.unfold("What we ask of each department")
    asks = me.page.locator("#asks")
    for department, asked in (
        ("Education", "Open four schools on Monday"),
        ("Health", "The pharmacist for two mornings"),
    ):
        asks.locator("label", has_text=department).locator("xpath=following::textarea[1]").fill(asked)
    me.press("Save")
    me.go(f"{team.cycle}/plan?by=department")
    me.sees("Open four schools on Monday", "The pharmacist for two mornings")


def first_round(team: Team, mentor: Person) -> None:
    """Three check-ins: on a phone, on a shared phone, and said aloud in the room; then the note."""
    me, page = team.panchayat, f"{team.cycle}/iterations"
    me.go(page)
    me.fill("What is the first step?", STEP)
    me.press("Open round 1")
    check_in(team.education, f"{page}/1", LEARNED, private=FOR_MENTOR)
    for person in (me, team.health, mentor):
        person.go(f"{page}/1")
        person.never_sees(LEARNED, FOR_MENTOR)
    me.go(f"{page}/1")
    me.press("One device for all (room mode)")
    me.press("Speaks now", about="Third")
    me.sees("Third speaks")
    me.fill("What did you learn?", "The register and the cupboard say two things")
    me.press("Keep it, next speaker")
    team.health.go(f"{page}/1")
    team.health.never_sees(LEARNED)
    check_in(me, f"{page}/1", "Nobody had invited the head teachers before")
    for person in (me, team.health):
        person.go(f"{page}/1")
        person.sees(LEARNED, "said by Third, entered by Convenor")
        person.never_sees(FOR_MENTOR)
    for person in (mentor, team.education):
        person.go(f"{page}/1")
        person.sees(LEARNED, FOR_MENTOR, "for the mentor only")
    write_the_note(me, f"{page}/1")


def check_in(person: Person, page: str, learned: str, *, private: str = "") -> None:
    """One's own check-in, reached from the round; one line may be for the mentor."""
    person.go(page)
    person.press("Write my check-in")
    person.fill("What did you do?", "Visited two of four schools with Jiten")
    person.fill("What did you learn?", learned)
    if private:
        person.page.locator("#struggling").fill(private)
        person.page.locator("label:has([name='struggling.private'])").click()
        expect(person.page.locator("[data-field=struggling] .state")).to_contain_text("Saved")
    person.press("Finish my check-in")


def write_the_note(me: Person, page: str) -> None:
    """The team's note, begun from what was said: a status for the action, room to act as before."""
    me.go(f"{page}/log")
    me.press("Begin the note from the check-ins")
    if not me.page.url.split("?")[0].split("#")[0].endswith("/log"):
        me.go(f"{page}/log")
    expect(me.page.locator("#learned")).to_have_value(containing(LEARNED))
    me.page.locator("section.act label", has_text="Done").first.click()
    me.page.locator("#learned").fill(LOGGED)
    me.page.locator("#next_step").fill(STEP_2)
    me.page.locator("[data-field=room] label", has_text="As before").click()
    me.press("Save the round note")
    me.sees(LOGGED)
    me.go(page)
    me.sees(LOGGED, "Room to act (change space): as before.")
    me.go(f"{page}/minutes")
    expect(me.page.locator("#minutes")).to_have_value(containing(LOGGED))


def containing(words: str) -> re.Pattern[str]:
    """A pattern for a text that contains these words."""
    return re.compile(re.escape(words))


def second_round(team: Team) -> None:
    """The next step follows from the lesson; two answer, the convenor opens, the note is short."""
    me, page = team.panchayat, f"{team.cycle}/iterations"
    me.go(page)
    me.unfold("Open the next round")
    me.fill("What is the first step?", STEP_2)
    me.tick("Close it now")
    me.press("Open round 2")
    check_in(team.education, f"{page}/2", "With a letter of both, ten of twelve schools give the tablet")
    me.go(f"{page}/2")
    me.press("Open the check-ins")
    me.sees("This cannot be undone", "Not yet heard from")
    me.press("Open the check-ins")
    me.sees("ten of twelve schools")
    me.go(f"{page}/2/log")
    me.page.locator("#learned").fill("A number to ring was worth more than a training")
    me.press("Save the round note")


def look_back(team: Team) -> None:
    """Three questions beside what was written on the way."""
    me = team.education
    me.go(f"{team.cycle}/reflection")
    me.sees(LOGGED, "A number to ring was worth more than a training")
    me.fill("What do we now know about the problem?", "We wrote about tablets and it was about fear.")
    me.tick("widening")
    me.fill("What makes you say so?", "44 of 52 schools gave the tablet in both rounds.")
    me.fill("How would you write the problem today?", "In 8 garden schools about 900 girls are missed.")
    me.press("Save")
    me.sees("Saved")


def take_it_along(team: Team) -> None:
    """The record: first a page that waits, then, once the worker has drawn it, the PDF."""
    me, address = team.panchayat, f"{team.cycle}/portfolio.pdf"
    me.go(team.cycle)
    assert me.status(address) == 202
    assert run_due(team.town.world.app)
    answer = me.context.request.get(me.url + address)
    assert answer.status == 200, answer.text()[:3000]
    assert answer.body().startswith(b"%PDF-")


def go_on(team: Team) -> None:
    """The next cycle begins where this one stands."""
    me = team.panchayat
    me.go(f"{team.cycle}/reflection")
    me.press("Continue into the next cycle")
    me.press("Finish this cycle and open the next")
    me.sees("Cycle 2")
    me.sees("In 8 garden schools about 900 girls are missed.")
