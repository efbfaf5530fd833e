"""The pages of the check-ins: a member's own, that of one without a phone, and room mode."""

from __future__ import annotations

from typing import Any, cast

from flask import abort, request

from pdia.access.guard import actor, done, needs
from pdia.access.policy import Right
from pdia.cycles.models import Cycle
from pdia.cycles.page import load_cycle
from pdia.history.models import Revised
from pdia.history.rules import parse_base
from pdia.history.saving import refuse_here, save_form
from pdia.kernel import clock
from pdia.kernel.fields import bases_sent
from pdia.kernel.words import N_, Message, Refusal
from pdia.stages.iterations.checkins import find_readable, open_check_ins, save_check_in
from pdia.stages.iterations.digest import check_in_content
from pdia.stages.iterations.forms import CheckInForm
from pdia.stages.iterations.hints import hints_for_check_in
from pdia.stages.iterations.models import Iteration
from pdia.stages.iterations.pages import bp, check_ins_of, load, page_of, url_of
from pdia.stages.iterations.queries import belonging, find_check_ins, present_on
from pdia.stages.iterations.rules import SHORT_FIELDS, VOICE_FIELDS, next_speaker
from pdia.stages.plan.queries import list_actions
from pdia.teams.models import Membership
from pdia.teams.queries import list_members
from pdia.voices.models import Voice
from pdia.voices.queries import find_voice, list_answered

FINISHED = N_("Your check-in is finished. You can still change it until the check-ins are opened.")
ALL_ANSWERED = N_("That was the last one: the check-ins are open now.")


def _speaker(cycle: Cycle, membership_id: int | None) -> Membership:
    """The present member a check-in is written for: the one named in the address, else oneself."""
    named = request.args.get("for", type=int) if membership_id is None else membership_id
    wanted = actor().membership_in(cycle.team_id) if named is None else named
    present = present_on(list_members(cycle.team_id), clock.today())
    return next((member for member in present if member.id == wanted), None) or abort(404)


def _check_in_page(cycle: Cycle, iteration: Iteration, member: Membership, form: CheckInForm | None = None) -> str:
    asked = find_check_ins(iteration)
    voice = find_readable(cycle, asked, member, actor())
    number = iteration.number
    return page_of(
        cycle,
        "check_in",
        iteration=iteration,
        member=member,
        is_own=actor().membership_in(cycle.team_id) == member.id,
        asked=asked,
        voice=voice,
        form=form if form is not None else CheckInForm(formdata=None, data=_said(voice)),
        promised=[one for one in belonging(iteration, list_actions(cycle.id), ()) if one.member_id == member.id],
        questions=hints_for_check_in(check_in_content(number, voice.answer)) if voice else [],
    )


def _said(voice: Voice | None) -> dict[str, Any]:
    """A check-in as its form takes it: texts, and the marks of lines for the mentor only."""
    if voice is None:
        return {}
    return dict(voice.answer) | {f"{name}.private": name in voice.mentor_only for name in VOICE_FIELDS}


@bp.get("/<int:number>/check-in")
@bp.get("/<int:number>/check-in/<int:membership_id>")
@needs(Right.CYCLE_EDIT, load_cycle)
def check_in(cycle: Cycle, number: int, membership_id: int | None = None) -> str:
    """My check-in, or (``?for=``) that of a member without a phone."""
    return _check_in_page(cycle, load(cycle, number), _speaker(cycle, membership_id))


