"""Ideas: adding, comparing, choosing, parking, combining; who may, and that nothing is lost."""

from __future__ import annotations

from typing import Any

from pdia.cycles.queries import list_stages
from pdia.history.models import Revision
from pdia.kernel.db import session
from pdia.stages.entry_points.operations import add_entry_point
from pdia.stages.fishbone.operations import add_cause
from pdia.stages.ideas.digest import digest_ideas
from pdia.stages.ideas.models import Idea
from pdia.stages.ideas.queries import list_ideas
from tests.stages.entry_points.ground import cycle_and
from tests.world import Browser, Page, World

NURSE = "A named nurse answers the telephone every Monday."
FIRST = "The class teacher swallows the first tablet in front of the class."


def path(world: World, tail: str = "") -> str:
    return f"/cycles/{world.cast.cycle}/ideas{tail}"


def start_at(world: World, text: str = "Nobody answers the telephone") -> int:
    """A place to start at a new cause; its id."""
    with world.database.scope(write=True):
        cycle, by = cycle_and(world)
        point = add_entry_point(cycle, {"cause_id": add_cause(cycle, text, by=by).id}, by=by)
        session.commit()
        return point.id


def add(who: Browser, world: World, text: str, **values: Any) -> Page:
    return who.get(path(world)).submit("/ideas", text=text, **values)


def ideas_of(world: World) -> list[Idea]:
    with world.database.scope(write=False):
        return list(list_ideas(world.cast.cycle, struck=True))


def rail(world: World) -> str:
    with world.database.scope(write=False):
        found = [row for row in list_stages([world.cast.cycle]) if row.stage == "ideas"]
        return (found[0].summary % found[0].values) if found else ""


def test_an_empty_page_asks_for_one_sentence(sqlite_world: World) -> None:
    page = sqlite_world.browser("convenor").get(path(sqlite_world))
    assert page.status == 200
    assert "What could we try?" in page.text
    assert "has not written ideas yet" in sqlite_world.browser("mentor").get(path(sqlite_world)).text


def test_nudges_come_one_at_a_time(sqlite_world: World) -> None:
    anil = sqlite_world.browser("convenor")
    first, second = (anil.get(path(sqlite_world, f"?nudge={number}")) for number in (1, 2))
    assert "manages this a little better" in first.text
    assert "COVID" not in first.text
    assert "What did we do together during COVID" in second.text
    assert first.tree.xpath("//details[@id='nudge'][@open]")
    for odd in ("-7", "999999999999999999999", "x"):
        assert anil.get(path(sqlite_world, f"?nudge={odd}")).status == 200


def test_an_idea_needs_one_sentence_and_shows_who_had_it(world: World) -> None:
    point = start_at(world)
    rekha = world.browser("teammate")
    page = rekha.follow(add(rekha, world, NURSE, entry_point_id=point, how="latent", where_seen="Our control room"))
    assert NURSE in page.text
    assert "Proposed by Teammate, Education, Block 3" in page.text
    assert "Possible with what we have: Our control room" in page.text
    assert rail(world) == "one idea"
    world.browser("convenor").get(path(world, "/1")).submit(path(world, "/1"), text=NURSE + " From 10 to 2.")
    with world.database.scope(write=False):
        [idea] = digest_ideas(cycle_and(world)[0]).ideas
    assert (idea.proposer, idea.kind, idea.cause) == ("Teammate", "latent", "Nobody answers the telephone")
    assert idea.text.endswith("From 10 to 2."), "the team may write on; the proposer stays"


def test_without_a_place_to_start_ideas_stand_all_the_same(world: World) -> None:
    anil = world.browser("convenor")
    page = anil.follow(add(anil, world, NURSE))
    assert "Our ideas" in page.text
    start_at(world)
    assert "For no place to start yet" in anil.get(path(world)).text


