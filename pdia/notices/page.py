"""For pages of slices above: opening a thing marks what one was told of it as seen."""

from __future__ import annotations

from flask import current_app, request
from flask_login import current_user

from pdia.kernel.db import Database
from pdia.notices.operations import see_all, see_several
from pdia.notices.queries import has_unseen, list_unseen_here


def note_seen(*abouts: str) -> None:
    """The signed-in person opens these things ("thread:7"): their notices are seen.

    Costs nothing while nothing at all is unseen, else one statement; it writes, in a transaction of its
    own, only when something about these very things is.
    """
    if request.method != "GET" or not abouts or not current_user.notice_count:
        return
    account_id = current_user.account.id
    if not has_unseen(account_id, abouts):
        return
    database: Database = current_app.extensions["pdia_database"]
    with database.scope(write=True) as own:
        see_several(abouts, account_id)
        own.commit()


def note_seen_here() -> None:
    """The page at this address shows everything that one was told of it, whatever the things are called."""
    if request.method != "GET" or not current_user.notice_count:
        return
    account_id = current_user.account.id
    unseen = list_unseen_here(account_id, request.path)
    if not unseen:
        return
    database: Database = current_app.extensions["pdia_database"]
    with database.scope(write=True) as own:
        see_all(account_id, unseen)
        own.commit()
