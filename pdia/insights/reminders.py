"""Reminders: a round or an action has come to its day. Few, kind, and they stop by themselves.

Work that comes round each hour looks which day has come at each institute; what was reminded of already
is read from the notices themselves, so running it twice tells nothing twice.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from pdia.access.actor import Actor
from pdia.cycles.models import Cycle
from pdia.cycles.rules import STAGE_PATHS, Stage
from pdia.insights.due import list_actions_due, list_open_actions, list_rounds_due, list_unwritten_rounds
from pdia.insights.rules import ACTION_DAYS, LAST_REMINDER, ROUND_DAYS, day_to_remind
from pdia.kernel import clock
from pdia.kernel.db import session
from pdia.kernel.jobs import every
from pdia.kernel.words import N_, Message
from pdia.notices.operations import still_wanted, tell
from pdia.notices.queries import find_around, list_last_told
from pdia.notices.rules import Kind

ENDS_TOMORROW = N_("Round %(number)s ends tomorrow: is a day for the round note set?")
HAS_ENDED = N_("Round %(number)s came to its end on %(day)s: what did you learn?")
LAST_TIME = N_(
    "Round %(number)s came to its end on %(day)s. Write its note, move its last day or close it, as it suits you; nobody is reminded again."
)
ACTION_DAY = N_("Your action was for %(day)s: is it done, changed or does it go on?")

still_wanted("iteration", list_unwritten_rounds)
still_wanted("action", list_open_actions)


@every("insights.reminders", minutes=60)
def remind(_args: dict[str, Any]) -> None:
    """Tell those whose round or action has come to one of its days."""
    _remind_of_rounds()
    _remind_of_actions()


def _remind_of_rounds() -> None:
    rounds = list_rounds_due(clock.now().date())
    told = list_last_told(Kind.REMINDER, [f"iteration:{one.iteration.id}" for one in rounds])
    for one in rounds:
        about = f"iteration:{one.iteration.id}"
        ends, today = one.iteration.ends_on, clock.today(one.zone)
        step = day_to_remind((today - ends).days, _days(told.get(about), ends, one.zone), ROUND_DAYS)
        if step is None:
            continue
        around = find_around(one.cycle.team_id, today)
        to, words = (around.convenors, ENDS_TOMORROW) if step < 0 else (around.members, _words_of(step))
        page = f"/{one.iteration.number}{'' if step < 0 else '/log'}"
        said = Message(words, {"number": one.iteration.number, "day": ends})
        _tell(one.cycle, to, said, about, Stage.ITERATIONS, page, one.iteration.first_step)


def _words_of(step: int) -> str:
    return LAST_TIME if step == LAST_REMINDER else HAS_ENDED


def _remind_of_actions() -> None:
    actions = list_actions_due(clock.now().date())
    told = list_last_told(Kind.REMINDER, [f"action:{one.action.id}" for one in actions])
    for one in actions:
        about, day = f"action:{one.action.id}", one.by_date
        member, today = one.member, clock.today(one.zone)
        runs = member.starts_on <= today and (member.ends_on is None or today <= member.ends_on)
        if runs and day_to_remind((today - day).days, _days(told.get(about), day, one.zone), ACTION_DAYS):
            said = Message(ACTION_DAY, {"day": day})
            _tell(one.cycle, [member.account_id], said, about, Stage.PLAN, f"/actions/{one.action.id}", one.action.what)


def _days(told: datetime | None, day: date, zone: str) -> int | None:
    """How long after its day a thing was last reminded of."""
    return (told.astimezone(ZoneInfo(zone)).date() - day).days if told else None


def _tell(cycle: Cycle, to: Collection[int], said: Message, about: str, stage: Stage, page: str, words: str) -> None:
    nobody = Actor(account_id=0, institute_id=cycle.institute_id, name="pdia")
    path = f"/cycles/{cycle.id}/{STAGE_PATHS[stage]}{page}"
    tell(cycle, Kind.REMINDER, to=to, by=nobody, said=said, about=about, path=path, words=words, stage=stage)
    session.commit()  # a state has many rounds: nobody waits until all of them are looked at
