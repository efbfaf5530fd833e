"""The later stages of a demonstration cycle: where they start, ideas, plan, rounds, reflection."""

from __future__ import annotations

from typing import Any

from pdia.commands.demonstration.story import Story
from pdia.kernel import clock
from pdia.stages.entry_points.operations import add_entry_point, add_stakeholder, give_rating, look_at, rate_room
from pdia.stages.ideas.operations import add_idea, keep_idea, save_idea
from pdia.stages.iterations.checkins import open_check_ins, save_check_in
from pdia.stages.iterations.operations import close_iteration, open_iteration, save_log
from pdia.stages.plan.operations import add_action, add_focal, add_resource
from pdia.stages.plan.rules import ASK
from pdia.stages.reflection.operations import save_reflection
from pdia.teams.queries import list_members
from pdia.voices.operations import reveal

REASONS = ("authority_why", "acceptance_why", "ability_why")
ANSWERS = ("done", "result", "learned", "struggling", "next_step")
LOG_LINES = ("new_people", "benefited", "not_benefited", "changed_problem", "room")


def tell_rounds(story: Story) -> None:
    """Note what a team did from its entry points on."""
    if points := story.plain.get("entry_points"):
        _tell_entry_points(story, points)
    for row in story.plain.get("ideas", ()):
        story.on(row["day"], lambda row=row: _add_idea(story, row), "16:00")
    days = {row.get("ref"): row["day"] for row in story.plain.get("ideas", ())}
    for row in story.plain.get("ideas", ()):
        if row.get("combine_with"):
            both_there = max(row["day"], days[row["combine_with"]])
            story.on(
                both_there,
                lambda row=row: save_idea(
                    story.cycle,
                    story.made[row["ref"]],
                    {"combine_with_id": story.made[row["combine_with"]].id},
                    {},
                    by=story.by(row["by"]),
                ),
                "19:00",
            )
    _tell_plan(story, story.plain.get("plan") or {})
    for row in story.plain.get("iterations", ()):
        _tell_round(story, row)
    if reflection := story.plain.get("reflection"):
        values = {name: text for name, text in reflection.items() if name not in ("by", "day", "time")}
        story.on(
            reflection["day"], lambda: save_reflection(story.cycle, values, {}, by=story.by(reflection["by"])), "19:00"
        )


def _tell_entry_points(story: Story, points: dict[str, Any]) -> None:
    agreed, chosen = points.get("agreed", ()), points.get("chosen", ())
    days = [row["day"] for row in (*agreed, *chosen)]
    first = min(days) if days else -2
    open_ones = points.get("ratings_revealed", ())
    for ref, answers in (points.get("ratings") or {}).items():
        day = min((row["day"] for row in agreed if row["cause"] == ref), default=first)
        day = story.cast.all_there(day, answers)
        story.on(
            day, lambda ref=ref, answers=answers: _rate_alone(story, ref, answers, revealed=ref in open_ones), "15:00"
        )
    for row in agreed:
        if not row.get("iteration"):
            story.on(row["day"], lambda row=row: _agree(story, row), "15:30")
        else:
            story.on(row["day"], lambda row=row: _agree(story, row), "18:45")
    for row in chosen:
        story.on(row["day"], lambda row=row: _choose(story, row), "15:45")
    for row in points.get("stakeholders", ()):
        story.on(
            max(days, default=first),
            lambda row=row: add_stakeholder(story.cycle, None, row, by=story.by(None)),
            "17:00",
        )


def _rate_alone(story: Story, ref: str, answers: dict[str, Any], *, revealed: bool) -> None:
    asked = look_at(story.cycle, story.made[ref], by=story.by(None))
    present = {member.id for member in list_members(story.cycle.team_id, clock.today())}
    for login, values in answers.items():
        member = story.cast.members[login]
        give_rating(story.cycle, asked, member, None, values, {}, present=present, by=story.by(login), finished=True)
    if revealed:
        reveal(story.cycle, asked, by=story.by(None))


def _agree(story: Story, row: dict[str, Any]) -> None:
    iteration = story.find(f"round {row.get('iteration')}")
    rate_room(
        story.cycle,
        story.made[row["cause"]],
        row["authority"],
        row["acceptance"],
        row["ability"],
        {name: row[name] for name in REASONS if name in row},
        by=story.by(row["by"]),
        iteration_id=iteration.id if iteration else None,
    )


def _choose(story: Story, row: dict[str, Any]) -> None:
    person = story.cast.member(row.get("person"))
    story.made[row["ref"]] = add_entry_point(
        story.cycle,
        {
            "cause_id": story.made[row["cause"]].id,
            "reason_now": row.get("reason_now", ""),
            "first_step": row.get("first_step", ""),
            "person_id": person.id if person else None,
            "by_date": story.stage.maybe(row.get("by_date")),
        },
        by=story.by(row["by"]),
    )


