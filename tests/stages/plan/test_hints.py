"""What a coach asks of a joint plan."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from pdia.stages.plan.hints import ActionContent, PlanContent, hints_for_plan
from tests.stages import coach
from tests.stages.coach_rows import Answer

START = date(2026, 1, 5)
TEAM = frozenset({"Health", "Education", "Panchayat"})
COUNT = ActionContent(1, "Count tablets in four schools", "Rekha", START, "whether they are there", "Education")
PRINT = ActionContent(2, "Print the slip in Assamese", "Anil", START, "whether parents keep it", "Panchayat", TEAM)


def keys(*actions: ActionContent, **plan: Any) -> list[str]:
    content = replace(PlanContent(actions, TEAM, begins_on=START), **plan)
    return [hint.mark for hint in hints_for_plan(content)]


def test_a_good_plan_and_an_empty_one() -> None:
    assert keys(COUNT, PRINT) == []
    assert keys() == []
    assert keys(replace(COUNT, what=" "), replace(COUNT, state="dropped")) == []


@pytest.mark.parametrize(
    ("change", "field", "because"),
    [
        ({"who": ""}, "who", "no person"),
        ({"by_date": None}, "by_date", "no day"),
        ({"who": " ", "by_date": None}, "who", "neither"),
    ],
)
def test_an_action_without_person_or_date(change: dict[str, Any], field: str, because: str) -> None:
    hints = hints_for_plan(PlanContent((replace(COUNT, **change), PRINT), TEAM))
    assert [(hint.mark, hint.field) for hint in hints] == [("plan.no_person_or_date:1", field)], because


def test_what_is_done_is_not_asked_about_again() -> None:
    assert keys(replace(COUNT, who="", by_date=None, learn="", state="done"), PRINT) == []


@pytest.mark.parametrize(
    ("leads", "asks", "because"),
    [
        (("Health", "Health"), True, "Health leads everything"),
        (("Health", "NHM", "Health & Family Welfare"), True, "under several names"),
        (("Education", "Education"), True, "or any other department"),
        (("Health", "Education"), False, "shared"),
        (("Health", ""), False, "one is not said yet"),
        (("Health",), False, "one action is a beginning"),
        (("Health", "Public Health Engineering"), False, "water is another department"),
    ],
)
def test_one_department_leads_everything(leads: tuple[str, ...], asks: bool, because: str) -> None:
    actions = [replace(PRINT, id=number, lead=lead) for number, lead in enumerate(leads)]
    assert ("plan.one_lead" in keys(*actions)) is asks, because


def test_a_team_of_one_department_is_not_asked_to_share() -> None:
    health = replace(PRINT, lead="Health", departments=frozenset())
    assert keys(health, replace(health, id=3), departments=frozenset({"Health"})) == []


def test_a_department_with_no_part() -> None:
    alone = replace(PRINT, departments=frozenset())
    hints = hints_for_plan(PlanContent((COUNT, alone), TEAM))
    assert [hint.mark for hint in hints] == ["plan.department_without_part"]
    assert hints[0].ask.text % hints[0].ask.values == "What small part would suit Health?"
    assert keys(COUNT) == [], "a first action is not a plan yet"
    bare = replace(COUNT, lead=""), replace(alone, lead="")
    assert keys(*bare) == [], "nobody has spoken of departments yet"


def test_nothing_to_learn() -> None:
    assert keys(replace(COUNT, learn=""), replace(PRINT, learn="nil")) == ["plan.nothing_to_learn"]
    assert keys(replace(COUNT, learn=""), PRINT) == [], "one expectation is a beginning"
    assert keys(COUNT, replace(PRINT, learn="nil")) == ["plan.nothing_to_learn:2"], "said, and empty"


@pytest.mark.parametrize("answer", coach.WAITS, ids=lambda answer: answer.text[:40])
def test_an_action_that_waits_for_one_office(answer: Answer) -> None:
    asked = keys(replace(COUNT, what=answer.text), PRINT)
    assert ("plan.one_patron:1" in asked) is answer.asks, answer.because


def test_beyond_four_weeks() -> None:
    later = [replace(PRINT, id=number, by_date=START + timedelta(days=days)) for number, days in ((3, 29), (4, 90))]
    assert keys(COUNT, replace(PRINT, by_date=START + timedelta(days=28))) == []
    assert keys(COUNT, PRINT, *later) == ["plan.beyond_four_weeks:4"], "the furthest one, once"
    assert keys(COUNT, PRINT, *later, begins_on=None) == []


@pytest.mark.parametrize(
    ("texts", "asks", "because"),
    [
        (("Hold a meeting", "Training of teachers", "Awareness camp in ward 3"), True, "nobody acts on Monday"),
        (("Hold a meeting", "Count tablets", "Awareness camp"), False, "somebody counts"),
        (("Hold a meeting", "Training of teachers"), False, "two may prepare a third"),
        (("ബ്ലോക്ക് യോഗം ചേരുക", "അധ്യാപക പരിശീലനം", "ബോധവത്കരണ ക്ലാസ്"), True, "in Malayalam"),
        (("बैठक करना", "शिक्षकों का प्रशिक्षण", "जागरूकता रैली निकालना"), True, "in Hindi"),
        (("সভা পতা", "শিক্ষকৰ প্ৰশিক্ষণ", "সজাগতা অভিযান"), True, "in Assamese"),
    ],
)
def test_a_plan_of_meetings(texts: tuple[str, ...], asks: bool, because: str) -> None:
    actions = [replace(PRINT, id=number, what=text) for number, text in enumerate(texts)]
    assert ("plan.only_meetings" in keys(*actions)) is asks, because


def test_one_approving_officer_is_not_enough() -> None:
    assert keys(COUNT, PRINT, authorisers=("District Commissioner",)) == ["plan.one_authoriser"]
    assert keys(COUNT, PRINT, authorisers=("District Commissioner", "Inspector of Schools")) == []
    assert keys(COUNT, PRINT, authorisers=()) == []
