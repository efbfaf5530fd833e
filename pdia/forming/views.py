"""Teams of a cohort: who is in them, in which posting, and who mentors. Course coordinators may."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, abort, render_template, url_for
from werkzeug.wrappers import Response

from pdia.access.guard import actor, done, needs
from pdia.access.policy import Right
from pdia.cohorts.models import Cohort
from pdia.cohorts.operations import get_person_called
from pdia.cohorts.queries import find_cohort
from pdia.directory.queries import find_place, list_places, offer_places
from pdia.directory.rules import Level
from pdia.enrolment.answers import answer
from pdia.enrolment.queries import CohortView, gather_cohort, list_accounts
from pdia.enrolment.rules import NO_SUCH_POSTING
from pdia.forming.forms import ActAsForm, MemberForm, MentorForm, OfficerForm, TeamForm
from pdia.kernel import clock
from pdia.kernel.fields import NO_CHOICE, PartForm
from pdia.kernel.words import N_, Message, Refusal
from pdia.teams.models import Membership, MentorAssignment, Posting, Team
from pdia.teams.operations import (
    add_member,
    assign_mentor,
    change_posting,
    end_membership,
    end_mentoring,
    form_team,
    link_authoriser,
)
from pdia.teams.queries import (
    find_membership,
    find_mentoring,
    find_team,
    list_authorisers,
    list_postings,
)

# Whoever may read a cohort also arranges it: one right for both, and 404 for everybody else.
bp = Blueprint("forming", __name__, url_prefix="/cohorts/<int:cohort_id>/teams")
Pairs = list[tuple[str, str]]


def load_cohort(cohort_id: int) -> Cohort | None:
    """The loader for guarded views under ``/cohorts/<id>``."""
    return find_cohort(cohort_id)


def load_team(cohort_id: int, team_id: int) -> Team | None:
    """One team of this very cohort."""
    team = find_team(team_id)
    return team if team is not None and team.cohort_id == cohort_id else None


def _offered(form: TeamForm, institute_id: int) -> TeamForm:
    form.place_id.offer([("", "—"), *offer_places(list_places(institute_id))])
    return form


def _teams_page(cohort: Cohort, form: TeamForm | None = None) -> str:
    form = form if form is not None else TeamForm(formdata=None, data={"level": Level.BLOCK.value})
    view = gather_cohort(cohort, clock.today())
    return render_template("forming/teams.html", cohort=cohort, view=view, form=_offered(form, cohort.institute_id))


@bp.get("")
@needs(Right.COHORT_RUN, load_cohort)
def teams(cohort: Cohort) -> str:
    """The cohort's teams, and the form for one more."""
    return _teams_page(cohort)


@bp.post("")
@needs(Right.COHORT_RUN, load_cohort)
def form_new(cohort: Cohort) -> Any:
    """Form a team; its members come next."""
    form = _offered(TeamForm(), cohort.institute_id)

    def do(values: dict[str, Any]) -> Response:
        place = find_place(cohort.institute_id, values["place_id"]) if values.get("place_id") else None
        level = values.get("level") or Level.BLOCK.value
        team = form_team(cohort, values.get("name", ""), level=level, place=place, by=actor())
        return _to_team(team, N_("The team is formed. Now its members."))

    return answer(form, do, lambda: _teams_page(cohort, form))


def _to_team(team: Team, words: str | Message) -> Response:
    return done(url_for("forming.team", cohort_id=team.cohort_id, team_id=team.id), words)


def _candidates(view: CohortView, members: Sequence[Membership]) -> Pairs:
    """Every posting of the people not in this team, those without any team first."""
    here = {member.account_id for member in members}
    away = sorted((one for one in view.people if one.account.id not in here), key=lambda one: len(one.teams))
    return [
        (str(posting.id), " – ".join([one.account.name, posting.words, *(team.name for team in one.teams)]))
        for one in away
        for posting in one.postings
    ]


def _team_page(team: Team, refused: PartForm | None = None) -> str:
    view = gather_cohort(team.cohort, clock.today())
    formed = next(one for one in view.teams if one.team.id == team.id)
    forms: dict[type[PartForm], Any] = {kind: kind(formdata=None) for kind in (MemberForm, MentorForm, OfficerForm)}
    if refused is not None:
        forms[type(refused)] = refused
    offices = list_authorisers(team.id)
    forms[MemberForm].posting_id.offer([("", "—"), *_candidates(view, formed.members)])
    forms[OfficerForm].office.offer([(str(row.id), row.title) for row in offices])
    return render_template(
        "forming/team.html",
        cohort=team.cohort,
        team=team,
        formed=formed,
        offices=offices,
        officers=list_accounts([row.account_id for row in offices if row.account_id]),
        member_form=forms[MemberForm],
        mentor_form=forms[MentorForm],
        officer_form=forms[OfficerForm],
    )


def _refused(team: Team, form: PartForm) -> str:
    """The team's page with what was refused; that rolled the first reading back, so it is read again."""
    return _team_page(find_team(team.id) or abort(404), form)


@bp.get("/<int:team_id>")
@needs(Right.COHORT_RUN, load_team)
def team(team: Team) -> str:
    """One team: members with their postings, mentors, who may sign in for an office."""
    return _team_page(team)


