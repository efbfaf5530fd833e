"""Phrases: begun with the method's lines, kept by course coordinators, offered where mentors write."""

from __future__ import annotations

import pytest

from pdia.cycles.rules import Stage
from pdia.kernel.db import session
from pdia.phrases.models import Phrase
from pdia.phrases.queries import list_all, list_phrases
from pdia.phrases.rules import FITS_LIMIT, TEXT_LIMIT
from pdia.phrases.starting import STARTING
from tests.world import World

LINE = "Who in this room acts on Monday?"


def _all(world: World) -> list[Phrase]:
    with world.database.scope(write=False):
        return list(list_all(world.cast.institute))


def _begin(world: World) -> None:
    assert world.browser("facilitator").get("/phrases").press("/begin").status == 303


def test_the_method_s_lines_fit_their_form() -> None:
    texts = [phrase.text for phrase in STARTING]
    assert len(texts) == len(set(texts)), "say each phrase once"
    assert {phrase.stage for phrase in STARTING} == {stage.value for stage in Stage} | {""}, "every step has some"
    assert all(len(phrase.text) <= TEXT_LIMIT and len(phrase.fits) <= FITS_LIMIT for phrase in STARTING)


def test_begin_once_and_twice(world: World) -> None:
    _begin(world)
    assert len(_all(world)) == len(STARTING)
    boss = world.browser("facilitator")
    assert boss.post("/phrases/begin").status == 303
    assert len(_all(world)) == len(STARTING)
    page = boss.get("/phrases")
    assert LINE in page.text
    assert not page.presses("/phrases/begin")


def test_the_empty_list_says_what_to_do(sqlite_world: World) -> None:
    assert "Begin with the method" in sqlite_world.browser("facilitator").get("/phrases").text
    assert "Your course coordinator can fill it" in sqlite_world.browser("mentor").get("/phrases").text


@pytest.mark.parametrize("login", ["mentor", "convenor", "observer"])
def test_others_read_and_do_not_change(sqlite_world: World, login: str) -> None:
    _begin(sqlite_world)
    who = sqlite_world.browser(login)
    page = who.get("/phrases")
    assert LINE in page.text
    assert not page.presses("/begin")
    assert "Add a phrase" not in page.text
    for path in ("/phrases", "/phrases/begin", "/phrases/1", "/phrases/1/strike", "/phrases/1/unstrike"):
        assert who.post(path, {"text": "Mine"}).status == 403
    assert who.get("/phrases/1").status == 403


def test_another_institute_has_its_own(world: World) -> None:
    _begin(world)
    far = world.browser("far-facilitator")
    assert LINE not in far.get("/phrases").text
    assert far.get("/phrases/1").status == 404
    assert far.post("/phrases/1", {"text": "Mine", "text.base": "1"}).status == 404
    assert far.post("/phrases/1/strike").status == 404


def test_add_change_take_out_put_back(world: World) -> None:
    boss = world.browser("facilitator")
    values = {"text": "Did you ring them?", "fits": "They wait for a letter.", "stage": "plan", "sort": "line"}
    assert boss.get("/phrases").submit("/phrases", **values).status == 303
    [phrase] = _all(world)
    assert (phrase.stage, phrase.sort, phrase.source, phrase.language) == ("plan", "line", "own", "en")
    path = f"/phrases/{phrase.id}"
    assert boss.get(path).submit(path, text="അവരെ വിളിച്ചോ?").status == 303
    assert _all(world)[0].language == "ml"
    boss.get(path).press("/strike")
    with world.database.scope(write=False):
        assert list_phrases(world.cast.institute, "plan") == []
    boss.get("/phrases").press("/unstrike")
    with world.database.scope(write=False):
        assert len(list_phrases(world.cast.institute, "plan")) == 1
        assert list_phrases(world.cast.institute, "problem") == []


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"text": " "}, "Write something"),
        ({"text": "x" * 401}, "at most 400"),
        ({"text": LINE.upper()}, "already in the list"),
        ({"stage": "moon"}, "Choose one of the answers"),
        ({"sort": ""}, "Choose one of the answers"),
    ],
)
def test_refusals_keep_the_text(sqlite_world: World, values: dict[str, str], words: str) -> None:
    _begin(sqlite_world)
    sent = {"text": "New one", "stage": "plan", "sort": "line", **values}
    page = sqlite_world.browser("facilitator").get("/phrases").submit("/phrases", **sent)
    assert page.status == 422
    assert words in page.text
    assert page.tree.xpath("//textarea[@id='text']")[0].text.strip() == sent["text"].strip()
    assert page.tree.xpath("//details[@id='add-phrase']/@open") != []


def test_a_phrase_taken_out_is_named_when_it_comes_again(sqlite_world: World) -> None:
    boss = sqlite_world.browser("facilitator")
    values = {"text": "Did you ring them?", "stage": "plan", "sort": "line"}
    boss.get("/phrases").submit("/phrases", **values)
    boss.post("/phrases/1/strike")
    page = boss.get("/phrases").submit("/phrases", **values)
    assert "Put it back there" in page.text


def test_two_at_once_both_see_their_words(world: World) -> None:
    _begin(world)
    boss = world.browser("facilitator")
    old = boss.get("/phrases/1")
    boss.get("/phrases/1").submit("/phrases/1", text="First window")
    clash = old.submit("/phrases/1", text="Second window")
    assert clash.status == 409
    with world.database.scope(write=False):
        assert session.get_one(Phrase, 1).text == "First window"


def test_those_of_the_step_stand_where_a_mentor_writes(world: World) -> None:
    _begin(world)
    address = f"/cycles/{world.cast.cycle}/threads/new?stage=plan"
    page = world.browser("mentor").get(address)
    assert "Which smallest step would teach you something?" in page.text
    assert "What shortfall can you show?" not in page.text
    assert "Which smallest step" not in world.browser("convenor").get(address).text, "they are the mentor's"
    team = world.browser("mentor").get(f"/mentoring/teams/{world.cast.team}")
    assert "What shortfall can you show?" in team.text


def test_statements_do_not_grow(world: World) -> None:
    boss = world.browser("facilitator")
    boss.get("/phrases")
    with world.counted() as few:
        boss.get("/phrases")
    _begin(world)
    boss.get("/phrases")
    with world.counted() as many:
        boss.get("/phrases")
    assert len(many) == len(few) <= 4, "\n".join(many)
