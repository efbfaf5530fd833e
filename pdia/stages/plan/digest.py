"""The plan as plain data: for its page, the coach's hints, the portfolio and exports."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from pdia.cycles.models import Cycle
from pdia.directory.models import Department
from pdia.kernel.text import language_of
from pdia.stages.fishbone.digest import Chip
from pdia.stages.plan.hints import ActionContent, PlanContent
from pdia.stages.plan.models import Action, Resource
from pdia.stages.plan.queries import list_actions, list_focal, list_resources
from pdia.stages.plan.rules import ActionState, total
from pdia.teams.models import Authoriser
from pdia.teams.queries import list_authorisers, list_members

SHOWN_AHEAD = timedelta(weeks=4)


@dataclass(frozen=True)
class Asked:
    """What one department is asked for in an action."""

    department: Chip
    asked: str


@dataclass(frozen=True)
class ActionLine:
    """One action. `carried_from` is the number of the round it began in, when it went on from there."""

    id: int
    what: str
    lang: str
    who: str
    department: Chip | None
    by_date: date | None
    learn: str
    state: str
    carried: int
    carried_from: int | None
    begins: date | None
    lead: Chip | None
    asks: tuple[Asked, ...]
    cause: str
    entry_point: str
    may_decide: str
    deliverable: str
    target: str
    verified: str
    constraints: str


@dataclass(frozen=True)
class Part:
    """One department's part in one action: in front, by one of its people, or asked for something."""

    action: ActionLine
    leads: bool
    does: bool
    asked: str


@dataclass(frozen=True)
class DepartmentParts:
    """All parts of one department; none yet is an invitation. `of_team` when one of its people is a member."""

    department: Chip
    of_team: bool
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class MeansLine:
    """Means from one source; without an amount it is help in kind."""

    source: str
    amount: Decimal | None
    note: str
    pooled: bool


@dataclass(frozen=True)
class Backing:
    """An office that backs the team: what is needed from it and how it hears of the work."""

    title: str
    name: str
    needs: tuple[str, ...]
    need: str
    report_how: str
    last_met: date | None


@dataclass(frozen=True)
class PlanDigest:
    """What may be printed of a plan: everything that stands."""

    actions: tuple[ActionLine, ...]
    by_department: tuple[DepartmentParts, ...]
    focal: tuple[str, ...]
    means: tuple[MeansLine, ...]
    rupees: Decimal
    pooled_rupees: Decimal
    backing: tuple[Backing, ...]


def digest_plan(cycle: Cycle, today: date) -> PlanDigest:
    """The standing plan of a cycle; `today` says who is a member."""
    lines = [line_of(action) for action in list_actions(cycle.id)]
    means = [row for row in list_resources(cycle.id) if not row.struck]
    members = list_members(cycle.team_id, today)
    return PlanDigest(
        actions=tuple(lines),
        by_department=tuple(parts_by_department(lines, [member.posting.department for member in members])),
        focal=tuple(line.text for line in list_focal(cycle.id) if not line.struck),
        means=tuple(MeansLine(row.source, row.amount, row.note, row.pooled) for row in means),
        rupees=total(row.amount for row in means),
        pooled_rupees=total(row.amount for row in means if row.pooled),
        backing=tuple(
            Backing(one.title, one.name, tuple(one.needs), one.need, one.report_how, one.last_met)
            for one in list_authorisers(cycle.team_id)
        ),
    )


def _chip(department: Department | None) -> Chip | None:
    return Chip(department.letter, department.name, department.tone) if department else None


def line_of(action: Action) -> ActionLine:
    """One action as plain data."""
    point = action.entry_point
    return ActionLine(
        id=action.id,
        what=action.what,
        lang=language_of(action.what),
        who=action.who,
        department=_chip(action.department),
        by_date=action.by_date,
        learn=action.learn,
        state=action.state,
        carried=action.carried,
        carried_from=action.carried_from,
        begins=None,
        lead=_chip(action.lead),
        asks=tuple(
            Asked(Chip(ask.department.letter, ask.department.name, ask.department.tone), ask.asked)
            for ask in action.asks
            if ask.asked
        ),
        cause=action.cause.text if action.cause else "",
        entry_point=point.cause.text if point else "",
        may_decide=action.may_decide,
        deliverable=action.deliverable,
        target=action.target,
        verified=action.verified,
        constraints=action.constraints,
    )


def parts_by_department(lines: Sequence[ActionLine], of_team: Iterable[Department]) -> list[DepartmentParts]:
    """The same plan from each department's side: those of the team first, then others that are asked."""
    team = {department.name: Chip(department.letter, department.name, department.tone) for department in of_team}
    known = dict(team)
    for line in lines:
        for chip in (line.lead, line.department, *(ask.department for ask in line.asks)):
            if chip is not None:
                known.setdefault(chip.name, chip)
    return [
        DepartmentParts(
            department=chip,
            of_team=name in team,
            parts=tuple(part for line in lines if (part := _part(line, chip)) is not None),
        )
        for name, chip in known.items()
    ]


def _part(line: ActionLine, chip: Chip) -> Part | None:
    asked = next((ask.asked for ask in line.asks if ask.department == chip), "")
    part = Part(line, leads=line.lead == chip, does=line.department == chip, asked=asked)
    return part if part.leads or part.does or part.asked else None


def span_of(lines: Sequence[ActionLine], today: date) -> tuple[date, date]:
    """From when to when the plan is drawn: at least today and the four weeks ahead."""
    dates = [line.by_date for line in lines if line.by_date]
    return min([today, *dates]), max([today + SHOWN_AHEAD, *dates])


def money(rows: Sequence[Resource]) -> Mapping[str, Decimal]:
    """What the standing sources come to, and how much of it is pooled."""
    standing = [row for row in rows if not row.struck]
    return {
        "all": total(row.amount for row in standing),
        "pooled": total(row.amount for row in standing if row.pooled),
    }


def plan_content(
    lines: Sequence[ActionLine], of_team: Iterable[Department], authorisers: Sequence[Authoriser], today: date
) -> PlanContent:
    """What the coach's hints look at."""
    return PlanContent(
        actions=tuple(
            ActionContent(
                id=line.id,
                what=line.what,
                who=line.who,
                by_date=line.by_date,
                learn=line.learn,
                lead=line.lead.name if line.lead else "",
                departments=frozenset(
                    {ask.department.name for ask in line.asks} | ({line.department.name} if line.department else set())
                ),
                state=line.state or ActionState.OPEN,
            )
            for line in lines
        ),
        departments=frozenset(department.name for department in of_team),
        authorisers=tuple(one.title for one in authorisers),
        begins_on=today,
    )
