"""Reading how far mentors have looked, their notes, and who stands in for whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from pdia.accounts.models import Account
from pdia.kernel.db import session
from pdia.mentoring.models import MentorLook, MentorNote
from pdia.teams.models import MentorAssignment, Team

MOST_NOTES = 50


@dataclass(frozen=True)
class Cover:
    """One arrangement: who stands in for whom, from when to when, for one team or several."""

    rows: tuple[MentorAssignment, ...]

    @property
    def id(self) -> int:
        """The number by which the arrangement is called: that of its first team."""
        return self.rows[0].id

    @property
    def first(self) -> MentorAssignment:
        """Dates and people, which all its teams share."""
        return self.rows[0]


def find_looks(account_id: int, team_ids: Collection[int]) -> dict[int, datetime]:
    """Up to when a mentor has looked at some teams, by team; those never looked at are missing."""
    rows = session.execute(
        select(MentorLook.team_id, MentorLook.at).where(
            MentorLook.account_id == account_id, MentorLook.team_id.in_(team_ids)
        )
    )
    return dict(rows.all())


def list_notes(team_id: int, *, limit: int = MOST_NOTES, before: int | None = None) -> Sequence[MentorNote]:
    """The notes on a team, struck ones too, the newest first, older than note `before`."""
    query = select(MentorNote).where(MentorNote.team_id == team_id).order_by(MentorNote.id.desc()).limit(limit)
    if before is not None:
        query = query.where(MentorNote.id < before)
    return session.scalars(query).all()


def find_note(team_id: int, note_id: int) -> MentorNote | None:
    """One note on this team, or None."""
    return session.scalar(select(MentorNote).where(MentorNote.id == note_id, MentorNote.team_id == team_id))


def list_mentoring_of(account_id: int, today: date) -> Sequence[MentorAssignment]:
    """A person's running assignments with team, cohort, place and the colleague they stand in for, by team."""
    team = joinedload(MentorAssignment.team)
    return session.scalars(
        select(MentorAssignment)
        .join(Team, Team.id == MentorAssignment.team_id)
        .where(
            MentorAssignment.account_id == account_id,
            MentorAssignment.starts_on <= today,
            or_(MentorAssignment.ends_on.is_(None), MentorAssignment.ends_on >= today),
        )
        .options(team.joinedload(Team.cohort), team.joinedload(Team.place), joinedload(MentorAssignment.covers))
        .order_by(Team.name, MentorAssignment.covers_id.isnot(None), MentorAssignment.id)
    ).all()


def list_colleagues(institute_id: int, account_id: int, today: date) -> Sequence[Account]:
    """The other people who mentor a team of the institute today, by name."""
    mentoring = select(MentorAssignment.account_id).where(
        MentorAssignment.institute_id == institute_id,
        MentorAssignment.starts_on <= today,
        or_(MentorAssignment.ends_on.is_(None), MentorAssignment.ends_on >= today),
    )
    return session.scalars(
        select(Account)
        .where(
            Account.institute_id == institute_id,
            Account.id.in_(mentoring),
            Account.id != account_id,
            Account.disabled_at.is_(None),
        )
        .order_by(Account.name, Account.id)
    ).all()


def list_covers(account_id: int, today: date) -> list[Cover]:
    """Running and coming covers that a person gives or takes, the first to begin first."""
    rows = session.scalars(
        select(MentorAssignment)
        .where(
            MentorAssignment.covers_id.isnot(None),
            or_(MentorAssignment.account_id == account_id, MentorAssignment.covers_id == account_id),
            MentorAssignment.ends_on >= today,
            MentorAssignment.ends_on >= MentorAssignment.starts_on,
        )
        .options(
            joinedload(MentorAssignment.team),
            joinedload(MentorAssignment.account),
            joinedload(MentorAssignment.covers),
        )
        .order_by(MentorAssignment.starts_on, MentorAssignment.id)
    )
    groups: dict[tuple[object, ...], list[MentorAssignment]] = defaultdict(list)
    for row in rows:
        groups[row.covers_id, row.account_id, row.starts_on, row.ends_on].append(row)
    return [Cover(tuple(group)) for group in groups.values()]


def list_assignments_in(account_id: int, team_ids: Collection[int]) -> Sequence[MentorAssignment]:
    """All assignments of one person to some teams, ended ones too, with the teams."""
    return session.scalars(
        select(MentorAssignment)
        .where(MentorAssignment.account_id == account_id, MentorAssignment.team_id.in_(team_ids))
        .options(joinedload(MentorAssignment.team))
    ).all()
