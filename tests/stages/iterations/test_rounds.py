"""Opening, closing and listing rounds; who may; how many statements the pages need."""

from __future__ import annotations

from datetime import timedelta

from pdia.accounts.models import Account
from pdia.cycles.operations import pause_cycle
from pdia.cycles.queries import find_cycle, find_stage
from pdia.kernel import clock
from pdia.kernel.db import session
from pdia.teams.actors import load_actor
from tests.stages.iterations.steps import STEP, action_state, begin, path, plan_action, the_round
from tests.world import World


def _rail(world: World) -> tuple[str, dict[str, object]]:
    with world.database.scope(write=False):
        row = find_stage(world.cast.cycle, "iterations")
        assert row is not None
        return row.summary, row.values


def _pause(world: World) -> None:
    with world.database.scope(write=True):
        cycle = find_cycle(world.cast.cycle)
        assert cycle is not None
        by = load_actor(session.get_one(Account, world.cast.accounts["convenor"]), "Asia/Kolkata")
        pause_cycle(cycle, "Flood", by=by)
        session.commit()


def test_a_first_round_needs_one_step_only(world: World) -> None:
    answer = begin(world)
    assert answer.status == 303
    assert answer.location.endswith("/iterations/1")
    page = world.browser("teammate").get(answer.location)
    assert STEP in page.text
    assert "Not yet heard from" in page.text
    first = the_round(world)
    assert (first.ends_on - first.starts_on).days == 14
    assert _rail(world) == ("round %(number)s is open", {"number": 1})


def test_any_length_is_the_teams_own(sqlite_world: World) -> None:
    assert begin(sqlite_world, days="3").status == 303
    assert begin(sqlite_world, days="45").status == 303
    first = the_round(sqlite_world, 2)
    assert (first.ends_on - first.starts_on).days == 45


def test_refusals_keep_what_was_typed(sqlite_world: World) -> None:
    for values, words in (
        ({"days": "0"}, "number of days"),
        ({"days": "soon"}, "Write a number"),
        ({"first_step": "x" * 601}, "at most"),
        ({"first_step": " \u200d "}, "Write"),
    ):
        answer = begin(sqlite_world, **values)
        assert answer.status == 422, values
        assert words in answer.text
    assert "x" * 601 in begin(sqlite_world, first_step="x" * 601).response.get_data(as_text=True)


def test_opening_twice_with_one_key_is_once(world: World) -> None:
    page = world.browser("convenor").get(path(world))
    first, second = page.submit("/iterations", first_step=STEP), page.submit("/iterations", first_step=STEP)
    assert (first.status, second.status, first.location) == (303, 303, second.location)
    assert world.browser("convenor").get(path(world, "/2")).status == 404


def test_the_next_round_carries_open_actions_and_asks_to_close(world: World) -> None:
    kept, done = plan_action(world, "Write the letter"), plan_action(world, "Print cards")
    begin(world)
    log = world.browser("convenor").get(path(world, "/1/log"))
    assert log.submit("/log", **{f"status-{done}": "done", "next_step": "Go to the gardens"}).status == 303
    assert action_state(world, done) == ("done", 0)
    page = world.browser("convenor").get(path(world))
    assert "Go to the gardens" in page.response.get_data(as_text=True), "the next step is proposed"
    assert page.submit("/iterations", close_former="yes").location.endswith("/2")
    assert the_round(world).state == "closed"
    assert the_round(world, 2).first_step == "Go to the gardens"
    assert action_state(world, kept) == ("open", 1)
    text = world.browser("teammate").get(path(world, "/2")).text
    assert "Write the letter" in text
    assert "Print cards" not in text
    begin(world, close_former="no")
    assert the_round(world, 2).state == "open"


def test_closing_early_and_opening_again(world: World) -> None:
    begin(world)
    anil = world.browser("teammate")
    assert anil.get(path(world, "/1")).press("/1/close").status == 303
    assert the_round(world).closed_on == clock.today()
    assert _rail(world)[0] == "1 round"
    assert anil.get(path(world, "/1/log")).submit("/log", learned="Late is fine").status == 303
    assert anil.get(path(world, "/1")).press("/1/reopen").status == 303
    assert the_round(world).is_open


def test_the_last_day_can_be_moved_but_not_before_the_first(world: World) -> None:
    begin(world)
    page = world.browser("teammate").get(path(world, "/1"))
    first = the_round(world)
    later = first.ends_on + timedelta(days=9)
    assert page.submit("/iterations/1", ends_on=later.isoformat()).status == 303
    assert the_round(world).ends_on == later
    page = world.browser("teammate").get(path(world, "/1"))
    answer = page.submit("/iterations/1", ends_on=first.starts_on.isoformat())
    assert answer.status == 422
    assert "must come after" in answer.text
    assert page.submit("/iterations/1", ends_on="").status == 422
    assert the_round(world).ends_on == later


def test_who_may(world: World) -> None:
    begin(world)
    pages = ("", "/1", "/1/log", "/1/minutes")
    for login in ("teammate", "mentor", "facilitator"):
        browser = world.browser(login)
        for page in pages:
            assert browser.get(path(world, page)).status == 200, (login, page)
    for login in ("other", "stranger", "removed", "observer", "authoriser", "admin", "ended-mentor"):
        browser = world.browser(login)
        for page in ("", "/1", "/1/log", "/1/check-in"):
            assert browser.get(path(world, page)).status == 404, (login, page)
    for login in ("mentor", "facilitator"):
        browser = world.browser(login)
        token = browser.csrf()
        assert not browser.get(path(world, "/1/log")).tree.xpath("//textarea")
        for page in ("/1/check-in", "/1/room", "/1/open-check-ins"):
            assert browser.get(path(world, page)).status == 403, (login, page)
        for page in ("", "/1", "/1/log", "/1/check-in", "/1/log/begin", "/1/close", "/1/open-check-ins"):
            answer = browser.post(path(world, page), {"learned": "mine", "csrf_token": token})
            assert answer.status == 403, (login, page)
    assert world.browser("teammate").get(path(world, "/1/open-check-ins")).status == 403
    for page in ("/9", "/9/log", "/9/check-in", "/9/minutes", "/9/room", f"/{2**63}"):
        assert world.browser("teammate").get(path(world, page)).status == 404, page


def test_a_paused_cycle_is_read_only(world: World) -> None:
    begin(world)
    page = world.browser("convenor").get(path(world, "/1/log"))
    _pause(world)
    assert page.submit("/log", learned="Kept for me").status == 409
    browser = world.browser("convenor")
    for address in ("", "/1", "/1/log", "/1/check-in", "/1/room"):
        assert browser.get(path(world, address)).status == 200, address
    for address in ("", "/1/check-in", "/1/close", "/1/open-check-ins", "/1/log/begin"):
        assert browser.post(path(world, address), {"first_step": "x", "done": "x"}).status == 409, address


def test_statements_do_not_grow(world: World) -> None:
    for number in range(2):
        plan_action(world, f"Action {number}")
    begin(world)
    anil = world.browser("convenor")
    counts = {}
    for page in ("", "/1", "/1/log"):
        anil.get(path(world, page))
        with world.counted() as few:
            anil.get(path(world, page))
        counts[page] = len(few)
    for number in range(2, 6):
        plan_action(world, f"Action {number}")
        begin(world, close_former="yes")
    for page, before in counts.items():
        anil.get(path(world, page))
        with world.counted() as many:
            anil.get(path(world, page.replace("1", "5")))
        assert len(many) == before, "\n".join(many)
        assert len(many) <= (12 if page == "" else 17), f"{page}: {len(many)}\n" + "\n".join(many)
