"""A cohort, and who coordinates or observes."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from pdia.access.policy import Scope
from pdia.institutes.models import InInstitute
from pdia.kernel.db import Base


class Cohort(InInstitute, Base):
    """Teams that start together: a training phase, and a follow-up after it."""

    __tablename__ = "cohort"
    __table_args__ = (UniqueConstraint("institute_id", "name"),)

    name: Mapped[str]
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    follow_up_until: Mapped[date | None]

    @property
    def scope(self) -> Scope:
        """Where the cohort belongs, for the policy."""
        return Scope(institute_id=self.institute_id)


class RoleGrant(InInstitute, Base):
    """One person's dated role at the institute: facilitator, or observer of a state or district."""

    __tablename__ = "role_grant"

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    role: Mapped[str]
    place_id: Mapped[int | None] = mapped_column(ForeignKey("place.id"))
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]


class CohortPerson(Base):
    """A person enrolled in a cohort, whether or not in a team yet."""

    __tablename__ = "cohort_person"
    __table_args__ = (UniqueConstraint("cohort_id", "account_id"),)

    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id"))
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
