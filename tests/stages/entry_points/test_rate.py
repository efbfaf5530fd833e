"""Private ratings of the room to act: who sees what when, writing for another, the spread, the agreement."""

from __future__ import annotations

import pytest

from pdia.history.models import Revision
from pdia.kernel.db import session
from pdia.stages.entry_points.digest import digest_entry_points
from pdia.stages.entry_points.models import RoomRating
from pdia.stages.entry_points.operations import add_entry_point, keep_room, rate_room
from pdia.stages.entry_points.queries import first_ratings, latest_ratings, list_ratings
from pdia.stages.fishbone.queries import find_cause
from pdia.teams.queries import list_members
from pdia.voices.queries import find_round, find_voice
from tests.stages.entry_points.ground import MEMBERS, add_causes, agree, ask, cycle_and, path, rate
from tests.world import Page, World

CANARY = "canary: I would not say this in the meeting"


def _texts(world: World, login: str, cause: int) -> str:
    """Everything that somebody can read about a cause, as the server sends it."""
    who = world.browser(login)
    pages = [
        path(world),
        path(world, f"/causes/{cause}"),
        f"/cycles/{world.cast.cycle}",
        f"/cycles/{world.cast.cycle}/history",
    ]
    return "\n".join(who.get(page).response.get_data(as_text=True) for page in pages)


def _member_ids(world: World) -> dict[str, int]:
    with world.database.scope(write=False):
        return {member.account.login: member.id for member in list_members(world.cast.team)}


def test_before_the_reveal_nobody_reads_a_rating(world: World) -> None:
    [cause] = add_causes(world, "Nobody answers the telephone")
    assert ask(world, cause).status == 303
    assert rate(world.browser("teammate"), world, cause, "small small small", authority_why=CANARY).status == 303
    for login in ("convenor", "third", "mentor", "facilitator"):
        assert CANARY not in _texts(world, login, cause), f"{login} may not read what is not open yet"
    assert CANARY in _texts(world, "teammate", cause), "one's own answer can be read and changed"
    page = world.browser("convenor").get(path(world, f"/causes/{cause}"))
    assert "Teammate" in page.text.partition("Who has answered")[2], "who has answered is no secret"
    with world.database.scope(write=False):
        cycle, _ = cycle_and(world)
        assert CANARY not in repr(digest_entry_points(cycle))
        assert session.query(Revision).filter(Revision.value == CANARY).count() == 0


def test_it_opens_by_itself_when_all_have_answered(world: World) -> None:
    [cause] = add_causes(world, "Nobody answers the telephone")
    ask(world, cause)
    for login, why in zip(MEMBERS, (CANARY, "", ""), strict=True):
        assert "Open the answers now" in world.browser("convenor").get(path(world, f"/causes/{cause}")).text
        rate(world.browser(login), world, cause, "small medium large", authority_why=why)
    for login in (*MEMBERS, "mentor", "facilitator"):
        page = world.browser(login).get(path(world, f"/causes/{cause}"))
        assert CANARY in page.text, f"{login} reads the open answers"
        assert "3 of you" in page.text
        assert "Third" in page.text


def test_the_convenor_opens_and_nobody_else(world: World) -> None:
    [cause] = add_causes(world, "Nobody answers the telephone")
    ask(world, cause)
    rate(world.browser("teammate"), world, cause, "small medium large", ability_why=CANARY)
    where = path(world, f"/causes/{cause}/reveal")
    assert world.browser("third").get(where).status == 403
    assert world.browser("third").post(where).status == 403
    assert world.browser("mentor").post(where).status == 403
    asks = world.browser("convenor").get(where)
    assert "Not yet heard from: Convenor, Third" in asks.text
    assert asks.submit("/reveal").status == 303
    assert CANARY in world.browser("third").get(path(world, f"/causes/{cause}")).text


