"""Asking for a PDF and keeping it. Whoever may read the cycle may; the page decides that."""

from __future__ import annotations

from pdia.cycles.models import Cycle
from pdia.kernel import clock, jobs
from pdia.kernel.db import session
from pdia.reports.models import Print
from pdia.reports.queries import find_last_change_of_team, find_print
from pdia.reports.rules import LOST_AFTER, Kind, PrintState


def mark_of(cycle: Cycle) -> str:
    """What a document shows: any change of the cycle, a reveal included, or of its team makes another mark."""
    of_team = find_last_change_of_team(cycle.team_id)
    return (max(cycle.changed_at, of_team) if of_team else cycle.changed_at).isoformat()


def ask_for(cycle: Cycle, kind: Kind, language: str) -> None:
    """Promise the document as the cycle is now; asking twice promises once."""
    mark = mark_of(cycle)
    row = find_print(cycle.id, kind, language)
    if row is None:
        row = Print(institute_id=cycle.institute_id, cycle_id=cycle.id, what=kind, language=language, mark="", state="")
        session.add(row)
    promised = row.state == PrintState.WAITING and clock.now() - row.asked_at < LOST_AFTER
    if row.mark == mark and (promised or row.state in (PrintState.READY, PrintState.TOO_LONG)):
        return
    row.mark, row.state, row.asked_at = mark, PrintState.WAITING, clock.now()
    jobs.promise("print", cycle_id=cycle.id, kind=kind.value, language=language)


def keep(cycle_id: int, kind: Kind, language: str, mark: str, state: PrintState, pdf: bytes | None) -> None:
    """Keep what was drawn, unless a newer state of the cycle has been kept in the meantime."""
    row = find_print(cycle_id, kind, language)
    if row is not None and row.mark <= mark:
        row.mark, row.state, row.pdf, row.drawn_at = mark, state, pdf, clock.now()
