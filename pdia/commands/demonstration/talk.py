"""What is said around a cycle: discussions, visits, thanks, translations, mentors' notes."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import update

from pdia.commands.demonstration.story import Story
from pdia.cycles.rules import Stage as StageName
from pdia.kernel import clock
from pdia.kernel.db import session
from pdia.mentoring.operations import add_note, note_look
from pdia.notices.models import Notice
from pdia.notices.rules import Mail
from pdia.outreach.operations import add_contact, give_thanks, promise_to_ask
from pdia.stages.problem.queries import find_problem
from pdia.threads.models import Thread
from pdia.threads.operations import NOBODY, Needs, begin_thread, close_thread, reply, set_aside
from pdia.threads.places import Place, find_place, place_of_stage
from pdia.threads.rules import Sort
from pdia.threads.suggestions import accept, decline
from pdia.threads.wording import SUGGESTED_BY
from pdia.translating.operations import add_translation, find_original

MORNING, AFTERNOON, EVENING = "08:15", "16:45", "21:15"
RECENT = 4
"""Days."""


def tell_talk(story: Story) -> None:
    """Note what was said; the files keep it under ``talk`` and ``mentoring``."""
    talk, mentoring = story.plain.get("talk") or {}, story.plain.get("mentoring") or {}
    for row in talk.get("threads", ()):
        _tell_thread(story, row)
    for row in talk.get("contacts", ()):
        story.on(row["day"], lambda row=row: _meet(story, row), row.get("time", AFTERNOON))
    for row in talk.get("thanks", ()):
        story.on(row["day"], lambda row=row: _thank(story, row), EVENING)
    for row in talk.get("asks", ()):
        story.on(row["day"], lambda row=row: _promise(story, row), EVENING)
    for row in talk.get("translations", ()):
        story.on(row["day"], lambda row=row: _translate(story, row), EVENING)
    for row in mentoring.get("notes", ()):
        story.on(row["day"], lambda row=row: _note(story, row), EVENING)
    for row in mentoring.get("looks", ()):
        story.on(row["day"], lambda row=row: note_look(story.teams["team"], "", by=story.by(row["by"])), EVENING)


def _address(story: Story, on: str) -> str:
    """ "c-phone.text", "problem.statement", "round 1.learned" as the address of a question."""
    ref, _, field = on.rpartition(".")
    row: Any = find_problem(story.cycle.id) if ref == "problem" else story.made[ref]
    return f"{row.kind}:{row.id}:{field}"


def _place(story: Story, on: str) -> Place:
    if "." not in on:
        return place_of_stage(StageName(on) if on != "cycle" else None)
    place = find_place(story.cycle, _address(story, on))
    assert place is not None, on
    return place


def _tell_thread(story: Story, row: dict[str, Any]) -> None:
    key = f"thread {id(row)}"

    def begun() -> Thread:
        found: Thread = story.made[key]
        return found

    def begin() -> None:
        story.made[key] = begin_thread(
            story.cycle,
            _place(story, row["place"]),
            sort=Sort(row["sort"]),
            text=row["text"],
            by=story.by(row["by"]),
            quote=row.get("quote", ""),
            proposed=row.get("proposed", ""),
            needs=_needs(story, row.get("needs")),
            on_top="top_reason" in row,
            top_reason=row.get("top_reason", ""),
        )

    story.on(row["day"], begin, row.get("time", MORNING))
    for answer in row.get("replies", ()):
        story.on(
            answer["day"],
            lambda answer=answer: reply(story.cycle, begun(), answer["text"], by=story.by(answer["by"])),
            answer.get("time", AFTERNOON),
        )
    if row.get("accepted"):
        end = row["accepted"]
        story.on(end["day"], lambda: _accept(story, begun(), end["by"]), EVENING)
    if row.get("declined"):
        end = row["declined"]
        story.on(end["day"], lambda: decline(story.cycle, begun(), by=story.by(end["by"])), EVENING)
    if row.get("set_aside"):
        end = row["set_aside"]
        story.on(
            end["day"], lambda: set_aside(story.cycle, begun(), end.get("note", ""), by=story.by(end["by"])), EVENING
        )
    if row.get("closed"):
        end = row["closed"]
        story.on(
            end["day"], lambda: close_thread(story.cycle, begun(), end.get("note", ""), by=story.by(end["by"])), EVENING
        )


def _accept(story: Story, thread: Thread, login: str) -> None:
    reason = SUGGESTED_BY % {"who": f"{thread.name}, {thread.posting}"}
    accept(story.cycle, thread, reason=reason, by=story.by(login))


def _needs(story: Story, whom: str | None) -> Needs:
    if whom is None:
        return NOBODY
    if whom in story.stage.people:
        return Needs(account_id=story.stage.people[whom].id)
    return Needs(department_id=story.stage.departments[whom].id)


def _meet(story: Story, row: dict[str, Any]) -> None:
    values: dict[str, Any] = {name: row[name] for name in ("how", "office", "what", "offered", "agreed") if name in row}
    values |= {
        "department_id": story.stage.departments[row["department"]].id,
        "met_on": story.stage.day(row["day"]),
        "present": "\n".join(story.stage.departments[letter].name for letter in row.get("present", ())),
    }
    add_contact(story.cycle, values, by=story.by(row["by"]))


def _thank(story: Story, row: dict[str, Any]) -> None:
    to = story.stage.departments[row["to"]]
    path = f"/cycles/{story.cycle.id}"
    give_thanks(story.cycle, to.id, row["text"], by=story.by(row["by"]), path=path)


def _promise(story: Story, row: dict[str, Any]) -> None:
    department = story.stage.departments[row["department"]]
    promise_to_ask(story.cycle, StageName(row["stage"]), department.id, by=story.by(row["by"]))


def _translate(story: Story, row: dict[str, Any]) -> None:
    original = find_original(story.cycle, _address(story, row["place"]))
    add_translation(story.cycle, original, row["language"], row["text"], by=story.by(row["by"]))


def _note(story: Story, row: dict[str, Any]) -> None:
    by = story.by(row["by"])
    place = _address(story, row["place"]) if row.get("place") else ""
    add_note(story.teams["team"], row["text"], by=by, cycle=story.cycle if place else None, place=place)


def settle_notices() -> None:
    """What is older than a few days was read in its time; the letters of the past are not sent today."""
    recent = clock.now() - timedelta(days=RECENT)
    session.execute(update(Notice).where(Notice.at < recent).values(seen_at=Notice.at, mail=Mail.NONE))
