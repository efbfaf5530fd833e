"""The team's note: by field, by several people at once, with what became of each action."""

from __future__ import annotations

from sqlalchemy import select

from pdia.cycles.queries import find_cycle
from pdia.cycles.targets import find_target
from pdia.history.models import Revision
from pdia.history.queries import list_revisions
from pdia.kernel.db import session
from pdia.stages.entry_points.queries import list_ratings
from pdia.stages.iterations.digest import digest_iterations
from pdia.stages.iterations.queries import list_reports
from tests.stages.iterations.steps import (
    action_state,
    begin,
    everybody_writes,
    member_ids,
    path,
    plan_action,
    the_round,
)
from tests.world import World


def test_the_note_is_saved_and_says_who(world: World) -> None:
    begin(world)
    anil = world.browser("convenor")
    saved = anil.get(path(world, "/1/log")).submit(
        "/log", done="Two schools", result="27 of 52", learned="Fear", struggling="Gates", next_step="Tuesday"
    )
    page = anil.follow(saved)
    assert "Convenor, Block Development Officer" in page.text
    assert "Fear" in world.browser("mentor").get(path(world, "/1/log")).text
    assert "Fear" in anil.get(path(world)).text, "the list shows the lesson"
    assert the_round(world).next_step == "Tuesday"


def test_two_browsers_on_the_note(world: World) -> None:
    begin(world)
    anil, rekha = world.browser("convenor"), world.browser("teammate")
    of_anil, of_rekha = anil.get(path(world, "/1/log")), rekha.get(path(world, "/1/log"))
    of_anil.submit("/log", learned="Anil’s lesson")
    assert of_rekha.submit("/log", done="Rekha’s deed").status == 303
    assert the_round(world).learned == "Anil’s lesson", "an untouched field overwrites nothing"
    clash = of_rekha.submit("/log", learned="Rekha’s lesson", next_step="Hers")
    assert clash.status == 409
    assert "Anil’s lesson" in clash.text
    assert "Rekha’s lesson" in clash.text
    assert the_round(world).next_step == "Hers"
    assert clash.submit("/log", learned="Both lessons").status == 303
    assert the_round(world).learned == "Both lessons"


def test_conflict_in_an_action_s_result(world: World) -> None:
    letter = plan_action(world, "Write the letter")
    begin(world)
    anil, rekha = world.browser("convenor"), world.browser("teammate")
    of_anil, of_rekha = anil.get(path(world, "/1/log")), rekha.get(path(world, "/1/log"))
    of_anil.submit("/log", **{f"result-{letter}": "Signed", f"status-{letter}": "done"})
    clash = of_rekha.submit("/log", **{f"result-{letter}": "Not yet signed", f"status-{letter}": "carried"})
    assert clash.status == 409
    assert "Signed" in clash.text
    assert "Not yet signed" in clash.text
    assert action_state(world, letter)[0] == "open", "of two choices the later one stands"
    auto = rekha.autosave(path(world, "/1/log"), {f"result-{letter}": "Mine", f"result-{letter}.base": "0"})
    assert auto.status == 409
    assert auto.json["conflicts"][f"result-{letter}"]["theirs"] == "Signed"


def test_what_became_of_each_action(world: World) -> None:
    ids = {
        word: plan_action(world, f"Action {word}", learn=f"Whether {word}")
        for word in ("done", "changed", "dropped", "carried")
    }
    begin(world)
    anil = world.browser("convenor")
    page = anil.get(path(world, "/1/log"))
    assert "Whether changed" in page.text, "what we expected stands beside the result"
    sent = {f"status-{number}": word for word, number in ids.items()} | {f"result-{ids['done']}": "It worked"}
    assert page.submit("/log", **sent).status == 303
    for word, number in ids.items():
        assert action_state(world, number)[0] == ("open" if word == "carried" else word)
    begin(world, close_former="yes")
    second = anil.get(path(world, "/2/log"))
    assert "Action carried" in second.text
    assert "Action done" not in second.text
    second.submit("/log", **{f"status-{ids['carried']}": "done"})
    anil.get(path(world, "/1/log")).submit("/log", **{f"status-{ids['carried']}": "changed"})
    assert action_state(world, ids["carried"])[0] == "done", "an older note does not change the plan any more"
    assert anil.get(path(world, "/1/log")).submit("/log", **{f"status-{ids['done']}": "best"}).status == 422


