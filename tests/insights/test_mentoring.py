"""The mentor's inbox and catch-up page, as the cast finds them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from pdia.accounts.models import Account
from pdia.kernel import clock
from pdia.kernel.db import session
from pdia.teams.models import MentorAssignment
from pdia.threads.models import Comment, Thread
from tests.insights.mentoring_steps import LATER, ask, look, open_inbox, page_of_team, write
from tests.stages.iterations.steps import begin, path
from tests.world import World


def test_new_work_comes_and_goes_with_a_look(world: World) -> None:
    write(world)
    page = open_inbox(world)
    assert "new since you last wrote or looked" in page.text
    assert "by Convenor" in page.text
    page.press("/seen")
    after = open_inbox(world)
    assert "new since you last wrote" not in after.text
    assert "Nothing waits" in after.text
    assert "you looked" in after.text
    with clock.at(clock.now() + timedelta(hours=1)):
        write(world, LATER, "teammate")
        assert "One answer is new" in open_inbox(world).text


def test_opening_alone_is_no_look(world: World) -> None:
    write(world)
    world.browser("mentor").get(page_of_team(world))
    assert "new since you last wrote or looked" in open_inbox(world).text


def test_what_comes_while_one_reads_stays_new(world: World) -> None:
    write(world)
    page = world.browser("mentor").get(page_of_team(world))
    with clock.at(clock.now() + timedelta(minutes=1)):
        write(world, LATER, "teammate")
        assert page.submit("/seen").status == 303
    with clock.at(clock.now() + timedelta(minutes=2)):
        assert "One answer is new" in open_inbox(world).text


def test_the_difference_is_that_since_the_last_look(world: World) -> None:
    write(world)
    look(world)
    with clock.at(clock.now() + timedelta(hours=1)):
        write(world, LATER, "teammate")
        page = world.browser("mentor").get(page_of_team(world))
    assert [ins.text_content() for ins in page.tree.xpath("//article//ins")] == ["[added: 41 ]"]
    assert [one.text_content() for one in page.tree.xpath("//article//del")] == ["[taken out: 31 ]"]
    assert "Teammate (Education, Block 3)" in page.text


def test_what_a_mentor_has_read_is_frozen(world: World) -> None:
    """A save right after the mentor read the page is a version of its own, so the next page shows it."""
    write(world)
    look(world)
    write(world, LATER)
    page = world.browser("mentor").get(page_of_team(world))
    assert "41" in [ins.text_content().split()[1] for ins in page.tree.xpath("//article//ins")]


def test_struck_rows_are_told_as_such(world: World) -> None:
    cycle = f"/cycles/{world.cast.cycle}"
    anil = world.browser("convenor")
    assert anil.get(f"{cycle}/ideas").submit("/ideas", text="Tablets with the meal", how="existing").status == 303
    look(world)
    with clock.at(clock.now() + timedelta(hours=1)):
        form = [str(one.action) for one in anil.get(f"{cycle}/ideas/1").tree.forms if "strike" in str(one.action)]
        assert anil.post(form[0], {"reason": "Tried before"}).status == 303
        page = world.browser("mentor").get(page_of_team(world))
    assert "Struck through" in page.text
    assert "Tablets with the meal" in page.text
    assert "Tried before" in page.text


def test_a_question_waits_until_it_is_answered(world: World) -> None:
    thread = ask(world, "teammate")
    page = open_inbox(world)
    assert "A question waits for your answer" in page.text
    assert "since today" in page.text
    page.press("/seen")
    assert "A question waits for your answer" in open_inbox(world).text, "a look is no answer"
    with clock.at(clock.now() + timedelta(days=3)):
        assert "for 3 days" in open_inbox(world).text
    team = world.browser("mentor").get(page_of_team(world))
    assert "May we count in the gardens" in team.text
    answered = team.submit(f"/threads/{thread}/comments", text="Yes, and ring me from there.")
    assert answered.location.startswith(page_of_team(world)), "one comes back to the page one was reading"
    assert "A question waits" not in open_inbox(world).text


def test_a_closed_or_praising_discussion_waits_for_nobody(world: World) -> None:
    thread = ask(world, "teammate")
    with world.database.scope(write=True):
        session.get_one(Thread, thread).state = "closed"
        session.commit()
    assert "A question waits" not in open_inbox(world).text


def test_the_mentors_own_question_waits_for_the_team(world: World) -> None:
    ask(world, "mentor")
    assert "A question waits for your answer" not in open_inbox(world).text


def test_writing_counts_as_having_seen(world: World) -> None:
    write(world)
    with clock.at(clock.now() + timedelta(minutes=5)):
        ask(world, "mentor")
        assert "new since you last wrote" not in open_inbox(world).text


def test_help_counts_when_it_lies_open_and_never_before(world: World) -> None:
    begin(world)
    anil = world.browser("convenor")
    anil.get(path(world, "/1/check-in")).submit(path(world, "/1/check-in"), finish="1", struggling="No transport")
    for page in (open_inbox(world), world.browser("mentor").get(page_of_team(world))):
        assert "in the way" not in page.text
        assert "No transport" not in page.text
    for login in ("teammate", "third"):
        who = world.browser(login)
        address = path(world, "/1/check-in")
        private = {"learned": "My superior forbids it", "learned.private": "y", "learned.private.sent": "1"}
        who.get(address).submit(
            address, finish="1", **{name.replace(".", "__"): text for name, text in private.items()}
        )
    inbox = open_inbox(world)
    assert "3 members say what is in the way, or wrote to you alone" in inbox.text
    page = world.browser("mentor").get(page_of_team(world))
    assert "No transport" in page.text
    assert "My superior forbids it" in page.text
    assert "for the mentor only" in page.text
    look(world)
    assert "in the way" not in open_inbox(world).text


def test_silence_is_longer_than_the_rhythm_and_never_a_pause(world: World) -> None:
    write(world)
    begin(world, days="28")
    look(world)
    with clock.at(clock.now() + timedelta(days=27)):
        assert "No entry of the team" not in open_inbox(world).text
    with clock.at(clock.now() + timedelta(days=30)):
        assert "its rounds take 28 days" in open_inbox(world).text
    world.browser("convenor").get(f"/cycles/{world.cast.cycle}/pause").submit("/pause", reason="Flood duty")
    look(world)
    with clock.at(clock.now() + timedelta(days=60)):
        page = open_inbox(world)
        assert "No entry of the team" not in page.text
        assert "paused; nobody is reminded" in page.text


def test_backing_that_is_outstanding(world: World) -> None:
    write(world)
    assert "District Commissioner was asked for backing and has not been met yet" in open_inbox(world).text
    world.browser("convenor").get(f"/cycles/{world.cast.cycle}/pause").submit("/pause", reason="Flood duty")
    assert "was asked for backing" not in open_inbox(world).text


def test_filters_stand_in_the_address(world: World) -> None:
    write(world)
    for query, there in (
        ("?need=new", True),
        ("?need=question", False),
        ("?need=nonsense", True),
        (f"?team={world.cast.team}", True),
        (f"?team={world.cast.other_team}", False),
        (f"?cohort={world.cast.cohort}", True),
        (f"?cohort={world.cast.far_cohort}", False),
        ("?team=x&cohort=99999999999999999999", True),
    ):
        assert bool(open_inbox(world, query).presses("/seen")) is there, query


@pytest.mark.parametrize("login", ["convenor", "facilitator", "observer", "authoriser", "ended-mentor", "stranger"])
def test_who_mentors_nobody_reads_what_to_do(sqlite_world: World, login: str) -> None:
    page = open_inbox(sqlite_world, login=login)
    assert page.status == 200
    assert "assigns mentors" in page.text
    assert "school health" not in page.text


@pytest.mark.parametrize(
    ("login", "status"),
    [("convenor", 403), ("facilitator", 403), ("ended-mentor", 404), ("idle-mentor", 404), ("stranger", 404)],
)
def test_only_its_mentors_open_the_page_of_a_team(sqlite_world: World, login: str, status: int) -> None:
    who = sqlite_world.browser(login)
    assert who.get(page_of_team(sqlite_world)).status == status
    assert who.get(f"{page_of_team(sqlite_world)}/live").status == status
    assert who.post(f"{page_of_team(sqlite_world)}/seen").status == status


def test_an_ended_mentor_reads_nothing_new(world: World) -> None:
    write(world)
    page = world.browser("ended-mentor").get("/mentoring")
    assert "school health" not in page.text


def test_two_mentors_see_each_other_reading(sqlite_world: World) -> None:
    world = sqlite_world
    with world.database.scope(write=True):
        session.scalars(
            select(MentorAssignment).where(MentorAssignment.account_id == world.cast.accounts["ended-mentor"])
        ).one().ends_on = None
        session.commit()
    first, second = world.browser("mentor"), world.browser("ended-mentor")
    assert "Also reading" not in first.get(page_of_team(world)).text
    assert "Also reading this: Mentor" in second.get(page_of_team(world)).text
    live = first.get(f"{page_of_team(world)}/live")
    assert live.json["here"] == "Also reading this: Ended Mentor"
    again = first.get(f"{page_of_team(world)}/live", headers={"If-None-Match": live.response.headers["ETag"]})
    assert again.status == 304


def test_one_writes_to_the_team_and_comes_back(world: World) -> None:
    page = world.browser("mentor").get(page_of_team(world))
    sent = page.submit("/threads", text="How did the visit go?", sort="question", stage="iterations")
    assert sent.location.startswith(page_of_team(world))
    with world.database.scope(write=False):
        assert session.scalars(select(Thread.stage)).one() == "iterations"
        assert session.scalars(select(Comment.text)).one() == "How did the visit go?"


def test_a_refused_answer_keeps_its_words(world: World) -> None:
    thread = ask(world, "teammate")
    page = world.browser("mentor").get(page_of_team(world)).submit(f"/threads/{thread}/comments", text="x" * 4001)
    assert page.status == 422
    assert "x" * 4001 in page.response.get_data(as_text=True)


def test_people_can_be_called(world: World) -> None:
    with world.database.scope(write=True):
        session.get_one(Account, world.cast.accounts["teammate"]).mobile = "+919876543210"
        session.commit()
    page = world.browser("mentor").get(page_of_team(world))
    links = [str(href) for href in page.tree.xpath("//section[@id='people']//a/@href")]
    assert links == ["tel:+919876543210", "https://wa.me/919876543210"]


def test_changes_of_a_cycle_since_a_moment(world: World) -> None:
    write(world)
    before = clock.now().isoformat()
    cycle = f"/cycles/{world.cast.cycle}"
    with clock.at(clock.now() + timedelta(hours=1)):
        write(world, LATER, "teammate")
        rita = world.browser("mentor")
        assert "1 answer," in rita.get(f"{cycle}/changes-since", query_string={"since": before}).text
        assert LATER in rita.get(f"{cycle}/changes-since").text, "without a look everything is new"
        assert "nonsense" not in rita.get(f"{cycle}/changes-since?since=nonsense").text
        assert "What changed since you looked" in rita.get(cycle).text
        assert "What changed since you looked" not in world.browser("convenor").get(cycle).text


def test_the_desk_says_what_waits_and_leads_there(world: World) -> None:
    ask(world, "teammate")
    page = world.browser("mentor").get("/")
    assert "A question waits for your answer" in page.text
    assert page.tree.xpath("//a[@href='/mentoring']")
