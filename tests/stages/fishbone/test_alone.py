"""Each alone first: proposals and votes that nobody sees before they are opened together."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from pdia.cycles.queries import find_cycle
from pdia.history.queries import list_of_cycle
from pdia.kernel.db import session
from pdia.stages.fishbone.digest import digest_fishbone, flat
from pdia.stages.fishbone.queries import vote_counts
from pdia.teams.queries import list_members
from pdia.voices.models import VoiceRound
from tests.stages.fishbone.drawing import cause, grown, path, structure
from tests.world import Browser, World

CANARY = "Tablets taste of rust"
EVERYBODY = ("teammate", "third", "mentor", "facilitator")


def _begin(browser: Browser, what: str, names: str = "") -> None:
    assert browser.post(f"{path(browser.world)}/{what}/begin", {"names_hidden": names}).status == 303


def _finish(browser: Browser, **texts: str) -> int:
    return browser.get(path(browser.world) + "/proposals").submit("/proposals", finish="1", **texts).status


def _membership(world: World, login: str) -> int:
    with world.database.scope(write=False):
        members = list_members(world.cast.team)
        return next(member.id for member in members if member.account_id == world.cast.accounts[login])


def _revealed(world: World) -> list[bool]:
    with world.database.scope(write=False):
        return [asked.revealed for asked in session.scalars(select(VoiceRound).order_by(VoiceRound.id))]


def _pages(world: World) -> list[str]:
    home = f"/cycles/{world.cast.cycle}"
    return [path(world), path(world) + "/proposals", path(world) + "/vote", home + "/history", home]


def test_before_the_reveal_nobody_else_reads_a_proposal(world: World) -> None:
    anil = world.browser("convenor")
    _begin(anil, "proposals")
    assert _finish(anil, p1=CANARY) == 303
    assert CANARY in anil.get(path(world) + "/proposals").response.get_data(as_text=True), "the writer reads it"
    mine = _membership(world, "convenor")
    for login in EVERYBODY:
        browser = world.browser(login)
        for address in [*_pages(world), f"{path(world)}/proposals?for={mine}"]:
            assert CANARY not in browser.get(address).response.get_data(as_text=True), (login, address)
    with world.database.scope(write=False):
        assert CANARY not in repr([revision.value for revision in list_of_cycle(world.cast.cycle)])


def test_who_has_written_is_seen_by_the_team_alone(world: World) -> None:
    anil = world.browser("convenor")
    _begin(anil, "proposals")
    _finish(anil, p1=CANARY)
    page = world.browser("teammate").get(path(world))
    assert "1 of you has written" in page.text
    assert "Third" in page.text
    assert "has written" not in world.browser("mentor").get(path(world)).text


def test_all_answered_opens_and_one_press_puts_it_on_the_fishbone(world: World) -> None:
    members = {login: world.browser(login) for login in ("convenor", "teammate", "third")}
    _begin(members["teammate"], "proposals")
    for login, browser in members.items():
        assert _finish(browser, p1=f"{CANARY} says {login}") == 303
    assert _revealed(world) == [True]
    page = members["third"].get(path(world) + "/proposals")
    assert page.text.count(CANARY) >= 3
    assert world.browser("mentor").get(path(world) + "/proposals").text.count(CANARY) == 3
    put = page.submit("/causes")
    assert put.location.endswith("/fishbone/proposals")
    again = members["third"].follow(put)
    assert "on the fishbone" in again.text
    assert structure(world) == [f"{CANARY} says convenor"]


def test_unfinished_text_is_kept_and_not_opened(world: World) -> None:
    anil = world.browser("convenor")
    _begin(anil, "proposals")
    saved = anil.autosave(path(world) + "/proposals", {"p2": CANARY, "p2.base": "0"})
    assert saved.json["saved"]["p2"]["base"] == "1"
    assert CANARY in anil.get(path(world) + "/proposals").response.get_data(as_text=True)
    opened = anil.get(path(world) + "/proposals/open")
    assert opened.submit("/open").status == 303
    for login in ("convenor", *EVERYBODY):
        assert CANARY not in world.browser(login).get(path(world) + "/proposals").response.get_data(as_text=True)
    late = anil.post(path(world) + "/proposals", {"p1": "Too late", "p1.base": "0"})
    assert late.status == 409
    assert "Too late" in late.response.get_data(as_text=True)


def test_finishing_with_nothing_is_refused(world: World) -> None:
    anil = world.browser("convenor")
    _begin(anil, "proposals")
    assert _finish(anil, p1=" ") == 422
    assert _finish(anil, p1="x" * 161) == 422
    anil.autosave(path(world) + "/proposals", {"p2": "Something", "p2.base": "0"})
    assert _finish(anil) == 303


def test_two_devices_of_one_member_lose_nothing(world: World) -> None:
    phone, desk = world.browser("convenor"), world.browser("convenor")
    _begin(phone, "proposals")
    page = desk.get(path(world) + "/proposals")
    phone.autosave(path(world) + "/proposals", {"p1": "On the phone", "p1.base": "0"})
    clash = page.submit("/proposals", p1="At the desk")
    assert clash.status == 409
    assert "On the phone" in clash.text
    assert "At the desk" in clash.text


def test_names_hidden_are_hidden_everywhere(world: World) -> None:
    members = {login: world.browser(login) for login in ("convenor", "teammate", "third")}
    _begin(members["convenor"], "proposals", "y")
    for number, browser in enumerate(members.values()):
        _finish(browser, p1=f"Cause {number}")
    page = world.browser("mentor").get(path(world) + "/proposals")
    assert "Cause 0" in page.text
    main = page.tree.xpath("//main")[0].text_content()
    assert not [name for name in ("Convenor", "Teammate", "Third", "Education") if name in main]


def test_convenor_alone_opens_early(world: World) -> None:
    anil = world.browser("convenor")
    _begin(anil, "proposals")
    rekha = world.browser("teammate")
    for browser, status in ((rekha, 403), (world.browser("mentor"), 403), (world.browser("stranger"), 404)):
        assert browser.post(path(world) + "/proposals/open", {}).status == status
        assert browser.get(path(world) + "/proposals/open").status == status
    assert _revealed(world) == [False]
    assert anil.post(path(world) + "/vote/open", {}).status == 404, "no vote runs"


def test_entered_for_a_member_without_a_phone(world: World) -> None:
    anil, rekha = world.browser("convenor"), world.browser("teammate")
    _begin(anil, "proposals")
    third = _membership(world, "third")
    address = f"{path(world)}/proposals?for={third}"
    page = anil.get(address)
    assert "You are writing what Third says" in page.text
    assert page.submit("/proposals", p1=CANARY, finish="1").status == 303
    assert CANARY not in rekha.get(address).response.get_data(as_text=True), "only the hand that wrote it reads it"
    assert rekha.post(address, {"p1": "over it", "p1.base": "1"}).status == 403
    assert CANARY in world.browser("third").get(path(world) + "/proposals").response.get_data(as_text=True)
    anil.get(path(world) + "/proposals/open").submit("/open")
    assert "Said by Third, entered by Convenor" in rekha.get(path(world) + "/proposals").text
    for bad in (999999, _membership(world, "removed"), -1):
        assert anil.get(f"{path(world)}/proposals?for={bad}").status == 404


def test_nobody_writes_over_a_members_own_words(world: World) -> None:
    anil, third = world.browser("convenor"), world.browser("third")
    _begin(anil, "proposals")
    _finish(third, p1=CANARY)
    address = f"{path(world)}/proposals?for={_membership(world, 'third')}"
    answer = anil.post(address, {"p1": "Mine", "p1.base": "1"})
    assert answer.status == 403
    assert CANARY not in answer.response.get_data(as_text=True)


def test_votes_stay_private_then_stand_on_the_drawing(world: World) -> None:
    members = {login: world.browser(login) for login in ("convenor", "teammate", "third")}
    grown(members["convenor"])
    _begin(members["convenor"], "vote")
    indents, nobody = cause(world, "Indents go late").id, cause(world, "Nobody is told").id
    for number, browser in enumerate(members.values()):
        page = browser.get(path(world) + "/vote")
        ticks = [indents] if number < 2 else [indents, nobody]
        assert page.submit("/vote", causes=ticks).status == 303
        if number < 2:
            with world.database.scope(write=False):
                assert vote_counts(world.cast.cycle) == {}
            assert "vote" not in [one.get("class") for one in browser.get(path(world)).tree.xpath("//span")]
            assert not browser.get(path(world)).tree.xpath("//*[@class='fb-votes']")
    page = world.browser("mentor").get(path(world))
    assert [one.text for one in page.tree.xpath("//*[@class='fb-votes']")] == ["3 votes", "1 vote"]
    with world.database.scope(write=False):
        assert vote_counts(world.cast.cycle) == {indents: 3, nobody: 1}
        cycle = find_cycle(world.cast.cycle)
        assert cycle is not None
        votes = {branch.text: branch.votes for branch in flat(digest_fishbone(cycle).bones)}
    assert votes["No printer"] == 0


def test_a_later_vote_leaves_the_opened_one_until_it_is_opened(world: World) -> None:
    anil = world.browser("convenor")
    grown(anil)
    one, two = cause(world, "Stock runs out").id, cause(world, "Nobody is told").id
    for ticked in (one, two):
        _begin(anil, "vote")
        anil.get(path(world) + "/vote").submit("/vote", causes=[ticked])
        if ticked == two:
            with world.database.scope(write=False):
                assert vote_counts(world.cast.cycle) == {one: 1}
        anil.get(path(world) + "/vote/open").submit("/open")
    with world.database.scope(write=False):
        assert vote_counts(world.cast.cycle) == {two: 1}


@pytest.mark.parametrize("ticks", [["1", "2", "3", "4"], [], ["99999"], ["abc"]])
def test_bad_ticks_are_refused_and_kept(world: World, ticks: list[str]) -> None:
    anil = world.browser("convenor")
    grown(anil)
    _begin(anil, "vote")
    answer = anil.post(path(world) + "/vote", {"causes": ticks, "causes.sent": "1"})
    assert answer.status == 422
    if len(ticks) == 4:
        assert len(answer.tree.xpath("//input[@name='causes' and @checked]")) == 4


def test_own_ticks_are_shown_again_and_can_change(world: World) -> None:
    anil = world.browser("convenor")
    grown(anil)
    _begin(anil, "vote")
    one, two = cause(world, "Stock runs out").id, cause(world, "Nobody is told").id
    for ticked in (one, two):
        anil.get(path(world) + "/vote").submit("/vote", causes=[ticked])
        page = anil.get(path(world) + "/vote")
        assert [box.get("value") for box in page.tree.xpath("//input[@name='causes' and @checked]")] == [str(ticked)]


def test_a_second_press_finds_the_running_question(world: World) -> None:
    anil, rekha = world.browser("convenor"), world.browser("teammate")
    for browser in (anil, rekha, anil):
        _begin(browser, "proposals")
    assert _revealed(world) == [False]


def test_mentor_and_stranger_do_not_answer(world: World) -> None:
    _begin(world.browser("convenor"), "proposals")
    for login, status in (("mentor", 403), ("facilitator", 403), ("stranger", 404), ("other", 404)):
        assert world.browser(login).post(path(world) + "/proposals", {"p1": "x"}).status == status
    assert "each alone" in world.browser("mentor").get(path(world) + "/proposals").text
