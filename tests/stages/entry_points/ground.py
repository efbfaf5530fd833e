"""A fishbone to stand on, and what the members do on the entry-points pages."""

from __future__ import annotations

from pdia.access.actor import Actor
from pdia.accounts.models import Account
from pdia.cycles.models import Cycle
from pdia.cycles.queries import find_cycle
from pdia.kernel.db import session
from pdia.stages.fishbone.operations import add_cause
from tests.cast import actor_of
from tests.world import Browser, Page, World

MEMBERS = ("convenor", "teammate", "third")


def cycle_and(world: World, login: str = "convenor") -> tuple[Cycle, Actor]:
    """The cast's cycle, and somebody who may act on it; inside a scope."""
    cycle = find_cycle(world.cast.cycle)
    assert cycle is not None
    return cycle, actor_of(session.get_one(Account, world.cast.accounts[login]))


def add_causes(world: World, *texts: str) -> list[int]:
    """These bones on the fishbone of the cast's cycle; their ids."""
    with world.database.scope(write=True):
        cycle, by = cycle_and(world)
        ids = [add_cause(cycle, text, by=by).id for text in texts]
        session.commit()
    return ids


def path(world: World, tail: str = "") -> str:
    return f"/cycles/{world.cast.cycle}/entry-points{tail}"


def ask(world: World, cause: int, *, login: str = "convenor", names_hidden: bool = False) -> Page:
    """Ask every member for a private rating of a cause."""
    page = world.browser(login).get(path(world, "/causes/look"))
    extra = {"names_hidden": "y"} if names_hidden else {}
    return page.submit("/causes/look", cause_id=cause, **extra)


def rate(who: Browser, world: World, cause: int, sizes: str, **reasons: str) -> Page:
    """Give one's own private rating: three words, authority, acceptance, ability."""
    page = who.get(path(world, f"/causes/{cause}"))
    action = next(form.action for form in page.tree.forms if "/voices/" in (form.action or ""))
    authority, acceptance, ability = sizes.split()
    return page.submit(action, authority=authority, acceptance=acceptance, ability=ability, finish="yes", **reasons)


def agree(who: Browser, world: World, cause: int, sizes: str, **reasons: str) -> Page:
    """Keep what the team agreed on."""
    authority, acceptance, ability = sizes.split()
    page = who.get(path(world, f"/causes/{cause}/rating"))
    return page.submit(
        f"/causes/{cause}/rating", authority=authority, acceptance=acceptance, ability=ability, **reasons
    )


def start_at(who: Browser, world: World, cause: int, **values: object) -> Page:
    """Choose a cause at which the team starts."""
    return who.get(path(world, f"/new?cause={cause}")).submit("/entry-points", cause_id=cause, **values)
