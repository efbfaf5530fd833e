"""What the fishbone's tests share: adding causes by the page, and the drawing as indented lines."""

from __future__ import annotations

from pdia.stages.fishbone.digest import flat, tree
from pdia.stages.fishbone.models import Cause
from pdia.stages.fishbone.queries import list_causes
from tests.world import Browser, Page, World


def path(world: World) -> str:
    """The address of the cast's fishbone."""
    return f"/cycles/{world.cast.cycle}/fishbone"


def cause(world: World, text: str) -> Cause:
    """The cause that says so."""
    with world.database.scope(write=False):
        return next(one for one in list_causes(world.cast.cycle) if one.text == text)


def structure(world: World) -> list[str]:
    """The causes in the drawing's order, two spaces a step."""
    with world.database.scope(write=False):
        return ["  " * (branch.depth - 1) + branch.text for branch in flat(tree(list_causes(world.cast.cycle)))]


def add(browser: Browser, text: str, under: str = "") -> Page:
    """Add a cause by the page's form."""
    parent = cause(browser.world, under).id if under else ""
    return browser.post(path(browser.world) + "/causes", {"text": text, "parent_id": parent})


def grown(browser: Browser) -> None:
    """Two bones, and a chain of two whys on the first."""
    add(browser, "Stock runs out")
    add(browser, "Indents go late", "Stock runs out")
    add(browser, "No printer", "Indents go late")
    add(browser, "Nobody is told")
