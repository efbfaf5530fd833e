"""What a coach would ask of a joint plan.

A department without a part, one department in front of every action: after Singh, Miller and Closser
(2024). Two to four weeks' worth of steps that are taken in order to learn, and "who in this room acts
on Monday": after "taking action" in Harvard Building State Capability's PDIA toolkit and blog.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from pdia.cycles.hints import Hint
from pdia.cycles.lexicon.judgements import families, is_meeting, says_nothing, waits_for_one
from pdia.cycles.lexicon.reading import read
from pdia.kernel.words import N_
from pdia.stages.entry_points.hints import patron_hint

SEES_AHEAD = timedelta(weeks=4)
SHARED_FROM = 2  # actions, before it means anything who has a part in them
MEETINGS_FROM = 3
OVER = ("done", "changed", "dropped")


@dataclass(frozen=True)
class ActionContent:
    """An action; departments are names as the team reads them."""

    id: int
    what: str = ""
    who: str = ""
    by_date: date | None = None
    learn: str = ""
    lead: str = ""  # the department in front
    departments: frozenset[str] = frozenset()  # all that are asked for something, or whose member acts
    state: str = "open"  # open, done, changed, dropped


@dataclass(frozen=True)
class PlanContent:
    """A plan: its actions, the team's departments and approving officers, and the day it begins."""

    actions: Sequence[ActionContent] = ()
    departments: frozenset[str] = frozenset()
    authorisers: Sequence[str] = ()
    begins_on: date | None = None


def hints_for_plan(content: PlanContent) -> list[Hint]:
    """The hints for a plan, those of most worth first; dropped actions do not count."""
    actions = [action for action in content.actions if action.what.strip() and action.state != "dropped"]
    ahead = [action for action in actions if action.state not in OVER]
    if not actions:
        return []
    hints = [_unheld(action) for action in ahead if not action.who.strip() or action.by_date is None]
    hints += _shared(content, actions)
    hints += _learning(ahead)
    hints += [patron_hint("plan.one_patron", "what", a.id) for a in ahead if waits_for_one(read(a.what))]
    hints += _far(content, ahead)
    if len(ahead) >= MEETINGS_FROM and all(is_meeting(read(action.what)) for action in ahead):
        hints.append(
            Hint.of(
                "plan.only_meetings",
                N_("Who among you does something on Monday that a family would notice?"),
                N_("Meetings and trainings prepare; what teaches is the first thing done differently."),
            )
        )
    if len(content.authorisers) == 1:
        hints.append(
            Hint.of(
                "plan.one_authoriser",
                N_("Who else could stop this, or speak for it?"),
                N_("Leave to act is rarely with one office; a second one carries you through a transfer."),
            )
        )
    return hints


def _unheld(action: ActionContent) -> Hint:
    if action.by_date is None and not action.who.strip():
        ask, field = N_("Who takes this on, and by which day?"), "who"
    elif action.by_date is None:
        ask, field = N_("By which day can this be tried?"), "by_date"
    else:
        ask, field = N_("Who among you takes this on?"), "who"
    return Hint.of(
        "plan.no_person_or_date",
        ask,
        N_("A step with a name and a day is a promise the team can help to keep."),
        field=field,
        about=action.id,
    )


def _shared(content: PlanContent, actions: Sequence[ActionContent]) -> list[Hint]:
    """One department in front of every action, or departments with no part at all."""
    leads = [action.lead for action in actions if action.lead]
    team = families(content.departments)
    hints = []
    if len(leads) >= SHARED_FROM and len(leads) == len(actions) and len(families(leads)) == 1 and len(team) > 1:
        hints.append(
            Hint.of(
                "plan.one_lead",
                N_("Which of these could another department lead, with %(department)s at its side?"),
                N_("A department that leads one step feels the problem as its own."),
                field="lead",
                department=leads[0],
            )
        )
    partners = families({name for action in actions for name in {action.lead, *action.departments}})
    absent = [name for name in sorted(content.departments) if not families({name}) <= partners]
    if absent and partners and len(actions) >= SHARED_FROM:
        hints.append(
            Hint.of(
                "plan.department_without_part",
                N_("What small part would suit %(departments)s?"),
                N_("A department with nothing to do in the plan soon stops coming."),
                field="asks",
                departments=", ".join(absent),
            )
        )
    return hints


def _learning(ahead: Sequence[ActionContent]) -> list[Hint]:
    """The actions from which nobody expects to learn; one question when that is all of them."""
    if not ahead:
        return []
    if all(says_nothing(action.learn) for action in ahead):
        about: list[int | None] = [None]
    else:
        about = [action.id for action in ahead if action.learn.strip() and says_nothing(action.learn)]
    return [
        Hint.of(
            "plan.nothing_to_learn",
            N_("What will you know after this that you do not know today?"),
            N_("Say it beforehand and every step is worth taking, also one that does not work."),
            field="learn",
            about=row,
        )
        for row in about
    ]


def _far(content: PlanContent, ahead: Sequence[ActionContent]) -> list[Hint]:
    """The action furthest beyond the weeks a team can see."""
    begins = content.begins_on
    if begins is None:
        return []
    far = [(a.by_date, a.id) for a in ahead if a.by_date is not None and a.by_date > begins + SEES_AHEAD]
    if not far:
        return []
    return [
        Hint.of(
            "plan.beyond_four_weeks",
            N_("Which piece of this could be tried within the next two weeks?"),
            N_("What lies beyond four weeks will look different once the first step has taught you something."),
            field="by_date",
            about=max(far)[1],
        )
    ]
