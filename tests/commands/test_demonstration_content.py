"""The demonstration's files keep to SCHEMA.md: every pointer resolves, every limit and date holds.

The loader may then trust them, and whoever edits a story is told the place, not given a traceback.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml

from pdia.accounts.rules import check_login, parse_mobile
from pdia.commands import __file__ as commands_file
from pdia.kernel.text import language_of
from pdia.kernel.words import Refusal
from pdia.stages.problem.rules import LIMITS, check_evidence
from tests.commands.demonstration_checks import REFERRED, World
from tests.commands.demonstration_schema import CYCLE, INSTITUTE, TEAM

FOLDER = Path(commands_file).parent / "demonstration"
INSTITUTES: list[dict[str, Any]] = yaml.safe_load((FOLDER / "institutes.yaml").read_text("utf-8"))["institutes"]
FILES = sorted(path.name for path in FOLDER.glob("*.yaml") if path.name != "institutes.yaml")
CAST = [
    "convenor",
    "trainee",
    "other",
    "mentor",
    "facilitator",
    "authoriser",
    "observer",
    "stranger",
    "admin",
]
PEOPLE = {person["login"]: person for home in INSTITUTES for person in home["people"]}
WIFS = "madhupar-wifs.yaml"


def read(name: str) -> dict[str, Any]:
    """One file as plain data."""
    data: dict[str, Any] = yaml.safe_load((FOLDER / name).read_text("utf-8"))
    return data


def cycles_of(name: str) -> list[dict[str, Any]]:
    """The cycles of one team, oldest first."""
    cycles: list[dict[str, Any]] = read(name)["cycles"]
    return cycles


def home_of(name: str) -> dict[str, Any]:
    """The institute that lists the file."""
    return next(home for home in INSTITUTES if name in [team["file"] for team in home["teams"]])


def dicts(value: Any) -> Iterator[dict[str, Any]]:
    """Every mapping inside `value`, outermost first."""
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    if isinstance(value, list):
        for inner in value:
            yield from dicts(inner)


def refs_of(cycle: dict[str, Any]) -> dict[str, list[str]]:
    """The refs of one cycle by kind, as often as they are given."""
    places = (
        cycle.get("evidence"),
        cycle.get("fishbone", {}).get("bones"),
        cycle.get("entry_points", {}).get("chosen"),
        cycle.get("ideas"),
        cycle.get("plan", {}).get("actions"),
    )
    return {
        kind: [one["ref"] for one in dicts(rows) if "ref" in one] for kind, rows in zip(REFERRED, places, strict=True)
    }


@pytest.mark.parametrize("name", FILES)
def test_every_team_keeps_to_the_schema(name: str) -> None:
    data = read(name)
    assert set(data) == {"team", "cycles"}
    world = World(home_of(name), {one["login"] for one in data["team"]["members"]})
    TEAM(world, "team", data["team"])
    for cycle in data["cycles"]:
        given = refs_of(cycle)
        every = Counter(ref for refs in given.values() for ref in refs)
        assert max(every.values(), default=1) == 1, f"{cycle['ref']}: a ref is used twice: {every.most_common(1)}"
        world.refs = {kind: set(refs) for kind, refs in given.items()}
        CYCLE(world, cycle["ref"], cycle)
    assert world.wrong == []


@pytest.mark.parametrize("home", INSTITUTES, ids=lambda home: home["ref"])
def test_every_institute_keeps_to_the_schema(home: dict[str, Any]) -> None:
    world = World(home)
    INSTITUTE(world, home["ref"], home)
    assert world.wrong == []
    for kind, key in (
        ("departments", "letter"),
        ("places", "ref"),
        ("designations", "ref"),
        ("cohorts", "ref"),
    ):
        assert len({one[key] for one in home[kind]}) == len(home[kind]), f"{kind}: {key} is used twice"
    for entry in home["teams"]:
        assert read(entry["file"])["team"]["cohort"] == entry["cohort"]


def test_every_file_belongs_to_one_institute() -> None:
    assert sorted(team["file"] for home in INSTITUTES for team in home["teams"]) == FILES


@pytest.mark.parametrize("name", [*FILES, "institutes.yaml"])
def test_files_say_what_they_are_and_stay_readable(name: str) -> None:
    lines = (FOLDER / name).read_text("utf-8").splitlines()
    assert lines[0].startswith("# README: ")
    assert len(lines) <= 550
    assert max(map(len, lines)) <= 130


def test_the_cast_is_there_and_nobody_is_real() -> None:
    people = [person for home in INSTITUTES for person in home["people"]]
    assert len(PEOPLE) == len(people), "a login is used twice"
    emails = Counter(person["email"] for person in people if "email" in person)
    assert {f"{one}@demo.example" for one in CAST} <= set(emails)
    assert max(emails.values()) == 1
    for person in people:
        assert check_login(person["login"]) == person["login"]
        assert person.get("email", "@demo.example").endswith("@demo.example")
        if "mobile" in person:
            # No network gives out 00000; 99999 is kept for examples here.
            assert re.fullmatch("(00000|99999) [0-9]{5}", person["mobile"])
            assert parse_mobile(person["mobile"])
    assert any("email" not in person and "mobile" not in person for person in people)


def test_the_cast_stands_where_the_story_needs_it() -> None:
    login = {person.get("email", ""): name for name, person in PEOPLE.items()}
    convenor, trainee, other, mentor, facilitator, authoriser, observer, stranger, admin = (
        login[f"{one}@demo.example"] for one in CAST
    )
    team = read(WIFS)["team"]
    members = {one["login"]: one for one in team["members"]}
    assert members[convenor]["convenor"]
    assert trainee in members
    assert [PEOPLE[one]["postings"][-1]["department"] for one in (convenor, trainee)] == ["P", "E"]
    assert mentor in team["mentors"]
    assert authoriser in [one.get("login") for one in team["authorisers"]]
    cohort = next(one for one in home_of(WIFS)["cohorts"] if one["ref"] == team["cohort"])
    assert facilitator in cohort["facilitators"]
    assert observer in [one["login"] for one in cohort["observers"]]
    peers = [
        entry["file"] for entry in home_of(WIFS)["teams"] if entry["cohort"] == team["cohort"] and entry["file"] != WIFS
    ]
    assert any(other in [one["login"] for one in read(name)["team"]["members"]] for name in peers)
    assert stranger in [person["login"] for person in INSTITUTES[1]["people"]]
    assert PEOPLE[admin]["admin"]


@pytest.mark.parametrize("name", FILES)
def test_everybody_writes_while_in_the_team_and_the_cycle(name: str) -> None:
    data = read(name)
    cohort = next(one for one in home_of(name)["cohorts"] if one["ref"] == data["team"]["cohort"])
    members = {one["login"]: one for one in data["team"]["members"]}
    begun = min(one["from"] for one in members.values())
    mentors = {login: {"from": begun} for login in data["team"]["mentors"]}
    for login, one in members.items():
        assert cohort["starts"] <= one["from"] <= one.get("until", 0)
        postings = PEOPLE[login]["postings"]
        assert any(post["from"] <= one["from"] <= post.get("until", 0) for post in postings), f"{login} has no posting"
        assert all(before["until"] < after["from"] for before, after in pairwise(postings))
    assert sum(one.get("convenor", False) for one in members.values()) == 1
    for cycle in data["cycles"]:
        end = cycle.get("finished", 0)
        for saved in dicts(cycle):
            if "by" in saved and "day" in saved:
                one = members.get(saved["by"]) or mentors[saved["by"]]
                assert one["from"] <= saved["day"] <= one.get("until", 0), f"{saved['by']} was not in the team: {saved}"
            if "day" in saved:
                assert cycle["started"] <= saved["day"] <= end, f"outside the cycle: {saved}"


@pytest.mark.parametrize("name", FILES)
def test_what_follows_comes_later(name: str) -> None:
    for cycle in cycles_of(name):
        saves = [cycle["problem"]["day"], *(one["day"] for one in cycle.get("revisions", []))]
        assert saves == sorted(saves), "revisions are oldest first"
        for revision in cycle.get("revisions", []):
            assert len(revision["text"]) <= LIMITS[revision["field"]], revision
        for piece in cycle.get("evidence", []):
            counted = [
                piece.get("as_of", piece["day"]),
                *(one["as_of"] for one in piece.get("measurements", [])),
            ]
            assert counted == sorted(counted), piece
            assert piece.get("as_of", piece["day"]) <= piece["day"] <= piece.get("find_by", piece["day"]), piece
        for one in dicts([cycle.get("plan"), cycle.get("entry_points")]):
            if "by_date" in one:
                assert one["day"] <= one["by_date"], one
        agreed = cycle.get("entry_points", {}).get("agreed", [])
        assert [one["day"] for one in agreed] == sorted(one["day"] for one in agreed)
        for one in dicts(cycle.get("fishbone")):
            if "struck" in one and "day" in one:
                assert one["day"] <= one["struck"]["day"]
    for before, after in pairwise(cycles_of(name)):
        assert before["continued"]
        assert before["finished"] <= after["started"]
        assert before["reflection"]["next_statement"] == after["problem"]["statement"]


@pytest.mark.parametrize("name", FILES)
def test_rounds_follow_each_other(name: str) -> None:
    for cycle in cycles_of(name):
        rounds = cycle.get("iterations", [])
        assert [one["number"] for one in rounds] == list(range(1, len(rounds) + 1))
        assert all(one["state"] == "closed" for one in rounds[:-1])
        for one in rounds:
            closed = one["state"] == "closed"
            assert 7 <= one["ends"] - one["starts"] <= 28
            assert closed == one["revealed"] == ("closed" in one) == ("log" in one)
            assert all(
                one["starts"] <= said["day"] <= one.get("closed", 0) for said in one.get("check_ins", {}).values()
            )
            assert closed or one["ends"] >= 0
            assert all(report["day"] == one["closed"] for report in one.get("reports", []))
        for before, after in pairwise(rounds):
            assert before["closed"] < after["starts"]


@pytest.mark.parametrize("name", FILES)
def test_the_product_would_accept_the_evidence_and_the_votes(name: str) -> None:
    for cycle in cycles_of(name):
        for piece in cycle.get("evidence", []):
            try:
                check_evidence(
                    piece["kind"],
                    **{key: piece.get(key, "") for key in ("measure", "figure", "words", "finder")},
                )
            except Refusal as refusal:
                pytest.fail(f"{cycle['ref']} {piece}: {refusal}")
        bones = cycle.get("fishbone", {})
        assert "votes" not in bones or "votes_revealed" in bones
        assert "proposals" not in bones or "proposals_revealed" in bones
        for causes in bones.get("votes", {}).values():
            assert len(set(causes)) == len(causes), "one vote a cause"
        assert set(cycle.get("entry_points", {}).get("ratings_revealed", [])) <= set(
            cycle.get("entry_points", {}).get("ratings", {})
        )


def test_the_fullest_team_shows_every_stage() -> None:
    (cycle,) = cycles_of(WIFS)
    refs = {kind: len(found) for kind, found in refs_of(cycle).items()}
    assert len(cycle["fishbone"]["bones"]) == 5
    assert refs["cause"] - 5 >= 18
    assert {kind: refs[kind] for kind in ("evidence", "entry_point", "idea", "action")} == {
        "evidence": 6,
        "entry_point": 2,
        "idea": 5,
        "action": 6,
    }
    assert {piece["kind"] for piece in cycle["evidence"]} == {"figure", "words", "unknown"}
    first, second = cycle["iterations"]
    assert [len(one["check_ins"]) for one in (first, second)] == [5, 3]
    assert {report["status"] for report in first["reports"]} == {"done", "carried", "changed", "dropped"}


def test_the_course_is_in_mid_flight() -> None:
    """Ninth week of fifteen; a team in each working language; one not heard from, one paused, one gone on."""
    cohort = next(one for one in home_of(WIFS)["cohorts"] if one["ref"] == "assam-blocks")
    assert -cohort["starts"] // 7 + 1 == 9
    assert cohort["ends"] - cohort["starts"] == cohort["weeks"] * 7 - 1
    spoken = {name: language_of(cycles_of(name)[-1]["problem"]["statement"]) for name in FILES}
    assert set(spoken.values()) == {"en", "ml", "hi", "as"}
    assert all(read(name)["team"]["language"] == language for name, language in spoken.items())
    latest = {
        name: max(
            one["day"]
            for one in dicts(cycles_of(name))
            if "day" in one and one.get("by") not in read(name)["team"]["mentors"]
        )
        for name in FILES
    }
    assert [name for name, day in latest.items() if day <= -35] == ["block7-gardens.yaml"]
    assert sum("paused" in cycle for name in FILES for cycle in cycles_of(name)) == 1
    assert sum(cycle.get("continued", False) for name in FILES for cycle in cycles_of(name)) == 1


def test_health_is_one_voice_among_others() -> None:
    convenors = [one["login"] for name in FILES for one in read(name)["team"]["members"] if one.get("convenor")]
    departments = {PEOPLE[login]["postings"][-1]["department"] for login in convenors}
    assert len(departments) >= 7
    assert "H" not in departments
    for name in FILES:
        leads = {action["lead"] for cycle in cycles_of(name) for action in cycle.get("plan", {}).get("actions", [])}
        assert not leads or len(leads) >= 3, f"{name}: {leads}"
