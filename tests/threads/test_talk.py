"""Beginning discussions and going on with them, from each side; nothing typed is lost."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from pdia.cycles.models import Cycle
from pdia.kernel.db import session
from pdia.notices.models import Notice
from pdia.teams.models import Membership
from pdia.threads.models import Comment, Thread
from pdia.threads.rules import COMMENT_LIMIT, SOON_MOST
from tests.threads.ground import CAUSE, STATEMENT, base, begin, begun, cause, comments, last, path_of, rows, say, write
from tests.world import World


def told(world: World, login: str) -> list[str]:
    """The kinds of what this person was told."""
    with world.database.scope(write=False):
        query = select(Notice.kind).where(Notice.account_id == world.cast.accounts[login]).order_by(Notice.id)
        return list(session.scalars(query))


def test_a_mentor_asks_and_the_team_answers(world: World) -> None:
    place = write(world)
    mentor, rekha = world.browser("mentor"), world.browser("teammate")
    path = begun(mentor, place, text="Who **fears** them?", quote="girls fear them")
    page = rekha.get(base(world, "/problem"))
    assert "1 discussion · waits for you" in page.text
    assert "Who fears them?" in page.text
    thread = rekha.get(path)
    assert thread.tree.xpath("string(//mark)") == "girls fear them"
    assert thread.tree.xpath("//article[@id='talk']//strong[.='fears']")
    assert last(world).turn == "team"
    assert told(world, "teammate") == ["talk"]
    assert told(world, "mentor") == []
    said = say(rekha, path, "The girls of class nine.")
    assert said.status == 303
    assert "Teammate" in rekha.follow(said).text
    assert last(world).turn == "mentor"
    assert told(world, "mentor") == ["talk"]
    assert "waits for you" in mentor.get(base(world, "/problem")).text
    assert "waits for you" not in rekha.get(base(world, "/problem")).text


@pytest.mark.parametrize("on", ["stage", "cycle"])
def test_a_step_and_the_whole_cycle_are_places_too(sqlite_world: World, on: str) -> None:
    world, rekha = sqlite_world, sqlite_world.browser("teammate")
    path = begun(rekha, stage="plan" if on == "stage" else "", text="Is two weeks enough?")
    assert last(world).stage == ("plan" if on == "stage" else "")
    assert "Is two weeks enough?" in rekha.get(path).text
    assert "Is two weeks enough?" in rekha.get(base(world, "/threads")).text
    assert ("Is two weeks enough?" in rekha.get(base(world, "/plan")).text) is (on == "stage")


def test_there_is_no_discussing_what_is_not_there(sqlite_world: World) -> None:
    world, mentor = sqlite_world, sqlite_world.browser("mentor")
    place = write(world)
    for odd in (
        "problem:1:id",
        "account:1:name",
        "stakeholder:1:office",
        "voice:1:answer",
        "x",
        ":::",
        "problem:999:why",
    ):
        assert mentor.get(base(world, f"/threads/new?on={odd}")).status == 404, odd
    assert mentor.get(base(world, "/threads/new?stage=nowhere")).status == 404
    far = world.browser("other").get(f"/cycles/{world.cast.other_cycle}/threads/new?on={place}")
    assert far.status == 404, "another cycle's rows are no places"


def test_a_place_that_went_away_keeps_what_was_typed(sqlite_world: World) -> None:
    page = sqlite_world.browser("mentor").get(base(sqlite_world, f"/threads/new?on={write(sqlite_world)}"))
    answer = page.submit("/threads", on="problem:999:why", sort="question", text="My long question")
    assert answer.status == 422
    assert "My long question" in answer.tree.xpath("string(//textarea[@name='text'])")
    assert "no longer there" in answer.text
    assert not rows(sqlite_world, Thread)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"text": ""}, "Write something here"),
        ({"text": "\u200b \u200d"}, "Write something here"),
        ({"text": "x" * (COMMENT_LIMIT + 1)}, "at most 4000"),
        ({"sort": "shouting"}, "Choose one of the answers"),
        ({"sort": None}, "Choose one of the answers"),
        ({"quote": "q" * 501}, "at most 500"),
        ({"needs": "account:999999"}, "Choose one of the answers"),
        ({"on_top": "y"}, "why it should stay on top"),
        ({"top_reason": "r" * 301, "on_top": "y"}, "at most 300"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    sqlite_world: World, values: dict[str, str | None], words: str
) -> None:
    answer = begin(sqlite_world.browser("mentor"), write(sqlite_world), **{"text": "Kept words", **values})  # type: ignore[arg-type]
    assert answer.status == 422, answer.text[:300]
    assert words in answer.text
    typed = values.get("text", "Kept words")
    assert answer.tree.xpath("string(//textarea[@name='text'])").lstrip("\n") == typed
    assert not rows(sqlite_world, Comment)


def test_a_press_that_comes_twice_is_said_once(world: World) -> None:
    mentor = world.browser("mentor")
    page = mentor.get(base(world, f"/threads/new?on={write(world)}"))
    first, second = (page.submit("/threads", sort="question", text="Once?") for _ in range(2))
    assert first.location == second.location
    path = path_of(last(world))
    thread = mentor.get(path)
    assert [thread.submit("/comments", text="And this once.").status for _ in range(2)] == [303, 303]
    assert [comment.text for comment in comments(world)] == ["Once?", "And this once."]
    assert last(world).comments == 2


def test_who_is_asked_is_told_and_a_colleague_does_not_answer_for_them(world: World) -> None:
    mentor = world.browser("mentor")
    path = begun(mentor, write(world), needs=f"department:{world.cast.departments['H']}")
    assert last(world).needs_name == "Health & Family Welfare"
    assert told(world, "third") == ["asked"]
    assert told(world, "teammate") == ["talk"]
    say(world.browser("teammate"), path, "I am not sure.")
    assert last(world).turn == "team", "Education answered, Health was asked"
    say(world.browser("third"), path, "I ask the pharmacist.")
    assert last(world).turn == "mentor"
    assert last(world).needs_name == ""
    page = mentor.get(path).submit("/needs", needs=f"account:{world.cast.accounts['convenor']}")
    assert page.status == 303
    assert told(world, "convenor")[-1] == "asked"
    assert last(world).turn == "team"


def test_praise_waits_for_nobody(sqlite_world: World) -> None:
    begun(sqlite_world.browser("mentor"), write(sqlite_world), sort="praise", text="Well found!")
    assert last(sqlite_world).turn == ""
    assert last(sqlite_world).waits_since is None


def test_closing_and_opening_again(world: World) -> None:
    mentor, rekha = world.browser("mentor"), world.browser("teammate")
    path = begun(mentor, write(world))
    assert rekha.get(path).submit("/close", note="Settled on the telephone").status == 303
    page = mentor.get(path)
    assert "Settled on the telephone" in page.text
    assert "by Teammate, Education" in page.text
    assert not page.tree.xpath("//form[contains(@action, '/comments')]")
    assert last(world).turn == ""
    late = mentor.post(path + "/comments", {"text": "One more thing"})
    assert late.status == 409
    assert "One more thing" in late.text, "what was typed when somebody closed it stays in the box"
    assert len(comments(world)) == 1
    stage = rekha.get(base(world, "/problem"))
    assert "1 closed" in stage.text
    assert page.press("/reopen").status == 303
    assert last(world).state == "open"
    assert rekha.get(path).submit("/close", note="n" * 501).status == 422


def test_who_was_writing_when_it_was_closed_opens_it_again(sqlite_world: World) -> None:
    mentor = sqlite_world.browser("mentor")
    path = begun(mentor, write(sqlite_world))
    sqlite_world.browser("teammate").get(path).submit("/close")
    late = mentor.post(path + "/comments", {"text": "One more thing"})
    assert late.submit("/comments").status == 303
    assert last(sqlite_world).state == "open"
    assert comments(sqlite_world)[-1].text == "One more thing"


def test_only_ones_own_words_can_be_changed_and_history_keeps_them(world: World) -> None:
    mentor, rekha = world.browser("mentor"), world.browser("teammate")
    path = begun(mentor, write(world), text="First words")
    number = comments(world)[0].id
    page = mentor.get(f"{path}/comments/{number}")
    assert page.submit(f"/comments/{number}", text="Second words").status == 303
    assert "Second words" in rekha.get(path).text
    assert "changed, earlier versions" in rekha.get(path).text
    seen = rekha.get(f"{path}/comments/{number}")
    assert "Second words" in seen.text
    assert not seen.tree.xpath("//form[contains(@action, '/comments/')]")
    assert rekha.post(f"{path}/comments/{number}", {"text": "Not mine"}).status == 403
    stale = page.submit(f"/comments/{number}", text="Third words from an old page")
    assert stale.status == 409
    assert "Third words from an old page" in stale.text
    assert comments(world)[0].text == "Second words"
    assert "Second words" not in rekha.get(base(world, "/history")).text, "comments are no work of the cycle"


def test_a_flood_is_stopped_plainly_and_the_words_stay(world: World) -> None:
    mentor = world.browser("mentor")
    path = begun(mentor, write(world))
    for number in range(SOON_MOST - 1):
        assert mentor.post(path + "/comments", {"text": f"Line {number}"}).status == 303
    stopped = mentor.get(path).submit("/comments", text="One too many")
    assert stopped.status == 429
    assert int(stopped.response.headers["Retry-After"]) > 0
    assert "One too many" in stopped.tree.xpath("string(//textarea[@name='text'])")
    assert "Wait" in stopped.text
    assert world.browser("teammate").post(path + "/comments", {"text": "I may"}).status == 303


@pytest.mark.parametrize("state", ["pause", "finish"])
def test_one_may_talk_while_the_work_rests(sqlite_world: World, state: str) -> None:
    world, convenor = sqlite_world, sqlite_world.browser("convenor")
    place = write(world)
    sent = convenor.get(base(world, f"/{state}")).submit(
        f"/{state}", **({"reason": "Flood"} if state == "pause" else {})
    )
    assert sent.status == 303
    path = begun(world.browser("mentor"), place, text="Are you all safe?")
    assert say(convenor, path, "All safe.").status == 303


def test_talk_marks_the_cycle_for_live_pages_and_is_no_work(world: World) -> None:
    place = write(world)
    before = rows(world, Cycle)[0]
    begun(world.browser("mentor"), place)
    after = next(one for one in rows(world, Cycle) if one.id == before.id)
    assert after.talked_at is not None
    assert after.changed_at == before.changed_at


def test_the_words_of_a_removed_member_stay_under_the_posting_of_then(world: World) -> None:
    path = begun(world.browser("teammate"), write(world), text="I measured it myself.")
    with world.database.scope(write=True):
        member = session.scalars(
            select(Membership).where(Membership.account_id == world.cast.accounts["teammate"])
        ).one()
        member.ends_on = member.starts_on
        session.commit()
    assert world.browser("teammate").get(path).status == 404
    page = world.browser("convenor").get(path)
    assert "I measured it myself." in page.text
    assert "Education, Block 3" in page.text
    assert say(world.browser("mentor"), path, "Good.").status == 303
    assert told(world, "teammate") == [], "who may not read it any more is told nothing"


def test_pasted_word_text_arrives_clean(sqlite_world: World) -> None:
    pasted = "<!--[if gte mso 9]><xml>junk</xml><![endif]-->•\tFirst\u00a0point<o:p></o:p>\n•\tSecond"
    path = begun(sqlite_world.browser("mentor"), write(sqlite_world), text=pasted)
    assert comments(sqlite_world)[0].text == "- First point\n- Second"
    assert len(sqlite_world.browser("teammate").get(path).tree.xpath("//article[@id='talk']//ul/li")) == 2


def test_hostile_words_do_nothing(sqlite_world: World) -> None:
    hostile = "<script>alert(1)</script> [x](javascript:alert(1)) <img src=x onerror=alert(1)>"
    world, mentor = sqlite_world, sqlite_world.browser("mentor")
    path = begun(mentor, write(world), text=hostile, quote='"><script>alert(2)</script>')
    mentor.get(path).submit("/close", note=hostile[:80])
    for address in (path, base(world, "/problem"), base(world, "/threads"), f"{path}/comments/{comments(world)[0].id}"):
        page = world.browser("teammate").get(address)
        assert page.status == 200
        assert not page.tree.xpath("//script[not(@src)] | //img | //a[starts-with(@href, 'javascript')]"), address


def test_malayalam_is_said_and_found(sqlite_world: World) -> None:
    place = write(sqlite_world, "മലയോര സ്കൂളുകളിൽ ഗുളിക വൈകി എത്തുന്നു.")
    path = begun(sqlite_world.browser("mentor"), place, text="ആരാണ് പറഞ്ഞത്?", quote="ഗുളിക വൈകി")
    page = sqlite_world.browser("teammate").get(path)
    assert page.tree.xpath("string(//mark)") == "ഗുളിക വൈകി"
    assert last(sqlite_world).language == "ml"


def test_coming_back_to_where_one_answered(sqlite_world: World) -> None:
    world, rekha = sqlite_world, sqlite_world.browser("teammate")
    path = begun(world.browser("mentor"), write(world))
    here = base(world, "/problem")
    back = rekha.post(path + "/comments", {"text": "Yes", "next": here, "key": "a-key-of-mine"})
    assert back.location == f"{here}?said=a-key-of-mine#thread-{last(world).id}"
    for odd in ("https://evil.example/", "//evil.example", "/account", "/cycles/999/problem", here + "\n/x"):
        back = rekha.post(path + "/comments", {"text": f"To {odd[:8]}", "next": odd})
        assert back.location.startswith(path), odd


def test_a_question_about_a_cause_names_it(sqlite_world: World) -> None:
    world, mentor = sqlite_world, sqlite_world.browser("mentor")
    path = begun(mentor, cause(world))
    assert CAUSE in mentor.get(path).text
    assert STATEMENT not in mentor.get(path).text
    assert "1 discussion" in world.browser("teammate").get(base(world, "/fishbone")).text
