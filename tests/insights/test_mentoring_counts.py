"""What the inbox and the catch-up page ask of the database whatever there is, and the order of the teams."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from pdia.accounts.models import Account
from pdia.cohorts.models import Cohort
from pdia.cycles.operations import open_cycle as start_cycle
from pdia.directory.models import Place
from pdia.history.models import Revision
from pdia.history.operations import Where, record
from pdia.history.rules import Deed
from pdia.kernel import clock
from pdia.kernel.db import session
from pdia.stages.problem.models import Problem
from pdia.teams.actors import load_actor
from pdia.teams.models import Posting, Team
from pdia.teams.operations import add_member, assign_mentor, form_team
from pdia.threads.models import Comment, Thread
from tests.insights.mentoring_steps import ask, open_inbox, page_of_team, write
from tests.stages.iterations.steps import begin, everybody_writes
from tests.world import World


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
    write(world)
    ask(world, "teammate")
    rita = world.browser("mentor")
    for address in ("/mentoring", page_of_team(world), "/"):
        rita.get(address)
    counts = {}
    for address in ("/mentoring", page_of_team(world), "/"):
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
    assert counts[page_of_team(world)] <= 18, "the catch-up page is about fifteen statements and the person"
    with world.database.scope(write=False):
        assert session.scalar(select(Revision.id).where(Revision.row_id == 1080)) is not None
    assert "Page 1 of 4" in rita.get(page_of_team(world)).text


def test_check_ins_of_everybody(world: World) -> None:
    begin(world)
    everybody_writes(world, struggling="No transport")
    assert "3 members say what is in the way" in open_inbox(world).text


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
    write(world)
    _more_teams(world, 2)
    with clock.at(clock.now() + timedelta(minutes=1)):
        ask(world, "teammate")
        page = open_inbox(world)
    first = page.tree.xpath("//section[@class='act']//h2")[0].text_content()
    assert first == "Block 3 school health team", "who asks comes first"
    assert len(page.tree.xpath("//section[@class='act']")) == 3
