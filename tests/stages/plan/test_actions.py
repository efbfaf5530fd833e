"""Steps of the plan: adding, who takes them, saving by field, what became of them, striking."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from pdia.accounts.models import Account
from pdia.cycles.operations import pause_cycle
from pdia.cycles.queries import find_cycle
from pdia.history.queries import list_revisions
from pdia.kernel import clock
from pdia.kernel.db import session
from pdia.stages.plan.operations import carry_over
from pdia.stages.plan.queries import list_actions
from tests.cast import actor_of
from tests.stages.plan.steps import WHAT, action, actions, add, member, path
from tests.world import World


def test_empty_page_says_what_to_do_first(world: World) -> None:
    page = world.browser("convenor").get(path(world))
    assert page.status == 200
    assert "Begin with one step" in page.text
    assert page.tree.xpath("//details[@id='add'][@open]"), "the first step can be written at once"


def test_a_step_has_what_who_when_and_what_it_teaches(world: World) -> None:
    anil = world.browser("convenor")
    page = anil.get(path(world))
    done = page.submit(
        "/plan/actions", what=WHAT, who=member(page, "Teammate"), by_date="27/11/2026", learn="Who rings?"
    )
    page = anil.follow(done)
    assert WHAT in page.text
    assert "Who rings?" in page.text
    assert "by 27 Nov" in page.text
    assert "1 action open" in page.text, "the rail says how many are open"
    [row] = actions(world)
    assert (row.who_name, row.by_date, row.learn, row.state) == ("Teammate", date(2026, 11, 27), "Who rings?", "open")
    assert row.department is not None
    assert row.department.letter == "E"


def test_only_what_is_needed(world: World) -> None:
    add(world.browser("convenor"), world)
    [row] = actions(world)
    assert (row.who_name, row.member_id, row.by_date) == ("", None, None)


def test_somebody_outside_the_team(world: World) -> None:
    anil = world.browser("convenor")
    add(anil, world, who_else="Sister Mary, sub-centre 4")
    [row] = actions(world)
    assert (row.who_name, row.member_id) == ("Sister Mary, sub-centre 4", None)
    page = anil.get(f"{path(world)}/actions/{row.id}")
    assert dict(page.values(f"/actions/{row.id}"))["who_else"] == "Sister Mary, sub-centre 4"
    page.submit(f"/actions/{row.id}", who=member(page, "Third"))
    assert action(world, row.id).who_name == "Third", "a member who was chosen outweighs the name that is left over"
    anil.get(f"{path(world)}/actions/{row.id}").submit(f"/actions/{row.id}", who="", who_else="")
    assert (action(world, row.id).who, action(world, row.id).member_id) == ("", None)


@pytest.mark.parametrize(
    ("sent", "who"), [({"who": ""}, ""), ({"who_else": ""}, "Teammate"), ({"what": "B"}, "Teammate")]
)
def test_one_half_of_the_question_alone(sqlite_world: World, sent: dict[str, str], who: str) -> None:
    world, anil = sqlite_world, sqlite_world.browser("convenor")
    add(anil, world, who=member(anil.get(path(world)), "Teammate"))
    [row] = actions(world)
    assert anil.autosave(f"{path(world)}/actions/{row.id}", sent).status == 200
    assert action(world, row.id).who == who
    assert (action(world, row.id).member_id is None) == (who == "")


def test_nobody_of_another_team_can_be_chosen(world: World) -> None:
    answer = add(world.browser("convenor"), world, who="9999")
    assert answer.status == 422
    assert dict(answer.values("/plan/actions"))["what"] == WHAT, "what was typed is still there"
    assert actions(world) == []


@pytest.mark.parametrize(
    "values",
    [
        {"what": "x" * 251},
        {"what": ""},
        {"what": "\u200b"},
        {"learn": "x" * 301},
        {"by_date": "31/31/2026"},
        {"who_else": "x" * 121},
    ],
)
def test_what_is_refused_is_kept(world: World, values: dict[str, str]) -> None:
    answer = add(world.browser("convenor"), world, **{"learn": "Who rings?", "what": WHAT, **values})
    assert answer.status == 422
    kept = dict(answer.values("/plan/actions"))
    assert all(kept[name].strip() == text for name, text in values.items())
    assert actions(world) == []


def test_twice_with_one_key_is_once(world: World) -> None:
    page = world.browser("convenor").get(path(world))
    first, second = (page.submit("/plan/actions", what=WHAT) for _ in range(2))
    assert (first.status, first.location) == (second.status, second.location) == (303, first.location)
    assert len(actions(world)) == 1


def test_who_may(world: World) -> None:
    add(world.browser("teammate"), world)
    [row] = actions(world)
    mentor, stranger, other = (world.browser(login) for login in ("mentor", "stranger", "other"))
    page = mentor.get(path(world))
    assert WHAT in page.text
    assert not page.tree.xpath("//textarea | //select[@name='who']")
    own = mentor.get(f"{path(world)}/actions/{row.id}")
    assert own.status == 200
    assert not own.tree.xpath("//textarea")
    for where in (
        "/actions",
        f"/actions/{row.id}",
        f"/actions/{row.id}/state",
        f"/actions/{row.id}/strike",
        "/later",
        "/means",
    ):
        assert mentor.post(path(world) + where, {"what": "mine", "state": "done"}).status == 403
        assert stranger.post(path(world) + where, {"what": "mine"}).status == 404
        assert other.post(path(world) + where, {"what": "mine"}).status == 404
    assert stranger.get(path(world)).status == 404
    assert action(world, row.id).state == "open"


def test_a_step_of_another_cycle_is_not_found(world: World) -> None:
    other = world.browser("other")
    other.get(f"/cycles/{world.cast.other_cycle}/plan").submit("/plan/actions", what="Dig a well")
    anil = world.browser("convenor")
    for where in ("/actions/1", "/actions/99", "/later/1", "/means/1"):
        assert anil.get(path(world) + where).status == 404
        assert anil.post(path(world) + where, {"what": "mine"}).status == 404


def test_details_are_saved_and_asked_of_departments(world: World) -> None:
    anil = world.browser("convenor")
    add(anil, world)
    [row] = actions(world)
    health, education = world.cast.departments["H"], world.cast.departments["E"]
    where = f"{path(world)}/actions/{row.id}"
    sent = {
        f"ask_{health}": "Two nurses' numbers",
        "lead_id": education,
        "constraints": "Census until the 20th",
        "target": "12",
    }
    assert anil.get(where).submit(f"/actions/{row.id}", **sent).status == 303
    page = anil.get(path(world) + "?by=department")
    assert "Two nurses' numbers" in page.text
    assert "Census until the 20th" in page.text
    assert "No part yet" in page.text, "Panchayat has none, and is invited"
    anil.get(where).submit(f"/actions/{row.id}", **{f"ask_{health}": ""})
    assert "Two nurses' numbers" not in anil.get(path(world) + "?by=department").text


def test_autosave_of_what_is_asked_goes_on(world: World) -> None:
    anil = world.browser("convenor")
    add(anil, world)
    [row] = actions(world)
    where, ask, base = f"{path(world)}/actions/{row.id}", f"ask_{world.cast.departments['H']}", "0"
    for text in ("One nurse", "Two nurses", ""):
        answer = anil.autosave(where, {ask: text, f"{ask}.base": base})
        assert answer.status == 200, answer.json
        base = answer.json["saved"][ask]["base"]
    assert action(world, row.id).asks[0].asked == ""


def test_a_hint_stands_beside_its_step(sqlite_world: World) -> None:
    anil = sqlite_world.browser("convenor")
    add(anil, sqlite_world)
    [row] = actions(sqlite_world)
    page = anil.get(path(sqlite_world))
    assert page.tree.xpath(f"//article[@id='action-{row.id}']//*[@class='hint']")


def test_two_people_two_fields_no_conflict(world: World) -> None:
    anil, rekha = world.browser("convenor"), world.browser("teammate")
    add(anil, world)
    [row] = actions(world)
    where, name = f"{path(world)}/actions/{row.id}", f"/actions/{row.id}"
    page_of_anil, page_of_rekha = anil.get(where), rekha.get(where)
    page_of_anil.submit(name, target="12 schools")
    assert page_of_rekha.submit(name, learn="Who rings?").status == 303
    row = action(world, row.id)
    assert (row.target, row.learn) == ("12 schools", "Who rings?")


def test_conflict_keeps_both_texts(world: World) -> None:
    anil, rekha = world.browser("convenor"), world.browser("teammate")
    add(anil, world)
    [row] = actions(world)
    where, name = f"{path(world)}/actions/{row.id}", f"/actions/{row.id}"
    ask = f"ask_{world.cast.departments['H']}"
    anil.get(where).submit(name, **{ask: "One nurse"})
    page_of_anil, page_of_rekha = anil.get(where), rekha.get(where)
    page_of_anil.submit(name, what="Anil’s words", **{ask: "Two nurses"})
    clash = page_of_rekha.submit(name, what="Rekha’s words", target="12", **{ask: "Three nurses"})
    assert clash.status == 409
    for text in ("Anil’s words", "Rekha’s words", "Two nurses", "Three nurses"):
        assert text in clash.text
    assert action(world, row.id).target == "12", "the uncontested field is saved"
    assert clash.submit(name, what="Both", **{ask: "Five nurses"}).status == 303
    row = action(world, row.id)
    assert (row.what, row.asks[0].asked) == ("Both", "Five nurses")


def test_done_with_one_press_and_open_again(world: World) -> None:
    anil = world.browser("convenor")
    add(anil, world)
    [row] = actions(world)
    page = anil.follow(anil.get(path(world)).press(f"/actions/{row.id}/state"))
    assert action(world, row.id).state == "done"
    assert "no action open" in page.text
    for state in ("open", "changed", "dropped"):
        assert anil.post(f"{path(world)}/actions/{row.id}/state", {"state": state}).status == 303
        assert action(world, row.id).state == state
    assert anil.post(f"{path(world)}/actions/{row.id}/state", {"state": "late"}).status == 422


def test_strike_with_reason_and_put_back(world: World) -> None:
    anil = world.browser("convenor")
    add(anil, world)
    [row] = actions(world)
    where = f"{path(world)}/actions/{row.id}"
    page = anil.follow(anil.get(where).submit("/strike", reason="The schools have a list already"))
    assert actions(world) == []
    assert "The schools have a list already" in page.text
    assert "1 step struck through" in page.text
    assert anil.post(where, {"what": "mine"}).status == 409, "a struck step is not written to"
    anil.follow(page.press("/unstrike"))
    assert [row.what for row in actions(world)] == [WHAT]


def test_paused_cycle_keeps_what_was_typed(world: World) -> None:
    anil = world.browser("convenor")
    page = anil.get(path(world))
    with world.database.scope(write=True):
        cycle = find_cycle(world.cast.cycle)
        assert cycle is not None
        pause_cycle(cycle, "Flood", by=actor_of(session.get_one(Account, world.cast.accounts["convenor"])))
        session.commit()
    answer = page.submit("/plan/actions", what=WHAT)
    assert answer.status == 409
    assert "Flood" in answer.text
    assert WHAT in answer.text
    assert not anil.get(path(world)).tree.xpath("//textarea")


def test_carried_over_is_history(world: World) -> None:
    anil = world.browser("convenor")
    add(anil, world)
    with world.database.scope(write=True):
        by = actor_of(session.get_one(Account, world.cast.accounts["convenor"]))
        cycle = find_cycle(world.cast.cycle)
        assert cycle is not None
        for number, round_id in ((None, 7), (None, 7), (1, 8), (2, 9)):
            carry_over(cycle, list_actions(cycle.id), round_id, by=by, from_number=number)
        session.commit()
    [row] = actions(world)
    assert (row.iteration_id, row.carried, row.carried_from) == (9, 2, 1)
    page = anil.get(path(world))
    assert "carried over from round 1" in page.text


def test_the_text_has_a_history_that_can_be_put_back(world: World) -> None:
    anil = world.browser("convenor")
    add(anil, world)
    [row] = actions(world)
    with clock.at(clock.now() + timedelta(minutes=11)):
        anil.get(f"{path(world)}/actions/{row.id}").submit(f"/actions/{row.id}", what="A larger card")
        anil.post(f"/cycles/{world.cast.cycle}/history/action/{row.id}/what/restore", {"number": "1"})
    assert action(world, row.id).what == WHAT
    with world.database.scope(write=False):
        assert [one.value for one in list_revisions("action", row.id, "what")] == [WHAT, "A larger card", WHAT]


@pytest.mark.parametrize("by", ["", "?by=department", "?by=time", "?by=nonsense"])
def test_queries_do_not_grow(world: World, by: str) -> None:
    anil = world.browser("convenor")
    who = member(anil.get(path(world)), "Teammate")

    def grow(count: int) -> None:
        for number in range(count):
            add(anil, world, f"Step {number}", who=who, by_date="2026-12-01")
            row = actions(world)[-1]
            ask = {f"ask_{world.cast.departments['H']}": "Come", "lead_id": str(world.cast.departments["E"])}
            anil.post(f"{path(world)}/actions/{row.id}", ask)
            anil.get(path(world)).submit("/plan/later", text=f"Later {number}")
            anil.get(path(world)).submit("/plan/means", source=f"Fund {number}", amount="10")

    grow(1)
    anil.get(path(world))
    with world.counted() as few:
        anil.get(path(world) + by)
    grow(3)
    anil.get(path(world))
    with world.counted() as many:
        assert anil.get(path(world) + by).status == 200
    assert len(many) == len(few), "\n".join(many)
    assert len(many) <= 16, "\n".join(many)
