"""Markdown: what people mean comes out, what would harm does not."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from pdia.kernel.markdown import TAGS, from_word, plain, rendered


def _tight(page: str) -> str:
    return re.sub(r">\s+", ">", re.sub(r"\s+<(?=/?(?:p|ul|li|blockquote)\b)", "<", page)).strip()


@pytest.mark.parametrize(
    ("text", "html_of"),
    [
        ("**bold** and *soft*", "<p><strong>bold</strong> and <em>soft</em></p>"),
        ("~~no~~", "<p><s>no</s></p>"),
        ("one\ntwo", "<p>one<br>two</p>"),
        ("# Heading", "<p><strong>Heading</strong></p>"),
        ("- a\n- b", "<ul><li>a</li><li>b</li></ul>"),
        ("> said", "<blockquote><p>said</p></blockquote>"),
        ("    no program", "<p>no program</p>"),
        ("ഗുളിക **വൈകി**", "<p>ഗുളിക <strong>വൈകി</strong></p>"),
    ],
)
def test_what_people_mean(text: str, html_of: str) -> None:
    assert _tight(rendered(text)) == _tight(html_of)


def test_addresses_become_links_that_carry_nothing() -> None:
    made = rendered("See www.kila.ac.in and https://bsc.hks.harvard.edu/")
    assert made.count('rel="noopener noreferrer nofollow ugc"') == 2
    assert 'href="tel:+919446000000"' in rendered("[ring](tel:+919446000000)")
    assert 'href="mailto:a@demo.example"' in rendered("<mailto:a@demo.example>")


HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<iframe src='javascript:alert(1)'></iframe>",
    "<a href='javascript:alert(1)' onclick='alert(1)'>x</a>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java\nscript:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:msgbox(1))",
    "[x](file:///etc/passwd)",
    "![x](https://tracker.example/pixel.png)",
    '![x](x "onerror=alert(1)")',
    '[x](http://a.b "onmouseover=alert(1)")',
    '<https://a.b/"onmouseover=alert(1)>',
    "[a]: javascript:alert(1)\n[a]",
    "<style>*{display:none}</style>",
    "<!--[if IE]><script>alert(1)</script><![endif]-->",
    "`<script>alert(1)</script>`",
    "```html\n<script>alert(1)</script>\n```",
    "# <script>alert(1)</script>",
    "**<b onmouseover=alert(1)>**",
    "\u202ejavascript:alert(1)",
    "<form action=/sign-out method=post><button>Win</button></form>",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
]


def _check(made: str) -> None:
    for node in html.fragment_fromstring(made, create_parent="div").iter():
        assert node.tag == "div" or node.tag in TAGS, f"{node.tag!r} came through in {made!r}"
        assert set(node.attrib) <= ({"href", "rel"} if node.tag == "a" else set()), f"{dict(node.attrib)} in {made!r}"
        scheme = re.match(r"\s*([a-z][a-z0-9+.-]*):", node.get("href", ""), re.IGNORECASE)
        assert scheme is None or scheme[1] in ("http", "https", "mailto", "tel"), f"{scheme} in {made!r}"


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_does_nothing(text: str) -> None:
    _check(rendered(text))
    _check(rendered(f"> - {text}\n\n{text}"))


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="<>/[]()!`*_~#&;:\"'= \nabjavscriptonxhref.\u200d\u0d15", max_size=120))
def test_no_text_at_all_does_anything(text: str) -> None:
    _check(rendered(text))


@pytest.mark.parametrize("piece", ["*", "[", "![", "_a", "> ", "`", "<", "~~", "- ", "a@", "http://", "<!--", "<o:p"])
def test_no_text_takes_long(piece: str) -> None:
    """Quadratic readers would take minutes for this; the bound is far above what a slow machine needs."""
    text, begun = (piece * 4000)[:4000], time.process_time()
    rendered(text)
    from_word(piece * 30000)
    assert time.process_time() - begun < 5, f"{piece!r} repeated takes too long to read"


@pytest.mark.parametrize(
    ("pasted", "words"),
    [
        ("•\tfirst\n·\u00a0second", "- first\n- second"),
        ("1.\tfirst\n2)\tsecond", "1. first\n2. second"),
        ("Name\tPlace", "Name Place"),
        ("a\u00a0b\u200bc\ufeff", "a bc"),
        ("<o:p>x</o:p>", "x"),
        ("<!--[if gte mso 9]><xml>y</xml><![endif]-->x", "x"),
        ("mso-fareast-language: EN-IN; x", "x"),
        ("ക്\u200dഷ and क्\u200cष", "ക്\u200dഷ and क्\u200cष"),
        ("a < b and 3 > 2", "a < b and 3 > 2"),
        ("12.5 km", "12.5 km"),
    ],
)
def test_what_word_processors_leave_goes(pasted: str, words: str) -> None:
    assert from_word(pasted) == words


def test_excerpts_have_no_marks() -> None:
    assert plain("**Why** [here](https://a.b)?\n\n- a & b") == "Why here? a & b"
