"""Choosing where to start: adding, writing on, striking, who may, and what stays the team's own."""

from __future__ import annotations

from datetime import date

from pdia.accounts.models import Account
from pdia.cycles.queries import find_cycle, list_stages
from pdia.history.models import Revision
from pdia.kernel.db import session
from pdia.stages.entry_points.digest import digest_entry_points
from pdia.stages.entry_points.models import EntryPoint, Stakeholder
from pdia.stages.entry_points.operations import rate_room
from pdia.stages.entry_points.queries import list_entry_points
from pdia.stages.fishbone.queries import list_causes
from pdia.teams.actors import load_actor
from tests.stages.entry_points.ground import add_causes, agree, ask, cycle_and, path, start_at
from tests.world import World

WHY = "Teachers asked for it themselves."
STEP = "One nurse’s name on twelve cupboard doors."
CANARY = "canary: the garden manager’s office blocks us"


def _point(world: World) -> EntryPoint:
    with world.database.scope(write=False):
        [point] = list_entry_points(world.cast.cycle, struck=True)
        return point


def _rail(world: World) -> str:
    with world.database.scope(write=False):
        found = [row for row in list_stages([world.cast.cycle]) if row.stage == "entry_points"]
        return (found[0].summary % found[0].values) if found else ""


def test_an_empty_page_says_what_to_do_first(sqlite_world: World) -> None:
    page = sqlite_world.browser("convenor").get(path(sqlite_world))
    assert page.status == 200
    assert "Choose a cause to look at" in page.text
    assert "has not looked" in sqlite_world.browser("mentor").get(path(sqlite_world)).text
    look = sqlite_world.browser("convenor").get(path(sqlite_world, "/causes/look"))
    assert "Write down the causes first" in look.text


def test_start_here(world: World) -> None:
    [cause] = add_causes(world, "Nobody answers the telephone")
    anil = world.browser("convenor")
    form = anil.get(path(world, f"/new?cause={cause}"))
    person = next(value for value in form.tree.xpath("//select[@name='person_id']/option/@value") if value)
    values = {"reason_now": WHY, "first_step": STEP, "person_id": person, "by_date": "2026-10-20"}
    page = anil.follow(start_at(anil, world, cause, **values))
    assert WHY in page.text
    assert STEP in page.text
    assert "Convenor · by 20 Oct 2026" in page.text
    assert "by Convenor, Block Development Officer, Panchayat" in page.text, "who and when"
    assert _rail(world) == "one place to start"
    mentor = world.browser("mentor").get(path(world))
    assert STEP in mentor.text
    assert not mentor.tree.xpath("//div[@class='work']//textarea")
    with world.database.scope(write=False):
        [point] = digest_entry_points(cycle_and(world)[0]).entry_points
        assert (point.person, point.by_date, point.chip and point.chip[0]) == ("Convenor", date(2026, 10, 20), "P")
        person_words = session.query(Revision.value).filter(
            Revision.kind == "entry_point", Revision.field == "person_id"
        )
        assert [row.value for row in person_words] == ["Convenor"], "history keeps a name, not a number"


def test_sent_twice_is_once_and_a_cause_is_chosen_once(world: World) -> None:
    cause, _other = add_causes(world, "One", "Two")
    anil, rekha = world.browser("convenor"), world.browser("teammate")
    of_anil, of_rekha = (who.get(path(world, f"/new?cause={cause}")) for who in (anil, rekha))
    assert [of_anil.submit("/entry-points", cause_id=cause, reason_now=WHY).status for _ in range(2)] == [303, 303]
    again = of_rekha.submit("/entry-points", cause_id=cause, reason_now="Rekha’s reason")
    assert again.status == 422
    assert "Rekha’s reason" in again.response.get_data(as_text=True), "nothing typed is lost"
    assert _point(world).reason_now == WHY


