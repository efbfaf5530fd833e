"""Alembic's entry: runs the migrations on the engine it is given, on SQLite and PostgreSQL alike."""

from __future__ import annotations

from typing import Literal

from alembic import context
from sqlalchemy import JSON, Engine

import pdia.app  # noqa: F401  importing it enters every table into the metadata
from pdia.kernel.db import Base, Moment, Words


def _plain(kind: str, thing: object, _context: object) -> str | Literal[False]:
    """Write our own column types as what they are in the database: a migration never imports the project."""
    if kind == "type" and isinstance(thing, Words):
        return "sa.Text()"
    if kind == "type" and isinstance(thing, Moment):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(thing, JSON):
        return "sa.JSON().with_variant(postgresql.JSONB(), 'postgresql')"
    return False


def run(engine: Engine) -> None:
    """Run all migrations in one transaction."""
    with engine.execution_options(write=True).connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            render_as_batch=connection.dialect.name == "sqlite",
            compare_type=False,
            render_item=_plain,
        )
        with context.begin_transaction():
            context.run_migrations()


run(context.config.attributes["engine"])
