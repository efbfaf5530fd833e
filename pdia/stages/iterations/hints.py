"""What a coach would ask of a member's check-in and of the team's round note.

After "taking action" and the check-ins of Harvard Building State Capability's PDIA toolkit and blog:
a step that did not work, with a lesson, is complete; a list of activities without one is not. Who did
not benefit is asked after Singh, Miller and Closser (2024).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pdia.cycles.hints import Hint
from pdia.cycles.lexicon.judgements import (
    alike,
    families,
    has_no_lesson,
    names_nobody,
    says_nothing,
    waits_for_one,
)
from pdia.cycles.lexicon.reading import read
from pdia.kernel.words import N_
from pdia.stages.entry_points.hints import patron_hint

TIMES = 3  # the same next step so often is a step that does not move


@dataclass(frozen=True)
class CheckInContent:
    """One member's answers; `number` is the round's."""

    number: int | None = None
    done: str = ""
    result: str = ""
    learned: str = ""
    struggling: str = ""
    next_step: str = ""


@dataclass(frozen=True)
class LogContent:
    """The team's round note; `attended` and `departments` are names as the team reads them."""

    number: int | None = None
    done: str = ""
    result: str = ""
    learned: str = ""
    struggling: str = ""
    next_step: str = ""
    benefited: str = ""
    not_benefited: str = ""
    attended: frozenset[str] = frozenset()  # empty: attendance is not noted
    departments: frozenset[str] = frozenset()
    earlier_next_steps: Sequence[str] = ()  # of the rounds before this one, the latest last


def hints_for_check_in(content: CheckInContent) -> list[Hint]:
    """The hints for a check-in, for its writer only; none before something is written."""
    if not _begun(content):
        return []
    hints = []
    if content.done.strip() and has_no_lesson(content.learned, content.done):
        hints.append(_no_lesson("iterations.check_in_no_lesson", content.number))
    if says_nothing(content.next_step):
        hints.append(_no_next_step("iterations.check_in_no_next_step", content.number))
    return hints


def hints_for_log(content: LogContent) -> list[Hint]:
    """The hints for a round note, those of most worth first; none before something is written."""
    hints = []
    if _begun(content):
        if content.done.strip() and has_no_lesson(content.learned, content.done):
            hints.append(_no_lesson("iterations.log_no_lesson", content.number))
        hints += _next_step(content)
        if content.done.strip() and names_nobody(content.not_benefited):
            hints.append(
                Hint.of(
                    "iterations.nobody_without_benefit",
                    N_("Who was not reached this time?"),
                    N_("The next step is often found with those whom the last one did not reach."),
                    field="not_benefited",
                    about=content.number,
                )
            )
    return hints + _attendance(content)


def _begun(content: CheckInContent | LogContent) -> bool:
    return any(text.strip() for text in (content.done, content.result, content.learned))


def _no_lesson(key: str, number: int | None) -> Hint:
    return Hint.of(
        key,
        N_("What do you believe now that you did not believe before this round?"),
        N_("What was done is soon forgotten; what you understood decides the next step."),
        field="learned",
        about=number,
    )


def _no_next_step(key: str, number: int | None) -> Hint:
    return Hint.of(
        key,
        N_("What is the next small step, and on which day?"),
        N_("A round that ends with a step begins the next one by itself."),
        field="next_step",
        about=number,
    )


def _next_step(content: LogContent) -> list[Hint]:
    """No next step, the same one for the third time, or one that waits for a single office."""
    if says_nothing(content.next_step):
        return [_no_next_step("iterations.log_no_next_step", content.number)]
    before = list(content.earlier_next_steps)[-(TIMES - 1) :]
    hints = []
    if len(before) == TIMES - 1 and all(alike(content.next_step, earlier) for earlier in before):
        hints.append(
            Hint.of(
                "iterations.same_next_step",
                N_("What keeps coming in its way, and what smaller piece of it could go through?"),
                N_("A step that stands in the note for the third time usually hides a cause worth adding."),
                field="next_step",
                about=content.number,
            )
        )
    if waits_for_one(read(content.next_step)):
        hints.append(patron_hint("iterations.one_patron", "next_step", content.number))
    return hints


def _attendance(content: LogContent) -> list[Hint]:
    """Only one department came, or some did not; silent while nobody has noted who came."""
    came, team = families(content.attended), families(content.departments)
    if not came or len(team) < 2:
        return []
    if len(came) == 1:
        return [
            Hint.of(
                "iterations.one_department_came",
                N_("Whose day and place would make it easier for the others to come?"),
                N_("What one department decides alone, the others seldom carry out."),
                field="attendance",
                about=content.number,
            )
        ]
    absent = [name for name in sorted(content.departments) if not families({name}) <= came]
    if not absent:
        return []
    return [
        Hint.of(
            "iterations.department_absent",
            N_("Who will tell %(departments)s what was agreed, and ask for their view?"),
            N_("Notes that reach those who were away, time after time, are what brings them back."),
            field="attendance",
            about=content.number,
            departments=", ".join(absent),
        )
    ]
