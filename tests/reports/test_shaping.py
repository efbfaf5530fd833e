"""The two repairs hold, and are still needed: each test fails when a new WeasyPrint changes its ground."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import weasyprint.draw.text as drawn
import weasyprint.svg as svg

from pdia.reports import shaping
from pdia.reports.pdf import render
from tests.reports.papers import ink_width, picture_of, words_of
from tests.reports.sheets import STATEMENTS

# In each, vowel signs move or join: drawn letter by letter they take more room.
LABELS = {"ml": "ക്ഷേമസ്ഥാപനങ്ങൾ", "hi": "विद्यार्थियों", "as": "প্ৰতিষ্ঠানসমূহ"}
FAMILIES = "'Noto Sans', 'Noto Sans Malayalam', 'Noto Sans Devanagari', 'Noto Sans Bengali'"


def _without_repairs(monkeypatch: pytest.MonkeyPatch) -> None:
    """WeasyPrint as it comes; `render` repairs only once a process."""
    render("<p>warm</p>", title="x", language="en")
    for tag, draws in svg.TAGS.items():
        if draws is shaping._draw_svg_text:
            monkeypatch.setitem(svg.TAGS, tag, shaping._svg_text)
    monkeypatch.setattr(svg, "text", shaping._svg_text)
    monkeypatch.setattr(drawn, "draw_first_line", shaping._first_line)


def _width(body: str, folder: Path) -> int:
    file = folder / "drawn.pdf"
    sheet = (
        "<style>@page { @bottom-right { content: none } } p { font-size: 30px; margin: 0; width: max-content }</style>"
    )
    file.write_bytes(render(sheet + body, title="x", language="en"))
    return ink_width(picture_of(file, folder))


def _as_svg(text: str) -> str:
    return (
        '<svg width="620" height="80" viewBox="0 0 620 80" role="img" aria-label="label">'
        f'<text x="4" y="50" font-size="30" font-family="{FAMILIES}">{text}</text></svg>'
    )


@pytest.mark.parametrize("language", ["ml", "hi", "as"])
def test_a_label_in_a_picture_is_shaped_like_any_text(
    language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = LABELS[language]
    plain = _width(f"<p>{text}</p>", tmp_path)
    assert _width(_as_svg(text), tmp_path) == pytest.approx(plain, abs=3)
    _without_repairs(monkeypatch)
    assert _width(_as_svg(text), tmp_path) > plain * 1.05, "WeasyPrint shapes SVG text by itself: drop the repair"


@pytest.mark.parametrize("language", ["ml", "hi", "as"])
def test_words_are_found_and_copied_again(language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words = STATEMENTS[language].split()
    body = f'<p lang="{language}">{STATEMENTS[language]}</p>'
    file = tmp_path / "drawn.pdf"
    file.write_bytes(render(body, title="x", language="en"))
    assert [word for word in words if word not in words_of(file)] == []
    _without_repairs(monkeypatch)
    file.write_bytes(render(body, title="x", language="en"))
    assert [word for word in words if word not in words_of(file)], "WeasyPrint writes the text: drop the repair"


def test_each_line_of_another_script_names_its_language() -> None:
    spans: list[bytes] = []

    page = SimpleNamespace(stream=spans)
    box = SimpleNamespace(text="മലയാളം", style={"lang": "ml"})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shaping, "_first_line", lambda *rest: spans.append(b"drawn"))
        shaping._draw_first_line(page, box, None, None, None)
        box.style = {"lang": "x) /Evil ("}
        shaping._draw_first_line(page, box, None, None, None)
    assert spans[0].startswith(b"/Span <</ActualText <feff0d2e")
    assert spans[0].endswith(b"> /Lang (ml)>> BDC")
    assert spans[1:3] == [b"drawn", b"EMC"]
    assert b"Evil" not in spans[3]


def test_a_label_with_a_place_for_each_letter_keeps_the_old_way(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Any] = []
    monkeypatch.setattr(shaping, "_svg_text", lambda image, node, size: seen.append(node._etree_node.text))

    class Node(dict[str, str]):
        text = "മലയാളം"

        def __init__(self, **attributes: str) -> None:
            super().__init__(attributes)
            self._etree_node = type("Element", (), {"text": self.text})()

    for node in (Node(x="1"), Node(x="1 2 3"), Node(textLength="40")):
        shaping._draw_svg_text(None, node, 12.0)
    assert [isinstance(text, shaping.Run) for text in seen] == [True, False, False]


def test_repairing_twice_changes_nothing_more() -> None:
    shaping.repair()
    first = (dict(svg.TAGS), svg.text, drawn.draw_first_line)
    shaping.repair()
    assert (dict(svg.TAGS), svg.text, drawn.draw_first_line) == first
