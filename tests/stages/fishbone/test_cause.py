"""One cause's own page: its words, the departments it touches, how it is known; two people at once."""

from __future__ import annotations

from pdia.history.queries import list_revisions
from pdia.stages.fishbone.models import Cause
from tests.stages.fishbone.drawing import cause, grown, path
from tests.world import Page, World


def _open(world: World, login: str, text: str = "Stock runs out") -> tuple[Cause, Page]:
    row = cause(world, text)
    return row, world.browser(login).get(f"{path(world)}/causes/{row.id}")


def _letters(world: World, text: str = "Stock runs out") -> str:
    return "".join(department.letter for department in cause(world, text).departments)


def _ids(world: World, letters: str) -> list[int]:
    return [world.cast.departments[letter] for letter in letters]


def test_whole_form_saves_and_the_drawing_shows_it(world: World) -> None:
    grown(world.browser("convenor"))
    row, page = _open(world, "teammate")
    values = {
        "text": "Stock ends in May",
        "departments": _ids(world, "HE"),
        "how_known": "evidence",
        "note": "Register",
    }
    saved = page.submit(f"/causes/{row.id}", **values)
    assert saved.status == 303, saved.text
    drawing = page.browser.follow(saved)
    label = drawing.tree.xpath(f"//*[@id='cause-{row.id}']")[0]
    assert {"Education", "Health & Family Welfare", "evidence"} <= {one.strip() for one in label.itertext()}
    row, again = _open(world, "teammate", "Stock ends in May")
    assert sorted(again.tree.xpath("//input[@name='departments' and @checked]/@value")) == sorted(
        map(str, _ids(world, "HE"))
    )
    with world.database.scope(write=False):
        texts = [revision.value for revision in list_revisions("cause", row.id, "departments")]
    assert texts == ["Education; Health & Family Welfare"]


def test_saving_untouched_changes_nothing(world: World) -> None:
    grown(world.browser("convenor"))
    row, page = _open(world, "convenor")
    page.submit(f"/causes/{row.id}", departments=_ids(world, "P"))
    row, page = _open(world, "convenor")
    heads = row.heads
    assert page.submit(f"/causes/{row.id}").status == 303
    assert cause(world, "Stock runs out").heads == heads


def test_ticks_of_two_people_are_joined(world: World) -> None:
    grown(world.browser("convenor"))
    row, first = _open(world, "convenor")
    first.submit(f"/causes/{row.id}", departments=_ids(world, "H"))
    _, anil = _open(world, "convenor")
    _, rekha = _open(world, "teammate")
    anil.submit(f"/causes/{row.id}", departments=_ids(world, "HE"))
    rekha.submit(f"/causes/{row.id}", departments=_ids(world, "W"))
    assert _letters(world) == "EW", "added W, took H away, left what the other added"


def test_stale_text_shows_both_and_saves_the_rest(world: World) -> None:
    grown(world.browser("convenor"))
    row, anil = _open(world, "convenor")
    _, rekha = _open(world, "teammate")
    anil.submit(f"/causes/{row.id}", text="Anil’s words")
    clash = rekha.submit(f"/causes/{row.id}", text="Rekha’s words", note="seen at the depot")
    assert clash.status == 409
    assert "Anil’s words" in clash.text
    assert "Rekha’s words" in clash.text
    assert cause(world, "Anil’s words").note == "seen at the depot"


def test_a_move_and_a_correction_do_not_collide(world: World) -> None:
    grown(world.browser("convenor"))
    row, rekha = _open(world, "teammate", "No printer")
    _, anil = _open(world, "convenor", "No printer")
    assert anil.submit("/move", parent_id="").status == 303
    assert rekha.submit(f"/causes/{row.id}", text="No printer in the block").status == 303
    assert cause(world, "No printer in the block").parent_id is None


def test_too_long_is_refused_and_kept(world: World) -> None:
    grown(world.browser("convenor"))
    row, page = _open(world, "convenor")
    answer = page.submit(f"/causes/{row.id}", text="x" * 161, note="y" * 301, departments=_ids(world, "W"))
    assert answer.status == 422
    assert answer.tree.xpath("//input[@name='text']")[0].get("value") == "x" * 161
    assert answer.tree.xpath("//input[@name='note']")[0].get("value") == "y" * 301
    assert page.submit(f"/causes/{row.id}", text=" ").status == 422
    assert cause(world, "Stock runs out").note == ""


def test_departments_of_another_institute_are_refused(world: World) -> None:
    grown(world.browser("convenor"))
    row, page = _open(world, "convenor")
    for bad in (["99999"], ["abc"]):
        assert page.submit(f"/causes/{row.id}", departments=bad).status == 422
    assert _letters(world) == ""


def test_an_earlier_wording_can_be_put_back(world: World) -> None:
    grown(world.browser("convenor"))
    row, page = _open(world, "teammate")
    page.submit(f"/causes/{row.id}", text="Other words")
    anil = world.browser("convenor")
    address = f"/cycles/{world.cast.cycle}/history/cause/{row.id}/text"
    assert anil.get(address).status == 200
    assert anil.post(address + "/restore", {"number": "1"}).status == 303
    assert cause(world, "Stock runs out").id == row.id
