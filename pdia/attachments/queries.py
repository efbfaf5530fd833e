"""Reading attachments."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select

from pdia.attachments.models import Attachment
from pdia.kernel.db import session


def list_attachments(cycle_id: int, stage: str) -> Sequence[Attachment]:
    """What lies beside one stage of a cycle, struck ones too, in the order it came."""
    return session.scalars(
        select(Attachment).where(Attachment.cycle_id == cycle_id, Attachment.stage == stage).order_by(Attachment.id)
    ).all()


def find_attachment(cycle_id: int, attachment_id: int) -> Attachment | None:
    """One attachment of this cycle, or None."""
    return session.scalar(select(Attachment).where(Attachment.id == attachment_id, Attachment.cycle_id == cycle_id))


def count_attachments(cycle_id: int) -> int:
    """How many files lie beside the work of a cycle."""
    return session.scalar(select(func.count()).select_from(Attachment).where(Attachment.cycle_id == cycle_id)) or 0
