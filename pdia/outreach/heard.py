"""Whose view is there and whose is missing, by department: told as names in the order of the alphabet.

A view is a saved change or a word in a discussion of a stage, or an answer that is revealed. Where names
are hidden nobody is named, and a round whose departments would give somebody away tells nothing at all.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pdia.cycles.models import Cycle
from pdia.cycles.rules import Stage
from pdia.cycles.targets import kinds_of
from pdia.directory.models import Department
from pdia.kernel import clock
from pdia.kernel.words import N_, Message
from pdia.outreach.queries import COMMENT, PROMISE, REVISION, VOICE, Sign, list_signs
from pdia.outreach.rules import apart
from pdia.teams.models import Membership
from pdia.teams.queries import list_members
from pdia.voices.rules import What, may_show_departments

NO_VIEWS = frozenset({"contact", "thanks", "comment", "translation", "attachment"})
"""Kinds that stand at a stage and are no view on it."""

STAGE_OF_VOICES = {
    What.PROPOSALS: Stage.FISHBONE,
    What.VOTE: Stage.FISHBONE,
    What.RATING: Stage.ENTRY_POINTS,
    What.CHECK_IN: Stage.ITERATIONS,
}


@dataclass(frozen=True)
class Missing:
    """A department of the team not yet heard from, and who said that they will ask it."""

    department: Department
    promise: Message | None = None
    is_mine: bool = False


@dataclass(frozen=True)
class Heard:
    """One stage: who is heard, who is not yet, and who contributed, by department."""

    stage: Stage
    departments: Sequence[Department]
    missing: Sequence[Missing]
    people: Sequence[tuple[Department, Sequence[tuple[str, str]]]]


@dataclass
class _Found:
    heard: set[int] = field(default_factory=set)
    people: dict[int, set[tuple[str, str]]] = field(default_factory=lambda: defaultdict(set))
    promises: dict[int, Sign] = field(default_factory=dict)


def heard_in(cycle: Cycle, stages: Collection[Stage], account_id: int) -> dict[Stage, Heard]:
    """Whose view is there in each of some stages, for one reader. Two statements, whatever there is."""
    members = list_members(cycle.team_id)
    kinds = {kind: stage for stage in stages for kind in kinds_of(stage) if kind not in NO_VIEWS}
    whats = {what.value: stage for what, stage in STAGE_OF_VOICES.items() if stage in stages}
    signs = list_signs(cycle.id, list(kinds), [stage.value for stage in stages], list(whats))
    found: dict[Stage, _Found] = {stage: _Found() for stage in stages}
    by_account: dict[int, list[Membership]] = defaultdict(list)
    for member in members:
        by_account[member.account_id].append(member)
    for sign in signs:
        if sign.source == REVISION:
            _credit(found[kinds[sign.place]], sign, by_account)
        elif sign.source == COMMENT:
            _credit(found[Stage(sign.place)], sign, by_account)
        elif sign.source == PROMISE:
            found[Stage(sign.place)].promises[sign.number] = sign
    _credit_voices([sign for sign in signs if sign.source == VOICE], whats, members, found)
    known = {member.posting.department_id: member.posting.department for member in members}
    today = clock.today()
    team = {member.posting.department_id for member in members if _is_present(member, today)}
    return {stage: _told(stage, one, team, known, by_account, account_id) for stage, one in found.items()}


def _is_present(member: Membership, today: object) -> bool:
    return member.starts_on <= today and (member.ends_on is None or member.ends_on >= today)  # type: ignore[operator]


def _credit(found: _Found, sign: Sign, by_account: Mapping[int, Sequence[Membership]]) -> None:
    """Credit what somebody wrote to the department they had then; those outside the team have none."""
    own = by_account.get(sign.who, ())
    if own:
        then = next((one for one in own if one.posting.words == sign.posting), own[-1])
        found.heard.add(then.posting.department_id)
        found.people[then.posting.department_id].add((sign.name, sign.posting))


def _credit_voices(
    signs: Iterable[Sign], whats: Mapping[str, Stage], members: Sequence[Membership], found: Mapping[Stage, _Found]
) -> None:
    known = {member.id: member for member in members}
    rounds: dict[int, list[Sign]] = defaultdict(list)
    for sign in signs:
        if sign.who in known:
            rounds[sign.number].append(sign)
    for answers in rounds.values():
        counts = Counter(known[sign.who].posting.department_id for sign in answers)
        hidden = answers[0].hidden
        if not may_show_departments(counts, names_hidden=hidden):
            continue
        stage = found[whats[answers[0].place]]
        stage.heard |= set(counts)
        for sign in answers if not hidden else ():
            member = known[sign.who]
            stage.people[member.posting.department_id].add((member.account.name, member.posting.words))


def _told(
    stage: Stage,
    found: _Found,
    team: Collection[int],
    known: Mapping[int, Department],
    by_account: Mapping[int, Sequence[Membership]],
    account_id: int,
) -> Heard:
    heard, missing = apart(team, found.heard, {number: one.name for number, one in known.items()})
    return Heard(
        stage=stage,
        departments=[known[one] for one in heard],
        missing=[_missing(known[one], found.promises.get(one), by_account, account_id) for one in missing],
        people=[(known[one], sorted(found.people[one])) for one in heard if found.people.get(one)],
    )


def _missing(
    department: Department, promise: Sign | None, by_account: Mapping[int, Sequence[Membership]], account_id: int
) -> Missing:
    if promise is None:
        return Missing(department)
    own = by_account.get(promise.who)
    words = Message(N_("%(name)s will ask"), {"name": promise.name})
    if own:
        of = own[-1].posting.department.name
        words = Message(N_("%(name)s (%(department)s) will ask"), {"name": promise.name, "department": of})
    return Missing(department, words, is_mine=promise.who == account_id)
