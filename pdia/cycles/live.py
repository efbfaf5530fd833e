"""What changed while several people work on one cycle: asked every few seconds, answered cheaply."""

from __future__ import annotations

import hashlib

from flask import Blueprint, jsonify, request
from werkzeug.wrappers import Response

from pdia.access.guard import actor, needs
from pdia.access.policy import Right
from pdia.cycles.models import Cycle
from pdia.cycles.page import load_cycle, mark_of
from pdia.kernel import presence
from pdia.kernel.i18n import say
from pdia.kernel.words import N_, Message

bp = Blueprint("live", __name__)
ALSO_HERE = N_("Also here: %(names)s")


@bp.get("/cycles/<int:cycle_id>/live")
@needs(Right.CYCLE_READ, load_cycle)
def changes(cycle: Cycle) -> Response:
    """The cycle's mark, and who else looks at it: 304 while both are as they were."""
    others = presence.note(f"cycle:{cycle.id}", actor().account_id, actor().name)
    here = say(Message(ALSO_HERE, {"names": ", ".join(others)})) if others else ""
    answer = jsonify(mark=mark_of(cycle), here=here)
    answer.set_etag(hashlib.sha256(answer.get_data()).hexdigest()[:20])
    return answer.make_conditional(request)
