"""Signing in: by login, e-mail or mobile; slowed and never locked; one answer for unknown and wrong."""

from __future__ import annotations

from datetime import timedelta

import pytest

from pdia.accounts.models import Account
from pdia.kernel import clock
from pdia.kernel.db import session
from tests.cast import PASSWORD
from tests.world import Browser, Page, World


def _try(browser: Browser, login: str, password: str = PASSWORD, **more: str) -> Page:
    return browser.post("/sign-in", {"login": login, "password": password, "device": "own", **more})


def _change(world: World, login: str, **values: object) -> None:
    with world.database.scope(write=True):
        account = session.get_one(Account, world.cast.accounts[login])
        for name, value in values.items():
            setattr(account, name, value)
        session.commit()


@pytest.mark.parametrize("login", ["convenor", "CONVENOR", " convenor ", "convenor@demo.example"])
def test_signs_in_and_lands_on_the_desk(world: World, login: str) -> None:
    browser = world.browser(None)
    answer = _try(browser, login)
    assert answer.status == 303
    assert "Welcome, Convenor" in browser.get("/").text


def test_by_mobile_in_any_spelling(world: World) -> None:
    _change(world, "convenor", mobile="+910000010001")
    for typed in ("0000010001", "+91 00000 10001", "൦൦൦൦൦൧൦൦൦൧"):
        assert _try(world.browser(None), typed).status == 303, typed


def test_the_link_to_a_question_survives(world: World) -> None:
    browser = world.browser(None)
    path = f"/cycles/{world.cast.cycle}/problem"
    answer = browser.get(path)
    assert answer.status == 302
    page = browser.get(answer.location)
    after = page.submit("/sign-in", login="convenor", password=PASSWORD)
    assert after.location == path


@pytest.mark.parametrize(
    "going", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)", "/ok\nSet-Cookie: x"]
)
def test_never_leads_away(world: World, going: str) -> None:
    answer = _try(world.browser(None), "convenor", next=going)
    assert answer.location == "/", answer.location


def test_one_answer_for_unknown_and_wrong(sqlite_world: World) -> None:
    unknown, wrong = (_try(sqlite_world.browser(None), login, "wrong password") for login in ("nobody", "convenor"))
    assert (unknown.status, wrong.status) == (422, 422)
    assert unknown.text.replace("nobody", "") == wrong.text.replace("convenor", "")


def test_the_eleventh_failure_waits_and_the_twelfth_longer(world: World) -> None:
    for _number in range(11):
        assert _try(world.browser(None), "convenor", "wrong password").status in (422, 429)
    refused = _try(world.browser(None), "convenor")
    assert refused.status == 429
    first = int(refused.response.headers["Retry-After"])
    assert 0 < first <= 60
    assert "not locked" in refused.text
    with clock.at(clock.now() + timedelta(minutes=16)):
        assert _try(world.browser(None), "convenor").status == 303, "never a hard lock"


def test_somebody_elses_failures_do_not_slow_me(world: World) -> None:
    for _number in range(12):
        _try(world.browser(None), "teammate", "wrong password")
    assert _try(world.browser(None), "convenor").status == 303


def test_a_class_of_forty_passes_from_one_address(sqlite_world: World) -> None:
    for _number in range(40):
        assert _try(sqlite_world.browser(None), "convenor").status == 303


def test_an_address_in_two_accounts_asks_which(world: World) -> None:
    _change(world, "teammate", email="shared@demo.example")
    _change(world, "third", email="shared@demo.example")
    browser = world.browser(None)
    asked = _try(browser, "shared@demo.example")
    assert asked.status == 422
    assert "more than one account" in asked.text
    answer = asked.submit("/sign-in", password=PASSWORD, account=str(world.cast.accounts["third"]))
    assert answer.status == 303
    assert "Welcome, Third" in browser.get("/").text


def test_signing_out_ends_the_session_on_the_server(world: World) -> None:
    browser = world.browser(None)
    _try(browser, "convenor")
    with browser.client.session_transaction() as kept:
        token = kept["_user_id"]
    browser.login = "convenor"
    assert browser.post("/sign-out").status == 303
    copied = world.browser(None)
    with copied.client.session_transaction() as kept:
        kept["_user_id"] = token
    assert copied.get("/account").status == 302, "a copied cookie is dead after signing out"


def test_a_disabled_account_is_out_at_once(world: World) -> None:
    browser = world.browser("convenor")
    assert browser.get("/account").status == 200
    _change(world, "convenor", disabled_at=clock.now())
    assert browser.get("/account").status == 302