def test_too_late_is_kept_for_its_writer(world: World) -> None:
    [cause] = add_causes(world, "Nobody answers the telephone")
    ask(world, cause)
    late = world.browser("third")
    page = late.get(path(world, f"/causes/{cause}"))
    world.browser("convenor").post(path(world, f"/causes/{cause}/reveal"))
    action = next(form.action for form in page.tree.forms if "/voices/" in (form.action or ""))
    answer = page.submit(action, authority="small", acceptance="small", ability="large", ability_why=CANARY, finish="y")
    assert answer.status == 409
    assert CANARY in answer.response.get_data(as_text=True)


def test_autosave_keeps_a_draft_that_does_not_count(world: World) -> None:
    [cause] = add_causes(world, "Nobody answers the telephone")
    ask(world, cause)
    mine = _member_ids(world)["third"]
    third = world.browser("third")
    first = third.autosave(
        path(world, f"/causes/{cause}/voices/{mine}"), {"authority_why": CANARY, "authority_why.base": "0"}
    )
    assert first.status == 200
    assert first.json["saved"]["authority_why"]["base"] == "1"
    stale = third.autosave(
        path(world, f"/causes/{cause}/voices/{mine}"), {"authority_why": "other", "authority_why.base": "0"}
    )
    assert stale.status == 409
    assert stale.json["conflicts"]["authority_why"]["theirs"] == CANARY
    page = world.browser("convenor").get(path(world, f"/causes/{cause}"))
    assert "nobody yet" in page.text
    assert CANARY in third.get(path(world, f"/causes/{cause}")).response.get_data(as_text=True)


def test_a_rating_is_given_whole_and_keeps_what_was_typed(world: World) -> None:
    [cause] = add_causes(world, "Nobody answers the telephone")
    ask(world, cause)
    page = world.browser("third").get(path(world, f"/causes/{cause}"))
    action = next(form.action for form in page.tree.forms if "/voices/" in (form.action or ""))
    answer = page.submit(action, authority="small", authority_why=CANARY, finish="yes")
    assert answer.status == 422
    assert "all three together" in answer.text
    assert CANARY in answer.response.get_data(as_text=True)
    long = page.submit(action, authority="small", acceptance="small", ability="small", ability_why="x" * 301)
    assert long.status == 422
    assert "x" * 301 in long.response.get_data(as_text=True)


def test_written_for_a_member_without_a_phone(world: World) -> None:
    [cause] = add_causes(world, "Nobody answers the telephone")
    ask(world, cause)
    ids, anil = _member_ids(world), world.browser("convenor")
    sent = anil.get(path(world, f"/causes/{cause}/voices?member={ids['third']}"))
    page = anil.follow(sent)
    assert "Third says, you write" in page.text
    given = page.submit(
        f"/voices/{ids['third']}",
        authority="large",
        acceptance="large",
        ability="small",
        ability_why=CANARY,
        finish="y",
    )
    assert given.status == 303
    assert CANARY not in _texts(world, "teammate", cause)
    assert "written down by Convenor" in world.browser("third").get(path(world, f"/causes/{cause}")).text
    anil.post(path(world, f"/causes/{cause}/reveal"))
    assert "(written down by Convenor)" in world.browser("teammate").get(path(world, f"/causes/{cause}")).text


def test_what_a_member_began_alone_is_closed_to_who_writes_for_others(world: World) -> None:
    [cause] = add_causes(world, "Nobody answers the telephone")
    ask(world, cause)
    ids = _member_ids(world)
    where = path(world, f"/causes/{cause}/voices/{ids['third']}")
    world.browser("third").autosave(where, {"authority_why": CANARY, "authority_why.base": "0"})
    anil = world.browser("convenor")
    page = anil.get(where)
    assert CANARY not in page.response.get_data(as_text=True)
    assert "Third has begun to answer alone" in page.text
    pressed = anil.post(where, {"authority_why": "mine", "authority_why.base": "0"})
    assert pressed.status == 409
    assert CANARY not in pressed.response.get_data(as_text=True)
    assert anil.get(path(world, f"/causes/{cause}/voices/{ids['removed']}")).status == 404, "no member of today"


