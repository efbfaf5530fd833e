"""The generator of the bench: right counts, nothing that points nowhere, and teams one can work in."""

from __future__ import annotations

from sqlalchemy import func, select

from pdia.accounts.models import Account
from pdia.cohorts.models import Cohort, CohortPerson
from pdia.cycles.models import Cycle
from pdia.history.models import Revision
from pdia.kernel.db import Base, session
from pdia.stages.iterations.models import Iteration
from pdia.teams.models import Membership, Team
from tests.bench.synthetic import PLAIN, Sizes, fill, tables
from tests.stages.iterations.steps import begin
from tests.world import World

SIZES = Sizes(cohorts=3, teams_each=4, members_each=6, rounds_each=5)


def _counts(world: World) -> dict[str, int]:
    with world.database.scope(write=False):
        return {
            model.__tablename__: session.scalar(select(func.count()).select_from(model)) or 0
            for model in (Cohort, Team, Account, Membership, Cycle, Iteration)
        }


def test_counts_are_those_that_were_asked_for(world: World) -> None:
    begin(world)
    before = _counts(world)
    made = fill(world.database, world.cast.team, SIZES)
    after = _counts(world)
    grown = {name: after[name] - before[name] for name in after}
    assert grown == {"cohort": 3, "team": 12, "account": 72, "membership": 72, "cycle": 12, "iteration": 60}
    assert (made.teams, made.people, made.iterations) == (12, 72, 60)


def test_default_is_a_large_state() -> None:
    state = Sizes()
    assert (state.cohorts, state.teams, state.people, state.iterations) == (200, 4000, 24_000, 40_000)


def test_a_copied_member_works_in_a_copied_team(world: World) -> None:
    begin(world)
    fill(world.database, world.cast.team, SIZES)
    with world.database.scope(write=False):
        account = session.scalars(select(Account).where(Account.login == "s5.0@bench.example")).one()
        cycle = session.scalars(
            select(Cycle)
            .join(Membership, Membership.team_id == Cycle.team_id)
            .where(Membership.account_id == account.id)
        ).one()
        world.cast.accounts["copy"] = account.id
    browser = world.browser("copy")
    page = browser.get(f"/cycles/{cycle.id}/problem")
    assert browser.follow(page.submit("/problem", statement="Tablets lie in the store")).status == 200
    assert world.browser("teammate").get(f"/cycles/{cycle.id}/problem").status == 404, "another team's work"
    with world.database.scope(write=False):
        enrolled = session.scalars(select(CohortPerson).where(CohortPerson.account_id == account.id)).one()
        assert enrolled.cohort_id == session.get_one(Team, cycle.team_id).cohort_id
        said = session.scalars(select(Revision).where(Revision.cycle_id == cycle.id, Revision.kind == "problem")).one()
    assert said.account_id == account.id, "new rows get numbers of their own"


def test_every_table_it_copies_is_still_there() -> None:
    assert set(tables()) <= set(Base.metadata.tables)
    for table, column in PLAIN:
        assert column in Base.metadata.tables[table].columns
