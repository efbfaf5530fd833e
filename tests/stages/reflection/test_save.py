"""The reflection's page: three questions beside what they look back on, saved by field."""

from __future__ import annotations

from datetime import timedelta

import pytest

from pdia.accounts.models import Account
from pdia.cycles.models import Cycle
from pdia.cycles.operations import pause_cycle
from pdia.cycles.queries import find_cycle
from pdia.kernel import clock
from pdia.kernel.db import session
from pdia.stages.entry_points.operations import rate_room
from pdia.stages.fishbone.operations import add_cause
from pdia.stages.iterations.models import Iteration
from pdia.stages.problem.queries import list_evidence
from pdia.stages.reflection.digest import digest_reflection
from pdia.stages.reflection.queries import find_reflection
from tests.cast import actor_of
from tests.world import World

TEXT = "We wrote about tablets and it was about fear."


def _path(world: World) -> str:
    return f"/cycles/{world.cast.cycle}/reflection"


def _cycle(world: World) -> Cycle:
    found = find_cycle(world.cast.cycle)
    assert found is not None
    return found


def _kept(world: World, field: str = "about_problem") -> str:
    with world.database.scope(write=False):
        row = find_reflection(world.cast.cycle)
        return str(getattr(row, field)) if row else ""


def test_empty_page_can_be_written_at_once(world: World) -> None:
    page = world.browser("convenor").get(_path(world))
    assert page.status == 200
    assert page.tree.xpath("//textarea[@name='about_problem']")
    assert "No problem is written down yet" in page.text
    assert "No round has been opened yet" in page.text


def test_saved_whole_and_on_the_rail(world: World) -> None:
    anil = world.browser("convenor")
    saved = anil.get(_path(world)).submit(
        "/reflection", about_problem=TEXT, outcome="widening", carried_by="The Inspector"
    )
    page = anil.follow(saved)
    assert TEXT in page.text
    assert "Reflectionwidening" in page.text, "the rail says how things stand"
    assert _kept(world, "outcome") == "widening"
    assert page.tree.xpath("//input[@name='outcome'][@value='widening'][@checked]")


def test_autosave_of_one_field_leaves_the_others(world: World) -> None:
    anil = world.browser("convenor")
    anil.get(_path(world)).submit("/reflection", about_problem=TEXT, outcome="solved")
    answer = anil.autosave(_path(world), {"about_method": "Write beforehand what you expect", "about_method.base": "0"})
    assert answer.json["saved"]["about_method"]["base"] == "1"
    assert (_kept(world), _kept(world, "outcome")) == (TEXT, "solved")


def test_conflict_keeps_both_texts(world: World) -> None:
    anil, rekha = world.browser("convenor"), world.browser("teammate")
    page_of_anil, page_of_rekha = anil.get(_path(world)), rekha.get(_path(world))
    page_of_anil.submit("/reflection", about_problem="Anil’s words")
    clash = page_of_rekha.submit("/reflection", about_problem="Rekha’s words", about_method="Her other answer")
    assert clash.status == 409
    assert "Anil’s words" in clash.text
    assert "Rekha’s words" in clash.text
    assert _kept(world, "about_method") == "Her other answer"
    assert clash.submit("/reflection", about_problem="Both").status == 303
    assert _kept(world) == "Both"


@pytest.mark.parametrize(
    ("field", "text"), [("about_problem", "x" * 2001), ("next_statement", "വ" * 601), ("outcome", "won")]
)
def test_what_is_refused_is_kept(world: World, field: str, text: str) -> None:
    answer = (
        world.browser("convenor").get(_path(world)).submit("/reflection", **{"about_method": "Good words", field: text})
    )
    assert answer.status == 422
    if field != "outcome":
        assert dict(answer.values("/reflection"))[field] == text
    assert _kept(world, "about_method") == "Good words", "the good answer is saved"


