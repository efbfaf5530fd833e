"""The fishbone on a phone, on a wide screen and on paper: nothing overlaps, is cut or gets lost."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from lxml import html as lxml_html
from playwright.sync_api import Page, Playwright, Route

from pdia.reports.pdf import render
from tests.reports.papers import Sheet, Word, pages_of, words_of
from tests.reports.sheets import (
    CAUSES,
    LONG_STATEMENT,
    STATEMENTS,
    Cause,
    bones,
    count_of,
    draw,
    environment,
    every,
    screen,
    static_file,
)

SIZES = [(1, 1), (4, 4), *((count, causes) for count in range(1, 9) for causes in (17, 60))]


# --- The list itself --------------------------------------------------------------------------------


def test_it_is_one_nested_list_with_no_inline_style_or_script() -> None:
    sheet = bones(6, 17)
    tree = lxml_html.fragment_fromstring(draw("fishbone", STATEMENTS["en"], sheet, "en"))
    assert len(tree.xpath(".//li")) == count_of(sheet) == 23
    assert len(tree.xpath(".//ol/li")) == 6
    assert all(li.getparent().tag in ("ol", "ul") for li in tree.xpath(".//li"))
    assert [node.text_content().strip() for node in tree.xpath(".//li//*[contains(@class,'fb-text')]")] == [
        cause.text for cause in every(sheet)
    ]
    assert not tree.xpath("//@style | //@onclick | //script | //style")
    assert all(svg.get("aria-hidden") == "true" for svg in tree.xpath(".//svg"))


@pytest.mark.parametrize(("count", "above", "below"), [(1, 1, 0), (2, 1, 1), (3, 2, 1), (5, 3, 2), (8, 4, 4)])
def test_half_stand_above_and_the_odd_one_too(count: int, above: int, below: int) -> None:
    drawn = draw("fishbone", STATEMENTS["en"], bones(count), "en")
    assert drawn.count("fb-up ") == above
    assert drawn.count("fb-down ") == below


def test_a_cause_in_another_language_says_so_and_a_hostile_one_is_harmless() -> None:
    sheet = [Cause(1, "വെള്ളമില്ല", "ml"), Cause(2, "<script>alert(1)</script>", "en")]
    drawn = draw("fishbone", "<b>Why?</b>", sheet, "en")
    assert '<h2 class="fb-text" lang="ml">വെള്ളമില്ല</h2>' in drawn
    assert "<script>" not in drawn
    assert "&lt;b&gt;Why?" in drawn


def test_marks_say_in_words_what_they_show() -> None:
    sheet = [replace(bones(1, 0)[0], votes=1, known="assumption", struck=True, struck_reason="Counted again")]
    text = " ".join(lxml_html.fromstring(draw("fishbone", "Why?", sheet, "en")).text_content().split())
    for words in ("1 vote", "assumption", "Set aside: Counted again"):
        assert words in text


def test_an_empty_fishbone_is_the_problem_alone() -> None:
    drawn = draw("fishbone", "Why?", [], "en")
    assert "Why?" in drawn
    assert "<ol" not in drawn


def test_tools_stand_beside_each_cause() -> None:
    macro = "{% macro tools(cause) %}<a href='#{{ cause.id }}'>Edit</a>{% endmacro %}"
    module: Any = environment().from_string(macro).module
    drawn = draw("fishbone", "Why?", bones(2, 4), "en", module.tools)
    assert re.findall(r"href='#(\d+)'", drawn) == [str(cause.id) for cause in every(bones(2, 4))]


# --- In a real browser ------------------------------------------------------------------------------

MEASURE = """() => {
  const sides = r => ({l: r.left, t: r.top, r: r.right, b: r.bottom});
  const box = e => sides(e.getBoundingClientRect());
  const labels = [...document.querySelectorAll('.fb-label')];
  const lines = label => {
    const found = [];
    const walker = document.createTreeWalker(label, NodeFilter.SHOW_TEXT);
    for (let node; (node = walker.nextNode());) {
      if (node.parentElement.closest('.visually-hidden') || !node.data.trim()) continue;
      const range = document.createRange(); range.selectNodeContents(node);
      found.push(...[...range.getClientRects()].map(sides));
    }
    return found;
  };
  return {
    labels: labels.map(label => ({...box(label), cut: label.scrollWidth > label.clientWidth + 1,
                                  words: label.innerText.slice(0, 40), lines: lines(label)})),
    ribs: [...document.querySelectorAll('.fb-rib')].filter(e => getComputedStyle(e).display !== 'none')
      .map(e => ({...box(e), up: e.parentElement.classList.contains('fb-up')})),
    head: box(document.querySelector('.fb-head')),
    wide: document.documentElement.scrollWidth, window: innerWidth,
  };
}"""


@pytest.fixture(scope="module")
def look(playwright: Playwright) -> Iterator[Callable[[str, int], Page]]:
    """A page of any width, with our own style sheets and faces and nothing else to fetch."""
    browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
    shown = {"body": ""}

    def answer(route: Route) -> None:
        path = route.request.url.removeprefix("http://sheet.example")
        if not path.startswith("/static/"):
            route.fulfill(body=shown["body"], content_type="text/html; charset=utf-8")
            return
        kind = "text/css" if path.endswith(".css") else "font/woff2"
        route.fulfill(body=static_file(path.removeprefix("/static/")), content_type=kind)

    page = browser.new_page()
    page.route("**/*", answer)

    def show(body: str, width: int) -> Page:
        shown["body"] = body
        page.set_viewport_size({"width": width, "height": 800})
        page.goto("http://sheet.example/")
        page.evaluate("document.fonts.ready")
        return page

    yield show
    browser.close()


@pytest.mark.browser
@pytest.mark.parametrize(
    ("language", "width"),
    [("en", 360), ("ml", 360), ("ml", 900), ("en", 1280), ("ml", 1280), ("hi", 1280), ("as", 1280)],
)
def test_no_label_overlaps_another_and_none_is_cut(look: Callable[[str, int], Page], language: str, width: int) -> None:
    for count, causes in SIZES:
        sheet = bones(count, causes, language)
        statement = LONG_STATEMENT if count % 2 else STATEMENTS[language]
        page = look(screen(draw("fishbone", statement, sheet, language), language), width)
        seen = page.evaluate(MEASURE)
        where = f"{count} bones, {causes} causes, {language}, {width} px"
        assert len(seen["labels"]) == count_of(sheet), where
        assert seen["wide"] <= seen["window"], f"{where}: the page is wider than the window"
        _check_labels(seen, where)
        broad = 1008 if count > 6 else 848  # the place that the fish asks for, and the page's own margins
        assert bool(seen["ribs"]) == (width >= broad), f"{where}: list or fish?"
        for rib in seen["ribs"]:
            _check_rib(rib, seen, where)


def _check_labels(seen: dict[str, Any], where: str) -> None:
    boxes = [*seen["labels"], {**seen["head"], "words": "the problem", "cut": False}]
    for at, one in enumerate(boxes):
        assert not one["cut"], f"{where}: {one['words']!r} is cut"
        assert one["l"] >= 0, f"{where}: {one['words']!r} begins outside"
        assert one["r"] <= seen["window"], f"{where}: {one['words']!r} ends outside"
        for other in boxes[at + 1 :]:
            beside = one["r"] <= other["l"] + 0.5 or other["r"] <= one["l"] + 0.5
            above = one["b"] <= other["t"] + 0.5 or other["b"] <= one["t"] + 0.5
            assert beside or above, f"{where}: {one['words']!r} lies over {other['words']!r}"


def _check_rib(rib: dict[str, Any], seen: dict[str, Any], where: str) -> None:
    """No line of text is crossed by a bone."""
    for label in seen["labels"]:
        for line in label["lines"]:
            y = (line["t"] + line["b"]) / 2
            if rib["t"] < y < rib["b"]:
                share = (y - rib["t"]) / (rib["b"] - rib["t"])
                x = rib["l"] + (share if rib["up"] else 1 - share) * (rib["r"] - rib["l"])
                assert not line["l"] + 1 < x < line["r"] - 1, f"{where}: a bone crosses {label['words']!r}"


@pytest.mark.browser
@pytest.mark.parametrize("width", [360, 1280])
def test_it_is_accessible(look: Callable[[str, int], Page], width: int) -> None:
    body = "<h1>Causes</h1>" + draw("fishbone", STATEMENTS["en"], bones(6, 24), "en")
    page = look(screen(body), width)
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]})
    assert [(each["id"], each["nodes"][0]["html"]) for each in found.response["violations"]] == []


# --- On paper ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("macro", ["fishbone_a4", "fishbone_a3"])
@pytest.mark.parametrize("language", ["en", "ml", "hi", "as"])
@pytest.mark.parametrize(("count", "causes"), [(1, 60), (3, 60), (5, 20), (6, 17), (8, 60)])
def test_paper_holds_every_cause_and_no_words_lie_on_others(
    macro: str, language: str, count: int, causes: int, tmp_path: Path
) -> None:
    sheet = bones(count, causes, language)
    drawn = draw(macro, STATEMENTS[language], sheet, language, "Why the problem is there")
    file = tmp_path / "sheet.pdf"
    file.write_bytes(render(drawn, title="Fishbone", language=language))
    first = pages_of(file)[0]
    wide, high = (842, 595) if macro.endswith("a4") else (1191, 842)
    assert (round(first.width), round(first.height)) == (wide, high)
    _check_sheet(first)
    text = _bare("".join(words_of(file)))
    for cause in every(sheet):
        assert _bare(cause.text) in text, f"{cause.text!r} is neither on the drawing nor on the list"


@pytest.mark.parametrize("macro", ["fishbone_a4", "fishbone_a3"])
@pytest.mark.parametrize("language", ["en", "ml", "hi", "as"])
def test_the_longest_causes_still_fit_the_sheet(macro: str, language: str, tmp_path: Path) -> None:
    long = " ".join(CAUSES[language] * 4)[:160]
    sheet = [
        replace(bone, text=long, children=tuple(replace(each, text=long) for each in bone.children))
        for bone in bones(8, 40, language)
    ]
    drawn = draw(macro, LONG_STATEMENT, sheet, language, "Why")
    file = tmp_path / "sheet.pdf"
    file.write_bytes(render(drawn, title="Fishbone", language=language))
    _check_sheet(pages_of(file)[0])


def test_a_sheet_with_room_draws_all_of_it_in_larger_letters() -> None:
    small = draw("fishbone_a4", STATEMENTS["en"], bones(4, 6), "en")
    assert "fb-size1" in small
    assert "fb-rest" not in small
    full = draw("fishbone_a4", STATEMENTS["en"], bones(4, 40), "en")
    assert "fb-rest" in full
    assert full.count('class="fb-more"') == 4


def _check_sheet(sheet: Sheet) -> None:
    """All words inside the margins, and none on another; the page number stands in the foot."""
    foot = sheet.height - 45
    body = [word for word in sheet.words if word.top < foot]
    assert [word.text for word in sheet.words if word not in body][1:2] == ["/"]
    for word in body:
        assert word.left >= 36, f"{word} begins in the margin"
        assert word.top >= 30, f"{word} stands in the margin"
        assert word.right <= sheet.width - 36, f"{word} ends in the margin"
        assert word.bottom <= foot, f"{word} lies in the foot of the sheet"
    assert _overlapping(body) == []


def _bare(text: str) -> str:
    """Without spaces, line ends and joiners, which a PDF keeps as it likes."""
    return re.sub(r"[\s\u200c\u200d\u00ad-]+", "", text)


def _overlapping(words: list[Word]) -> list[tuple[str, str]]:
    """Words that lie on each other: their middle thirds, because faces are taller than their lines."""
    cores = [(word, word.top + word.height / 3, word.bottom - word.height / 3) for word in words]
    return [
        (one.text, other.text)
        for at, (one, top, bottom) in enumerate(cores)
        for other, other_top, other_bottom in cores[at + 1 :]
        if one.left < other.right - 1 and other.left < one.right - 1 and top < other_bottom and other_top < bottom
    ]


def test_poppler_is_here() -> None:
    """The set-up of the tests installs it; without it this file would prove nothing."""
    assert subprocess.run(["pdftotext", "-v"], capture_output=True, check=False).returncode == 0
