"""Everyone's turn: a question goes from member to member, and what is said stays beside it."""

from __future__ import annotations

from typing import Any

from pdia.kernel.db import session
from pdia.threads.models import Comment, Thread
from tests.world import Browser, Page, World

STATEMENT = "Girls of the garden lines miss the tablet"
QUESTION = "problem.statement"


def path(world: World, tail: str = "") -> str:
    return f"/cycles/{world.cast.cycle}/turn/problem{tail}"


def room(who: Browser, world: World, question: str = QUESTION, more: str = "") -> Page:
    return who.get(path(world, f"?q={question}{more}"))


def says(page: Page, text: str) -> Page:
    return page.submit("/turn/problem", text=text)


def heading(page: Page) -> str:
    return str(page.tree.findtext(".//h1"))


def comments(world: World) -> list[Comment]:
    with world.database.scope(write=False):
        return session.query(Comment).order_by(Comment.id).all()


def passes(page: Page) -> Page:
    values: dict[str, Any] = dict(page.values("/turn/problem"))
    return page.browser.post(page.response.request.full_path, {**values, "pass": "y"})


def test_it_asks_which_question_goes_round(world: World) -> None:
    page = world.browser("convenor").get(path(world))
    options = [str(one.get("value")) for one in page.tree.xpath("//select[@id='q']/option")]
    assert options[0] == ""
    assert QUESTION in options
    assert not [one for one in options if one.startswith(("contact", "translation"))]
    assert page.tree.xpath("//form[@method='get']"), "it works without a script"


def test_a_round_from_the_first_to_the_last(world: World) -> None:
    anil = world.browser("convenor")
    anil.get(f"/cycles/{world.cast.cycle}/problem").submit("/problem", statement=STATEMENT)
    page = room(anil, world)
    assert heading(page) == "Teammate speaks", "Panchayat has written: those not yet heard from begin, by name"
    assert "0 of 3 have spoken" in page.text
    page = anil.follow(says(page, "We never hear when the stock comes"))
    assert "1 of 3 have spoken" in page.text
    assert heading(page) == "Third speaks"
    page = anil.follow(passes(page))
    assert heading(page) == "Convenor speaks"
    assert "passed for now" in page.text
    page = anil.follow(says(page, "The roads are closed"))
    assert heading(page) == "Everybody has had a turn"
    assert "2 of 3 have spoken" in page.text
    first, second = comments(world)
    assert (first.name, first.entered_by, first.posting) == ("Teammate", "Convenor", "Education, Block 3")
    assert (second.name, second.entered_by) == ("Convenor", "")
    with world.database.scope(write=False):
        [thread] = session.query(Thread).all()
        assert (thread.kind, thread.field, thread.turn, thread.sort) == ("problem", "statement", "", "round")
    said = anil.get(f"/cycles/{world.cast.cycle}/threads/{thread.id}")
    assert "We never hear when the stock comes" in said.text
    assert "Everyone’s turn" in said.text


def test_left_and_taken_up_again(world: World) -> None:
    anil, mentor = world.browser("convenor"), world.browser("mentor")
    says(room(anil, world), "First words")
    page = room(mentor, world)
    assert "1 of 3 have spoken" in page.text, "another device goes on where the first one stopped"
    found = mentor.get(path(world)).tree.xpath("//a[contains(@href, 'q=problem.statement')]")
    assert found, "and finds its way there"
    out_of_turn = room(mentor, world, more=f"&member={_third(page)}")
    assert heading(out_of_turn) == "Third speaks"
    assert says(out_of_turn, "I go first").status == 303
    assert comments(world)[-1].entered_by == "Mentor"
    assert room(anil, world).press("/turn/problem/end").status == 303
    assert "0 of 3 have spoken" in room(anil, world).text, "the next round begins anew"


def _third(page: Page) -> str:
    links = [str(one) for one in page.tree.xpath("//a[contains(., 'Third')]/@href")]
    return links[0].split("member=")[1].split("&")[0]


def test_without_a_row_it_stands_at_the_step_as_a_whole(world: World) -> None:
    anil = world.browser("convenor")
    assert says(room(anil, world, ""), "To the whole step").status == 303
    assert says(room(anil, world), "Before anything is written").status == 303
    with world.database.scope(write=False):
        whole, early = session.query(Thread).order_by(Thread.id).all()
        assert (whole.kind, whole.stage) == ("", "problem")
        assert (early.kind, early.stage) == ("", "problem")


def test_nothing_typed_is_lost(sqlite_world: World) -> None:
    world = sqlite_world
    anil = world.browser("convenor")
    page = room(anil, world)
    assert says(page, "").status == 422
    long = says(page, "വ" * 4001)
    assert long.status == 422
    assert "വ" * 4001 in long.response.get_data(as_text=True)
    here = path(world, f"?q={QUESTION}")
    values = dict(page.values("/turn/problem"))
    both = anil.post(here, {**values, "text": "kept words", "pass": "y"})
    assert both.status == 422
    assert "kept words" in both.response.get_data(as_text=True)
    for odd in ("", "x", "987654"):
        wrong = anil.post(here, {**values, "member": odd, "text": "kept words"})
        assert wrong.status == 422, odd
        assert "kept words" in wrong.response.get_data(as_text=True)
    assert anil.post(path(world, "?q=idea.text"), {"text": "x"}).status == 422
    assert anil.get(f"/cycles/{world.cast.cycle}/turn/nothing").status == 404
    assert comments(world) == []


def test_sent_twice_is_once(world: World) -> None:
    page = room(world.browser("convenor"), world)
    assert [says(page, "Once").status for _ in range(2)] == [303, 303]
    assert len(comments(world)) == 1


def test_others_find_nothing(sqlite_world: World) -> None:
    for login in ("other", "stranger", "removed", "idle-mentor", "authoriser", "observer"):
        assert room(sqlite_world.browser(login), sqlite_world).status == 404, login
