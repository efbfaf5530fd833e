"""A cycle with something in it to talk about, and the shortest ways to talk."""

from __future__ import annotations

from typing import Any

from pdia.kernel.db import session
from pdia.stages.fishbone.models import Cause
from pdia.stages.problem.models import Problem
from pdia.threads.models import Comment, Thread
from tests.world import Browser, Page, World

STATEMENT = "Tablets come late to hill schools, and girls fear them."
CAUSE = "No stock on Mondays"


def base(world: World, tail: str = "") -> str:
    return f"/cycles/{world.cast.cycle}{tail}"


def write(world: World, statement: str = STATEMENT, *, by: str = "convenor") -> str:
    """The problem as written; its place as an address."""
    saved = world.browser(by).get(base(world, "/problem")).submit("/problem", statement=statement)
    assert saved.status == 303
    return f"problem:{only(world, Problem).id}:statement"


def cause(world: World, text: str = CAUSE) -> str:
    """A new cause; its place."""
    assert world.browser("convenor").get(base(world, "/fishbone")).submit("/fishbone/causes", text=text).status == 303
    return f"cause:{rows(world, Cause)[-1].id}:text"


def rows(world: World, model: Any) -> list[Any]:
    with world.database.scope(write=False):
        return session.query(model).order_by(model.id).all()


def only(world: World, model: Any) -> Any:
    found = rows(world, model)
    assert len(found) == 1, f"{len(found)} rows of {model.__name__}"
    return found[0]


def begin(who: Browser, on: str = "", *, stage: str = "", text: str = "Who told you so?", **values: Any) -> Page:
    """Begin a discussion through the form."""
    query = f"?on={on}" if on else f"?stage={stage}"
    page = who.get(base(who.world, f"/threads/new{query}"))
    assert page.status == 200, page.text
    return page.submit("/threads", text=text, **{"sort": "question", **values})


def begun(who: Browser, on: str = "", **values: Any) -> str:
    """The same, good; the path of the discussion."""
    answer = begin(who, on, **values)
    assert answer.status == 303, f"{answer.status}: {answer.text[:400]}"
    return path_of(last(who.world))


def last(world: World) -> Thread:
    thread: Thread = rows(world, Thread)[-1]
    return thread


def path_of(thread: Thread) -> str:
    return f"/cycles/{thread.cycle_id}/threads/{thread.id}"


def say(who: Browser, path: str, text: str) -> Page:
    """Answer in a discussion."""
    return who.get(path).submit("/comments", text=text)


def comments(world: World) -> list[Comment]:
    return rows(world, Comment)