def test_a_foreign_action_is_never_reported(world: World) -> None:
    begin(world)
    answer = world.browser("convenor").post(path(world, "/1/log"), {"status-999": "done", "result-x": "1"})
    assert answer.status == 400
    with world.database.scope(write=False):
        assert list_reports([the_round(world).id]) == []


def test_who_came_is_ticked_by_two_at_once(world: World) -> None:
    begin(world)
    ids = member_ids(world)
    anil, rekha = world.browser("convenor"), world.browser("teammate")
    of_anil, of_rekha = anil.get(path(world, "/1/log")), rekha.get(path(world, "/1/log"))
    of_anil.submit("/log", **{f"came-{ids['convenor']}": "y"})
    of_rekha.submit("/log", **{f"came-{ids['teammate']}": "y"})
    assert the_round(world).attendance == sorted([ids["convenor"], ids["teammate"]])
    auto = anil.autosave(
        path(world, "/1/log"), {f"came-{ids['convenor']}.sent": "1", f"came-{ids['convenor']}.base": "1"}
    )
    assert auto.status == 200
    assert auto.json["saved"][f"came-{ids['convenor']}"]["base"] == "0"
    assert the_round(world).attendance == [ids["teammate"]]
    assert "Teammate" in world.browser("mentor").get(path(world, "/1/log")).text
    with world.database.scope(write=False):
        assert list_revisions("iteration", the_round(world).id, "attendance")[0].value == "Teammate"


def test_one_tap_keeps_the_room_as_it_was(world: World) -> None:
    begin(world)
    anil = world.browser("convenor")
    for _again in range(2):
        assert anil.autosave(path(world, "/1/log"), {"room": "unchanged", "room.base": "0"}).status == 200
    assert the_round(world).room == "unchanged"
    with world.database.scope(write=False):
        assert list_ratings(world.cast.cycle) == [], "nothing was rated yet, so nothing is copied"
    anil.autosave(path(world, "/1/log"), {"room": "re-rated", "room.base": "1"})
    page = anil.get(path(world, "/1/log"))
    assert page.tree.xpath("//a[contains(@href, '/entry-points?because=1')]")


def test_what_changed_the_problem_leads_there(world: World) -> None:
    begin(world)
    anil = world.browser("convenor")
    page = anil.follow(anil.get(path(world, "/1/log")).submit("/log", changed_problem="It was fear"))
    assert page.tree.xpath("//a[contains(@href, '/problem?because=1')]")
    assert page.tree.xpath("//a[contains(@href, '/fishbone?because=1')]")


def test_the_note_begins_from_the_check_ins(world: World) -> None:
    begin(world)
    anil = world.browser("convenor")
    assert anil.post(path(world, "/1/log/begin")).status == 409, "not before they are open"
    everybody_writes(world, learned="Fear", done="Cards")
    anil.get(path(world, "/1/log")).submit("/log", done="What the team wrote itself")
    page = anil.get(path(world, "/1/log"))
    said = anil.follow(page.press("/log/begin"))
    assert "The note is begun" in said.text
    found = the_round(world)
    assert found.done == "What the team wrote itself"
    assert found.learned.splitlines()[1] == "Teammate (Education): Fear (teammate)"
    assert len(found.learned.splitlines()) == 3


def test_answers_too_long_for_the_note_are_named(sqlite_world: World) -> None:
    begin(sqlite_world)
    everybody_writes(sqlite_world, learned="x" * 900)
    anil = sqlite_world.browser("convenor")
    said = anil.follow(anil.post(path(sqlite_world, "/1/log/begin")))
    assert "Third (Health" in said.text
    assert len(the_round(sqlite_world).learned) <= 2000


