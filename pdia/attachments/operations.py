"""Putting a file beside the work, and taking it away. Members of the team may, while the cycle is open."""

from __future__ import annotations

from pdia.access.actor import Actor
from pdia.attachments.models import Attachment
from pdia.attachments.queries import count_attachments
from pdia.attachments.rules import MOST_FILES, TOO_MANY
from pdia.history.operations import Where, add_row, strike, unstrike
from pdia.kernel import clock
from pdia.kernel.files import Kept
from pdia.kernel.words import Refusal


def attach(
    institute_id: int, stage: str, kept: Kept, *, about: str, caption: str, by: Actor, where: Where
) -> Attachment:
    """Put a stored file beside one stage; the caller has begun work on the cycle that `where` names."""
    assert where.cycle_id is not None
    if count_attachments(where.cycle_id) >= MOST_FILES:
        raise Refusal(TOO_MANY, field="file", most=MOST_FILES)
    row = Attachment(
        institute_id=institute_id,
        cycle_id=where.cycle_id,
        stage=stage,
        sha=kept.sha,
        mime=kept.mime,
        size=kept.size,
        name=by.name,
        posting=by.posting_in(where.team_id),
        at=clock.now(),
        heads={},
    )
    add_row(row, {"about": about, "caption": caption}, by=by, where=where)
    return row


def set_struck(row: Attachment, *, struck: bool, by: Actor, where: Where) -> None:
    """Take a file away, or put it back; the file itself is kept."""
    if struck:
        strike(row, "", by=by, where=where)
    else:
        unstrike(row, by=by, where=where)
