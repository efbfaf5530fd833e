"""Finding PDFs that were drawn."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import undefer

from pdia.history.models import Revision
from pdia.kernel.db import session
from pdia.reports.models import Print


def find_print(cycle_id: int, what: str, language: str, *, with_pdf: bool = False) -> Print | None:
    """The newest document of a kind in a language, with its bytes if wanted, or None."""
    query = select(Print).where(Print.cycle_id == cycle_id, Print.what == what, Print.language == language)
    return session.scalar(query.options(undefer(Print.pdf)) if with_pdf else query)


def find_last_change_of_team(team_id: int) -> datetime | None:
    """When the team itself last changed: its members, terms, or the offices that back it."""
    return session.scalar(select(func.max(Revision.at)).where(Revision.cycle_id.is_(None), Revision.team_id == team_id))
