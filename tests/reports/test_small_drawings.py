"""Room to act, ideas side by side, what falls due when: the picture and the words say the same."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from itertools import product
from pathlib import Path

import pytest
from lxml import html

from pdia.reports.pdf import render
from tests.reports.papers import facts_of, words_of
from tests.reports.sheets import draw

RATINGS = ("small", "medium", "large")


@dataclass(frozen=True)
class Room:
    """Ratings as the entry-points stage gives them."""

    authority: str
    acceptance: str
    ability: str
    when: str = "Round 2, 22 Nov"


@dataclass(frozen=True)
class Idea:
    """An idea as the ideas stage gives it."""

    text: str
    lang: str = "en"
    kind: str = "existing"
    sound: str = ""
    doable: str = ""
    acceptable: str = ""
    kept: str = "open"


@dataclass(frozen=True)
class Action:
    """An action as the plan gives it."""

    what: str
    who: str
    by_date: date | None
    state: str = "open"
    begins: date | None = None
    lang: str = "en"


IDEAS = [
    Idea("Count tablets with the pharmacist", sound="large", doable="medium", acceptable="large", kept="chosen"),
    Idea("അധ്യാപകരുടെ മുൻപിൽ ഗുളിക കഴിച്ചുകാണിക്കുക", "ml", "deviance", "medium", "small"),
    Idea("Give them at the garden dispensary", kind="outside", sound="small", kept="parked"),
]
ACTIONS = [
    Action("Visit four schools", "Jiten", date(2026, 11, 14), "done"),
    Action("Send the minutes", "Anil", date(2026, 11, 24), begins=date(2026, 11, 16)),
    Action("രക്ഷിതാക്കളുടെ യോഗം", "Rekha", date(2027, 3, 1), "carried", lang="ml"),
    Action("List girls who left school", "Bina", None),
    Action("Write to the gardens", "Meera", date(2026, 10, 1), "dropped", begins=date(2026, 9, 1)),
]
START, END = date(2026, 11, 3), date(2026, 12, 1)


def _text(drawn: str) -> str:
    return " ".join(" ".join(html.fromstring(drawn).itertext()).split())


def _all() -> str:
    return (
        draw(
            "room_to_act", Room("small", "medium", "", "Round 1"), Room("large", "medium", "small"), template="drawings"
        )
        + draw("compare_ideas", IDEAS, "en", template="drawings")
        + draw("timeline", ACTIONS, START, END, "en", date(2026, 11, 22), template="drawings")
    )


@pytest.mark.parametrize("now", [Room(*each) for each in product(RATINGS, repeat=3)])
def test_the_three_meet_when_none_is_small(now: Room) -> None:
    drawn = draw("room_to_act", None, now, template="drawings")
    meet = "small" not in (now.authority, now.acceptance, now.ability)
    assert ("<path" in drawn) == meet
    assert ("there is room to act" in drawn) == meet
    radii = [
        {"small": "25", "medium": "36", "large": "48"}[each] for each in (now.authority, now.acceptance, now.ability)
    ]
    assert re.findall(r' r="(\d+)"', drawn) == radii


def test_the_shift_is_said_in_words() -> None:
    drawn = draw(
        "room_to_act", Room("small", "large", "", "Round 1"), Room("large", "medium", "small"), template="drawings"
    )
    text = _text(drawn)
    assert "Authority small large more room" in text
    assert "Acceptance large medium less room" in text
    assert "Ability not rated yet small not rated both times" in text
    assert "The dashed outline shows Round 1." in text
    assert drawn.count("stroke-dasharray") == 2


def test_what_is_not_rated_yet_is_not_drawn() -> None:
    drawn = draw("room_to_act", None, Room("", "medium", ""), template="drawings")
    assert drawn.count("<circle") == 1
    assert "Not all three are rated yet." in drawn


def test_two_pictures_on_a_page_have_their_own_names() -> None:
    room = Room("large", "large", "large")
    page = "".join(draw("room_to_act", None, room, id=name, template="drawings") for name in ("now", "before"))
    ids = html.fromstring(f"<div>{page}</div>").xpath("//@id")
    assert len(ids) == len(set(ids)) == 4
    for picture in html.fromstring(f"<div>{page}</div>").xpath("//svg[@role='img']"):
        assert set(picture.get("aria-labelledby").split()) <= set(ids)


def test_ideas_are_compared_in_dots_and_words_and_never_added_up() -> None:
    drawn = draw("compare_ideas", IDEAS, "en", template="drawings")
    rows = html.fromstring(drawn).xpath("//tbody/tr")
    assert [len(row.xpath(".//circle[@fill='#0b5351']")) for row in rows] == [3 + 2 + 3, 2 + 1 + 0, 1 + 0 + 0]
    assert [" ".join(cell.text_content().split()) for cell in rows[1].xpath("./td")] == [
        "fairly",
        "a little",
        "not said yet",
        "open",
    ]
    assert rows[1].xpath("./th/@lang") == ["ml"]


def test_the_strip_keeps_every_bar_inside() -> None:
    drawn = draw("timeline", ACTIONS, START, END, "en", date(2026, 11, 22), template="drawings")
    for x, width in re.findall(r'<rect x="([\d.-]+)" y="\d+" width="([\d.]+)"', drawn):
        assert float(x) >= 0
        assert float(x) + float(width) <= 200.05
    assert "no date yet" in drawn
    assert "The dashed line is today, 22 Nov." in _text(drawn)
    assert "today" not in _text(draw("timeline", ACTIONS, START, END, "en", date(2027, 1, 1), template="drawings"))


def test_a_strip_of_one_day_is_drawn() -> None:
    assert "<rect" in draw("timeline", ACTIONS[:1], START, START, "en", template="drawings")


def test_no_drawing_has_inline_style_and_every_picture_is_named_or_hidden() -> None:
    tree = html.fromstring(f"<div>{_all()}</div>")
    assert not tree.xpath("//@style | //style | //script | //@onclick")
    assert not [svg for svg in tree.xpath("//svg") if svg.get("aria-hidden") != "true" and svg.get("role") != "img"]
    assert not tree.xpath("//svg//text")


def test_paper_shows_the_tables_open(tmp_path: Path) -> None:
    file = tmp_path / "drawn.pdf"
    file.write_bytes(render(_all(), title="Drawings", language="en"))
    found = words_of(file)
    for word in ("Authority", "Change", "dispensary", "chosen", "dropped", "Jiten", "യോഗം"):
        assert word in found
    assert int(facts_of(file)["Pages"]) <= 2
