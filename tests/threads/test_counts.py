"""However many discussions there are, a page asks the same few questions of the database and stays light."""

from __future__ import annotations

from pdia.access.actor import Actor
from pdia.accounts.models import Account
from pdia.cycles.queries import find_cycle
from pdia.cycles.rules import Stage
from pdia.kernel import clock
from pdia.kernel.db import session
from pdia.teams.actors import load_actor
from pdia.threads.operations import begin_thread
from pdia.threads.places import find_place, place_of_stage
from pdia.threads.queries import list_new_comments, list_threads_of_teams, list_waiting
from pdia.threads.rules import SOON, Side, Sort, Turn
from tests.cast import START
from tests.threads.ground import STATEMENT, base, cause, last, path_of, write
from tests.world import World


def talk(world: World, count: int, place: str) -> None:
    """Many discussions of the mentor: at a question, on words that are gone, on a cause, on the step."""
    with world.database.scope(write=True):
        cycle = find_cycle(world.cast.cycle)
        assert cycle is not None
        by: Actor = load_actor(session.get_one(Account, world.cast.accounts["mentor"]), "Asia/Kolkata")
        found = find_place(cycle, place)
        assert found is not None
        for number in range(count):
            with clock.at(START + SOON * number):
                begin_thread(
                    cycle,
                    found if number % 3 else place_of_stage(Stage.PROBLEM),
                    sort=Sort.QUESTION,
                    text=f"Question {number}: who, where, when, and what could we do about it together?",
                    quote="Tablets come late" if number % 2 else "words that were never there",
                    by=by,
                )
        session.commit()


def counts(world: World, *addresses: str) -> list[int]:
    who = world.browser("teammate")
    found = []
    for address in addresses:
        who.get(address)
        with world.counted() as statements:
            assert who.get(address).status == 200
        found.append(len(statements))
    return found


def test_a_page_with_200_discussions_asks_no_more_than_one_with_two(world: World) -> None:
    place = write(world)
    cause(world)
    pages = [base(world, "/problem"), base(world, "/threads"), base(world, "/threads?waits=yes&stage=problem")]
    none = counts(world, pages[0])
    talk(world, 2, place)
    few = counts(world, *pages)
    talk(world, 200, place)
    many = counts(world, *pages)
    assert few == many, f"{few} statements with 2 discussions, {many} with 202"
    assert few[0] == none[0], "a page without discussions asks the same two questions"
    page = world.browser("teammate").get(pages[0])
    assert "202" in page.text or "135" in page.text, "all are counted"
    assert len(page.tree.xpath("//details[@data-talk]")) <= 60, "the page stays light"
    assert len(page.response.data) < 200_000


def test_a_discussion_page_asks_the_same_however_much_was_said(world: World) -> None:
    place = write(world)
    talk(world, 2, place)
    path = path_of(last(world))
    few = counts(world, path)
    for number in range(12):
        world.browser("mentor").post(path + "/comments", {"text": f"Line {number}"})
    assert counts(world, path) == few


def test_several_teams_at_once(world: World) -> None:
    place = write(world)
    talk(world, 5, place)
    with world.database.scope(write=False), world.counted() as statements:
        teams = [world.cast.team, world.cast.other_team]
        assert len(list_threads_of_teams(teams)) == 5
        assert len(list_threads_of_teams(teams, since=START + SOON * 2)) == 2
        assert [talk.thread.side for talk in list_waiting(teams, Turn.TEAM)] == [Side.MENTOR] * 5
        assert list_waiting(teams, Turn.MENTOR) == []
        new = list_new_comments(teams, START + SOON)
        assert [comment.text[:10] for _, comment in new] == ["Question 2", "Question 3", "Question 4"]
        assert list_new_comments(teams, START, but=world.cast.accounts["mentor"]) == []
        assert list_threads_of_teams([world.cast.other_team]) == []
    assert len(statements) == 7
    assert STATEMENT
