"""What a team says of itself: ways of working, functions, approving officers, who convenes.

The team's own page is :mod:`pdia.insights`; forming teams is :mod:`pdia.enrolment`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, abort, current_app, render_template, request, url_for

from pdia.access.guard import actor, done, needs
from pdia.access.policy import Right, may
from pdia.directory.queries import list_departments, offer_departments
from pdia.directory.rules import LEVEL_WORDS
from pdia.history.rules import parse_base
from pdia.history.saving import refuse_here, save_form
from pdia.kernel import clock
from pdia.kernel.words import N_, Message, Refusal
from pdia.teams.forms import AuthoriserForm, ConvenorForm, FunctionsForm, TermsForm
from pdia.teams.models import Authoriser, Membership, Team
from pdia.teams.operations import (
    add_authoriser,
    hand_code,
    name_convenor,
    save_authoriser,
    save_functions,
    save_team,
    strike_authoriser,
)
from pdia.teams.queries import find_authoriser, find_membership, find_team, list_authorisers, list_members
from pdia.teams.rules import NEED_WORDS, NOT_MEMBER, Function
from pdia.teams.slips import hand_over, slip_page
from pdia.teams.wording import READ_BY

bp = Blueprint("teams", __name__, url_prefix="/teams/<int:team_id>")


def load_team(team_id: int) -> Team | None:
    """The loader for guarded views under ``/teams/<id>``."""
    return find_team(team_id)


def load_authoriser(team_id: int, authoriser_id: int) -> Authoriser | None:
    """One approving officer of this very team."""
    row = find_authoriser(authoriser_id)
    return row if row is not None and row.team_id == team_id else None


def _home(team_id: int) -> str:
    return url_for("insights.team", team_id=team_id)


def _render(template: str, team_id: int, **content: object) -> str:
    """A page about a team, read afresh: a refused write has rolled the first reading back."""
    team = find_team(team_id) or abort(404)
    may_edit = may(actor(), Right.TEAM_EDIT, team.scope)
    return render_template(template, team=team, may_edit=may_edit, read_by=READ_BY, **content)


@bp.get("/terms")
@needs(Right.TEAM_READ, load_team)
def terms(team: Team) -> str:
    """How the team works together."""
    return _render("teams/terms.html", team.id, form=TermsForm(formdata=None, obj=team))


@bp.post("/terms")
@needs(Right.TEAM_EDIT, load_team)
def save_terms(team: Team) -> Any:
    """Save the ways of working or the name, whole or one field."""
    form = TermsForm(obj=team)
    return save_form(
        form,
        lambda: team,
        lambda values, bases: save_team(team, values, bases, by=actor()),
        show=lambda: _render("teams/terms.html", team.id, form=form),
        back=_home(team.id),
    )


def _functions_page(team: Team, form: FunctionsForm | None = None) -> str:
    members = list_members(team.id, clock.today())
    if form is None:
        data = {name: [str(one) for one in ids] for name, ids in team.functions.items()}
        form = FunctionsForm(formdata=None, data=data)
    form.offer(_names(members))
    present = {member.id: member for member in members}
    return _render("teams/functions.html", team.id, form=form, functions=list(Function), present=present)


def _names(members: Sequence[Membership]) -> list[tuple[str, str]]:
    return [(str(member.id), member.account.name) for member in members]


@bp.get("/functions")
@needs(Right.TEAM_READ, load_team)
def functions(team: Team) -> str:
    """Who covers which function."""
    return _functions_page(team)


@bp.post("/functions")
@needs(Right.TEAM_EDIT, load_team)
def do_save_functions(team: Team) -> Any:
    """Save who covers what; when somebody else did meanwhile, both are shown."""
    form = FunctionsForm().offer(_names(list_members(team.id, clock.today())))
    form.checked()
    if not form.is_good:
        return _functions_page(team, form), 422
    base = parse_base(request.form.get("functions.base", "0"))
    try:
        save_functions(team, form.chosen(), by=actor(), today=clock.today(), base=base)
    except Refusal as refusal:
        return refuse_here(form, refusal, lambda: _functions_page(team, form))
    return done(_home(team.id), N_("Saved."))


def _offered(form: AuthoriserForm, institute_id: int) -> AuthoriserForm:
    return form.offer(offer_departments(list_departments(institute_id)))


def _authorisers_page(team: Team, form: AuthoriserForm | None = None) -> str:
    rows = list_authorisers(team.id, struck=True)
    form = form if form is not None else _offered(AuthoriserForm(formdata=None), team.institute_id)
    words = {"need_words": NEED_WORDS, "levels": LEVEL_WORDS}
    return _render("teams/authorisers.html", team.id, rows=rows, form=form, **words)


@bp.get("/authorisers")
@needs(Right.TEAM_READ, load_team)
def authorisers(team: Team) -> str:
    """The offices whose backing the team needs."""
    return _authorisers_page(team)


@bp.post("/authorisers")
@needs(Right.TEAM_EDIT, load_team)
def add(team: Team) -> Any:
    """Name an office."""
    form = _offered(AuthoriserForm(), team.institute_id)
    values = form.checked()
    try:
        if form.is_good:
            add_authoriser(team, values, by=actor())
            return done(url_for("teams.authorisers", team_id=team.id), N_("Added to the list."))
    except Refusal as refusal:
        return refuse_here(form, refusal, lambda: _authorisers_page(find_team(team.id) or team, form))
    return _authorisers_page(team, form), 422


def _authoriser_page(row: Authoriser, form: AuthoriserForm) -> str:
    return _render("teams/authoriser.html", row.team_id, row=row, form=form)


@bp.get("/authorisers/<int:authoriser_id>")
@needs(Right.TEAM_EDIT, load_authoriser)
def authoriser(row: Authoriser) -> str:
    """One office, to change what is needed from it."""
    return _authoriser_page(row, _offered(AuthoriserForm(formdata=None, obj=row), row.institute_id))


@bp.post("/authorisers/<int:authoriser_id>")
@needs(Right.TEAM_EDIT, load_authoriser)
def edit(row: Authoriser) -> Any:
    """Save what is needed from an office, whole or one field."""
    form = _offered(AuthoriserForm(obj=row), row.institute_id)
    return save_form(
        form,
        lambda: row,
        lambda values, bases: save_authoriser(row, values, bases, by=actor()),
        show=lambda: _authoriser_page(row, form),
        back=url_for("teams.authorisers", team_id=row.team_id),
    )


@bp.post("/authorisers/<int:authoriser_id>/met")
@needs(Right.TEAM_EDIT, load_authoriser)
def met(row: Authoriser) -> Any:
    """Note with one press that the team met this office today."""
    save_authoriser(row, {"last_met": clock.today()}, {}, by=actor())
    words = Message(N_("Noted: you met %(office)s today."), {"office": row.title})
    return done(url_for("teams.authorisers", team_id=row.team_id), words)


@bp.post("/authorisers/<int:authoriser_id>/strike")
@needs(Right.TEAM_EDIT, load_authoriser)
def strike(row: Authoriser) -> Any:
    """Take an office off the list."""
    strike_authoriser(row, struck=True, by=actor())
    return done(url_for("teams.authorisers", team_id=row.team_id), N_("Taken off. You can put it back."))


@bp.post("/authorisers/<int:authoriser_id>/unstrike")
@needs(Right.TEAM_EDIT, load_authoriser)
def unstrike(row: Authoriser) -> Any:
    """Put an office back on the list."""
    strike_authoriser(row, struck=False, by=actor())
    return done(url_for("teams.authorisers", team_id=row.team_id), N_("Put back."))


def _members_page(team: Team, form: ConvenorForm | None = None) -> str:
    present = list_members(team.id, clock.today())
    if form is None:
        now = next((str(member.id) for member in present if member.convenor), "")
        form = ConvenorForm(formdata=None, data={"convenor": now})
    form.convenor.offer(_names(present))
    postings = {str(member.id): member.posting.words for member in present}
    return _render("teams/members.html", team.id, form=form, members=present, postings=postings)


@bp.get("/members")
@needs(Right.TEAM_CONVENE, load_team)
def members(team: Team) -> str:
    """Who convenes, and a new code for a member who cannot sign in."""
    return _members_page(team)


@bp.post("/convenor")
@needs(Right.TEAM_CONVENE, load_team)
def convenor(team: Team) -> Any:
    """Pass the convening on to another member."""
    present = list_members(team.id, clock.today())
    form = ConvenorForm()
    form.convenor.offer(_names(present))
    values = form.checked()
    chosen = next((member for member in present if str(member.id) == values.get("convenor")), None)
    if chosen is None:
        if form.is_good:
            form.refuse(Refusal(NOT_MEMBER, field="convenor"))
        return _members_page(team, form), 422
    if not chosen.convenor:
        name_convenor(team, chosen, present, by=actor())
    return done(_home(team.id), Message(N_("%(name)s convenes the team now."), {"name": chosen.account.name}))


def _member(team: Team, membership_id: int) -> Membership:
    """A running membership of this very team."""
    found = find_membership(membership_id)
    if found is None or found.team_id != team.id or (found.ends_on and found.ends_on < clock.today()):
        abort(404)
    return found


@bp.post("/members/<int:membership_id>/code")
@needs(Right.TEAM_CONVENE, load_team)
def code(team: Team, membership_id: int) -> Any:
    """Give a member a one-time code for a new password; earlier codes stop working."""
    account = _member(team, membership_id).account
    secret = current_app.config["SECRET_KEY"]
    fresh = hand_code(account, by=actor(), secret=secret, today=clock.today())
    hand_over(account, fresh)
    return done(url_for("teams.slip", team_id=team.id, membership_id=membership_id))


@bp.get("/members/<int:membership_id>/slip")
@needs(Right.TEAM_CONVENE, load_team)
def slip(team: Team, membership_id: int) -> str:
    """The slip with the code, shown once."""
    return slip_page(
        _member(team, membership_id).account,
        again=url_for("teams.code", team_id=team.id, membership_id=membership_id),
        back=url_for("teams.members", team_id=team.id),
    )
