"""Telling people, taking back what is settled, noting what was seen. The caller commits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy import update

from pdia.access.actor import Actor
from pdia.cycles.models import Cycle
from pdia.cycles.rules import CycleState
from pdia.kernel import clock
from pdia.kernel.db import insert, session
from pdia.kernel.words import Message
from pdia.notices.models import LetterTime, Notice, NoticeChoice
from pdia.notices.queries import Recipient, list_recipients
from pdia.notices.rules import ASKING, Kind, Mail, When, due, pack, thing_of

Wanted = Callable[[Collection[int]], Collection[int]]
_wanted: dict[str, Wanted] = {}


def still_wanted(thing: str, wanted: Wanted) -> None:
    """Enter how a slice says, just before a letter, which of its things still need somebody.

    `wanted` takes the numbers of several things ("iteration:7" is 7 of ``iteration``) and gives those
    whose questions and reminders are still worth sending.
    """
    _wanted[thing] = wanted


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
    author: tuple[str, str] | None = None,
) -> None:
    """Tell the accounts `to` something of a cycle; whoever did it is never told of it themselves.

    `author` (name and posting) outweighs `by` where the words are another person's. While a cycle is
    paused or finished nobody is reminded.
    """
    if kind is Kind.REMINDER and cycle.state != CycleState.OPEN:
        return
    now = clock.now()
    name, posting = author or (by.name, by.posting_in(cycle.team_id))
    for reader in list_recipients(set(to) - {by.account_id}, kind):
        moment = _moment(reader)
        session.add(
            Notice(
                institute_id=cycle.institute_id,
                account_id=reader.account_id,
                kind=kind,
                cycle_id=cycle.id,
                team_id=cycle.team_id,
                stage=stage,
                about=about,
                said=said.text,
                values=pack(said.values),
                words=words,
                path=path,
                name=name,
                posting=posting,
                at=now,
                mail=Mail.WAITING if moment else Mail.NONE,
                mail_due_at=moment,
            )
        )


def _moment(reader: Recipient) -> datetime | None:
    if not reader.can_have_letters:
        return None
    return due(reader.choice, reader.hour, reader.weekday, clock.now(), reader.zone)


def settle(about: str) -> None:
    """A thing needs nobody any more: letters that ask or remind, and were not sent yet, are not sent.

    What was said or done is news all the same and still goes out.
    """
    session.execute(
        update(Notice)
        .where(Notice.about == about, Notice.mail == Mail.WAITING, Notice.kind.in_(ASKING))
        .values(mail=Mail.STOPPED)
    )


def take_back(about: str) -> None:
    """What was told is taken back by whoever said it: no letter carries it, and its words go from the list too."""
    session.execute(update(Notice).where(Notice.about == about, Notice.mail == Mail.WAITING).values(mail=Mail.STOPPED))
    session.execute(update(Notice).where(Notice.about == about).values(words="", seen_at=clock.now()))


def reword(about: str, words: str) -> None:
    """What somebody writes went on: notices of it whose letter was not written yet carry the newest words."""
    session.execute(
        update(Notice)
        .where(Notice.about == about, Notice.letter == "", Notice.mail.in_((Mail.WAITING, Mail.NONE)))
        .values(words=words)
    )


def drop_settled(notices: Sequence[Notice]) -> list[Notice]:
    """Of notices whose letter is due those that still need somebody; the others are stopped."""
    numbers: dict[str, set[int]] = defaultdict(set)
    for notice in notices:
        thing, number = thing_of(notice.about)
        if notice.kind in ASKING and thing in _wanted:
            numbers[thing].add(number)
    open_ones = {thing: set(_wanted[thing](asked)) for thing, asked in numbers.items()}
    kept = []
    for notice in notices:
        thing, number = thing_of(notice.about)
        if notice.kind in ASKING and thing in open_ones and number not in open_ones[thing]:
            notice.mail = Mail.STOPPED
        else:
            kept.append(notice)
    return kept


def see(about: str, account_id: int) -> None:
    """This person opened the thing: its notices are seen."""
    see_several([about], account_id)


def see_several(abouts: Collection[str], account_id: int) -> None:
    """This person opened several things at once."""
    session.execute(
        update(Notice)
        .where(Notice.account_id == account_id, Notice.seen_at.is_(None), Notice.about.in_(abouts))
        .values(seen_at=clock.now())
    )


def see_team(team_id: int, account_id: int, until: datetime) -> None:
    """This person has read all that is new of a team up to a moment."""
    session.execute(
        update(Notice)
        .where(Notice.account_id == account_id, Notice.team_id == team_id)
        .where(Notice.seen_at.is_(None), Notice.at <= until)
        .values(seen_at=clock.now())
    )


def see_all(account_id: int, only: Collection[int] | None = None) -> None:
    """Mark a person's notices as seen: all of them, or `only` some by their ids."""
    query = update(Notice).where(Notice.account_id == account_id, Notice.seen_at.is_(None))
    if only is not None:
        query = query.where(Notice.id.in_(only))
    session.execute(query.values(seen_at=clock.now()))


def choose(account_id: int, choices: Mapping[Kind, When], hour: int, weekday: int, zone: str) -> None:
    """Keep when a person wants letters; what waits already is moved to that time, or does not go out."""
    now = clock.now()
    for kind, when in choices.items():
        session.execute(
            insert(NoticeChoice)
            .values(account_id=account_id, kind=kind.value, mail=when.value)
            .on_conflict_do_update(index_elements=["account_id", "kind"], set_={"mail": when.value})
        )
        moment = due(when, hour, weekday, now, zone)
        session.execute(
            update(Notice)
            .where(
                Notice.account_id == account_id,
                Notice.kind == kind,
                Notice.mail == Mail.WAITING,
                Notice.letter == "",  # one that is under way stays as it is
            )
            .values(mail=Mail.WAITING if moment else Mail.NONE, mail_due_at=moment)
        )
    values = {"hour": hour, "weekday": weekday}
    session.execute(
        insert(LetterTime)
        .values(account_id=account_id, **values)
        .on_conflict_do_update(index_elements=["account_id"], set_=values)
    )