def test_too_long_is_refused_and_kept(sqlite_world: World) -> None:
    begin(sqlite_world)
    anil = sqlite_world.browser("convenor")
    for field, limit in (("learned", 2000), ("benefited", 600), ("new_people", 300)):
        answer = anil.get(path(sqlite_world, "/1/log")).submit("/log", **{field: "വ" * (limit + 1)})
        assert answer.status == 422
        assert "വ" * (limit + 1) in answer.response.get_data(as_text=True)
    assert the_round(sqlite_world).learned == ""


def test_minutes_are_plain_text(world: World) -> None:
    plan_action(world, "Write <the> letter")
    begin(world)
    ids = member_ids(world)
    anil = world.browser("convenor")
    anil.get(path(world, "/1/log")).submit(
        "/log", done="Two & three", learned="Fear", next_step="Tuesday", **{f"came-{ids['third']}": "y"}
    )
    page = world.browser("mentor").get(path(world, "/1/minutes"))
    text = page.tree.xpath("//textarea[@readonly]")[0].text_content()
    for piece in ("Third (Health", "Two & three", "Fear", "Tuesday", "- Write <the> letter – Convenor"):
        assert piece in text, text
    assert "\n\n\n" not in text


def test_an_earlier_text_can_be_put_back(world: World) -> None:
    begin(world)
    anil, rekha = world.browser("convenor"), world.browser("teammate")
    anil.get(path(world, "/1/log")).submit("/log", learned="First")
    rekha.get(path(world, "/1/log")).submit("/log", learned="Second")
    row = the_round(world)
    answer = anil.post(f"/cycles/{world.cast.cycle}/history/iteration/{row.id}/learned/restore", {"number": "1"})
    assert answer.status == 303
    assert the_round(world).learned == "First"
    with world.database.scope(write=False):
        other = find_cycle(world.cast.other_cycle)
        target = find_target("iteration")
        assert other is not None
        assert target is not None
        assert target.load(other, row.id) is None, "another team's cycle never reaches it"
        labels = set(session.scalars(select(Revision.field).where(Revision.kind == "iteration")))
        assert labels <= {*target.labels}, "history has words for every field"


def test_the_digest_holds_the_round(world: World) -> None:
    letter = plan_action(world, "Write the letter", learn="Who signs")
    begin(world)
    everybody_writes(world, learned="Fear")
    ids = member_ids(world)
    world.browser("convenor").get(path(world, "/1/log")).submit(
        "/log", learned="Ours", **{f"status-{letter}": "changed", f"came-{ids['third']}": "y"}
    )
    with world.database.scope(write=False):
        cycle = find_cycle(world.cast.cycle)
        assert cycle is not None
        [found] = digest_iterations(cycle).rounds
    assert found.log == {"learned": "Ours"}
    assert found.is_open
    assert [name for name, _chip in found.came] == ["Third"]
    assert found.reports[0].expected == "Who signs"
    assert found.reports[0].status == "changed"
    assert found.check_ins["learned"][0] == (
        "Convenor",
        ("P", "Panchayat & Rural Development", found.check_ins["learned"][0][1][2]),
        "Fear (convenor)",
    )


def test_a_round_is_the_reason_of_what_it_changed(world: World) -> None:
    anil = world.browser("convenor")
    path = f"/cycles/{world.cast.cycle}/problem"
    anil.autosave(path, {"statement": "First words", "statement.base": "0"})
    page = anil.get(path + "?because=1")
    assert "round 1 as the reason" in page.text
    page.submit("/problem", statement="What round 1 taught us")
    history = anil.get(f"/cycles/{world.cast.cycle}/history/problem/1/statement")
    assert "Reason: Round 1" in history.text
    assert "First words" in history.text, "what stood before is a version of its own"