def test_too_long_is_refused_and_kept(sqlite_world: World) -> None:
    world = sqlite_world
    [cause] = add_causes(world, "One")
    answer = start_at(world.browser("convenor"), world, cause, reason_now="x" * 601, first_step=STEP)
    assert answer.status == 422
    assert "at most 600" in answer.text
    assert "x" * 601 in answer.response.get_data(as_text=True)
    assert STEP in answer.response.get_data(as_text=True)
    day = start_at(world.browser("convenor"), world, cause, by_date="soon")
    assert day.status == 422
    assert "day, month and year" in day.text


def test_write_on_by_field_with_both_texts_in_a_conflict(world: World) -> None:
    [cause] = add_causes(world, "One")
    start_at(world.browser("convenor"), world, cause, reason_now=WHY)
    where = path(world, f"/{_point(world).id}")
    anil, rekha = world.browser("convenor"), world.browser("teammate")
    of_anil, of_rekha = anil.get(where), rekha.get(where)
    assert of_anil.submit(where, first_step="Anil’s step").status == 303
    clash = of_rekha.submit(where, first_step="Rekha’s step", reason_now="Rekha’s reason")
    assert clash.status == 409
    assert "Anil’s step" in clash.text
    assert "Rekha’s step" in clash.text
    assert _point(world).reason_now == "Rekha’s reason", "the uncontested field is saved"
    saved = anil.autosave(where, {"first_step": "Anil’s next step", "first_step.base": "1"})
    assert saved.status == 200
    assert _point(world).first_step == "Anil’s next step"


def test_somebody_else_takes_it_and_history_says_who(world: World) -> None:
    [cause] = add_causes(world, "One")
    anil = world.browser("convenor")
    start_at(anil, world, cause, reason_now=WHY)
    where = path(world, f"/{_point(world).id}")
    page = anil.get(where)
    choices = {
        option.text_content(): option.get("value") for option in page.tree.xpath("//select[@name='person_id']/option")
    }
    assert "Removed" not in choices, "members of today only"
    assert page.submit(where, person_id=choices["Third"], reason_now=WHY + " More.").status == 303
    assert "Third" in anil.get(path(world)).text
    assert _point(world).reason_now == WHY + " More."
    assert "Third" in anil.get(f"/cycles/{world.cast.cycle}/history/entry_point/{_point(world).id}/person_id").text
    assert anil.post(where, {"person_id": "99999"}).status == 422


def test_an_earlier_version_can_be_put_back(world: World) -> None:
    [cause] = add_causes(world, "One")
    start_at(world.browser("convenor"), world, cause, first_step="First step")
    number = _point(world).id
    rekha = world.browser("teammate")
    rekha.get(path(world, f"/{number}")).submit(path(world, f"/{number}"), first_step="Second step")
    where = f"/cycles/{world.cast.cycle}/history/entry_point/{number}/first_step"
    assert "Second" in rekha.get(where).text
    assert rekha.post(f"{where}/restore", {"number": "1"}).status == 303
    assert _point(world).first_step == "First step"


def test_strike_with_a_reason_and_put_back(world: World) -> None:
    [cause] = add_causes(world, "One")
    anil = world.browser("convenor")
    start_at(anil, world, cause, reason_now=WHY)
    where = path(world, f"/{_point(world).id}")
    page = anil.follow(anil.get(where).submit("/strike", reason="The gate stays shut"))
    assert "The gate stays shut" in page.text
    assert "1 struck through" in page.text
    assert _rail(world) == ""
    assert anil.post(f"{where}/unstrike").status == 303
    assert not _point(world).struck
    assert _rail(world) == "one place to start"
    assert anil.post(f"{where}/unstrike").status == 303, "twice is no error"


def test_a_struck_one_does_not_come_back_beside_its_successor(world: World) -> None:
    [cause] = add_causes(world, "One")
    anil = world.browser("convenor")
    start_at(anil, world, cause)
    first = _point(world).id
    anil.post(path(world, f"/{first}/strike"), {"reason": ""})
    start_at(anil, world, cause)
    assert anil.post(path(world, f"/{first}/unstrike")).status == 409


