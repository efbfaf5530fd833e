"""What the pages of the rounds share: the blueprint, how a round is loaded, who knows what of the check-ins."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask import Blueprint, abort, url_for

from pdia.access.guard import actor
from pdia.access.policy import Right, may
from pdia.cycles.hints import Hint
from pdia.cycles.models import Cycle
from pdia.cycles.page import stage_page
from pdia.cycles.rules import Stage
from pdia.notices.page import note_seen
from pdia.stages.iterations.digest import answers_by_question
from pdia.stages.iterations.models import Iteration
from pdia.stages.iterations.queries import find_iteration
from pdia.stages.iterations.telling import about, about_note
from pdia.teams.models import Membership
from pdia.voices.models import VoiceRound
from pdia.voices.queries import list_answered, list_voices

bp = Blueprint("iterations", __name__, url_prefix="/cycles/<int:cycle_id>/iterations")


def page_of(cycle: Cycle, template: str, *, hints: Iterable[Hint] = (), **content: object) -> str:
    """A page of this stage with its rail; a page of one round has shown what one was told of it."""
    iteration = content.get("iteration")
    if isinstance(iteration, Iteration):
        note_seen(about(iteration), about_note(iteration))
    return stage_page(cycle, Stage.ITERATIONS, f"iterations/{template}.html", hints=hints, **content)


def load(cycle: Cycle, number: int) -> Iteration:
    """The round of this cycle with that number, or 404."""
    return find_iteration(cycle.id, number) or abort(404)


def url_of(endpoint: str, iteration: Iteration, **values: Any) -> str:
    """The address of a page of one round."""
    return url_for(f"iterations.{endpoint}", cycle_id=iteration.cycle_id, number=iteration.number, **values)


def check_ins_of(cycle: Cycle, asked: VoiceRound | None, members: list[Membership]) -> dict[str, Any]:
    """What a reader may know of the check-ins: who has finished, the own one, and all once they are open."""
    voices = list_voices(asked) if asked else []
    if asked and asked.revealed:
        finished = {voice.membership_id for voice in voices}
    else:
        finished = list_answered([asked.id]).get(asked.id, set()) if asked else set()
    own = actor().membership_in(cycle.team_id)
    is_mentor = may(actor(), Right.MENTOR_LINES_READ, cycle.scope)
    return {
        "asked": asked,
        "own": own,
        "answers": answers_by_question(voices, reader=own, is_mentor=is_mentor),
        "written": [member for member in members if member.id in finished],
        "waiting": [member for member in members if member.id not in finished],
    }
