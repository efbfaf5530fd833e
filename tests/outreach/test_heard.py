"""Whose view is there and whose is missing: never before a reveal, never ranked, and who will ask."""

from __future__ import annotations

from pdia.cycles.rules import Stage
from pdia.kernel.db import session
from pdia.outreach.heard import heard_in
from pdia.stages.problem.operations import save_problem
from pdia.teams.operations import end_membership
from pdia.teams.queries import list_members
from tests.stages.entry_points.ground import MEMBERS, add_causes, ask, cycle_and, rate
from tests.stages.iterations.steps import begin, write
from tests.world import Page, World

STATEMENT = "Girls of the garden lines miss the tablet"
HEALTH, EDUCATION, PANCHAYAT = "Health & Family Welfare", "Education", "Panchayat & Rural Development"


def path(world: World, tail: str = "/problem") -> str:
    return f"/cycles/{world.cast.cycle}{tail}"


def heard(world: World, stage: Stage) -> tuple[list[str], list[str]]:
    with world.database.scope(write=False):
        cycle, by = cycle_and(world)
        told = heard_in(cycle, [stage], by.account_id)[stage]
        return [one.name for one in told.departments], [one.department.name for one in told.missing]


def box(page: Page) -> str:
    found = page.tree.xpath("//section[@id='whose-view']")
    return " ".join(found[0].text_content().split()) if found else ""


def test_who_wrote_is_heard_and_the_others_are_invited(world: World) -> None:
    anil = world.browser("convenor")
    assert box(anil.get(path(world))) == "", "on an empty page nobody is missing yet"
    anil.get(path(world)).submit("/problem", statement=STATEMENT)
    assert heard(world, Stage.PROBLEM) == ([PANCHAYAT], [EDUCATION, HEALTH])
    assert heard(world, Stage.PLAN) == ([], [EDUCATION, HEALTH, PANCHAYAT])
    words = box(world.browser("mentor").get(path(world)))
    assert words.index("Heard from:") < words.index(PANCHAYAT) < words.index("Not yet heard from:")
    assert words.index(EDUCATION) < words.index(HEALTH), "by name"
    assert "Who will ask?" in words
    assert "Block Development Officer" in words, "credited by posting"


def test_a_contribution_of_one_who_left_still_counts(world: World) -> None:
    world.browser("third").get(path(world)).submit("/problem", statement=STATEMENT)
    with world.database.scope(write=True):
        cycle, by = cycle_and(world)
        gone = world.cast.accounts["third"]
        member = next(one for one in list_members(cycle.team_id) if one.account_id == gone)
        end_membership(cycle.team, member, ends_on=member.starts_on, by=by)
        session.commit()
    assert heard(world, Stage.PROBLEM) == ([HEALTH], [EDUCATION, PANCHAYAT])


def test_a_mentor_is_no_department(world: World) -> None:
    with world.database.scope(write=True):
        cycle, _ = cycle_and(world)
        _, mentor = cycle_and(world, "mentor")
        save_problem(cycle, {"statement": STATEMENT}, {}, by=mentor)
        session.commit()
    assert heard(world, Stage.PROBLEM)[0] == []


def test_answers_count_only_once_they_are_open(world: World) -> None:
    begin(world)
    first = path(world, "/iterations/1/check-in")
    before = heard(world, Stage.ITERATIONS)
    assert write(world.browser("teammate"), first, done="Counted").status == 303
    assert heard(world, Stage.ITERATIONS) == before, "nothing of a private answer shows"
    assert EDUCATION in before[1]
    for login in ("convenor", "third"):
        write(world.browser(login), first, done="Also")
    assert heard(world, Stage.ITERATIONS) == ([EDUCATION, HEALTH, PANCHAYAT], [])


def test_where_names_are_hidden_small_departments_are_not_told(world: World) -> None:
    [cause] = add_causes(world, "Nobody to ring")
    ask(world, cause, names_hidden=True)
    for login in MEMBERS:
        assert rate(world.browser(login), world, cause, "small large medium").status == 303
    assert heard(world, Stage.ENTRY_POINTS)[0] == [], "each department has one answer: it would be the name"


def test_where_names_are_shown_they_are_credited(world: World) -> None:
    [cause] = add_causes(world, "Nobody to ring")
    ask(world, cause)
    for login in MEMBERS:
        rate(world.browser(login), world, cause, "small large medium")
    assert heard(world, Stage.ENTRY_POINTS) == ([EDUCATION, HEALTH, PANCHAYAT], [])


def test_one_press_promises_to_ask_and_takes_it_back(world: World) -> None:
    anil, third = world.browser("convenor"), world.browser("third")
    anil.get(path(world)).submit("/problem", statement=STATEMENT)
    page = third.get(path(world))
    assert page.press("/heard/problem/ask").status == 303
    assert "Third (Health & Family Welfare) will ask" in box(anil.get(path(world)))
    assert world.browser("mentor").post(path(world, "/heard/problem/ask"), {"department": _e(world)}).status == 303
    assert "Third" in box(anil.get(path(world))), "whoever said so first will"
    anil.post(path(world, "/heard/problem/take-back"), {"department": _e(world)})
    assert ") will ask" in box(anil.get(path(world))), "the promise of another stays"
    assert third.get(path(world)).press("/take-back").status == 303
    assert ") will ask" not in box(anil.get(path(world)))
    world.browser("mentor").post(path(world, "/heard/problem/ask"), {"department": _e(world)})
    assert "Mentor will ask" in box(anil.get(path(world)))
    world.browser("teammate").get(path(world)).submit("/problem", why="Because they ask us")
    assert "Mentor will ask" not in box(anil.get(path(world))), "a promise goes when it is kept"


def _e(world: World) -> str:
    return str(world.cast.departments["E"])


def test_promises_are_refused_plainly(sqlite_world: World) -> None:
    world = sqlite_world
    anil = world.browser("convenor")
    for odd in ("", "x", "987654", "-1", "9" * 30):
        assert anil.post(path(world, "/heard/problem/ask"), {"department": odd}).status == 422, odd
    assert anil.post(path(world, "/heard/nothing/ask"), {"department": _e(world)}).status == 404
    assert world.browser("other").post(path(world, "/heard/problem/ask"), {"department": _e(world)}).status == 404
    anil.get(path(world)).submit("/problem", statement=STATEMENT)
    anil.get(path(world, "/finish")).submit("/finish")
    assert anil.post(path(world, "/heard/problem/ask"), {"department": _e(world)}).status == 409
    assert "I will ask" not in box(anil.get(path(world)))


def test_it_costs_two_statements_whatever_there_is(world: World) -> None:
    def cost() -> int:
        with world.database.scope(write=False):
            cycle, by = cycle_and(world)
            with world.counted() as statements:
                heard_in(cycle, list(Stage), by.account_id)
        return len(statements)

    assert cost() == 2
    for login in MEMBERS:
        world.browser(login).get(path(world)).submit("/problem", why=f"{login} says")
    add_causes(world, *(f"Cause {number}" for number in range(6)))
    assert cost() == 2
