"""The pages of the fishbone: the drawing, one cause, private proposals and the vote."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, request, url_for

from pdia.access.guard import actor, done, needs
from pdia.access.policy import Right
from pdia.cycles.models import Cycle
from pdia.cycles.page import carry_because, load_cycle, stage_page
from pdia.cycles.rules import Stage
from pdia.directory.queries import list_departments
from pdia.history.saving import refuse_here, save_form
from pdia.kernel import clock
from pdia.kernel.db import session
from pdia.kernel.words import N_, Message, Refusal
from pdia.stages.fishbone.asking import Counted, Proposed, list_askings, list_counted, list_proposed
from pdia.stages.fishbone.digest import Branch, fishbone_content, flat, places_in, tree
from pdia.stages.fishbone.forms import AskForm, CauseForm, NewCauseForm, PlaceForm, ProposalForm, StrikeForm, VoteForm
from pdia.stages.fishbone.hints import hints_for_fishbone
from pdia.stages.fishbone.models import Cause
from pdia.stages.fishbone.operations import (
    add_cause,
    may_write_on,
    move_cause,
    propose,
    save_cause,
    step_cause,
    strike_cause,
    unstrike_cause,
    vote,
)
from pdia.stages.fishbone.queries import count_votes, find_cause, list_asked, list_causes
from pdia.stages.fishbone.rules import FIRST_PROPOSALS, ticked_in
from pdia.stages.problem.queries import find_problem
from pdia.teams.models import Membership
from pdia.teams.queries import list_members
from pdia.voices.models import Voice, VoiceRound
from pdia.voices.operations import open_round, reveal
from pdia.voices.queries import find_round, find_voice
from pdia.voices.rules import What

bp = Blueprint("fishbone", __name__, url_prefix="/cycles/<int:cycle_id>/fishbone")
carry_because(bp)
_STEPS = {"up": -1, "down": 1}


def _page(cycle: Cycle, form: NewCauseForm | None = None, notice: Message | None = None) -> str:
    causes = list_causes(cycle.id)
    asked = list_asked(cycle.id)
    bones = tree(causes, count_votes(asked))
    problem = find_problem(cycle.id)
    if form is None:
        form = NewCauseForm(formdata=None, parent_id=request.args.get("under", type=int))
    form.offer(places_in(bones))
    return stage_page(
        cycle,
        Stage.FISHBONE,
        "fishbone/show.html",
        hints=hints_for_fishbone(fishbone_content(causes)),
        statement=problem.statement if problem else "",
        bones=[bone for bone in bones if not bone.struck],
        struck_bones=[bone for bone in bones if bone.struck],
        form=form,
        notice=notice,
        moved=_moved(bones),
        askings=list_askings(cycle, asked, actor()),
        ask_form=AskForm(formdata=None),
    )


def _moved(bones: tuple[Branch, ...]) -> Branch | None:
    """The cause that this person has just moved, as long as nobody moved it again."""
    asked, version = request.args.get("moved", type=int), request.args.get("v", type=int)
    return next((branch for branch in flat(bones) if branch.id == asked and branch.version == version), None)


@bp.get("")
@needs(Right.CYCLE_READ, load_cycle)
def show(cycle: Cycle) -> str:
    """The drawing, which is also where one works on it."""
    return _page(cycle)


@bp.post("/causes")
@needs(Right.CYCLE_EDIT, load_cycle)
def add(cycle: Cycle) -> Any:
    """Add a cause under another, or a bone."""
    form = NewCauseForm().offer(places_in(tree(list_causes(cycle.id))))
    assert isinstance(form, NewCauseForm)
    values = form.checked()
    try:
        if form.is_good:
            row = add_cause(cycle, values.get("text", ""), values.get("parent_id"), by=actor())
            return done(_after_adding(cycle, row), N_("Added to the fishbone."))
    except Refusal as refusal:
        return refuse_here(form, refusal, lambda: _page(cycle, form))
    return _page(cycle, form), 422


def _after_adding(cycle: Cycle, row: Cause) -> str:
    if request.form.get("from") == "proposals":
        return url_for("fishbone.show_proposals", cycle_id=cycle.id)
    return _at(cycle, row)


def _at(cycle: Cycle, row: Cause, **more: Any) -> str:
    return url_for("fishbone.show", cycle_id=cycle.id, _anchor=f"cause-{row.id}", **more)


def _load_cause(cycle: Cycle, cause_id: int) -> Cause:
    return find_cause(cycle.id, cause_id) or abort(404)


def _cause_page(
    cycle: Cycle,
    cause_id: int,
    form: CauseForm | None = None,
    place: PlaceForm | None = None,
    strike: StrikeForm | None = None,
) -> str:
    bones = tree(list_causes(cycle.id))
    branch = next((one for one in flat(bones) if one.id == cause_id), None) or abort(404)
    row = _load_cause(cycle, cause_id)
    form = _offered(cycle, form or CauseForm(formdata=None, obj=row), row)
    place = place or PlaceForm(formdata=None, parent_id=row.parent_id)
    return stage_page(
        cycle,
        Stage.FISHBONE,
        "fishbone/cause.html",
        row=row,
        branch=branch,
        above=[one for one in flat(bones) if branch in one.walk() and one is not branch],
        form=form,
        place_form=place.offer(places_in(bones, moving=cause_id)),
        strike_form=strike if strike is not None else StrikeForm(formdata=None),
    )


def _offered(cycle: Cycle, form: CauseForm, row: Cause) -> CauseForm:
    """The departments in use, and those no longer used that this cause names."""
    known = {department.id: department.name for department in list_departments(cycle.institute_id)}
    ticked = {department.id: department.name for department in row.departments}
    if "departments.sent" not in request.form:
        form.departments.data = list(ticked)
    known |= ticked
    return form.offer((str(number), name) for number, name in known.items())


@bp.get("/causes/<int:cause_id>")
@needs(Right.CYCLE_READ, load_cycle)
def show_cause(cycle: Cycle, cause_id: int) -> str:
    """One cause: its words, whom it touches, where it belongs, striking it through."""
    return _cause_page(cycle, cause_id)


@bp.post("/causes/<int:cause_id>")
@needs(Right.CYCLE_EDIT, load_cycle)
def edit_cause(cycle: Cycle, cause_id: int) -> Any:
    """Correct a cause."""
    row = _load_cause(cycle, cause_id)
    form = _offered(cycle, CauseForm(obj=row), row)
    before = ticked_in(request.form["departments.was"]) if "departments.was" in request.form else None

    def write(values: Any, bases: Any) -> None:
        save_cause(cycle, row, values, bases, by=actor(), ticked_before=before)

    return save_form(form, lambda: row, write, show=lambda: _cause_page(cycle, cause_id, form), back=_at(cycle, row))


def _version() -> int:
    return request.form.get("version", type=int) or 0


def _stale(cycle: Cycle, refusal: Refusal) -> tuple[str, int]:
    """A move, reorder or strike that came too late: the drawing as it is now, and who changed it."""
    session.rollback()
    return _page(cycle, notice=refusal.message), refusal.status


@bp.post("/causes/<int:cause_id>/move")
@needs(Right.CYCLE_EDIT, load_cycle)
def move(cycle: Cycle, cause_id: int) -> Any:
    """Put a cause under another one, or make it a bone."""
    row = _load_cause(cycle, cause_id)
    form = PlaceForm().offer(places_in(tree(list_causes(cycle.id)), moving=cause_id))
    values = form.checked()
    form.need("parent_id")
    if not form.is_good:
        return _cause_page(cycle, cause_id, place=form), 422
    was, at, position = row.parent_id, row.position, request.form.get("position", type=int)
    try:
        move_cause(cycle, row, values["parent_id"], version=_version(), by=actor(), position=position)
    except Refusal as refusal:
        if refusal.status == 409:
            return _stale(cycle, refusal)
        return refuse_here(form, refusal, lambda: _cause_page(cycle, cause_id, place=form))
    return done(
        _at(cycle, row, moved=row.id, v=row.version, was=was, at=at), N_("Moved. You can put it back where it was.")
    )


@bp.post("/causes/<int:cause_id>/<any(up, down):step>")
@needs(Right.CYCLE_EDIT, load_cycle)
def step(cycle: Cycle, cause_id: int, step: str) -> Any:
    """Move a cause one place up or down among those beside it."""
    row = _load_cause(cycle, cause_id)
    was, at = row.parent_id, row.position
    try:
        step_cause(cycle, row, _STEPS[step], version=_version(), by=actor())
    except Refusal as refusal:
        return _stale(cycle, refusal)
    return done(
        _at(cycle, row, moved=row.id, v=row.version, was=was, at=at), N_("Moved. You can put it back where it was.")
    )


@bp.post("/causes/<int:cause_id>/strike")
@needs(Right.CYCLE_EDIT, load_cycle)
def strike(cycle: Cycle, cause_id: int) -> Any:
    """Strike a cause through, with everything under it."""
    row, form = _load_cause(cycle, cause_id), StrikeForm()
    values = form.checked()
    if not form.is_good:
        return _cause_page(cycle, cause_id, strike=form), 422
    try:
        strike_cause(cycle, row, values.get("reason", ""), version=_version(), by=actor())
    except Refusal as refusal:
        if values.get("reason"):
            raise  # the drawing has no room for what was typed
        return _stale(cycle, refusal)
    return done(_at(cycle, row), N_("Struck through, with what lies under it. You can put it back."))


@bp.post("/causes/<int:cause_id>/unstrike")
@needs(Right.CYCLE_EDIT, load_cycle)
def unstrike(cycle: Cycle, cause_id: int) -> Any:
    """Put a struck cause back."""
    row = _load_cause(cycle, cause_id)
    try:
        unstrike_cause(cycle, row, version=_version(), by=actor())
    except Refusal as refusal:
        return _stale(cycle, refusal)
    return done(_at(cycle, row), N_("Put back."))


# --- Each alone first: private causes, and the vote ----------------------------------------------


def _url(cycle: Cycle, what: str) -> str:
    return url_for("fishbone.show_proposals" if what == What.PROPOSALS else "fishbone.show_vote", cycle_id=cycle.id)


@bp.post("/<any(proposals, vote):what>/begin")
@needs(Right.CYCLE_EDIT, load_cycle)
def begin(cycle: Cycle, what: str) -> Any:
    """Ask every member for private answers; goes to the running question when there is one."""
    open_round(cycle, What(what), by=actor(), names_hidden=bool(request.form.get("names_hidden")))
    return done(_url(cycle, what), N_("Each of you can now write alone. Nobody sees it before all are opened."))


def _load_round(cycle: Cycle, what: str) -> VoiceRound:
    return find_round(cycle.id, What(what)) or abort(404)


@bp.get("/<any(proposals, vote):what>/open")
@needs(Right.CYCLE_CONVENE, load_cycle)
def confirm_open(cycle: Cycle, what: str) -> str:
    """Ask before the answers are opened: it cannot be undone."""
    _load_round(cycle, what)
    asking = list_askings(cycle, list_asked(cycle.id), actor())[what]
    return stage_page(cycle, Stage.FISHBONE, "fishbone/open.html", asking=asking, back=_url(cycle, what))


@bp.post("/<any(proposals, vote):what>/open")
@needs(Right.CYCLE_CONVENE, load_cycle)
def open_answers(cycle: Cycle, what: str) -> Any:
    """Open the answers to the team, also when somebody has not written."""
    reveal(cycle, _load_round(cycle, what), by=actor())
    return done(_url(cycle, what), N_("The answers are open."))


def _writer(cycle: Cycle) -> Membership | None:
    """Whose answer this page is for: my own, or that of a teammate without a phone; None for readers."""
    mine = actor().membership_in(cycle.team_id)
    if mine is None:
        return None
    asked = request.values.get("for", mine, type=int)
    members = list_members(cycle.team_id, clock.today())
    return next((member for member in members if member.id == asked), None) or abort(404)


def _voice(asked: VoiceRound | None, member: Membership | None) -> Voice | None:
    """The private answer that this person may see; a teammate's own words are not among them."""
    kept = find_voice(asked.id, member.id) if asked and member else None
    return kept if kept and member and may_write_on(kept, member, by=actor()) else None


