"""The inbox as truth tables: who needs the mentor, in which order, and who is never called silent."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest

from pdia.insights.inbox.rules import (
    Going,
    Kind,
    Office,
    TeamFacts,
    going_of,
    is_silent,
    is_stuck,
    needs_of,
    rhythm_of,
    urgency,
    waited,
)

TODAY = date(2026, 11, 23)


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


RUNNING = TeamFacts(going=Going.RUNNING, since=ago(60), last_entry=ago(1))


@pytest.mark.parametrize(
    ("facts", "silent", "why"),
    [
        (replace(RUNNING, last_entry=ago(14)), False, "as long as a round may pass"),
        (replace(RUNNING, last_entry=ago(15)), True, "longer than its rhythm"),
        (replace(RUNNING, last_entry=ago(15), rhythm=28), False, "its rounds are longer"),
        (replace(RUNNING, last_entry=ago(8), rhythm=7), True, "its rounds are shorter"),
        (replace(RUNNING, last_entry=ago(99), going=Going.PAUSED), False, "paused is never silent"),
        (replace(RUNNING, last_entry=ago(99), going=Going.FINISHED), False, "finished is never silent"),
        (replace(RUNNING, last_entry=None, going=Going.NOT_BEGUN), True, "never began since the mentoring did"),
        (replace(RUNNING, last_entry=None, going=Going.NOT_BEGUN, since=ago(3)), False, "the mentoring has just begun"),
        (replace(RUNNING, last_entry=ago(30), looked_on=ago(3)), False, "the mentor looked and had nothing to add"),
        (replace(RUNNING, last_entry=ago(30), looked_on=ago(15)), True, "that was a rhythm ago"),
    ],
)
def test_silence_against_the_rhythm(facts: TeamFacts, silent: bool, why: str) -> None:
    assert is_silent(facts, TODAY) is silent, why


@pytest.mark.parametrize(
    ("office", "facts", "stuck", "why"),
    [
        (Office("DC", ago(15), None), RUNNING, True, "asked and never met"),
        (Office("DC", ago(14), None), RUNNING, False, "asked within the rhythm"),
        (Office("DC", ago(40), ago(10)), RUNNING, False, "met lately"),
        (Office("DC", ago(40), ago(15)), RUNNING, True, "met, but long ago"),
        (Office("DC", ago(40), None), replace(RUNNING, going=Going.PAUSED), False, "a pause hurries nobody"),
        (Office("DC", ago(40), None), replace(RUNNING, looked_on=ago(2)), False, "the mentor has just looked"),
    ],
)
def test_backing_that_is_outstanding(office: Office, facts: TeamFacts, stuck: bool, why: str) -> None:
    assert is_stuck(office, facts, TODAY) is stuck, why


@pytest.mark.parametrize(
    ("starts", "ends", "days"),
    [(None, None, 14), (ago(14), TODAY, 14), (ago(28), TODAY, 28), (ago(3), TODAY, 7)],
)
def test_the_rhythm_is_that_of_the_newest_round(starts: date | None, ends: date | None, days: int) -> None:
    assert rhythm_of(starts, ends) == days


@pytest.mark.parametrize(
    ("states", "going"),
    [
        ([], Going.NOT_BEGUN),
        (["finished", "open"], Going.RUNNING),
        (["finished", "paused"], Going.PAUSED),
        (["finished"], Going.FINISHED),
    ],
)
def test_whether_a_team_is_at_work(states: list[str], going: Going) -> None:
    assert going_of(states) is going


def test_all_needs_of_one_team_come_in_their_order() -> None:
    facts = TeamFacts(
        going=Going.RUNNING,
        since=ago(90),
        last_entry=ago(30),
        questions=2,
        asked_on=ago(3),
        helps=1,
        helped_on=ago(5),
        changes=7,
        changed_on=ago(31),
        by=("Anil",),
        offices=(Office("DC", ago(40), None), Office("Engineer", ago(50), ago(45))),
    )
    needs = needs_of(facts, TODAY)
    assert [need.kind for need in needs] == [
        Kind.QUESTION,
        Kind.HELP,
        Kind.NEW,
        Kind.SILENT,
        Kind.STUCK,
        Kind.STUCK,
    ]
    assert [need.since for need in needs] == [ago(3), ago(5), ago(31), ago(30), ago(45), ago(40)]
    assert needs[0].words.values["count"] == 2
    assert "count" not in needs[1].words.values, "one is said in words"


def test_a_team_that_needs_nothing() -> None:
    assert needs_of(RUNNING, TODAY) == []


def test_teams_come_by_need_and_then_by_waiting_never_by_amount() -> None:
    expected = [
        replace(RUNNING, questions=1, asked_on=ago(9)),
        replace(RUNNING, questions=50, asked_on=ago(2), changes=900, changed_on=ago(50)),
        replace(RUNNING, helps=1, helped_on=ago(30)),
        replace(RUNNING, changes=1, changed_on=ago(20)),
        replace(RUNNING, changes=200, changed_on=ago(4)),
        replace(RUNNING, last_entry=ago(40)),
        replace(RUNNING, offices=(Office("DC", ago(400), None),)),
        RUNNING,
    ]
    order = [urgency(needs_of(facts, TODAY)) for facts in expected]
    assert all(one < two for one, two in pairwise(order)), order


@pytest.mark.parametrize(("days", "words"), [(0, "since today"), (1, "since yesterday"), (12, "for %(days)s days")])
def test_how_long_something_waited(days: int, words: str) -> None:
    assert waited(ago(days), TODAY).text == words