def test_sent_twice_is_once(world: World) -> None:
    page = world.browser("convenor").get(path(world))
    assert [page.submit("/ideas", text=NURSE).status for _ in range(2)] == [303, 303]
    assert len(ideas_of(world)) == 1


def test_empty_and_too_long_are_refused_and_kept(sqlite_world: World) -> None:
    world = sqlite_world
    anil = world.browser("convenor")
    empty = add(anil, world, "", strengths="kept words")
    assert empty.status == 422
    assert "kept words" in empty.response.get_data(as_text=True)
    blank = add(anil, world, " \u200d ")
    assert blank.status == 422
    long = add(anil, world, "വ" * 251, gaps="kept words")
    assert long.status == 422
    assert "at most 250" in long.text
    assert "വ" * 251 in long.response.get_data(as_text=True)
    assert "kept words" in long.response.get_data(as_text=True)
    kind = anil.post(path(world), {"text": NURSE, "how": "magic"})
    assert kind.status == 422
    assert NURSE in kind.response.get_data(as_text=True)
    assert ideas_of(world) == []


def test_compare_choose_park_and_open_again(world: World) -> None:
    anil = world.browser("convenor")
    for text in (NURSE, FIRST):
        add(anil, world, text)
    sizes = {"sound": "large", "doable": "medium", "acceptable": "small"}
    for number in (1, 2):
        assert anil.get(path(world, f"/{number}")).submit(path(world, f"/{number}"), **sizes).status == 303
    page = anil.get(path(world))
    assert "The ideas side by side" in page.text
    assert "Doable for our offices" in page.text
    assert anil.post(path(world, "/1/keep"), {"kept": "chosen"}).status == 303
    assert anil.post(path(world, "/1/keep"), {"kept": "chosen"}).status == 303, "twice is no error"
    assert rail(world) == "2 ideas, 1 chosen"
    anil.post(path(world, "/2/keep"), {"kept": "parked"})
    assert [idea.kept for idea in ideas_of(world)] == ["chosen", "parked"]
    anil.post(path(world, "/1/keep"), {"kept": "open"})
    assert rail(world) == "2 ideas"
    assert anil.post(path(world, "/1/keep"), {"kept": "rejected"}).status == 422
    with world.database.scope(write=False):
        deeds = session.query(Revision).filter(Revision.kind == "idea", Revision.field == "kept", Revision.row_id == 1)
        assert [revision.value for revision in deeds.order_by(Revision.number)] == ["chosen", "open"]


def test_ideas_go_together(world: World) -> None:
    anil = world.browser("convenor")
    for text in (NURSE, FIRST):
        add(anil, world, text)
    assert anil.get(path(world, "/2")).submit(path(world, "/2"), combine_with_id=1).status == 303
    assert "Goes together with" in anil.get(path(world)).text
    itself = anil.post(path(world, "/2"), {"combine_with_id": "2"})
    assert itself.status == 422
    anil.post(path(world, "/1/strike"), {"reason": "Tried before"})
    page = anil.get(path(world, "/2"))
    assert page.submit(path(world, "/2"), adapt="For here").status == 303, "what is stored stays choosable"
    assert ideas_of(world)[1].combine_with_id == 1
    with world.database.scope(write=False):
        digest = digest_ideas(cycle_and(world)[0])
        assert digest.ideas[0].combine_with == NURSE
        assert digest.struck[0].struck_reason == "Tried before"


def test_strike_and_put_back(world: World) -> None:
    anil = world.browser("convenor")
    add(anil, world, NURSE)
    page = anil.follow(anil.get(path(world, "/1")).submit("/strike", reason="No nurse to spare"))
    assert "No nurse to spare" in page.text
    assert "1 struck through" in page.text
    assert rail(world) == ""
    assert anil.post(path(world, "/1/unstrike")).status == 303
    assert rail(world) == "one idea"
    assert not ideas_of(world)[0].struck