def _voice_page(cycle: Cycle, what: What, form: ProposalForm | VoteForm | None = None) -> str:
    rounds = list_asked(cycle.id)
    asking = list_askings(cycle, rounds, actor())[what]
    asked = next((one.round for one in reversed(rounds) if one.round.what == what), None)
    opened = next((one.round for one in reversed(rounds) if one.round.what == what and one.round.revealed), None)
    member = _writer(cycle)
    kept = _voice(asked, member)
    bones = tree(list_causes(cycle.id))
    if form is None:
        answer = kept.answer if kept else {}
        form = (
            ProposalForm(formdata=None, data=answer)
            if what is What.PROPOSALS
            else VoteForm(formdata=None, causes=ticked_in(answer.get("causes")))
        )
    return stage_page(
        cycle,
        Stage.FISHBONE,
        f"fishbone/{what}.html",
        asking=asking,
        member=member,
        kept=kept,
        form=form.offer(_votable(bones)) if isinstance(form, VoteForm) else form,
        first=FIRST_PROPOSALS,
        opened=opened,
        said=_said(what, opened, bones),
        places=places_in(bones),
        under={key: one.text for one in flat(bones) for child in one.children for key in (child.id, str(child.id))},
        ask_form=AskForm(formdata=None),
    )


def _said(what: What, opened: VoiceRound | None, bones: tuple[Branch, ...]) -> list[Proposed] | list[Counted]:
    if opened is None:
        return []
    return list_proposed(opened, bones) if what is What.PROPOSALS else list_counted(opened, bones)


