"""``pdia admin add``: the first administrator, the first course coordinator, the way back in."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import select

from pdia.accounts.operations import set_password_by_code
from pdia.accounts.queries import find_account_by_login
from pdia.cohorts.queries import holds_role
from pdia.commands.admin import admin
from pdia.institutes.models import Institute
from pdia.kernel import clock
from pdia.kernel.db import Database, session
from pdia.kernel.settings import read_settings

KILA = ("--institute", "Institute of Local Administration")


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Database:
    """An installation without a database yet."""
    monkeypatch.setenv("PDIA_INSTANCE", str(tmp_path))
    monkeypatch.delenv("PDIA_DATABASE_URL", raising=False)
    return Database(read_settings().database_url)


def _add(*words: str) -> Result:
    return CliRunner().invoke(admin, ["add", *words])


def _code(result: Result) -> str:
    last = result.output.strip().splitlines()[-1]
    assert re.fullmatch(r"[2-9A-Z]{4}-[2-9A-Z]{4}", last), result.output
    return last


def test_the_first_administrator_on_an_empty_machine(database: Database) -> None:
    result = _add("biju", "--name", "Biju Thomas", *KILA)
    assert result.exit_code == 0, result.output
    with database.scope(write=True):
        account = find_account_by_login("biju")
        assert account is not None
        assert account.is_site_admin
        assert not holds_role(account.id, "facilitator", clock.today())
        set_password_by_code([account], _code(result), "hashed", secret=read_settings().secret_key)
    database.engine.dispose()


def test_a_facilitator_of_the_same_institute(database: Database) -> None:
    _add("biju", "--name", "Biju Thomas", *KILA)
    result = _add(
        "leela", "--name", "Leela Varghese", "--institute", "institute of local  administration", "--facilitator"
    )
    assert result.exit_code == 0, result.output
    with database.scope(write=False):
        account = find_account_by_login("leela")
        assert account is not None
        assert holds_role(account.id, "facilitator", clock.today())
        assert not account.is_site_admin
        assert len(session.scalars(select(Institute)).all()) == 1
    database.engine.dispose()


def test_again_gives_a_new_code_and_the_role(database: Database) -> None:
    first = _add("biju", "--name", "Biju Thomas", *KILA)
    again = _add("biju", "--name", "Biju Thomas", *KILA, "--facilitator")
    assert _code(first) != _code(again)
    with database.scope(write=False):
        account = find_account_by_login("biju")
        assert account is not None
        assert account.is_site_admin
        assert holds_role(account.id, "facilitator", clock.today())
    database.engine.dispose()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("b!", "--name", "Biju", *KILA), "Use letters, digits"),
        (("biju", "--name", " ", *KILA), "--name"),
        (("biju", "--name", "Biju", "--institute", " "), "--institute"),
        (("biju", "--name", "Biju", *KILA, "--email", "nowhere"), "name@office.in"),
        (("known", "--name", "Known", *KILA), "another institute"),
    ],
)
def test_refusals_are_one_clear_line(database: Database, words: tuple[str, ...], said: str) -> None:
    _add("known", "--name", "Known", "--institute", "Elsewhere")
    result = _add(*words)
    assert result.exit_code == 1
    assert said in result.output
    assert "Traceback" not in result.output
    database.engine.dispose()
