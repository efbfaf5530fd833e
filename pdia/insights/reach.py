"""A cycle's side towards departments: whose view is where, who was met how often, who not yet, and thanks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pdia.access.actor import Actor
from pdia.cycles.models import Cycle
from pdia.cycles.rules import STAGE_WORDS, Stage
from pdia.directory.models import Department
from pdia.insights.queries import list_touched_departments
from pdia.outreach.digest import Persistence, by_department
from pdia.outreach.heard import Heard, heard_in
from pdia.outreach.models import Thanks
from pdia.outreach.queries import list_contacts, list_thanks
from pdia.teams.models import Membership

NEWEST = 3


@dataclass(frozen=True)
class Reach:
    """What a cycle's page shows of it. `views` are the steps on which somebody is heard."""

    views: Sequence[tuple[str, Heard]]
    met: Sequence[Persistence]
    not_met: Sequence[Department]
    thanks: Sequence[Thanks]


def reach_of(cycle: Cycle, members: Iterable[Membership], who: Actor) -> Reach:
    """Five statements, whatever there is. Departments that the causes touch are met unless they are of the team."""
    told = heard_in(cycle, list(Stage), who.account_id)
    met = by_department(list_contacts(cycle.id))
    near = {one.department.id for one in met} | {member.posting.department_id for member in members}
    return Reach(
        views=[(STAGE_WORDS[stage], one) for stage, one in told.items() if one.departments],
        met=met,
        not_met=[one for one in list_touched_departments([cycle.id]) if one.id not in near],
        thanks=list_thanks(cycle.id, limit=NEWEST),
    )
