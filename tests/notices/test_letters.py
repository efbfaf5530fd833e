"""Letters through a real mail server: one for everything due, with the words; nothing lost, nothing too much."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from lxml import html

from pdia.cycles.models import Cycle
from pdia.kernel import clock
from pdia.kernel.db import session
from pdia.kernel.words import Message
from pdia.notices import operations
from pdia.notices.operations import settle
from pdia.notices.rules import Kind
from pdia.teams.models import Team
from tests.notices.post_office import PostOffice, page_of, post_office, text_of, work
from tests.notices.telling import WORDS, change_account, mails, notices_of, tell_cast
from tests.world import World

MONDAY = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)  # half past eight in India
SEVEN = timedelta(hours=22, minutes=30)  # from there to the next morning at seven
BASE = "http://127.0.0.1:8000"


@pytest.fixture
def office(world: World) -> Iterator[PostOffice]:
    with post_office(world) as opened:
        yield opened


def _tell(world: World, *to: str, at: datetime = MONDAY, **more: object) -> None:
    with clock.at(at):
        tell_cast(world, *to, **more)  # type: ignore[arg-type]


def test_fifty_events_are_one_letter(world: World, office: PostOffice) -> None:
    for number in range(50):
        _tell(world, "mentor", said=Message("Event %(n)s happened", {"n": number}), about=f"thing:{number}")
    work(world, MONDAY + SEVEN - timedelta(minutes=1))
    assert not office.taken, "before the hour of the reader nothing goes out"
    work(world, MONDAY + SEVEN)
    [letter] = office.taken
    assert letter["To"] == "mentor@demo.example"
    text = text_of(letter)
    assert all(f"Event {number} happened" in text for number in range(50))
    assert set(mails(notices_of(world, "mentor"))) == {"sent"}
    work(world, MONDAY + 2 * SEVEN)
    assert len(office.taken) == 1, "what was sent is not sent again"


def test_the_letter_has_words_team_stage_and_one_link_each(world: World, office: PostOffice) -> None:
    path = f"/cycles/{world.cast.cycle}/threads/7"
    _tell(world, "mentor", kind=Kind.ASKED, about="thing:7", path=path)
    work(world, MONDAY)
    [letter] = office.taken
    text, page = text_of(letter), html.fromstring(page_of(letter))
    for words in (
        "Hello Mentor,",
        "Convenor asks a question on the causes",
        "Convenor, Block Development Officer",
        WORDS,
        "Block 3 school health team · Iron tablets in schools",
        "Causes",
        "23 Nov, 8:30",
    ):
        assert words in text, f"the letter should say {words!r}:\n{text}"
        assert words in " ".join(page.text_content().split()), f"the page of the letter should say {words!r}"
    assert text.count("http") == 2
    assert text.count(f"{BASE}{path}\n") == 1
    assert text.count(f"{BASE}/account/notices") == 1
    assert page.xpath("//a/@href") == [f"{BASE}{path}", f"{BASE}/account/notices"]
    assert letter["Subject"] == "Block 3 school health team: Convenor asks a question on the causes"
    assert letter["Auto-Submitted"] == "auto-generated"


def test_one_letter_for_several_teams_and_cycles(world: World, office: PostOffice) -> None:
    _tell(world, "facilitator", about="thing:1")
    _tell(world, "facilitator", about="thing:2", by="other", cycle=world.cast.other_cycle)
    work(world, MONDAY + SEVEN)
    [letter] = office.taken
    assert letter["Subject"] == "Block 3 school health team and other teams: 2 new notices"
    assert "*Block 4 water team · Wells*" in text_of(letter)


def test_long_words_are_shortened(world: World, office: PostOffice) -> None:
    _tell(world, "mentor", words="long " * 300)
    work(world, MONDAY + SEVEN)
    [letter] = office.taken
    assert text_of(letter).count("long") == 120
    assert "…" in text_of(letter)


def test_a_very_long_letter_says_where_the_rest_is(world: World, office: PostOffice) -> None:
    with clock.at(MONDAY):
        for number in range(104):
            tell_cast(world, "mentor", about=f"thing:{number}")
    work(world, MONDAY + SEVEN)
    [letter] = office.taken
    assert "4 more notices stand here:" in text_of(letter)


# --- Who gets a letter is decided when it goes out -------------------------------------------------


def test_who_may_not_read_any_more_gets_nothing(world: World, office: PostOffice) -> None:
    _tell(world, "ended-mentor", "removed", "stranger", "mentor", about="thread:7")
    work(world, MONDAY + SEVEN)
    assert [letter["To"] for letter in office.taken] == ["mentor@demo.example"]
    for login in ("ended-mentor", "removed", "stranger"):
        assert mails(notices_of(world, login)) == ["stopped"]


def test_an_approving_officer_gets_letters_of_discussions_alone(world: World, office: PostOffice) -> None:
    _tell(world, "authoriser", about="thread:7", words="About your leave order")
    _tell(world, "authoriser", about="iteration:1", words="About a round")
    work(world, MONDAY + SEVEN)
    [letter] = office.taken
    assert "About your leave order" in text_of(letter)
    assert "About a round" not in text_of(letter)


def test_what_is_settled_is_not_sent(world: World, office: PostOffice) -> None:
    _tell(world, "mentor", kind=Kind.ASKED, about="thing:1", at=MONDAY)
    _tell(world, "mentor", kind=Kind.TALK, about="thing:1", words="What was said stays news")
    with world.database.scope(write=True):
        settle("thing:1")
        session.commit()
    work(world, MONDAY + SEVEN)
    assert mails(notices_of(world, "mentor")) == ["stopped", "sent"]
    assert WORDS not in text_of(office.taken[0])


def test_what_its_slice_calls_settled_is_not_sent(
    world: World, office: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(operations._wanted, "thing", lambda numbers: set(numbers) & {2})
    for number in (1, 2):
        _tell(world, "mentor", kind=Kind.REMINDER, about=f"thing:{number}")
    work(world, MONDAY + SEVEN)
    assert mails(notices_of(world, "mentor")) == ["stopped", "sent"]
    assert len(office.taken) == 1


def test_nobody_is_reminded_while_a_cycle_rests(world: World, office: PostOffice) -> None:
    _tell(world, "third", kind=Kind.REMINDER)
    _tell(world, "third", kind=Kind.TALK, words="Still said")
    with world.database.scope(write=True):
        session.get_one(Cycle, world.cast.cycle).state = "paused"
        session.commit()
    _tell(world, "third", kind=Kind.REMINDER)
    work(world, MONDAY + SEVEN)
    assert mails(notices_of(world, "third")) == ["stopped", "sent"], "a reminder is not even told during a pause"


def test_a_closed_account_and_a_lost_address_get_nothing(world: World, office: PostOffice) -> None:
    _tell(world, "teammate", "third", "mentor")
    change_account(world, "teammate", disabled_at=MONDAY)
    change_account(world, "third", email="")
    work(world, MONDAY + SEVEN)
    assert [letter["To"] for letter in office.taken] == ["mentor@demo.example"]
    assert mails(notices_of(world, "teammate")) == ["stopped"]
    assert mails(notices_of(world, "third")) == ["none"]


# --- The reader's language, and what must not get into a letter ------------------------------------


def test_the_letter_is_in_the_readers_language(world: World, office: PostOffice) -> None:
    change_account(world, "mentor", language="ml")
    change_account(world, "third", language="hi")
    said = Message("The day is %(day)s", {"day": date(2026, 11, 27)})
    _tell(world, "mentor", "third", said=said, words="ഗുളികകൾ സ്കൂളിലുണ്ട്.")
    work(world, MONDAY + SEVEN)
    malayalam, hindi = text_of(office.to("mentor")[0]), text_of(office.to("third")[0])
    assert "27 നവം" in malayalam, malayalam
    assert "27 नव" in hindi, hindi
    assert "ഗുളികകൾ സ്കൂളിലുണ്ട്." in hindi, "words stay as they were written"
    assert page_of(office.to("mentor")[0]).startswith('<!doctype html>\n<html lang="ml">')
    assert '<blockquote lang="ml">' in page_of(office.to("third")[0])


def test_every_byte_on_the_way_is_plain(world: World, office: PostOffice) -> None:
    with world.database.scope(write=True):
        session.get_one(Team, world.cast.team).name = "സ്കൂൾ ആരോഗ്യ സംഘം"
        session.commit()
    _tell(world, "mentor", words="ഗുളികകൾ")
    work(world, MONDAY + SEVEN)
    [letter] = office.taken
    assert bytes(letter).isascii(), "servers without 8BITMIME and SMTPUTF8 take it too"
    assert str(letter["Subject"]).startswith("സ്കൂൾ ആരോഗ്യ സംഘം: ")


def test_nothing_gets_into_a_header(world: World, office: PostOffice) -> None:
    evil = "Team\r\nBcc: everybody@demo.example\n\nBody"
    with world.database.scope(write=True):
        session.get_one(Team, world.cast.team).name = evil
        session.commit()
    _tell(world, "mentor", words="</blockquote><script>alert(1)</script>", said=Message("%(a)s", {"a": "x\r\nCc: y"}))
    work(world, MONDAY + SEVEN)
    [letter] = office.taken
    assert letter["Bcc"] is None
    assert letter["Cc"] is None
    assert "\n" not in letter["Subject"]
    assert "<script>" not in page_of(letter)


def test_an_address_no_server_writes_to_is_refused_politely(world: World, office: PostOffice) -> None:
    for login, email in (("mentor", "പേര്@example.in"), ("third", "a@b@example.in"), ("teammate", "x@y\r\nBcc: z@z.in")):
        change_account(world, login, email=email)
        _tell(world, login)
    work(world, MONDAY + SEVEN)
    assert not office.taken
    for login in ("mentor", "third", "teammate"):
        assert mails(notices_of(world, login)) == ["refused"]
    path = f"/cohorts/{world.cast.cohort}/people/{world.cast.accounts['third']}"
    assert "came back" in world.browser("facilitator").get(path).text


def test_an_address_in_the_letters_of_india_after_the_at_works(world: World, office: PostOffice) -> None:
    change_account(world, "mentor", email="a@ഭാരതം.in")
    _tell(world, "mentor")
    work(world, MONDAY + SEVEN)
    assert [letter["To"] for letter in office.taken] == ["a@xn--rvc1e0am3e.in"]
