"""Markdown as people type or paste it, as HTML that cannot do harm.

The parser knows no HTML; what it makes is cleaned once more by a sanitiser that knows few tags. So a
mistake in either does not reach a reader. Pictures are left out, headings become bold paragraphs.
"""

from __future__ import annotations

import html
import re

import nh3
from markdown_it import MarkdownIt
from markupsafe import Markup

TAGS = {"a", "b", "blockquote", "br", "code", "del", "em", "hr", "li", "ol", "p", "pre", "s", "strong", "ul"}
SCHEMES = {"http", "https", "mailto", "tel"}
_parser = (
    MarkdownIt("commonmark", {"html": False, "linkify": True, "breaks": True})
    .enable(["linkify", "strikethrough"])
    .disable(["image", "reference", "code"])  # a pasted indent is no program
)
_HEADING = re.compile(r"<h[1-6]>(.*?)</h[1-6]>", re.DOTALL)

_WORD_PARTS = (("<!--", "-->"), ("<style", "</style>"), ("<xml", "</xml>"))
_WORD_SECTION = re.compile(r"<!\[(?:if|endif)[^\]>]{0,200}\]>", re.IGNORECASE)
_WORD_TAG = re.compile(r"</?(?:o|w|m|v|st1):[a-z]{1,30}[^>]{0,300}>", re.IGNORECASE)
_WORD_STYLE = re.compile(r"\bmso-[a-z-]{1,60}\s?:[^;\n\"'<>]{0,200};? ?", re.IGNORECASE)
_WORD_BULLET = re.compile(r"^[ \t\u00a0]*[\u2022\u00b7\uf0b7\uf0a7\u25aa\u25e6\u2043\u00a7][ \t\u00a0]+", re.MULTILINE)
_WORD_NUMBER = re.compile(r"^[ \t\u00a0]*(\d{1,3})[.)][ \u00a0]*\t[ \t\u00a0]*", re.MULTILINE)
_SPACES = re.compile("[\u00a0\u2000-\u200a\u202f\u205f\u3000]")
_NOTHING = re.compile("[\u200b\u2060\ufeff\u00ad]")
_TABS = re.compile(r"(?<=\S)[ ]*\t+[ ]*")


def from_word(text: str) -> str:
    """`text` without what word processors leave in it: their tags, comments, bullets, odd spaces.

    Joiners stay: Malayalam and Hindi need them.
    """
    for opening, closing in _WORD_PARTS:
        text = _without(text, opening, closing)
    for noise in (_WORD_SECTION, _WORD_TAG, _WORD_STYLE):
        text = noise.sub("", text)
    text = _WORD_NUMBER.sub(r"\1. ", _WORD_BULLET.sub("- ", text))
    return _TABS.sub(" ", _NOTHING.sub("", _SPACES.sub(" ", text)))


def _without(text: str, opening: str, closing: str) -> str:
    """`text` without what stands between these marks; one look at each letter, however hostile the text."""
    small = text.lower()
    if len(small) != len(text) or opening not in small:
        return text
    kept, at = [], 0
    while (start := small.find(opening, at)) >= 0 and (end := small.find(closing, start)) >= 0:
        kept.append(text[at:start])
        at = end + len(closing)
    return "".join([*kept, text[at:]])


def rendered(text: str) -> Markup:
    """The Markdown `text` as safe HTML, for the template filter ``markdown``."""
    made = _HEADING.sub(r"<p><strong>\1</strong></p>", _parser.render(text))
    return Markup(  # noqa: S704  cleaned in this very line
        nh3.clean(
            made,
            tags=TAGS,
            attributes={"*": set(), "a": {"href"}},
            url_schemes=SCHEMES,
            link_rel="noopener noreferrer nofollow ugc",
        )
    )


def plain(text: str) -> str:
    """The words of a Markdown text on one line: for excerpts, where marks would only disturb."""
    return " ".join(html.unescape(nh3.clean(_parser.render(text), tags=set())).split())
