"""Telling the cast something, for the tests of notices."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import select

from pdia.accounts.models import Account
from pdia.cycles.queries import find_cycle
from pdia.kernel.db import session
from pdia.kernel.words import Message
from pdia.notices.models import Notice
from pdia.notices.operations import tell
from pdia.notices.rules import Kind
from pdia.teams.actors import load_actor
from tests.world import World

SAID = "%(name)s asks a question on the causes"
WORDS = "Have you asked the pharmacist who signs for the tablets?"


def tell_cast(
    world: World,
    *to: str,
    kind: Kind = Kind.TALK,
    by: str = "convenor",
    said: Message | None = None,
    about: str = "thing:1",
    path: str = "",
    words: str = WORDS,
    stage: str = "fishbone",
    cycle: int | None = None,
) -> None:
    """One event that several of the cast are told of."""
    with world.database.scope(write=True):
        found = find_cycle(cycle or world.cast.cycle)
        assert found is not None
        who = load_actor(session.get_one(Account, world.cast.accounts[by]), "Asia/Kolkata")
        tell(
            found,
            kind,
            to=[world.cast.accounts[login] for login in to],
            by=who,
            said=said or Message(SAID, {"name": who.name}),
            about=about,
            path=path or f"/cycles/{found.id}/fishbone",
            words=words,
            stage=stage,
        )
        session.commit()


def notices_of(world: World, login: str) -> Sequence[Notice]:
    """What one of the cast was told, the oldest first."""
    with world.database.scope(write=False):
        return session.scalars(
            select(Notice).where(Notice.account_id == world.cast.accounts[login]).order_by(Notice.id)
        ).all()


def change_account(world: World, login: str, **values: Any) -> None:
    """Change one of the cast behind the scenes."""
    with world.database.scope(write=True):
        account = session.get_one(Account, world.cast.accounts[login])
        for name, value in values.items():
            setattr(account, name, value)
        session.commit()


def mails(notices: Iterable[Notice]) -> list[str]:
    """What became of notices as letters."""
    return [notice.mail for notice in notices]
