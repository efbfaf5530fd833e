"""The mentor's inbox and catch-up page, as the cast finds them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from pdia.accounts.models import Account
from pdia.cohorts.models import Cohort
from pdia.cycles.operations import open_cycle as start_cycle
from pdia.cycles.queries import find_cycle
from pdia.directory.models import Place
from pdia.history.models import Revision
from pdia.history.operations import Where, record
from pdia.history.rules import Deed
from pdia.kernel import clock
from pdia.kernel.db import session
from pdia.stages.problem.models import Problem
from pdia.teams.actors import load_actor
from pdia.teams.models import MentorAssignment, Posting, Team
from pdia.teams.operations import add_member, assign_mentor, form_team
from pdia.threads.models import Comment, Thread
from pdia.threads.operations import begin_thread
from pdia.threads.places import place_of_stage
from pdia.threads.rules import Sort
from tests.stages.iterations.steps import begin, everybody_writes, path
from tests.world import Page, World

STATEMENT = "31 of 52 schools gave no iron tablets in October."
LATER = "41 of 52 schools gave no iron tablets in October."


def _write(world: World, text: str = STATEMENT, login: str = "convenor") -> None:
    address = f"/cycles/{world.cast.cycle}/problem"
    assert world.browser(login).get(address).submit("/problem", statement=text).status == 303


def _ask(world: World, login: str, text: str = "May we count in the gardens, too?") -> int:
    """A question on the whole cycle; its number."""
    with world.database.scope(write=True):
        cycle = find_cycle(world.cast.cycle)
        assert cycle is not None
        by = load_actor(session.get_one(Account, world.cast.accounts[login]), "Asia/Kolkata")
        thread = begin_thread(cycle, place_of_stage(None), sort=Sort.QUESTION, text=text, by=by)
        session.commit()
        return thread.id


def _inbox(world: World, query: str = "", login: str = "mentor") -> Page:
    return world.browser(login).get(f"/mentoring{query}")


def _team(world: World) -> str:
    return f"/mentoring/teams/{world.cast.team}"


def _look(world: World) -> None:
    """Some time passes and the mentor has read everything."""
    assert world.browser("mentor").get(_team(world)).submit("/seen").status == 303


def test_new_work_comes_and_goes_with_a_look(world: World) -> None:
    _write(world)
    page = _inbox(world)
    assert "new since you last wrote or looked" in page.text
    assert "by Convenor" in page.text
    page.press("/seen")
    after = _inbox(world)
    assert "new since you last wrote" not in after.text
    assert "Nothing waits" in after.text
    assert "you looked" in after.text
    with clock.at(clock.now() + timedelta(hours=1)):
        _write(world, LATER, "teammate")
        assert "One answer is new" in _inbox(world).text


def test_opening_alone_is_no_look(world: World) -> None:
    _write(world)
    world.browser("mentor").get(_team(world))
    assert "new since you last wrote or looked" in _inbox(world).text


def test_what_comes_while_one_reads_stays_new(world: World) -> None:
    _write(world)
    page = world.browser("mentor").get(_team(world))
    with clock.at(clock.now() + timedelta(minutes=1)):
        _write(world, LATER, "teammate")
        assert page.submit("/seen").status == 303
    with clock.at(clock.now() + timedelta(minutes=2)):
        assert "One answer is new" in _inbox(world).text


def test_the_difference_is_that_since_the_last_look(world: World) -> None:
    _write(world)
    _look(world)
    with clock.at(clock.now() + timedelta(hours=1)):
        _write(world, LATER, "teammate")
        page = world.browser("mentor").get(_team(world))
    assert [ins.text_content() for ins in page.tree.xpath("//article//ins")] == ["[added: 41 ]"]
    assert [one.text_content() for one in page.tree.xpath("//article//del")] == ["[taken out: 31 ]"]
    assert "Teammate (Education, Block 3)" in page.text


def test_what_a_mentor_has_read_is_frozen(world: World) -> None:
    """A save right after the mentor read the page is a version of its own, so the next page shows it."""
    _write(world)
    _look(world)
    _write(world, LATER)
    page = world.browser("mentor").get(_team(world))
    assert "41" in [ins.text_content().split()[1] for ins in page.tree.xpath("//article//ins")]


def test_struck_rows_are_told_as_such(world: World) -> None:
    cycle = f"/cycles/{world.cast.cycle}"
    anil = world.browser("convenor")
    assert anil.get(f"{cycle}/ideas").submit("/ideas", text="Tablets with the meal", how="existing").status == 303
    _look(world)
    with clock.at(clock.now() + timedelta(hours=1)):
        form = [str(one.action) for one in anil.get(f"{cycle}/ideas/1").tree.forms if "strike" in str(one.action)]
        assert anil.post(form[0], {"reason": "Tried before"}).status == 303
        page = world.browser("mentor").get(_team(world))
    assert "Struck through" in page.text
    assert "Tablets with the meal" in page.text
    assert "Tried before" in page.text


def test_a_question_waits_until_it_is_answered(world: World) -> None:
    thread = _ask(world, "teammate")
    page = _inbox(world)
    assert "A question waits for your answer" in page.text
    assert "since today" in page.text
    page.press("/seen")
    assert "A question waits for your answer" in _inbox(world).text, "a look is no answer"
    with clock.at(clock.now() + timedelta(days=3)):
        assert "for 3 days" in _inbox(world).text
    team = world.browser("mentor").get(_team(world))
    assert "May we count in the gardens" in team.text
    answered = team.submit(f"/threads/{thread}/comments", text="Yes, and ring me from there.")
    assert answered.location.startswith(_team(world)), "one comes back to the page one was reading"
    assert "A question waits" not in _inbox(world).text


def test_a_closed_or_praising_discussion_waits_for_nobody(world: World) -> None:
    thread = _ask(world, "teammate")
    with world.database.scope(write=True):
        session.get_one(Thread, thread).state = "closed"
        session.commit()
    assert "A question waits" not in _inbox(world).text


def test_the_mentors_own_question_waits_for_the_team(world: World) -> None:
    _ask(world, "mentor")
    assert "A question waits for your answer" not in _inbox(world).text


def test_writing_counts_as_having_seen(world: World) -> None:
    _write(world)
    with clock.at(clock.now() + timedelta(minutes=5)):
        _ask(world, "mentor")
        assert "new since you last wrote" not in _inbox(world).text


def test_help_counts_when_it_lies_open_and_never_before(world: World) -> None:
    begin(world)
    anil = world.browser("convenor")
    anil.get(path(world, "/1/check-in")).submit(path(world, "/1/check-in"), finish="1", struggling="No transport")
    for page in (_inbox(world), world.browser("mentor").get(_team(world))):
        assert "in the way" not in page.text
        assert "No transport" not in page.text
    for login in ("teammate", "third"):
        who = world.browser(login)
        address = path(world, "/1/check-in")
        private = {"learned": "My superior forbids it", "learned.private": "y", "learned.private.sent": "1"}
        who.get(address).submit(
            address, finish="1", **{name.replace(".", "__"): text for name, text in private.items()}
        )
    inbox = _inbox(world)
    assert "3 members say what is in the way, or wrote to you alone" in inbox.text
    page = world.browser("mentor").get(_team(world))
    assert "No transport" in page.text
    assert "My superior forbids it" in page.text
    assert "for the mentor only" in page.text
    _look(world)
    assert "in the way" not in _inbox(world).text


def test_silence_is_longer_than_the_rhythm_and_never_a_pause(world: World) -> None:
    _write(world)
    begin(world, days="28")
    _look(world)
    with clock.at(clock.now() + timedelta(days=27)):
        assert "No entry of the team" not in _inbox(world).text
    with clock.at(clock.now() + timedelta(days=30)):
        assert "its rounds take 28 days" in _inbox(world).text
    world.browser("convenor").get(f"/cycles/{world.cast.cycle}/pause").submit("/pause", reason="Flood duty")
    _look(world)
    with clock.at(clock.now() + timedelta(days=60)):
        page = _inbox(world)
        assert "No entry of the team" not in page.text
        assert "paused; nobody is reminded" in page.text


def test_backing_that_is_outstanding(world: World) -> None:
    _write(world)
    assert "District Commissioner was asked for backing and has not been met yet" in _inbox(world).text
    world.browser("convenor").get(f"/cycles/{world.cast.cycle}/pause").submit("/pause", reason="Flood duty")
    assert "was asked for backing" not in _inbox(world).text


def test_filters_stand_in_the_address(world: World) -> None:
    _write(world)
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
        assert bool(_inbox(world, query).presses("/seen")) is there, query


@pytest.mark.parametrize("login", ["convenor", "facilitator", "observer", "authoriser", "ended-mentor", "stranger"])
def test_who_mentors_nobody_reads_what_to_do(sqlite_world: World, login: str) -> None:
    page = _inbox(sqlite_world, login=login)
    assert page.status == 200
    assert "assigns mentors" in page.text
    assert "school health" not in page.text


@pytest.mark.parametrize(
    ("login", "status"),
    [("convenor", 403), ("facilitator", 403), ("ended-mentor", 404), ("idle-mentor", 404), ("stranger", 404)],
)
def test_only_its_mentors_open_the_page_of_a_team(sqlite_world: World, login: str, status: int) -> None:
    who = sqlite_world.browser(login)
    assert who.get(_team(sqlite_world)).status == status
    assert who.get(f"{_team(sqlite_world)}/live").status == status
    assert who.post(f"{_team(sqlite_world)}/seen").status == status


def test_an_ended_mentor_reads_nothing_new(world: World) -> None:
    _write(world)
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
    assert "Also reading" not in first.get(_team(world)).text
    assert "Also reading this: Mentor" in second.get(_team(world)).text
    live = first.get(f"{_team(world)}/live")
    assert live.json["here"] == "Also reading this: Ended Mentor"
    again = first.get(f"{_team(world)}/live", headers={"If-None-Match": live.response.headers["ETag"]})
    assert again.status == 304


def test_one_writes_to_the_team_and_comes_back(world: World) -> None:
    page = world.browser("mentor").get(_team(world))
    sent = page.submit("/threads", text="How did the visit go?", sort="question", stage="iterations")
    assert sent.location.startswith(_team(world))
    with world.database.scope(write=False):
        assert session.scalars(select(Thread.stage)).one() == "iterations"
        assert session.scalars(select(Comment.text)).one() == "How did the visit go?"


def test_a_refused_answer_keeps_its_words(world: World) -> None:
    thread = _ask(world, "teammate")
    page = world.browser("mentor").get(_team(world)).submit(f"/threads/{thread}/comments", text="x" * 4001)
    assert page.status == 422
    assert "x" * 4001 in page.response.get_data(as_text=True)


def test_people_can_be_called(world: World) -> None:
    with world.database.scope(write=True):
        session.get_one(Account, world.cast.accounts["teammate"]).mobile = "+919876543210"
        session.commit()
    page = world.browser("mentor").get(_team(world))
    links = [str(href) for href in page.tree.xpath("//section[@id='people']//a/@href")]
    assert links == ["tel:+919876543210", "https://wa.me/919876543210"]


def test_changes_of_a_cycle_since_a_moment(world: World) -> None:
    _write(world)
    before = clock.now().isoformat()
    cycle = f"/cycles/{world.cast.cycle}"
    with clock.at(clock.now() + timedelta(hours=1)):
        _write(world, LATER, "teammate")
        rita = world.browser("mentor")
        assert "1 answer," in rita.get(f"{cycle}/changes-since", query_string={"since": before}).text
        assert LATER in rita.get(f"{cycle}/changes-since").text, "without a look everything is new"
        assert "nonsense" not in rita.get(f"{cycle}/changes-since?since=nonsense").text
        assert "What changed since you looked" in rita.get(cycle).text
        assert "What changed since you looked" not in world.browser("convenor").get(cycle).text


def test_the_desk_says_what_waits_and_leads_there(world: World) -> None:
    _ask(world, "teammate")
    page = world.browser("mentor").get("/")
    assert "A question waits for your answer" in page.text
    assert page.tree.xpath("//a[@href='/mentoring']")


def _crowd(world: World, threads: int, changes: int) -> None:
    """Many discussions of the team and many changes in it, written straight into the tables."""
    with world.database.scope(write=True):
        now, team = clock.now(), world.cast.team
        mate = session.get_one(Account, world.cast.accounts["teammate"])
        for _ in range(threads):
            thread = Thread(
                institute_id=world.cast.institute,
                cycle_id=world.cast.cycle,
                team_id=team,
                sort="question",
                turn="mentor",
                waits_since=now,
                account_id=mate.id,
                side="team",
                name=mate.name,
                at=now,
                last_at=now,
            )
            session.add(thread)
            session.flush()
            words = {"name": mate.name, "text": "And now?", "at": now, "side": "team"}
            session.add(Comment(institute_id=world.cast.institute, thread_id=thread.id, account_id=mate.id, **words))
        by = load_actor(mate, "Asia/Kolkata")
        for number in range(changes):
            row = Problem(institute_id=world.cast.institute, cycle_id=world.cast.cycle)
            row.id, row.heads = 1000 + number, {}
            record(row, "statement", f"Text {number}", by=by, where=Where(world.cast.cycle, team), deed=Deed.ADD)
        session.commit()


def test_statements_do_not_grow(world: World) -> None:
    _write(world)
    _ask(world, "teammate")
    rita = world.browser("mentor")
    for address in ("/mentoring", _team(world), "/"):
        rita.get(address)
    counts = {}
    for address in ("/mentoring", _team(world), "/"):
        with world.counted() as few:
            rita.get(address)
        counts[address] = len(few)
    _crowd(world, threads=60, changes=90)
    for address, before in counts.items():
        with world.counted() as many:
            page = rita.get(address)
        assert len(many) <= before, address + "\n" + "\n".join(many)
        assert page.status == 200
    assert counts["/mentoring"] <= 14, "the inbox is about ten statements and the person"
    assert counts[_team(world)] <= 18, "the catch-up page is about fifteen statements and the person"
    with world.database.scope(write=False):
        assert session.scalar(select(Revision.id).where(Revision.row_id == 1080)) is not None
    assert "Page 1 of 4" in rita.get(_team(world)).text


def test_check_ins_of_everybody(world: World) -> None:
    begin(world)
    everybody_writes(world, struggling="No transport")
    assert "3 members say what is in the way" in _inbox(world).text


def _more_teams(world: World, count: int) -> None:
    """More teams of the same mentor, each with a cycle and a word in it."""
    with world.database.scope(write=True):
        first = session.get_one(Team, world.cast.team)
        people = {login: session.get_one(Account, world.cast.accounts[login]) for login in ("facilitator", "mentor")}
        cohort = session.get_one(Cohort, world.cast.cohort)
        place = session.get_one(Place, world.cast.place)
        boss = load_actor(people["facilitator"], "Asia/Kolkata")
        mate = session.get_one(Account, world.cast.accounts["third"])
        posting = session.scalars(select(Posting).where(Posting.account_id == mate.id)).first()
        assert posting is not None
        for number in range(count):
            team = form_team(cohort, f"Team {number:02}", level=first.level, place=place, by=boss)
            add_member(team, mate, posting, starts_on=clock.today(), by=boss)
            assign_mentor(team, people["mentor"], starts_on=clock.today(), by=boss)
            start_cycle(team, f"Cycle {number}", by=load_actor(mate, "Asia/Kolkata"), today=clock.today())
        session.commit()


def test_statements_do_not_grow_with_teams(world: World) -> None:
    rita = world.browser("mentor")
    rita.get("/mentoring")
    with world.counted() as few:
        rita.get("/mentoring")
    _more_teams(world, 39)
    with world.counted() as many:
        page = rita.get("/mentoring")
    assert len(many) == len(few), "\n".join(many)
    assert page.text.count("Team 38") >= 1
    rita.get("/")
    with world.counted() as desk:
        rita.get("/")
    assert len(desk) <= 26, "\n".join(desk)


def test_teams_come_in_the_order_of_their_needs(world: World) -> None:
    _write(world)
    _more_teams(world, 2)
    with clock.at(clock.now() + timedelta(minutes=1)):
        _ask(world, "teammate")
        page = _inbox(world)
    first = page.tree.xpath("//section[@class='act']//h2")[0].text_content()
    assert first == "Block 3 school health team", "who asks comes first"
    assert len(page.tree.xpath("//section[@class='act']")) == 3
