"""Who hears what of a round: nothing before the reveal, nothing that is for the mentor alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from pdia.kernel import clock
from pdia.notices.models import Notice
from tests.notices.post_office import PostOffice, post_office, text_of, work
from tests.notices.telling import notices_of
from tests.world import Browser, World

MONDAY = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
EVERYBODY = ("convenor", "teammate", "third", "mentor", "facilitator", "authoriser", "ended-mentor", "removed")


@pytest.fixture
def path(world: World) -> Iterator[str]:
    """The address of an open round."""
    rounds = f"/cycles/{world.cast.cycle}/iterations"
    with clock.at(MONDAY):
        page = world.browser("convenor").get(rounds)
        assert page.submit("/iterations", first_step="Count tablets in four schools").status == 303
        yield f"{rounds}/1"


def _told(world: World, login: str, since: int = 0) -> list[tuple[str, str]]:
    return [(notice.kind, notice.said.split("(")[0].strip()) for notice in notices_of(world, login)[since:]]


def _check_in(browser: Browser, path: str, **answers: str) -> None:
    page = browser.get(f"{path}/check-in")
    assert page.submit("/check-in", finish="1", **answers).status == 303


def test_team_and_mentors_hear_of_a_new_round(world: World, path: str) -> None:
    hears = {login for login in EVERYBODY if notices_of(world, login)}
    assert hears == {"teammate", "third", "mentor"}
    [notice] = notices_of(world, "mentor")
    assert (notice.kind, notice.words, notice.path) == ("work", "Count tablets in four schools", path)
    assert "Round 1 is open until 7 Dec" in world.browser("mentor").get("/notices").text


def test_opening_the_round_is_seeing_it(world: World, path: str) -> None:
    mentor = world.browser("mentor")
    assert "1 new notice" in mentor.get("/account").text
    mentor.get(path)
    assert "new notice" not in mentor.get("/account").text
    assert "1 new notice" in world.browser("third").get("/account").text


def test_a_round_page_costs_no_more_once_all_is_seen(world: World, path: str) -> None:
    mentor = world.browser("mentor")
    for _time in range(2):
        mentor.get(path)
    with world.counted() as quiet:
        mentor.get(path)
    assert not [one for one in quiet if "notice.about" in one], "nothing is unseen: nothing is asked"


def test_nothing_is_told_before_the_reveal(world: World, path: str) -> None:
    _check_in(world.browser("third"), path, struggling="The store is locked", learned="Ask first")
    assert len(notices_of(world, "mentor")) == 1
    assert len(notices_of(world, "convenor")) == 0


def test_the_reveal_tells_all_and_mentors_what_is_in_the_way(world: World, path: str) -> None:
    _check_in(world.browser("third"), path, struggling="The store is locked", learned="Ask first")
    _check_in(world.browser("teammate"), path, learned="Nothing yet")
    assert world.browser("convenor").post(f"{path}/open-check-ins").status == 303
    assert _told(world, "third", 1) == [("work", "The check-ins of round %")]
    revealed, in_the_way = notices_of(world, "mentor")[1:]
    assert (revealed.kind, revealed.words) == ("work", "")
    assert (in_the_way.kind, in_the_way.words, in_the_way.name) == ("help", "The store is locked", "Third")
    assert world.browser("convenor").post(f"{path}/open-check-ins").status == 303
    assert len(notices_of(world, "mentor")) == 3, "opening twice tells once"


def test_the_last_check_in_reveals_and_tells(world: World, path: str) -> None:
    for login in ("convenor", "teammate", "third"):
        _check_in(world.browser(login), path, learned="Ask first", struggling=f"In the way of {login}")
    assert [notice.words for notice in _helps(world, "mentor")] == [
        "In the way of convenor",
        "In the way of teammate",
        "In the way of third",
    ]
    assert not _helps(world, "convenor")


def _helps(world: World, login: str) -> list[Notice]:
    return [notice for notice in notices_of(world, login) if notice.kind == "help"]


def test_words_for_the_mentor_alone_are_in_no_notice_and_no_letter(world: World, path: str) -> None:
    secret = "My officer forbids the visit"
    with post_office(world) as office:
        _check_in(world.browser("third"), path, struggling=secret, struggling__private="y", learned="Ask first")
        assert world.browser("convenor").post(f"{path}/open-check-ins").status == 303
        [notice] = _helps(world, "mentor")
        assert notice.words == ""
        work(world, MONDAY + timedelta(days=2))
        _no_letter_says(office, secret)
        assert "wrote something for the mentor alone" in text_of(office.to("mentor")[0])
    for login in EVERYBODY:
        assert secret not in str([vars(one) for one in notices_of(world, login)])
    assert "for the mentor alone" not in world.browser("teammate").get("/notices").text


def _no_letter_says(office: PostOffice, secret: str) -> None:
    assert office.taken
    assert not [letter for letter in office.taken if secret in letter.as_string() or secret in text_of(letter)]


def test_a_note_is_told_once_and_its_letter_has_the_newest_words(world: World, path: str) -> None:
    third = world.browser("third")
    page = third.get(f"{path}/log")
    page.submit("/log", done="Visited two schools")
    third.get(f"{path}/log").submit("/log", learned="The tablets are there.")
    notes = [notice for notice in notices_of(world, "mentor") if notice.said.startswith("The team writes its note")]
    assert [(note.words, note.path) for note in notes] == [("The tablets are there.", f"{path}/log")]
    with post_office(world) as office:
        work(world, MONDAY + timedelta(days=1))
        assert "The tablets are there." in text_of(office.to("mentor")[0])


def test_closing_tells_what_was_learned(world: World, path: str) -> None:
    third = world.browser("third")
    third.get(f"{path}/log").submit("/log", learned="The tablets are there.")
    for _twice in range(2):
        world.browser("convenor").post(f"{path}/close")
    closed = [notice for notice in notices_of(world, "mentor") if notice.said.endswith("is closed")]
    assert [notice.words for notice in closed] == ["The tablets are there."]
