"""Text is cleaned the same way everywhere, and its language is known by its script."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pdia.kernel.text import clean, clean_line, fold, is_blank, language_of, storable
from pdia.kernel.words import Refusal


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [
        ("  a  ", "a"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("e\u0301", "é"),
        ("ക്\u200dഷ", "ക്\u200dഷ"),
        ("a\x07b", "ab"),
        ("क्\u200cष", "क्\u200cष"),
    ],
)
def test_clean(raw: str, cleaned: str) -> None:
    assert clean(raw) == cleaned


@pytest.mark.parametrize("raw", ["a\x00b", "a\ud800b", "\udfff"])
def test_what_no_database_stores_is_refused(raw: str) -> None:
    with pytest.raises(Refusal):
        clean(raw)
    assert "\x00" not in storable(raw)


def test_names_lose_direction_marks_and_line_ends() -> None:
    assert clean_line("Anil\u202e\r\n  Das") == "Anil Das"


@pytest.mark.parametrize(
    ("text", "blank"), [("", True), ("\u200d\u200c", True), (" \u200e ", True), ("a", False), ("ക", False)]
)
def test_blank(text: str, blank: bool) -> None:
    assert is_blank(text) is blank


def test_both_spellings_of_a_chillu_fold_together() -> None:
    assert fold("അവന്\u200d") == fold("അവൻ")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Iron tablets", "en"),
        ("സ്കൂളിൽ ഗുളിക എത്തിയില്ല", "ml"),
        ("गोली नहीं मिली", "hi"),
        ("গাঁৱৰ সমিতি", "as"),
        ("WIFS ഗുളിക കിട്ടിയില്ല", "ml"),
        ("", "en"),
        ("123", "en"),
    ],
)
def test_language(text: str, language: str) -> None:
    assert language_of(text) == language


@settings(max_examples=200, deadline=None)
@given(st.text())
def test_any_text_is_cleaned_once_and_for_all(text: str) -> None:
    try:
        once = clean(text)
    except Refusal:
        return
    assert clean(once) == once