def test_more_than_three_is_a_question_more_than_six_a_refusal(sqlite_world: World) -> None:
    world = sqlite_world
    causes = add_causes(world, *(f"Cause {number}" for number in range(7)))
    anil = world.browser("convenor")
    for cause in causes[:4]:
        assert start_at(anil, world, cause).status == 303
    assert "which would it be?" in anil.get(path(world)).text
    for cause in causes[4:6]:
        assert start_at(anil, world, cause).status == 303
    answer = start_at(anil, world, causes[6])
    assert answer.status == 422
    assert "6 places" in answer.text


def test_the_page_says_how_far_each_cause_is(sqlite_world: World) -> None:
    world = sqlite_world
    asked, rated = add_causes(world, "Asked about", "Agreed on")
    ask(world, asked)
    agree(world.browser("convenor"), world, rated, "small large large")
    page = world.browser("teammate").get(path(world))
    assert "being answered, each of you alone" in page.text
    assert "Give my rating: Asked about" in page.text
    assert "Authority small · acceptance large · ability large" in page.text
    assert "Authority is small: widen it first" in page.text
    assert _rail(world) == "one cause rated"


def test_readers_strangers_and_bad_ids(sqlite_world: World) -> None:
    world = sqlite_world
    [cause] = add_causes(world, "One")
    start_at(world.browser("convenor"), world, cause)
    where, mentor = path(world, f"/{_point(world).id}"), world.browser("mentor")
    assert mentor.get(where).status == 200
    refused = mentor.post(where, {"first_step": "mine", "first_step.base": "0"})
    assert refused.status == 403
    assert "mine" in refused.response.get_data(as_text=True)
    for address in (path(world), f"{where}/strike", f"{where}/unstrike"):
        assert mentor.post(address).status == 403
    for login in ("stranger", "other", "removed"):
        assert world.browser(login).get(path(world)).status == 404
    elsewhere = f"/cycles/{world.cast.other_cycle}/entry-points/{_point(world).id}"
    assert world.browser("other").get(elsewhere).status == 404, "a row of another cycle"
    assert world.browser("other").post(elsewhere, {"first_step": "x"}).status == 404
    assert world.browser("convenor").get(path(world, "/99999")).status == 404
    foreign = world.browser("other").post(f"/cycles/{world.cast.other_cycle}/entry-points", {"cause_id": str(cause)})
    assert foreign.status == 422, "another team's cause cannot be chosen"


def test_a_paused_cycle_is_only_read(sqlite_world: World) -> None:
    world = sqlite_world
    [cause] = add_causes(world, "One")
    anil = world.browser("convenor")
    start_at(anil, world, cause, first_step=STEP)
    page = anil.get(path(world, f"/{_point(world).id}"))
    anil.get(f"/cycles/{world.cast.cycle}/pause").submit("/pause", reason="Flood")
    answer = page.submit(path(world, f"/{_point(world).id}"), first_step="while paused")
    assert answer.status == 409
    assert "while paused" in answer.response.get_data(as_text=True)
    assert STEP in anil.get(path(world)).text


def test_offices_are_for_the_team_only(world: World) -> None:
    [cause] = add_causes(world, "One")
    agree(world.browser("convenor"), world, cause, "small large large")
    where, anil = path(world, f"/causes/{cause}/offices"), world.browser("convenor")
    page = anil.get(where)
    values = {"office": CANARY, "support": "2", "influence": "9", "note": "Counts leave days"}
    assert [page.submit("/offices", **values).status for _ in range(2)] == [303, 303]
    seen = world.browser("teammate").get(where)
    assert CANARY in seen.text
    assert "9 of 10" in seen.text
    assert seen.text.count("Counts leave days") == 1
    for login, status in (("mentor", 403), ("facilitator", 403), ("stranger", 404), ("other", 404), ("removed", 404)):
        assert world.browser(login).get(where).status == status, login
    with world.database.scope(write=False):
        [row] = session.query(Stakeholder).all()
    for login in ("mentor", "facilitator", "convenor"):
        who = world.browser(login)
        for address in (path(world), path(world, f"/causes/{cause}"), f"/cycles/{world.cast.cycle}/history"):
            assert CANARY not in who.get(address).response.get_data(as_text=True), f"{login} at {address}"
        assert who.get(f"/cycles/{world.cast.cycle}/history/stakeholder/{row.id}/office").status == 404
    with world.database.scope(write=False):
        assert CANARY not in repr(digest_entry_points(cycle_and(world)[0]))
        revision = session.query(Revision).filter(Revision.kind == "stakeholder", Revision.field == "office").one()
        assert (revision.cycle_id, revision.team_id) == (None, None)


