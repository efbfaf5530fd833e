"""The pages of everyone's turn: a question goes from member to member, one device types for all."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import request, url_for

from pdia.access.guard import actor, done, needs
from pdia.access.policy import Right
from pdia.cycles.models import Cycle
from pdia.cycles.page import load_cycle, stage_url
from pdia.cycles.rules import STAGE_PATHS, STAGE_WORDS, Stage
from pdia.cycles.targets import labels_of
from pdia.history.saving import refuse_here
from pdia.kernel import clock
from pdia.kernel.addresses import row_number
from pdia.kernel.text import is_blank
from pdia.kernel.words import N_, Message, Refusal
from pdia.outreach.forms import TurnForm
from pdia.outreach.heard import NO_VIEWS, heard_in
from pdia.outreach.pages import bp, page, stage_at
from pdia.outreach.queries import find_turn_round, list_turn_rounds
from pdia.outreach.rules import NO_QUESTION, NOT_PRESENT, WORDS_IN_THE_BOX, next_in_turn, turn_order
from pdia.outreach.speaking import end_round, pass_on, take_down
from pdia.teams.models import Membership
from pdia.teams.queries import list_members

WHOLE_STEP = ""


def _questions(stage: Stage) -> Mapping[str, str]:
    """What can go round: the questions of the step, each once, and the step as a whole."""
    seen: dict[str, str] = {}
    for name, label in labels_of(stage).items():
        if name.partition(".")[0] not in NO_VIEWS and label not in seen.values():
            seen[name] = label
    return seen


def _asked(stage: Stage) -> str | None:
    """The question of this address, or None when none is chosen yet."""
    question = request.form.get("q", request.args.get("q"))
    return question if question in {WHOLE_STEP, *_questions(stage)} else None


def _here(cycle: Cycle, stage: Stage, question: str, **more: Any) -> str:
    return url_for("outreach.turn", cycle_id=cycle.id, stage=STAGE_PATHS[stage], q=question, **more)


def _members(cycle: Cycle, stage: Stage) -> list[Membership]:
    """Present members in the order of the round."""
    members = {member.id: member for member in list_members(cycle.team_id, clock.today())}
    heard = {one.id for one in heard_in(cycle, [stage], actor().account_id)[stage].departments}
    people = [(one.id, one.account.name, one.posting.department_id) for one in members.values()]
    return [members[number] for number in turn_order(people, heard)]


def _turn_page(cycle: Cycle, stage: Stage, form: TurnForm | None = None, speaking: int | None = None) -> str:
    question = _asked(stage)
    about = {"stage": stage, "stage_path": STAGE_PATHS[stage], "stage_name": STAGE_WORDS[stage]}
    about["back"] = stage_url(cycle, stage)
    if question is None:
        running = list_turn_rounds(cycle.id, stage.value)
        return page(cycle, "turn_begin", questions=_questions(stage), running=running, **about)
    members, row = _members(cycle, stage), find_turn_round(cycle.id, stage.value, question)
    order = [member.id for member in members]
    spoken, passed = set(row.spoken if row else ()), set(row.passed if row else ())
    wanted = speaking if speaking is not None else request.args.get("member", type=row_number)
    turn = wanted if wanted in order else next_in_turn(order, spoken | passed)
    return page(
        cycle,
        "turn",
        question=question,
        label=_questions(stage).get(question, ""),
        members=members,
        member=next((one for one in members if one.id == turn), None),
        spoken=spoken,
        passed=passed,
        progress=sum(1 for number in order if number in spoken),
        thread_id=row.thread_id if row else None,
        is_begun=row is not None,
        form=form if form is not None else TurnForm(formdata=None),
        **about,
    )


@bp.get("/turn/<stage>")
@needs(Right.CYCLE_TALK, load_cycle)
def turn(cycle: Cycle, stage: str) -> str:
    """Whose turn it is, and what they say; without a question the page asks for one."""
    return _turn_page(cycle, stage_at(stage))


def _speaker(cycle: Cycle) -> Membership:
    wanted = request.form.get("member", type=row_number)
    found = next((one for one in list_members(cycle.team_id, clock.today()) if one.id == wanted), None)
    if found is None:
        raise Refusal(NOT_PRESENT)
    return found


@bp.post("/turn/<stage>")
@needs(Right.CYCLE_TALK, load_cycle)
def speak(cycle: Cycle, stage: str) -> Any:
    """Keep what one member said aloud, or that they pass, and hand the device on."""
    known, form = stage_at(stage), TurnForm()
    question = _asked(known)
    if question is None:
        raise Refusal(NO_QUESTION)
    member_id = request.form.get("member", type=row_number)
    try:
        speaker = _speaker(cycle)
        if "pass" not in request.form:
            form.checked()
            form.need("text")
        if form.is_good:
            said = _keep(cycle, known, question, speaker, form.text.data or "")
            return done(_here(cycle, known, question), Message(said, {"name": speaker.account.name}))
    except Refusal as refusal:
        return refuse_here(form, refusal, lambda: _turn_page(cycle, known, form, member_id))
    return _turn_page(cycle, known, form, member_id), 422


def _keep(cycle: Cycle, stage: Stage, question: str, speaker: Membership, text: str) -> str:
    """Keep the words, or that somebody passes; what says so."""
    if "pass" not in request.form:
        take_down(cycle, stage, question, _questions(stage).get(question, ""), speaker, text, by=actor())
        return N_("Kept: %(name)s.")
    if not is_blank(text):
        raise Refusal(WORDS_IN_THE_BOX, field="text")
    pass_on(cycle, stage, question, speaker, by=actor())
    return N_("%(name)s passes for now.")


@bp.post("/turn/<stage>/end")
@needs(Right.CYCLE_TALK, load_cycle)
def end_turn(cycle: Cycle, stage: str) -> Any:
    """End a round; the next one on this question begins anew."""
    known = stage_at(stage)
    if (question := _asked(known)) is not None:
        end_round(cycle, known, question)
    return done(stage_url(cycle, known), N_("The round is over. What was said stays beside the question."))
