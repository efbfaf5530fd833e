"""Putting the inbox together: a mentor's teams with what each needs. About ten statements whatever there is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from pdia.access.actor import Actor, Tie
from pdia.cycles.models import Cycle
from pdia.cycles.queries import list_cycles_of_teams
from pdia.cycles.rules import CycleState
from pdia.insights.inbox.queries import (
    Asked,
    Talk,
    Work,
    count_questions,
    count_work,
    find_talk,
    list_backing,
    list_helps,
    list_rhythms,
)
from pdia.insights.inbox.rules import Going, Kind, Need, Office, TeamFacts, going_of, needs_of, rhythm_of, urgency
from pdia.mentoring.queries import find_looks, list_mentoring_of
from pdia.teams.models import Authoriser, MentorAssignment, Team

ZONE = ZoneInfo("Asia/Kolkata")


@dataclass(frozen=True)
class TeamRow:
    """One team as the inbox shows it; `covering` is the assignment in which one stands in for a colleague."""

    team: Team
    cycle: Cycle | None
    going: Going
    needs: Sequence[Need]
    looked_at: datetime | None
    covering: MentorAssignment | None


@dataclass
class Inbox:
    """A mentor's teams: those that need something by need, and those with which nothing waits by name."""

    teams: list[Team] = field(default_factory=list)
    needing: list[TeamRow] = field(default_factory=list)
    quiet: list[TeamRow] = field(default_factory=list)
    counts: Mapping[Kind, int] = field(default_factory=dict)


def build_inbox(
    who: Actor, today: date, *, need: Kind | None = None, team_id: int | None = None, cohort_id: int | None = None
) -> Inbox:
    """The inbox of one person, narrowed to a kind of need, a team or a cohort."""
    if not any(tie.tie is Tie.MENTOR for tie in who.ties.values()):
        return Inbox()
    rows = list_rows(who, today)
    inbox = Inbox(teams=[row.team for row in rows])
    rows = [row for row in rows if team_id in (None, row.team.id) and cohort_id in (None, row.team.cohort_id)]
    inbox.counts = {kind: sum(any(one.kind is kind for one in row.needs) for row in rows) for kind in Kind}
    inbox.needing = [row for row in rows if row.needs and (need is None or any(one.kind is need for one in row.needs))]
    inbox.needing.sort(key=lambda row: (urgency([one for one in row.needs if need in (None, one.kind)]), row.team.name))
    inbox.quiet = [row for row in rows if not row.needs] if need is None else []
    return inbox


def list_rows(who: Actor, today: date) -> list[TeamRow]:
    """Every team that a person mentors today, with its needs."""
    assignments: dict[int, MentorAssignment] = {}
    for one in list_mentoring_of(who.account_id, today):
        if who.ties[one.team_id].tie is Tie.MENTOR:
            assignments.setdefault(one.team_id, one)
    if not assignments:
        return []
    team_ids = list(assignments)
    cycles: dict[int, list[Cycle]] = defaultdict(list)
    for cycle in list_cycles_of_teams(team_ids):
        cycles[cycle.team_id].append(cycle)
    looks, talks = find_looks(who.account_id, team_ids), find_talk(who.account_id, team_ids)
    asked, helps = count_questions(who.account_id, team_ids), list_helps(who.account_id, team_ids)
    since = {
        cycle.id: _latest(looks.get(team_id), talks[team_id].mine if team_id in talks else None)
        for team_id, of_team in cycles.items()
        for cycle in of_team
    }
    work = count_work(who.account_id, since)
    rhythms = list_rhythms(list(since))
    offices: dict[int, list[Authoriser]] = defaultdict(list)
    for office in list_backing(team_ids):
        offices[office.team_id].append(office)
    rows = []
    for team_id, one in assignments.items():
        facts = _facts(
            one,
            cycles[team_id],
            looked=looks.get(team_id),
            talk=talks.get(team_id),
            asked=asked.get(team_id),
            helps=helps.get(team_id, []),
            work=work.get(team_id),
            rhythms=rhythms,
            offices=offices[team_id],
        )
        rows.append(
            TeamRow(
                team=one.team,
                cycle=cycles[team_id][0] if cycles[team_id] else None,
                going=facts.going,
                needs=needs_of(facts, today),
                looked_at=looks.get(team_id),
                covering=one if one.covers_id else None,
            )
        )
    return rows


def _facts(
    assignment: MentorAssignment,
    cycles: Sequence[Cycle],
    *,
    looked: datetime | None,
    talk: Talk | None,
    asked: Asked | None,
    helps: Sequence[tuple[int, datetime]],
    work: Work | None,
    rhythms: Mapping[int, tuple[date, date]],
    offices: Iterable[Authoriser],
) -> TeamFacts:
    running = [cycle for cycle in cycles if cycle.state == CycleState.OPEN]
    newest = next((rhythms[cycle.id] for cycle in running or cycles if cycle.id in rhythms), (None, None))
    entry = _latest(*(cycle.changed_at for cycle in running), talk.team if talk and running else None)
    heard = talk.office if talk else None
    return TeamFacts(
        going=going_of(cycle.state for cycle in cycles),
        since=assignment.starts_on,
        rhythm=rhythm_of(*newest),
        last_entry=day_of(entry),
        looked_on=day_of(looked),
        questions=asked.count if asked else 0,
        asked_on=day_of(asked.since) if asked else None,
        helps=len({member for member, _at in helps}),
        helped_on=day_of(min((at for _member, at in helps), default=None)),
        changes=work.count if work else 0,
        changed_on=day_of(work.since) if work else None,
        by=work.by if work else (),
        offices=tuple(_office(one, heard) for one in offices if one.need or one.needs),
    )


def _office(row: Authoriser, heard: datetime | None) -> Office:
    """An office with the day on which it was first asked for what is asked now."""
    heads = [head.at for name in ("title", "need", "needs") if (head := row.head(name))]
    asked_on = day_of(min(heads)) if heads else row.last_met
    met = [on for on in (row.last_met, day_of(heard) if row.account_id else None) if on]
    return Office(row.title, asked_on or date.max, max(met, default=None))


def _latest(*moments: datetime | None) -> datetime | None:
    return max((at for at in moments if at is not None), default=None)


def day_of(at: datetime | None) -> date | None:
    """The date of a moment where people are."""
    return at.astimezone(ZONE).date() if at else None