@bp.post("/<int:number>/check-in")
@bp.post("/<int:number>/check-in/<int:membership_id>")
@needs(Right.CYCLE_EDIT, load_cycle)
def save_voice(cycle: Cycle, number: int, membership_id: int | None = None) -> Any:
    """Keep a check-in, whole or one field; ``finish`` says that it may count."""
    iteration, member = load(cycle, number), _speaker(cycle, membership_id)
    asked, finished = find_check_ins(iteration), "finish" in request.form
    form = CheckInForm(data=_said(find_readable(cycle, asked, member, actor())))

    def write(values: Any, bases: Any) -> None:
        texts = {name: value for name, value in values.items() if name in VOICE_FIELDS}
        marks = form.marks(values)
        save_check_in(cycle, iteration, member, texts, bases, by=actor(), marks=marks, finished=finished)

    def kept() -> Revised:
        asked = find_check_ins(iteration)
        return cast("Revised", find_voice(asked.id, member.id) if asked else iteration)  # has heads, like a row

    return save_form(
        form,
        kept,
        write,
        show=lambda: _check_in_page(cycle, iteration, member, form),
        back=url_of("show_round", iteration) if finished else request.path,
        said=FINISHED if finished else N_("Saved. Nobody else can read it yet."),
    )


@bp.get("/<int:number>/open-check-ins")
@needs(Right.CYCLE_CONVENE, load_cycle)
def ask_to_open(cycle: Cycle, number: int) -> str:
    """Asks before the check-ins are opened: it cannot be undone."""
    iteration = load(cycle, number)
    members = present_on(list_members(cycle.team_id), clock.today())
    return page_of(cycle, "open", iteration=iteration, **check_ins_of(cycle, find_check_ins(iteration), members))


@bp.post("/<int:number>/open-check-ins")
@needs(Right.CYCLE_CONVENE, load_cycle)
def open_them(cycle: Cycle, number: int) -> Any:
    """Open the check-ins to the team."""
    iteration = load(cycle, number)
    open_check_ins(cycle, iteration, by=actor())
    return done(
        url_of("show_round", iteration), N_("The check-ins are open: read them, then write the round note together.")
    )


def _room_page(cycle: Cycle, iteration: Iteration, wanted: int | None, form: CheckInForm | None = None) -> str:
    members = present_on(list_members(cycle.team_id), clock.today())
    asked = find_check_ins(iteration)
    spoken = list_answered([asked.id]).get(asked.id, set()) if asked else set()
    order = [member.id for member in members]
    speaking = wanted if wanted in order else next_speaker(order, spoken)
    member = next((one for one in members if one.id == speaking), None)
    voice, alone = None, None
    try:
        voice = find_readable(cycle, asked, member, actor()) if member else None
    except Refusal as refusal:  # they wrote on their own phone: the device goes on to the next
        alone = refusal.message
    return page_of(
        cycle,
        "room",
        iteration=iteration,
        asked=asked,
        members=members,
        spoken=spoken,
        member=member,
        voice=voice,
        alone=alone,
        following=next_speaker(order, spoken, after=speaking),
        form=form if form is not None else CheckInForm(formdata=None, data=_said(voice)),
        first=SHORT_FIELDS,
        later=[name for name in VOICE_FIELDS if name not in SHORT_FIELDS],
    )


@bp.get("/<int:number>/room")
@needs(Right.CYCLE_EDIT, load_cycle)
def room(cycle: Cycle, number: int) -> str:
    """One device writes for all: whose turn it is, and what they say."""
    return _room_page(cycle, load(cycle, number), request.args.get("member", type=int))


@bp.post("/<int:number>/room/<int:membership_id>")
@needs(Right.CYCLE_EDIT, load_cycle)
def save_in_room(cycle: Cycle, number: int, membership_id: int) -> Any:
    """Keep what one member said aloud, and pass the device on."""
    iteration, member = load(cycle, number), _speaker(cycle, membership_id)
    form = CheckInForm()
    values = {name: value for name, value in form.checked().items() if name in VOICE_FIELDS}
    bases = {name: parse_base(base) for name, base in bases_sent(values).items()}
    if not form.is_good:
        return _room_page(cycle, iteration, member.id, form), 422
    try:
        opened = save_check_in(cycle, iteration, member, values, bases, by=actor(), finished=True)
    except Refusal as refusal:
        return refuse_here(form, refusal, lambda: _room_page(cycle, iteration, member.id, form))
    words = Message(ALL_ANSWERED) if opened else Message(N_("Kept: %(name)s."), {"name": member.account.name})
    return done(url_of("show_round" if opened else "room", iteration), words)
