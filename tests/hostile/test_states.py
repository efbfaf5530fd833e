"""Forms sent when they may no longer be: paused and finished cycles, former members, other teams' rows."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from pdia.cycles.models import Cycle
from pdia.kernel import clock
from pdia.kernel.db import Base, session
from pdia.teams.models import Membership
from tests.hostile.forms import Sheet
from tests.hostile.town import Town

# What may be done to a cycle that rests: going on, putting a coach's question aside, talking.
ALWAYS = {
    "cycles.resume",
    "cycles.hint_aside",
    "cycles.hints_back",
    "reflection.do_go_on",
    "cycles.finish",
    "cycles.do_pause",
    # Talking is not work: it goes on.
    "threads.ask",
    "threads.begin",
    "threads.begin_from_brief",
    "threads.close",
    "threads.decline",
    "threads.edit",
    "threads.put_aside",
    "threads.reopen",
    "threads.reply",
}
# A coordinator reads both teams: the address is good, only the question that the form names is not there.
READS_BOTH = {"threads.begin": 422}
TABLES = {
    "evidence_id": "evidence", "cause_id": "cause", "point_id": "entry_point", "idea_id": "idea", "action_id": "action",
    "attachment_id": "attachment", "office_id": "stakeholder", "member_id": "membership", "membership_id": "membership",
    "authoriser_id": "authoriser", "assignment_id": "mentor_assignment", "held_id": "held_text", "session_id": "sign_in_session",
    "account_id": "account", "team_id": "team", "cycle_id": "cycle", "cohort_id": "cohort",
}  # fmt: skip
CHOICES = {
    "cause_id": "cause", "parent_id": "cause", "causes": "cause", "department_id": "department", "departments": "department",
    "lead_id": "department", "entry_point_id": "entry_point", "combine_with_id": "idea", "rival_of": "evidence",
    "who": "membership", "person_id": "membership", "convenor": "membership", "ideas": "membership", "motivator": "membership",
    "posting_id": "posting", "place_id": "place", "designation_id": "designation", "office": "authoriser", "memberships": "membership",
}  # fmt: skip


def _of_cycle(town: Town) -> list[Sheet]:
    cast = town.world.cast
    return [sheet for sheet in town.sheets.values() if sheet.action.startswith(f"/cycles/{cast.cycle}/")]


@pytest.mark.parametrize("state", ["paused", "finished"])
def test_a_resting_cycle_takes_nothing_and_keeps_the_words(town: Town, state: str) -> None:
    with town.world.database.scope(write=True):
        cycle = session.get_one(Cycle, town.world.cast.cycle)
        cycle.state, cycle.paused_for = state, "flood"
        session.commit()
    before, wrong = town.dump(), list[str]()
    for sheet in _of_cycle(town):
        if sheet.endpoint in ALWAYS:
            continue
        answer = town.post(sheet, sheet.pairs())
        wrong += town.judge(f"{sheet} while {state}", answer, sheet.typed(sheet.pairs()))
        if answer.status_code not in (403, 404, 409, 422):
            wrong.append(f"{sheet} while {state}: {answer.status_code}")
        if state == "paused" and "flood" not in answer.text and answer.status_code == 409:
            wrong.append(f"{sheet} does not say why the cycle rests")
    after = town.dump()
    wrong += [f"{state}: {name} changed" for name in before if before[name] != after[name]]
    assert not wrong, "\n".join(wrong)


def test_a_member_who_was_taken_off_writes_no_more(town: Town) -> None:
    cast = town.world.cast
    with town.world.database.scope(write=True):
        mine = Membership.account_id == cast.accounts["convenor"]
        member = session.scalars(select(Membership).where(Membership.team_id == cast.team, mine)).one()
        member.ends_on = clock.today() - timedelta(days=1)
        session.commit()
    before, wrong = town.dump(), list[str]()
    for sheet in town.sheets.values():
        if sheet.login == "convenor" and re.match(r"/(cycles|teams)/\d+", sheet.action):
            answer = town.post(sheet, sheet.pairs())
            wrong += town.judge(f"{sheet} by a former member", answer, sheet.typed(sheet.pairs()))
            if answer.status_code not in (403, 404):
                wrong.append(f"{sheet} by a former member: {answer.status_code}")
    after = town.dump()
    wrong += [f"{name} changed" for name in before if before[name] != after[name]]
    assert not wrong, "\n".join(wrong)


def _theirs(town: Town, table: str) -> list[int]:
    """Numbers of rows that belong to the other team, or to the other institute."""
    cast, columns = town.world.cast, Base.metadata.tables[table].columns
    if table in ("cycle", "team", "cohort"):
        return [{"cycle": cast.other_cycle, "team": cast.far_team, "cohort": cast.far_cohort}[table]]
    if "cycle_id" in columns:
        wanted = columns["cycle_id"] == cast.other_cycle
    elif "team_id" in columns:
        wanted = columns["team_id"] == cast.other_team
    elif table == "account":
        wanted = columns["id"] == cast.accounts["stranger"]
    elif "account_id" in columns:
        wanted = columns["account_id"].in_([cast.accounts["stranger"], cast.accounts["other"]])
    else:
        wanted = columns["institute_id"] != cast.institute
    with town.world.database.engine.connect() as connection:
        return sorted(connection.scalars(select(columns["id"]).where(wanted)))


def test_another_teams_row_in_the_address_is_not_here(town: Town) -> None:
    adapter = town.world.app.url_map.bind("localhost")
    before, wrong = town.dump(), list[str]()
    for sheet in town.sheets.values():
        path = sheet.action.split("?")[0]
        rule, values = adapter.match(path, method="POST", return_rule=True)
        for name in [name for name in values if name in TABLES]:
            for theirs in _theirs(town, TABLES[name])[:1]:
                other = adapter.build(rule.endpoint, {**values, name: theirs})
                answer = town.post(sheet, sheet.pairs(), action=other)
                said = f"{sheet} sent to {other}"
                wrong += town.judge(said, answer)
                if answer.status_code not in (404, READS_BOTH.get(rule.endpoint)) and not (
                    rule.endpoint.startswith("accounts.") and answer.status_code == 303
                ):
                    wrong.append(f"{said}: {answer.status_code}")
    after = town.dump()
    wrong += [f"{name} changed" for name in before if name != "done_once" and before[name] != after[name]]
    assert not wrong, "\n".join(wrong)


def test_another_teams_row_in_the_body_is_refused(town: Town) -> None:
    wrong: list[str] = []
    tried = 0
    for sheet in town.sheets.values():
        for field in sheet.fields:
            if field.name not in CHOICES or sheet.offers(field) is None:
                continue
            offered = sheet.offers(field) or set()
            theirs = [number for number in _theirs(town, CHOICES[field.name]) if str(number) not in offered]
            for number in theirs[:1]:
                tried += 1
                pairs = sheet.with_value(field.name, str(number))
                answer = town.post(sheet, pairs)
                said = f"{sheet} with their {field.name} {number}"
                wrong += town.judge(said, answer, [pair for pair in sheet.typed(pairs) if pair[0] != field.name])
                if answer.status_code < 400:
                    wrong.append(f"{said}: {answer.status_code}")
    assert tried > 20
    assert not wrong, "\n".join(wrong)
