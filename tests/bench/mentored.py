"""A mentor of many teams amid the large state: thousands of discussions, and one stage that has very many.

Rows are made in bulk and not by the operations, which tell, pace and settle one by one; each is as the
operations would have left it, with the revision of every comment and a notice for who was spoken to.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from sqlalchemy import func, insert, select

from pdia.accounts.models import Account
from pdia.cycles.models import Cycle
from pdia.cycles.rules import CycleState, Stage
from pdia.history.models import Revision
from pdia.history.rules import Deed
from pdia.kernel import clock
from pdia.kernel.db import Base, Database, session
from pdia.notices.models import Notice
from pdia.notices.rules import Kind, Mail
from pdia.stages.fishbone.models import Cause
from pdia.stages.problem.models import Problem
from pdia.teams.models import Membership, MentorAssignment, Team
from pdia.threads.models import Comment, Thread
from pdia.threads.places import Place, find_place, place_of_stage
from pdia.threads.rules import Side, Sort, State, Turn, around, find_quote, first_turn

LOGIN = "mentor.of.many@bench.example"
BUSY = Stage.FISHBONE
APART = timedelta(minutes=7)
SAID = "A question about: %(what)s"
WORDS = (
    "Who says so, and how do they know? Could one of you ask at the sub-centre on the next working day?",
    "We asked at two schools and the sub-centre. The register there says something else than the report.",
    "Thank you. Then the register is worth a second look: what does it *not* count, and since when?",
    "Since the new form came. The nurse keeps a list of her own, and she is willing to show it to us.",
)

Row = dict[str, Any]


@dataclass(frozen=True)
class Crowd:
    """How much one mentor has to read; by default as much as anybody ever will."""

    teams: int = 40
    threads: int = 5_000
    on_one_stage: int = 200


@dataclass(frozen=True)
class Speaker:
    """Who says something."""

    account: Account
    side: Side


def crowd(database: Database, team_id: int, asked: Crowd | None = None) -> Crowd:
    """Give copies of the team `team_id` a mentor of their own and discussions with comments and notices."""
    asked = asked or Crowd()
    with database.scope(write=True):
        mentor = _mentor(session.get_one(Team, team_id))
        cycles = _cycles(team_id, asked.teams)
        session.execute(insert(MentorAssignment), [_assigned(mentor, cycle) for cycle in cycles])
        others = asked.threads - asked.on_one_stage
        for rank, cycle in enumerate(cycles):
            spread = others // len(cycles) + (rank < others % len(cycles))
            places = [(place, number) for number, place in enumerate(islice(_round(_places(cycle)), spread))]
            if rank == 0:
                busy = [place for place in _places(cycle) if place.stage == BUSY]
                places += list(zip(islice(_round(busy), asked.on_one_stage), range(asked.on_one_stage), strict=True))
            _talk(cycle, places, Speaker(mentor, Side.MENTOR), _member(cycle))
        session.commit()
    if not database.is_sqlite:
        _analyze(database)
    return asked


def _mentor(team: Team) -> Account:
    mentor = Account(institute_id=team.institute_id, login=LOGIN, name="Mentor of many", email=LOGIN)
    session.add(mentor)
    session.flush()
    return mentor


def _assigned(mentor: Account, cycle: Cycle) -> Row:
    starts_on = clock.today() - timedelta(days=90)
    return {
        "institute_id": cycle.institute_id,
        "team_id": cycle.team_id,
        "account_id": mentor.id,
        "starts_on": starts_on,
    }


def _cycles(team_id: int, teams: int) -> list[Cycle]:
    """The newest open cycle of each of the first copies."""
    newest = (
        select(func.max(Cycle.id))
        .join(Team, Team.id == Cycle.team_id)
        .where(Cycle.state == CycleState.OPEN, Team.id > team_id, Team.name.like("Team %"))
        .group_by(Cycle.team_id)
        .order_by(Cycle.team_id)
        .limit(teams)
    )
    cycles = list(session.scalars(select(Cycle).where(Cycle.id.in_(newest)).order_by(Cycle.team_id)))
    assert len(cycles) == teams, f"{len(cycles)} copied teams have an open cycle, and {teams} are needed"
    return cycles


def _member(cycle: Cycle) -> Speaker:
    account = session.scalars(
        select(Account)
        .join(Membership, Membership.account_id == Account.id)
        .where(Membership.team_id == cycle.team_id)
        .order_by(Membership.id)
        .limit(1)
    ).one()
    return Speaker(account, Side.TEAM)


def _places(cycle: Cycle) -> list[Place]:
    """Where one can talk in a cycle: its problem, every cause, and each step as a whole."""
    rows: list[tuple[type[Base], str]] = [(Problem, "statement"), (Cause, "text")]
    found = [
        find_place(cycle, f"{model.__tablename__}:{row_id}:{field}")
        for model, field in rows
        for row_id in session.scalars(select(model.id).where(model.__table__.c.cycle_id == cycle.id).order_by(model.id))
    ]
    return [place for place in found if place] + [place_of_stage(stage) for stage in Stage]


def _round(places: list[Place]) -> Iterator[Place]:
    while True:
        yield from places


# --- Rows -----------------------------------------------------------------------------------------


def _talk(cycle: Cycle, places: list[tuple[Place, int]], mentor: Speaker, member: Speaker) -> None:
    began = clock.now() - APART * (len(places) + len(WORDS))
    threads = [_thread(cycle, place, number, began, mentor, member) for place, number in places]
    ids = session.scalars(insert(Thread).returning(Thread.id, sort_by_parameter_order=True), threads).all()
    comments = [
        row
        for at, (thread_id, thread) in enumerate(zip(ids, threads, strict=True))
        for row in _comments(thread_id, thread, places[at][1], mentor, member)
    ]
    numbers = session.scalars(insert(Comment).returning(Comment.id, sort_by_parameter_order=True), comments).all()
    session.execute(
        insert(Revision), [_revision(cycle, row_id, row) for row_id, row in zip(numbers, comments, strict=True)]
    )
    told = [
        _notice(cycle, thread_id, thread, number, who)
        for (thread_id, thread), (_place, number) in zip(zip(ids, threads, strict=True), places, strict=True)
        for who in (mentor, member)
    ]
    session.execute(insert(Notice), told)
    cycle.talked_at = max(row["at"] for row in comments)


def _thread(cycle: Cycle, place: Place, number: int, began: datetime, mentor: Speaker, member: Speaker) -> Row:
    by, length = (member if number % 3 == 0 else mentor), 1 + number % len(WORDS)
    sort = Sort.PRAISE if number % 10 == 9 else Sort.QUESTION
    last = _speaker(by, length - 1, mentor, member)
    is_open, at = number % 5 != 4, began + APART * number
    turn = first_turn(sort, last.side) if is_open else Turn.NOBODY
    quote = " ".join(place.text.split()[:3]) if number % 2 else ""
    where = find_quote(place.text, quote) if quote else None
    before, after = around(place.text, where) if where else ("", "")
    last_at = at + timedelta(minutes=length - 1)
    return {
        "institute_id": cycle.institute_id,
        "cycle_id": cycle.id,
        "team_id": cycle.team_id,
        "stage": place.stage,
        "kind": place.kind,
        "row_id": place.row_id,
        "field": place.field,
        "version": place.version,
        "label": place.label,
        "on_text": place.text,
        "quote": "words that stood here before" if number % 8 == 7 and place.kind else quote,
        "before": before,
        "after": after,
        "sort": sort.value,
        "language": "en",
        "turn": turn.value,
        "waits_since": last_at if turn is not Turn.NOBODY else None,
        "state": (State.OPEN if is_open else State.CLOSED).value,
        "closed_by": "" if is_open else member.account.name,
        "closed_at": None if is_open else last_at,
        "account_id": by.account.id,
        "side": by.side.value,
        "name": by.account.name,
        "at": at,
        "last_at": last_at,
        "comments": length,
    }


def _speaker(first: Speaker, turn: int, mentor: Speaker, member: Speaker) -> Speaker:
    """Both speak by turns."""
    other = member if first is mentor else mentor
    return other if turn % 2 else first


def _comments(thread_id: int, thread: Row, number: int, mentor: Speaker, member: Speaker) -> Iterator[Row]:
    first = mentor if thread["side"] == Side.MENTOR else member
    for turn in range(thread["comments"]):
        by, at = _speaker(first, turn, mentor, member), thread["at"] + timedelta(minutes=turn)
        stamp = at.isoformat()
        head = {"n": 1, "v": 1, "account": by.account.id, "name": by.account.name, "posting": ""}
        yield {
            "institute_id": thread["institute_id"],
            "thread_id": thread_id,
            "account_id": by.account.id,
            "side": by.side.value,
            "name": by.account.name,
            "text": f"{number}. {WORDS[turn]}",
            "language": "en",
            "at": at,
            "heads": {"text": {**head, "at": stamp, "began": stamp}},
        }


def _revision(cycle: Cycle, row_id: int, comment: Row) -> Row:
    return {
        "institute_id": comment["institute_id"],
        "kind": Comment.kind,
        "row_id": row_id,
        "field": "text",
        "number": 1,
        "version": 1,
        "deed": Deed.ADD.value,
        "value": comment["text"],
        "language": "en",
        "cycle_id": None,
        "team_id": cycle.team_id,
        "account_id": comment["account_id"],
        "name": comment["name"],
        "posting": "",
        "began_at": comment["at"],
        "at": comment["at"],
    }


def _notice(cycle: Cycle, thread_id: int, thread: Row, number: int, who: Speaker) -> Row:
    """Every fourth is unseen; letters of all have gone out."""
    return {
        "institute_id": cycle.institute_id,
        "account_id": who.account.id,
        "kind": Kind.TALK.value,
        "cycle_id": cycle.id,
        "team_id": cycle.team_id,
        "stage": thread["stage"],
        "about": f"thread:{thread_id}",
        "said": SAID,
        "values": {"what": thread["on_text"][:90] or thread["label"]},
        "words": f"{number}. {WORDS[0]}",
        "path": f"/cycles/{cycle.id}/threads/{thread_id}",
        "name": thread["name"],
        "at": thread["last_at"],
        "seen_at": None if number % 4 == 0 else thread["last_at"],
        "mail": Mail.SENT.value,
        "mail_due_at": thread["last_at"],
        "mailed_at": thread["last_at"],
    }


def _analyze(database: Database) -> None:
    """Autovacuum does this by itself on a real server."""
    with database.engine.connect() as connection:
        connection.exec_driver_sql("ANALYZE")
        connection.commit()
