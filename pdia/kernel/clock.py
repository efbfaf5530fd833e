"""The one place that knows the time, so that tests and the demonstration can choose it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

_chosen: ContextVar[datetime | None] = ContextVar("chosen_moment", default=None)


def now() -> datetime:
    """The present moment in UTC, or the moment chosen with :func:`at`."""
    return _chosen.get() or datetime.now(UTC)


def today(zone: str = "Asia/Kolkata") -> date:
    """Today's date in `zone`, an IANA name (the institute's)."""
    return now().astimezone(ZoneInfo(zone)).date()


def day_of(moment: datetime, zone: str = "Asia/Kolkata") -> date:
    """The date on which `moment` fell in `zone`."""
    return moment.astimezone(ZoneInfo(zone)).date()


@contextmanager
def at(moment: datetime) -> Iterator[datetime]:
    """Everything inside happens at `moment` (aware, any zone): for tests and the demonstration."""
    token = _chosen.set(moment.astimezone(UTC))
    try:
        yield moment
    finally:
        _chosen.reset(token)
