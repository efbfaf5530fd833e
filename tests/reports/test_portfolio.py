"""The documents of a cycle: what they hold, what must never be in them, and how they are asked for."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from sqlalchemy import func, select

from pdia.cycles.models import Cycle
from pdia.kernel.db import session
from pdia.kernel.jobs import Job, run_due
from pdia.reports import printing
from pdia.reports.models import Print
from pdia.reports.pdf import DrawingFailed, TooLong, render
from pdia.reports.printing import html_of
from pdia.reports.rules import LOST_AFTER, Kind
from pdia.stages.problem.operations import add_evidence, save_problem
from pdia.teams.operations import add_authoriser
from tests.reports.papers import facts_of, words_of
from tests.reports.sheets import STATEMENTS
from tests.stages.entry_points.ground import add_causes, agree, ask, cycle_and, rate, start_at
from tests.stages.iterations.steps import begin, plan_action, write
from tests.world import World

STEP = "Count the tablets in four schools"


def _html(world: World, kind: Kind = Kind.PORTFOLIO, language: str = "en") -> str:
    with world.app.app_context(), world.database.scope(write=False):
        found = html_of(world.cast.cycle, kind, language)
    assert found is not None
    return found[0]


def _write_problem(world: World, **values: str) -> None:
    with world.database.scope(write=True):
        cycle, by = cycle_and(world)
        save_problem(cycle, values, {}, by=by)
        session.commit()


def _add_figures(world: World, number: int) -> None:
    with world.database.scope(write=True):
        cycle, by = cycle_and(world)
        for each in range(number):
            add_evidence(cycle, {"how": "figure", "measure": f"Measure {each}", "figure": str(each)}, by=by)
        session.commit()


def _address(world: World, kind: Kind = Kind.PORTFOLIO) -> str:
    return f"/cycles/{world.cast.cycle}/{kind.value}.pdf"


def _jobs(world: World) -> int:
    with world.database.scope(write=False):
        return session.scalar(select(func.count()).select_from(Job).where(Job.kind == "print")) or 0


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is drawn: for tests of what happens around the drawing."""
    monkeypatch.setattr(printing, "draw_in_child", lambda html, **_about: b"%PDF-1.7 drawn")


# --- What must never be in it -----------------------------------------------------------------------


def _whisper(world: World) -> dict[str, str]:
    """One text in every place that is not the whole team's to print; by place."""
    said = {
        place: f"Canary of the {place}"
        for place in ("office", "note", "rating", "proposal", "line for the mentor", "check-in", "draft")
    }
    cycle = f"/cycles/{world.cast.cycle}"
    anil, rekha = world.browser("convenor"), world.browser("teammate")
    causes = add_causes(world, "No list of garden girls", "Nobody to ring")
    start_at(anil, world, causes[0], first_step=STEP)
    offices = f"/causes/{causes[0]}/offices"
    page = anil.get(f"{cycle}/entry-points{offices}")
    assert page.submit(offices, office=said["office"], note=said["note"]).status == 303
    ask(world, causes[1])
    assert rate(anil, world, causes[1], "small large medium", authority_why=said["rating"]).status == 303
    anil.post(f"{cycle}/fishbone/proposals/begin", {"names_hidden": ""})
    page = anil.get(f"{cycle}/fishbone/proposals")
    assert page.submit("/proposals", finish="1", p1=said["proposal"]).status == 303
    anil.post(f"{cycle}/fishbone/vote/begin", {"names_hidden": ""})
    assert anil.get(f"{cycle}/fishbone/vote").submit("/vote", causes=[causes[0]]).status == 303
    begin(world)
    first = f"{cycle}/iterations/1/check-in"
    spoken = {"done": "Open words", "struggling": said["line for the mentor"], "struggling.private": "y"}
    assert rekha.get(first).submit("/check-in", finish="1", **spoken).status == 303
    for login in ("convenor", "third"):
        write(world.browser(login), first, done="Also done")
    begin(world)
    second = f"{cycle}/iterations/2/check-in"
    assert write(anil, second, done=said["check-in"]).status == 303
    assert rekha.autosave(second, {"learned": said["draft"], "learned.base": "0"}).status == 200
    assert said["line for the mentor"] in world.browser("mentor").get(f"{cycle}/iterations/1").text
    return said


def test_what_is_private_is_in_no_document(world: World, tmp_path: Path) -> None:
    said = _whisper(world)
    for kind in Kind:
        html = _html(world, kind)
        assert [place for place, text in said.items() if text in html] == [], kind
        assert "1 vote" not in html, "votes are counted only once they are opened"
    html = _html(world)
    assert STEP in html, "what the team decided together is there"
    file = tmp_path / "record.pdf"
    file.write_bytes(render(html, title="Record", language="en"))
    text = subprocess.run(["pdftotext", str(file), "-"], check=True, capture_output=True, text=True).stdout
    assert "Canary" not in text


