"""What one was told: the page, the count on every page, the desk, what opening a thing does."""

from __future__ import annotations

import pytest

from pdia.kernel.db import session
from pdia.kernel.words import Message
from pdia.notices.operations import take_back
from pdia.notices.page import note_seen
from pdia.notices.rules import Kind
from tests.notices.telling import WORDS, change_account, mails, notices_of, tell_cast
from tests.world import World


def test_everybody_but_the_doer_is_told(world: World) -> None:
    tell_cast(world, "convenor", "teammate", "mentor")
    assert [len(notices_of(world, login)) for login in ("convenor", "teammate", "mentor", "third")] == [0, 1, 1, 0]


def test_the_page_shows_who_what_where_and_what_is_new(world: World) -> None:
    tell_cast(world, "teammate")
    page = world.browser("teammate").get("/notices")
    for text in ("Convenor asks a question on the causes", WORDS, "Block Development Officer", "Causes", "new"):
        assert text in page.text, f"the list of notices should say {text!r}"
    assert page.tree.xpath(f"//main//a[@href='/cycles/{world.cast.cycle}/fishbone']")


def test_the_count_stands_on_every_page_and_costs_no_statement(world: World) -> None:
    browser = world.browser("teammate")
    browser.get("/account")
    with world.counted() as before:
        assert "new notice" not in browser.get("/account").text
    for number in range(5):
        tell_cast(world, "teammate", about=f"thing:{number}")
    with world.counted() as after:
        assert "5 new notices" in browser.get("/account").text
    assert len(after) == len(before), "the count comes with the session's own statement"


def test_the_list_costs_the_same_however_long(world: World) -> None:
    browser = world.browser("teammate")
    tell_cast(world, "teammate")
    browser.get("/notices")
    with world.counted() as few:
        browser.get("/notices")
    for number in range(12):
        tell_cast(world, "teammate", about=f"thing:{number}")
    with world.counted() as many:
        browser.get("/notices")
    assert len(many) == len(few), "\n".join(many)


def test_the_list_is_paged(world: World) -> None:
    for number in range(35):
        tell_cast(world, "teammate", about=f"thing:{number}", said=Message("Event %(n)s happened", {"n": number}))
    browser = world.browser("teammate")
    first = browser.get("/notices")
    assert "Event 34 happened" in first.text
    assert "Event 4 happened" not in first.text
    [older] = first.tree.xpath("//main//a[contains(@href, 'before=')]/@href")
    second = browser.get(older)
    assert "Event 4 happened" in second.text
    assert "Event 5 happened" not in second.text
    for wrong in ("x", "-1", "99999999999999999999", "0"):
        assert browser.get(f"/notices?before={wrong}").status == 200


def test_all_are_marked_as_seen_with_one_press(world: World) -> None:
    tell_cast(world, "teammate")
    tell_cast(world, "third")
    browser = world.browser("teammate")
    assert browser.get("/notices").press("/notices/seen").status == 303
    page = browser.get("/notices")
    assert "new notice" not in page.text
    assert WORDS in page.text, "what is seen stays readable"
    assert "1 new notice" in world.browser("third").get("/account").text, "others' notices are theirs"
    assert browser.post("/notices/seen").status == 303, "pressing twice is no error"


