"""The fishbone's page: adding, moving, striking; who may; a page that is too old; a steady number of queries."""

from __future__ import annotations

import pytest

from pdia.accounts.models import Account
from pdia.cycles.operations import pause_cycle
from pdia.cycles.queries import find_cycle
from pdia.history.queries import list_revisions
from pdia.kernel.db import session
from pdia.stages.fishbone.digest import digest_fishbone, flat
from pdia.stages.fishbone.queries import list_causes
from tests.cast import actor_of
from tests.stages.fishbone.drawing import add, cause, grown, path, structure
from tests.world import World


def _revisions(world: World, row_id: int, field: str) -> list[str]:
    with world.database.scope(write=False):
        return [revision.value for revision in list_revisions("cause", row_id, field)]


def test_empty_page_says_what_to_do_first(world: World) -> None:
    page = world.browser("convenor").get(path(world))
    assert page.status == 200
    assert "Nothing is drawn yet" in page.text
    assert not page.tree.xpath("//select[@name='parent_id']"), "the first cause is a bone: nothing to choose"


def test_bones_and_causes_are_added_where_they_belong(world: World) -> None:
    anil = world.browser("convenor")
    done = add(anil, "Stock runs out")
    assert done.status == 303
    add(anil, "Indents go late", "Stock runs out")
    page = anil.get(path(world))
    assert structure(world) == ["Stock runs out", "  Indents go late"]
    assert "1 bone, 1 cause" in page.text, "the rail says what is there"
    assert [
        one.text_content().strip() for one in page.tree.xpath("//li[contains(@class,'fb-cause')]//*[@class='fb-text']")
    ] == ["Indents go late"]
    assert _revisions(world, cause(world, "Indents go late").id, "place") == ["1. Stock runs out"]


def test_link_below_a_cause_chooses_it(sqlite_world: World) -> None:
    anil = sqlite_world.browser("convenor")
    add(anil, "Stock runs out")
    bone = cause(sqlite_world, "Stock runs out")
    page = anil.get(path(sqlite_world) + f"?under={bone.id}")
    assert dict(page.values("/causes"))["parent_id"] == str(bone.id)


def test_teammate_adds_and_stranger_finds_nothing(world: World) -> None:
    add(world.browser("teammate"), "Stock runs out")
    assert structure(world) == ["Stock runs out"]
    stranger = world.browser("stranger")
    assert stranger.get(path(world)).status == 404
    assert stranger.post(path(world) + "/causes", {"text": "x", "parent_id": ""}).status == 404


def test_mentor_reads_and_may_not_write(world: World) -> None:
    add(world.browser("convenor"), "Stock runs out")
    row = cause(world, "Stock runs out")
    mentor = world.browser("mentor")
    page = mentor.get(path(world))
    assert "Stock runs out" in page.text
    assert not page.tree.xpath("//main//input[@type='text'] | //main//select")
    presses = [action for action in page.presses("") if f"{path(world)}/" in action]
    assert not presses, "a mentor changes nothing in the drawing; asking a department is another matter"
    assert mentor.get(f"{path(world)}/causes/{row.id}").status == 200
    for address in (
        "/causes",
        f"/causes/{row.id}",
        f"/causes/{row.id}/move",
        f"/causes/{row.id}/strike",
        "/vote/begin",
    ):
        assert mentor.post(path(world) + address, {"text": "mine", "parent_id": "", "version": "1"}).status == 403, (
            address
        )
    assert structure(world) == ["Stock runs out"]


def test_ids_of_others_are_not_found(world: World) -> None:
    other = world.browser("other")
    other.post(f"/cycles/{world.cast.other_cycle}/fishbone/causes", {"text": "Theirs", "parent_id": ""})
    with world.database.scope(write=False):
        theirs = list_causes(world.cast.other_cycle)[0].id
    anil = world.browser("convenor")
    for bad in (theirs, 999999, 10**20):
        assert anil.get(f"{path(world)}/causes/{bad}").status == 404
        assert anil.post(f"{path(world)}/causes/{bad}/strike", {"version": "1"}).status == 404
    answer = anil.post(path(world) + "/causes", {"text": "Mine", "parent_id": str(theirs)})
    assert answer.status == 422
    assert "Mine" in answer.response.get_data(as_text=True)


