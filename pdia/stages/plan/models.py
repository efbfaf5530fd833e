"""Actions, what they ask of other departments, later focal points, and where the means come from."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy import BigInteger, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from pdia.directory.models import Department
from pdia.history.models import Revised, Strikable
from pdia.kernel.db import Base
from pdia.stages.entry_points.models import EntryPoint
from pdia.stages.fishbone.models import Cause
from pdia.teams.models import Membership


class Action(Strikable, Base):
    """One step of the plan.

    `who` is the name as text, so that it stays readable for ever; `member_id` says which member that is,
    or None for somebody outside. `iteration_id` is the round that the action belongs to now, a plain
    number because rounds stand above the plan; `carried` counts how often it went on to the next
    round and `carried_from` is the number of the round it began in.
    """

    __tablename__ = "action"
    kind = "action"

    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycle.id"), index=True)
    what: Mapped[str]
    who: Mapped[str] = mapped_column(default="")
    member_id: Mapped[int | None] = mapped_column(ForeignKey("membership.id"), index=True)
    by_date: Mapped[date | None]
    learn: Mapped[str] = mapped_column(default="")
    state: Mapped[str] = mapped_column(default="open")
    iteration_id: Mapped[int | None]
    carried: Mapped[int] = mapped_column(default=0)
    carried_from: Mapped[int | None]
    cause_id: Mapped[int | None] = mapped_column(ForeignKey("cause.id"))
    entry_point_id: Mapped[int | None] = mapped_column(ForeignKey("entry_point.id"))
    lead_id: Mapped[int | None] = mapped_column(ForeignKey("department.id"))
    may_decide: Mapped[str] = mapped_column(default="")
    deliverable: Mapped[str] = mapped_column(default="")
    target: Mapped[str] = mapped_column(default="")
    verified: Mapped[str] = mapped_column(default="")
    constraints: Mapped[str] = mapped_column(default="")

    member: Mapped[Membership | None] = relationship(lazy="raise")
    cause: Mapped[Cause | None] = relationship(lazy="raise")
    entry_point: Mapped[EntryPoint | None] = relationship(lazy="raise")
    lead: Mapped[Department | None] = relationship(lazy="raise")
    asks: Mapped[list[ActionAsk]] = relationship(lazy="raise", order_by="ActionAsk.id", viewonly=True)

    @property
    def who_name(self) -> str:
        """Who takes it on, as text; empty when nobody is named yet."""
        return self.who

    @property
    def department(self) -> Department | None:
        """The department of the member who takes it on, or None."""
        return self.member.posting.department if self.member else None


class ActionAsk(Revised, Base):
    """What one supporting department is asked for in one action; an empty text asks nothing."""

    __tablename__ = "action_ask"
    __table_args__ = (UniqueConstraint("action_id", "department_id"),)
    kind = "action_ask"

    action_id: Mapped[int] = mapped_column(ForeignKey("action.id"))
    department_id: Mapped[int] = mapped_column(ForeignKey("department.id"))
    asked: Mapped[str] = mapped_column(default="")

    department: Mapped[Department] = relationship(lazy="raise")


class FocalLine(Strikable, Base):
    """Something for later, on purpose in one loose line."""

    __tablename__ = "focal_line"
    kind = "focal_line"

    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycle.id"), index=True)
    text: Mapped[str]


class Resource(Strikable, Base):
    """Means from one source: an amount in rupees, or help in kind when there is none."""

    __tablename__ = "resource"
    kind = "resource"

    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycle.id"), index=True)
    source: Mapped[str]
    paise: Mapped[int | None] = mapped_column(BigInteger)
    note: Mapped[str] = mapped_column(default="")
    pooled: Mapped[bool] = mapped_column(default=False)

    @property
    def amount(self) -> Decimal | None:
        """Rupees, exact on both databases because they are kept as whole paise."""
        return None if self.paise is None else (Decimal(self.paise) / 100).quantize(Decimal("0.01"))

    @amount.setter
    def amount(self, rupees: Decimal | None) -> None:
        self.paise = None if rupees is None else int(rupees * 100)
