"""``pdia admin add``: the first people of an installation, who then enrol the others."""

from __future__ import annotations

import click

from pdia.accounts.models import Account
from pdia.accounts.operations import add_account, issue_code
from pdia.accounts.queries import find_account_by_login
from pdia.accounts.rules import CODE_LASTS
from pdia.cohorts.operations import give_role
from pdia.cohorts.rules import Role
from pdia.commands.schema import upgrade
from pdia.institutes.models import Institute
from pdia.institutes.operations import add_institute
from pdia.institutes.queries import find_institute_called
from pdia.kernel import clock
from pdia.kernel.db import Database, session
from pdia.kernel.settings import Settings, WrongSetting, read_settings
from pdia.kernel.text import clean_line, is_blank
from pdia.kernel.words import Refusal


@click.group()
def admin() -> None:
    """Site administrators and course coordinators."""


@admin.command("add")
@click.argument("login")
@click.option("--name", required=True, help="The person's name, as colleagues write it.")
@click.option("--institute", required=True, help="The institute's name; it is made if there is none of this name.")
@click.option("--facilitator", is_flag=True, help="Make a course coordinator instead of a site administrator.")
@click.option("--email", default="", help="E-mail address, if there is one.")
@click.option("--language", type=click.Choice(["en", "ml", "hi", "as"]), default="en", show_default=True)
def add(login: str, name: str, institute: str, facilitator: bool, email: str, language: str) -> None:
    """Add LOGIN to an institute and print a one-time code with which they choose a password.

    For somebody who is known already it adds the role and prints a new code: the way back in for
    an administrator who has lost the password. Prints the code alone on the last line.
    """
    try:
        settings = read_settings()
        code = _add(settings, login, name, institute, facilitator=facilitator, email=email, language=language)
    except WrongSetting as wrong:
        raise click.ClickException(str(wrong)) from None
    except Refusal as refusal:
        raise click.ClickException(str(refusal)) from None
    hours = int(CODE_LASTS.total_seconds() // 3600)
    address = f"{settings.base_url or 'http://127.0.0.1:8000'}/password/new"
    click.echo(f"{name} is a {'course coordinator' if facilitator else 'site administrator'} at {institute}.")
    click.echo(f"Open {address} with the login name {login} and this code, which works once for {hours} hours:")
    click.echo(code)


def _add(
    settings: Settings, login: str, name: str, institute: str, *, facilitator: bool, email: str, language: str
) -> str:
    database = Database(settings.database_url)
    upgrade(database)
    try:
        with database.scope(write=True):
            account = _find_or_add(login, name, _institute(institute), email=email, language=language)
            if facilitator:
                give_role(account, Role.FACILITATOR, starts_on=clock.today())
            else:
                account.is_site_admin = True
            code = issue_code(account, issued_by="command line", secret=settings.secret_key)
            session.commit()
            return code
    finally:
        database.engine.dispose()


def _institute(name: str) -> Institute:
    wanted = clean_line(name)
    if is_blank(wanted):
        raise Refusal("Give the institute a name with --institute.")
    return find_institute_called(wanted) or add_institute(wanted)


def _find_or_add(login: str, name: str, institute: Institute, *, email: str, language: str) -> Account:
    if is_blank(name):
        raise Refusal("Give the person a name with --name.")
    known = find_account_by_login(login)
    if known is None:
        return add_account(institute_id=institute.id, login=login, name=name, email=email, language=language)
    if known.institute_id != institute.id:
        raise Refusal("Somebody of another institute signs in with %(login)s. Choose another login name.", login=login)
    return known