def test_double_press_adds_once(world: World) -> None:
    anil = world.browser("convenor")
    page = anil.get(path(world))
    first, second = page.submit("/causes", text="Stock runs out"), page.submit("/causes", text="Stock runs out")
    assert (first.status, second.location) == (303, first.location)
    assert structure(world) == ["Stock runs out"]


@pytest.mark.parametrize("text", ["x" * 161, "", "  ", "\u200d"])
def test_bad_text_is_refused_and_kept(world: World, text: str) -> None:
    answer = world.browser("convenor").get(path(world)).submit("/causes", text=text)
    assert answer.status == 422
    assert answer.tree.xpath("//input[@name='text']")[0].get("value") == (text if text.strip() == text else "")
    assert structure(world) == []


@pytest.mark.parametrize("parent", ["abc", "0", "-1", "99999999999999999999", "1 or 1"])
def test_bad_place_is_refused(world: World, parent: str) -> None:
    answer = world.browser("convenor").post(path(world) + "/causes", {"text": "Keep me", "parent_id": parent})
    assert answer.status == 422
    assert "Keep me" in answer.response.get_data(as_text=True)


def test_steps_up_and_down_and_back(world: World) -> None:
    anil = world.browser("convenor")
    for text in ("One", "Two", "Three"):
        add(anil, text)
    row = cause(world, "Three")
    moved = anil.get(path(world)).press(f"/causes/{row.id}/up")
    assert structure(world) == ["One", "Three", "Two"]
    page = anil.follow(moved)
    back = page.submit(f"/causes/{row.id}/move")
    assert back.status == 303
    assert structure(world) == ["One", "Two", "Three"]
    first = cause(world, "One")
    refused = anil.post(f"{path(world)}/causes/{first.id}/up", {"version": first.version})
    assert refused.status == 409
    assert structure(world) == ["One", "Two", "Three"]


def test_a_cause_moves_with_all_under_it_and_back(world: World) -> None:
    anil = world.browser("convenor")
    grown(anil)
    row = cause(world, "Indents go late")
    page = anil.get(f"{path(world)}/causes/{row.id}")
    places = [option.text.strip() for option in page.tree.xpath("//select[@name='parent_id']/option")]
    assert not {"Indents go late", "No printer"} & set(places), "not under itself or what it explains"
    moved = page.submit("/move", parent_id=cause(world, "Nobody is told").id)
    assert moved.status == 303, moved.text
    assert structure(world) == ["Stock runs out", "Nobody is told", "  Indents go late", "    No printer"]
    assert "Put back where it was" in anil.follow(moved).text
    anil.follow(moved).submit(f"/causes/{row.id}/move")
    assert structure(world) == ["Stock runs out", "  Indents go late", "    No printer", "Nobody is told"]
    assert "Put back where it was" not in anil.follow(moved).text, "an old link moves nothing a second time"


def test_no_loops(world: World) -> None:
    anil = world.browser("convenor")
    grown(anil)
    row, under = cause(world, "Indents go late"), cause(world, "No printer")
    for bad in (row.id, under.id):
        answer = anil.post(f"{path(world)}/causes/{row.id}/move", {"parent_id": bad, "version": row.version})
        assert answer.status == 422, answer.text
    assert structure(world) == ["Stock runs out", "  Indents go late", "    No printer", "Nobody is told"]


def test_stale_move_says_who_moved_it_and_where_it_is(world: World) -> None:
    anil, rekha = world.browser("convenor"), world.browser("teammate")
    grown(anil)
    row, place = cause(world, "No printer"), cause(world, "Nobody is told")
    page = rekha.get(f"{path(world)}/causes/{row.id}")
    anil.get(f"{path(world)}/causes/{row.id}").submit("/move", parent_id=place.id)
    for stale in (page.submit("/move", parent_id=""), page.submit("/strike", reason="wrong")):
        assert stale.status == 409
        assert "Convenor moved this while you were looking: it is now under “Nobody is told”" in stale.text
    stale = rekha.post(f"{path(world)}/causes/{row.id}/up", {"version": 1})
    assert stale.status == 409
    assert "    No printer" not in structure(world)
    assert "  No printer" in structure(world)


