"""Enrolling people, the slip with the code, transfers; and the cohort at a glance."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from pdia.accounts.models import Account
from pdia.accounts.queries import find_account_by_login
from pdia.cohorts.operations import give_role
from pdia.cohorts.rules import Role
from pdia.kernel import clock
from pdia.kernel.db import session
from pdia.teams.models import Posting
from pdia.teams.queries import list_members, list_postings
from tests.world import Page, World

CODE = re.compile(r"[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}")


def _people(world: World) -> str:
    return f"/cohorts/{world.cast.cohort}/people"


def _values(world: World, **more: object) -> dict[str, object]:
    return {"name": "Priya K.", "department_id": world.cast.departments["E"], "place_id": world.cast.place, **more}


def _add(world: World, **more: object) -> Page:
    boss = world.browser("facilitator")
    return boss.get(_people(world)).submit(_people(world), **_values(world, **more))


def _account(world: World, login: str) -> Account | None:
    with world.database.scope(write=False):
        return find_account_by_login(login)


def test_enrol_hands_over_a_code_that_works_once(world: World) -> None:
    answer = _add(world)
    assert answer.status == 303, answer.text
    boss = answer.browser
    slip = boss.follow(answer)
    code = CODE.search(slip.text)
    assert code, slip.text
    assert "priya.k" in slip.text
    assert "/password/new" in slip.text
    again = boss.get(answer.location)
    assert not CODE.search(again.text), "it is shown only once"
    assert "Give a new code" in again.text
    priya = world.browser(None)
    values = {"login": "priya.k", "code": code[0], "password": "four ordinary words here"}
    assert priya.post("/password/new", values).status == 303
    assert priya.post("/password/new", values).status == 422
    page = priya.follow(priya.post("/sign-in", {"login": "priya.k", "password": values["password"], "device": "own"}))
    assert page.status == 200
    assert "Priya K." in page.text


def test_a_new_code_ends_the_earlier_one(world: World) -> None:
    answer = _add(world)
    boss = answer.browser
    first = CODE.search(boss.follow(answer).text)
    slip = boss.get(answer.location)
    second = CODE.search(boss.follow(slip.submit("/code")).text)
    assert first
    assert second
    assert first[0] != second[0]
    priya = world.browser(None)
    values = {"login": "priya.k", "code": first[0], "password": "four ordinary words here"}
    assert priya.post("/password/new", values).status == 422
    assert priya.post("/password/new", {**values, "code": second[0]}).status == 303


def test_another_persons_slip_never_shows_the_code(sqlite_world: World) -> None:
    answer = _add(sqlite_world)
    other = f"{_people(sqlite_world)}/{sqlite_world.cast.accounts['teammate']}/slip"
    assert not CODE.search(answer.browser.get(other).text)


def test_sent_twice_is_one_person(world: World) -> None:
    boss = world.browser("facilitator")
    page = boss.get(_people(world))
    first, second = (page.submit(_people(world), **_values(world)) for _ in range(2))
    assert first.location == second.location
    assert _account(world, "priya.k2") is None


def test_namesakes_get_their_own_login(world: World) -> None:
    _add(world)
    _add(world)
    assert _account(world, "priya.k2") is not None


def test_posting_and_language_are_kept(world: World) -> None:
    _add(world, name="അമ്മിണി ചന്ദ്രൻ", language="ml", mobile="98470 12345", starts_on="1/2/2025", designation_id=1)
    account = _account(world, "ammini.chandran")
    assert account is not None
    assert (account.language, account.mobile, account.name) == ("ml", "+919847012345", "അമ്മിണി ചന്ദ്രൻ")
    with world.database.scope(write=False):
        [posting] = list_postings([account.id])
        assert posting.words == "Block Development Officer, Education, Block 3"
        assert posting.starts_on.isoformat() == "2025-02-01"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"name": " "}, "Write something"),
        ({"name": "x" * 121}, "at most 120 characters"),
        ({"login": "TEAMMATE"}, "already signs in with this name"),
        ({"login": "a b"}, "Use letters, digits"),
        ({"mobile": "12"}, "ten digits"),
        ({"email": "nowhere"}, "like name@office.in"),
        ({"department_id": "", "place_id": 2}, "Choose the department"),
        ({"department_id": "987654"}, "Choose one of the answers"),
        ({"language": "xx"}, "Choose one of the answers"),
        ({"starts_on": "yesterday"}, "day, month and year"),
    ],
)
def test_refusals_keep_what_was_typed(sqlite_world: World, change: dict[str, object], words: str) -> None:
    page = _add(sqlite_world, **change)
    assert page.status == 422
    assert words in page.text
    kept = str({**_values(sqlite_world), **change}["name"]).strip()
    assert page.tree.xpath("//input[@id='name']/@value")[0] == kept


def test_other_institutes_departments_cannot_be_chosen(sqlite_world: World) -> None:
    with sqlite_world.database.scope(write=False):
        far = session.scalar(
            select(Posting.department_id).where(Posting.account_id == sqlite_world.cast.accounts["stranger"])
        )
    assert _add(sqlite_world, department_id=far).status == 422


def test_enrol_somebody_known(world: World) -> None:
    boss = world.browser("facilitator")
    page = boss.get(_people(world))
    after = boss.follow(page.submit("/people/enrol", who="mentor@demo.example"))
    assert "Mentor is enrolled." in after.text
    assert "in this cohort already" in boss.follow(after.submit("/people/enrol", who="mentor")).text
    far = boss.get(_people(world)).submit("/people/enrol", who="stranger")
    assert far.status == 422
    assert "Nobody of your institute" in far.text


def test_transfer_changes_today_and_keeps_the_past(world: World) -> None:
    boss, who = world.browser("facilitator"), world.cast.accounts["teammate"]
    path = f"{_people(world)}/{who}"
    page = boss.get(path)
    assert "Teammate" in page.text
    after = boss.follow(page.submit("/transfer", department_id=world.cast.departments["H"], place_id=""))
    assert "new posting is written down" in after.text
    with world.database.scope(write=False):
        new, old = list_postings([who])
        assert (old.department.letter, old.ends_on) == ("E", new.starts_on - timedelta(days=1))
        member = next(row for row in list_members(world.cast.team, clock.today()) if row.account_id == who)
        assert member.posting.department.letter == "H"


def test_transfer_may_leave_a_team_as_it_was(world: World) -> None:
    boss, who = world.browser("facilitator"), world.cast.accounts["teammate"]
    page = boss.get(f"{_people(world)}/{who}")
    page.submit("/transfer", department_id=world.cast.departments["H"], memberships=None)
    with world.database.scope(write=False):
        member = next(row for row in list_members(world.cast.team, clock.today()) if row.account_id == who)
        assert member.posting.department.letter == "E"


def test_transfer_refusals(sqlite_world: World) -> None:
    boss, who = sqlite_world.browser("facilitator"), sqlite_world.cast.accounts["teammate"]
    page = boss.get(f"{_people(sqlite_world)}/{who}")
    refused = page.submit("/transfer", department_id="")
    assert refused.status == 422
    assert "Choose the department" in refused.text
    early = page.submit("/transfer", department_id=1, starts_on="2020-01-01")
    assert early.status == 422
    assert "begins after the one before it" in early.text


def test_codes_never_lend_rights(world: World) -> None:
    """A code for a site administrator would make its giver one."""
    boss = world.browser("facilitator")
    boss.get(_people(world)).submit("/people/enrol", who="admin")
    answer = boss.get(f"{_people(world)}/{world.cast.accounts['admin']}").submit("/code")
    assert answer.status == 403
    assert "pdia admin add" in answer.text


def test_another_coordinators_code_is_allowed(sqlite_world: World) -> None:
    with sqlite_world.database.scope(write=True):
        give_role(
            session.get_one(Account, sqlite_world.cast.accounts["teammate"]), Role.FACILITATOR, starts_on=clock.today()
        )
        session.commit()
    boss = sqlite_world.browser("facilitator")
    path = f"{_people(sqlite_world)}/{sqlite_world.cast.accounts['teammate']}"
    assert boss.get(path).submit("/code").status == 303


def test_overview_names_departments_that_are_missing(world: World) -> None:
    _add(world)
    page = world.browser("facilitator").get(f"/cohorts/{world.cast.cohort}")
    assert "Block 3 school health team" in page.text
    assert "Not in this team: Women & Child Development" in page.text
    assert "Not in this team: Education, Health & Family Welfare, Panchayat & Rural Development" in page.text
    assert "mentor: Mentor" in page.text
    free = page.text[page.text.index("In no team yet") :]
    assert "Priya K." in free
    assert "Teammate" not in free


@pytest.mark.parametrize("login", ["convenor", "mentor", "observer", "admin", "stranger", "far-facilitator"])
def test_not_theirs_is_no_page(sqlite_world: World, login: str) -> None:
    who, cohort = sqlite_world.browser(login), sqlite_world.cast.cohort
    person = f"/cohorts/{cohort}/people/{sqlite_world.cast.accounts['teammate']}"
    for path in (f"/cohorts/{cohort}", f"/cohorts/{cohort}/people", person, f"{person}/slip"):
        assert who.get(path).status == 404
    for path in (
        f"/cohorts/{cohort}/people",
        f"/cohorts/{cohort}/people/enrol",
        f"{person}/code",
        f"{person}/transfer",
    ):
        assert who.post(path, {"name": "x"}).status == 404


def test_a_person_of_another_cohort_is_no_page(sqlite_world: World) -> None:
    boss, cast = sqlite_world.browser("facilitator"), sqlite_world.cast
    for number in (cast.accounts["stranger"], cast.accounts["mentor"], 987654, 99999999999999999999):
        assert boss.get(f"/cohorts/{cast.cohort}/people/{number}").status == 404
        assert boss.post(f"/cohorts/{cast.cohort}/people/{number}/code").status == 404


@pytest.mark.parametrize("path", ["", "/people", "/teams"])
def test_statements_do_not_grow(world: World, path: str) -> None:
    boss = world.browser("facilitator")
    address = f"/cohorts/{world.cast.cohort}{path}"
    boss.get(address)
    with world.counted() as few:
        boss.get(address)
    for number in range(4):
        _add(world, name=f"Person {number}")
    boss.get(address)
    with world.counted() as many:
        boss.get(address)
    assert len(many) == len(few) <= 12, "\n".join(many)


def test_an_address_is_corrected_and_letters_go_out_again(world: World) -> None:
    account_id = world.cast.accounts["teammate"]
    with world.database.scope(write=True):
        account = session.get_one(Account, account_id)
        account.mail_refused_at, account.mail_refused_why = clock.now(), "550 no such user"
        session.commit()
    page = world.browser("facilitator").get(f"/cohorts/{world.cast.cohort}/people/{account_id}")
    assert "came back" in page.text
    wrong = page.submit("/addresses", email="not an address", mobile="")
    assert wrong.status == 422
    assert "not an address" in str(wrong.tree.xpath("//input[@name='email']/@value")), "what was typed stays"
    assert page.submit("/addresses", email="right@demo.example", mobile="98470 12345").status == 303
    with world.database.scope(write=False):
        account = session.get_one(Account, account_id)
        assert (account.email, account.mail_refused_at) == ("right@demo.example", None)
        assert account.mobile.endswith("9847012345")
