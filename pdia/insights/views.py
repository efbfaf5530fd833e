"""The desk, the team page, a cycle at a glance, and the approving officer's page."""

from __future__ import annotations

from typing import Any

from flask import render_template, request, url_for

from pdia.access.guard import actor, done, find_actor, needs, public
from pdia.access.policy import Right, may
from pdia.cycles.forms import FitForm
from pdia.cycles.models import Cycle
from pdia.cycles.operations import open_cycle as start_cycle
from pdia.cycles.page import load_cycle, note_that_read, paused_words, rail_of
from pdia.cycles.queries import find_cycle, list_cycles
from pdia.cycles.rules import FIT_WORDS, CycleState, fit_of
from pdia.insights import (
    mentoring,  # noqa: F401  enters its pages into the blueprint
    reminders,  # noqa: F401  enters the work that comes round
)
from pdia.insights.desk import build_desk, facts_of, glance, item_for
from pdia.insights.inbox.rules import waited
from pdia.insights.overview import brief_of, links_of, waiting_of
from pdia.insights.pages import bp as bp
from pdia.insights.pages import load_team
from pdia.insights.queries import list_touched_departments
from pdia.insights.reach import reach_of
from pdia.kernel import clock
from pdia.kernel.db import session
from pdia.kernel.text import storable
from pdia.kernel.words import N_, Refusal
from pdia.stages.problem.queries import find_problem
from pdia.teams.models import Team
from pdia.teams.queries import find_team, list_authorisers, list_members, list_mentors
from pdia.teams.rules import FUNCTION_WORDS
from pdia.threads.forms import BriefForm
from pdia.threads.hearers import side_of
from pdia.threads.queries import list_threads_of_account
from pdia.threads.rules import Side, Sort


@bp.get("/")
@public
def desk() -> str:
    """The own desk; strangers see the front page."""
    who = find_actor()
    if who is None:
        return render_template("insights/front.html")
    today = clock.today()
    return render_template("insights/desk.html", desk=build_desk(who, today), who=who, today=today, waited=waited)


def _team_page(team: Team, title: str = "") -> str:
    today, who = clock.today(), actor()
    members = list_members(team.id, today)
    cycles = list_cycles(team.id)
    present = {member.posting.department for member in members}
    touched = list_touched_departments([cycle.id for cycle in cycles[:1]])
    names = {member.id: member.account.name for member in members}
    return render_template(
        "insights/team.html",
        team=team,
        members=members,
        departments=sorted(present, key=lambda department: department.name),
        missing=[department for department in touched if department not in present],
        mentors=list_mentors(team.id, today),
        authorisers=list_authorisers(team.id),
        cycles=cycles,
        functions=[
            (words, [names[member] for member in team.functions.get(function.value, []) if member in names])
            for function, words in FUNCTION_WORDS.items()
        ],
        is_member=may(who, Right.TEAM_EDIT, team.scope),
        may_convene=may(who, Right.TEAM_CONVENE, team.scope),
        may_mentor=may(who, Right.TEAM_MENTOR, team.scope),
        may_note=may(who, Right.MENTOR_NOTES_KEEP, team.scope),
        title=title,
    )


@bp.get("/teams/<int:team_id>")
@needs(Right.TEAM_READ, load_team)
def team(team: Team) -> str:
    """A team: its people, cycles, terms and the offices whose backing it needs."""
    return _team_page(team)


@bp.post("/teams/<int:team_id>/cycles")
@needs(Right.TEAM_EDIT, load_team)
def open_cycle(team: Team) -> Any:
    """Start another cycle of the team."""
    try:
        cycle = start_cycle(team, request.form.get("title", ""), by=actor(), today=clock.today())
    except Refusal as refusal:
        session.rollback()
        again = find_team(team.id) or team
        return render_template(
            "insights/open_cycle.html", team=again, refusal=refusal, title=storable(request.form.get("title", ""))
        ), 422
    return done(url_for("insights.cycle", cycle_id=cycle.id), N_("The cycle has begun. Every step is open."))


@bp.get("/cycles/<int:cycle_id>")
@needs(Right.CYCLE_READ, load_cycle)
def cycle(cycle: Cycle) -> str:
    """A cycle at a glance: the stages with a word each, what comes next, who waits for whom."""
    note_that_read(cycle)
    who, today = actor(), clock.today()
    facts = facts_of([cycle.id])
    member = who.membership_in(cycle.team_id)
    fit = fit_of(cycle.known_way, cycle.many_hands, cycle.agreement)
    members = list_members(cycle.team_id, today)
    return render_template(
        "insights/cycle.html",
        cycle=cycle,
        rail=rail_of(cycle, facts.stages.get(cycle.id, []), None),
        next=item_for(cycle, glance(cycle, facts, member), facts, today) if member else None,
        problem=find_problem(cycle.id),
        waiting=waiting_of(cycle, facts, members),
        reach=reach_of(cycle, members, who),
        may_mentor=may(who, Right.TEAM_MENTOR, cycle.scope),
        may_talk=may(who, Right.CYCLE_TALK, cycle.scope) and cycle.state == CycleState.OPEN,
        earlier=find_cycle(cycle.continued_from_id) if cycle.continued_from_id else None,
        fit=FIT_WORDS[fit] if fit else None,
        fit_form=FitForm(formdata=None, obj=cycle),
        links=links_of(cycle),
        paused=paused_words(cycle),
        is_member=member is not None,
        may_edit=member is not None and cycle.state == CycleState.OPEN,
        may_convene=may(who, Right.CYCLE_CONVENE, cycle.scope),
    )


@bp.get("/cycles/<int:cycle_id>/brief")
@needs(Right.CYCLE_BRIEF, load_cycle)
def brief(cycle: Cycle) -> str:
    """One page for an approving officer: what they try, what they learned, what they need from me."""
    who = actor()
    is_office = side_of(cycle, who) is Side.OFFICE
    return render_template(
        "insights/brief.html",
        cycle=cycle,
        brief=brief_of(cycle, who, clock.today()),
        form=BriefForm(formdata=None, data={"sort": Sort.QUESTION}) if is_office else None,
        threads=list_threads_of_account(cycle.id, who.account_id) if is_office else [],
    )
