"""What an open page learns of others' work: cheaply, and without keeping a session alive."""

from __future__ import annotations

import os
import time
from datetime import timedelta

from sqlalchemy import select, update

from pdia.accounts.models import SignInSession
from pdia.kernel import clock, presence
from pdia.kernel.db import session
from tests.world import World


def _save(world: World, words: str) -> None:
    page = world.browser("teammate").get(f"/cycles/{world.cast.cycle}/problem")
    assert page.submit("/problem", statement=words).status == 303


def test_nothing_new_is_answered_304_with_three_statements(world: World) -> None:
    browser = world.browser("convenor")
    address = f"/cycles/{world.cast.cycle}/live"
    first = browser.get(address)
    with world.counted() as said:
        again = browser.get(address, headers={"If-None-Match": first.response.headers["ETag"]})
    assert again.status == 304, "an open page asks every few seconds: answer 304 when nothing changed"
    assert len(said) <= 3, "\n".join(said)
    assert not again.response.data


def test_others_work_changes_the_mark(world: World) -> None:
    browser = world.browser("convenor")
    page = browser.get(f"/cycles/{world.cast.cycle}/problem")
    shown = page.tree.get_element_by_id("main").get("data-live-mark")
    address = page.tree.get_element_by_id("main").get("data-live")
    assert browser.get(address).json["mark"] == shown
    _save(world, "Children miss their vaccines")
    assert browser.get(address).json["mark"] != shown


def test_who_else_is_here_is_told_and_forgotten(sqlite_world: World) -> None:
    world = sqlite_world
    address = f"/cycles/{world.cast.cycle}/live"
    convenor, teammate = world.browser("convenor"), world.browser("teammate")
    assert convenor.get(address).json["here"] == ""
    here = teammate.get(address).json["here"]
    assert here.startswith("Also here: ")
    assert teammate.get(f"/cycles/{world.cast.cycle}/problem").tree.get_element_by_id("here") is not None
    folder = world.app.extensions["pdia_settings"].instance / "presence" / f"cycle-{world.cast.cycle}"
    long_ago = time.time() - presence.HERE - 5
    for file in folder.iterdir():
        os.utime(file, (long_ago, long_ago))
    assert teammate.get(address).json["here"] == ""
    ages_ago = time.time() - presence.FORGOTTEN - 5
    for file in folder.iterdir():
        os.utime(file, (ages_ago, ages_ago))
    teammate.get(address)
    assert len(list(folder.iterdir())) == 1, "files of people long gone are taken away"


def test_asking_is_no_sign_of_life(world: World) -> None:
    browser = world.browser("convenor")
    long_ago = clock.now() - timedelta(minutes=5)
    with world.database.scope(write=True):
        session.execute(update(SignInSession).values(last_seen_at=long_ago))
        session.commit()
    browser.get(f"/cycles/{world.cast.cycle}/live", headers={"X-Live": "1"})
    browser.get(f"/cycles/{world.cast.cycle}/problem", headers={"X-Live": "1"})
    with world.database.scope(write=False):
        seen = session.scalars(select(SignInSession.last_seen_at)).all()
    assert all(moment == long_ago for moment in seen), "a page left open on a shared device must still sign out"


def test_a_person_back_after_a_while_may_send_anything(world: World) -> None:
    """That they are here is written within the request that may write, never beside it: it would wait for itself."""
    browser = world.browser("convenor")
    with world.database.scope(write=True):
        session.execute(update(SignInSession).values(last_seen_at=clock.now() - timedelta(minutes=5)))
        session.commit()
    for method in ("PUT", "DELETE", "PATCH"):
        assert browser.client.open("/", method=method, headers={"X-CSRFToken": browser.csrf()}).status_code == 405


def test_a_page_fetched_by_itself_leaves_the_message_for_the_person(sqlite_world: World) -> None:
    world = sqlite_world
    browser = world.browser("convenor")
    page = browser.get(f"/cycles/{world.cast.cycle}/problem")
    page.submit("/problem", statement="Children miss their vaccines")
    address = f"/cycles/{world.cast.cycle}/problem"
    assert not browser.get(address, headers={"X-Live": "1"}).tree.find_class("flash")
    assert browser.get(address).tree.find_class("flash")
