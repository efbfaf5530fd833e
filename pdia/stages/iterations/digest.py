"""The rounds as plain data: for hints, pages, the portfolio and exports. Nothing unrevealed, nothing for the mentor only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from pdia.cycles.models import Cycle
from pdia.directory.models import Department
from pdia.kernel import clock
from pdia.stages.iterations.hints import CheckInContent, LogContent
from pdia.stages.iterations.models import ActionReport, Iteration
from pdia.stages.iterations.queries import during, list_iterations, list_reports
from pdia.stages.iterations.rules import LOG_LIMITS, STATUS_WORDS, VOICE_FIELDS, ReportStatus, may_read_line
from pdia.stages.iterations.wording import LOG
from pdia.stages.plan.models import Action
from pdia.stages.plan.queries import list_actions
from pdia.teams.models import Membership
from pdia.teams.queries import list_members
from pdia.voices.models import Voice
from pdia.voices.queries import list_rounds, list_voices_of
from pdia.voices.rules import What

Chip = tuple[str, str, int]
"""A department: letter, name, tone."""


@dataclass(frozen=True)
class Line:
    """One member's answer to one question, as a reader may see it."""

    name: str
    department: Department
    text: str
    for_mentor: bool = False
    entered_by: str = ""


@dataclass(frozen=True)
class Answers:
    """Everybody's answers to one question."""

    field: str
    label: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class ReportDigest:
    """One action in one round: what was promised and expected, and what became of it."""

    what: str
    who: str
    by_date: date | None
    expected: str
    status: str
    status_words: str
    result: str


@dataclass(frozen=True)
class IterationDigest:
    """One round as it may be printed. `log` and `check_ins` go by field name; people come with their chip."""

    number: int
    starts_on: date
    ends_on: date
    is_open: bool
    first_step: str
    log: Mapping[str, str]
    labels: Mapping[str, str]
    came: tuple[tuple[str, Chip], ...]
    absent: tuple[tuple[str, Chip], ...]
    reports: tuple[ReportDigest, ...]
    check_ins: Mapping[str, tuple[tuple[str, Chip, str], ...]]
    room: str


@dataclass(frozen=True)
class IterationsDigest:
    """All rounds of a cycle, the first one first."""

    rounds: tuple[IterationDigest, ...]


def chip_of(department: Department) -> Chip:
    """A department as plain data."""
    return department.letter, department.name, department.tone


def answers_by_question(voices: Iterable[Voice], *, reader: int | None, is_mentor: bool) -> list[Answers]:
    """Opened check-ins side by side by question, as one reader may see them.

    `reader` is the reader's membership. A line for the mentor only reaches its writer and the mentors.
    """
    voices = list(voices)
    rows = []
    for name in VOICE_FIELDS:
        lines = tuple(
            Line(
                name=voice.membership.account.name,
                department=voice.membership.posting.department,
                text=str(voice.answer[name]),
                for_mentor=name in voice.mentor_only,
                entered_by=voice.entered_by,
            )
            for voice in voices
            if voice.answer.get(name)
            and may_read_line(name, voice.mentor_only, is_writer=voice.membership_id == reader, is_mentor=is_mentor)
        )
        rows.append(Answers(name, LOG[name].label, lines))
    return rows


def check_in_content(number: int, answer: Mapping[str, Any]) -> CheckInContent:
    """What the coach's hints look at in a member's check-in; shown to its writer alone."""
    return CheckInContent(number=number, **{name: str(answer.get(name) or "") for name in VOICE_FIELDS})


def log_content(iteration: Iteration, members: Sequence[Membership], rounds: Sequence[Iteration]) -> LogContent:
    """What the coach's hints look at in the team's note; `members` are those of this round."""
    came = {member.posting.department.name for member in members if member.id in iteration.attendance}
    earlier = sorted((one for one in rounds if one.number < iteration.number), key=lambda one: one.number)
    return LogContent(
        number=iteration.number,
        **{name: getattr(iteration, name) for name in VOICE_FIELDS},
        benefited=iteration.benefited,
        not_benefited=iteration.not_benefited,
        attended=frozenset(came),
        departments=frozenset(member.posting.department.name for member in members),
        earlier_next_steps=tuple(one.next_step for one in earlier),
    )


def digest_iterations(cycle: Cycle) -> IterationsDigest:
    """Everything of the rounds that may be printed: statements do not grow with the number of rounds."""
    rounds = list_iterations(cycle.id)[::-1]
    rounds = list_iterations(cycle.id)[::-1]
    check_ins = list_rounds(cycle.id, What.CHECK_IN)
    subject = {asked.id: asked.subject_id for asked in check_ins}
    voices: dict[int, list[Voice]] = defaultdict(list)
    for voice in list_voices_of(check_ins):
        voices[subject[voice.round_id]].append(voice)
    actions = {action.id: action for action in list_actions(cycle.id)}
    reports: dict[int, list[ActionReport]] = defaultdict(list)
    for report in list_reports([one.id for one in rounds]):
        reports[report.iteration_id].append(report)
    members = list_members(cycle.team_id)
    return IterationsDigest(
        tuple(
            _digest(one, during(members, one, clock.today()), voices[one.id], reports[one.id], actions)
            for one in rounds
        )
    )


def _digest(
    iteration: Iteration,
    members: Sequence[Membership],
    voices: Sequence[Voice],
    reports: Sequence[ActionReport],
    actions: Mapping[int, Action],
) -> IterationDigest:
    people = [(one.id, (one.account.name, chip_of(one.posting.department))) for one in members]
    came = set(iteration.attendance)
    return IterationDigest(
        number=iteration.number,
        starts_on=iteration.starts_on,
        ends_on=iteration.ends_on,
        is_open=iteration.is_open,
        first_step=iteration.first_step,
        log={name: getattr(iteration, name) for name in LOG_LIMITS if getattr(iteration, name)},
        labels={name: LOG[name].label for name in LOG_LIMITS},
        came=tuple(person for member_id, person in people if member_id in came),
        absent=tuple(person for member_id, person in people if came and member_id not in came),
        reports=tuple(
            _report(actions[one.action_id], one) for one in reports if one.action_id in actions and one.status
        ),
        check_ins={
            row.field: tuple((line.name, chip_of(line.department), line.text) for line in row.lines)
            for row in answers_by_question(voices, reader=None, is_mentor=False)
            if row.lines
        },
        room=iteration.room,
    )


def _report(action: Action, report: ActionReport) -> ReportDigest:
    return ReportDigest(
        what=action.what,
        who=action.who_name,
        by_date=action.by_date,
        expected=action.learn,
        status=report.status,
        status_words=STATUS_WORDS[ReportStatus(report.status)],
        result=report.result,
    )