def test_a_shared_device_ends_after_quiet_minutes(world: World) -> None:
    shared, own = world.browser("convenor", own_device=False), world.browser("convenor", own_device=True)
    with clock.at(clock.now() + timedelta(minutes=16)):
        assert shared.get("/account").status == 302
        assert own.get("/account").status == 200
    with clock.at(clock.now() + timedelta(days=31)):
        assert own.get("/account").status == 302


def test_staying_signed_in_on_a_shared_device(world: World) -> None:
    shared = world.browser("convenor", own_device=False)
    with clock.at(clock.now() + timedelta(minutes=14)):
        assert shared.post("/account/stay").json == {"stays": True}
    with clock.at(clock.now() + timedelta(minutes=20)):
        assert shared.get("/account").status == 200


def test_devices_are_listed_and_ended(world: World) -> None:
    here, there = world.browser("convenor"), world.browser("convenor")
    page = here.get("/account")
    there.get("/account")
    assert len(page.presses("/end")) == 1
    page.press("/end")
    assert there.get("/account").status == 302
    assert here.get("/account").status == 200


def test_another_persons_device_cannot_be_ended(world: World) -> None:
    anil, rekha = world.browser("convenor"), world.browser("teammate")
    [of_anil] = world.browser("convenor").get("/account").presses("/end")
    rekha.post(of_anil)
    assert anil.get("/account").status == 200


def test_changing_the_password_signs_the_others_out(world: World) -> None:
    here, there = world.browser("convenor"), world.browser("convenor")
    page = here.get("/account")
    assert page.submit("/account/password", password="wrong", new_password="four ordinary words here").status == 422
    assert page.submit("/account/password", password=PASSWORD, new_password="password").status == 422, "too common"
    assert page.submit("/account/password", password=PASSWORD, new_password="short").status == 422
    done = page.submit("/account/password", password=PASSWORD, new_password="four ordinary words here", others="y")
    assert done.status == 303
    assert there.get("/account").status == 302
    assert here.get("/account").status == 200
    assert _try(world.browser(None), "convenor", "four ordinary words here").status == 303


def test_password_by_mail_code(world: World) -> None:
    browser = world.browser(None)
    browser.get("/password").submit("/password", login="convenor")
    letters = list((world.app.extensions["pdia_settings"].instance / "outbox").glob("*.eml"))
    assert not letters, "mail is sent by the worker, after the commit"
    from pdia.kernel.jobs import run_due

    run_due(world.app)
    [letter] = (world.app.extensions["pdia_settings"].instance / "outbox").glob("*.eml")
    text = letter.read_text()
    assert "convenor@demo.example" in text
    code = next(word for word in text.split() if len(word) == 9 and word[4] == "-")
    page = browser.get("/password/new")
    wrong = page.submit("/password/new", login="convenor", code="AAAA-AAAA", password="four ordinary words here")
    assert wrong.status == 422
    good = page.submit("/password/new", login="convenor", code=code, password="four ordinary words here")
    assert good.status == 303
    again = page.submit("/password/new", login="convenor", code=code, password="four other words here")
    assert again.status == 422, "a code works once"
    assert _try(world.browser(None), "convenor", "four ordinary words here").status == 303


def test_asking_for_a_code_tells_nothing(sqlite_world: World) -> None:
    known, unknown = (
        sqlite_world.browser(None).post("/password", {"login": login}) for login in ("convenor", "nobody")
    )
    assert (known.status, unknown.status) == (303, 303)


@pytest.mark.parametrize("name", ["", "\u200d\u200c", "   ", "x" * 121])
def test_a_name_needs_letters_and_an_end(world: World, name: str) -> None:
    page = world.browser("convenor").get("/account").submit("/account", name=name)
    assert page.status == 422


@pytest.mark.parametrize(
    ("field", "text"), [("email", "no address"), ("email", "a@b\r\nBcc: c@d.example"), ("mobile", "12345")]
)
def test_addresses_are_refused_plainly(world: World, field: str, text: str) -> None:
    page = world.browser("convenor").get("/account").submit("/account", **{field: text})
    assert page.status == 422
    assert page.tree.xpath(f"//input[@name='{field}']/@aria-invalid") == ["true"]


def test_hostile_names_are_shown_and_never_run(world: World) -> None:
    browser = world.browser("convenor")
    browser.get("/account").submit("/account", name="<img src=x onerror=alert(1)>")
    page = browser.get("/")
    assert "<img src=x" not in page.response.get_data(as_text=True)
    assert "<img src=x onerror=alert(1)>" in page.text


def test_language_is_kept_with_the_account(world: World) -> None:
    browser = world.browser("convenor")
    browser.post("/language", {"language": "ml"})
    assert browser.get("/").tree.get("lang") == "ml"
    assert world.browser("convenor").get("/").tree.get("lang") == "ml"
    assert browser.post("/language", {"language": "xx"}).status == 400
