"""The catalogues are whole: every word is there, every place is kept, every letter is spelled the new way."""

from __future__ import annotations

import re
import unicodedata
from io import BytesIO
from pathlib import Path

import polib
import pytest
from babel.messages.extract import extract_from_dir

from pdia.kernel.paths import PACKAGE, TEMPLATES, TRANSLATIONS

LANGUAGES = ("ml",)
PLACES = re.compile(r"%\((\w+)\)s")
OLD_CHILLU = re.compile("[നരലളണക]\u0d4d\u200d")


def _catalogue(language: str) -> polib.POFile:
    return polib.pofile(str(TRANSLATIONS / language / "LC_MESSAGES" / "messages.po"))


def _words_of(folder: Path, mapping: list[tuple[str, str]], options: dict[str, dict[str, str]]) -> set[str]:
    keywords = {"_": None, "N_": None, "gettext": None, "lazy_gettext": None, "ngettext": (1, 2)}
    found = extract_from_dir(folder, mapping, options, keywords=keywords)
    return {one[2][0] if isinstance(one[2], tuple) else one[2] for one in found} - {""}


def _all_words() -> set[str]:
    python = _words_of(PACKAGE, [("**.py", "python")], {})
    pages = _words_of(TEMPLATES, [("**.html", "jinja2"), ("**.txt", "jinja2")], {"**.html": {"silent": "false"}})
    return python | pages


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_is_translated(language: str) -> None:
    known = {entry.msgid: entry for entry in _catalogue(language)}
    words = _all_words()
    assert len(words) > 500, "the words were not found at all"
    missing = sorted(word for word in words if word not in known)
    assert not missing, f"run `make messages` and translate into {language}: {missing[:10]}"
    open_ones = [word for word in sorted(words) if not known[word].translated()]
    assert not open_ones, f"translate into {language}: {open_ones[:10]}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_places_and_letters_are_kept(language: str) -> None:
    for entry in _catalogue(language):
        texts = list(entry.msgstr_plural.values()) or [entry.msgstr]
        for text in texts:
            if not entry.msgid_plural:
                assert sorted(PLACES.findall(text)) == sorted(PLACES.findall(entry.msgid)), entry.msgid
            else:
                assert set(PLACES.findall(text)) <= set(PLACES.findall(entry.msgid_plural)), entry.msgid
            assert text == unicodedata.normalize("NFC", text), entry.msgid
            assert not OLD_CHILLU.search(text), f"spell the chillu as one letter: {text}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_compiles(language: str) -> None:
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with (TRANSLATIONS / language / "LC_MESSAGES" / "messages.po").open("rb") as file:
        catalogue = read_po(file, locale=language)
    out = BytesIO()
    write_mo(out, catalogue)
    assert out.tell() > 10_000
