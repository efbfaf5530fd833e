"""Going on into the next cycle: what it takes along, once."""

from __future__ import annotations

from pdia.accounts.models import Account
from pdia.cycles.models import Cycle
from pdia.cycles.queries import find_cycle, list_cycles
from pdia.history.queries import list_revisions
from pdia.kernel.db import session
from pdia.stages.fishbone.operations import add_cause, strike_cause
from pdia.stages.fishbone.queries import list_causes
from pdia.stages.plan.queries import list_actions, list_focal
from pdia.stages.problem.queries import find_problem, list_evidence
from tests.cast import actor_of
from tests.world import World


def _path(world: World) -> str:
    return f"/cycles/{world.cast.cycle}/reflection"


def _cycles(world: World) -> list[Cycle]:
    with world.database.scope(write=False):
        return list(list_cycles(world.cast.team))


def _fill(world: World) -> None:
    """A cycle with something of everything, some of it struck."""
    anil, base = world.browser("convenor"), f"/cycles/{world.cast.cycle}"
    anil.get(base + "/problem").submit("/problem", statement="There are no tablets.", why="Girls tire early.")
    for values in (
        {"how": "figure", "measure": "Schools without tablets", "figure": "31 of 52", "unit": "schools"},
        {"how": "unknown", "measure": "Girls out of school", "finder": "Jonali"},
        {"how": "words", "words": "“It makes her vomit.”"},
        {"how": "figure", "measure": "Struck measure", "figure": "1"},
        {"how": "figure", "measure": "Schools without tablets", "figure": "27 of 52", "rival_of": "1"},
    ):
        anil.get(base + "/problem").submit("/evidence", **values)
    anil.post(base + "/problem/evidence/1/measure", {"figure": "8 of 52", "as_of": "2026-11-20", "source": "Own count"})
    anil.post(base + "/problem/evidence/4/strike", {"reason": "wrong"})
    anil.get(base + "/plan").submit("/plan/actions", what="A card")
    anil.get(base + "/plan").submit("/plan/later", text="Later: in April")
    anil.get(base + "/plan").submit("/plan/later", text="Struck line")
    anil.post(base + "/plan/later/2/strike")
    with world.database.scope(write=True):
        by, cycle = actor_of(session.get_one(Account, world.cast.accounts["convenor"])), find_cycle(world.cast.cycle)
        assert cycle is not None
        bone = add_cause(cycle, "Fear", by=by, departments=[world.cast.departments["H"]], note="Asked 12 mothers")
        add_cause(cycle, "Nobody told them", bone.id, by=by, how_known="evidence")
        gone = add_cause(cycle, "No stock", by=by)
        add_cause(cycle, "Indent goes late", gone.id, by=by)
        strike_cause(cycle, gone, "There is stock", version=gone.version, by=by)
        session.commit()


def _go_on(world: World, login: str = "convenor", title: str = "Garden schools") -> str:
    browser = world.browser(login)
    answer = browser.get(_path(world) + "/continue").submit("/reflection/continue", title=title)
    assert answer.status == 303, answer.text
    return answer.location


def test_it_takes_along_what_stands(world: World) -> None:
    _fill(world)
    world.browser("convenor").get(_path(world)).submit("/reflection", next_statement="Garden schools are missed.")
    _go_on(world)
    new, old = _cycles(world)
    assert (new.title, new.state, new.continued_from_id, old.state) == ("Garden schools", "open", old.id, "finished")
    with world.database.scope(write=False):
        problem = find_problem(new.id)
        assert problem is not None
        assert (problem.statement, problem.why) == ("Garden schools are missed.", "Girls tire early.")
        assert [one.number for one in list_revisions("problem", problem.id, "statement")] == [1], "saved as a revision"
        causes = {cause.text: cause for cause in list_causes(new.id)}
        assert set(causes) == {"Fear", "Nobody told them"}
        assert causes["Nobody told them"].parent_id == causes["Fear"].id
        assert (causes["Nobody told them"].how_known, causes["Fear"].note) == ("evidence", "Asked 12 mothers")
        assert [department.letter for department in causes["Fear"].departments] == ["H"]
        evidence = list_evidence(new.id)
        assert [(row.how, row.measure or row.words, row.figure) for row in evidence] == [
            ("figure", "Schools without tablets", "8 of 52"),
            ("unknown", "Girls out of school", ""),
            ("words", "“It makes her vomit.”", ""),
            ("figure", "Schools without tablets", "27 of 52"),
        ]
        assert (evidence[0].source, evidence[0].unit) == ("Own count", "schools")
        assert evidence[3].rival_of_id == evidence[0].id
        assert [line.text for line in list_focal(new.id)] == ["Later: in April"]
        assert list(list_actions(new.id)) == [], "the plan stays where it was made"


def test_an_empty_cycle_can_go_on_too(world: World) -> None:
    location = _go_on(world, "teammate")
    new, old = _cycles(world)
    assert location == f"/cycles/{new.id}"
    assert (new.continued_from_id, old.state) == (old.id, "finished")


def test_present_words_hold_when_no_others_were_written(world: World) -> None:
    _fill(world)
    _go_on(world)
    with world.database.scope(write=False):
        problem = find_problem(_cycles(world)[0].id)
        assert problem is not None
        assert problem.statement == "There are no tablets."


def test_a_finished_cycle_goes_on(world: World) -> None:
    anil = world.browser("convenor")
    anil.post(f"/cycles/{world.cast.cycle}/finish")
    page = anil.get(_path(world))
    assert page.tree.xpath(f"//a[@href='{_path(world)}/continue']")
    _go_on(world)
    assert len(_cycles(world)) == 2


def test_twice_with_one_key_is_once(world: World) -> None:
    page = world.browser("convenor").get(_path(world) + "/continue")
    first, second = (page.submit("/reflection/continue", title="Next") for _ in range(2))
    assert (first.status, second.status, first.location) == (303, 303, second.location)
    assert len(_cycles(world)) == 2


def test_a_second_one_only_when_it_is_wanted(world: World) -> None:
    page = world.browser("teammate").get(_path(world) + "/continue")
    _go_on(world)
    late = page.submit("/reflection/continue", title="Next")
    assert late.status == 409
    assert "Garden schools" in late.text, "it names the one that is there"
    assert len(_cycles(world)) == 2
    again = world.browser("teammate").get(_path(world) + "/continue")
    assert "already goes on" in again.text
    assert again.submit("/reflection/continue", title="Beside it").status == 303
    assert len(_cycles(world)) == 3


def test_it_needs_a_name(world: World) -> None:
    for title in ("", "  ", "x" * 121):
        answer = world.browser("convenor").get(_path(world) + "/continue").submit("/reflection/continue", title=title)
        assert answer.status == 422
    assert len(_cycles(world)) == 1


def test_who_may(world: World) -> None:
    for login, status in (("mentor", 403), ("facilitator", 403), ("stranger", 404), ("other", 404)):
        browser = world.browser(login)
        assert browser.get(_path(world) + "/continue").status == status
        assert browser.post(_path(world) + "/continue", {"title": "mine"}).status == status
    assert len(_cycles(world)) == 1


def test_a_paused_cycle_does_not_go_on(world: World) -> None:
    anil = world.browser("convenor")
    page = anil.get(_path(world) + "/continue")
    anil.post(f"/cycles/{world.cast.cycle}/pause", {"reason": "Flood"})
    assert page.submit("/reflection/continue", title="Next").status == 409
    assert len(_cycles(world)) == 1, "nothing of the next one is left behind"