def test_strike_takes_children_along_and_puts_them_back(world: World) -> None:
    anil = world.browser("convenor")
    grown(anil)
    row = cause(world, "Stock runs out")
    anil.get(f"{path(world)}/causes/{row.id}").submit("/strike", reason="Counted twice")
    page = anil.get(path(world))
    assert "1 bone" in page.text
    assert "Counted twice" in page.text
    assert "Indents go late" in page.text, "struck and still readable"
    assert not page.tree.xpath("//select[@name='parent_id']/option[contains(., 'Indents go late')]")
    under = anil.post(path(world) + "/causes", {"text": "More", "parent_id": cause(world, "Indents go late").id})
    assert under.status == 422
    assert page.press(f"/causes/{row.id}/unstrike").status == 303
    assert "2 bones, 2 causes" in anil.get(path(world)).text
    assert _revisions(world, row.id, "struck") == ["", "yes"]


def test_struck_sub_cause_stays_on_the_drawing(sqlite_world: World) -> None:
    anil = sqlite_world.browser("convenor")
    grown(anil)
    row = cause(sqlite_world, "Indents go late")
    anil.get(f"{path(sqlite_world)}/causes/{row.id}").submit("/strike", reason="Not so")
    page = anil.get(path(sqlite_world))
    assert [one.text for one in page.tree.xpath("//del")] == ["Indents go late", "No printer"]


def test_paused_cycle_refuses_and_keeps(world: World) -> None:
    anil = world.browser("convenor")
    grown(anil)
    row = cause(world, "Stock runs out")
    page, one = anil.get(path(world)), anil.get(f"{path(world)}/causes/{row.id}")
    with world.database.scope(write=True):
        cycle = find_cycle(world.cast.cycle)
        assert cycle is not None
        pause_cycle(cycle, "Flood", by=actor_of(session.get_one(Account, world.cast.accounts["convenor"])))
        session.commit()
    refused = page.submit("/causes", text="Later")
    assert refused.status == 409
    assert "Flood" in refused.text
    assert "Later" in refused.response.get_data(as_text=True)
    for answer in (one.submit(f"/causes/{row.id}", text="X"), one.submit("/move"), one.submit("/strike")):
        assert answer.status == 409
    assert not anil.get(path(world)).tree.xpath("//main//input[@type='text']")
    assert "Stock runs out" in structure(world)


def test_limits_are_refusals(sqlite_world: World) -> None:
    anil = sqlite_world.browser("convenor")
    for number in range(8):
        assert add(anil, f"Bone {number}").status == 303
    page = anil.get(path(sqlite_world))
    assert page.tree.xpath("//select[@name='parent_id']/option[1]")[0].get("value"), "no bone is offered any more"
    answer = anil.post(path(sqlite_world) + "/causes", {"text": "One more", "parent_id": ""})
    assert answer.status == 422
    above = "Bone 0"
    for depth in range(2, 7):
        assert add(anil, f"Depth {depth}", above).status == 303
        above = f"Depth {depth}"
    deep = anil.post(path(sqlite_world) + "/causes", {"text": "Too deep", "parent_id": cause(sqlite_world, above).id})
    assert deep.status == 422


def test_queries_do_not_grow(world: World) -> None:
    anil, rekha = world.browser("convenor"), world.browser("teammate")
    grown(anil)
    for what in ("proposals", "vote"):
        anil.post(f"{path(world)}/{what}/begin", {"names_hidden": ""})
    rekha.get(path(world))
    with world.counted() as few:
        rekha.get(path(world))
    for number in range(12):
        add(anil, f"Cause {number}", "Nobody is told")
    rekha.get(path(world))
    with world.counted() as many:
        rekha.get(path(world))
    assert len(many) == len(few), "\n".join(many)
    assert len(many) <= 15, "\n".join(many)


def test_digest_is_plain_and_whole(world: World) -> None:
    grown(world.browser("convenor"))
    with world.database.scope(write=False):
        cycle = find_cycle(world.cast.cycle)
        assert cycle is not None
        digest = digest_fishbone(cycle)
    assert [branch.text for branch in flat(digest.bones)] == [
        "Stock runs out",
        "Indents go late",
        "No printer",
        "Nobody is told",
    ]
    assert digest.causes == 4
    assert all(branch.votes is None for branch in flat(digest.bones))
