"""All discussions of a cycle, and the beginning of one. Going on with one is in `talking`."""

from __future__ import annotations

from typing import Any

from flask import abort, render_template, request

from pdia.access.guard import actor, done, needs
from pdia.access.policy import Right
from pdia.cycles.models import Cycle
from pdia.cycles.page import load_cycle
from pdia.cycles.rules import STAGE_PATHS, STAGE_WORDS, Stage
from pdia.history.queries import list_newest
from pdia.kernel import clock
from pdia.kernel.addresses import row_number
from pdia.kernel.db import session
from pdia.kernel.text import storable
from pdia.kernel.words import N_, Refusal
from pdia.phrases.queries import list_phrases
from pdia.threads import talking  # noqa: F401  enters its pages into the blueprint
from pdia.threads.forms import BeginForm, BriefForm
from pdia.threads.furniture import Line, line_of, my_turn
from pdia.threads.hearers import circle_of, side_of
from pdia.threads.operations import Needs, begin_thread
from pdia.threads.pages import back_to, headers_of, offer_needs, place_url
from pdia.threads.pages import bp as bp
from pdia.threads.places import Place, find_place, place_of_stage, split_target
from pdia.threads.queries import Talk, count_closed, is_asked, list_of_cycle
from pdia.threads.rules import NO_PLACE, QUOTE_LIMIT, Side, Sort, State, Turn, find_quote
from pdia.threads.wording import WHOLE_CYCLE

PAGE = 20
_BY_PATH = {path: stage for stage, path in STAGE_PATHS.items()}
BEGUN = N_("Said. You are told when somebody answers.")
FROM_BRIEF = {("problem", "statement"), ("iteration", "first_step")}
"""What an approving officer's page shows of the work: of nothing else a discussion begins there."""


# --- All discussions ------------------------------------------------------------------------------


def is_on_earlier_text(talk: Talk, now: dict[tuple[str, int, str], Any]) -> bool:
    """Whether the words that a discussion is about do not stand there any more."""
    thread = talk.thread
    revision = now.get((thread.kind, thread.row_id, thread.field))
    if not thread.quote or revision is None:
        return False
    return find_quote(revision.value, thread.quote, thread.before, thread.after) is None


def _split(cycle: Cycle, talks: list[Talk]) -> tuple[list[Line], list[Line]]:
    """The discussions as lines: on words that stand, and on earlier text. One statement."""
    who = actor()
    turn = my_turn(cycle, who)
    now = list_newest((one.thread.kind, one.thread.row_id, one.thread.field) for one in talks if one.thread.quote)
    standing = [line_of(one, turn, who) for one in talks if not is_on_earlier_text(one, now)]
    return standing, [line_of(one, turn, who) for one in talks if is_on_earlier_text(one, now)]


@bp.get("/threads")
@needs(Right.CYCLE_TALK, load_cycle)
def index(cycle: Cycle) -> str:
    """Every discussion of the cycle: open ones, those on earlier text, closed ones folded."""
    stage, target = _BY_PATH.get(request.args.get("stage", "")), split_target(request.args.get("on", ""))
    chosen: dict[str, Any] = {"stage": stage.value if stage else None, "target": target}
    waiting = bool(request.args.get("waits"))
    page, closed_page = _page("page"), _page("closed")
    open_talks = list_of_cycle(
        cycle.id, state=State.OPEN, skip=(page - 1) * PAGE, most=PAGE + 1, **chosen, **(_ours(cycle) if waiting else {})
    )
    closed = list_of_cycle(cycle.id, state=State.CLOSED, skip=(closed_page - 1) * PAGE, most=PAGE + 1, **chosen)
    standing, earlier = _split(cycle, open_talks[:PAGE])
    return render_template(
        "threads/index.html",
        cycle=cycle,
        standing=standing,
        earlier=earlier,
        closed=[line_of(talk, Turn.NOBODY, actor()) for talk in closed[:PAGE]],
        closed_count=count_closed(cycle.id, **chosen),
        closed_page=closed_page,
        closed_more=len(closed) > PAGE,
        stages=[(STAGE_PATHS[one], STAGE_WORDS[one]) for one in Stage],
        stage_words={one.value: words for one, words in STAGE_WORDS.items()},
        stage_path=STAGE_PATHS[stage] if stage else "",
        on=request.args.get("on", "") if target else "",
        waiting=waiting,
        page=page,
        has_more=len(open_talks) > PAGE,
    )


def _page(name: str) -> int:
    return min(max(request.args.get(name, 1, type=row_number), 1), 10_000)


