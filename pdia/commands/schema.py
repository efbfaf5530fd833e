"""Bringing a database to the present schema, and ``pdia migrate``."""

from __future__ import annotations

import click
from alembic import command
from alembic.config import Config

from pdia.kernel.db import Database
from pdia.kernel.paths import MIGRATIONS
from pdia.kernel.settings import read_settings


def _config(database: Database) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["engine"] = database.engine
    return config


def upgrade(database: Database) -> None:
    """Run every migration that this database has not seen; running it twice changes nothing."""
    command.upgrade(_config(database), "head")


@click.command()
def migrate() -> None:
    """Bring the database to the present schema. Safe to run again."""
    database = Database(read_settings().database_url)
    upgrade(database)
    database.engine.dispose()
    click.echo("The database is up to date.")