# --- What it holds ----------------------------------------------------------------------------------


def test_an_empty_cycle_is_told_honestly_on_few_pages(sqlite_world: World, tmp_path: Path) -> None:
    html = _html(sqlite_world)
    for words in (
        "No figures or words noted yet.",
        "No causes noted yet.",
        "No place to start chosen yet.",
        "No ideas noted yet.",
        "No actions planned yet.",
        "No round opened yet.",
    ):
        assert words in html
    file = tmp_path / "record.pdf"
    file.write_bytes(render(html, title="Record", language="en"))
    facts = facts_of(file)
    assert int(facts["Pages"]) <= 3
    assert facts["Tagged"] == "yes"
    assert facts["Title"].startswith("Iron tablets in schools")


def test_it_tells_the_whole_cycle(world: World) -> None:
    _write_problem(world, statement="Girls miss the tablet", left_out="Girls of the garden lines")
    with world.database.scope(write=True):
        cycle, by = cycle_and(world)
        first = add_evidence(cycle, {"how": "figure", "measure": "Schools that gave it", "figure": "21 of 52"}, by=by)
        rival = {"how": "figure", "measure": "Reported", "figure": "44 of 52", "rival_of_id": first.id}
        add_evidence(cycle, rival, by=by)
        add_evidence(cycle, {"how": "words", "words": "Nobody tells us why", "whose": "A mother"}, by=by)
        session.commit()
    anil = world.browser("convenor")
    [cause] = add_causes(world, "Nobody to ring")
    agree(anil, world, cause, "small medium medium")
    start_at(anil, world, cause, reason_now="Teachers asked", first_step=STEP)
    agree(anil, world, cause, "large medium medium")
    plan_action(world, "Cards on twelve cupboards", learn="How often do schools ring?")
    begin(world)
    log = {"done": "Cards are up", "learned": "They ring about stock", "benefited": "1,900 children"}
    page = anil.get(f"/cycles/{world.cast.cycle}/iterations/1/log")
    assert page.submit("/log", **log).status == 303
    html = _html(world)
    for words in (
        "Block 3 school health team",
        "Girls miss the tablet",
        "Girls of the garden lines",
        "44 of 52",
        "Nobody tells us why",
        "Nobody to ring",
        "more room",
        "Cards on twelve cupboards",
        "How often do schools ring?",
        "District Commissioner",
        "They ring about stock",
        "1,900 children",
        "Building State Capability",
    ):
        assert words in html, words
    assert html.index("21 of 52") < html.index("44 of 52") < html.index("both are kept")
    assert "Cards on twelve cupboards" in _html(world, Kind.PLAN)
    assert "Nobody to ring" in _html(world, Kind.FISHBONE)
    assert "They ring about stock" in _html(world, Kind.HISTORY)


@pytest.mark.parametrize("language", ["ml", "hi", "as"])
def test_the_words_of_each_language_are_found_again(language: str, sqlite_world: World, tmp_path: Path) -> None:
    _write_problem(sqlite_world, statement=STATEMENTS[language], why=STATEMENTS[language])
    html = _html(sqlite_world, language=language)
    assert f'<html lang="{language}">' in html
    file = tmp_path / "record.pdf"
    file.write_bytes(render(html, title="Record", language=language))
    found = words_of(file)
    assert [word for word in STATEMENTS[language].split() if word not in found] == []


@pytest.mark.parametrize("kind", list(Kind))
def test_statements_do_not_grow(kind: Kind, sqlite_world: World) -> None:
    _add_figures(sqlite_world, 2)
    with sqlite_world.counted() as few:
        _html(sqlite_world, kind)
    _add_figures(sqlite_world, 12)
    with sqlite_world.counted() as many:
        _html(sqlite_world, kind)
    assert len(many) == len(few)


def test_nothing_in_a_document_leads_anywhere_but_into_itself(sqlite_world: World) -> None:
    _whisper(sqlite_world)
    for kind in Kind:
        html = _html(sqlite_world, kind)
        assert "http" not in html
        assert 'href="/' not in html
        assert "<script" not in html
        assert "style=" not in html


# --- How it is asked for ----------------------------------------------------------------------------


def test_first_it_is_drawn_then_it_is_there(sqlite_world: World, tmp_path: Path) -> None:
    mentor = sqlite_world.browser("mentor")
    waits = mentor.get(_address(sqlite_world))
    assert waits.status == 202
    assert waits.response.headers["Refresh"]
    assert run_due(sqlite_world.app) == 1
    there = mentor.get(_address(sqlite_world))
    assert there.status == 200
    assert there.response.mimetype == "application/pdf"
    file = tmp_path / "record.pdf"
    file.write_bytes(there.response.data)
    assert facts_of(file)["Tagged"] == "yes"


