"""What a document shows, as plain data: the stages' digests side by side, ready for its template.

Only what may be printed passes here: the digests hold nothing unrevealed, nothing for the mentor only
and no offices that back or block a step. Nothing here asks who reads; the page decided that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import date
from typing import Any

from pdia.cycles.models import Cycle
from pdia.cycles.queries import find_cycle
from pdia.cycles.rules import FIT_WORDS, STAGE_WORDS, CycleState, Stage, fit_of
from pdia.institutes.models import Institute
from pdia.kernel import clock
from pdia.kernel.db import session
from pdia.kernel.text import language_of
from pdia.outreach.digest import digest_outreach
from pdia.reports.changes import digest_changes, entries_of, lines_of
from pdia.reports.people import digest_team
from pdia.reports.rules import KIND_WORDS, Kind, fit_on_sheet
from pdia.stages.entry_points.digest import EntryPointDigest, EntryPointsDigest, RoomDigest, digest_entry_points
from pdia.stages.entry_points.wording import SHORT as ROOM_READS
from pdia.stages.fishbone.digest import digest_fishbone
from pdia.stages.ideas.digest import IdeaDigest, digest_ideas
from pdia.stages.ideas.rules import Kept
from pdia.stages.ideas.wording import KEPT, KINDS
from pdia.stages.iterations.digest import Chip, IterationDigest, digest_iterations
from pdia.stages.iterations.rules import ROOM_WORDS
from pdia.stages.plan.digest import ActionLine, PlanDigest, digest_plan, span_of
from pdia.stages.plan.rules import STATE_WORDS, ActionState
from pdia.stages.problem.digest import digest_problem
from pdia.stages.problem.wording import QUESTIONS as PROBLEM_QUESTIONS
from pdia.stages.reflection.digest import digest_reflection
from pdia.stages.reflection.rules import OUTCOME_WORDS
from pdia.stages.reflection.wording import QUESTIONS as REFLECTION_QUESTIONS
from pdia.teams.rules import NEED_WORDS
from pdia.translating.digest import digest_translations

Content = dict[str, Any]
STORY = ("done", "result", "learned", "struggling", "next_step")
AROUND = ("benefited", "not_benefited", "new_people", "changed_problem")


def content_of(cycle: Cycle, kind: Kind, language: str) -> Content:
    """Everything the template of one kind of document is drawn with."""
    institute = session.get_one(Institute, cycle.institute_id)
    today = clock.today(institute.zone)
    return {
        "cycle": cycle,
        "team": cycle.team,
        "institute": institute.name,
        "kind_words": KIND_WORDS[kind],
        "language": language,
        "today": today,
        **_GATHER[kind](cycle, today),
    }


def _portfolio(cycle: Cycle, today: date) -> Content:
    starts, ideas, plan = digest_entry_points(cycle), digest_ideas(cycle), digest_plan(cycle, today)
    fit = fit_of(cycle.known_way, cycle.many_hands, cycle.agreement)
    return {
        "people": digest_team(cycle.team, today),
        "earlier": find_cycle(cycle.continued_from_id) if cycle.continued_from_id else None,
        "is_paused": cycle.state == CycleState.PAUSED,
        "fit": FIT_WORDS[fit] if fit else None,
        "problem": digest_problem(cycle),
        "problem_labels": _labels(PROBLEM_QUESTIONS),
        "fishbone": digest_fishbone(cycle),
        **_starts(starts),
        **_ideas(ideas.ideas),
        **_plan(plan, today),
        "rounds": [_round(one) for one in digest_iterations(cycle).rounds],
        "room_words": ROOM_WORDS,
        "story": STORY,
        "around": AROUND,
        "reflection": digest_reflection(cycle),
        "reflection_labels": _labels(REFLECTION_QUESTIONS),
        "outcome_words": OUTCOME_WORDS,
        "outreach": digest_outreach(cycle),
        "translations": (),
        "annex": lines_of(digest_changes(cycle)),
    }


def _translated(cycle: Cycle, today: date) -> Content:
    """The record, with each text that somebody translated beside its translation."""
    translations = digest_translations(cycle)
    stages = [(STAGE_WORDS[stage], [one for one in translations if one.stage == stage]) for stage in Stage]
    return {**_portfolio(cycle, today), "translations": [(words, several) for words, several in stages if several]}


def _fishbone(cycle: Cycle, today: date) -> Content:
    return {"problem": digest_problem(cycle), "fishbone": digest_fishbone(cycle)}


def _plan_sheet(cycle: Cycle, today: date) -> Content:
    """The plan for one sheet: what is still open first, and the type as large as it all allows."""
    plan = digest_plan(cycle, today)
    actions = sorted(plan.actions, key=lambda line: (line.state != ActionState.OPEN, line.by_date or date.max))
    setting, fitting = fit_on_sheet([_letters(line) for line in actions]) if actions else ("roomy", 0)
    return {
        **_plan(replace(plan, actions=tuple(actions[:fitting])), today),
        "problem": digest_problem(cycle),
        "left": len(actions) - fitting,
        "setting": setting,
    }


def _letters(line: ActionLine) -> list[list[float]]:
    """How much each column of the plan's sheet holds; other scripts than Latin run wider and taller."""
    wide = 1.0 if line.lang == "en" else 1.5
    asked = [(len(one.asked) + len(one.department.name)) * wide + 4 for one in line.asks]
    who = [len(line.who) * wide, len(line.lead.name) + 10 if line.lead else 0]
    return [[len(line.what) * 1.08 * wide], who, [8.0, 8.0], asked, [len(line.learn) * wide]]


