"""The plan and the note of a round as plain text to be sent on: from the same digests as the PDF.

WhatsApp shows words between stars in bold. Nothing unrevealed, nothing for the mentor only, and no offices
that back or block a step: what the digests do not hold cannot be sent.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from pdia.cycles.models import Cycle
from pdia.kernel.i18n import day, day_year, say
from pdia.kernel.sharing import bold
from pdia.kernel.words import N_, Message
from pdia.stages.iterations.digest import IterationDigest, digest_iterations
from pdia.stages.plan.digest import ActionLine, digest_plan
from pdia.stages.plan.rules import STATE_WORDS, ActionState

_SAID = ("done", "result", "learned", "struggling", "next_step")


def text_of_plan(cycle: Cycle, today: date) -> str:
    """The standing plan: what is still open first, what was done last."""
    plan = digest_plan(cycle, today)
    still_open = [line for line in plan.actions if line.state == ActionState.OPEN]
    past = [line for line in plan.actions if line.state != ActionState.OPEN]
    blocks = [_head(cycle, say(N_("The plan")), day_year(today))]
    blocks += ["\n".join(_action(line)) for line in sorted(still_open, key=lambda one: one.by_date or date.max)]
    if not still_open:
        blocks.append(say(N_("No step is open at present.")))
    if past:
        done = [f"- {line.what} ({say(STATE_WORDS[ActionState(line.state)])})" for line in past]
        blocks.append("\n".join([bold(say(N_("Already done or changed"))), *done]))
    if plan.focal:
        blocks.append("\n".join([bold(say(N_("For later"))), *(f"- {text}" for text in plan.focal)]))
    return _joined(blocks)


def _action(line: ActionLine) -> list[str]:
    facts = [line.who, say(Message(N_("by %(day)s"), {"day": day(line.by_date)})) if line.by_date else ""]
    asked = [f"  {one.department.name}: {one.asked}" for one in line.asks]
    learn = [say(Message(N_("To learn: %(text)s"), {"text": line.learn}))] if line.learn else []
    return [bold(line.what), *filter(None, [" · ".join(filter(None, facts))]), *asked, *learn]


def text_of_round(cycle: Cycle, number: int) -> str | None:
    """The note of one round, or None when there is no such round."""
    found = next((one for one in digest_iterations(cycle).rounds if one.number == number), None)
    if found is None:
        return None
    days = Message(N_("%(first)s to %(last)s"), {"first": day(found.starts_on), "last": day_year(found.ends_on)})
    title = say(Message(N_("Round %(number)s"), {"number": number}))
    blocks = [_head(cycle, title, say(days))]
    if found.first_step:
        blocks.append("\n".join([bold(say(N_("What we set out to do"))), found.first_step]))
    blocks += ["\n".join([bold(say(found.labels[name])), found.log[name]]) for name in _SAID if found.log.get(name)]
    return _joined([*blocks, _reports(found), _came(found)])


def _reports(found: IterationDigest) -> str:
    lines = [
        f"- {one.what} ({say(one.status_words)})" + (f": {one.result}" if one.result else "") for one in found.reports
    ]
    return "\n".join([bold(say(N_("What became of our steps"))), *lines]) if lines else ""


def _came(found: IterationDigest) -> str:
    people = ", ".join(f"{name} ({chip[1]})" for name, chip in found.came)
    return say(Message(N_("Who came: %(people)s"), {"people": people})) if people else ""


def _head(cycle: Cycle, title: str, when: str) -> str:
    return "\n".join([bold(f"{cycle.team.name}: {title}"), f"{cycle.title} · {when}"])


def _joined(blocks: Iterable[str]) -> str:
    return "\n\n".join(block for block in blocks if block)
