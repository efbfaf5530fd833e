"""The databases that tests run on, and a fresh world with the cast for each test."""

from __future__ import annotations

import shutil
import tempfile
import uuid
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from jinja2 import FileSystemBytecodeCache
from sqlalchemy import create_engine

from pdia.app import create_app
from pdia.commands.schema import upgrade
from pdia.kernel.db import Database, session
from pdia.kernel.settings import Settings
from tests.cast import Cast, build_cast
from tests.postgres import Server
from tests.world import World

# Kept between the applications of all processes: compiling templates would take most of the time.
TEMPLATES = FileSystemBytecodeCache(tempfile.mkdtemp(prefix="pdia-templates-"))


def make_app(settings: Settings) -> Flask:
    """An application for a test."""
    app = create_app(settings)
    app.jinja_env.bytecode_cache = TEMPLATES
    app.testing = True
    return app


def _settings(folder: Path, url: str) -> Settings:
    return Settings(instance=folder, database_url=url, secret_key="k" * 40, base_url="", mail_url="", demo=False)


def _fill(url: str) -> Cast:
    """Make the schema through the migrations and put the cast in."""
    database = Database(url)
    upgrade(database)
    with database.scope(write=True):
        cast = build_cast()
        session.commit()
    database.engine.dispose()
    return cast


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Cast]:
    """A file with the schema and the cast, to be copied."""
    file = tmp_path_factory.mktemp("template") / "cast.sqlite3"
    cast = _fill(f"sqlite:///{file}")
    engine = create_engine(f"sqlite:///{file}")
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()
    return file, cast


@pytest.fixture(scope="session")
def postgres_template() -> Iterator[tuple[Server, Cast]]:
    """A server of this worker's own with a database that holds the cast, to be copied."""
    with Server() as server:
        server.create("cast_template")
        yield server, _fill(server.url("cast_template"))


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.pg)])
def world(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[World]:
    """The application over a fresh copy of the cast, once on each database."""
    if request.param == "sqlite":
        yield from _sqlite_world(request, tmp_path)
        return
    server, cast = request.getfixturevalue("postgres_template")
    name = f"t{uuid.uuid4().hex[:12]}"
    server.create(name, template="cast_template")
    app = _on(request, _settings(tmp_path, server.url(name)))
    yield World(app, cast)
    _close(app)
    server.drop(name)


@pytest.fixture(scope="session")
def one_app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The application of this process: compiling its addresses anew for each test would take most of the time."""
    return make_app(_settings(tmp_path_factory.mktemp("app"), "sqlite://"))


def _on(request: pytest.FixtureRequest, settings: Settings) -> Flask:
    """The application on a database and an instance folder of this test's own."""
    app: Flask = request.getfixturevalue("one_app")
    app.extensions["pdia_settings"] = settings
    app.extensions["pdia_database"] = Database(settings.database_url)
    app.testing = True
    return app


def _close(app: Flask) -> None:
    """Let go of every connection, so that the database can be thrown away."""
    for waker in app.extensions["pdia_wakers"]:
        waker.close()
    app.extensions["pdia_wakers"].clear()
    app.extensions["pdia_database"].engine.dispose()


@pytest.fixture
def sqlite_world(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[World]:
    """The same on SQLite alone: for tests in which the database plays no part."""
    yield from _sqlite_world(request, tmp_path)


def _sqlite_world(request: pytest.FixtureRequest, folder: Path) -> Iterator[World]:
    template, cast = request.getfixturevalue("sqlite_template")
    file = folder / "pdia.sqlite3"
    shutil.copyfile(template, file)
    app = _on(request, _settings(folder, f"sqlite:///{file}"))
    yield World(app, replace(cast))
    _close(app)
