"""Discussions and the comments in them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from pdia.access.policy import Scope
from pdia.cycles.models import Cycle
from pdia.history.models import Revised
from pdia.institutes.models import InInstitute
from pdia.kernel.db import Base
from pdia.threads.rules import Decision, State, Turn


class Thread(InInstitute, Base):
    """One discussion. Its place is `kind`, `row_id`, `field` ("cause", 7, "text"); all empty for a whole
    stage, and `stage` empty too for the cycle as such.

    Everything that it needs to be read for ever is text of its own: `label` is what the place was called
    (its question, and on further lines what the row said), `on_text` what stood there, `quote` the words that were meant with a little of what stood around them.
    `version` is the version of the field then. `name` and `posting` are who began it, on that day.
    """

    __tablename__ = "thread"
    __table_args__ = (
        Index("ix_thread_cycle_id_stage_state", "cycle_id", "stage", "state"),
        Index("ix_thread_team_id_state_turn", "team_id", "state", "turn"),
    )

    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycle.id"))
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id"))
    stage: Mapped[str] = mapped_column(default="")
    kind: Mapped[str] = mapped_column(default="")
    row_id: Mapped[int] = mapped_column(default=0)
    field: Mapped[str] = mapped_column(default="")
    version: Mapped[int] = mapped_column(default=0)
    label: Mapped[str] = mapped_column(default="")
    on_text: Mapped[str] = mapped_column(default="")
    quote: Mapped[str] = mapped_column(default="")
    before: Mapped[str] = mapped_column(default="")
    after: Mapped[str] = mapped_column(default="")
    sort: Mapped[str]
    language: Mapped[str] = mapped_column(default="")
    proposed: Mapped[str] = mapped_column(default="")
    decision: Mapped[str] = mapped_column(default=Decision.NONE.value)
    decided_by: Mapped[str] = mapped_column(default="")
    decided_at: Mapped[datetime | None]
    on_top: Mapped[bool] = mapped_column(default=False)
    top_reason: Mapped[str] = mapped_column(default="")
    needs_account_id: Mapped[int | None]
    needs_department_id: Mapped[int | None]
    needs_name: Mapped[str] = mapped_column(default="")
    turn: Mapped[str] = mapped_column(default=Turn.NOBODY.value)
    waits_since: Mapped[datetime | None]
    state: Mapped[str] = mapped_column(default=State.OPEN.value)
    closed_by: Mapped[str] = mapped_column(default="")
    closed_at: Mapped[datetime | None]
    closed_note: Mapped[str] = mapped_column(default="")
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    side: Mapped[str]
    name: Mapped[str]
    posting: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime]
    last_at: Mapped[datetime]
    comments: Mapped[int] = mapped_column(default=0)

    cycle: Mapped[Cycle] = relationship(lazy="raise")

    @property
    def target(self) -> str:
        """The place as addresses and templates write it: "cause:7:text"; empty for a stage or a cycle."""
        return f"{self.kind}:{self.row_id}:{self.field}" if self.kind else ""

    @property
    def question(self) -> str:
        """What the place asks (a message id): the first line of the label."""
        return self.label.partition("\n")[0]

    @property
    def row_words(self) -> str:
        """What the row said then in its own words, when the place is one row of several."""
        return self.label.partition("\n")[2]

    @property
    def scope(self) -> Scope:
        """A discussion belongs to its team; who began it is its owner."""
        return Scope(institute_id=self.institute_id, team_id=self.team_id, owner_id=self.account_id)


class Comment(Revised, Base):
    """One thing that was said. Its text has a history of its own and is never deleted.

    `entered_by` is who typed it, when that was not the speaker.
    """

    __tablename__ = "comment"
    __table_args__ = (Index("ix_comment_account_id_at", "account_id", "at"),)
    kind = "comment"

    thread_id: Mapped[int] = mapped_column(ForeignKey("thread.id"), index=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    side: Mapped[str]
    name: Mapped[str]
    posting: Mapped[str] = mapped_column(default="")
    entered_by: Mapped[str] = mapped_column(default="")
    text: Mapped[str]
    language: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime]

    @property
    def is_edited(self) -> bool:
        """Whether the words were changed after they were said."""
        return self.base("text") > 1