def _history(cycle: Cycle, today: date) -> Content:
    return {"entries": entries_of(digest_changes(cycle))}


_GATHER: Mapping[Kind, Callable[[Cycle, date], Content]] = {
    Kind.PORTFOLIO: _portfolio,
    Kind.FISHBONE: _fishbone,
    Kind.PLAN: _plan_sheet,
    Kind.HISTORY: _history,
    Kind.TRANSLATED: _translated,
}


# --- The parts --------------------------------------------------------------------------------------


def _labels(questions: Mapping[str, Any]) -> dict[str, str]:
    return {name: question.label for name, question in questions.items()}


def _starts(starts: EntryPointsDigest) -> Content:
    """Each starting place with its room to act, and the causes that were rated without starting there."""
    rooms = {room.cause_id: room for room in starts.rooms}
    begun = {point.cause_id for point in starts.entry_points}
    return {
        "starts": [_start(point, rooms.get(point.cause_id)) for point in starts.entry_points],
        "starts_struck": starts.struck,
        "other_rooms": [room for room in starts.rooms if room.cause_id not in begun],
        "room_reads": {
            room.cause_id: ROOM_READS[room.now.reading.kind][0] for room in starts.rooms if room.now.reading
        },
    }


def _start(point: EntryPointDigest, room: RoomDigest | None) -> Content:
    return {"point": point, "room": room, "then": room.first if room and len(room.ratings) > 1 else None}


def _ideas(ideas: Sequence[IdeaDigest]) -> Content:
    """The ideas: all side by side, and those the team took up or has more to say about in full."""
    order = {Kept.CHOSEN: 0, Kept.OPEN: 1, Kept.PARKED: 2}
    told = [one for one in ideas if one.where_seen or one.strengths or one.gaps or one.adapt]
    return {
        "ideas": [{**asdict(idea), "lang": language_of(idea.text)} for idea in ideas],
        "ideas_told": sorted(told, key=lambda idea: order[Kept(idea.kept)]),
        "idea_kinds": KINDS,
        "idea_states": {kept: words for kept, (words, _tone) in KEPT.items()},
    }


def _plan(plan: PlanDigest, today: date) -> Content:
    return {
        "plan": plan,
        "span": span_of(plan.actions, today),
        "state_words": STATE_WORDS,
        "need_words": NEED_WORDS,
        "detailed": [line for line in plan.actions if _says_more(line)],
    }


def _says_more(line: ActionLine) -> bool:
    return bool(line.learn or line.target or line.verified or line.deliverable or line.may_decide or line.constraints)


def _round(one: IterationDigest) -> Content:
    return {
        "round": one,
        "came": _by_department(one.came),
        "absent": _by_department(one.absent),
        "is_written": any(one.log.get(name) for name in (*STORY, *AROUND)),
    }


def _by_department(people: Iterable[tuple[str, Chip]]) -> list[tuple[Chip, list[str]]]:
    """Names under their department, in the order the departments are met."""
    grouped: dict[Chip, list[str]] = {}
    for name, chip in people:
        grouped.setdefault(chip, []).append(name)
    return list(grouped.items())