@pytest.mark.usefixtures("quick")
def test_asked_twice_is_drawn_once_and_a_change_draws_it_anew(world: World) -> None:
    for login in ("convenor", "teammate", "facilitator"):
        assert world.browser(login).get(_address(world)).status == 202
    assert _jobs(world) == 1
    assert run_due(world.app) == 1
    assert world.browser("third").get(_address(world)).status == 200
    _write_problem(world, statement="Another problem")
    assert world.browser("third").get(_address(world)).status == 202
    assert _jobs(world) == 2
    assert run_due(world.app) == 1
    assert world.browser("third").get(_address(world)).status == 200
    assert run_due(world.app) == 0


@pytest.mark.usefixtures("quick")
def test_a_change_of_the_team_draws_it_anew(world: World) -> None:
    anil = world.browser("convenor")
    anil.get(_address(world))
    run_due(world.app)
    assert anil.get(_address(world)).status == 200
    with world.database.scope(write=True):
        cycle, by = cycle_and(world)
        add_authoriser(cycle.team, {"title": "Inspector of Schools"}, by=by)
        session.commit()
    assert anil.get(_address(world)).status == 202


@pytest.mark.usefixtures("quick")
def test_a_promise_that_was_lost_is_made_again(sqlite_world: World) -> None:
    anil = sqlite_world.browser("convenor")
    assert anil.get(_address(sqlite_world)).status == 202
    assert anil.get(_address(sqlite_world)).status == 202
    assert _jobs(sqlite_world) == 1
    with sqlite_world.database.scope(write=True):
        session.scalars(select(Print)).one().asked_at -= LOST_AFTER
        session.commit()
    assert anil.get(_address(sqlite_world)).status == 202
    assert _jobs(sqlite_world) == 2


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("kind", list(Kind))
def test_who_may(kind: Kind, sqlite_world: World) -> None:
    for login in ("stranger", "other", "removed", "authoriser", "observer", "admin", "ended-mentor"):
        assert sqlite_world.browser(login).get(_address(sqlite_world, kind)).status == 404, login
    assert sqlite_world.browser("facilitator").get(_address(sqlite_world, kind)).status == 202
    assert sqlite_world.browser(None).get(_address(sqlite_world, kind)).status in (302, 303)


def test_no_such_document_or_cycle(sqlite_world: World) -> None:
    anil = sqlite_world.browser("convenor")
    assert anil.get(f"/cycles/{sqlite_world.cast.cycle}/everything.pdf").status == 404
    assert anil.get("/cycles/99999/portfolio.pdf").status == 404
    assert anil.get("/cycles/99999/portfolio").status == 404


def test_the_page_offers_each_document(sqlite_world: World) -> None:
    page = sqlite_world.browser("teammate").get(f"/cycles/{sqlite_world.cast.cycle}/portfolio")
    assert page.status == 200
    for kind in Kind:
        assert page.tree.xpath(f"//a[@href='{_address(sqlite_world, kind)}']"), kind


def test_too_long_says_what_to_print_instead(sqlite_world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(html: str, **_about: str) -> bytes:
        raise TooLong("pages")

    monkeypatch.setattr(printing, "draw_in_child", refuse)
    anil = sqlite_world.browser("convenor")
    anil.get(_address(sqlite_world))
    run_due(sqlite_world.app)
    page = anil.get(_address(sqlite_world))
    assert page.status == 409
    assert page.tree.xpath(f"//a[@href='{_address(sqlite_world, Kind.PLAN)}']")
    assert _jobs(sqlite_world) == 1, "it would be too long again"


def test_what_went_wrong_is_tried_again(sqlite_world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(html: str, **_about: str) -> bytes:
        raise DrawingFailed("the ink is dry")

    monkeypatch.setattr(printing, "draw_in_child", fail)
    anil = sqlite_world.browser("convenor")
    anil.get(_address(sqlite_world))
    run_due(sqlite_world.app)
    page = anil.get(_address(sqlite_world))
    assert page.status == 503
    assert "the ink is dry" not in page.text
    monkeypatch.setattr(printing, "draw_in_child", lambda html, **_about: b"%PDF-1.7 drawn")
    run_due(sqlite_world.app)
    assert anil.get(_address(sqlite_world)).status == 200


@pytest.mark.usefixtures("quick")
def test_a_paused_cycle_is_printed_too(sqlite_world: World) -> None:
    with sqlite_world.database.scope(write=True):
        session.get_one(Cycle, sqlite_world.cast.cycle).state = "paused"
        session.commit()
    assert sqlite_world.browser("mentor").get(_address(sqlite_world)).status == 202
