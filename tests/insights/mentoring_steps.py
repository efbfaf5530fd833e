"""What the tests of the inbox do again and again."""

from __future__ import annotations

from pdia.accounts.models import Account
from pdia.cycles.queries import find_cycle
from pdia.kernel.db import session
from pdia.teams.actors import load_actor
from pdia.threads.operations import begin_thread
from pdia.threads.places import place_of_stage
from pdia.threads.rules import Sort
from tests.world import Page, World

STATEMENT = "31 of 52 schools gave no iron tablets in October."
LATER = "41 of 52 schools gave no iron tablets in October."


def write(world: World, text: str = STATEMENT, login: str = "convenor") -> None:
    address = f"/cycles/{world.cast.cycle}/problem"
    assert world.browser(login).get(address).submit("/problem", statement=text).status == 303


def ask(world: World, login: str, text: str = "May we count in the gardens, too?") -> int:
    """A question on the whole cycle; its number."""
    with world.database.scope(write=True):
        cycle = find_cycle(world.cast.cycle)
        assert cycle is not None
        by = load_actor(session.get_one(Account, world.cast.accounts[login]), "Asia/Kolkata")
        thread = begin_thread(cycle, place_of_stage(None), sort=Sort.QUESTION, text=text, by=by)
        session.commit()
        return thread.id


def open_inbox(world: World, query: str = "", login: str = "mentor") -> Page:
    return world.browser(login).get(f"/mentoring{query}")


def page_of_team(world: World) -> str:
    return f"/mentoring/teams/{world.cast.team}"


def look(world: World) -> None:
    """Some time passes and the mentor has read everything."""
    assert world.browser("mentor").get(page_of_team(world)).submit("/seen").status == 303