def test_without_names_nobody_is_recognised(world: World) -> None:
    [cause] = add_causes(world, "Nobody answers the telephone")
    ask(world, cause, names_hidden=True)
    two = ("teammate", "third")
    for login in two:
        rate(world.browser(login), world, cause, "small medium large", authority_why=f"{CANARY} {login}")
    world.browser("convenor").post(path(world, f"/causes/{cause}/reveal"))
    closed = world.browser("mentor").get(path(world, f"/causes/{cause}"))
    assert "Fewer than three" in closed.text
    assert CANARY not in closed.text
    ask(world, cause, names_hidden=True)
    for login in MEMBERS:
        rate(world.browser(login), world, cause, "small medium large", authority_why=f"reason of {login[::-1]}")
    page = world.browser("mentor").get(path(world, f"/causes/{cause}"))
    assert "reason of rets" not in page.text
    assert "reason of driht" in page.text
    [work] = page.tree.xpath("//div[@class='work']")
    words = " ".join(work.text_content().split())
    assert "3 of you" in words
    assert not any(name in words for name in ("Teammate", "Third")), "names stay hidden"
    assert "Education" not in words, "a department of one would be a name"


def test_at_most_three_causes_wait_at_once(world: World) -> None:
    causes = add_causes(world, "One", "Two", "Three", "Four")
    for cause in causes[:3]:
        assert ask(world, cause).status == 303
    answer = ask(world, causes[3])
    assert answer.status == 422
    assert "3 causes wait" in answer.text
    assert world.browser("convenor").post(path(world, f"/causes/{causes[0]}/reveal")).status == 303
    assert ask(world, causes[3]).status == 303


def test_asking_twice_is_one_question(world: World) -> None:
    [cause] = add_causes(world, "One")
    page = world.browser("convenor").get(path(world, "/causes/look"))
    first, second = (page.submit("/causes/look", cause_id=cause) for _ in range(2))
    assert (first.status, second.status) == (303, 303)
    other = world.browser("teammate").post(path(world, "/causes/look"), {"cause_id": str(cause)})
    assert other.status == 303
    with world.database.scope(write=False):
        asked = find_round(world.cast.cycle, "rating", cause)
        assert asked is not None
        assert asked.number == 1


def test_every_agreement_is_kept_with_who_and_when(world: World) -> None:
    [cause] = add_causes(world, "Nobody answers the telephone")
    assert agree(world.browser("convenor"), world, cause, "small medium large").status == 303
    assert agree(world.browser("teammate"), world, cause, "medium medium large", authority_why="Signed.").status == 303
    with world.database.scope(write=False):
        ratings = list_ratings(world.cast.cycle, cause)
        assert [(one.authority, one.name) for one in ratings] == [("small", "Convenor"), ("medium", "Teammate")]
        assert "Education" in ratings[1].posting
        assert first_ratings(world.cast.cycle)[cause].id == ratings[0].id
        assert latest_ratings(world.cast.cycle)[cause].id == ratings[1].id
        digest = digest_entry_points(cycle_and(world)[0])
        assert digest.rooms[0].shifted
        assert digest.rooms[0].now.authority_why == "Signed."
    page = world.browser("mentor").get(path(world, f"/causes/{cause}"))
    assert "was small" in page.text
    assert "There is room to act now" in page.text
    assert "2 ratings so far" in page.text
    assert "Signed." in world.browser("mentor").get(f"/cycles/{world.cast.cycle}/history").text


def test_an_agreement_sent_twice_is_one(world: World) -> None:
    [cause] = add_causes(world, "One")
    page = world.browser("convenor").get(path(world, f"/causes/{cause}/rating"))
    values = {"authority": "small", "acceptance": "large", "ability": "large"}
    answers: list[Page] = [page.submit(f"/causes/{cause}/rating", **values) for _ in range(2)]
    assert [answer.status for answer in answers] == [303, 303]
    with world.database.scope(write=False):
        assert len(list_ratings(world.cast.cycle, cause)) == 1


