"""Saving the problem: by field, by autosave, in conflict, after the session ended, without JavaScript."""

from __future__ import annotations

from datetime import timedelta

import pytest

from pdia.history.models import Revision
from pdia.history.queries import list_revisions
from pdia.kernel import clock
from pdia.stages.problem.queries import find_problem
from tests.world import World

TEXT = "31 of 52 schools gave no iron tablets in October."


def _statement(world: World) -> str:
    with world.database.scope(write=False):
        problem = find_problem(world.cast.cycle)
        return problem.statement if problem else ""


def _revisions(world: World, field: str = "statement") -> list[Revision]:
    with world.database.scope(write=False):
        problem = find_problem(world.cast.cycle)
        assert problem is not None
        return list(list_revisions("problem", problem.id, field))


def _path(world: World) -> str:
    return f"/cycles/{world.cast.cycle}/problem"


def test_whole_form_saves_and_says_who(world: World) -> None:
    anil = world.browser("convenor")
    page = anil.get(_path(world))
    assert page.status == 200, page.text
    saved = page.submit("/problem", statement=TEXT, why="Girls tire early.")
    page = anil.follow(saved)
    assert TEXT in page.text
    assert "Convenor, Block Development Officer, Panchayat & Rural Development, Block 3" in page.text
    [revision] = _revisions(world)
    assert (revision.value, revision.name, revision.number) == (TEXT, "Convenor", 1)


def test_a_save_of_nothing_changed_makes_no_revision(world: World) -> None:
    anil = world.browser("convenor")
    anil.get(_path(world)).submit("/problem", statement=TEXT)
    anil.get(_path(world)).submit("/problem")
    assert len(_revisions(world)) == 1


def test_autosave_answers_with_the_new_base(world: World) -> None:
    anil = world.browser("convenor")
    first = anil.autosave(_path(world), {"statement": TEXT, "statement.base": "0"})
    assert first.status == 200, first.text
    assert first.json["saved"]["statement"]["base"] == "1"
    again = anil.autosave(_path(world), {"statement": TEXT + " More.", "statement.base": "1"})
    assert again.json["saved"]["statement"]["base"] == "2"
    assert len(_revisions(world)) == 1, "one sitting is one revision"
    assert _statement(world) == TEXT + " More."


def test_two_people_two_fields_no_conflict(world: World) -> None:
    anil, rekha = world.browser("convenor"), world.browser("teammate")
    page_of_anil, page_of_rekha = anil.get(_path(world)), rekha.get(_path(world))
    page_of_anil.submit("/problem", statement=TEXT)
    answer = page_of_rekha.submit("/problem", left_out="Girls who are not in school")
    assert answer.status == 303, "a field nobody else touched is saved"
    assert _statement(world) == TEXT, "an untouched field of an old page overwrites nothing"


def test_conflict_keeps_both_texts(world: World) -> None:
    anil, rekha = world.browser("convenor"), world.browser("teammate")
    page_of_anil, page_of_rekha = anil.get(_path(world)), rekha.get(_path(world))
    page_of_anil.submit("/problem", statement="Anil’s words")
    clash = page_of_rekha.submit("/problem", statement="Rekha’s words", why="Her other answer")
    assert clash.status == 409
    assert "Anil’s words" in clash.text
    assert "Rekha’s words" in clash.text
    assert "Convenor" in clash.text, "it says who saved"
    assert _statement(world) == "Anil’s words"
    assert _revisions(world, "why")[0].value == "Her other answer", "the uncontested field is saved"
    assert "Rekha’s words" in rekha.get("/account/held").response.get_data(as_text=True), "and nothing is lost"
    settled = clash.submit("/problem", statement="Anil’s and Rekha’s words")
    assert settled.status == 303
    assert _statement(world) == "Anil’s and Rekha’s words"


def test_a_second_window_of_the_same_person_overwrites_nothing(world: World) -> None:
    first, second = world.browser("convenor"), world.browser("convenor")
    first.autosave(_path(world), {"statement": "From the phone", "statement.base": "0"})
    page = second.get(_path(world))
    first.autosave(_path(world), {"statement": "From the phone, longer", "statement.base": "1"})
    clash = page.submit("/problem", statement="From the computer")
    assert clash.status == 409
    assert "From the phone, longer" in clash.text
    assert _statement(world) == "From the phone, longer"


def test_conflict_in_autosave_is_json(world: World) -> None:
    anil, rekha = world.browser("convenor"), world.browser("teammate")
    anil.autosave(_path(world), {"statement": "Anil’s words", "statement.base": "0"})
    clash = rekha.autosave(_path(world), {"statement": "Rekha’s words", "statement.base": "0"})
    assert clash.status == 409
    told = clash.json["conflicts"]["statement"]
    assert (told["theirs"], told["base"]) == ("Anil’s words", "1")
    assert "Convenor" in told["words"]


def test_what_somebody_read_is_never_rewritten(world: World) -> None:
    anil, rekha = world.browser("convenor"), world.browser("teammate")
    anil.autosave(_path(world), {"statement": "First", "statement.base": "0"})
    with clock.at(clock.now() + timedelta(seconds=20)):
        rekha.get(_path(world))
    with clock.at(clock.now() + timedelta(seconds=40)):
        anil.autosave(_path(world), {"statement": "Second", "statement.base": "1"})
    assert [revision.value for revision in _revisions(world)] == ["Second", "First"]


