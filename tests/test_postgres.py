"""The tests' own PostgreSQL server does what the tests lean on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from tests.postgres import Server

pytestmark = pytest.mark.pg


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """A running server."""
    with Server() as running:
        yield running


def test_a_copy_holds_what_its_template_holds(server: Server) -> None:
    original = create_engine(server.create("original"))
    with original.begin() as connection:
        connection.execute(text("CREATE TABLE word (text varchar(20))"))
        connection.execute(text("INSERT INTO word VALUES ('ക്ഷേമം')"))
    original.dispose()

    copy = create_engine(server.create("copy", template="original"))

    with copy.connect() as connection:
        assert connection.scalars(text("SELECT text FROM word")).all() == ["ക്ഷേമം"]
    server.drop("copy")  # although the pool is still connected
    copy.dispose()
    server.drop("copy")  # and twice is once


def test_a_name_cannot_carry_a_command(server: Server) -> None:
    with pytest.raises(ValueError, match="plain database name"):
        server.create('x"; DROP DATABASE postgres; --')


def test_nothing_stays_behind() -> None:
    one = Server().start()
    folder = Path(one.url("postgres").partition("host=")[2])
    assert folder.is_dir()

    one.stop()
    one.stop()

    assert not folder.exists()
    with pytest.raises(RuntimeError, match="not running"):
        one.url("postgres")