@bp.post("/<int:team_id>/members")
@needs(Right.COHORT_RUN, load_team)
def add(team: Team) -> Any:
    """Put a person of the cohort into the team, in one posting; the first one convenes."""
    today = clock.today()
    people = {one.account.id: one for one in gather_cohort(team.cohort, today).people}
    held = {posting.id: posting for one in people.values() for posting in one.postings}
    form = MemberForm()
    form.posting_id.offer([("", "—"), *((str(number), posting.words) for number, posting in held.items())])

    def do(values: dict[str, Any]) -> Response:
        posting = held.get(values.get("posting_id") or 0)
        if posting is None:
            raise Refusal(NO_SUCH_POSTING, field="posting_id")
        account = people[posting.account_id].account
        add_member(team, account, posting, starts_on=today, by=actor())
        return _to_team(team, Message(N_("%(name)s is in the team."), {"name": account.name}))

    return answer(form, do, lambda: _refused(team, form))


def _member(team: Team, membership_id: int) -> Membership:
    """A running membership of this very team."""
    found = find_membership(membership_id)
    if found is None or found.team_id != team.id or (found.ends_on and found.ends_on < clock.today()):
        abort(404)
    return found


@bp.get("/<int:team_id>/members/<int:membership_id>")
@needs(Right.COHORT_RUN, load_team)
def member(team: Team, membership_id: int) -> str:
    """One member: act in another posting, or leave the team."""
    return _member_page(team, _member(team, membership_id))


def _member_page(team: Team, member: Membership, form: ActAsForm | None = None) -> str:
    postings = list_postings([member.account_id], clock.today())
    form = form if form is not None else ActAsForm(formdata=None, data={"posting_id": member.posting_id})
    form.posting_id.offer([(str(posting.id), posting.words) for posting in postings])
    return render_template("forming/member.html", team=team, member=member, postings=postings, form=form)


@bp.post("/<int:team_id>/members/<int:membership_id>/posting")
@needs(Right.COHORT_RUN, load_team)
def act_as(team: Team, membership_id: int) -> Any:
    """Let a member act in another of their own postings from now on."""
    found = _member(team, membership_id)
    own: dict[int, Posting] = {posting.id: posting for posting in list_postings([found.account_id], clock.today())}
    form = ActAsForm()
    form.posting_id.offer([(str(number), posting.words) for number, posting in own.items()])

    def do(values: dict[str, Any]) -> Response:
        posting = own.get(values.get("posting_id") or 0)
        if posting is None:
            raise Refusal(NO_SUCH_POSTING, field="posting_id")
        if posting.id != found.posting_id:
            change_posting(team, found, posting, by=actor())
        return _to_team(team, N_("Saved."))

    return answer(form, do, lambda: _member_page(find_team(team.id) or team, _member(team, membership_id), form))


@bp.post("/<int:team_id>/members/<int:membership_id>/end")
@needs(Right.COHORT_RUN, load_team)
def end_member(team: Team, membership_id: int) -> Any:
    """Let a member leave; what they wrote stays with the posting of that day."""
    found = _member(team, membership_id)
    end_membership(team, found, ends_on=clock.today(), by=actor())
    return _to_team(team, Message(N_("%(name)s is no longer in the team."), {"name": found.account.name}))


@bp.post("/<int:team_id>/mentors")
@needs(Right.COHORT_RUN, load_team)
def add_mentor(team: Team) -> Any:
    """Give the team a mentor from today."""
    form = MentorForm()

    def do(values: dict[str, Any]) -> Response:
        account = get_person_called(team.institute_id, values.get("mentor", ""), field="mentor")
        assign_mentor(team, account, starts_on=clock.today(), by=actor())
        return _to_team(team, Message(N_("%(name)s is a mentor of the team."), {"name": account.name}))

    return answer(form, do, lambda: _refused(team, form))


def _mentoring(team: Team, assignment_id: int) -> MentorAssignment:
    found = find_mentoring(assignment_id)
    if found is None or found.team_id != team.id or (found.ends_on and found.ends_on < clock.today()):
        abort(404)
    return found


@bp.get("/<int:team_id>/mentors/<int:assignment_id>")
@needs(Right.COHORT_RUN, load_team)
def mentor(team: Team, assignment_id: int) -> str:
    """Ask before a mentor's assignment ends."""
    return render_template("forming/mentor.html", team=team, assignment=_mentoring(team, assignment_id))


@bp.post("/<int:team_id>/mentors/<int:assignment_id>/end")
@needs(Right.COHORT_RUN, load_team)
def end_mentor(team: Team, assignment_id: int) -> Any:
    """End a mentor's assignment; from today they read nothing new."""
    found = _mentoring(team, assignment_id)
    end_mentoring(team, found, ends_on=clock.today(), by=actor())
    return _to_team(team, Message(N_("%(name)s no longer mentors the team."), {"name": found.account.name}))


@bp.post("/<int:team_id>/officers")
@needs(Right.COHORT_RUN, load_team)
def link(team: Team) -> Any:
    """Let the officer who holds an office sign in and read what is for them; no account ends it."""
    offices = {str(row.id): row for row in list_authorisers(team.id)}
    form = OfficerForm()
    form.office.offer([(number, row.title) for number, row in offices.items()])

    def do(values: dict[str, Any]) -> Response:
        row = offices.get(values.get("office", ""))
        if row is None:
            raise Refusal(NO_CHOICE, field="office")
        told = values.get("officer", "")
        account = get_person_called(team.institute_id, told, field="officer") if told else None
        link_authoriser(row, account, by=actor())
        return _to_team(team, N_("Saved."))

    return answer(form, do, lambda: _refused(team, form))
