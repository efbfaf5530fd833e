"""Telling people, and taking back what is settled. The caller commits."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import update

from pdia.access.actor import Actor
from pdia.cycles.models import Cycle
from pdia.kernel import clock
from pdia.kernel.db import session
from pdia.kernel.words import Message
from pdia.notices.models import Notice
from pdia.notices.rules import Kind, Mail


def tell(
    cycle: Cycle,
    kind: Kind,
    *,
    to: Collection[int],
    by: Actor,
    said: Message,
    about: str,
    path: str,
    words: str = "",
    stage: str = "",
) -> None:
    """Tell the accounts `to` something of a cycle; whoever did it is never told of it themselves."""
    for account_id in sorted(set(to) - {by.account_id}):
        session.add(
            Notice(
                institute_id=cycle.institute_id,
                account_id=account_id,
                kind=kind,
                cycle_id=cycle.id,
                team_id=cycle.team_id,
                stage=stage,
                about=about,
                said=said.text,
                values=dict(said.values),
                words=words,
                path=path,
                name=by.name,
                posting=by.posting_in(cycle.team_id),
                at=clock.now(),
            )
        )


def settle(about: str) -> None:
    """A thing needs nobody any more: its letters that were not sent yet are not sent."""
    session.execute(update(Notice).where(Notice.about == about, Notice.mail == Mail.WAITING).values(mail=Mail.STOPPED))
