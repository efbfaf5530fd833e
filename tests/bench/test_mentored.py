"""The mentor of many teams: right counts, and pages that this mentor and a member can open and talk on."""

from __future__ import annotations

from sqlalchemy import func, select

from pdia.accounts.models import Account
from pdia.cycles.models import Cycle
from pdia.history.models import Revision
from pdia.kernel.db import session
from pdia.notices.models import Notice
from pdia.teams.models import Membership, MentorAssignment
from pdia.threads.models import Comment, Thread
from pdia.threads.rules import State
from tests.bench.mentored import LOGIN, Crowd, crowd
from tests.bench.synthetic import Sizes, fill
from tests.stages.iterations.steps import begin
from tests.threads.ground import cause
from tests.world import World

SIZES = Sizes(cohorts=1, teams_each=4, crowd=Crowd(teams=3, threads=70, on_one_stage=40))


def _talk(world: World) -> tuple[int, int]:
    """The large state in small; the cycle with most discussions, and its team."""
    begin(world)
    cause(world)
    fill(world.database, world.cast.team, SIZES)
    crowd(world.database, world.cast.team, SIZES.crowd)
    with world.database.scope(write=False):
        mentor = session.scalars(select(Account).where(Account.login == LOGIN)).one()
        world.cast.accounts["crowd"] = mentor.id
        talked = select(Thread.cycle_id).where(Thread.account_id == mentor.id).group_by(Thread.cycle_id)
        cycle = session.get_one(Cycle, session.scalars(talked.order_by(func.count().desc())).first())
        member = select(Membership.account_id).where(Membership.team_id == cycle.team_id).order_by(Membership.id)
        world.cast.accounts["crowded"] = session.scalars(member).first() or 0
        return cycle.id, cycle.team_id


def test_counts_are_those_that_were_asked_for(world: World) -> None:
    cycle, _team = _talk(world)
    with world.database.scope(write=False):
        mentor = world.cast.accounts["crowd"]
        teams = select(func.count()).select_from(MentorAssignment).where(MentorAssignment.account_id == mentor)
        assert session.scalar(teams) == 3
        threads = session.scalars(select(Thread)).all()
        assert len(threads) == 70
        assert sum(thread.cycle_id == cycle and thread.stage == "fishbone" for thread in threads) >= 40
        said = sum(thread.comments for thread in threads)
        assert session.scalar(select(func.count()).select_from(Comment)) == said
        revisions = select(func.count()).select_from(Revision).where(Revision.kind == Comment.kind)
        assert session.scalar(revisions) == said, "what was said has a history"
        told = select(func.count()).select_from(Notice).where(Notice.about.startswith("thread:"))
        assert session.scalar(told) == 140, "both sides are told"
        assert {thread.state for thread in threads} == set(State)


def test_default_is_as_much_as_anybody_will_ever_have() -> None:
    assert Sizes().crowd == Crowd(teams=40, threads=5000, on_one_stage=200)


def test_the_mentor_reads_and_answers(world: World) -> None:
    cycle, team = _talk(world)
    with world.database.scope(write=False):
        found = select(Thread.id).where(Thread.cycle_id == cycle, Thread.state == State.OPEN)
        thread = session.scalars(found.order_by(Thread.id.desc())).first()
    mentor, path = world.browser("crowd"), f"/cycles/{cycle}/threads/{thread}"
    for address in ("/mentoring", f"/mentoring/teams/{team}", f"/cycles/{cycle}/threads", path, "/notices"):
        assert mentor.get(address).status == 200, address
    assert mentor.get("/mentoring").response.get_data(as_text=True).count("/mentoring/teams/") >= 3
    page = mentor.get(path)
    assert page.submit("/comments", text="I shall come on Tuesday.").status == 303, "new rows get numbers of their own"
    assert "I shall come on Tuesday." in mentor.get(path).text
    member = world.browser("crowded")
    assert member.get(f"/cycles/{cycle}/fishbone").tree.xpath("//details[@data-talk]")
    assert member.get(f"/mentoring/teams/{team}").status == 403
    assert mentor.get(f"/cycles/{world.cast.cycle}/threads").status == 404, "a team that this mentor does not have"