def test_after_ten_minutes_a_new_revision(world: World) -> None:
    anil = world.browser("convenor")
    anil.autosave(_path(world), {"statement": "First", "statement.base": "0"})
    with clock.at(clock.now() + timedelta(minutes=11)):
        anil.autosave(_path(world), {"statement": "Second", "statement.base": "1"})
    assert len(_revisions(world)) == 2


def test_expired_session_holds_the_text(world: World) -> None:
    anil = world.browser("convenor", own_device=False)
    page = anil.get(_path(world))
    with clock.at(clock.now() + timedelta(minutes=20)):
        answer = page.submit("/problem", statement=TEXT)
        assert answer.status == 303
        assert "/sign-in" in answer.location
        assert _statement(world) == "", "nothing is saved for somebody who is signed out"
        back = world.browser("convenor")
        kept = back.get("/account/held")
        assert TEXT in kept.response.get_data(as_text=True)
        assert TEXT not in world.browser("teammate").get("/account/held").response.get_data(as_text=True)
        again = kept.submit("/problem")
        assert again.status == 303
        assert _statement(world) == TEXT


def test_expired_autosave_says_so(world: World) -> None:
    anil = world.browser("convenor", own_device=False)
    token = anil.csrf()
    with clock.at(clock.now() + timedelta(minutes=20)):
        answer = anil.autosave(_path(world), {"statement": TEXT, "statement.base": "0", "csrf_token": token})
        assert answer.status == 401
        assert answer.json["held"] is True
        assert answer.json["sign_in"].startswith("/sign-in?next=")


@pytest.mark.parametrize(
    ("field", "text"),
    [("statement", "x" * 601), ("statement", "വ" * 1_000_000), ("why", "x" * 1501)],
)
def test_too_long_is_refused_and_kept(world: World, field: str, text: str) -> None:
    anil = world.browser("convenor")
    answer = anil.get(_path(world)).submit("/problem", **{field: text})
    assert answer.status == 422
    assert "at most" in answer.text
    kept = answer.tree.xpath(f"//textarea[@name='{field}']")[0].text_content().strip()
    assert kept == text, "what was typed is still in the form"
    assert _statement(world) == ""


def test_nul_is_refused_and_the_rest_kept(world: World) -> None:
    anil = world.browser("convenor")
    answer = anil.get(_path(world)).submit("/problem", statement="iron\x00tablets")
    assert answer.status == 422
    assert "irontablets" in answer.response.get_data(as_text=True)


def test_joiners_survive(world: World) -> None:
    anil = world.browser("convenor")
    text = "അവന്\u200d സ്കൂളിൽ വന്നു; क्\u200dष"
    anil.get(_path(world)).submit("/problem", statement=text)
    assert _statement(world) == text


def test_csrf_lost_shows_the_text_and_sends_again(world: World) -> None:
    anil = world.browser("convenor")
    answer = anil.post(_path(world), {"statement": TEXT, "statement.base": "0", "csrf_token": "stale"})
    assert answer.status == 400
    again = answer.submit("/problem")
    assert again.status == 303
    assert _statement(world) == TEXT


def test_mentor_reads_and_may_not_write(world: World) -> None:
    world.browser("convenor").get(_path(world)).submit("/problem", statement=TEXT)
    mentor = world.browser("mentor")
    page = mentor.get(_path(world))
    assert TEXT in page.text
    assert not page.tree.xpath("//textarea")
    answer = mentor.post(_path(world), {"statement": "mine", "statement.base": "1"})
    assert answer.status == 403
    assert "mine" in answer.response.get_data(as_text=True), "what was typed is shown"


def test_evidence_twice_with_one_key_is_once(world: World) -> None:
    anil = world.browser("convenor")
    page = anil.get(_path(world))
    values = {"how": "figure", "measure": "Schools without tablets", "figure": "17 of 23"}
    first = page.submit("/evidence", **values)
    second = page.submit("/evidence", **values)
    assert (first.status, second.status) == (303, 303)
    assert first.location == second.location
    assert anil.get(_path(world)).text.count("17 of 23") == 1


def test_same_key_other_words_is_refused_and_held(world: World) -> None:
    anil = world.browser("convenor")
    page = anil.get(_path(world))
    page.submit("/evidence", how="figure", measure="Schools", figure="31")
    answer = page.submit("/evidence", how="figure", measure="Schools", figure="32")
    assert answer.status == 409
    assert "32" in answer.response.get_data(as_text=True)


def test_queries_do_not_grow(world: World) -> None:
    anil = world.browser("convenor")

    def add(number: int) -> None:
        anil.get(_path(world)).submit("/evidence", how="figure", measure=f"Measure {number}", figure=str(number))

    add(1)
    anil.get(_path(world))
    with world.counted() as few:
        anil.get(_path(world))
    for number in range(2, 8):
        add(number)
    anil.get(_path(world))
    with world.counted() as many:
        anil.get(_path(world))
    assert len(many) == len(few), "\n".join(many)
    assert len(many) <= 15, "\n".join(many)
