"""Loose lines for later, means by source, and who backs the team."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pdia.cycles.queries import find_cycle
from pdia.kernel import clock
from pdia.stages.plan.digest import digest_plan
from pdia.stages.plan.queries import list_focal, list_resources
from tests.stages.plan.steps import WHAT, add, path
from tests.world import World

LINE = "Later: the request for next year, at one table"


def test_a_line_for_later_is_added_changed_struck_and_put_back(world: World) -> None:
    anil = world.browser("convenor")
    page = anil.follow(anil.get(path(world)).submit("/plan/later", text=LINE))
    assert LINE in page.text
    with world.database.scope(write=False):
        [row] = list_focal(world.cast.cycle)
    where = f"{path(world)}/later/{row.id}"
    anil.get(where).submit(f"/later/{row.id}", text="Later: in April")
    page = anil.follow(anil.get(where).press("/strike"))
    assert "1 line struck through" in page.text
    assert "Later: in April" in page.text
    page = anil.follow(page.press("/unstrike"))
    assert "1 line struck through" not in page.text


@pytest.mark.parametrize("text", ["", "  ", "x" * 301])
def test_a_line_that_cannot_be_kept_is_refused(sqlite_world: World, text: str) -> None:
    answer = sqlite_world.browser("convenor").get(path(sqlite_world)).submit("/plan/later", text=text)
    assert answer.status == 422
    assert answer.tree.xpath("//details[@id='add-later'][@open]"), "the box with the error stands open"


def test_means_in_rupees_and_in_kind(world: World) -> None:
    anil = world.browser("convenor")
    anil.get(path(world)).submit("/plan/means", source="Health", amount="1,04,500.50", note="Printing", pooled="y")
    anil.get(path(world)).submit("/plan/means", source="Block office", amount="२०००")
    page = anil.follow(anil.get(path(world)).submit("/plan/means", source="Self-help groups", note="Six leaders"))
    assert "1,04,500.5" in page.text
    assert "in kind" in page.text
    assert "1,06,500.5" in page.text, "all sources together"
    assert "of which pooled: 1,04,500.5" in page.text
    with world.database.scope(write=False):
        rows = list_resources(world.cast.cycle)
    assert [(row.amount, row.pooled) for row in rows] == [
        (Decimal("104500.50"), True),
        (Decimal("2000.00"), False),
        (None, False),
    ]


def test_means_are_corrected_and_struck(world: World) -> None:
    anil = world.browser("convenor")
    anil.get(path(world)).submit("/plan/means", source="Health", amount="4500", pooled="y")
    with world.database.scope(write=False):
        [row] = list_resources(world.cast.cycle)
    where = f"{path(world)}/means/{row.id}"
    assert anil.get(where).submit(f"/means/{row.id}", amount="", note="Two days", pooled=None).status == 303
    with world.database.scope(write=False):
        [row] = list_resources(world.cast.cycle)
    assert (row.amount, row.note, row.pooled) == (None, "Two days", False)
    assert anil.get(where).submit(f"/means/{row.id}", source="").status == 422
    anil.get(where).press("/strike")
    assert "1 source struck through" in anil.get(path(world)).text


@pytest.mark.parametrize("amount", ["-5", "abc", "1e30", "NaN", "99999999999999999"])
def test_no_number_is_refused_and_kept(sqlite_world: World, amount: str) -> None:
    answer = (
        sqlite_world.browser("convenor").get(path(sqlite_world)).submit("/plan/means", source="Health", amount=amount)
    )
    assert answer.status == 422
    assert dict(answer.values("/plan/means"))["amount"] == amount


def test_two_on_one_line_conflict(world: World) -> None:
    anil, rekha = world.browser("convenor"), world.browser("teammate")
    anil.get(path(world)).submit("/plan/later", text=LINE)
    with world.database.scope(write=False):
        [row] = list_focal(world.cast.cycle)
    where = f"{path(world)}/later/{row.id}"
    first, second = anil.get(where), rekha.get(where)
    first.submit(f"/later/{row.id}", text="Anil’s words")
    clash = second.submit(f"/later/{row.id}", text="Rekha’s words")
    assert clash.status == 409
    assert "Anil’s words" in clash.text
    assert "Rekha’s words" in clash.text


def test_who_backs_us_stands_on_the_page(world: World) -> None:
    page = world.browser("convenor").get(path(world))
    assert "District Commissioner" in page.text
    assert "Leave to meet schools" in page.text
    assert page.tree.xpath(f"//a[@href='/teams/{world.cast.team}/authorisers']")


def test_digest_holds_what_stands(world: World) -> None:
    anil = world.browser("convenor")
    add(anil, world, who_else="Sister Mary")
    add(anil, world, "Struck step")
    anil.get(f"{path(world)}/actions/2").submit("/strike", reason="no")
    anil.get(path(world)).submit("/plan/later", text=LINE)
    anil.get(path(world)).submit("/plan/means", source="Health", amount="10", pooled="y")
    with world.database.scope(write=False):
        cycle = find_cycle(world.cast.cycle)
        assert cycle is not None
        digest = digest_plan(cycle, clock.today())
    assert [(line.what, line.who) for line in digest.actions] == [(WHAT, "Sister Mary")]
    assert digest.focal == (LINE,)
    assert (digest.rupees, digest.pooled_rupees) == (Decimal(10), Decimal(10))
    assert [one.title for one in digest.backing] == ["District Commissioner"]
    assert {one.department.letter for one in digest.by_department} == {"P", "E", "H"}
