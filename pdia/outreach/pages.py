"""What the pages of this slice share: the blueprint, and how a page is drawn around a cycle."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, render_template, url_for

from pdia.access.guard import actor
from pdia.access.policy import Right, may
from pdia.cycles.models import Cycle
from pdia.cycles.page import note_that_read, paused_words
from pdia.cycles.rules import STAGE_PATHS, CycleState, Stage

bp = Blueprint("outreach", __name__, url_prefix="/cycles/<int:cycle_id>")
_BY_PATH = {path: stage for stage, path in STAGE_PATHS.items()}


def stage_at(path: str) -> Stage:
    """The stage that an address names, or 404."""
    return _BY_PATH.get(path) or abort(404)


def page(cycle: Cycle, template: str, **content: Any) -> str:
    """A page of this slice; members, mentors and course coordinators write on it while the cycle is open."""
    is_open = cycle.state == CycleState.OPEN
    note_that_read(cycle)
    return render_template(
        f"outreach/{template}.html",
        cycle=cycle,
        cycle_url=url_for("insights.cycle", cycle_id=cycle.id),
        paused=paused_words(cycle),
        may_talk=is_open and may(actor(), Right.CYCLE_TALK, cycle.scope),
        may_edit=is_open and may(actor(), Right.CYCLE_EDIT, cycle.scope),
        **content,
    )
