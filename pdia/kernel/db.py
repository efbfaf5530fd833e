"""The database: one engine an application, one session a request, job or test.

SQLite comes through ``pysqlite3``, whose bundled library is free of the WAL-reset bug of
3.7.0 to 3.51.2; with an affected library the safe but slower journal is chosen instead.
Writing requests begin IMMEDIATE: a reading transaction that turns into a writing one fails
at once with "database is locked", whatever the busy wait.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any, ClassVar

import pysqlite3
from sqlalchemy import (
    JSON,
    DateTime,
    Dialect,
    Engine,
    MetaData,
    Text,
    TypeDecorator,
    create_engine,
    event,
    inspect,
    text,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column
from werkzeug.local import LocalProxy

from pdia.kernel.text import clean

SAFE_SQLITE = (3, 51, 3)
READING = frozenset({"GET", "HEAD", "OPTIONS"})
"""The methods of requests whose transaction only reads; one transaction that writes must not wait for another."""
_current: ContextVar[Session] = ContextVar("current_session")

session: Session = LocalProxy(_current)  # type: ignore[assignment]
"""The session of the request, job or test that runs; opened by :meth:`Database.scope`."""


class Moment(TypeDecorator[datetime]):
    """A moment in UTC, aware on both databases."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is not None and value.tzinfo is None:
            raise ValueError("a moment needs its time zone: use kernel.clock.now()")
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value.replace(tzinfo=UTC) if value and value.tzinfo is None else value


class Words(TypeDecorator[str]):
    """Text without a length of its own: limits are rules, stated once, counted in characters."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else clean(value)


class Base(DeclarativeBase):
    """What every table has: named constraints, so that migrations can speak of them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_N_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        str: Words,
        datetime: Moment,
        dict[str, Any]: JSON().with_variant(JSONB(), "postgresql"),
        list[Any]: JSON().with_variant(JSONB(), "postgresql"),
    }

    id: Mapped[int] = mapped_column(primary_key=True)


def lock(row: object) -> None:
    """Read a row's columns anew and lock it until the commit; what was loaded beside it stays loaded."""
    columns = [column.key for column in inspect(row).mapper.column_attrs]
    session.refresh(row, columns, with_for_update=True)


def insert(model: type[Base]) -> Any:
    """The database's own INSERT, which knows what to do ``on_conflict_...``: of two at one moment, neither fails."""
    return (postgresql if session.get_bind().dialect.name == "postgresql" else sqlite).insert(model)


class Database:
    """The engine of one application and its sessions."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.is_sqlite = url.startswith("sqlite:")
        self.engine = _sqlite(url) if self.is_sqlite else _postgres(url)
        self._writing = self.engine.execution_options(write=True)

    @contextmanager
    def scope(self, *, write: bool) -> Iterator[Session]:
        """The current session for a block of work; what was not committed is rolled back."""
        opened = Session(self._writing if write else self.engine, expire_on_commit=False)
        token = _current.set(opened)
        try:
            yield opened
        finally:
            opened.close()
            _current.reset(token)

    def answers(self) -> bool:
        """Whether the database answers at all, for ``/healthz`` and ``pdia check``."""
        try:
            with self.engine.connect() as connection:
                return bool(connection.scalar(text("SELECT 1")) == 1)
        except Exception:  # any driver's failure means "no"; the caller reports it
            return False


def _sqlite(url: str) -> Engine:
    engine = create_engine(url, module=pysqlite3, connect_args={"timeout": 10})
    safe = tuple(pysqlite3.sqlite_version_info) >= SAFE_SQLITE
    journal = ("WAL", "FULL") if safe else ("DELETE", "EXTRA")

    @event.listens_for(engine, "connect")
    def _settle(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # we send BEGIN ourselves
        for pragma in (
            "busy_timeout=10000",
            f"journal_mode={journal[0]}",
            f"synchronous={journal[1]}",
            "foreign_keys=ON",
            "temp_store=MEMORY",
            "cache_size=-16000",
            "journal_size_limit=67108864",
        ):
            connection.execute("PRAGMA " + pragma)

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        write = connection.get_execution_options().get("write")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")

    return engine


def _postgres(url: str) -> Engine:
    return create_engine(url, pool_pre_ping=True, pool_size=8, max_overflow=8)
