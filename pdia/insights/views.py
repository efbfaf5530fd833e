"""The desk, the team page and the cycle's overview."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, render_template

from pdia.access.actor import Tie
from pdia.access.guard import find_actor, needs, public
from pdia.access.policy import Right
from pdia.cycles.models import Cycle
from pdia.cycles.page import load_cycle, note_that_read, rail_of
from pdia.cycles.queries import list_cycles, list_cycles_of_teams, list_stages
from pdia.kernel import clock
from pdia.teams.models import Team
from pdia.teams.queries import find_team, list_authorisers, list_members, list_mentors

bp = Blueprint("insights", __name__)


def load_team(team_id: int) -> Team | None:
    """The loader for guarded views under ``/teams/<id>``."""
    return find_team(team_id)


@bp.get("/")
@public
def desk() -> Any:
    """The own desk; strangers see the front page."""
    who = find_actor()
    if who is None:
        return render_template("insights/front.html")
    mine = [tie.team_id for tie in who.ties.values() if tie.tie in (Tie.MEMBER, Tie.MENTOR, Tie.AUTHORISER)]
    cycles = list_cycles_of_teams(mine) if mine else []
    return render_template("insights/desk.html", cycles=cycles, who=who)


@bp.get("/teams/<int:team_id>")
@needs(Right.TEAM_READ, load_team)
def team(team: Team) -> str:
    """A team: its people, cycles, terms and the offices whose backing it needs."""
    today = clock.today()
    return render_template(
        "insights/team.html",
        team=team,
        members=list_members(team.id, today),
        mentors=list_mentors(team.id, today),
        authorisers=list_authorisers(team.id),
        cycles=list_cycles(team.id),
    )


@bp.get("/cycles/<int:cycle_id>")
@needs(Right.CYCLE_READ, load_cycle)
def cycle(cycle: Cycle) -> str:
    """A cycle at a glance: the stages with a word each, and what comes next."""
    note_that_read(cycle)
    return render_template("insights/cycle.html", cycle=cycle, rail=rail_of(cycle, list_stages([cycle.id]), None))
