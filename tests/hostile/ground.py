"""One rich cycle, made through the pages as people make it, with another team's rows beside it."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

from pdia.cycles.queries import find_cycle
from pdia.directory.queries import list_departments
from pdia.kernel import clock
from pdia.kernel.db import session
from pdia.stages.fishbone.models import Cause
from pdia.stages.problem.models import Problem
from pdia.teams.queries import list_members
from pdia.voices.models import VoiceRound
from tests.world import Browser, Page, World

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF\n"


def _ok(page: Page) -> Page:
    assert page.status == 303, f"{page.response.request.path}: {page.status} {page.text[:400]}"
    return page


def _send_file(browser: Browser, cycle: int) -> None:
    fields = {"csrf_token": browser.csrf(), "caption": "Flip-chart", "about": ""}
    parts = [f'--b\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n' for key, value in fields.items()]
    parts.append('--b\r\nContent-Disposition: form-data; name="file"; filename="order.pdf"\r\n\r\n')
    body = "".join(parts).encode() + PDF + b"\r\n--b--\r\n"
    _ok(browser.send(f"/cycles/{cycle}/files/problem/new", body, "multipart/form-data; boundary=b"))


def _ids(world: World, model: Any, cycle: int) -> list[int]:
    with world.database.scope(write=False):
        rows = session.query(model).filter(model.cycle_id == cycle).order_by(model.id).all()
        return [row.id for row in rows]


def _press_ending(browser: Browser, path: str, ending: str) -> None:
    """Press the one button or send the one form of a page whose address ends so."""
    page = browser.get(path)
    if page.presses(ending):
        _ok(page.press(ending))
    else:
        _ok(page.submit(ending))


def build(world: World, login: str, cycle: int, team: int) -> None:
    """Fill a cycle with at least one of everything, one more of it struck through where that can be."""
    who, base = world.browser(login), f"/cycles/{cycle}"
    _ok(who.get(f"{base}/problem").submit("/problem", statement="Tablets are not taken", why="Girls stay weak"))
    for measure in ("Tablets taken", "Girls weighed"):
        page = who.get(f"{base}/problem")
        _ok(page.submit("/problem/evidence", how="figure", measure=measure, figure="40", source="Register", unit="%"))
    _on_each(who, f"{base}/problem", rf"{base}/problem/evidence/\d+$", "/strike")
    page = who.get(_last(who, f"{base}/problem", rf"{base}/problem/evidence/\d+$", first=True))
    _ok(page.submit("/measure", figure="45", source="Register"))
    for text in ("No stock on Mondays", "Fear of side effects", "Nobody to ring", "Struck later"):
        _ok(who.get(f"{base}/fishbone").submit("/fishbone/causes", text=text))
    causes = _ids(world, Cause, cycle)
    _ok(who.get(f"{base}/fishbone").submit("/fishbone/causes", text="Under the first", parent_id=causes[0]))
    _ok(who.get(f"{base}/fishbone/causes/{causes[3]}").submit("/strike", reason="Twice"))
    for what in ("proposals", "vote"):
        _ok(who.post(f"{base}/fishbone/{what}/begin"))
    page = who.get(f"{base}/fishbone/proposals")
    _ok(page.submit("/proposals", p1="Nobody rang"))
    _rooms(who, base, causes)
    for text in ("A named nurse rings", "Tablets after the meal", "Struck idea"):
        _ok(who.get(f"{base}/ideas").submit("/ideas", text=text))
    _on_each(who, f"{base}/ideas", rf"{base}/ideas/\d+$", "/strike")
    for what in ("Card on the cupboard", "Ring each Monday"):
        _ok(who.get(f"{base}/plan").submit("/plan/actions", what=what, learn="Who rings"))
    _on_each(who, f"{base}/plan", rf"{base}/plan/actions/\d+$", "/strike")
    for number in ("One", "Two"):
        _ok(who.get(f"{base}/plan").submit("/plan/later", text=f"{number} for later"))
        _ok(who.get(f"{base}/plan").submit("/plan/means", source=f"{number} fund", amount="1000"))
    for part in ("later", "means"):
        _on_each(who, f"{base}/plan", rf"{base}/plan/{part}/\d+$", "/strike")
    for _ in range(2):
        _ok(who.get(f"{base}/iterations").submit("/iterations", first_step="Visit four schools"))
    _ok(who.get(f"{base}/iterations/1/check-in").submit("/check-in", done="Two visits", finish="1"))
    _ok(who.get(f"{base}/iterations/1/open-check-ins").submit("/open-check-ins"))
    _ok(who.post(f"{base}/iterations/1/close"))
    _ok(who.get(f"{base}/iterations/2/check-in").submit("/check-in", done="Half", learned="Little"))
    _ok(who.get(f"{base}/iterations/2/log").submit("/log", learned="Phones are off"))
    _ok(who.get(f"{base}/reflection").submit("/reflection", about_problem="It was smaller"))
    for title in ("Medical officer", "Inspector of schools"):
        _ok(who.get(f"/teams/{team}/authorisers").submit("/authorisers", title=title))
    _on_each(who, f"/teams/{team}/authorisers", rf"/teams/{team}/authorisers/\d+$", "/strike")
    for _ in range(2):
        _send_file(who, cycle)
    found = re.findall(rf"{base}/files/(\d+)", str(who.get(f"{base}/problem").response.get_data(as_text=True)))
    _ok(who.post(f"{base}/files/{found[-1]}/strike"))
    _talk(world, who, base, cycle)
    _reach_out(world, who, base, cycle)
    mark = who.get(f"{base}/problem")
    if mark.presses("/hints/aside") or [f for f in mark.tree.forms if str(f.action).endswith("/hints/aside")]:
        _press_ending(who, f"{base}/problem", "/hints/aside")


def _talk(world: World, who: Browser, base: str, cycle: int) -> None:
    """A wording that is suggested, a question kept on top, an approving officer's words in a closed discussion."""
    on = f"problem:{_ids(world, Problem, cycle)[0]}:statement"
    page = who.get(f"{base}/threads/new?on={on}")
    _ok(page.submit("/threads", sort="suggestion", text="Say how many", proposed="Half the tablets are not taken"))
    if cycle == world.cast.cycle:
        mentor, boss = world.browser("mentor"), world.browser("authoriser")
        sent = {"sort": "question", "text": "Whose register?", "on_top": "y", "top_reason": "All rests on it"}
        _ok(mentor.get(f"{base}/threads/new?on={on}").submit("/threads", **sent))
        said = _ok(boss.get(f"{base}/brief").submit("/brief/threads", on=on, sort="question", text="What do you need?"))
        _ok(who.get(said.location.split("?")[0]).submit("/close", note="Settled"))
        _mentor(world, mentor)


