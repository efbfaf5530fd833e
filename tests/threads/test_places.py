"""Discussions follow their words, and are never lost; wordings are taken over or not."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from pdia.cycles.targets import find_target
from pdia.history.models import Revision
from pdia.kernel.db import session
from pdia.stages.fishbone.models import Cause
from pdia.stages.problem.models import Problem
from tests.threads.ground import CAUSE, STATEMENT, base, begin, begun, cause, last, only, rows, say, write
from tests.world import World

MOVED = "In the hills it is worse. Girls fear them. Tablets come\nlate to hill schools!"


def test_the_words_are_found_where_they_moved(sqlite_world: World) -> None:
    world, mentor = sqlite_world, sqlite_world.browser("mentor")
    path = begun(mentor, write(world), quote="Tablets come late")
    write(world, MOVED)
    page = mentor.get(path)
    assert page.tree.xpath("string(//mark)") == "Tablets come\nlate"
    assert "On earlier text" not in page.text
    assert "1 discussion" in mentor.get(base(world, "/problem")).text


def test_words_that_went_stay_in_view_on_earlier_text(world: World) -> None:
    mentor = world.browser("mentor")
    path = begun(mentor, write(world), quote="girls fear them", text="Which girls?")
    write(world, "The stock register is not kept.", by="teammate")
    page = mentor.get(path)
    assert "On earlier text" in page.text
    assert "girls fear them" in page.text
    stage = world.browser("teammate").get(base(world, "/problem"))
    assert "1 on earlier text" in stage.text
    assert "Which girls?" in stage.text
    assert "On earlier text" in mentor.get(base(world, "/threads")).text


def test_changed_since_i_last_spoke(world: World) -> None:
    mentor = world.browser("mentor")
    path = begun(mentor, write(world))
    assert "Changed since" not in mentor.get(path).text
    world.browser("mentor").get(base(world, "/problem"))
    write(world, STATEMENT.replace("late", "very late"), by="teammate")
    page = mentor.get(path)
    assert "Changed since you last spoke here" in page.text
    assert "very" in page.tree.xpath("string(//details[@id='changed']//p[@class='text']//ins)")
    assert "Teammate" in page.tree.xpath("string(//details[@id='changed'])")
    say(mentor, path, "I see.")
    assert "Changed since" not in mentor.get(path).text


def test_a_struck_cause_keeps_its_discussion(world: World) -> None:
    mentor, convenor = world.browser("mentor"), world.browser("convenor")
    place = cause(world)
    path = begun(mentor, place, text="Since when?")
    number = only(world, Cause).id
    assert convenor.get(base(world, f"/fishbone/causes/{number}")).submit("/strike", reason="Twice").status == 303
    page = mentor.get(path)
    assert "Since when?" in page.text
    assert CAUSE in page.text
    assert "struck through" in page.text
    assert "1 discussion" in mentor.get(base(world, "/fishbone")).text
    assert say(convenor, path, "Since June.").status == 303


def test_a_row_that_is_gone_for_good_still_has_its_words(sqlite_world: World) -> None:
    world, mentor = sqlite_world, sqlite_world.browser("mentor")
    path = begun(mentor, cause(world), text="Since when?")
    with world.database.scope(write=True):
        session.delete(session.scalars(select(Cause)).one())
        session.commit()
    page = mentor.get(path)
    assert page.status == 200
    assert CAUSE in page.text
    assert "no longer there" in page.text
    assert "Since when?" in mentor.get(base(world, "/fishbone")).text
    assert say(mentor, path, "Never mind.").status == 303


@pytest.mark.parametrize(
    ("quote", "proposed", "becomes"),
    [
        ("come late", "come ten days late", "Tablets come ten days late to hill schools, and girls fear them."),
        ("", "Girls get no tablets.", "Girls get no tablets."),
    ],
)
def test_a_wording_is_taken_over_with_both_names(world: World, quote: str, proposed: str, becomes: str) -> None:
    place = write(world)
    path = begun(
        world.browser("mentor"), place, sort="suggestion", text="Say how late.", quote=quote, proposed=proposed
    )
    page = world.browser("teammate").get(path)
    assert page.press("/accept").status == 303
    assert only(world, Problem).statement == becomes
    newest = [one for one in rows(world, Revision) if one.field == "statement"][-1]
    assert (newest.name, newest.reason) == ("Teammate", "wording suggested by Mentor")
    after = world.browser("mentor").get(path)
    assert "Taken over by Teammate, Education" in after.text
    assert not after.presses("/accept")
    assert last(world).turn == ""


def test_a_wording_is_declined_and_stays_readable(sqlite_world: World) -> None:
    world = sqlite_world
    path = begun(world.browser("mentor"), write(world), sort="suggestion", proposed="Other words.")
    assert world.browser("teammate").get(path).press("/decline").status == 303
    assert only(world, Problem).statement == STATEMENT
    assert "Left as it is by Teammate" in world.browser("mentor").get(path).text
    assert "Other words." in world.browser("mentor").get(path).text
    assert world.browser("teammate").post(f"{path}/accept").status == 409


@pytest.mark.parametrize("quote", ["girls fear them", ""])
def test_a_wording_never_overwrites_what_was_changed_since(world: World, quote: str) -> None:
    path = begun(world.browser("mentor"), write(world), sort="suggestion", quote=quote, proposed="they are afraid")
    write(world, "The register is not kept.", by="teammate")
    refused = world.browser("teammate").get(path).press("/accept")
    assert refused.status == 409
    assert "no longer there as they were" in refused.text
    assert "they are afraid" in refused.text
    assert "The register is not kept." in refused.text
    assert only(world, Problem).statement == "The register is not kept."


def test_a_wording_that_grew_too_long_for_its_place_is_refused(sqlite_world: World) -> None:
    world, mentor = sqlite_world, sqlite_world.browser("mentor")
    place = cause(world)
    assert "at most 160" in begin(mentor, place, sort="suggestion", proposed="x" * 161).text
    path = begun(mentor, place, sort="suggestion", quote="Mondays", proposed="y" * 140)
    number = only(world, Cause).id
    page = world.browser("convenor").get(base(world, f"/fishbone/causes/{number}"))
    page.submit(f"/causes/{number}", text="z" * 30 + " on Mondays")
    refused = world.browser("convenor").get(path).press("/accept")
    assert refused.status == 409
    assert "at most 160" in refused.text


def test_a_paused_cycle_takes_no_wording_over(sqlite_world: World) -> None:
    world, convenor = sqlite_world, sqlite_world.browser("convenor")
    path = begun(world.browser("mentor"), write(world), sort="suggestion", proposed="Other words.")
    convenor.get(base(world, "/pause")).submit("/pause", reason="Flood")
    assert not convenor.get(path).presses("/accept")
    assert convenor.post(f"{path}/accept").status == 409
    assert only(world, Problem).statement == STATEMENT


def test_a_question_on_top_stays_until_it_is_answered(world: World) -> None:
    mentor, rekha = world.browser("mentor"), world.browser("teammate")
    place = write(world)
    path = begun(mentor, place, text="Whose register is it?", on_top="y", top_reason="The figures rest on it")
    page = rekha.get(base(world, "/problem"))
    assert "Whose register is it?" in page.tree.xpath("string(//section[@class='on-top'])")
    assert "The figures rest on it" in page.text
    assert not rekha.get(base(world, "/plan")).tree.xpath("//section[@class='on-top']")
    say(mentor, path, "I mean the blue one.")
    assert last(world).on_top, "the mentor's own words do not answer it"
    say(rekha, path, "The nurse's.")
    assert not rekha.get(base(world, "/problem")).tree.xpath("//section[@class='on-top']")


@pytest.mark.parametrize("note", ["", "After the flood"])
def test_a_question_on_top_can_be_set_aside(sqlite_world: World, note: str) -> None:
    world, mentor, rekha = sqlite_world, sqlite_world.browser("mentor"), sqlite_world.browser("teammate")
    path = begun(mentor, write(world), on_top="y", top_reason="It matters")
    assert mentor.post(f"{path}/aside", {"note": ""}).status == 403
    assert rekha.get(path).submit("/aside", note=note).status == 303
    assert not rekha.get(base(world, "/problem")).tree.xpath("//section[@class='on-top']")
    assert (note in mentor.get(path).text) if note else last(world).turn == ""
    assert rekha.post(f"{path}/aside", {"note": ""}).status == 409


def test_members_keep_nothing_on_top(sqlite_world: World) -> None:
    answer = begin(sqlite_world.browser("teammate"), write(sqlite_world), on_top="y", top_reason="Mine first")
    assert answer.status == 422
    assert "Mentors and course coordinators" in answer.text


def test_every_kind_of_row_says_where_it_is_shown(sqlite_world: World) -> None:
    """A kind with words of its own has a page and limits for what can be suggested in it."""
    for kind in ("problem", "evidence", "cause", "entry_point", "idea", "action", "iteration", "reflection"):
        target = find_target(kind)
        assert target is not None
        assert target.fields <= set(target.limits), (
            f"{kind}: give limits for {sorted(target.fields - set(target.limits))}"
        )
