"""``pdia demo``: load the demonstration institutes into an empty database."""

from __future__ import annotations

import sys

import click
from sqlalchemy import select

from pdia.accounts.operations import hash_password
from pdia.commands.demonstration import PASSWORD, read
from pdia.commands.demonstration.people import set_up_institute
from pdia.commands.demonstration.talk import settle_notices
from pdia.commands.demonstration.team import load_team
from pdia.institutes.models import Institute
from pdia.kernel import clock
from pdia.kernel.db import Database, session
from pdia.kernel.settings import LOOPBACK, read_settings
from pdia.phrases.operations import begin_phrases

CAST = (
    ("convenor@demo.example", "convenor of the iron-tablet team (Panchayat)"),
    ("trainee@demo.example", "the same team, Education"),
    ("other@demo.example", "another team of the cohort"),
    ("mentor@demo.example", "mentor"),
    ("facilitator@demo.example", "course coordinator"),
    ("authoriser@demo.example", "District Commissioner, asked for backing"),
    ("observer@demo.example", "state support unit"),
    ("stranger@demo.example", "another institute"),
)


@click.command()
@click.option("--if-empty", is_flag=True, help="Do nothing when the database already holds an institute.")
def demo(if_empty: bool) -> None:
    """Load the demonstration: two institutes, three cohorts, ten teams in mid-flight."""
    settings = read_settings()
    if settings.base_url and not any(f"//{host}" in settings.base_url for host in LOOPBACK):
        click.echo("The demonstration has public passwords; it is loaded only for this machine.", err=True)
        sys.exit(1)
    database = Database(settings.database_url)
    with database.scope(write=True):
        if session.scalar(select(Institute.id).limit(1)) is not None:
            if not if_empty:
                click.echo("This database already holds an institute; the demonstration wants an empty one.", err=True)
                sys.exit(1)
        else:
            load_all()
            session.commit()
    database.engine.dispose()
    show_cast()


def load_all() -> None:
    """Put both institutes and all teams into the present session."""
    hashed, today = hash_password(PASSWORD), clock.today()
    for plain in read("institutes.yaml")["institutes"]:
        stage = set_up_institute(plain, hashed, today)
        with click.progressbar(plain["teams"], label=plain["name"], width=20, file=sys.stderr) as teams:
            for team in teams:
                load_team(stage, read(team["file"]))
        facilitator = stage.actor(next(iter(stage.facilitators.values())))
        begin_phrases(stage.institute.id, str, by=facilitator)
    settle_notices()


def show_cast() -> None:
    """Tell who can sign in."""
    click.echo(f"Sign in as one of these, password {PASSWORD}")
    for login, who in CAST:
        click.echo(f"  {login:28} {who}")
