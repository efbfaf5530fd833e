"""The desk for each role, the team page, a cycle at a glance, the approving officer's page."""

from __future__ import annotations

from datetime import timedelta

import pytest

from pdia.kernel import clock
from tests.world import World

STATEMENT = "31 of 52 schools gave no iron tablets in October."


def _write_problem(world: World) -> None:
    path = f"/cycles/{world.cast.cycle}/problem"
    world.browser("convenor").get(path).submit("/problem", statement=STATEMENT)


def test_strangers_see_the_front_page(world: World) -> None:
    page = world.browser(None).get("/")
    assert page.status == 200
    assert "Sign in" in page.text


@pytest.mark.parametrize(
    ("login", "sees"),
    [
        ("convenor", "Begin with the problem"),
        ("mentor", "Teams I mentor"),
        ("facilitator", "Autumn"),
        ("authoriser", "Teams that ask for your backing"),
        ("observer", "District One"),
        ("removed", "You are in no team yet"),
        ("admin", "You are in no team yet"),
    ],
)
def test_each_desk_has_what_waits_for_its_owner(world: World, login: str, sees: str) -> None:
    assert sees in world.browser(login).get("/").text


def test_the_next_step_follows_the_work(world: World) -> None:
    _write_problem(world)
    anil = world.browser("convenor")
    assert "Look for causes" in anil.get("/").text
    cycle = f"/cycles/{world.cast.cycle}"
    anil.get(f"{cycle}/iterations").submit("/iterations", first_step="Count tablets in four schools")
    assert "your check-in is open" in anil.get("/").text
    assert "your check-in is open" in world.browser("teammate").get(cycle).text
    assert "your check-in is open" not in world.browser("mentor").get(cycle).text


def test_the_overview_says_who_has_not_been_heard(world: World) -> None:
    _write_problem(world)
    anil = world.browser("convenor")
    cycle = f"/cycles/{world.cast.cycle}"
    anil.get(f"{cycle}/iterations").submit("/iterations", first_step="Count tablets in four schools")
    page = anil.get(cycle)
    assert "Not yet heard from" in page.text
    assert "Education" in page.text


def test_queries_of_the_desk_do_not_grow(world: World) -> None:
    anil = world.browser("convenor")
    with world.counted() as few:
        anil.get("/")
    for number in range(4):
        anil.get(f"/teams/{world.cast.team}").submit("/cycles", title=f"Cycle {number}")
    with world.counted() as many:
        anil.get("/")
    assert len(many) <= len(few) + 1, "\n".join(many)


def test_a_cycle_needs_a_name_and_keeps_what_was_typed(world: World) -> None:
    anil = world.browser("convenor")
    refused = anil.get(f"/teams/{world.cast.team}").submit("/cycles", title="  ")
    assert refused.status == 422
    assert "short name" in refused.text


def test_two_presses_open_one_cycle(world: World) -> None:
    anil = world.browser("convenor")
    page = anil.get(f"/teams/{world.cast.team}")
    first, second = page.submit("/cycles", title="Second try"), page.submit("/cycles", title="Second try")
    assert first.location == second.location
    assert (
        anil.get(f"/teams/{world.cast.team}").text.count("Second try")
        == anil.get(f"/teams/{world.cast.team}").text.count("Open: Second try") * 2
    )


def test_the_authoriser_sees_the_brief_and_nothing_else(world: World) -> None:
    _write_problem(world)
    boss = world.browser("authoriser")
    brief = boss.get(f"/cycles/{world.cast.cycle}/brief")
    assert STATEMENT in brief.text
    assert "Leave to meet schools" in brief.text
    for path in ("", "/problem", "/history", "/portfolio"):
        assert boss.get(f"/cycles/{world.cast.cycle}{path}").status == 404


def test_an_observer_sees_figures_and_no_words(world: World) -> None:
    _write_problem(world)
    page = world.browser("observer").get("/")
    assert "Districts I look after" in page.text
    assert STATEMENT not in page.text


def test_pause_refuses_work_kindly_and_holds_it(world: World) -> None:
    anil, rekha = world.browser("convenor"), world.browser("teammate")
    cycle = f"/cycles/{world.cast.cycle}"
    page = rekha.get(f"{cycle}/problem")
    anil.get(f"{cycle}/pause").submit("/pause", reason="Flood duty")
    refused = page.submit("/problem", statement=STATEMENT)
    assert refused.status == 409
    assert "Flood duty" in refused.text
    assert STATEMENT in rekha.get("/account/held").response.get_data(as_text=True)
    assert "Flood duty" in rekha.get(f"{cycle}/problem").text
    anil.get(cycle).press("/resume")
    assert rekha.get("/account/held").submit("/problem").status == 303


