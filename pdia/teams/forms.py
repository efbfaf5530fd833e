"""Shape checks of what a team writes about itself."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Self

from pdia.directory.rules import LEVEL_WORDS
from pdia.kernel.fields import Choice, Day, Line, PartForm, Prose, Ticks
from pdia.teams.rules import (
    NAME_LIMIT,
    NEED_LIMIT,
    NEED_WORDS,
    PERSON_LIMIT,
    REPORT_LIMIT,
    TERMS_LIMIT,
    TITLE_LIMIT,
    Function,
)
from pdia.teams.wording import AUTHORISER, CONVENOR, FUNCTIONS, TEAM

Pairs = Iterable[tuple[str, str]]


class TermsForm(PartForm):
    """How the team works together, and its name."""

    terms = Prose(TEAM["terms"], TERMS_LIMIT)
    name = Line(TEAM["name"], NAME_LIMIT, needed=True)


class FunctionsForm(PartForm):
    """Who covers which function: six groups of ticks, one for each."""

    problem_spotter = Ticks(FUNCTIONS[Function.PROBLEM_SPOTTER])
    ideas = Ticks(FUNCTIONS[Function.IDEAS])
    implementer = Ticks(FUNCTIONS[Function.IMPLEMENTER])
    resources = Ticks(FUNCTIONS[Function.RESOURCES])
    motivator = Ticks(FUNCTIONS[Function.MOTIVATOR])
    connector = Ticks(FUNCTIONS[Function.CONNECTOR])

    def offer(self, members: Pairs) -> Self:
        """Fill in the members of today."""
        pairs = list(members)
        for function in Function:
            self[function.value].offer(pairs)
        return self

    def chosen(self) -> dict[Function, list[int]]:
        """The ids of the members ticked for each function."""
        return {function: [int(one) for one in self[function.value].data or ()] for function in Function}


class AuthoriserForm(PartForm):
    """An office whose backing the team needs."""

    title = Line(AUTHORISER["title"], TITLE_LIMIT, needed=True)
    needs = Ticks(AUTHORISER["needs"], [(need.value, words) for need, words in NEED_WORDS.items()])
    need = Prose(AUTHORISER["need"], NEED_LIMIT)
    report_how = Prose(AUTHORISER["report_how"], REPORT_LIMIT)
    last_met = Day(AUTHORISER["last_met"])
    name = Line(AUTHORISER["name"], PERSON_LIMIT)
    level = Choice(AUTHORISER["level"], [("", ""), *((level.value, words) for level, words in LEVEL_WORDS.items())])
    department_id = Choice(AUTHORISER["department_id"], coerce=lambda value: int(value) if value else None)

    def offer(self, departments: Pairs) -> Self:
        """Fill in the institute's departments."""
        self.department_id.offer([("", "—"), *departments])
        return self


class ConvenorForm(PartForm):
    """Who convenes from now on."""

    convenor = Choice(CONVENOR)