def _ours(cycle: Cycle) -> dict[str, Any]:
    """What waits for the reader's side, or for the reader or their department by name."""
    who = actor()
    tie = who.tie_to(cycle.team_id)
    asked = is_asked(who.account_id, tie.department_id if tie else None)
    return {"turn": my_turn(cycle, who), "asked": asked}


# --- Beginning one --------------------------------------------------------------------------------


def _place(cycle: Cycle, on: str, stage: str) -> Place | None:
    if on:
        return find_place(cycle, on)
    if not stage:
        return place_of_stage(None)
    return place_of_stage(_BY_PATH[stage]) if stage in _BY_PATH else None


def _begin_page(cycle: Cycle, place: Place, form: BeginForm) -> str:
    who = actor()
    side = side_of(cycle, who)
    offer_needs(form, circle_of(cycle, clock.today()), who.account_id)
    return render_template(
        "threads/new.html",
        cycle=cycle,
        place=place,
        place_url=place_url(cycle, place),
        stage_path=STAGE_PATHS[Stage(place.stage)] if place.stage else "",
        stage_name=STAGE_WORDS[Stage(place.stage)] if place.stage else WHOLE_CYCLE,
        form=form,
        is_mentor=side is Side.MENTOR,
        phrases=list_phrases(cycle.institute_id, place.stage) if side is Side.MENTOR else [],
    )


@bp.get("/threads/new")
@needs(Right.CYCLE_TALK, load_cycle)
def new(cycle: Cycle) -> str:
    """The form that begins a discussion, on a question, a row, a step or the whole cycle."""
    place = _place(cycle, request.args.get("on", ""), request.args.get("stage", "")) or abort(404)
    quote = storable(request.args.get("quote", "")).strip()[:QUOTE_LIMIT]
    return _begin_page(
        cycle, place, BeginForm(formdata=None, data={"sort": Sort.QUESTION, "quote": quote, "needs": ""})
    )


@bp.post("/threads")
@needs(Right.CYCLE_TALK, load_cycle)
def begin(cycle: Cycle) -> Any:
    """Begin a discussion."""
    form, who = BeginForm(), actor()
    found = _place(cycle, request.form.get("on", ""), request.form.get("stage", ""))
    place = found or place_of_stage(None)
    offer_needs(form, circle_of(cycle, clock.today()), who.account_id)
    values = form.checked()
    form.need("text", "sort")
    try:
        if found is None:
            raise Refusal(NO_PLACE)
        if form.is_good:
            thread = begin_thread(cycle, place, by=who, **_begun(values))
            return done(back_to(thread, "said"), BEGUN)
    except Refusal as refusal:
        session.rollback()
        form.refuse(refusal)
        again = load_cycle(cycle.id) or cycle
        return _begin_page(again, place, form), refusal.status, headers_of(refusal)
    return _begin_page(cycle, place, form), 422


def _begun(values: dict[str, Any]) -> dict[str, Any]:
    """The sent values as the operation takes them."""
    kind, _, number = (values.get("needs") or "").partition(":")
    return {
        "sort": Sort(values["sort"]),
        "text": values["text"],
        "quote": values.get("quote") or "",
        "proposed": values.get("proposed") or "",
        "needs": Needs(**{f"{kind}_id": int(number)}) if number else Needs(),
        "on_top": bool(values.get("on_top") or values.get("top_reason")),
        "top_reason": values.get("top_reason") or "",
    }


def _brief_page(cycle: Cycle, form: BriefForm, on: str) -> str:
    return render_template("threads/brief.html", cycle=cycle, form=form, on=on)


@bp.post("/brief/threads")
@needs(Right.CYCLE_BRIEF, load_cycle)
def begin_from_brief(cycle: Cycle) -> Any:
    """An approving officer says something about the problem or the present step."""
    form, on = BriefForm(), storable(request.form.get("on", ""))
    values = form.checked()
    form.need("text", "sort")
    try:
        if form.is_good:
            place = _shown_on_brief(cycle, on)
            thread = begin_thread(cycle, place, sort=Sort(values["sort"]), text=values["text"], by=actor())
            return done(back_to(thread, "talk"), BEGUN)
    except Refusal as refusal:
        session.rollback()
        form.refuse(refusal)
        return _brief_page(load_cycle(cycle.id) or cycle, form, on), refusal.status, headers_of(refusal)
    return _brief_page(cycle, form, on), 422


def _shown_on_brief(cycle: Cycle, on: str) -> Place:
    if not on:
        return place_of_stage(None)
    parts = split_target(on)
    place = find_place(cycle, on) if parts and (parts[0], parts[2]) in FROM_BRIEF else None
    if place is None or not getattr(place.row, "is_open", True):
        raise Refusal(NO_PLACE)
    return place
