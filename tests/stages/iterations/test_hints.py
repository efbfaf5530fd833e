"""What a coach asks of a check-in and of the team's round note."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pdia.stages.iterations.hints import CheckInContent, LogContent, hints_for_check_in, hints_for_log
from tests.stages import coach
from tests.stages.coach_rows import Answer

TEAM = frozenset({"Health", "Education", "Panchayat"})
CHECK_IN = CheckInContent(2, done="Visited three of four schools.", next_step="Visit the fourth on Tuesday")
LOG = LogContent(
    2,
    done="Visited four schools with the pharmacist.",
    learned="The tablets are there, but they are locked because a girl fainted.",
    next_step="The ANM gives the first tablet with two head teachers on Monday",
    benefited="640 girls of four schools",
    not_benefited="Girls who pluck leaf on Mondays",
    attended=TEAM,
    departments=TEAM,
)


def keys(log: LogContent) -> list[str]:
    return [hint.mark for hint in hints_for_log(log)]


@pytest.mark.parametrize("answer", coach.LEARNED, ids=lambda answer: answer.text[:40])
def test_a_lesson_or_a_list_of_activities(answer: Answer) -> None:
    asked = [hint.mark for hint in hints_for_check_in(replace(CHECK_IN, learned=answer.text))]
    assert asked == (["iterations.check_in_no_lesson:2"] if answer.asks else []), answer.because
    assert keys(replace(LOG, learned=answer.text)) == (["iterations.log_no_lesson:2"] if answer.asks else [])


def test_the_same_words_again_are_no_lesson() -> None:
    done = "Three head teachers keep the tablets in the office because the room has a lock."
    assert keys(replace(LOG, done=done, learned=done)) == ["iterations.log_no_lesson:2"]


def test_a_lesson_left_empty_is_asked_for_once_something_was_done() -> None:
    assert hints_for_check_in(CheckInContent(2)) == []
    assert [hint.key for hint in hints_for_check_in(CHECK_IN)] == ["iterations.check_in_no_lesson"]
    assert keys(LogContent(2)) == []


def test_a_step_that_did_not_work_with_a_lesson_is_complete() -> None:
    check_in = replace(CHECK_IN, done="Did not work.", learned="Nobody comes at ten, they are in the garden.")
    assert hints_for_check_in(check_in) == []


def test_no_next_step() -> None:
    assert keys(replace(LOG, next_step="")) == ["iterations.log_no_next_step:2"]
    assert keys(replace(LOG, next_step="to be decided")) == ["iterations.log_no_next_step:2"]
    lesson = replace(CHECK_IN, learned="They hesitate because of 2024.", next_step=" ")
    assert [hint.mark for hint in hints_for_check_in(lesson)] == ["iterations.check_in_no_next_step:2"]


@pytest.mark.parametrize(
    ("earlier", "asks", "because"),
    [
        ((LOG.next_step, LOG.next_step), True, "the third time"),
        ((LOG.next_step,), False, "the second time"),
        (("Print the slip", LOG.next_step, LOG.next_step + "."), True, "the last two, but for a stop"),
        ((LOG.next_step, "Print the slip"), False, "something else lay between"),
        ((), False, "the first round"),
    ],
)
def test_the_same_next_step_for_the_third_time(earlier: tuple[str, ...], asks: bool, because: str) -> None:
    asked = keys(replace(LOG, earlier_next_steps=earlier))
    assert asked == (["iterations.same_next_step:2"] if asks else []), because


@pytest.mark.parametrize("answer", coach.WAITS, ids=lambda answer: answer.text[:40])
def test_a_next_step_that_waits_for_one_office(answer: Answer) -> None:
    asked = keys(replace(LOG, next_step=answer.text))
    assert asked == (["iterations.one_patron:2"] if answer.asks else []), answer.because


@pytest.mark.parametrize("answer", coach.NOBODY, ids=lambda answer: answer.text)
def test_who_did_not_benefit(answer: Answer) -> None:
    asked = keys(replace(LOG, not_benefited=answer.text))
    assert asked == (["iterations.nobody_without_benefit:2"] if answer.asks else []), answer.because


@pytest.mark.parametrize(
    ("attended", "team", "expected", "because"),
    [
        (frozenset(), TEAM, [], "attendance is not noted"),
        (TEAM, TEAM, [], "all came"),
        ({"Health", "Panchayat"}, TEAM, ["iterations.department_absent:2"], "Education did not"),
        ({"Health"}, TEAM, ["iterations.one_department_came:2"], "only Health came"),
        ({"Health", "NHM"}, TEAM | {"NHM"}, ["iterations.one_department_came:2"], "Health under two names"),
        ({"Education"}, TEAM, ["iterations.one_department_came:2"], "or only another one"),
        ({"Health"}, {"Health"}, [], "a team of one department"),
    ],
)
def test_who_came(attended: set[str], team: set[str], expected: list[str], because: str) -> None:
    assert keys(replace(LOG, attended=frozenset(attended), departments=frozenset(team))) == expected, because


def test_the_absent_departments_are_named() -> None:
    hint = hints_for_log(LogContent(1, attended=frozenset({"Health", "Panchayat"}), departments=TEAM))[0]
    assert hint.ask.text % hint.ask.values == ("Who will tell Education what was agreed, and ask for their view?")
