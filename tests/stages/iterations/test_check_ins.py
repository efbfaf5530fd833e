"""Check-ins are private until they are opened, and lines for the mentor stay with the mentor."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from pdia.cycles.queries import find_cycle
from pdia.history.models import Revision
from pdia.kernel.db import session
from pdia.stages.iterations.digest import digest_iterations
from pdia.voices.models import Voice
from tests.stages.iterations.steps import begin, everybody_writes, member_ids, path, the_round, write
from tests.world import World

CANARY = "The canary sings in line nine"
SECRET = "The officer above me does not sign"
READERS = ("convenor", "third", "mentor", "facilitator")
PAGES = ("", "/1", "/1/log", "/1/minutes", "/1/check-in", "/1/room", "/1/open-check-ins")


def _seen(world: World, login: str, text: str) -> list[str]:
    """The pages of the cycle on which `login` can read `text`."""
    browser = world.browser(login)
    around = [path(world, page) for page in PAGES] + [
        f"/cycles/{world.cast.cycle}",
        f"/cycles/{world.cast.cycle}/history",
    ]
    writers = [member_ids(world)[one] for one in ("teammate", "third")]
    for_others = [path(world, f"/1/check-in?for={one}") for one in writers]
    in_room = [path(world, f"/1/room?member={one}") for one in writers]
    addresses = [*around, *for_others, *in_room]
    return [one for one in addresses if text in browser.get(one).response.get_data(as_text=True)]


def _in_history(world: World, text: str) -> bool:
    with world.database.scope(write=False):
        return any(text in value for value in session.scalars(select(Revision.value)))


def _digest(world: World) -> str:
    with world.database.scope(write=False):
        cycle = find_cycle(world.cast.cycle)
        assert cycle is not None
        return repr(digest_iterations(cycle))


@pytest.mark.parametrize("finish", [False, True])
def test_before_the_reveal_nobody_else_reads_a_word(world: World, *, finish: bool) -> None:
    begin(world)
    rekha = world.browser("teammate")
    page = rekha.get(path(world, "/1/check-in"))
    sent = {"finish": "1"} if finish else {}
    assert page.submit("/check-in", learned=CANARY, **sent).status == 303
    assert CANARY in rekha.get(path(world, "/1/check-in")).response.get_data(as_text=True)
    for login in READERS:
        assert _seen(world, login, CANARY) == [], login
    assert not _in_history(world, CANARY)
    assert CANARY not in _digest(world)
    text = world.browser("mentor").get(path(world, "/1")).text
    assert ("Nobody has finished" in text) is not finish, "who has finished is told, never what"


def test_a_colleague_cannot_reach_it_by_conflict(world: World) -> None:
    begin(world)
    world.browser("teammate").get(path(world, "/1/check-in")).submit("/check-in", learned=CANARY)
    anil, rekha = world.browser("convenor"), member_ids(world)["teammate"]
    for address in (f"/1/check-in/{rekha}", f"/1/check-in?for={rekha}", f"/1/room/{rekha}"):
        answer = anil.post(path(world, address), {"learned": "Mine", "learned.base": "0", "finish": "1"})
        assert answer.status == 403, address
        assert CANARY not in answer.response.get_data(as_text=True)
        auto = anil.autosave(
            path(world, address.replace("/room/", "/check-in/")), {"learned": "Mine", "learned.base": "0"}
        )
        assert auto.status == 403
        assert CANARY not in auto.response.get_data(as_text=True)


def test_all_answered_opens_them_side_by_side(world: World) -> None:
    begin(world)
    everybody_writes(world, learned=CANARY)
    for login in ("convenor", "mentor", "facilitator"):
        text = world.browser(login).get(path(world, "/1")).text
        for who in ("convenor", "teammate", "third"):
            assert f"{CANARY} ({who})" in text, (login, who)
    assert f"{CANARY} (third)" in _digest(world)


def test_the_convenor_may_open_early_and_late_words_stay_private(world: World) -> None:
    begin(world)
    write(world.browser("convenor"), path(world, "/1/check-in"), done="Finished words")
    world.browser("third").get(path(world, "/1/check-in")).submit("/check-in", done=CANARY)
    asked = world.browser("convenor").get(path(world, "/1/open-check-ins"))
    assert "cannot be undone" in asked.text
    assert "Teammate" in asked.text
    assert asked.submit("/open-check-ins").status == 303
    assert asked.submit("/open-check-ins").status == 303, "a second press is no error"
    assert "Finished words" in world.browser("teammate").get(path(world, "/1")).text
    assert _seen(world, "convenor", CANARY) == []
    assert _seen(world, "mentor", CANARY) == []
    own = world.browser("third")
    assert CANARY in own.get(path(world, "/1/check-in")).text, "its writer still reads it"
    late = own.post(path(world, "/1/check-in"), {"done": "Too late", "finish": "1"})
    assert late.status == 409
    assert "Too late" in late.response.get_data(as_text=True)


def test_lines_for_the_mentor_reach_writer_and_mentor_only(world: World) -> None:
    begin(world)
    rekha = world.browser("teammate")
    page = rekha.get(path(world, "/1/check-in"))
    page.submit("/check-in", done="Open words", struggling=SECRET, finish="1", **{"struggling.private": "y"})
    assert rekha.get(path(world, "/1/check-in")).tree.xpath("//input[@name='struggling.private' and @checked]")
    for login in ("convenor", "third"):
        write(world.browser(login), path(world, "/1/check-in"), done="Also done")
    assert SECRET in world.browser("teammate").get(path(world, "/1")).text
    assert SECRET in world.browser("mentor").get(path(world, "/1")).text
    assert "for the mentor only" in world.browser("mentor").get(path(world, "/1")).text
    for login in ("convenor", "third", "facilitator"):
        assert "Open words" in world.browser(login).get(path(world, "/1")).text
        assert _seen(world, login, SECRET) == [], login
    world.browser("convenor").get(path(world, "/1")).browser.post(path(world, "/1/log/begin"))
    assert "Open words" in the_round(world).done
    assert the_round(world).struggling == ""
    assert SECRET not in _digest(world)
    assert not _in_history(world, SECRET)


def test_autosave_keeps_it_and_marks_it(world: World) -> None:
    begin(world)
    rekha, address = world.browser("teammate"), path(world, "/1/check-in")
    first = rekha.autosave(address, {"done": "Half a", "done.base": "0"})
    assert first.status == 200
    assert first.json["saved"]["done"]["base"] == "1"
    assert rekha.autosave(address, {"done": "Half a line", "done.base": "1"}).json["saved"]["done"]["base"] == "2"
    assert rekha.autosave(address, {"done.private": "y"}).status == 200
    page = rekha.get(address)
    assert "Half a line" in page.response.get_data(as_text=True)
    assert page.tree.xpath("//input[@name='done.private' and @checked]")
    assert rekha.autosave(address, {"done.private.sent": "1"}).status == 200
    assert not rekha.get(address).tree.xpath("//input[@name='done.private' and @checked]")
    assert "Nobody has finished" in rekha.get(path(world, "/1")).text


def test_two_devices_of_one_member(world: World) -> None:
    begin(world)
    phone, office = world.browser("teammate"), world.browser("teammate")
    on_phone, in_office = phone.get(path(world, "/1/check-in")), office.get(path(world, "/1/check-in"))
    on_phone.submit("/check-in", done="On the bus")
    clash = in_office.submit("/check-in", done="At the desk", learned="Both")
    assert clash.status == 409
    assert "On the bus" in clash.text
    assert "At the desk" in clash.text
    assert clash.submit("/check-in", done="On the bus and at the desk").status == 303
    page = phone.get(path(world, "/1/check-in")).response.get_data(as_text=True)
    assert "On the bus and at the desk" in page
    assert "Both" in page


def test_too_long_and_empty_are_refused_plainly(sqlite_world: World) -> None:
    begin(sqlite_world)
    rekha, address = sqlite_world.browser("teammate"), path(sqlite_world, "/1/check-in")
    long = rekha.get(address).submit("/check-in", done="x" * 1001, learned="Kept", finish="1")
    assert long.status == 422
    assert "at most" in long.text
    assert "x" * 1001 in long.response.get_data(as_text=True)
    assert "Kept" in rekha.get(address).response.get_data(as_text=True)
    empty = sqlite_world.browser("third").get(address).submit("/check-in", finish="1")
    assert empty.status == 422
    assert "at least one line" in empty.text


def test_said_by_one_entered_by_another(world: World) -> None:
    begin(world)
    anil, rekha = world.browser("convenor"), member_ids(world)["teammate"]
    page = anil.get(path(world, f"/1/check-in?for={rekha}"))
    assert "Check-in of Teammate" in page.text
    assert page.submit(f"/check-in/{rekha}", done="Told me by phone", finish="1").status == 303
    assert "Told me by phone" in anil.get(path(world, f"/1/check-in/{rekha}")).response.get_data(as_text=True)
    assert _seen(world, "third", "Told me by phone") == []
    own = world.browser("teammate").get(path(world, "/1/check-in"))
    assert own.submit("/check-in", done="In my own words", finish="1").status == 303
    assert anil.get(path(world, f"/1/check-in/{rekha}")).status == 403, "now it is theirs alone"
    with world.database.scope(write=False):
        assert session.scalars(select(Voice.entered_by)).all() == [""]


def test_entered_by_is_told_after_the_reveal(world: World) -> None:
    begin(world)
    anil, rekha = world.browser("convenor"), member_ids(world)["teammate"]
    write(anil, path(world, f"/1/check-in/{rekha}"), done="Told me by phone")
    for login in ("convenor", "third"):
        write(world.browser(login), path(world, "/1/check-in"), done="Own words")
    assert "said by Teammate, entered by Convenor" in world.browser("third").get(path(world, "/1")).text


def test_only_present_members_of_this_team(world: World) -> None:
    begin(world)
    anil, gone = world.browser("convenor"), member_ids(world)["removed"]
    for address in (f"/1/check-in?for={gone}", "/1/check-in?for=9999", "/1/check-in/9999", f"/1/check-in?for={2**70}"):
        assert anil.get(path(world, address)).status == 404, address
    assert anil.post(path(world, f"/1/room/{gone}"), {"learned": "x"}).status == 404


def test_room_mode_takes_turns(world: World) -> None:
    begin(world)
    anil = world.browser("convenor")
    page = anil.get(path(world, "/1/room"))
    spoken = []
    for _turn in range(3):
        name = page.tree.findtext(".//h1").removesuffix(" speaks")
        [action] = [form.action for form in page.tree.forms if "/room/" in (form.action or "")]
        answer = page.submit(action, learned=f"Lesson of {name}", next_step="Tuesday")
        spoken.append(name)
        page = anil.follow(answer)
    assert sorted(spoken) == ["Convenor", "Teammate", "Third"]
    assert "What each of us said" in page.text, "the last one opened them"
    assert all(f"Lesson of {name}" in page.text for name in spoken)
    assert "said by Third, entered by Convenor" in page.text


def test_room_mode_passes_over_who_wrote_alone(world: World) -> None:
    begin(world)
    world.browser("teammate").get(path(world, "/1/check-in")).submit("/check-in", learned=CANARY)
    anil, rekha = world.browser("convenor"), member_ids(world)["teammate"]
    page = anil.get(path(world, f"/1/room?member={rekha}"))
    assert page.status == 200
    assert "has already written alone" in page.text
    assert CANARY not in page.response.get_data(as_text=True)
    assert "Third speaks" in anil.get(page.tree.xpath("//a[contains(text(), 'Pass over')]/@href")[0]).text


def test_room_mode_same_form_twice_is_once(world: World) -> None:
    begin(world)
    page = world.browser("convenor").get(path(world, "/1/room"))
    [action] = [form.action for form in page.tree.forms if "/room/" in (form.action or "")]
    first, second = page.submit(action, learned="Once"), page.submit(action, learned="Once")
    assert (first.status, second.status) == (303, 303)
    assert first.location == second.location
    long = page.submit(action, key="another", learned="x" * 1001)
    assert long.status == 422
    assert "x" * 1001 in long.response.get_data(as_text=True)