def _mentor(world: World, mentor: Browser) -> None:
    """A mentors' note, the institute's phrases, and a colleague who stands in."""
    notes, cast, today = f"/teams/{world.cast.team}/mentor-notes", world.cast, clock.today()
    for text in ("Ask the quiet ones by name", "Ring before the round ends"):
        _ok(mentor.get(notes).submit("/mentor-notes", text=text))
    _on_each(mentor, notes, rf"{notes}/\d+", "/strike")
    boss = world.browser("facilitator")
    _ok(boss.post("/phrases/begin"))
    _on_each(boss, "/phrases", r"/phrases/\d+", "/strike")
    days = {"starts_on": today.isoformat(), "ends_on": (today + timedelta(days=20)).isoformat()}
    whom = {"account_id": cast.accounts["idle-mentor"], "teams": [cast.team]}
    _ok(mentor.get("/mentoring/cover").submit("/mentoring/cover", **whom, **days))


def _reach_out(world: World, who: Browser, base: str, cycle: int) -> None:
    """Visits, a question that goes round, thanks, a promise to ask, and translations; one more of each struck."""
    with world.database.scope(write=False):
        found = find_cycle(cycle)
        assert found is not None
        [own] = [one.posting.department_id for one in list_members(found.team_id) if one.account.login == who.login]
        other = next(one.id for one in list_departments(found.institute_id) if one.id != own)
    on = f"problem:{_ids(world, Problem, cycle)[0]}:statement"
    for text in ("Tea with the inspector", "Noted twice"):
        page = who.get(f"{base}/contacts/new")
        _ok(page.submit("/contacts/new", department_id=other, what=text, agreed="A list", office="വനിതാ ഓഫീസർ"))
        page = who.get(f"{base}/translations/new?on={on}")
        _ok(page.submit("/translations/new", language="ml", text=text))
    _on_each(who, f"{base}/contacts", rf"{base}/contacts/\d+$", "/strike")
    _on_each(who, f"{base}/translations", rf"{base}/translations/\d+$", "/strike")
    _ok(who.get(f"{base}/thanks").submit("/thanks", to_id=other, text="The store was open on a Sunday"))
    _ok(who.get(f"{base}/turn/ideas?q=").submit("/turn/ideas", text="We never hear of the stock"))
    if cycle == world.cast.cycle:  # Health is heard nowhere in this ground, so that the promise stays
        _ok(who.post(f"{base}/heard/problem/ask", {"department": str(world.cast.departments["H"])}))


