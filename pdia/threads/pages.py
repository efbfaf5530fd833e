"""What the pages of discussions share: the blueprint, how a discussion is loaded, what its page shows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, render_template, request, url_for

from pdia.access.guard import actor
from pdia.access.policy import Right, may
from pdia.cycles.models import Cycle
from pdia.cycles.page import paused_words, stage_url
from pdia.cycles.rules import STAGE_WORDS, CycleState, Stage
from pdia.history.diff import Piece, differences
from pdia.history.models import Revision
from pdia.history.queries import list_revisions
from pdia.kernel import clock
from pdia.kernel.i18n import say
from pdia.kernel.words import Message
from pdia.notices.page import note_seen
from pdia.phrases.queries import list_phrases
from pdia.threads import originals  # noqa: F401  what was said can be translated once it is imported
from pdia.threads.forms import AsideForm, CloseForm, NeedsForm, ReplyForm
from pdia.threads.furniture import my_turn
from pdia.threads.hearers import Circle, circle_of, side_of
from pdia.threads.models import Comment, Thread
from pdia.threads.places import Place, place_of
from pdia.threads.queries import find_thread, list_comments
from pdia.threads.rules import Decision, Side, Sort, State, TooFast, find_quote
from pdia.threads.turns import about
from pdia.threads.wording import DECISION_WORDS, EVERYBODY, SORT_WORDS, WHOLE_CYCLE
from pdia.translating.queries import list_of_stage as list_translations
from pdia.translating.shown import note_translations

bp = Blueprint("threads", __name__, url_prefix="/cycles/<int:cycle_id>")
_KEY = re.compile(r"[A-Za-z0-9_-]{8,64}")


def load_thread(cycle_id: int, thread_id: int) -> Thread | None:
    """The loader for guarded views under ``/cycles/<id>/threads/<id>``."""
    return find_thread(cycle_id, thread_id)


def url_of(thread: Thread, **values: Any) -> str:
    """The address of a discussion."""
    return url_for("threads.show", cycle_id=thread.cycle_id, thread_id=thread.id, **values)


def back_to(thread: Thread, anchor: str) -> str:
    """Where the sender came from, if that is a page of this cycle or a mentor's, else the discussion; scripts learn what arrived."""
    key = request.form.get("key", "")
    said = f"?said={key}" if _KEY.fullmatch(key) else ""
    came = request.form.get("next", "")
    if re.fullmatch(rf"(?:/cycles/{thread.cycle_id}|/mentoring)(?:/[a-z0-9-]{{1,40}}){{0,4}}", came):
        return f"{came}{said}#thread-{thread.id}"
    return f"{url_of(thread)}{said}#{anchor}"


def place_url(cycle: Cycle, place: Place | None) -> str:
    """The address of the exact question that a discussion is about."""
    if place is None or not place.stage:
        return url_for("insights.cycle", cycle_id=cycle.id)
    if place.target is None:
        return stage_url(cycle, Stage(place.stage))
    anchor = place.address.rstrip(":").replace(":", "-")
    if place.target.page is None:
        return f"{stage_url(cycle, place.target.stage)}#{anchor}"
    endpoint, values = place.target.page(place.row)
    return url_for(endpoint, cycle_id=cycle.id, **values) + f"#{anchor}"


def offer_needs(form: NeedsForm, circle: Circle, own: int) -> NeedsForm:
    """The form with everybody who can be asked today, but for the asker."""
    people = {number: account.name for number, account in circle.people().items() if number != own}
    departments = {number: one.name for number, one in sorted(circle.departments.items())}
    return form.offer(people, departments, say(EVERYBODY))


def headers_of(refusal: Exception) -> dict[str, str]:
    """What a refused sender's browser is told besides."""
    return {"Retry-After": str(refusal.wait)} if isinstance(refusal, TooFast) else {}


@dataclass(frozen=True)
class Change:
    """What became of the text since the reader last spoke: word by word, and who did it."""

    pieces: Sequence[Piece]
    revisions: Sequence[Revision]


def changed_since(thread: Thread, comments: Sequence[Comment], account_id: int, now_text: str) -> Change | None:
    """How the text changed since this reader's last comment (since the beginning for who never spoke), or None."""
    if not thread.kind or not thread.field:
        return None
    own = [comment.at for comment in comments if comment.account_id == account_id]
    since = own[-1] if own else thread.at
    revisions = list_revisions(thread.kind, thread.row_id, thread.field)
    later = [revision for revision in revisions if revision.at > since]
    earlier = next((revision.value for revision in revisions if revision.at <= since), None)
    before = earlier if earlier is not None else thread.on_text
    if not later or before == now_text:
        return None
    return Change(differences(before, now_text), later)


def marked(place: Place, thread: Thread) -> tuple[str, str, str] | None:
    """The present text around the words that were meant, or None when they do not stand there any more."""
    if not thread.quote:
        return None
    found = find_quote(place.text, thread.quote, thread.before, thread.after)
    return (place.text[: found[0]], place.text[slice(*found)], place.text[found[1] :]) if found else None


def thread_page(
    thread: Thread,
    *,
    reply: ReplyForm | None = None,
    close: CloseForm | None = None,
    aside: AsideForm | None = None,
    needs: NeedsForm | None = None,
    notice: object = None,
) -> str:
    """The page of a discussion; an approving officer who began it sees the discussion and nothing more."""
    cycle, who = thread.cycle, actor()
    reads = may(who, Right.CYCLE_READ, cycle.scope)
    place = place_of(cycle, thread) if reads else None
    comments = list_comments(thread.id)
    circle = circle_of(cycle, clock.today()) if reads else None
    if needs is None and circle is not None:
        asked = f"account:{thread.needs_account_id}" if thread.needs_account_id else ""
        asked = f"department:{thread.needs_department_id}" if thread.needs_department_id else asked
        needs = NeedsForm(formdata=None, data={"needs": asked})
    if needs is not None and circle is not None:
        offer_needs(needs, circle, who.account_id)
    side = side_of(cycle, who)
    note_seen(about(thread))
    note_translations(cycle, list_translations(cycle.id, ""))
    return render_template(
        "threads/show.html",
        thread=thread,
        cycle=cycle,
        reads=reads,
        place=place,
        place_url=place_url(cycle, place) if reads else url_for("insights.brief", cycle_id=cycle.id),
        stage_name=STAGE_WORDS[Stage(thread.stage)] if thread.stage in set(Stage) else WHOLE_CYCLE,
        marks=marked(place, thread) if place else None,
        is_struck=place is not None and place.target is not None and place.target.is_struck(cycle, place.row),
        change=changed_since(thread, comments, who.account_id, place.text) if place else None,
        comments=comments,
        sort=SORT_WORDS[Sort(thread.sort)],
        decision=Message(DECISION_WORDS[Decision(thread.decision)], {"who": thread.decided_by})
        if thread.decision
        else None,
        is_open=thread.state == State.OPEN,
        my_turn=my_turn(cycle, who),
        may_decide=may(who, Right.CYCLE_EDIT, cycle.scope) and cycle.state == CycleState.OPEN,
        is_team=side is Side.TEAM,
        paused=paused_words(cycle) if reads else None,
        reply_form=reply if reply is not None else ReplyForm(formdata=None),
        close_form=close if close is not None else CloseForm(formdata=None),
        aside_form=aside if aside is not None else AsideForm(formdata=None),
        needs_form=needs,
        phrases=list_phrases(cycle.institute_id, thread.stage) if side is Side.MENTOR else [],
        notice=notice,
    )
