"""The letters of the people slice, sent by the worker so that a dead mail server delays nobody."""

from __future__ import annotations

from typing import Any

from flask import current_app
from flask_babel import force_locale

from pdia.accounts.models import Account
from pdia.accounts.operations import note_mail_refused
from pdia.kernel.db import session
from pdia.kernel.i18n import say
from pdia.kernel.jobs import promise, work
from pdia.kernel.mail import MailRefused, compose, send
from pdia.kernel.words import N_, Message

SUBJECT = N_("Your code for a new password")
BODY = N_(
    "Hello %(name)s,\n\nyour code for a new password is %(code)s\n\n"
    "It works once, within a day, at %(address)s/password/new with your login name %(login)s.\n"
    "If you did not ask for it, do nothing: your password stays as it is.\n"
)


def promise_code(account: Account, code: str) -> None:
    """Promise the letter with a one-time code in the present transaction."""
    promise("mail_code", account_id=account.id, code=code)


@work("mail_code")
def mail_code(args: dict[str, Any]) -> None:
    """Send one code; sent twice it is the same letter twice."""
    account_id = int(args["account_id"])
    account = session.get_one(Account, account_id)
    email = account.email
    settings = current_app.extensions["pdia_settings"]
    with current_app.test_request_context(), force_locale(account.language):
        values = {
            "name": account.name,
            "code": args["code"],
            "login": account.login,
            "address": settings.base_url or "http://127.0.0.1:8000",
        }
        subject, body = say(SUBJECT), say(Message(BODY, values))
    session.rollback()  # nothing is locked while the mail server thinks
    try:
        send(compose(email, subject, body, settings), settings)
    except MailRefused as refused:
        note_mail_refused(session.get_one(Account, account_id), email, str(refused))
