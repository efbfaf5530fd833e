"""A cycle at a glance: who waits for whom, what to take along, and the approving officer's page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask import url_for

from pdia.access.actor import Actor, Tie
from pdia.cycles.models import Cycle
from pdia.directory.models import Department
from pdia.insights.desk import CycleFacts, facts_of
from pdia.kernel.words import N_, Message
from pdia.stages.iterations.models import Iteration
from pdia.stages.problem.models import Problem
from pdia.stages.problem.queries import find_problem
from pdia.teams.models import Authoriser, Membership
from pdia.teams.queries import list_authorisers
from pdia.voices.rules import What

_ASKED = {
    What.PROPOSALS: N_("Causes are being proposed. Not yet heard from:"),
    What.VOTE: N_("The causes are being voted on. Not yet heard from:"),
    What.RATING: N_("The room to act is being rated. Not yet heard from:"),
    What.CHECK_IN: N_("Check-ins are being written. Not yet heard from:"),
}


@dataclass(frozen=True)
class Waiting:
    """Something that stands still until somebody answers; departments, never a reproach."""

    words: Message
    departments: Sequence[Department] = ()


@dataclass(frozen=True)
class Link:
    """Something to take along: a printed page, the history."""

    text: Message
    url: str
    sub: Message | str = ""


@dataclass(frozen=True)
class Brief:
    """What an approving officer sees: the problem, the present step, released lessons, what is needed."""

    statement: str
    step: str
    step_ends: date | None
    lessons: Sequence[tuple[int, str]]
    needs: Sequence[Authoriser]
    places: Sequence[tuple[str, str]]
    """What something can be said about from here, as addresses of the discussions' places with their words."""


def waiting_of(cycle: Cycle, facts: CycleFacts, members: Sequence[Membership]) -> list[Waiting]:
    """Whose answers are still missing in running private questions."""
    waiting: dict[str, Waiting] = {}
    for asked in facts.rounds.get(cycle.id, []):
        answered = facts.answered.get(asked.id, set())
        missing = {member.posting.department for member in members if member.id not in answered}
        if missing and asked.what not in waiting:
            words = Message(_ASKED[What(asked.what)])
            waiting[asked.what] = Waiting(words, sorted(missing, key=lambda department: department.name))
    return list(waiting.values())


def links_of(cycle: Cycle) -> list[Link]:
    """What can be printed or read of a cycle as a whole."""
    return [
        Link(
            Message(N_("Team record (portfolio)")),
            url_for("reports.portfolio_page", cycle_id=cycle.id),
            Message(N_("PDF, A4")),
        ),
        Link(
            Message(N_("Page for an approving officer")),
            url_for("insights.brief", cycle_id=cycle.id),
            Message(N_("one page")),
        ),
        Link(
            Message(N_("Discussions")),
            url_for("threads.index", cycle_id=cycle.id),
            Message(N_("questions, suggestions, appreciation")),
        ),
        Link(Message(N_("What changed when")), url_for("cycles.history", cycle_id=cycle.id)),
    ]


def brief_of(cycle: Cycle, who: Actor, today: date) -> Brief:
    """The approving officer's page; to one of them it shows what is needed from them, to the team from all."""
    problem = find_problem(cycle.id)
    iterations = facts_of([cycle.id]).iterations.get(cycle.id, [])
    running = next((one for one in reversed(iterations) if one.state == "open"), None)
    tie = who.tie_to(cycle.team_id)
    named = list_authorisers(cycle.team_id)
    if tie is not None and tie.tie is Tie.AUTHORISER:
        named = [one for one in named if one.account_id == who.account_id]
    return Brief(
        statement=problem.statement if problem else "",
        step=_step(running),
        step_ends=running.ends_on if running else None,
        lessons=[(one.number, one.learned) for one in reversed(iterations) if one.state == "closed" and one.learned],
        needs=named,
        places=_places(problem, running),
    )


def _places(problem: Problem | None, running: Iteration | None) -> list[tuple[str, str]]:
    places = [("", N_("The work as a whole"))]
    if problem is not None and problem.statement:
        places.append((f"problem:{problem.id}:statement", N_("The problem")))
    if running is not None:
        places.append((f"iteration:{running.id}:first_step", N_("What they are trying now")))
    return places


def _step(running: Iteration | None) -> str:
    return running.first_step if running else ""
