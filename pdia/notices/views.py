"""What I was told, and when I want it as a letter."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, current_app, render_template, request, url_for
from flask_login import current_user

from pdia.access.guard import actor, done, needs
from pdia.access.policy import Right
from pdia.kernel.db import Database, session
from pdia.kernel.i18n import weekday_names
from pdia.kernel.sharing import whatsapp_link
from pdia.kernel.words import N_
from pdia.notices import letters  # noqa: F401  enters the jobs that send them
from pdia.notices.digest import text_of, told_of
from pdia.notices.forms import HOURS, ChoicesForm
from pdia.notices.operations import choose, see_all
from pdia.notices.queries import find_choices, find_letter_time, find_notice, list_notices, list_unreadable
from pdia.notices.rules import PAGE, Kind, When

bp = Blueprint("notices", __name__)


@bp.get("/notices")
@needs(Right.ACCOUNT_OWN)
def index() -> str:
    """What I was told, the newest first."""
    before = request.args.get("before", type=int)
    found = list_notices(actor(), before if before and before < 2**31 else None, most=PAGE + 1)
    if current_user.notice_count:
        _forget_unreadable()
    return render_template(
        "notices/index.html",
        told=[told_of(notice) for notice in found[:PAGE]],
        older=found[PAGE - 1].id if len(found) > PAGE else None,
        paged=before is not None,
    )


def _forget_unreadable() -> None:
    """What may not be read any more is not counted as new, in a transaction of its own."""
    gone = list_unreadable(actor())
    if not gone:
        return
    database: Database = current_app.extensions["pdia_database"]
    with database.scope(write=True) as own:
        see_all(actor().account_id, gone)
        own.commit()


@bp.post("/notices/seen")
@needs(Right.ACCOUNT_OWN)
def seen() -> Any:
    """Mark everything I was told as seen."""
    see_all(actor().account_id)
    return done(url_for("notices.index"), N_("All notices are marked as seen."))


@bp.get("/notices/<int:notice_id>/copy")
@needs(Right.ACCOUNT_OWN)
def copy(notice_id: int) -> str:
    """One notice as plain text, to copy into a group."""
    notice = find_notice(actor(), notice_id) or abort(404)
    text = text_of(told_of(notice))
    return render_template("notices/copy.html", text=text, link=whatsapp_link(text))


def _choices_page(form: ChoicesForm | None = None) -> str:
    account = current_user.account
    if form is None:
        hour, weekday = find_letter_time(account.id)
        chosen = {kind.value: when.value for kind, when in find_choices(account.id).items()}
        form = ChoicesForm(formdata=None, data={**chosen, "hour": str(hour), "weekday": str(weekday)})
    return render_template("notices/choices.html", form=_offered(form), account=account)


def _offered(form: ChoicesForm) -> ChoicesForm:
    form.hour.offer(HOURS)
    form.weekday.offer([(str(number), name) for number, name in enumerate(weekday_names())])
    return form


@bp.get("/account/notices")
@needs(Right.ACCOUNT_OWN)
def choices() -> str:
    """When each kind of notice comes as a letter."""
    return _choices_page()


@bp.post("/account/notices")
@needs(Right.ACCOUNT_OWN)
def save_choices() -> Any:
    """Keep the choices; what waits already follows them."""
    form = _offered(ChoicesForm())
    values = form.checked()
    form.need(*(kind.value for kind in Kind), "hour", "weekday")
    if not form.is_good:
        session.rollback()
        return _choices_page(form), 422
    account = current_user.account
    chosen = {kind: When(values[kind.value]) for kind in Kind}
    choose(account.id, chosen, int(values["hour"]), int(values["weekday"]), account.institute.zone)
    return done(url_for("notices.choices"), N_("Your choice is kept."))
