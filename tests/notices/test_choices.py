"""Choosing which letters one gets, and when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from pdia.kernel import clock
from pdia.notices.rules import Kind
from tests.notices.post_office import PostOffice, post_office, work
from tests.notices.telling import change_account, mails, notices_of, tell_cast
from tests.world import World

MONDAY = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)  # half past eight in India
ALL = ("asked", "help", "talk", "work", "reminder")


@pytest.fixture
def office(world: World) -> Iterator[PostOffice]:
    with post_office(world) as opened:
        yield opened


def test_the_form_shows_what_holds_and_keeps_what_is_chosen(world: World) -> None:
    browser = world.browser("teammate")
    page = browser.get("/account/notices")
    values = dict(page.values("/account/notices"))
    assert [values[kind] for kind in ALL] == ["at_once", "at_once", "daily", "daily", "daily"]
    assert (values["hour"], values["weekday"]) == ("7", "0")
    assert page.submit("/account/notices", talk="weekly", work="off", hour="18", weekday="4").status == 303
    again = dict(browser.get("/account/notices").values("/account/notices"))
    assert (again["talk"], again["work"], again["hour"], again["weekday"]) == ("weekly", "off", "18", "4")
    assert page.submit("/account/notices", talk="at_once").status == 303, "choosing again is no error"


@pytest.mark.parametrize(
    ("field", "sent"), [("talk", "hourly"), ("hour", "24"), ("weekday", "7"), ("hour", "x"), ("asked", None)]
)
def test_what_is_no_choice_is_refused_and_the_rest_stays(world: World, field: str, sent: str | None) -> None:
    browser = world.browser("teammate")
    more = {"work": "weekly", field: sent}
    refused = browser.get("/account/notices").submit("/account/notices", **more)
    assert refused.status == 422
    assert "Choose one of the answers" in refused.text
    assert dict(refused.values("/account/notices"))["work"] == "weekly"


def test_account_and_notices_lead_there(world: World) -> None:
    browser = world.browser("teammate")
    for path in ("/account", "/notices"):
        assert browser.get(path).tree.xpath("//main//a[@href='/account/notices']"), path


def test_without_an_address_the_page_says_what_to_do(world: World) -> None:
    change_account(world, "teammate", email="")
    page = world.browser("teammate").get("/account/notices")
    assert "no e-mail address" in page.text
    assert page.tree.xpath("//main//a[@href='/account#email']")


def test_what_waits_follows_the_choice(world: World, office: PostOffice) -> None:
    browser = world.browser("teammate")
    with clock.at(MONDAY):
        tell_cast(world, "teammate", kind=Kind.TALK)
        tell_cast(world, "teammate", kind=Kind.WORK)
        browser.get("/account/notices").submit("/account/notices", talk="weekly", work="off", hour="18", weekday="4")
    assert mails(notices_of(world, "teammate")) == ["waiting", "none"]
    work(world, MONDAY + timedelta(days=4, hours=9, minutes=29))
    assert not office.taken
    work(world, MONDAY + timedelta(days=4, hours=9, minutes=30))
    assert len(office.taken) == 1


def test_at_once_daily_weekly_and_off(world: World, office: PostOffice) -> None:
    with clock.at(MONDAY):
        for login, choice in (
            ("teammate", "at_once"),
            ("third", "daily"),
            ("mentor", "weekly"),
            ("facilitator", "off"),
        ):
            world.browser(login).get("/account/notices").submit("/account/notices", talk=choice)
        tell_cast(world, "teammate", "third", "mentor", "facilitator")

    def after(delay: timedelta) -> list[str]:
        work(world, MONDAY + delay)
        return sorted(str(letter["To"]).partition("@")[0] for letter in office.taken)

    assert after(timedelta()) == ["teammate"]
    assert after(timedelta(hours=22, minutes=30)) == ["teammate", "third"]
    assert after(timedelta(days=6, hours=22, minutes=30)) == ["mentor", "teammate", "third"]
    assert after(timedelta(days=30)) == ["mentor", "teammate", "third"]
