"""Institutes, directory, people, cohorts and their roles."""

from __future__ import annotations

from datetime import date
from typing import Any

from pdia.accounts.operations import add_account
from pdia.cohorts.operations import give_role, open_cohort
from pdia.cohorts.rules import Role
from pdia.commands.demonstration import Stage
from pdia.directory.operations import add_department, add_designation, add_place
from pdia.directory.rules import Level
from pdia.institutes.operations import add_institute
from pdia.teams.operations import add_posting


def set_up_institute(plain: dict[str, Any], password_hash: str, today: date) -> Stage:
    """An institute with everything outside team work."""
    stage = Stage(add_institute(plain["name"], zone=plain["zone"]), today)
    here = stage.institute.id
    for row in plain["departments"]:
        stage.departments[row["letter"]] = add_department(here, row["name"], row["letter"])
    for row in plain["places"]:
        parent = stage.places.get(row.get("parent"))
        stage.places[row["ref"]] = add_place(here, row["name"], Level(row["level"]), parent)
    for row in plain["designations"]:
        department = stage.departments.get(row.get("department"))
        stage.designations[row["ref"]] = add_designation(here, row["name"], Level(row["level"]), department)
    for person in plain["people"]:
        _add_person(stage, person, password_hash)
    for row in plain["cohorts"]:
        _open_cohort(stage, row)
    return stage


def _add_person(stage: Stage, person: dict[str, Any], password_hash: str) -> None:
    account = add_account(
        institute_id=stage.institute.id,
        login=person["login"],
        name=person["name"],
        email=person.get("email", ""),
        mobile=person.get("mobile", ""),
        password_hash=password_hash,
        language=person.get("language", "en"),
        is_site_admin=bool(person.get("admin")),
    )
    stage.people[person["login"]] = account
    stage.postings[person["login"]] = postings = []
    for row in person.get("postings", ()):
        posting = add_posting(
            account,
            stage.departments[row["department"]],
            designation=stage.designations.get(row.get("designation")),
            place=stage.places.get(row.get("place")),
            starts_on=stage.day(row["from"]),
        )
        posting.ends_on = stage.maybe(row.get("until"))
        postings.append(posting)


def _open_cohort(stage: Stage, row: dict[str, Any]) -> None:
    starts = stage.day(row["starts"])
    stage.cohorts[row["ref"]] = open_cohort(
        stage.institute.id,
        row["name"],
        starts_on=starts,
        ends_on=stage.day(row["ends"]),
        follow_up_until=stage.maybe(row.get("follow_up_until")),
    )
    stage.facilitators[row["ref"]] = row["facilitators"][0]
    for login in row["facilitators"]:
        give_role(stage.people[login], Role.FACILITATOR, starts_on=starts)
    for one in row["observers"]:
        give_role(stage.people[one["login"]], Role.OBSERVER, starts_on=starts, place=stage.places[one["place"]])
