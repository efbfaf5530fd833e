"""The letters: one for each person who has something due, however much it is.

A job looks each minute whose notices are due and promises one letter a person. That letter works out the
person's rights anew, leaves out what is settled, and is claimed before it is sent: after a crash in between,
the same notices go out once more under the same number, which mail programs show once.
"""

from __future__ import annotations

import uuid
from typing import Any

from flask import current_app, g, render_template, url_for
from flask_babel import force_locale
from sqlalchemy import update

from pdia.accounts.models import Account
from pdia.accounts.operations import note_mail_refused
from pdia.cycles.models import Cycle
from pdia.cycles.rules import CycleState
from pdia.kernel import clock
from pdia.kernel.db import session
from pdia.kernel.i18n import say
from pdia.kernel.jobs import every, hold_back, list_waiting, promise, work
from pdia.kernel.mail import MailAway, MailRefused, MailUnsent, compose, send
from pdia.kernel.words import N_, Message
from pdia.notices.digest import Letter, letter_of
from pdia.notices.models import Notice
from pdia.notices.operations import drop_settled
from pdia.notices.queries import find_reader, list_cycles, list_due, list_due_accounts
from pdia.notices.rules import Kind, Mail, may_still_read
from pdia.teams.actors import load_actor

LETTER = "notices.letter"
WAIT_WHEN_AWAY = 5
"""Minutes for which all letters wait when the mail server could not be reached for one of them."""
SUBJECT_ONE = N_("%(team)s: %(said)s")
SUBJECT_TEAM = N_("%(team)s: %(count)s new notices")
SUBJECT_TEAMS = N_("%(team)s and other teams: %(count)s new notices")


@every("notices.gather", minutes=1)
def gather(_args: dict[str, Any]) -> None:
    """Promise a letter for everybody who has something due and no letter promised yet."""
    promised = {args.get("account_id") for args in list_waiting(LETTER)}
    for account_id in list_due_accounts(clock.now()):
        if account_id not in promised:
            promise(LETTER, account_id=account_id)


@work(LETTER)
def letter(args: dict[str, Any]) -> None:
    """Write and send one person's letter. Run twice, the second finds nothing to send."""
    account = find_reader(int(args["account_id"]))
    notices = list(list_due(account.id, clock.now())) if account else []
    if account is None or not notices:
        return
    cycles = list_cycles({one.cycle_id for one in notices if one.cycle_id})
    claimed = _claim(account, notices, cycles)
    session.commit()  # the claim stands, and nothing is locked while we write and the mail server thinks
    if claimed:
        _send(account, claimed[0].letter, _write(account, claimed, cycles))


def _claim(account: Account, notices: list[Notice], cycles: dict[int, Cycle]) -> list[Notice]:
    """Put into a letter what its reader may read today and what still needs somebody; the rest is stopped."""
    if lost := _no_way_to(account):
        for notice in notices:
            notice.mail = lost
        return []
    if begun := next((one.letter for one in notices if one.letter), ""):
        notices = [one for one in notices if one.letter == begun]  # an interrupted letter goes out as it was
    who = load_actor(account, account.institute.zone)
    readable = []
    for notice in notices:
        cycle = cycles.get(notice.cycle_id or 0)
        rests = notice.kind == Kind.REMINDER and (cycle is None or cycle.state != CycleState.OPEN)
        if rests or notice.team is None or not may_still_read(who, notice.about, notice.team.scope):
            notice.mail = Mail.STOPPED
        else:
            readable.append(notice)
    kept = drop_settled(readable)
    number = begun or uuid.uuid4().hex
    for notice in kept:
        notice.letter = number
    return kept


def _no_way_to(account: Account) -> Mail | None:
    """What becomes of letters to somebody whom no letter can reach."""
    if account.disabled_at is not None:
        return Mail.STOPPED
    if not account.email:
        return Mail.NONE
    return Mail.REFUSED if account.mail_refused_at is not None else None


def _write(account: Account, notices: list[Notice], cycles: dict[int, Cycle]) -> tuple[str, str, str]:
    """The subject, the text and the page of a letter, in the reader's language and the institute's zone."""
    base = _base()
    with current_app.test_request_context(), force_locale(account.language):
        g.zone = account.institute.zone
        content = letter_of(notices, cycles)
        values = {
            "letter": content,
            "name": account.name,
            "language": account.language,
            "base": base,
            "choose": f"{base}{url_for('notices.choices')}",
            "all_of_them": f"{base}{url_for('notices.index')}",
        }
        text, page = (render_template(f"notices/letter.{kind}", **values) for kind in ("txt", "html"))
        return say(_subject(content)), text, page


def _base() -> str:
    return current_app.extensions["pdia_settings"].base_url or "http://127.0.0.1:8000"


def _subject(content: Letter) -> Message:
    team = content.teams[0] if content.teams else ""
    if content.only is not None:
        return Message(SUBJECT_ONE, {"team": team, "said": content.only.said})
    words = SUBJECT_TEAM if len(content.teams) == 1 else SUBJECT_TEAMS
    return Message(words, {"team": team, "count": content.count})


def _send(account: Account, number: str, written: tuple[str, str, str]) -> None:
    settings = current_app.extensions["pdia_settings"]
    subject, text, page = written
    leave = f"{_base()}/account/notices"
    try:
        post = compose(account.email, subject, text, settings, page=page, number=f"notices-{number}", leave=leave)
        send(post, settings)
    except MailRefused as refused:
        _mark(number, Mail.REFUSED)
        note_mail_refused(session.get_one(Account, account.id), account.email, str(refused))
    except MailUnsent as unsent:
        _let_go(number, everybody=isinstance(unsent, MailAway))
        raise
    else:
        _mark(number, Mail.SENT)


def _mark(number: str, mail: Mail) -> None:
    """Say what became of a letter's notices; it is committed together with the job."""
    sent = clock.now() if mail is Mail.SENT else None
    session.execute(
        update(Notice).where(Notice.letter == number, Notice.mail == Mail.WAITING).values(mail=mail, mailed_at=sent)
    )


def _let_go(number: str, *, everybody: bool) -> None:
    """The letter was certainly not taken: its notices go into the next one, with what has come since."""
    session.execute(update(Notice).where(Notice.letter == number, Notice.mail == Mail.WAITING).values(letter=""))
    if everybody:
        hold_back(LETTER, WAIT_WHEN_AWAY)
    session.commit()
