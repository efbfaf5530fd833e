"""What the tests of the rounds do again and again, through the pages a person uses."""

from __future__ import annotations

from datetime import date
from typing import Any

from pdia.accounts.models import Account
from pdia.cycles.queries import find_cycle
from pdia.kernel import clock
from pdia.kernel.db import session
from pdia.stages.iterations.models import Iteration
from pdia.stages.iterations.queries import find_iteration
from pdia.stages.plan.models import Action
from pdia.stages.plan.operations import add_action
from pdia.teams.actors import load_actor
from pdia.teams.queries import list_members
from tests.world import Browser, Page, World

STEP = "Visit four schools and count the tablets."


def path(world: World, rest: str = "") -> str:
    """An address under the rounds of the cast's cycle."""
    return f"/cycles/{world.cast.cycle}/iterations{rest}"


def begin(world: World, login: str = "convenor", **values: Any) -> Page:
    """Open the next round from the list page."""
    return world.browser(login).get(path(world)).submit("/iterations", **{"first_step": STEP, **values})


def the_round(world: World, number: int = 1) -> Iteration:
    """A round as it is stored."""
    with world.database.scope(write=False):
        found = find_iteration(world.cast.cycle, number)
        assert found is not None
        return found


def member_ids(world: World) -> dict[str, int]:
    """The memberships of the team by login name."""
    with world.database.scope(write=False):
        return {one.account.login: one.id for one in list_members(world.cast.team)}


def write(browser: Browser, address: str, **values: Any) -> Page:
    """Fill in a check-in and finish it."""
    return browser.get(address).submit(address, finish="1", **values)


def everybody_writes(world: World, number: int = 1, **values: Any) -> None:
    """All three present members finish a check-in, which opens them."""
    for login in ("convenor", "teammate", "third"):
        given = {name: f"{text} ({login})" for name, text in values.items()} or {"done": f"Done by {login}"}
        assert write(world.browser(login), path(world, f"/{number}/check-in"), **given).status == 303


def plan_action(world: World, what: str, *, learn: str = "", by_date: date | None = None) -> int:
    """One action of the plan, taken on by the convenor."""
    with world.database.scope(write=True):
        cycle = find_cycle(world.cast.cycle)
        assert cycle is not None
        by = load_actor(session.get_one(Account, world.cast.accounts["convenor"]), "Asia/Kolkata")
        members = list(list_members(world.cast.team, clock.today()))
        values = {"what": what, "who": "Convenor", "learn": learn, "by_date": by_date}
        action = add_action(cycle, values, members, by=by)
        session.commit()
        return action.id


def action_state(world: World, action_id: int) -> tuple[str, int]:
    """An action's state and how often it was carried over."""
    with world.database.scope(write=False):
        action = session.get_one(Action, action_id)
        return action.state, action.carried