def test_conflict_keeps_both_texts(world: World) -> None:
    anil, rekha = world.browser("convenor"), world.browser("teammate")
    add(anil, world, NURSE)
    of_anil, of_rekha = anil.get(path(world, "/1")), rekha.get(path(world, "/1"))
    assert of_anil.submit(path(world, "/1"), gaps="Anil’s words").status == 303
    clash = of_rekha.submit(path(world, "/1"), gaps="Rekha’s words", strengths="Her other answer")
    assert clash.status == 409
    assert "Anil’s words" in clash.text
    assert "Rekha’s words" in clash.text
    assert ideas_of(world)[0].strengths == "Her other answer"
    auto = anil.autosave(path(world, "/1"), {"gaps": "More", "gaps.base": "1"})
    assert auto.status == 200
    assert auto.json["saved"]["gaps"]["base"]


def test_a_copied_idea_is_asked_what_is_different_here(sqlite_world: World) -> None:
    anil = sqlite_world.browser("convenor")
    add(anil, sqlite_world, NURSE, how="outside", where_seen="Another state")
    assert "What is different here" in anil.get(path(sqlite_world)).text
    anil.get(path(sqlite_world, "/1")).submit(
        path(sqlite_world, "/1"), adapt="Two names on every card, the second one from the block."
    )
    assert "What is different here" not in anil.get(path(sqlite_world)).text


def test_readers_strangers_and_bad_ids(sqlite_world: World) -> None:
    world = sqlite_world
    point = start_at(world)
    add(world.browser("convenor"), world, NURSE, entry_point_id=point)
    mentor = world.browser("mentor")
    page = mentor.get(path(world))
    assert NURSE in page.text
    assert not page.tree.xpath("//div[@class='work']//textarea")
    assert NURSE in mentor.get(path(world, "/1")).text
    refused = mentor.post(path(world), {"text": "mine"})
    assert refused.status == 403
    assert "mine" in refused.response.get_data(as_text=True)
    for tail in ("/1", "/1/keep", "/1/strike", "/1/unstrike"):
        assert mentor.post(path(world, tail), {"text": "mine", "kept": "chosen"}).status == 403
    for login in ("stranger", "other", "removed"):
        assert world.browser(login).get(path(world)).status == 404
    other, elsewhere = world.browser("other"), f"/cycles/{world.cast.other_cycle}/ideas"
    assert other.get(f"{elsewhere}/1").status == 404, "an idea of another cycle"
    assert other.post(f"{elsewhere}/1/keep", {"kept": "chosen"}).status == 404
    assert other.post(elsewhere, {"text": "x", "entry_point_id": str(point)}).status == 422, "another team's place"
    assert world.browser("convenor").get(path(world, "/99999")).status == 404


def test_a_paused_cycle_is_only_read(sqlite_world: World) -> None:
    world = sqlite_world
    anil = world.browser("convenor")
    add(anil, world, NURSE)
    page = anil.get(path(world))
    anil.get(f"/cycles/{world.cast.cycle}/pause").submit("/pause", reason="Flood")
    answer = page.submit("/ideas", text="while paused")
    assert answer.status == 409
    assert "while paused" in answer.response.get_data(as_text=True)
    assert anil.post(path(world, "/1/keep"), {"kept": "chosen"}).status == 409
    assert NURSE in anil.get(path(world)).text


def test_queries_do_not_grow(world: World) -> None:
    point, anil = start_at(world), world.browser("convenor")
    add(anil, world, NURSE, entry_point_id=point, how="outside")  # so that a coach asks on both pages
    anil.get(path(world))
    with world.counted() as few:
        anil.get(path(world))
    start_at(world, "Another cause")
    for number in range(8):
        add(world.browser(("teammate", "third")[number % 2]), world, f"Idea {number}", entry_point_id=point)
    anil.get(path(world))
    with world.counted() as many:
        anil.get(path(world))
    assert len(many) == len(few), "\n".join(many)
    assert len(many) <= 15, "\n".join(many)
