"""Truth tables: whose line may be read, what follows from a report, how answers are joined."""

from __future__ import annotations

from datetime import date

import pytest

from pdia.kernel.words import Refusal
from pdia.stages.iterations.rules import (
    action_state_after,
    check_dates,
    end_of,
    join_answers,
    may_read_line,
    may_write_for,
    next_speaker,
)


@pytest.mark.parametrize(
    ("marked", "is_writer", "is_mentor", "reads"),
    [
        (False, False, False, True),
        (False, True, False, True),
        (False, False, True, True),
        (True, False, False, False),
        (True, True, False, True),
        (True, False, True, True),
        (True, True, True, True),
    ],
)
def test_who_reads_a_line(*, marked: bool, is_writer: bool, is_mentor: bool, reads: bool) -> None:
    mentor_only = ["done"] if marked else []
    assert may_read_line("done", mentor_only, is_writer=is_writer, is_mentor=is_mentor) is reads


@pytest.mark.parametrize(
    ("status", "state"),
    [("", "open"), ("carried", "open"), ("done", "done"), ("changed", "changed"), ("dropped", "dropped")],
)
def test_state_of_an_action_after_its_report(status: str, state: str) -> None:
    assert action_state_after(status) == state


@pytest.mark.parametrize(
    ("written_by", "is_own", "may"),
    [([], False, True), ([7], False, True), ([8], False, False), ([7, 8], False, False), ([8], True, True)],
)
def test_who_writes_for_whom(*, written_by: list[int], is_own: bool, may: bool) -> None:
    assert may_write_for(written_by, 7, is_own=is_own) is may


def test_days_are_advice_not_a_gate() -> None:
    start = date(2026, 11, 2)
    assert end_of(start, None) == date(2026, 11, 16)
    assert end_of(start, 3) == date(2026, 11, 5)
    assert end_of(start, 60) == date(2027, 1, 1)
    for days in (0, -1, 367):
        with pytest.raises(Refusal):
            end_of(start, days)
    check_dates(start, date(2026, 11, 3))
    for last in (start, date(2026, 11, 1), None):
        with pytest.raises(Refusal):
            check_dates(start, last)


def test_answers_are_joined_whole_with_who_said_them() -> None:
    answers = [("Anil", "Fear"), ("Rekha", " "), ("Jonali", "Fear"), ("Pranjal", "The lorry")]
    assert join_answers(answers, 100) == ("Anil, Jonali: Fear\nPranjal: The lorry", [])
    assert join_answers(answers, 20) == ("Anil, Jonali: Fear", ["Pranjal"])
    assert join_answers([], 20) == ("", [])


def test_the_turn_goes_round() -> None:
    assert next_speaker([1, 2, 3], set()) == 1
    assert next_speaker([1, 2, 3], {1}) == 2
    assert next_speaker([1, 2, 3], {3}, after=2) == 1
    assert next_speaker([1, 2, 3], {1, 2, 3}) is None
    assert next_speaker([], set()) is None
