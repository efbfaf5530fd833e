"""Who reads and writes discussions, position by position; nothing of one team reaches another."""

from __future__ import annotations

import pytest

from tests.threads.ground import STATEMENT, base, begin, begun, comments, last, say, write
from tests.world import World

READERS = ("convenor", "teammate", "third", "mentor", "facilitator")
OTHERS = (
    "removed",
    "other",
    "idle-mentor",
    "ended-mentor",
    "far-facilitator",
    "observer",
    "authoriser",
    "admin",
    "stranger",
)


def test_every_position(sqlite_world: World) -> None:
    world = sqlite_world
    path = begun(world.browser("mentor"), write(world), text="Between us", sort="suggestion", proposed="New words")
    number = comments(world)[0].id
    for login in READERS:
        who = world.browser(login)
        for address in (path, f"{path}/comments/{number}", base(world, "/threads"), base(world, "/threads/new")):
            assert who.get(address).status == 200, f"{login}: {address}"
        assert say(who, path, f"I am {login}").status == 303, login
    for login in OTHERS:
        who = world.browser(login)
        for address in (path, f"{path}/comments/{number}", base(world, "/threads"), base(world, "/threads/new")):
            assert who.get(address).status == 404, f"{login}: {address}"
        for ending in ("comments", "close", "reopen", "needs", "accept", "decline", "aside", f"comments/{number}"):
            assert who.post(f"{path}/{ending}", {"text": "x"}).status == 404, f"{login}: {ending}"
        assert who.post(base(world, "/threads"), {"text": "x", "sort": "question"}).status == 404, login
    for login in ("mentor", "facilitator"):
        for ending in ("accept", "decline", "aside"):
            assert world.browser(login).post(f"{path}/{ending}").status == 403, f"{login}: {ending}"
    assert world.browser(None).get(path).status in (302, 303, 401)
    assert {comment.name.lower().replace(" ", "-") for comment in comments(world)} == set(READERS)


def test_sides_are_kept_with_the_words(sqlite_world: World) -> None:
    world = sqlite_world
    path = begun(world.browser("mentor"), write(world))
    for login in ("teammate", "facilitator"):
        say(world.browser(login), path, "Words")
    assert [comment.side for comment in comments(world)] == ["mentor", "team", "mentor"]


def test_a_discussion_of_another_cycle_is_none_of_this(sqlite_world: World) -> None:
    """The same number under another cycle's address is no page, even for who may read both."""
    world, facilitator = sqlite_world, sqlite_world.browser("facilitator")
    begun(facilitator, write(world))
    assert facilitator.get(f"/cycles/{world.cast.other_cycle}/threads/{last(world).id}").status == 404
    assert facilitator.post(f"/cycles/{world.cast.other_cycle}/threads/{last(world).id}/close").status == 404


def test_only_those_around_the_team_can_be_asked(sqlite_world: World) -> None:
    world, mentor = sqlite_world, sqlite_world.browser("mentor")
    place = write(world)
    for login in ("removed", "other", "ended-mentor", "idle-mentor", "stranger", "facilitator"):
        answer = begin(mentor, place, needs=f"account:{world.cast.accounts[login]}")
        assert answer.status == 422, login
    assert begin(mentor, place, needs=f"department:{world.cast.departments['W']}").status == 422, "nobody is there"


def test_an_approving_officer_is_heard_and_sees_nothing_more(world: World) -> None:
    place, boss = write(world), world.browser("authoriser")
    brief = boss.get(base(world, "/brief"))
    sent = brief.submit("/brief/threads", on=place, sort="question", text="What do you need from me?")
    assert sent.status == 303
    page = boss.follow(sent)
    assert "What do you need from me?" in page.text
    assert STATEMENT in page.text
    assert [comment.side for comment in comments(world)] == ["office"]
    path = sent.location.partition("?")[0]
    assert say(world.browser("teammate"), path, "Leave on Mondays, please.").status == 303
    assert "Leave on Mondays" in boss.get(path).text
    assert say(boss, path, "Granted.").status == 303
    assert "Granted." in world.browser("mentor").get(base(world, "/problem")).text
    links = {link for link in boss.get(path).tree.xpath("//main//a/@href") if link.startswith("/cycles")}
    assert all(link.startswith((path, base(world, "/brief"))) for link in links), links
    assert "What you said and asked" in boss.get(base(world, "/brief")).text
    for address in (base(world, "/threads"), base(world, "/threads/new"), base(world, "/problem")):
        assert boss.get(address).status == 404, address
    assert boss.post(f"{path}/needs", {"needs": ""}).status == 404
    other = begun(world.browser("mentor"), place, text="Not for the office")
    assert boss.get(other).status == 404


@pytest.mark.parametrize("on", ["problem:1:why", "cause:1:text", "iteration:9:learned", "nonsense"])
def test_the_officers_page_opens_no_other_place(sqlite_world: World, on: str) -> None:
    write(sqlite_world)
    answer = sqlite_world.browser("authoriser").post(
        base(sqlite_world, "/brief/threads"), {"on": on, "sort": "question", "text": "Show me"}
    )
    assert answer.status == 422
    assert "Show me" in answer.tree.xpath("string(//textarea)")


def test_an_officer_who_is_no_longer_named_reads_nothing_more(sqlite_world: World) -> None:
    world, boss = sqlite_world, sqlite_world.browser("authoriser")
    sent = boss.post(base(world, "/brief/threads"), {"on": "", "sort": "praise", "text": "Good work"})
    assert sent.status == 303
    assert (
        world.browser("convenor").post(f"/teams/{world.cast.team}/authorisers/{world.cast.authoriser}/strike").status
        == 303
    )
    assert boss.get(sent.location.partition("?")[0]).status == 404
    assert "Good work" in world.browser("convenor").get(sent.location.partition("?")[0]).text
