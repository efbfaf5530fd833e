"""One rich cycle on each database, its forms found once, and put back before each form is attacked."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from pdia.kernel.db import session
from pdia.kernel.settings import Settings
from pdia.teams.models import Membership
from tests.cast import Cast
from tests.conftest import make_app
from tests.hostile import ground
from tests.hostile.forms import Field, Sheet, best, walk
from tests.hostile.town import Town, new_name, sqlite_copy
from tests.postgres import Server
from tests.world import World

LOGINS = ("convenor", "facilitator", "teammate", "third", "other", "mentor", "authoriser", None)
WALKERS = ("convenor", "facilitator", "mentor", "authoriser", None)


def _settings(folder: Path, url: str) -> Settings:
    return Settings(instance=folder, database_url=url, secret_key="k" * 40, base_url="", mail_url="", demo=False)


def _rest(app: Flask) -> None:
    """Let go of every connection; the next request opens what it needs."""
    for waker in app.extensions["pdia_wakers"]:
        waker.close()
    app.extensions["pdia_wakers"].clear()
    app.extensions["pdia_database"].engine.dispose()


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.pg)])
def town(request: pytest.FixtureRequest) -> Town:
    """The application with everything in its place, once on each database."""
    built: Town = request.getfixturevalue(f"{request.param}_built")
    built.restore()
    return built


@pytest.fixture(scope="session")
def sqlite_built(tmp_path_factory: pytest.TempPathFactory, sqlite_template: tuple[Path, Cast]) -> Iterator[Town]:
    """The application with everything in it on SQLite, filled once."""
    yield from _on_sqlite(tmp_path_factory.mktemp("hostile-sqlite"), *sqlite_template)


@pytest.fixture(scope="session")
def postgres_built(tmp_path_factory: pytest.TempPathFactory, postgres_template: tuple[Server, Cast]) -> Iterator[Town]:
    """The same on PostgreSQL."""
    yield from _on_postgres(tmp_path_factory.mktemp("hostile-pg"), *postgres_template)


@pytest.fixture
def sqlite_town(sqlite_built: Town) -> Town:
    """On SQLite alone, for checks in which the database plays no part."""
    sqlite_built.restore()
    return sqlite_built


def _on_sqlite(folder: Path, template: Path, cast: Cast) -> Iterator[Town]:
    file, fresh = folder / "pdia.sqlite3", folder / "fresh.sqlite3"
    shutil.copyfile(template, file)
    app = make_app(_settings(folder, f"sqlite:///{file}"))
    world = World(app, replace(cast))
    town = _build(world)
    world.database.engine.dispose()
    with world.database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    world.database.engine.dispose()
    shutil.copyfile(file, fresh)
    town.put_back = sqlite_copy(file, fresh)
    yield town
    _rest(app)


def _on_postgres(folder: Path, server: Server, cast: Cast) -> Iterator[Town]:
    name, fresh = new_name(), new_name()
    server.create(name, template="cast_template")
    app = make_app(_settings(folder, server.url(name)))
    world = World(app, cast)
    town = _build(world)
    world.database.engine.dispose()
    _rest(app)
    server.create(fresh, template=name)

    def put_back() -> None:
        _rest(app)
        server.drop(name)
        server.create(name, template=fresh)

    town.put_back = put_back
    yield town
    _rest(app)
    server.drop(name)
    server.drop(fresh)


def _build(world: World) -> Town:
    """Fill the world, open everybody's browser and find every form."""
    cast = world.cast
    ground.build(world, "convenor", cast.cycle, cast.team)
    ground.build(world, "other", cast.other_cycle, cast.other_team)
    ground.hold_something(world, cast.cycle)
    browsers = {login: world.browser(login) for login in LOGINS}
    tokens: dict[str | None, str] = {login: browser.csrf() for login, browser in browsers.items()}
    cookies: dict[str | None, str] = {}
    for login, browser in browsers.items():
        cookie = browser.client.get_cookie("pdia")
        cookies[login] = cookie.value if cookie else ""
    town = Town(world, {}, cookies, lambda: None, world.database.is_sqlite, tokens=tokens)
    town.sheets = _find(world)
    return town


def _find(world: World) -> dict[str, Sheet]:
    adapter = world.app.url_map.bind("localhost")
    plain = [
        rule.rule
        for rule in world.app.url_map.iter_rules()
        if "GET" in (rule.methods or ()) and not rule.arguments and rule.endpoint != "health"
    ]
    sheets: list[Sheet] = []
    for login in WALKERS:
        sheets += walk(world.browser(login), adapter, sorted(plain))
    return best([*_not_shown(world), *sheets])


def _not_shown(world: World) -> list[Sheet]:
    """Forms that pages carry only in a state which this world is past."""
    cycle, cohort = f"/cycles/{world.cast.cycle}", f"/cohorts/{world.cast.cohort}"
    hidden = Field("names_hidden", "select", "", ("", "y"))
    with world.database.scope(write=False):
        member = session.scalars(select(Membership).where(Membership.team_id == world.cast.team)).first()
        assert member is not None
        acting = f"{cohort}/teams/{world.cast.team}/members/{member.id}"
        posting = Field("posting_id", "select", str(member.posting_id), (str(member.posting_id),))
    return [
        Sheet("fishbone.begin:vote", "convenor", f"{cycle}/fishbone", f"{cycle}/fishbone/vote/begin", (hidden,)),
        Sheet("iterations.open_them", "convenor", f"{cycle}/iterations/2", f"{cycle}/iterations/2/open-check-ins", ()),
        Sheet("forming.act_as", "facilitator", acting, f"{acting}/posting", (posting,)),
        Sheet(
            "directory.begin", "facilitator", "/directory", "/directory/begin", (Field("state", "select", "kerala"),)
        ),
        Sheet("phrases.begin", "facilitator", "/phrases", "/phrases/begin", ()),
        Sheet("cycles.resume", "convenor", cycle, f"{cycle}/resume", ()),
        Sheet("accounts.stay", "convenor", "/account", "/account/stay", ()),
    ]
