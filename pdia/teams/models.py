"""Postings, teams, memberships, mentors and authorisers."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from pdia.access.policy import Scope
from pdia.accounts.models import Account
from pdia.cohorts.models import Cohort
from pdia.directory.models import Department, Designation, Place
from pdia.history.models import Revised
from pdia.institutes.models import InInstitute
from pdia.kernel.db import Base
from pdia.teams.rules import posting_words


class Posting(InInstitute, Base):
    """Which office a person holds in which department and place, from when to when."""

    __tablename__ = "posting"

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    department_id: Mapped[int] = mapped_column(ForeignKey("department.id"))
    designation_id: Mapped[int | None] = mapped_column(ForeignKey("designation.id"))
    place_id: Mapped[int | None] = mapped_column(ForeignKey("place.id"))
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]

    department: Mapped[Department] = relationship(lazy="raise")
    designation: Mapped[Designation | None] = relationship(lazy="raise")
    place: Mapped[Place | None] = relationship(lazy="raise")

    @property
    def words(self) -> str:
        """The posting as text: "Block Resource Person, Education, Block 3"."""
        return posting_words(
            self.designation.name if self.designation else None,
            self.department.name,
            self.place.name if self.place else None,
        )


class Team(Revised, Base):
    """A mixed-department team of one cohort. `functions` maps a function to membership ids."""

    __tablename__ = "team"
    kind = "team"

    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id"), index=True)
    name: Mapped[str]
    level: Mapped[str]
    place_id: Mapped[int | None] = mapped_column(ForeignKey("place.id"), index=True)
    terms: Mapped[str] = mapped_column(default="")
    functions: Mapped[dict[str, Any]] = mapped_column(default=dict)

    cohort: Mapped[Cohort] = relationship(lazy="raise")
    place: Mapped[Place | None] = relationship(lazy="raise")

    @property
    def scope(self) -> Scope:
        """Where the team belongs, for the policy."""
        return Scope(
            institute_id=self.institute_id,
            team_id=self.id,
            place_ids=frozenset({self.place_id} if self.place_id else ()),
        )


class Membership(InInstitute, Base):
    """One person in one team in one posting, for a time. Leaving ends it; nothing is deleted."""

    __tablename__ = "membership"

    team_id: Mapped[int] = mapped_column(ForeignKey("team.id"), index=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    posting_id: Mapped[int] = mapped_column(ForeignKey("posting.id"))
    convenor: Mapped[bool] = mapped_column(default=False)
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]

    team: Mapped[Team] = relationship(lazy="raise")
    account: Mapped[Account] = relationship(lazy="raise")
    posting: Mapped[Posting] = relationship(lazy="raise")


class MentorAssignment(InInstitute, Base):
    """A mentor of a team for a time; `covers_id` is the colleague for whom they stand in, or None."""

    __tablename__ = "mentor_assignment"

    team_id: Mapped[int] = mapped_column(ForeignKey("team.id"), index=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    covers_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), index=True)

    team: Mapped[Team] = relationship(lazy="raise")
    account: Mapped[Account] = relationship(lazy="raise", foreign_keys=account_id)
    covers: Mapped[Account | None] = relationship(lazy="raise", foreign_keys=covers_id)


class Authoriser(Revised, Base):
    """An office whose backing the team needs, named by the team itself; with an account or without."""

    __tablename__ = "authoriser"
    kind = "authoriser"

    team_id: Mapped[int] = mapped_column(ForeignKey("team.id"), index=True)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), index=True)
    title: Mapped[str] = mapped_column(default="")
    name: Mapped[str] = mapped_column(default="")
    level: Mapped[str] = mapped_column(default="")
    department_id: Mapped[int | None] = mapped_column(ForeignKey("department.id"))
    needs: Mapped[list[Any]] = mapped_column(default=list)
    need: Mapped[str] = mapped_column(default="")
    report_how: Mapped[str] = mapped_column(default="")
    last_met: Mapped[date | None]
    struck: Mapped[bool] = mapped_column(default=False)

    team: Mapped[Team] = relationship(lazy="raise")
    department: Mapped[Department | None] = relationship(lazy="raise")

    @property
    def scope(self) -> Scope:
        """An authoriser entry belongs to its team."""
        return Scope(institute_id=self.institute_id, team_id=self.team_id)
