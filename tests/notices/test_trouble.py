"""When the mail server does not play along: nothing is lost, nothing delayed, nothing sent twice."""

from __future__ import annotations

import smtplib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage

import pytest
from sqlalchemy import select

from pdia.accounts.models import Account
from pdia.kernel import clock, mail
from pdia.kernel.db import session
from pdia.kernel.jobs import Job, run_due
from pdia.notices.rules import Kind
from tests.notices.post_office import PostOffice, post_office, text_of, work
from tests.notices.telling import mails, notices_of, tell_cast
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


def test_a_dead_server_loses_nothing_and_delays_no_page(world: World, office: PostOffice) -> None:
    office.shut()
    _tell(world, "mentor", "third", kind=Kind.ASKED, about="thing:1", words="Said while it was down")
    work(world, MONDAY)
    assert mails(notices_of(world, "mentor")) == ["waiting"]
    assert world.browser("mentor").get("/notices").status == 200
    _tell(world, "mentor", kind=Kind.ASKED, about="thing:2", words="Said a little later")
    office.open()
    work(world, MONDAY + timedelta(minutes=1))
    assert not office.taken, "the next try waits a little"
    work(world, MONDAY + timedelta(minutes=12))
    assert len(office.to("third")) == 1
    [letter] = office.to("mentor")
    assert "Said while it was down" in text_of(letter)
    assert "Said a little later" in text_of(letter), "what came meanwhile goes with it"