def test_who_may(world: World) -> None:
    world.browser("teammate").get(_path(world)).submit("/reflection", about_problem=TEXT, outcome="stopped")
    mentor = world.browser("mentor")
    page = mentor.get(_path(world))
    assert TEXT in page.text
    assert "We stop here" in page.text
    assert not page.tree.xpath("//textarea")
    assert mentor.post(_path(world), {"about_problem": "mine"}).status == 403
    for login in ("stranger", "other", "removed"):
        assert world.browser(login).get(_path(world)).status == 404
        assert world.browser(login).post(_path(world), {"about_problem": "mine"}).status == 404
    assert world.browser("convenor").get("/cycles/999/reflection").status == 404


def test_paused_cycle_keeps_what_was_typed(world: World) -> None:
    anil = world.browser("convenor")
    page = anil.get(_path(world))
    with world.database.scope(write=True):
        pause_cycle(_cycle(world), "Flood", by=actor_of(session.get_one(Account, world.cast.accounts["convenor"])))
        session.commit()
    answer = page.submit("/reflection", about_problem=TEXT)
    assert answer.status == 409
    assert TEXT in answer.text
    assert not anil.get(_path(world)).tree.xpath("//textarea")


def _grow(world: World, count: int, start: int = 1) -> None:
    anil = world.browser("convenor")
    with world.database.scope(write=True):
        by, cycle = actor_of(session.get_one(Account, world.cast.accounts["convenor"])), _cycle(world)
        for number in range(start, start + count):
            cause = add_cause(cycle, f"Cause {number}", by=by)
            rate_room(cycle, cause, "small", "medium", "large", {}, by=by)
            rate_room(cycle, cause, "medium", "medium", "large", {}, by=by)
            session.add(
                Iteration(
                    institute_id=cycle.institute_id,
                    cycle_id=cycle.id,
                    heads={},
                    number=number,
                    starts_on=clock.today(),
                    ends_on=clock.today() + timedelta(days=14),
                    learned=f"Lesson {number}",
                )
            )
        session.commit()
    for number in range(start, start + count):
        page = anil.get(f"/cycles/{world.cast.cycle}/problem")
        page.submit("/evidence", how="figure", measure=f"Schools without tablets {number}", figure="31 of 52")
        with world.database.scope(write=False):
            row = list_evidence(world.cast.cycle)[-1]
        anil.post(f"/cycles/{world.cast.cycle}/problem/evidence/{row.id}/measure", {"figure": "8 of 52"})


def test_looks_back_on_statement_figures_room_and_lessons(world: World) -> None:
    anil = world.browser("convenor")
    problem = f"/cycles/{world.cast.cycle}/problem"
    anil.get(problem).submit("/problem", statement="There are no tablets.")
    with clock.at(clock.now() + timedelta(days=20)):
        anil = world.browser("convenor")
        anil.get(problem).submit("/problem", statement="Mothers fear the tablets.")
    _grow(world, 1)
    page = world.browser("convenor").get(_path(world))
    for words in ("There are no tablets.", "Mothers fear the tablets.", "31 of 52", "8 of 52", "Lesson 1", "was small"):
        assert words in page.text
    with world.database.scope(write=False):
        digest = digest_reflection(_cycle(world))
    assert digest.back.first is not None
    assert digest.back.first.text == "There are no tablets."
    assert [(pair.then, pair.now) for pair in digest.back.figures] == [("31 of 52", "8 of 52")]
    assert [lesson.learned for lesson in digest.back.lessons] == ["Lesson 1"]


def test_the_shift_of_the_room_is_for_the_team_and_its_mentor(world: World) -> None:
    _grow(world, 1)
    assert "then and now" in world.browser("mentor").get(_path(world)).text
    page = world.browser("facilitator").get(_path(world))
    assert page.status == 200
    assert "Room to act" not in page.text


def test_queries_do_not_grow(world: World) -> None:
    anil = world.browser("convenor")
    anil.get(_path(world)).submit("/reflection", about_problem=TEXT)
    _grow(world, 1)
    anil.get(_path(world))
    with world.counted() as few:
        anil.get(_path(world))
    _grow(world, 3, start=2)
    anil.get(_path(world))
    with world.counted() as many:
        anil.get(_path(world))
    assert len(many) == len(few), "\n".join(many)
    assert len(many) <= 18, "\n".join(many)
