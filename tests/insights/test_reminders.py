"""Reminders: on the right days, to the right people, and never again once nobody needs them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from pdia.cycles.queries import find_cycle
from pdia.insights.rules import ACTION_DAYS, ROUND_DAYS, day_to_remind
from pdia.kernel import clock
from pdia.kernel.db import session
from pdia.stages.iterations.models import Iteration
from pdia.stages.plan.models import Action
from pdia.teams.models import Membership
from tests.notices.post_office import PostOffice, post_office, text_of, work
from tests.notices.telling import mails, notices_of
from tests.world import World

OPENED = datetime(2026, 11, 2, 3, 0, tzinfo=UTC)
NEVER = None


@pytest.mark.parametrize(
    ("days", "told", "steps", "expected", "why"),
    [
        (-3, NEVER, ROUND_DAYS, None, "three days before its end nobody is told anything"),
        (-1, NEVER, ROUND_DAYS, -1, "the day before, the convenor hears of it"),
        (-1, -1, ROUND_DAYS, None, "once is enough"),
        (0, NEVER, ROUND_DAYS, None, "on the last day itself it is too late to say tomorrow"),
        (0, -1, ROUND_DAYS, None, "the last day belongs to the team"),
        (1, -1, ROUND_DAYS, 1, "the day after, the team"),
        (1, 1, ROUND_DAYS, None, "an hour later nothing more"),
        (3, 1, ROUND_DAYS, None, "two quiet days"),
        (4, 1, ROUND_DAYS, 4, "the second time"),
        (5, NEVER, ROUND_DAYS, 4, "no worker ran: the latest step makes up for those missed"),
        (5, 5, ROUND_DAYS, None, "and only once"),
        (8, 5, ROUND_DAYS, 8, "the last time"),
        (9, 8, ROUND_DAYS, None, "never again"),
        (30, 8, ROUND_DAYS, None, "never again"),
        (30, NEVER, ROUND_DAYS, None, "what was left aside for weeks is left alone"),
        (1, -6, ROUND_DAYS, 1, "its last day was moved after a reminder: it begins anew"),
        (0, NEVER, ACTION_DAYS, None, "an action's own day is its own"),
        (1, NEVER, ACTION_DAYS, 1, "the day after"),
        (6, 1, ACTION_DAYS, None, "a quiet week"),
        (7, 1, ACTION_DAYS, 7, "and once more"),
        (8, 7, ACTION_DAYS, None, "never again"),
    ],
)
def test_which_day_it_is(days: int, told: int | None, steps: tuple[int, ...], expected: int | None, why: str) -> None:
    assert day_to_remind(days, told, steps) == expected, why


@pytest.fixture
def office(world: World) -> Iterator[PostOffice]:
    with post_office(world) as opened:
        yield opened


@pytest.fixture
def round_one(world: World) -> Iterator[Iteration]:
    """A round from 2 to 16 November."""
    with clock.at(OPENED):
        browser = world.browser("convenor")
        page = browser.get(f"/cycles/{world.cast.cycle}/iterations")
        assert page.submit("/iterations", first_step="Count tablets in four schools").status == 303
    with world.database.scope(write=False):
        yield session.scalars(select(Iteration)).one()


def _on(day: int, month: int = 11) -> datetime:
    return datetime(2026, month, day, 4, 0, tzinfo=UTC)


def _reminders(world: World, login: str) -> list[str]:
    return [notice.said for notice in notices_of(world, login) if notice.kind == "reminder"]


def test_a_round_reminds_four_times_and_never_again(world: World, round_one: Iteration) -> None:
    assert round_one.ends_on == date(2026, 11, 16)
    counts = []
    for day in range(14, 31):
        for hours in (0, 3):
            work(world, _on(day) + timedelta(hours=hours))
        counts.append((len(_reminders(world, "convenor")), len(_reminders(world, "teammate"))))
    by_day = dict(zip(range(14, 31), counts, strict=True))
    assert by_day[14] == (0, 0)
    assert by_day[15] == (1, 0), "the day before, the convenor alone"
    assert by_day[17] == (2, 1), "the day after, the whole team"
    assert by_day[20] == (3, 2)
    assert by_day[24] == (4, 3)
    assert by_day[30] == (4, 3), "then never again"
    assert "nobody is reminded again" in _reminders(world, "teammate")[-1]
    assert not _reminders(world, "mentor"), "the round is the team's own"


def test_a_note_a_closed_round_or_a_pause_ends_the_reminders(
    world: World, office: PostOffice, round_one: Iteration
) -> None:
    work(world, _on(16))  # what was told when the round was opened is out
    before = len(office.taken)
    work(world, _on(17))
    assert mails(n for n in notices_of(world, "teammate") if n.kind == "reminder") == ["waiting"]
    with clock.at(_on(17)):
        browser = world.browser("third")
        log = f"/cycles/{world.cast.cycle}/iterations/1/log"
        assert browser.get(log).submit("/log", learned="The tablets are there.").status == 303
    work(world, _on(18))
    assert mails(n for n in notices_of(world, "teammate") if n.kind == "reminder") == ["stopped"]
    letters = [text_of(letter) for letter in office.taken[before:]]
    assert not [text for text in letters if "came to its end" in text]
    assert [text for text in letters if "The tablets are there." in text], "the note itself is news"
    work(world, _on(24))
    assert len(_reminders(world, "teammate")) == 1, "with a note nobody is reminded"


def test_closing_stops_the_letters_that_wait(world: World, round_one: Iteration) -> None:
    work(world, _on(17))
    with clock.at(_on(17)):
        page = world.browser("convenor").get(f"/cycles/{world.cast.cycle}/iterations/1")
        assert page.press("/close").status == 303
    assert mails(n for n in notices_of(world, "teammate") if n.kind == "reminder") == ["stopped"]


def test_what_was_settled_elsewhere_is_noticed_when_the_letter_is_written(
    world: World, office: PostOffice, round_one: Iteration
) -> None:
    work(world, _on(17))
    with world.database.scope(write=True):
        session.get_one(Iteration, round_one.id).state = "closed"
        session.commit()
    work(world, _on(18))
    assert mails(n for n in notices_of(world, "teammate") if n.kind == "reminder") == ["stopped"]


@pytest.mark.parametrize("state", ["paused", "finished"])
def test_a_cycle_that_rests_reminds_nobody(world: World, round_one: Iteration, state: str) -> None:
    with world.database.scope(write=True):
        cycle = find_cycle(world.cast.cycle)
        assert cycle is not None
        cycle.state = state
        session.commit()
    for day in (15, 17, 20, 24):
        work(world, _on(day))
    assert not _reminders(world, "convenor")


def _action(world: World, login: str, day: date) -> int:
    with world.database.scope(write=True):
        member = session.scalars(select(Membership).where(Membership.account_id == world.cast.accounts[login])).one()
        action = Action(
            institute_id=world.cast.institute,
            cycle_id=world.cast.cycle,
            what="Call the pharmacist",
            member_id=member.id,
            by_date=day,
            heads={},
        )
        session.add(action)
        session.commit()
        return action.id


def test_an_action_reminds_its_own_member_twice(world: World, office: PostOffice) -> None:
    _action(world, "third", date(2026, 11, 16))
    _action(world, "removed", date(2026, 11, 16))
    for day in range(14, 31):
        work(world, _on(day))
    assert len(_reminders(world, "third")) == 2
    assert not _reminders(world, "teammate")
    assert not _reminders(world, "removed"), "who left the team is not reminded"
    text = text_of(office.taken[0])
    assert "Your action was for 16 Nov" in text
    assert "Call the pharmacist" in text


def test_opening_or_settling_an_action_is_enough(world: World) -> None:
    action = _action(world, "third", date(2026, 11, 16))
    work(world, _on(17))
    third = world.browser("third")
    path = f"/cycles/{world.cast.cycle}/plan/actions/{action}"
    assert third.get("/notices").tree.xpath(f"//main//a[@href='{path}']")
    third.get(path)
    assert "new notice" not in third.get("/account").text
    assert third.post(f"{path}/state", {"state": "done"}).status == 303
    assert mails(notices_of(world, "third")) == ["stopped"]


def test_many_rounds_are_read_at_once(world: World, round_one: Iteration) -> None:
    work(world, _on(17))
    with world.counted() as quiet:
        work(world, _on(17) + timedelta(hours=1))
    assert len([one for one in quiet if "FROM iteration" in one]) == 1