def test_only_the_convenor_finishes(world: World) -> None:
    cycle = f"/cycles/{world.cast.cycle}"
    assert world.browser("teammate").post(f"{cycle}/finish").status == 403
    anil = world.browser("convenor")
    anil.get(f"{cycle}/finish").submit("/finish")
    assert "finished" in anil.get(cycle).text
    assert anil.post(f"{cycle}/problem", {"statement": "x", "statement.base": "0"}).status == 409


def test_history_shows_and_restores(world: World) -> None:
    anil = world.browser("convenor")
    cycle = f"/cycles/{world.cast.cycle}"
    anil.autosave(f"{cycle}/problem", {"statement": "First words", "statement.base": "0"})
    with clock.at(clock.now() + timedelta(minutes=11)):
        anil.autosave(f"{cycle}/problem", {"statement": "Second words", "statement.base": "1"})
    everything = anil.get(f"{cycle}/history")
    assert "First words" in everything.text
    assert "Second words" in everything.text
    [link] = {str(href) for href in everything.tree.xpath("//a/@href") if str(href).endswith("/statement")}
    versions = anil.get(link)
    assert "Version 2" in versions.text
    restored = versions.press("/restore")
    assert restored.status == 303
    assert "First words" in anil.get(f"{cycle}/problem").text
    assert "Version 3" in anil.get(link).text, "putting back is a new version"


def test_a_restore_of_nothing_is_refused_plainly(world: World) -> None:
    anil = world.browser("convenor")
    cycle = f"/cycles/{world.cast.cycle}"
    anil.autosave(f"{cycle}/problem", {"statement": "First words", "statement.base": "0"})
    for number in ("99", "-1", "x", ""):
        assert anil.post(f"{cycle}/history/problem/1/statement/restore", {"number": number}).status == 409
    assert anil.post(f"{cycle}/history/problem/1/heads/restore", {"number": "1"}).status == 404
    assert anil.post(f"{cycle}/history/nothing/1/statement/restore", {"number": "1"}).status == 404


def test_hints_are_set_aside_and_come_back(world: World) -> None:
    anil = world.browser("convenor")
    path = f"/cycles/{world.cast.cycle}/problem"
    anil.get(path).submit("/problem", statement="There is no training for teachers.")
    page = anil.get(path)
    assert "A coach would ask" in page.text
    before = page.text.count("A coach would ask")
    page.press("/hints/aside")
    page = anil.get(path)
    assert "was set aside" in page.text
    assert page.text.count("A coach would ask") <= before
    page.press("/hints/back")
    assert "was set aside" not in anil.get(path).text


def test_healthz(world: World) -> None:
    answer = world.app.test_client().get("/healthz")
    assert (answer.status_code, answer.json) == (200, {"status": "ok"})


def test_fit_and_title_are_saved_by_field(world: World) -> None:
    anil = world.browser("convenor")
    cycle = f"/cycles/{world.cast.cycle}"
    saved = anil.get(cycle).submit("/fit", known_way="2", many_hands="2", agreement="1")
    assert saved.status == 303
    assert "Complex" in anil.get(cycle).text
    assert anil.get(f"{cycle}/title").submit("/title", title="Iron for all").status == 303
    assert "Iron for all" in anil.get(cycle).text
    assert anil.post(f"{cycle}/fit", {"known_way": "9", "known_way.base": "1"}).status == 422


def test_an_address_that_is_none_is_a_plain_page_for_everybody(world: World) -> None:
    for login in ("convenor", None):
        for path in ("/nowhere", "/cycles/99999999999999999999", "/cycles/x", "/teams/0", "/cycles/-1"):
            page = world.browser(login).get(path)
            assert page.status in (404, 302), path
    assert world.browser("convenor").post("/nowhere", {"a": "b"}).status == 404
    assert world.browser("convenor").client.put(f"/cycles/{world.cast.cycle}").status_code == 405


def test_an_observers_figures_add_up(world: World) -> None:
    anil = world.browser("convenor")
    cycle = f"/cycles/{world.cast.cycle}"
    anil.get(f"{cycle}/iterations").submit("/iterations", first_step="Count tablets in four schools")
    anil.get(f"{cycle}/pause").submit("/pause", reason="Flood duty")
    row = world.browser("observer").get("/").tree.xpath("//table//tbody/tr")[0]
    assert [cell.text_content().strip() for cell in row] == ["District One", "2", "1", "1", "0", "1"]