def _rooms(who: Browser, base: str, causes: list[int]) -> None:
    """Two rated causes, one start and one struck start; a third cause asked about and half answered."""
    for cause in causes[:2]:
        page = who.get(f"{base}/entry-points/causes/{cause}/rating")
        sizes = {"authority": "medium", "acceptance": "large", "ability": "medium"}
        _ok(page.submit(f"/causes/{cause}/rating", **sizes))
        page = who.get(f"{base}/entry-points/new?cause={cause}")
        _ok(page.submit("/entry-points", cause_id=cause, first_step="Ring", reason_now="Now"))
    _on_each(who, f"{base}/entry-points", rf"{base}/entry-points/\d+$", "/strike")
    _ok(who.get(f"{base}/entry-points/causes/look").submit("/causes/look", cause_id=causes[2]))
    offices = f"{base}/entry-points/causes/{causes[0]}/offices"
    for office in ("Head teachers", "Panchayat"):
        _ok(who.get(offices).submit("/offices", office=office, support=5, influence=5))
    _on_each(who, offices, rf"{offices}/\d+$", "/strike")


def _links(who: Browser, path: str, pattern: str) -> list[str]:
    page = who.get(path)
    places = {
        str(one).split("#")[0].split("?")[0] for one in page.tree.xpath("//@href | //form/@action | //@formaction")
    }
    found = {one for place in places for one in [re.sub(r"/(un)?strike$", "", place)] if re.search(pattern, one)}
    assert found, f"{path} has no link like {pattern}: {sorted(places)}"
    return sorted(found, key=lambda one: int(one.rsplit("/", 1)[1]))


def _last(who: Browser, path: str, pattern: str, *, first: bool = False) -> str:
    return _links(who, path, pattern)[0 if first else -1]


def _on_each(who: Browser, path: str, pattern: str, deed: str) -> None:
    """Do the deed to the newest of the rows that a page links to."""
    _ok(who.post(_last(who, path, pattern) + deed))


def hold_something(world: World, cycle: int) -> None:
    """A text of the convenor's that came too late and is kept; and questions still running."""
    who = world.browser("convenor")
    world.browser("teammate").get(f"/cycles/{cycle}/problem").submit("/problem", statement="Somebody else's words")
    late = who.post(f"/cycles/{cycle}/problem", {"statement": "Late words", "statement.base": "0"})
    assert late.status == 409, late.status
    with world.database.scope(write=False):
        assert session.query(VoiceRound).filter(VoiceRound.cycle_id == cycle).count() >= 4
