"""One cycle of a demonstration team: problem, causes, where they start, and how it ended or goes on."""

from __future__ import annotations

from typing import Any

from pdia.commands.demonstration import Cast, Deeds, Stage
from pdia.commands.demonstration.rounds import tell_rounds
from pdia.commands.demonstration.story import Story
from pdia.commands.demonstration.talk import tell_talk
from pdia.cycles.models import Cycle
from pdia.cycles.operations import finish_cycle, open_cycle, pause_cycle, save_cycle, set_stage_ready
from pdia.cycles.rules import Stage as StageName
from pdia.kernel import clock
from pdia.stages.fishbone.operations import add_cause, propose, strike_cause, vote
from pdia.stages.problem.models import Evidence
from pdia.stages.problem.operations import add_evidence, add_measurement, save_problem
from pdia.teams.models import Team
from pdia.voices.operations import open_round, reveal
from pdia.voices.rules import What

PROBLEM_FIELDS = (
    "statement",
    "why",
    "to_whom",
    "who_should_care",
    "get_attention",
    "solved",
    "solved_measure",
    "left_out",
)


def tell_cycle(
    stage: Stage, deeds: Deeds, teams: dict[str, Team], cast: Cast, plain: dict[str, Any], earlier: list[Cycle]
) -> None:
    """Note every deed of one cycle; `earlier` are the team's cycles before it."""
    story = Story(stage, deeds, teams, cast, plain)

    def begin() -> None:
        before = earlier[-1] if earlier and plain.get("continues", earlier[-1].finished_on is not None) else None
        story.made["cycle"] = open_cycle(
            teams["team"], plain["title"], by=story.by(None), today=clock.today(), continued_from=before
        )
        earlier.append(story.cycle)
        if plain.get("fit"):
            save_cycle(story.cycle, plain["fit"], {}, by=story.by(None))

    story.on(plain["started"], begin, "10:30")
    _tell_problem(story)
    _tell_causes(story)
    tell_rounds(story)
    tell_talk(story)
    end = plain.get("finished", (plain.get("paused") or {}).get("day", -1))
    for name in plain.get("ready", ()):
        story.on(
            end, lambda name=name: set_stage_ready(story.cycle, StageName(name), ready=True, by=story.by(None)), "20:00"
        )
    if plain.get("finished") is not None:
        story.on(end, lambda: finish_cycle(story.cycle, by=story.by(None), today=clock.today()), "20:30")
    if paused := plain.get("paused"):
        story.on(paused["day"], lambda: pause_cycle(story.cycle, paused["reason"], by=story.by(paused["by"])), "20:30")


def _tell_problem(story: Story) -> None:
    problem = story.plain.get("problem")
    if not problem:
        return
    first = {name: problem[name] for name in PROBLEM_FIELDS if name in problem}
    story.on(
        problem["day"], lambda: save_problem(story.cycle, first, {}, by=story.by(problem["by"])), problem.get("time")
    )
    for row in story.plain.get("revisions", ()):
        story.on(
            row["day"],
            lambda row=row: save_problem(
                story.cycle, {row["field"]: row["text"]}, {}, by=story.by(row["by"]), reason=row.get("reason", "")
            ),
            row.get("time", "12:30"),
        )
    for row in story.plain.get("evidence", ()):
        story.on(row["day"], lambda row=row: _add_evidence(story, row), row.get("time", "13:00"))
        for later in row.get("measurements", ()):
            story.on(max(later["as_of"], row["day"]), lambda row=row, later=later: _measure(story, row, later), "13:30")


def _add_evidence(story: Story, row: dict[str, Any]) -> None:
    department = story.stage.department(row.get("department"))
    values: dict[str, Any] = {
        name: row[name] for name in ("measure", "figure", "unit", "source", "whose", "words", "finder") if name in row
    }
    rival = story.find(row.get("rival_of"))
    made = add_evidence(
        story.cycle,
        {
            **values,
            "how": row["kind"],
            "as_of": story.stage.maybe(row.get("as_of")),
            "find_by": story.stage.maybe(row.get("find_by")),
            "department_id": department.id if department else None,
            "rival_of": str(rival.id) if rival else "",
        },
        by=story.by(row["by"]),
    )
    story.made[row.get("ref", f"evidence {made.id}")] = made


def _measure(story: Story, row: dict[str, Any], later: dict[str, Any]) -> None:
    known: Evidence = story.made[row["ref"]]
    when = story.stage.day(later["as_of"])
    add_measurement(story.cycle, known, str(later["figure"]), when, later.get("source", ""), by=story.by(row["by"]))


def _tell_causes(story: Story) -> None:
    fishbone = story.plain.get("fishbone")
    if not fishbone:
        return
    bones = fishbone.get("bones", ())
    convenor = story.plain["problem"]["by"]
    days = [bone.get("day", story.plain["started"]) for bone in bones] or [story.plain["started"] + 7]
    if proposals := fishbone.get("proposals"):
        revealed = fishbone.get("proposals_revealed", False)
        day = story.cast.all_there(min(days), proposals)
        story.on(day, lambda: _ask(story, What.PROPOSALS, proposals, revealed=revealed), "11:00")
    for bone in bones:
        _tell_cause(story, bone, None, bone.get("by", convenor), bone.get("day", story.plain["started"]))
    if votes := fishbone.get("votes"):
        revealed = fishbone.get("votes_revealed", False)
        day = story.cast.all_there(max(days) + 1, votes)
        story.on(day, lambda: _ask(story, What.VOTE, votes, revealed=revealed), "11:00")


def _tell_cause(story: Story, row: dict[str, Any], parent: str | None, by: str, day: int) -> None:
    by, day = row.get("by", by), row.get("day", day)
    ref = row.get("ref") or f"cause {id(row)}"

    def add() -> None:
        story.made[ref] = add_cause(
            story.cycle,
            row["text"],
            story.made[parent].id if parent else None,
            by=story.by(by),
            departments=[story.stage.departments[letter].id for letter in row.get("departments", ())],
            how_known=row.get("how_known", ""),
            note=row.get("note", ""),
        )

    story.on(day, add, "14:00")
    for child in row.get("causes", ()):
        _tell_cause(story, child, ref, by, day)
    if struck := row.get("struck"):
        story.on(
            struck["day"],
            lambda: strike_cause(
                story.cycle,
                story.made[ref],
                struck["reason"],
                version=story.made[ref].version,
                by=story.by(struck["by"]),
            ),
            "14:30",
        )


def _ask(story: Story, what: What, answers: dict[str, Any], *, revealed: bool) -> None:
    """A round of private answers: opened by the convenor, given by each, and revealed when the file says so."""
    asked = open_round(story.cycle, what, by=story.by(None))
    for login, given in answers.items():
        member, by = story.cast.members[login], story.by(login)
        if what is What.PROPOSALS:
            values = {f"p{number}": text for number, text in enumerate(given, start=1)}
            propose(story.cycle, asked, member, values, {}, by=by, finished=True)
        else:
            vote(story.cycle, asked, member, [story.made[ref].id for ref in given], by=by)
    if revealed:
        reveal(story.cycle, asked, by=story.by(None))