def test_half_an_agreement_is_refused_and_kept(world: World) -> None:
    [cause] = add_causes(world, "One")
    page = world.browser("convenor").get(path(world, f"/causes/{cause}/rating"))
    answer = page.submit(f"/causes/{cause}/rating", authority="large", authority_why="kept words")
    assert answer.status == 422
    assert "kept words" in answer.response.get_data(as_text=True)
    assert answer.tree.xpath("//input[@name='authority'][@value='large'][@checked]")


def test_unchanged_by_one_tap_copies_the_chosen_causes_once(world: World) -> None:
    chosen, rated = add_causes(world, "Chosen", "Rated only")
    with world.database.scope(write=True):
        cycle, by = cycle_and(world)
        for cause_id in (chosen, rated):
            cause = find_cause(cycle.id, cause_id)
            assert cause is not None
            rate_room(cycle, cause, "small", "large", "medium", {"authority_why": "Gate"}, by=by)
        add_entry_point(cycle, {"cause_id": chosen}, by=by)
        kept = keep_room(cycle, by=by, iteration_id=7)
        assert [(one.cause_id, one.authority, one.authority_why, one.iteration_id) for one in kept] == [
            (chosen, "small", "Gate", 7)
        ]
        assert keep_room(cycle, by=by, iteration_id=7) == [], "a second tap in the same round adds nothing"
        assert len(list_ratings(cycle.id)) == 3
        session.commit()


@pytest.mark.parametrize("login", ["mentor", "facilitator"])
def test_readers_may_not_rate(sqlite_world: World, login: str) -> None:
    world = sqlite_world
    [cause] = add_causes(world, "One")
    ask(world, cause)
    who, member = world.browser(login), _member_ids(world)["third"]
    page = who.get(path(world, f"/causes/{cause}"))
    assert page.status == 200
    assert not page.tree.xpath("//div[@class='work']//input[@type='radio']"), "no controls for readers"
    for tail in ("/rating", f"/voices/{member}", "/reveal"):
        assert who.post(path(world, f"/causes/{cause}{tail}"), {"authority": "small"}).status == 403
    assert who.post(path(world, "/causes/look"), {"cause_id": str(cause)}).status == 403


def test_strangers_and_unknown_causes_are_not_found(sqlite_world: World) -> None:
    world = sqlite_world
    [cause] = add_causes(world, "One")
    for login in ("stranger", "other", "removed"):
        assert world.browser(login).get(path(world, f"/causes/{cause}")).status == 404
    other = world.browser("other")
    assert other.get(f"/cycles/{world.cast.other_cycle}/entry-points/causes/{cause}").status == 404, (
        "another team's cause"
    )
    assert world.browser("convenor").get(path(world, "/causes/99999")).status == 404
    assert world.browser("convenor").get(path(world, f"/causes/{2**70}")).status == 404
    assert (
        world.browser("convenor").post(path(world, f"/causes/{cause}/voices/99999"), {"authority": "small"}).status
        == 404
    )
    assert world.browser("convenor").post(path(world, f"/causes/{cause}/reveal")).status == 404, "nothing was asked yet"


def test_a_paused_cycle_takes_no_ratings(sqlite_world: World) -> None:
    world = sqlite_world
    [cause] = add_causes(world, "One")
    ask(world, cause)
    anil = world.browser("convenor")
    page, member = anil.get(path(world, f"/causes/{cause}/rating")), _member_ids(world)["convenor"]
    anil.get(f"/cycles/{world.cast.cycle}/pause").submit("/pause", reason="Flood")
    values = {"authority": "small", "acceptance": "large", "ability": "large"}
    assert page.submit(f"/causes/{cause}/rating", **values).status == 409
    assert anil.post(path(world, f"/causes/{cause}/voices/{member}"), values).status == 409
    assert anil.get(path(world, f"/causes/{cause}")).status == 200
    with world.database.scope(write=False):
        assert session.query(RoomRating).count() == 0
        asked = find_round(world.cast.cycle, "rating", cause)
        assert asked is not None
        assert find_voice(asked.id, member) is None
