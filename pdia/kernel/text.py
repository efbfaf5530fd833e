"""Text as people write it: cleaned the same way in every field, and recognised by its script.

Zero-width joiners are kept: Malayalam and Hindi need them. Text is normalised to NFC, which does
not join the two spellings of a Malayalam chillu; :func:`fold` does, for comparing and searching.
"""

from __future__ import annotations

import re
import unicodedata

from pdia.kernel.words import N_, Refusal

NO_NUL = N_("This text holds a character that cannot be stored. Delete it where you pasted it and save again.")
_LINE_ENDS = re.compile("\r\n?|\x0b|\x0c|\u2028|\u2029")
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_CONTROL = re.compile("[\x01-\x08\x0e-\x1f\x7f]")
_NAME_NOISE = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_SPACES = re.compile(r"\s+")
_CHILLU = {"ന": "ൻ", "ര": "ർ", "ല": "ൽ", "ള": "ൾ", "ണ": "ൺ", "ക": "ൿ"}
_OLD_CHILLU = re.compile("([നരലളണക])\u0d4d\u200d")
_SCRIPTS = (("ml", 0x0D00, 0x0D7F), ("hi", 0x0900, 0x097F), ("as", 0x0980, 0x09FF))


def clean(text: str) -> str:
    """`text` in NFC, line ends as ``\\n``, without control characters or space at either end.

    Raises :class:`Refusal` for NUL and lone surrogates, which no database stores alike.
    """
    if _UNSTORABLE.search(text):
        raise Refusal(NO_NUL)
    text = _LINE_ENDS.sub("\n", text)
    return unicodedata.normalize("NFC", _CONTROL.sub("", text)).strip()


def clean_line(text: str) -> str:
    """:func:`clean` for names and one-line answers: spaces folded, no direction overrides."""
    return _SPACES.sub(" ", clean(_NAME_NOISE.sub("", text))).strip()


def storable(text: str) -> str:
    """`text` with what no database stores taken out: for showing a refused text back to its writer."""
    return _UNSTORABLE.sub("", text)


def is_blank(text: str) -> bool:
    """Whether nothing visible is left: spaces, joiners and marks of direction alone are no name."""
    return not any(unicodedata.category(letter)[0] in "LNSP" for letter in text)


def fold(text: str) -> str:
    """`text` for comparing: case folded, joiners dropped, old chillus spelled the new way."""
    text = _OLD_CHILLU.sub(lambda found: _CHILLU[found[1]], unicodedata.normalize("NFC", text))
    return text.replace("\u200c", "").replace("\u200d", "").casefold().strip()


def language_of(text: str, otherwise: str = "en") -> str:
    """The language code that the script of most of `text`'s letters stands for: ml, hi, as, else `otherwise`."""
    counts = dict.fromkeys(("ml", "hi", "as"), 0)
    latin = 0
    for letter in text:
        code = ord(letter)
        if code < 0x0900:
            latin += letter.isalpha()
            continue
        for language, first, last in _SCRIPTS:
            if first <= code <= last:
                counts[language] += 1
                break
    language, most = max(counts.items(), key=lambda item: item[1])
    return language if most > latin else otherwise