def test_an_office_is_corrected_struck_and_put_back(world: World) -> None:
    [cause] = add_causes(world, "One")
    where, anil = path(world, f"/causes/{cause}/offices"), world.browser("convenor")
    anil.get(where).submit("/offices", office="Inspector of Schools", support="9", influence="8")
    assert "High on both support and influence: 1 of 1" in anil.get(where).text
    with world.database.scope(write=False):
        [row] = session.query(Stakeholder).all()
    one = f"{where}/{row.id}"
    stale = world.browser("teammate").get(one)
    assert anil.get(one).submit(one, note="Wants it in writing").status == 303
    clash = stale.submit(one, note="Listens to parents")
    assert clash.status == 409
    assert "Wants it in writing" in clash.text
    assert "Listens to parents" in clash.text
    wrong = anil.get(where).submit("/offices", office="", note="kept words")
    assert wrong.status == 422
    assert "kept words" in wrong.response.get_data(as_text=True)
    assert anil.post(where, {"office": "x", "support": "11"}).status == 422
    anil.post(f"{one}/strike", {"reason": "No longer concerned"})
    assert "No longer concerned" in anil.get(where).text
    assert anil.post(f"{one}/unstrike").status == 303
    for tail in ("", "/strike", "/unstrike"):
        assert world.browser("mentor").post(one + tail, {"note": "x"}).status == 403
    assert anil.get(f"{where}/99999").status == 404
    [other] = add_causes(world, "Two")
    assert anil.get(path(world, f"/causes/{other}/offices/{row.id}")).status == 404, "noted at another cause"


def test_queries_do_not_grow(world: World) -> None:
    causes = add_causes(world, *(f"Cause {number}" for number in range(6)))
    anil = world.browser("convenor")

    def fill(cause: int) -> None:
        agree(anil, world, cause, "small small large")
        start_at(anil, world, cause, reason_now=WHY)

    ask(world, causes[0])
    fill(causes[0])
    anil.get(path(world))
    with world.counted() as few:
        anil.get(path(world))
    for cause in causes[1:]:
        fill(cause)
    ask(world, causes[1])
    anil.get(path(world))
    with world.counted() as many:
        anil.get(path(world))
    assert len(many) == len(few), "\n".join(many)
    assert len(many) <= 15, "\n".join(many)


def test_the_fishbone_shows_the_room(world: World) -> None:
    anil = world.browser("convenor")
    path = f"/cycles/{world.cast.cycle}"
    assert "Nothing is drawn yet" in anil.get(f"{path}/entry-points/fishbone").text
    anil.get(f"{path}/fishbone").submit("/causes", text="Stock waits at the sub-centre")
    with world.database.scope(write=True):
        cycle = find_cycle(world.cast.cycle)
        assert cycle is not None
        [row] = list_causes(cycle.id)
        by = load_actor(session.get_one(Account, world.cast.accounts["convenor"]), "Asia/Kolkata")
        rate_room(cycle, row, "large", "medium", "large", {}, by=by)
        session.commit()
    page = anil.get(f"{path}/entry-points/fishbone")
    assert "Stock waits at the sub-centre" in page.text
    assert "room to act now" in page.text
    assert "See it on the fishbone" in anil.get(f"{path}/entry-points").text
