"""One team: who is in it, who mentors it, whose backing it needs, and its cycles."""

from __future__ import annotations

from typing import Any

from pdia.commands.demonstration import Cast, Deeds, Stage
from pdia.commands.demonstration.cycle import tell_cycle
from pdia.cycles.models import Cycle
from pdia.kernel import clock
from pdia.kernel.db import session
from pdia.teams.models import Posting, Team
from pdia.teams.operations import (
    add_authoriser,
    add_member,
    assign_mentor,
    end_membership,
    form_team,
    name_convenor,
    save_functions,
    save_team,
)
from pdia.teams.queries import list_members
from pdia.teams.rules import Function


def load_team(stage: Stage, plain: dict[str, Any]) -> None:
    """Form one team and let it live through its cycles."""
    about, deeds = plain["team"], Deeds(stage)
    cast = Cast(since={row["login"]: row["from"] for row in about["members"]})
    first = min(row["from"] for row in about["members"])
    facilitator = stage.facilitators[about["cohort"]]
    made: dict[str, Team] = {}

    def form() -> None:
        made["team"] = form_team(
            stage.cohorts[about["cohort"]],
            about["name"],
            level=about["level"],
            place=stage.places.get(about.get("place")),
            by=stage.actor(facilitator),
        )
        for login in about.get("mentors", ()):
            assign_mentor(made["team"], stage.people[login], starts_on=clock.today(), by=stage.actor(facilitator))

    deeds.on(first, form, "09:00")
    for row in sorted(about["members"], key=lambda row: row["from"]):
        deeds.on(row["from"], lambda row=row: _join(stage, made["team"], cast, row, facilitator), "09:30")
        if row.get("until") is not None:
            deeds.on(row["until"] + 1, lambda row=row: _leave(stage, made["team"], cast, row, facilitator), "09:30")
    settled = max(row["from"] for row in about["members"] if row["from"] <= first + 7)
    deeds.on(settled, lambda: _write_terms(stage, made["team"], cast, about), "10:00")
    earlier: list[Cycle] = []
    for row in plain.get("cycles", ()):
        tell_cycle(stage, deeds, made, cast, row, earlier)
    deeds.do_all()
    session.flush()


def _posting(stage: Stage, login: str) -> Posting:
    """The posting that the person holds at the moment of the deed."""
    today = clock.today(stage.institute.zone)
    held = [
        one for one in stage.postings[login] if one.starts_on <= today and (not one.ends_on or today <= one.ends_on)
    ]
    return (held or stage.postings[login])[-1]


def _join(stage: Stage, team: Team, cast: Cast, row: dict[str, Any], facilitator: str) -> None:
    login = row["login"]
    by = stage.actor(facilitator)
    member = add_member(
        team, stage.people[login], _posting(stage, login), starts_on=clock.today(stage.institute.zone), by=by
    )
    cast.members[login] = member
    if row.get("convenor"):
        cast.convenor = login
        name_convenor(team, member, list_members(team.id, clock.today()), by=by)
    elif not cast.convenor:
        cast.convenor = login


def _leave(stage: Stage, team: Team, cast: Cast, row: dict[str, Any], facilitator: str) -> None:
    member = cast.members[row["login"]]
    end_membership(team, member, ends_on=clock.today(stage.institute.zone), by=stage.actor(facilitator))


def _write_terms(stage: Stage, team: Team, cast: Cast, about: dict[str, Any]) -> None:
    by = stage.actor(cast.convenor)
    if about.get("terms"):
        save_team(team, {"terms": about["terms"]}, {}, by=by)
    functions = {
        Function(name): [cast.members[login].id for login in logins if login in cast.members]
        for name, logins in about.get("functions", {}).items()
    }
    save_functions(team, functions, by=by, today=clock.today())
    for row in about.get("authorisers", ()):
        department = stage.departments.get(row.get("department"))
        authoriser = add_authoriser(
            team,
            {
                "title": row["title"],
                "name": row.get("name", ""),
                "level": row.get("level", ""),
                "department_id": department.id if department else None,
                "needs": row.get("needs", []),
                "need": row.get("need", ""),
                "report_how": row.get("report_how", ""),
                "last_met": stage.maybe(row.get("last_met")),
            },
            by=by,
        )
        if row.get("login"):
            authoriser.account_id = stage.people[row["login"]].id