def test_opening_a_thing_marks_its_notices(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    tell_cast(world, "teammate", about="thing:1")
    tell_cast(world, "teammate", about="thing:2")
    browser = world.browser("teammate")

    def _opened() -> None:  # stands for a page of a slice above
        from flask import request

        if request.args.get("opens"):
            note_seen(request.args["opens"])

    functions = {None: [*world.app.before_request_funcs[None], _opened]}
    monkeypatch.setattr(world.app, "before_request_funcs", functions)
    assert "1 new notice" in _after(browser, "/account?opens=thing:1")
    assert "1 new notice" in _after(browser, "/account?opens=thing:9"), "nothing about that thing: nothing changes"
    assert "new notice" not in _after(browser, "/account?opens=thing:2")


def _after(browser, path: str) -> str:  # type: ignore[no-untyped-def]
    browser.get(path)
    return str(browser.get("/account").text)


def test_the_desk_shows_three_and_says_how_many(world: World) -> None:
    browser = world.browser("teammate")
    browser.get("/")
    with world.counted() as before:
        browser.get("/")
    for number in range(5):
        tell_cast(world, "teammate", about=f"thing:{number}", said=Message("Event %(n)s happened", {"n": number}))
    with world.counted() as after:
        page = browser.get("/")
    assert "Event 4 happened" in page.text
    assert "Event 1 happened" not in page.text
    assert "5 new notices" in page.text
    assert len(after) == len(before)


def test_a_mentor_whose_assignment_ended_reads_nothing_of_it(world: World) -> None:
    tell_cast(world, "ended-mentor", "mentor", "facilitator", "stranger")
    assert WORDS in world.browser("mentor").get("/notices").text
    assert WORDS in world.browser("facilitator").get("/notices").text
    for login in ("ended-mentor", "stranger"):
        browser = world.browser(login)
        assert WORDS not in browser.get("/notices").text
        assert "new notice" not in browser.get("/account").text, "what cannot be read is not counted for ever"


def test_an_approving_officer_reads_only_of_discussions(world: World) -> None:
    tell_cast(world, "authoriser", about="thread:7", words="About your leave order")
    tell_cast(world, "authoriser", about="iteration:7", words="About a round")
    page = world.browser("authoriser").get("/notices")
    assert "About your leave order" in page.text
    assert "About a round" not in page.text


def test_telling_many_is_one_statement_to_find_them(world: World) -> None:
    tell_cast(world, "teammate")
    with world.counted() as one:
        tell_cast(world, "teammate")
    with world.counted() as several:
        tell_cast(world, "teammate", "third", "mentor", "facilitator")
    reads = [sum(statement.startswith("SELECT") for statement in each) for each in (one, several)]
    assert reads[0] == reads[1], "\n".join(several)


@pytest.mark.parametrize("kind", list(Kind))
def test_without_an_address_no_letter_waits(world: World, kind: Kind) -> None:
    change_account(world, "teammate", email="")
    tell_cast(world, "teammate", "third", kind=kind)
    assert mails(notices_of(world, "teammate")) == ["none"]
    assert mails(notices_of(world, "third")) == ["waiting"]


def test_hostile_words_are_text(world: World) -> None:
    tell_cast(world, "teammate", words="<script>alert(1)</script>", said=Message("%(a)s", {"a": "<b>x</b> %(b)s %"}))
    page = world.browser("teammate").get("/notices")
    assert "<script>alert(1)</script>" in page.text
    assert "<b>x</b> %(b)s %" in page.text


def test_a_notice_is_copied_as_plain_text(world: World) -> None:
    tell_cast(world, "teammate")
    browser = world.browser("teammate")
    [link] = browser.get("/notices").tree.xpath("//main//a[contains(@href, '/copy')]/@href")
    page = browser.get(link)
    [text] = page.tree.xpath("//textarea/text()")
    assert text.strip().startswith(f"*Convenor asks a question on the causes*\n\n{WORDS}\n\nConvenor, Block")
    assert page.tree.xpath("//a[starts-with(@href, 'https://wa.me/?text=')]")
    for login in ("third", "stranger", "facilitator"):
        assert world.browser(login).get(link).status == 404, "a notice is its reader's alone"
    assert browser.get("/notices/987654/copy").status == 404


def test_what_is_taken_back_is_nowhere(world: World) -> None:
    tell_cast(world, "teammate", about="thanks:1")
    with world.database.scope(write=True):
        take_back("thanks:1")
        session.commit()
    assert mails(notices_of(world, "teammate")) == ["stopped"]
    assert WORDS not in world.browser("teammate").get("/notices").text


def test_what_is_about_the_reader_is_told_before_and_after_the_rights(world: World) -> None:
    tell_cast(world, "ended-mentor", about="cover:1", words="", said=Message("You need not stand in any more"))
    page = world.browser("ended-mentor").get("/notices")
    assert "You need not stand in any more" in page.text
    assert "1 new notice" in page.text
