"""Reading across slices, a constant number of statements whatever there is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, or_, select
from sqlalchemy.orm import joinedload

from pdia.cycles.models import Cycle
from pdia.cycles.rules import CycleState
from pdia.directory.models import Department, Place
from pdia.kernel.db import session
from pdia.stages.fishbone.models import Cause, cause_department
from pdia.stages.iterations.models import Iteration
from pdia.stages.plan.models import Action
from pdia.stages.problem.models import Problem
from pdia.teams.models import Membership, Posting, Team
from pdia.voices.models import VoiceRound


@dataclass(frozen=True)
class DistrictFigures:
    """What an observer sees of one district: figures, no words of any team."""

    place: str
    teams: int
    cycles_open: int
    cycles_paused: int
    cycles_finished: int
    rounds: int


def list_open_rounds(cycle_ids: Collection[int]) -> Sequence[VoiceRound]:
    """The private questions that are still running in some cycles."""
    if not cycle_ids:
        return []
    return session.scalars(
        select(VoiceRound)
        .where(VoiceRound.cycle_id.in_(cycle_ids), VoiceRound.revealed_at.is_(None))
        .order_by(VoiceRound.id)
    ).all()


def list_iterations(cycle_ids: Collection[int]) -> Sequence[Iteration]:
    """The rounds of some cycles, the oldest first."""
    if not cycle_ids:
        return []
    return session.scalars(
        select(Iteration).where(Iteration.cycle_id.in_(cycle_ids)).order_by(Iteration.cycle_id, Iteration.number)
    ).all()


def list_actions_of(membership_ids: Collection[int], cycle_ids: Collection[int]) -> Sequence[Action]:
    """The open actions that a person took on in running cycles, the next date first."""
    if not membership_ids or not cycle_ids:
        return []
    return session.scalars(
        select(Action)
        .where(
            Action.cycle_id.in_(cycle_ids),
            Action.member_id.in_(membership_ids),
            Action.state == "open",
            Action.struck.is_(False),
        )
        .order_by(Action.by_date.is_(None), Action.by_date, Action.id)
        .limit(20)
    ).all()


def list_problems(cycle_ids: Collection[int]) -> dict[int, Problem]:
    """The problems of some cycles, by cycle."""
    if not cycle_ids:
        return {}
    rows = session.scalars(select(Problem).where(Problem.cycle_id.in_(cycle_ids)))
    return {problem.cycle_id: problem for problem in rows}


def list_touched_departments(cycle_ids: Collection[int]) -> Sequence[Department]:
    """The departments that the standing causes of some cycles touch, by name."""
    if not cycle_ids:
        return []
    return session.scalars(
        select(Department)
        .where(
            Department.id.in_(
                select(cause_department.c.department_id)
                .join(Cause, Cause.id == cause_department.c.cause_id)
                .where(Cause.cycle_id.in_(cycle_ids), Cause.struck.is_(False))
            )
        )
        .order_by(Department.name)
    ).all()


def list_team_departments(team_ids: Collection[int], today: date) -> dict[int, list[Department]]:
    """The departments of several teams' present members, each once, by team."""
    found: dict[int, list[Department]] = defaultdict(list)
    if not team_ids:
        return found
    rows = session.execute(
        select(Membership.team_id, Department)
        .join(Posting, Posting.id == Membership.posting_id)
        .join(Department, Department.id == Posting.department_id)
        .where(
            Membership.team_id.in_(team_ids),
            Membership.starts_on <= today,
            or_(Membership.ends_on.is_(None), Membership.ends_on >= today),
        )
        .order_by(Department.name)
    )
    for team_id, department in rows:
        if department not in found[team_id]:
            found[team_id].append(department)
    return found


def list_district_figures(institute_id: int, place_ids: Collection[int]) -> list[DistrictFigures]:
    """Counts for each district that an observer looks after, places within it included."""
    if not place_ids:
        return []
    places = {place.id: place for place in session.scalars(select(Place).where(Place.institute_id == institute_id))}
    teams: dict[int | None, int] = defaultdict(int)
    rounds: dict[int | None, int] = defaultdict(int)
    states: dict[tuple[int | None, str], int] = defaultdict(int)
    of_place = select(Team.place_id).where(Team.institute_id == institute_id).group_by(Team.place_id)
    for place_id, number in session.execute(of_place.add_columns(func.count(Team.id))):
        teams[_district_of(place_id, places, place_ids)] += number
    cycles = of_place.join(Cycle, Cycle.team_id == Team.id)
    for place_id, state, number in session.execute(
        cycles.add_columns(Cycle.state, func.count(Cycle.id)).group_by(Cycle.state)
    ):
        states[_district_of(place_id, places, place_ids), state] += number
    for place_id, number in session.execute(
        cycles.join(Iteration, Iteration.cycle_id == Cycle.id).add_columns(func.count(Iteration.id))
    ):
        rounds[_district_of(place_id, places, place_ids)] += number
    return [
        DistrictFigures(
            place=places[district].name,
            teams=teams[district],
            cycles_open=states[district, CycleState.OPEN],
            cycles_paused=states[district, CycleState.PAUSED],
            cycles_finished=states[district, CycleState.FINISHED],
            rounds=rounds[district],
        )
        for district in sorted(place_ids)
        if district in places
    ]


def _district_of(place_id: int | None, places: dict[int, Place], wanted: Collection[int]) -> int | None:
    for _step in range(8):  # a village lies at most this deep
        if place_id is None or place_id in wanted:
            return place_id
        place_id = places[place_id].parent_id if place_id in places else None
    return None


def list_teams(team_ids: Collection[int]) -> Sequence[Team]:
    """Some teams with their places, by name."""
    if not team_ids:
        return []
    return session.scalars(
        select(Team).where(Team.id.in_(team_ids)).options(joinedload(Team.place)).order_by(Team.name)
    ).all()