def _add_idea(story: Story, row: dict[str, Any]) -> None:
    point = story.find(row.get("entry_point"))
    apart = ("ref", "entry_point", "combine_with", "by", "day", "time", "kind", "kept")
    values = {name: value for name, value in row.items() if name not in apart}
    values |= {"how": row["kind"], "entry_point_id": point.id if point else None}
    made = add_idea(story.cycle, values, by=story.by(row["by"]))
    if row.get("kept", "open") != "open":
        keep_idea(story.cycle, made, row["kept"], by=story.by(row["by"]))
    story.made[row.get("ref", f"idea {made.id}")] = made


def _tell_plan(story: Story, plan: dict[str, Any]) -> None:
    for row in plan.get("actions", ()):
        story.on(row["day"], lambda row=row: _add_action(story, row), "17:00")
    for row in plan.get("focal", ()):
        story.on(row["day"], lambda row=row: add_focal(story.cycle, row["text"], by=story.by(row["by"])), "17:30")
    last = max((row["day"] for row in plan.get("actions", ())), default=story.plain["started"])
    for row in plan.get("resources", ()):
        values = {"amount": None, "note": "", "pooled": False, **row}
        story.on(last, lambda values=values: add_resource(story.cycle, values, by=story.by(None)), "17:45")


def _add_action(story: Story, row: dict[str, Any]) -> None:
    members = list_members(story.cycle.team_id, clock.today())
    member = story.cast.member(row.get("who"))
    cause, point = story.find(row.get("cause")), story.find(row.get("entry_point"))
    lead = story.stage.department(row.get("lead"))
    asks = {f"{ASK}{story.stage.departments[letter].id}": text for letter, text in (row.get("asks") or {}).items()}
    texts = {
        name: row.get(name, "")
        for name in ("what", "learn", "may_decide", "deliverable", "target", "verified", "constraints")
    }
    values = {
        **texts,
        **asks,
        "who": str(member.id) if member else row.get("who", ""),
        "by_date": story.stage.maybe(row.get("by_date")),
        "cause_id": cause.id if cause else None,
        "entry_point_id": point.id if point else None,
        "lead_id": lead.id if lead else None,
    }
    story.made[row["ref"]] = add_action(story.cycle, values, members, by=story.by(row["by"]))


def _tell_round(story: Story, row: dict[str, Any]) -> None:
    number = row["number"]
    key = f"round {number}"

    def begin() -> None:
        story.made[key] = open_iteration(
            story.cycle,
            row["first_step"],
            by=story.by(None),
            today=clock.today(),
            ends_on=story.stage.day(row["ends"]),
            close_former=True,
        )

    story.on(row["starts"], begin, "18:00")
    for login, given in (row.get("check_ins") or {}).items():
        story.on(given["day"], lambda login=login, given=given: _check_in(story, key, login, given), given.get("time"))
    written = [given["day"] for given in (row.get("check_ins") or {}).values()]
    if row.get("revealed") and written:
        story.on(max(written), lambda: open_check_ins(story.cycle, story.made[key], by=story.by(None)), "23:30")
    if log := row.get("log"):
        story.on(log["day"], lambda: _write_log(story, key, row, log), log.get("time", "18:50"))
    if row.get("closed") is not None:
        story.on(
            row["closed"],
            lambda: close_iteration(
                story.cycle, story.made[key], by=story.by(row.get("closed_by")), today=clock.today()
            ),
            "19:30",
        )


def _check_in(story: Story, key: str, login: str, given: dict[str, Any]) -> None:
    save_check_in(
        story.cycle,
        story.made[key],
        story.cast.members[login],
        {name: given[name] for name in ANSWERS if name in given},
        by=story.by(given.get("entered_by", login)),
        marks=dict.fromkeys(given.get("for_mentor", ()), True),
        finished=True,
    )


def _write_log(story: Story, key: str, row: dict[str, Any], log: dict[str, Any]) -> None:
    values: dict[str, Any] = {name: log[name] for name in ANSWERS if name in log}
    values |= {name: row[name] for name in LOG_LINES if row.get(name)}
    for login, came in (row.get("attendance") or {}).items():
        values[f"came-{story.cast.members[login].id}"] = came
    for report in row.get("reports", ()):
        action = story.made[report["action"]]
        values |= {f"status-{action.id}": report["status"], f"result-{action.id}": report.get("result", "")}
    save_log(story.cycle, story.made[key], values, {}, by=story.by(log["by"]))
