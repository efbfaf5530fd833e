"""What holds for every hint: it never fails on a text, it is quick, and it speaks kindly."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from itertools import pairwise
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pdia.cycles.hints import Hint
from pdia.cycles.rules import Stage
from pdia.kernel.paths import PACKAGE
from pdia.stages.entry_points.hints import EntryPointContent, EntryPointsContent, hints_for_entry_points
from pdia.stages.fishbone.hints import CauseContent, FishboneContent, hints_for_fishbone
from pdia.stages.ideas.hints import IdeaContent, IdeasContent, hints_for_ideas
from pdia.stages.iterations.hints import CheckInContent, LogContent, hints_for_check_in, hints_for_log
from pdia.stages.plan.hints import ActionContent, PlanContent, hints_for_plan
from pdia.stages.problem.hints import EvidenceContent, ProblemContent, hints_for_problem
from pdia.stages.reflection.hints import ReflectionContent, hints_for_reflection
from tests.stages import coach

WRITTEN = [said.text for said in coach.STATEMENTS] + [
    answer.text for answer in (*coach.LEARNED, *coach.WAITS, *coach.NOBODY)
]
LONG = 100_000

texts = st.one_of(
    st.text(),  # any character at all, lone surrogates among them
    st.text("0123456789-,.%/ ০৯०९൦൯\u200d\u0d4d\u093c\u0301'", max_size=60),
    st.lists(st.sampled_from(" ".join(WRITTEN).split()), max_size=40).map(" ".join),
)
names = st.frozensets(st.one_of(st.sampled_from(["Health", "NHM", "Education"]), texts), max_size=4)
sizes = st.sampled_from(["small", "medium", "large", ""])
days = st.none() | st.dates()


Texts = tuple[str, str, str, str, str, str, str, str]


def check_problem(t: Texts, departments: frozenset[str], day: date | None) -> list[Hint]:
    evidence = [EvidenceContent(kind, t[0], t[1], t[2], t[3]) for kind in ("figure", "words", "unknown", t[0])]
    return hints_for_problem(ProblemContent(*t, evidence=evidence[: len(departments)]))


def check_fishbone(t: Texts, departments: frozenset[str], day: date | None) -> list[Hint]:
    causes = [
        CauseContent(number, text, number // 3 or None, departments, "assumption", struck=not text)
        for number, text in enumerate(t)
    ]
    return hints_for_fishbone(FishboneContent(causes))


def check_entry_points(t: Texts, departments: frozenset[str], day: date | None) -> list[Hint]:
    points = [EntryPointContent(n, a, b, a, day, "small", "small") for n, (a, b) in enumerate(pairwise(t))]
    return hints_for_entry_points(EntryPointsContent(points))


def check_ideas(t: Texts, departments: frozenset[str], day: date | None) -> list[Hint]:
    return hints_for_ideas(IdeasContent([IdeaContent(n, n % 3, text, t[0], t[1]) for n, text in enumerate(t)]))


def check_plan(t: Texts, departments: frozenset[str], day: date | None) -> list[Hint]:
    actions = [ActionContent(n, text, t[0], day, t[1], t[2], departments) for n, text in enumerate(t)]
    return hints_for_plan(PlanContent(actions, departments, [t[0]], day))


def check_iterations(t: Texts, departments: frozenset[str], day: date | None) -> list[Hint]:
    log = LogContent(1, *t[:7], departments, departments | {"Water"}, t[:2])
    return hints_for_log(log) + hints_for_check_in(CheckInContent(1, *t[:5]))


def check_reflection(t: Texts, departments: frozenset[str], day: date | None) -> list[Hint]:
    return hints_for_reflection(ReflectionContent(*t[:3], "widening", *t[4:7]))


EVERY: dict[str, Callable[[Texts, frozenset[str], date | None], list[Hint]]] = {
    "problem": check_problem,
    "fishbone": check_fishbone,
    "entry_points": check_entry_points,
    "ideas": check_ideas,
    "plan": check_plan,
    "iterations": check_iterations,
    "reflection": check_reflection,
}


@pytest.mark.parametrize("stage", EVERY)
@given(several=st.tuples(*[texts] * 8), departments=names, day=days)
def test_any_text_gets_an_answer(stage: str, several: Texts, departments: frozenset[str], day: date | None) -> None:
    for hint in EVERY[stage](several, departments, day):
        assert hint.key.startswith(f"{stage}."), "a dismissal finds its page by the stage in the key"
        for message in (hint.ask, hint.why):
            assert message.text % message.values if message.values else message.text


def test_every_stage_has_its_hints() -> None:
    assert set(EVERY) == {stage.value for stage in Stage}


@pytest.mark.parametrize(
    "unit", ["training not given ", "no app ", "1 jan ", "9 girls. ", "wait ", "\u0301", "പരിശീലനമില്ല "]
)
@pytest.mark.parametrize("stage", EVERY)
def test_an_endless_text_is_read_in_a_moment(stage: str, unit: str) -> None:
    long = unit * (LONG // len(unit))
    began = process_time()
    EVERY[stage]((long,) * 8, frozenset({long}), None)
    assert process_time() - began < 2


def _messages() -> list[str]:
    """Every message of the hints, as the catalogue will find them."""
    marked = re.compile(r'N_\(\s*"([^"]*)"\s*\)')
    return [
        text for path in (PACKAGE / "stages").glob("*/hints.py") for text in marked.findall(path.read_text("utf-8"))
    ]


def test_the_coach_asks_short_questions_with_one_reason() -> None:
    messages = _messages()
    assert len(messages) > 50
    for text in messages:
        assert text.endswith(("?", ".")), text
        assert text.count(".") + text.count("?") == 1, f"one sentence: {text}"
        assert len(text.split()) <= 22, f"shorter, please: {text}"


def test_the_coach_never_blames() -> None:
    unkind = re.compile(
        r"\b(fail\w*|wrong\w*|fault|mistake\w*|must|poor\w*|bad\w*|blame\w*|incomplete|error\w*)\b", re.I
    )
    for text in _messages():
        assert not unkind.search(text.replace("if one fails", "")), text
