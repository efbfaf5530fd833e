"""Reading meetings, thanks, and whose view is there: the statements never grow with the work."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Integer, String, cast, func, literal, select, union_all
from sqlalchemy.orm import joinedload

from pdia.history.models import Revision
from pdia.kernel.db import session
from pdia.outreach.models import AskPromise, Contact, Thanks, TurnRound
from pdia.threads.models import Comment, Thread
from pdia.threads.rules import Side
from pdia.voices.models import Voice, VoiceRound

REVISION, COMMENT, VOICE, PROMISE = "revision", "comment", "voice", "promise"


def list_contacts(cycle_id: int, *, struck: bool = False) -> Sequence[Contact]:
    """The cycle's visits, calls and talks with their departments, the newest first; struck ones only if asked for."""
    query = (
        select(Contact)
        .where(Contact.cycle_id == cycle_id)
        .options(joinedload(Contact.department))
        .order_by(Contact.met_on.desc(), Contact.id.desc())
    )
    return session.scalars(query if struck else query.where(Contact.struck.is_(False))).all()


def find_contact(cycle_id: int, contact_id: int) -> Contact | None:
    """One visit, call or talk of this cycle with its department, or None."""
    return session.scalar(
        select(Contact)
        .where(Contact.id == contact_id, Contact.cycle_id == cycle_id)
        .options(joinedload(Contact.department))
    )


def count_contacts(cycle_id: int) -> int:
    """How many stand."""
    query = select(func.count()).select_from(Contact).where(Contact.cycle_id == cycle_id, Contact.struck.is_(False))
    return session.scalar(query) or 0


def list_thanks(cycle_id: int, *, limit: int = 200) -> Sequence[Thanks]:
    """The thanks that stand, with both departments, the newest first."""
    return session.scalars(
        select(Thanks)
        .where(Thanks.cycle_id == cycle_id, Thanks.struck.is_(False))
        .options(joinedload(Thanks.giver), joinedload(Thanks.receiver))
        .order_by(Thanks.id.desc())
        .limit(limit)
    ).all()


def find_thanks(cycle_id: int, thanks_id: int) -> Thanks | None:
    """Thanks of this cycle, or None."""
    return session.scalar(select(Thanks).where(Thanks.id == thanks_id, Thanks.cycle_id == cycle_id))


def count_thanks(cycle_id: int) -> int:
    """How many were written."""
    return session.scalar(select(func.count()).select_from(Thanks).where(Thanks.cycle_id == cycle_id)) or 0


@dataclass(frozen=True)
class Sign:
    """One sign of somebody's view: whose it is, where, and for a promise the department that will be asked.

    `place` is a kind of row, a stage or what a round of voices asked; `number` the round's id or the
    department promised; `who` an account, for voices a membership.
    """

    source: str
    place: str
    number: int
    who: int
    name: str
    posting: str
    hidden: bool


def list_signs(cycle_id: int, kinds: Sequence[str], stages: Sequence[str], whats: Sequence[str]) -> list[Sign]:
    """Who wrote, spoke, answered or promised to ask in some stages of a cycle, each once: one statement.

    Private answers come only from rounds that are revealed.
    """
    nothing = literal(0, Integer)
    written = (
        select(
            literal(REVISION, String).label("source"),
            Revision.kind.label("place"),
            nothing.label("number"),
            Revision.account_id.label("who"),
            Revision.name.label("name"),
            Revision.posting.label("posting"),
            nothing.label("hidden"),
        )
        .where(Revision.cycle_id == cycle_id, Revision.kind.in_(kinds))
        .distinct()
    )
    said = (
        select(
            literal(COMMENT, String), Thread.stage, nothing, Comment.account_id, Comment.name, Comment.posting, nothing
        )
        .join(Thread, Thread.id == Comment.thread_id)
        .where(Thread.cycle_id == cycle_id, Thread.stage.in_(stages), Comment.side == Side.TEAM.value)
        .distinct()
    )
    answered = (
        select(
            literal(VOICE, String),
            VoiceRound.what,
            VoiceRound.id,
            Voice.membership_id,
            literal("", String),
            literal("", String),
            cast(VoiceRound.names_hidden, Integer),
        )
        .join(VoiceRound, VoiceRound.id == Voice.round_id)
        .where(
            VoiceRound.cycle_id == cycle_id,
            VoiceRound.what.in_(whats),
            VoiceRound.revealed_at.is_not(None),
            Voice.finished.is_(True),
        )
    )
    promised = select(
        literal(PROMISE, String),
        AskPromise.stage,
        AskPromise.department_id,
        AskPromise.account_id,
        AskPromise.name,
        AskPromise.posting,
        nothing,
    ).where(AskPromise.cycle_id == cycle_id, AskPromise.stage.in_(stages))
    rows = session.execute(union_all(written, said, answered, promised))
    return [Sign(row[0], row[1], row[2], row[3], row[4], row[5], bool(row[6])) for row in rows]


def find_promise(cycle_id: int, stage: str, department_id: int) -> AskPromise | None:
    """Who will ask a department about a stage, or None."""
    return session.scalar(
        select(AskPromise).where(
            AskPromise.cycle_id == cycle_id, AskPromise.stage == stage, AskPromise.department_id == department_id
        )
    )


def find_turn_round(cycle_id: int, stage: str, question: str) -> TurnRound | None:
    """The round of a question that goes on, or None."""
    return session.scalar(
        select(TurnRound)
        .where(
            TurnRound.cycle_id == cycle_id,
            TurnRound.stage == stage,
            TurnRound.question == question,
            TurnRound.ended.is_(False),
        )
        .order_by(TurnRound.id.desc())
        .limit(1)
    )


def list_turn_rounds(cycle_id: int, stage: str) -> Sequence[TurnRound]:
    """The rounds of a stage that go on, the newest first."""
    return session.scalars(
        select(TurnRound)
        .where(TurnRound.cycle_id == cycle_id, TurnRound.stage == stage, TurnRound.ended.is_(False))
        .order_by(TurnRound.id.desc())
    ).all()


def list_rows_of_kind(cycle_id: int, kind: str) -> Sequence[int]:
    """The rows of a kind that were ever written in a cycle; two are enough to know that there are several."""
    query = select(Revision.row_id).where(Revision.cycle_id == cycle_id, Revision.kind == kind).distinct().limit(2)
    return session.scalars(query).all()
