"""What was said in a discussion can have a working translation, like every text of a stage."""

from __future__ import annotations

from pdia.cycles.models import Cycle
from pdia.kernel.words import N_
from pdia.threads.models import Comment
from pdia.threads.queries import find_comment_of_cycle
from pdia.translating.operations import Original, can_be_translated

SAID = N_("What was said in a discussion")


def _comment(cycle: Cycle, row_id: int, field: str) -> Original | None:
    comment = find_comment_of_cycle(cycle.id, row_id) if field == "text" else None
    if comment is None:
        return None
    return Original(
        kind=Comment.kind,
        row_id=comment.id,
        field=field,
        stage=None,
        label=SAID,
        text=comment.text,
        version=comment.base(field),
        page=f"/cycles/{cycle.id}/threads/{comment.thread_id}#comment-{comment.id}",
    )


can_be_translated(Comment.kind, _comment)