def _votable(bones: tuple[Branch, ...]) -> list[tuple[str, str]]:
    return [(str(one.id), one.text) for one in flat(bones) if not one.struck]


@bp.get("/proposals")
@needs(Right.CYCLE_READ, load_cycle)
def show_proposals(cycle: Cycle) -> str:
    """A member's own private causes; once opened, everybody's."""
    return _voice_page(cycle, What.PROPOSALS)


@bp.post("/proposals")
@needs(Right.CYCLE_EDIT, load_cycle)
def save_proposals(cycle: Cycle) -> Any:
    """Keep private causes, whole or one field; finish them."""
    asked, member = _load_round(cycle, What.PROPOSALS), _writer(cycle) or abort(404)
    form = ProposalForm(data={})
    finished = "finish" in request.form

    def write(values: Any, bases: Any) -> None:
        propose(cycle, asked, member, values, bases, by=actor(), finished=finished)

    def load() -> Any:  # a voice tells its saves as team work does
        return find_voice(asked.id, member.id)

    return save_form(
        form,
        load,
        write,
        show=lambda: _voice_page(cycle, What.PROPOSALS, form),
        back=_back_to_voice(cycle, What.PROPOSALS, member),
        said=N_("Kept with the others until all are opened.")
        if finished
        else N_("Kept for you. Finish when you are ready."),
    )


def _back_to_voice(cycle: Cycle, what: What, member: Membership) -> str:
    return _url(cycle, what) + ("" if member.id == actor().membership_in(cycle.team_id) else f"?for={member.id}")


@bp.get("/vote")
@needs(Right.CYCLE_READ, load_cycle)
def show_vote(cycle: Cycle) -> str:
    """A member's own private ticks; once opened, the votes."""
    return _voice_page(cycle, What.VOTE)


@bp.post("/vote")
@needs(Right.CYCLE_EDIT, load_cycle)
def save_vote(cycle: Cycle) -> Any:
    """Keep a member's private ticks."""
    asked, member = _load_round(cycle, What.VOTE), _writer(cycle) or abort(404)
    form = VoteForm().offer(_votable(tree(list_causes(cycle.id))))
    values = form.checked()
    try:
        if form.is_good:
            vote(cycle, asked, member, values.get("causes") or [], by=actor())
            return done(_back_to_voice(cycle, What.VOTE, member), N_("Your ticks are kept until all are opened."))
    except Refusal as refusal:
        return refuse_here(form, refusal, lambda: _voice_page(cycle, What.VOTE, form))
    return _voice_page(cycle, What.VOTE, form), 422
