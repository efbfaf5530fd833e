"""Work for later: a row committed with its cause, and a worker that sweeps the rows.

The row is the truth; huey only wakes the worker, with JSON and never with pickle, and sweeps each
minute what a lost wake-up left behind. Every kind of job is safe to run twice.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from flask import Flask
from huey import Huey, PostgresHuey, SqliteHuey, crontab
from huey.registry import Message
from huey.serializer import Serializer
from sqlalchemy import Index, select, update
from sqlalchemy.orm import Mapped, mapped_column

from pdia.kernel import clock
from pdia.kernel.db import Base, Database, insert, session

log = logging.getLogger("pdia.jobs")
MOST_TRIES = 6
Work = Callable[[dict[str, Any]], None]


class Job(Base):
    """One piece of work that was promised when its cause was committed.

    `recurring` is the kind again for work that comes round: one row of it waits for ever.
    """

    __tablename__ = "job"
    __table_args__ = (
        Index("ix_job_state_due_at", "state", "due_at"),
        Index("ix_job_recurring", "recurring", unique=True),
    )

    kind: Mapped[str]
    args: Mapped[dict[str, Any]]
    state: Mapped[str] = mapped_column(default="waiting")
    tries: Mapped[int] = mapped_column(default=0)
    due_at: Mapped[datetime] = mapped_column(default=clock.now)
    error: Mapped[str] = mapped_column(default="")
    recurring: Mapped[str | None]


_EVERY: dict[str, int] = {}
_WORK: dict[str, Work] = {}


def work(kind: str) -> Callable[[Work], Work]:
    """Declare what a kind of job does. It runs in its own transaction, with the app's context."""

    def enter(function: Work) -> Work:
        _WORK[kind] = function
        return function

    return enter


def promise(kind: str, /, **args: Any) -> None:
    """Put a job into the present transaction; the worker is woken once it is committed."""
    session.add(Job(kind=kind, args=args))
    session.info["promised"] = True


def every(kind: str, minutes: int) -> Callable[[Work], Work]:
    """Declare work that comes round every so many minutes, as long as a worker runs."""
    _EVERY[kind] = minutes
    return work(kind)


def keep_recurring(app: Flask) -> None:
    """See that each kind of recurring work has its one waiting row, however many workers ask."""
    database: Database = app.extensions["pdia_database"]
    with database.scope(write=False):
        missing = set(_EVERY) - set(session.scalars(select(Job.recurring).where(Job.recurring.is_not(None))))
    if not missing:
        return
    with database.scope(write=True):
        for kind in sorted(missing):
            row = {"kind": kind, "args": {}, "state": "waiting", "tries": 0, "due_at": clock.now(), "error": ""}
            session.execute(
                insert(Job).values(**row, recurring=kind).on_conflict_do_nothing(index_elements=["recurring"])
            )
        session.commit()


def list_waiting(kind: str) -> Sequence[dict[str, Any]]:
    """What the jobs of one kind that are not done yet were promised for."""
    return session.scalars(select(Job.args).where(Job.kind == kind, Job.state == "waiting")).all()


def hold_back(kind: str, minutes: int) -> None:
    """Let every waiting job of a kind wait longer: what stopped one of them would stop them all."""
    until = clock.now() + timedelta(minutes=minutes)
    session.execute(
        update(Job).where(Job.kind == kind, Job.state == "waiting", Job.due_at < until).values(due_at=until)
    )


def run_due(app: Flask) -> int:
    """Run every job that is due, one transaction each; returns how many were done."""
    database: Database = app.extensions["pdia_database"]
    done = 0
    while job_id := _take(database):
        done += _run(app, database, job_id)
    return done


def _take(database: Database) -> int | None:
    """Claim one due job for ten minutes, so that two workers do not run it at once."""
    with database.scope(write=True):
        now = clock.now()
        job = session.scalar(
            select(Job)
            .where(Job.state == "waiting", Job.due_at <= now)
            .order_by(Job.due_at, Job.id)
            .limit(1)
            .with_for_update(skip_locked=True)
        )
        if job is None:
            return None
        job.tries += 1
        job.due_at = now + timedelta(minutes=10)
        session.commit()
        return job.id


def _run(app: Flask, database: Database, job_id: int) -> int:
    with app.app_context(), database.scope(write=True):
        job = session.get_one(Job, job_id)
        kind, args, tries = job.kind, job.args, job.tries
        session.rollback()  # the work may be slow: it must not hold the writing lock from its start
        try:
            _WORK[kind](args)
            _finish(session.get_one(Job, job_id))
            session.commit()
        except Exception as error:  # whatever a job raises, the next one must run
            session.rollback()
            log.exception("job %s %s failed, try %s", kind, job_id, tries)
            job = session.get_one(Job, job_id)
            job.error = f"{type(error).__name__}: {error}"[:500]
            job.due_at = clock.now() + timedelta(minutes=2 ** min(tries, MOST_TRIES))
            if tries >= MOST_TRIES and not job.recurring:
                job.state = "given up"
            session.commit()
            return 0
    return 1


def _finish(job: Job) -> None:
    if job.recurring is None:
        job.state = "done"
    else:
        job.tries, job.error = 0, ""
        job.due_at = clock.now() + timedelta(minutes=_EVERY.get(job.kind, 60))


class _Json(Serializer):
    """Huey's messages as JSON: whoever can write the queue must not be able to run code."""

    def _serialize(self, data: Any) -> bytes:
        return json.dumps(data).encode()

    def _deserialize(self, data: bytes) -> Any:
        told = json.loads(data)
        return Message(*told) if isinstance(told, list) and len(told) == len(Message._fields) else told


class Waker:
    """Huey for one application: wakes the worker after a commit, and sweeps each minute."""

    def __init__(self, app: Flask, database_url: str, file: Path) -> None:
        if database_url.startswith("postgresql"):
            dsn = database_url.replace("postgresql+psycopg://", "postgresql://", 1)
            self.huey: Huey = PostgresHuey("pdia", dsn=dsn, results=False, serializer=_Json())
        else:
            # Huey uses the standard library's SQLite, which may carry the WAL-reset bug: no WAL here.
            self.huey = SqliteHuey(
                "pdia", filename=str(file), journal_mode="delete", fsync=True, results=False, serializer=_Json()
            )

        def wake_worker() -> None:
            run_due(app)

        def sweep_each_minute() -> None:
            keep_recurring(app)
            run_due(app)

        self._wake = self.huey.task()(wake_worker)
        self.huey.periodic_task(crontab(minute="*"))(sweep_each_minute)

    def close(self) -> None:
        """Let go of the queue's connection."""
        self.huey.storage.close()

    def wake(self) -> None:
        """Tell the worker that there is work; losing this only costs up to a minute."""
        try:
            self._wake()
        except Exception:  # the queue's own store may be busy or away; the sweep comes anyway
            log.warning("could not wake the worker", exc_info=True)


def consume(app: Flask) -> None:
    """Run the worker until a signal: what ``pdia worker`` does."""
    waker: Waker = app.extensions["pdia_waker"]()
    keep_recurring(app)
    run_due(app)
    waker.huey.create_consumer(workers=1, periodic=True, initial_delay=0.1, max_delay=1.0).run()
