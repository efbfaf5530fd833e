"""What the plan's tests do again and again."""

from __future__ import annotations

from typing import Any

from pdia.stages.plan.models import Action
from pdia.stages.plan.queries import find_action, list_actions
from tests.world import Browser, Page, World

WHAT = "Card with two nurses' names on the cupboard of twelve schools"


def path(world: World) -> str:
    """The plan of the cast's cycle."""
    return f"/cycles/{world.cast.cycle}/plan"


def member(page: Page, name: str) -> str:
    """The value by which a page offers a member."""
    found = page.tree.xpath(f"//select[@name='who']/option[normalize-space()='{name}']/@value")
    assert found, f"{name} cannot be chosen"
    return str(found[0])


def add(browser: Browser, world: World, what: str = WHAT, **values: Any) -> Page:
    """Add a step through the page."""
    return browser.get(path(world)).submit("/plan/actions", what=what, **values)


def actions(world: World) -> list[Action]:
    """The standing actions."""
    with world.database.scope(write=False):
        return list(list_actions(world.cast.cycle))


def action(world: World, action_id: int) -> Action:
    """One action, struck or not."""
    with world.database.scope(write=False):
        found = find_action(world.cast.cycle, action_id)
        assert found is not None
        return found