def test_one_dead_call_is_enough_for_all_letters(
    world: World, office: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.shut()
    calls: list[str] = []
    opened = mail._opened

    def counted(url: str) -> smtplib.SMTP:
        calls.append(url)
        return opened(url)

    monkeypatch.setattr(mail, "_opened", counted)
    _tell(world, "mentor", "third", "teammate", "facilitator", kind=Kind.ASKED, about="thing:1")
    work(world, MONDAY)
    assert len(calls) == 1, "a dead server is asked once and not once for each reader"


def test_a_letter_given_up_is_promised_again(world: World, office: PostOffice) -> None:
    office.refuses["*"] = "451 4.3.0 Try again later"
    _tell(world, "mentor", kind=Kind.ASKED, about="thing:1")
    moment = MONDAY
    for _step in range(12):
        work(world, moment)
        moment += timedelta(minutes=70)
    with world.database.scope(write=False):
        states = session.scalars(select(Job.state).where(Job.kind == "notices.letter")).all()
    assert "given up" in states
    assert office.calls > 6, "a letter that was given up must be promised again"
    office.refuses.clear()
    work(world, moment)
    work(world, moment + timedelta(minutes=70))
    assert len(office.to("mentor")) == 1
    assert mails(notices_of(world, "mentor")) == ["sent"]


def test_waits_between_tries_grow(world: World, office: PostOffice) -> None:
    office.refuses["*"] = "451 4.3.0 Try again later"
    _tell(world, "mentor", kind=Kind.ASKED, about="thing:1")
    work(world, MONDAY)
    waits = []
    moment = MONDAY
    for _step in range(4):
        due = _job(world).due_at
        waits.append((due - moment).total_seconds() / 60)
        moment = due
        work(world, moment)
    assert waits == sorted(set(waits)), waits


def _job(world: World) -> Job:
    with world.database.scope(write=False):
        return session.scalars(select(Job).where(Job.kind == "notices.letter").order_by(Job.id.desc())).first()  # type: ignore[return-value]


def test_a_refused_address_is_shown_to_the_course_coordinator(world: World, office: PostOffice) -> None:
    office.refuses["teammate@demo.example"] = "550 5.1.1 No such person here"
    _tell(world, "teammate", "mentor")
    work(world, MONDAY + SEVEN)
    assert mails(notices_of(world, "teammate")) == ["refused"]
    assert len(office.to("mentor")) == 1, "one wrong address holds nobody else up"
    boss = world.browser("facilitator")
    people = boss.get(f"/cohorts/{world.cast.cohort}/people")
    assert people.text.count("letters come back") == 1
    person = boss.get(f"/cohorts/{world.cast.cohort}/people/{world.cast.accounts['teammate']}")
    assert "550 5.1.1 No such person here" in person.text
    assert "My account" in person.text, "say what to do"
    calls = office.calls
    _tell(world, "teammate", at=MONDAY + SEVEN)
    work(world, MONDAY + 3 * SEVEN)
    assert office.calls == calls, "no further letters go to a refused address"
    own = world.browser("teammate")
    assert "came back" in own.get("/account/notices").text
    own.get("/account").submit("/account", email="teammate2@demo.example")
    assert "letters come back" not in boss.get(f"/cohorts/{world.cast.cohort}/people").text
    _tell(world, "teammate", at=MONDAY + 4 * SEVEN, kind=Kind.ASKED, about="thing:9")
    work(world, MONDAY + 4 * SEVEN)
    assert len(office.to("teammate2")) == 1


def test_a_server_that_is_set_up_wrongly_marks_nobody(world: World, office: PostOffice) -> None:
    office.refuses["*"] = "554 5.7.1 Relay access denied"
    _tell(world, "teammate")
    work(world, MONDAY + SEVEN)
    assert mails(notices_of(world, "teammate")) == ["waiting"]
    office.refuses.clear()
    office.at_data = "554 This looks like spam"
    work(world, MONDAY + 2 * SEVEN)
    assert mails(notices_of(world, "teammate")) == ["waiting"]
    office.at_data = "250 Taken"
    with world.database.scope(write=False):
        assert session.get_one(Account, world.cast.accounts["teammate"]).mail_refused_at is None
    office.at_data = "250 Taken"


def test_a_worker_killed_after_sending_sends_the_same_letter(
    world: World, office: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pdia.notices import letters

    _tell(world, "mentor", kind=Kind.ASKED, about="thing:1")

    def killed(*_args: object) -> None:
        raise SystemExit("killed between the server's answer and the commit")

    with monkeypatch.context() as patch:
        patch.setattr(letters, "_mark", killed)
        with pytest.raises(SystemExit):
            work(world, MONDAY)
    assert len(office.taken) == 1
    assert mails(notices_of(world, "mentor")) == ["waiting"]
    _tell(world, "mentor", kind=Kind.ASKED, about="thing:2", words="Told after the crash")
    work(world, MONDAY + timedelta(minutes=1))
    assert len(office.taken) == 1, "another worker leaves the letter alone for a while"
    work(world, MONDAY + timedelta(minutes=11))
    first, again = _numbers(office.taken[:2])
    assert first == again, "the same letter sent again carries the same number, so mail programs show it once"
    work(world, MONDAY + timedelta(minutes=13))
    assert "Told after the crash" in text_of(office.taken[2])
    assert _numbers(office.taken[2:]) != [first]
    assert mails(notices_of(world, "mentor")) == ["sent", "sent"]


def _numbers(letters: list[EmailMessage]) -> list[str]:
    return [str(letter["Message-ID"]) for letter in letters]


def test_a_job_run_twice_sends_once(world: World, office: PostOffice) -> None:
    _tell(world, "mentor", kind=Kind.ASKED, about="thing:1")
    work(world, MONDAY)
    with world.database.scope(write=True):
        for job in session.scalars(select(Job).where(Job.kind == "notices.letter")):
            job.state = "waiting"
        session.commit()
    with clock.at(MONDAY + timedelta(hours=1)):
        run_due(world.app)
    assert len(office.taken) == 1


def test_recurring_work_has_one_row_however_many_workers(world: World, office: PostOffice) -> None:
    for minutes in range(5):
        work(world, MONDAY + timedelta(minutes=minutes))
    with world.database.scope(write=False):
        rows = session.scalars(select(Job).where(Job.kind == "notices.gather")).all()
    assert [(row.state, row.tries) for row in rows] == [("waiting", 0)]


def test_a_code_for_a_new_password_goes_through_the_same_server(world: World, office: PostOffice) -> None:
    world.browser(None).get("/password").submit("/password", login="convenor")
    run_due(world.app)
    [letter] = office.taken
    assert "your code for a new password is" in text_of_plain(letter)
    office.refuses["convenor@demo.example"] = "550 5.1.1 No such person"
    world.browser(None).get("/password").submit("/password", login="convenor@demo.example")
    run_due(world.app)
    with world.database.scope(write=False):
        assert session.get_one(Account, world.cast.accounts["convenor"]).mail_refused_at is not None


def text_of_plain(letter: EmailMessage) -> str:
    return str(letter.get_content())
