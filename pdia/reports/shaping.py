"""Two repairs to WeasyPrint, without which Malayalam, Hindi and Assamese come out wrong.

WeasyPrint draws the text of an SVG letter by letter, so that vowel signs stand apart from their
consonants, and it gives the letters of complex scripts no text that can be found or copied again.
Both repairs touch private code of the pinned release (``weasyprint>=70,<71``); two tests in
``tests/reports/test_shaping.py`` fail when a new release moves what they hold on to.
"""

from __future__ import annotations

import re
from typing import Any

import weasyprint.draw.text as drawn
import weasyprint.svg as svg

# Devanagari to Sinhala: scripts in which the drawn glyphs are not the letters, one for one.
COMPLEX = re.compile("[\u0900-\u0dff]")
LANGUAGE = re.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,2}")
PLACED = ("x", "y", "dx", "dy", "rotate")

_svg_text = svg.text
_first_line = drawn.draw_first_line


class Run(str):
    """Text that is one item when looped over, so that it is shaped as a whole."""

    __slots__ = ()

    def __iter__(self) -> Any:
        yield str(self)


def _draw_svg_text(image: Any, node: Any, font_size: float) -> None:
    """Draw an SVG label as one run; a label with a place for each letter keeps the old way."""
    placed = any(len((node.get(name) or "").replace(",", " ").split()) > 1 for name in PLACED)
    if node.text and not placed and not node.get("letter-spacing") and not node.get("textLength"):
        node._etree_node.text = Run(node.text)
    _svg_text(image, node, font_size)


def _draw_first_line(stream: Any, box: Any, overflow: Any, ellipsis: Any, matrix: Any) -> Any:
    """Draw a line; where its script is complex, say in the PDF which text and language it is."""
    text = box.text or ""
    if not COMPLEX.search(text):
        return _first_line(stream, box, overflow, ellipsis, matrix)
    language = box.style["lang"] or ""
    named = f" /Lang ({language})" if LANGUAGE.fullmatch(language) else ""
    actual = ("\ufeff" + text).encode("utf-16-be").hex()
    stream.stream.append(f"/Span <</ActualText <{actual}>{named}>> BDC".encode())
    try:
        return _first_line(stream, box, overflow, ellipsis, matrix)
    finally:
        stream.stream.append(b"EMC")


def repair() -> None:
    """Put both repairs in place; safe to call again."""
    for tag, draws in svg.TAGS.items():
        if draws is _svg_text:
            svg.TAGS[tag] = _draw_svg_text
    svg.text = _draw_svg_text  # draw_node also compares with it
    drawn.draw_first_line = _draw_first_line
