"""Putting the desk together: for each person the few things that wait for them, each one tap away."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from flask import url_for

from pdia.access.actor import Actor, Tie
from pdia.cohorts.models import Cohort
from pdia.cohorts.queries import list_running_cohorts
from pdia.cycles.models import Cycle, CycleStage
from pdia.cycles.queries import list_cycles_of_teams, list_stages
from pdia.cycles.rules import CycleState, Stage
from pdia.insights.inbox.gather import build_inbox
from pdia.insights.inbox.rules import Need
from pdia.insights.queries import (
    DistrictFigures,
    list_actions_of,
    list_district_figures,
    list_iterations,
    list_open_rounds,
    list_problems,
    list_teams,
)
from pdia.insights.rules import AtAGlance, NextStep, OpenIteration, next_step
from pdia.kernel.i18n import day
from pdia.kernel.words import N_, Message
from pdia.notices.digest import Told, told_of
from pdia.notices.queries import list_notices
from pdia.stages.iterations.models import Iteration
from pdia.stages.plan.models import Action
from pdia.stages.problem.models import Problem
from pdia.teams.models import Team
from pdia.voices.models import VoiceRound
from pdia.voices.queries import list_answered
from pdia.voices.rules import What

MOST_WAITING = 4
MOST_NEEDS = 2
MOST_NOTICES = 3


@dataclass(frozen=True)
class Item:
    """One line that waits for a person: words, a smaller line, and where one press leads."""

    text: Message
    sub: Message | str
    url: str
    action: Message


@dataclass
class Desk:
    """Everything the desk page shows."""

    next: Item | None = None
    waiting: list[Item] = field(default_factory=list)
    teams: list[tuple[Team, list[Cycle]]] = field(default_factory=list)
    mentored: list[tuple[Team, list[Cycle]]] = field(default_factory=list)
    needing: list[tuple[Team, Need]] = field(default_factory=list)
    briefs: list[tuple[Team, Cycle, Problem | None]] = field(default_factory=list)
    cohorts: Sequence[Cohort] = ()
    figures: list[DistrictFigures] = field(default_factory=list)
    notices: list[Told] = field(default_factory=list)


@dataclass(frozen=True)
class CycleFacts:
    """What the pages know of several cycles, read with a constant number of statements."""

    stages: dict[int, list[CycleStage]]
    rounds: dict[int, list[VoiceRound]]
    answered: dict[int, set[int]]
    iterations: dict[int, list[Iteration]]


def facts_of(cycle_ids: Sequence[int]) -> CycleFacts:
    """Read the facts of several cycles at once: four statements."""
    stages, rounds, iterations = defaultdict(list), defaultdict(list), defaultdict(list)
    for row in list_stages(cycle_ids) if cycle_ids else []:
        stages[row.cycle_id].append(row)
    open_rounds = list_open_rounds(cycle_ids)
    for asked in open_rounds:
        rounds[asked.cycle_id].append(asked)
    for iteration in list_iterations(cycle_ids):
        iterations[iteration.cycle_id].append(iteration)
    return CycleFacts(stages, rounds, list_answered([asked.id for asked in open_rounds]), iterations)


def glance(cycle: Cycle, facts: CycleFacts, membership_id: int | None) -> AtAGlance:
    """One cycle as its member `membership_id` finds it."""
    iterations = facts.iterations.get(cycle.id, [])
    running = next((one for one in reversed(iterations) if one.state == "open"), None)
    unanswered = [
        asked.what
        for asked in facts.rounds.get(cycle.id, [])
        if membership_id is not None and membership_id not in facts.answered.get(asked.id, set())
    ]
    return AtAGlance(
        state=cycle.state,
        stages={row.stage: row.state for row in facts.stages.get(cycle.id, [])},
        iteration=OpenIteration(running.id, running.number, running.ends_on) if running else None,
        rounds_so_far=len(iterations),
        unanswered=unanswered,
    )


def build_desk(who: Actor, today: date) -> Desk:
    """The desk of one person. The number of statements does not depend on how much there is."""
    desk = Desk()
    by_tie = defaultdict(set)
    for tie in who.ties.values():
        by_tie[tie.tie].add(tie.team_id)
    mine = by_tie[Tie.MEMBER] | by_tie[Tie.MENTOR] | by_tie[Tie.AUTHORISER]
    cycles_of: dict[int, list[Cycle]] = defaultdict(list)
    for cycle in list_cycles_of_teams(sorted(mine)) if mine else []:
        cycles_of[cycle.team_id].append(cycle)
    teams = list_teams(mine)
    newest = [cycles_of[team.id][0] for team in teams if cycles_of[team.id]]
    facts = facts_of([cycle.id for cycle in newest])
    for team in teams:
        if team.id in by_tie[Tie.MEMBER]:
            desk.teams.append((team, cycles_of[team.id]))
        elif team.id in by_tie[Tie.MENTOR]:
            desk.mentored.append((team, cycles_of[team.id]))
    _add_next_steps(desk, who, newest, facts, today)
    if by_tie[Tie.MENTOR]:
        rows = build_inbox(who, today).needing
        desk.needing = [(row.team, row.needs[0]) for row in rows[:MOST_NEEDS]]
    if by_tie[Tie.AUTHORISER]:
        problems = list_problems([cycle.id for cycle in newest])
        desk.briefs = [
            (team, cycles_of[team.id][0], problems.get(cycles_of[team.id][0].id))
            for team in teams
            if team.id in by_tie[Tie.AUTHORISER] and cycles_of[team.id]
        ]
    if who.facilitates:
        desk.cohorts = list_running_cohorts(who.institute_id, today)
    desk.figures = list_district_figures(who.institute_id, who.observes)
    desk.notices = [told_of(notice) for notice in list_notices(who, unseen=True, most=MOST_NOTICES)]
    return desk


def _add_next_steps(desk: Desk, who: Actor, newest: list[Cycle], facts: CycleFacts, today: date) -> None:
    own = [cycle for cycle in newest if who.membership_in(cycle.team_id) is not None]
    items = [
        item
        for cycle in own
        if (item := item_for(cycle, glance(cycle, facts, who.membership_in(cycle.team_id)), facts, today))
    ]
    members = [member for cycle in own if (member := who.membership_in(cycle.team_id)) is not None]
    running = [cycle.id for cycle in own if cycle.state == CycleState.OPEN]
    items += [_action_item(action, today) for action in list_actions_of(members, running)]
    if items:
        desk.next, desk.waiting = items[0], items[1 : MOST_WAITING + 1]


def _action_item(action: Action, today: date) -> Item:
    if action.by_date is None:
        sub = Message(N_("your action"))
    elif action.by_date < today:
        sub = Message(
            N_("your action; it was for %(day)s: done, changed or carried over?"), {"day": day(action.by_date)}
        )
    else:
        sub = Message(N_("your action, by %(day)s"), {"day": day(action.by_date)})
    return Item(
        text=Message("%(what)s", {"what": action.what}),
        sub=sub,
        url=url_for("plan.show", cycle_id=action.cycle_id),
        action=Message(N_("Open")),
    )


_ANSWER_AT = {What.PROPOSALS: Stage.FISHBONE, What.VOTE: Stage.FISHBONE, What.RATING: Stage.ENTRY_POINTS}


def item_for(cycle: Cycle, seen: AtAGlance, facts: CycleFacts, today: date) -> Item | None:
    """The next step of a cycle as a line with a button."""
    step = next_step(seen, today)
    number = seen.iteration.number if seen.iteration else 0
    finished = _count_finished(cycle, facts)
    title = Message("%(title)s", {"title": cycle.title})
    match step:
        case NextStep.CHECK_IN:
            return Item(
                Message(N_("Round %(number)s: your check-in is open"), {"number": number}),
                Message(
                    N_(
                        "%(count)s have written. It takes about ten minutes; the team sees it when all are in or the convenor opens it."
                    ),
                    {"count": finished},
                ),
                url_for("iterations.check_in", number=number, cycle_id=cycle.id),
                Message(N_("Write my check-in")),
            )
        case NextStep.ANSWER:
            stage = _ANSWER_AT.get(What(next(iter(seen.unanswered))), Stage.FISHBONE)
            return Item(
                Message(N_("Your team asks what you think")),
                Message(N_("Each one answers alone first; nobody sees it until all are opened together.")),
                url_for(f"{stage.value}.show", cycle_id=cycle.id),
                Message(N_("Answer")),
            )
        case NextStep.PROBLEM:
            return Item(
                Message(N_("Begin with the problem")),
                Message(N_("Two sentences are enough to begin.")),
                url_for("problem.show", cycle_id=cycle.id),
                Message(N_("Write the problem")),
            )
        case NextStep.CAUSES:
            return Item(
                Message(N_("Ask why: what lies behind the problem?")),
                title,
                url_for("fishbone.show", cycle_id=cycle.id),
                Message(N_("Look for causes")),
            )
        case NextStep.FIRST_ROUND:
            return Item(
                Message(N_("Try one small step")),
                Message(N_("A problem and one step are enough to begin the first round.")),
                url_for("iterations.show", cycle_id=cycle.id),
                Message(N_("Open the first round")),
            )
        case NextStep.NEXT_ROUND:
            return Item(
                Message(N_("What is the next step?")),
                title,
                url_for("iterations.show", cycle_id=cycle.id),
                Message(N_("Open the next round")),
            )
        case NextStep.ROUND_NOTE:
            return Item(
                Message(N_("Round %(number)s has come to its end: what did you learn?"), {"number": number}),
                title,
                url_for("iterations.show_round", number=number, cycle_id=cycle.id),
                Message(N_("Write the round note")),
            )
        case NextStep.ROUND:
            return Item(
                Message(N_("Round %(number)s is running"), {"number": number}),
                title,
                url_for("iterations.show_round", number=number, cycle_id=cycle.id),
                Message(N_("Open the round")),
            )
        case NextStep.RESUME:
            return Item(
                Message(N_("“%(title)s” is paused"), {"title": cycle.title}),
                cycle.paused_for,
                url_for("insights.cycle", cycle_id=cycle.id),
                Message(N_("Open the cycle")),
            )
        case NextStep.NEXT_CYCLE:
            return None


def _count_finished(cycle: Cycle, facts: CycleFacts) -> int:
    for asked in facts.rounds.get(cycle.id, []):
        if asked.what == What.CHECK_IN:
            return len(facts.answered.get(asked.id, set()))
    return 0
